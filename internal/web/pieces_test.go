package web

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPieces(t *testing.T) {
	for want, p := range map[string]Pieces{
		"":      {},
		"one":   {[]byte("one")},
		"a b c": {[]byte("a "), nil, []byte("b c"), {}},
	} {
		assert.Equal(t, want, string(p.Join()))
		assert.Equal(t, len(want), p.Len())
	}
	r := Response{Body: []byte("a"), Rest: Pieces{[]byte("bc"), []byte("d")}}
	assert.Equal(t, "abcd", string(r.Whole()))
	assert.Equal(t, 4, r.Size())
	assert.Equal(t, "abcd", string(r.Whole()), "however often")
	assert.Equal(t, "a", string((&Response{Body: []byte("a")}).Whole()))
}
