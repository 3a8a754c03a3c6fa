package tarot

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func pictured(t *testing.T, input string) *svgtest.Node {
	t.Helper()
	document, ok := calculateJSON(t, input)["svg"].(string)
	require.True(t, ok)
	return svgtest.Check(t, document)
}

func TestPictures(t *testing.T) {
	for _, s := range spreads {
		for _, d := range []Deck{RiderWaite, Thoth} {
			root := pictured(t, `{"question":"Where to?","seed":"golden","include_svg":true,"reversal_probability":1,"deck":"`+string(d)+`","spread_type":"`+s.name+`"}`)
			faces := root.All("face")
			require.Len(t, faces, len(s.places))
			for i, drawn := range Deal("golden", len(s.places), 1) {
				assert.Contains(t, faces[i].Attr["transform"], "rotate(")
				name, _ := s.position(i)
				assert.Contains(t, root.Desc(), strconv.Itoa(i+1)+", "+name+": "+d.Name(drawn.Card), s.name)
			}
			assert.Contains(t, root.Desc(), "“Where to?”")
			want := 0
			if s.name == "celtic_cross" {
				want = 1
			}
			assert.Len(t, root.All("across"), want)
		}
	}
	assert.NotContains(t, calculateJSON(t, `{"question":"?"}`), "svg")
}

// The texts of a spread without a card across do not touch each other, whatever is drawn.
func TestTextsOfPicturesDoNotTouch(t *testing.T) {
	for _, s := range spreads {
		if s.name == "celtic_cross" { // the drawing's own test turns the card that lies across
			continue
		}
		for seed := range 25 {
			root := pictured(t, `{"question":"Where to?","seed":`+strconv.Itoa(seed)+`,"include_svg":true,"reversal_probability":0.6,"spread_type":"`+s.name+`"}`)
			svgtest.NoOverlap(t, root)
		}
	}
}

// Every card of both decks has its symbols: pips by its number, pearls by its rank, or the ring of a
// major with a sign of its own.
func TestEveryCardIsDrawn(t *testing.T) {
	for _, d := range []Deck{RiderWaite, Thoth} {
		signs := map[string]bool{}
		for c := range Card(Cards) {
			l := &layout{deck: d, spread: spreads[0], cards: []Drawn{{Card: c}}}
			drawn := l.drawn(0, "Focus")
			assert.Equal(t, d.Name(c), drawn.Name)
			switch {
			case c.IsMajor():
				assert.NotEmpty(t, drawn.Center, drawn.Name)
				signs[drawn.Center] = true
				assert.Equal(t, d.Number(c), drawn.Beads)
				assert.Equal(t, numerals[d.Number(c)], drawn.Numeral)
			case c.IsCourt():
				assert.Equal(t, c.Rank()-10, drawn.Pearls)
				assert.Empty(t, drawn.Numeral)
			default:
				assert.Equal(t, c.Rank(), drawn.Pips)
				assert.Equal(t, c.Rank() > 1, drawn.Corners[0] != "" && drawn.Corners[1] != "", drawn.Name)
			}
		}
		assert.Len(t, signs, Majors, "twelve signs and ten planets")
	}
}

func TestTheCelticCross(t *testing.T) {
	root := pictured(t, `{"question":"?","seed":"s","include_svg":true,"include_reversed":false,"spread_type":"celtic_cross"}`)
	faces := root.All("face")
	at := func(i int) (x, y float64) {
		r := faces[i].All("card")[0]
		return r.F(t, "x"), r.F(t, "y")
	}
	x, y := at(0)
	crossX, crossY := at(1)
	assert.Equal(t, []float64{x, y}, []float64{crossX, crossY})
	assert.True(t, strings.HasPrefix(faces[1].Attr["transform"], "rotate(270 "))
	for i, want := range map[int][2]int{2: {0, 1}, 3: {-1, 0}, 4: {0, -1}, 5: {1, 0}} { // below, left, above, right
		cx, cy := at(i)
		assert.Equal(t, want, [2]int{sign(cx - x), sign(cy - y)}, "card %d", i+1)
	}
	for i := 6; i < 10; i++ { // a staff on the right, from the bottom up
		cx, cy := at(i)
		futureX, _ := at(5)
		assert.Greater(t, cx, futureX)
		if i > 6 {
			_, before := at(i - 1)
			assert.Less(t, cy, before)
		}
	}
}

func sign(x float64) int {
	switch {
	case x > 1:
		return 1
	case x < -1:
		return -1
	}
	return 0
}
