package prose_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/engines/prose"
)

const file = `A note to writers: ignored.

# life path

## 1
Short: going first
Theme: beginnings

One: it starts.

It goes on.

## 2

Two.

# attitude

## 1
Quick: no blank line needed.
And more.
`

func TestParse(t *testing.T) {
	book := prose.Parse(file)
	assert.Equal(t, "One: it starts.\n\nIt goes on.", book.Text("life path", "1"))
	assert.Equal(t, "going first", book.Label("life path", "1", "Short"))
	assert.Equal(t, "beginnings", book.Label("life path", "1", "Theme"))
	assert.Equal(t, "Two.", book.Text("life path", "2"))
	assert.Equal(t, "And more.", book.Text("attitude", "1"))
	assert.Equal(t, map[string]int{"life path": 2, "attitude": 1}, book.Sections())
}

func TestMistakesPanic(t *testing.T) {
	book := prose.Parse(file)
	assert.Panics(t, func() { book.Text("life path", "3") })
	assert.Panics(t, func() { book.Label("life path", "2", "Short") })
	assert.Panics(t, func() { prose.Parse("# a\n## 1\nx\n## 1\ny\n") }, "an entry twice")
	assert.Panics(t, func() { prose.Parse("# a\nlost text\n## 1\nx\n") }, "text outside of an entry")
}
