package hexagram_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/drawing/hexagram"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

// decrease is cast 978687: hexagram 41 becoming 64.
func decrease() hexagram.Cast {
	lake := hexagram.Trigram{Name: "Lake", Chinese: "兌", Attribute: "joyous exchange"}
	mountain := hexagram.Trigram{Name: "Mountain", Chinese: "艮", Attribute: "keeping still"}
	fire := hexagram.Trigram{Name: "Fire", Chinese: "離", Attribute: "clinging clarity"}
	water := hexagram.Trigram{Name: "Water", Chinese: "坎", Attribute: "depth and danger"}
	primary := hexagram.Hexagram{
		Name: "41 · Decrease", Chinese: "損", Pinyin: "Sǔn", Yang: [6]bool{true, true, false, false, false, true},
		Upper: mountain, Lower: lake,
	}
	relating := hexagram.Hexagram{
		Name: "64 · Before Completion", Chinese: "未濟", Pinyin: "Wèi Jì", Yang: [6]bool{false, true, false, true, false, true},
		Upper: fire, Lower: water,
	}
	return hexagram.Cast{
		Question: "Shall I go?", Method: "Cast with three coins",
		Primary: primary, Relating: &relating, Changing: []int{1, 4},
		Texts:     []hexagram.Text{{Source: "Line 4", Text: "He cuts down."}, {Source: "Line 1", Text: "Run over."}},
		Relatives: []hexagram.Relative{{Label: "NUCLEAR", Hexagram: relating}, {Label: "OPPOSITE", Hexagram: primary}, {Label: "REVERSED", Hexagram: relating}},
		Note:      "Seed 7",
	}
}

func draw(t *testing.T, c hexagram.Cast) *svgtest.Node {
	t.Helper()
	root := svgtest.Check(t, hexagram.Draw(c, hexagram.Options{}))
	svgtest.NoOverlap(t, root)
	return root
}

func TestCast(t *testing.T) {
	root := draw(t, decrease())
	assert.Equal(t, "Hexagram 41, Decrease, becoming 64, Before Completion", root.Title())
	assert.Contains(t, root.Desc(), "line 1 yang changing; line 2 yang; line 3 yin; line 4 yin changing;")
	assert.Contains(t, root.Desc(), "nuclear: 64, Before Completion.")

	figures := root.All("hexagram")
	require.Len(t, figures, 3, "the root and two hexagrams")
	assert.Equal(t, "41, Decrease", figures[1].Title())
	bars := figures[1].All("bar")
	require.Len(t, bars, 3+2*3, "one bar for a whole line, two for an open one")
	assert.Equal(t, 184.0, bars[0].F(t, "width"))
	assert.Equal(t, 72.0, bars[2].F(t, "width"))
	assert.Greater(t, bars[0].F(t, "y"), bars[1].F(t, "y"), "the first line lies at the bottom")
	assert.Len(t, figures[1].All("old"), 3)
	assert.Len(t, figures[1].All("nine"), 1)
	assert.Len(t, figures[1].All("six"), 1)
	assert.Empty(t, figures[2].All("old"), "what it becomes is at rest")
	assert.Len(t, root.All("leader"), 2)
	assert.Len(t, root.All("relative"), 3)
	for _, text := range []string{"“Shall I go?”", "41 · Decrease", "損  Sǔn", "Mountain 艮", "Fire 離", "CAST", "BECOMES", "Line 4", "He cuts down.", "Seed 7"} {
		assert.Contains(t, root.Texts(), text)
	}
}

func TestAllAtRest(t *testing.T) {
	c := decrease()
	c.Primary, c.Relating, c.Changing = *c.Relating, nil, nil
	root := draw(t, c)
	assert.Equal(t, "Hexagram 64, Before Completion", root.Title())
	assert.Len(t, root.All("hexagram"), 2)
	assert.Empty(t, root.All("leader"))
	assert.Empty(t, root.All("old"))
	for _, text := range []string{"未", "濟", "Wèi Jì", "64 · Before Completion"} {
		assert.Contains(t, root.Texts(), text)
	}
	assert.NotContains(t, root.Texts(), "BECOMES")
}

func TestQuestions(t *testing.T) {
	ask := func(question string) []string {
		c := decrease()
		c.Question = question
		var lines []string
		for _, text := range draw(t, c).Texts() {
			if text == c.Method {
				break
			}
			lines = append(lines, text)
		}
		return lines
	}
	assert.Equal(t, []string{"41 · Decrease"}, ask(""), "without a question the hexagram is the heading")
	assert.Equal(t, []string{"“Why…”"}, ask("Why…"))

	two := ask("How do I meet the new team without losing the old one?")
	require.Len(t, two, 2)
	assert.InDelta(t, svg.TextWidth(two[0], 24), svg.TextWidth(two[1], 24), 100, "lines of about equal length")

	long := ask(strings.Repeat("whether to go or rather to stay ", 20))
	require.Len(t, long, 3)
	assert.True(t, strings.HasPrefix(long[0], "“whether to go"))
	last := strings.Fields(strings.TrimSuffix(long[2], "…”"))
	assert.Contains(t, []string{"whether", "to", "go", "or", "rather", "stay"}, last[len(last)-1], "cut after a whole word")
}

func TestAnyTextStaysOnTheSheet(t *testing.T) {
	for _, text := range []string{
		"", strings.Repeat("x", 900), strings.Repeat("漢", 500), strings.Repeat("wide WIDE ", 90), "</text><script>alert(1)</script>", "\x00\xff\u202e",
	} {
		c := decrease()
		c.Question, c.Method, c.Note = text, text, text
		c.Texts[0] = hexagram.Text{Source: text, Text: text}
		draw(t, c)
	}
	draw(t, hexagram.Cast{})
}

func TestOptions(t *testing.T) {
	root := svgtest.Check(t, hexagram.Draw(decrease(), hexagram.Options{ID: "mine", Theme: svg.Dark}))
	assert.Equal(t, "mine dark", root.Attr["class"])
	again := hexagram.Draw(decrease(), hexagram.Options{})
	assert.Equal(t, again, hexagram.Draw(decrease(), hexagram.Options{}))
}
