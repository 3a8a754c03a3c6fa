package spread

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

// grid is a spread of n cards, every kind among them, in rows of the given length.
func grid(n, columns int) Spread {
	s := Spread{Name: "A Spread", Deck: "Some deck", Question: "Why?", Theme: "What it is about.", Note: "small print"}
	for i := range n {
		c := Card{
			Position: "Place", Name: "Knight of Pentacles", Numeral: strconv.Itoa(i), Suit: Suit(i % 5), Pips: i%10 + 1,
			Reversed: i%3 == 1, Column: float64(i % columns), Row: float64(i / columns), Center: "M0 0L5 5", Beads: i % 22,
		}
		if i%4 == 3 {
			c.Pearls, c.Title = i%4+1, "Second name"
		}
		s.Cards = append(s.Cards, c)
	}
	return s
}

// cross has two cards in one place, one beside it and a staff of four.
func cross() Spread {
	s := grid(7, 1)
	for i, place := range [][2]float64{{1, 1.5}, {1, 1.5}, {0, 1.5}, {3, 3}, {3, 2}, {3, 1}, {3, 0}} {
		s.Cards[i].Column, s.Cards[i].Row = place[0], place[1]
	}
	s.Cards[1].Across = true
	return s
}

// standing is a drawing without the cards that lie across: their texts are not where they are
// written, since they are turned by a quarter.
func standing(n *svgtest.Node) *svgtest.Node {
	kept := *n
	kept.Children = nil
	for _, c := range n.Children {
		if !strings.Contains(c.Attr["class"], "across") {
			kept.Children = append(kept.Children, standing(c))
		}
	}
	return &kept
}

func TestEverySpreadIsAProperDrawing(t *testing.T) {
	long := strings.Repeat("A name that does not end ", 40)
	wordy := grid(6, 3)
	wordy.Name, wordy.Deck, wordy.Question, wordy.Theme, wordy.Note = long, long, long, long, long
	for i := range wordy.Cards {
		c := &wordy.Cards[i]
		c.Name, c.Title, c.Numeral, c.Position = long, long, long, long
	}
	hostile := grid(4, 2)
	hostile.Question = `<script>alert("x")</script>` + "\x00\ufffe"
	hostile.Ways = [][2]int{{-1, 0}, {0, 99}, {1, 2}}
	hostile.Cards[0] = Card{Suit: 99, Beads: -4, Numeral: "&"}
	hostile.Cards[1] = Card{Suit: -3, Pips: 400, Pearls: 77, Column: 1}
	hostile.Cards[2] = Card{Suit: Cups, Pips: -1, Pearls: -1, Row: 1}
	hostile.Cards[3] = Card{Suit: Major, Beads: 9000, Column: 1, Row: 1}
	for name, s := range map[string]Spread{
		"empty": {}, "one": grid(1, 1), "row": grid(3, 3), "block": grid(12, 4), "column": grid(5, 1), "wide": grid(7, 7),
		"cross": cross(), "wordy": wordy, "hostile": hostile,
	} {
		t.Run(name, func(t *testing.T) {
			root := svgtest.Check(t, Draw(s, Options{}))
			svgtest.NoOverlap(t, standing(root))
			assert.Len(t, root.All("face"), len(s.Cards))
			assert.Len(t, root.All("across"), len(across(s)))
		})
	}
	assert.NotContains(t, Draw(hostile, Options{}), "<script")
}

func across(s Spread) (list []Card) {
	for _, c := range s.Cards {
		if c.Across {
			list = append(list, c)
		}
	}
	return list
}

// The cards are written upright and turned by their group; a turn of a half about the middle of a
// card puts it on its own place.
func TestTurns(t *testing.T) {
	s := cross()
	s.Cards[0].Reversed, s.Cards[1].Reversed = true, true
	faces := svgtest.Check(t, Draw(s, Options{})).All("face")
	middle := func(i int) string {
		r := faces[i].All("card")[0]
		return " " + svg.Num(r.F(t, "x")+r.F(t, "width")/2) + " " + svg.Num(r.F(t, "y")+r.F(t, "height")/2) + ")"
	}
	assert.Equal(t, "rotate(180"+middle(0), faces[0].Attr["transform"])
	assert.Equal(t, "rotate(90"+middle(1), faces[1].Attr["transform"])
	assert.NotContains(t, faces[2].Attr, "transform")
	s.Cards[1].Reversed = false
	faces = svgtest.Check(t, Draw(s, Options{})).All("face")
	assert.Equal(t, "rotate(270"+middle(1), faces[1].Attr["transform"])
}

// No card lies on another, but for the one that is to lie across.
func TestCardsKeepApart(t *testing.T) {
	type box struct{ left, top, right, bottom float64 }
	for name, s := range map[string]Spread{"cross": cross(), "row": grid(3, 3), "wide": grid(7, 7), "block": grid(12, 4)} {
		var boxes []box
		for _, face := range svgtest.Check(t, Draw(s, Options{})).All("face") {
			r := face.All("card")[0]
			x, y, w, h := r.F(t, "x"), r.F(t, "y"), r.F(t, "width"), r.F(t, "height")
			if strings.Contains(face.Attr["class"], "across") {
				x, y, w, h = x+w/2-h/2, y+h/2-w/2, h, w
			}
			assert.GreaterOrEqual(t, x, 20.0, name)
			assert.LessOrEqual(t, x+w, sheet.Width-20.0, name)
			boxes = append(boxes, box{x, y, x + w, y + h})
		}
		require.Len(t, boxes, len(s.Cards))
		for i, a := range boxes {
			for k, b := range boxes[:i] {
				apart := a.left >= b.right+8 || b.left >= a.right+8 || a.top >= b.bottom+8 || b.top >= a.bottom+8
				assert.Equal(t, !(name == "cross" && i == 1 && k == 0), apart, "%s: cards %d and %d", name, k+1, i+1)
			}
		}
	}
}

func TestSmallCardsShowTheirNumber(t *testing.T) {
	for n := 1; n <= 10; n++ {
		root := svgtest.Check(t, Draw(Spread{Cards: []Card{{Suit: Swords, Pips: n, Name: "N of Swords"}}}, Options{}))
		symbols := root.All("swords")
		require.Len(t, symbols, n)
		places := map[string]bool{}
		card := root.All("card")[0]
		for _, s := range symbols {
			places[s.Attr["transform"]] = true
			var x, y float64
			fields := strings.Fields(strings.TrimPrefix(s.Attr["transform"], "translate("))
			require.Len(t, fields, 2)
			x, _ = strconv.ParseFloat(fields[0], 64)
			y, _ = strconv.ParseFloat(strings.SplitN(fields[1], ")", 2)[0], 64)
			assert.InDelta(t, card.F(t, "x")+card.F(t, "width")/2, x, card.F(t, "width")*.3)
			assert.InDelta(t, card.F(t, "y")+card.F(t, "height")/2, y, card.F(t, "height")*.3)
		}
		assert.Len(t, places, n, "no two in one place")
	}
}

func TestMajorsAndCourtsAreCounted(t *testing.T) {
	beads := func(c Card) int {
		n := 0
		for _, bead := range svgtest.Check(t, Draw(Spread{Cards: []Card{c}}, Options{})).All("bead") {
			if bead.Name == "circle" {
				n++
			}
		}
		return n
	}
	for _, n := range []int{0, 1, 13, 21} {
		assert.Equal(t, n, beads(Card{Suit: Major, Beads: n}))
	}
	for n := 1; n <= 4; n++ {
		assert.Equal(t, n, beads(Card{Suit: Cups, Pearls: n}))
	}
}

func TestCaptionsAndDescription(t *testing.T) {
	s := Spread{Name: "Two", Deck: "Thoth deck", Question: "Why?", Theme: "Rest.", Cards: []Card{
		{Position: "Present", Name: "The Aeon", Reversed: true},
		{Position: "Crossing", Name: "Two of Disks", Title: "Change", Across: true},
	}}
	root := svgtest.Check(t, Draw(s, Options{}))
	assert.Equal(t, "Two: 2 cards", root.Title())
	assert.Equal(t, "“Why?” Cards from the Thoth deck. 1, Present: The Aeon, reversed. "+
		"2, Crossing: Two of Disks (Change), lying across the card before it. Rest.", root.Desc())
	for _, want := range []string{"1 PRESENT", "The Aeon, reversed", "2 CROSSING", "Two of Disks", "“Why?”"} {
		assert.Contains(t, root.Texts(), want)
	}
}

func TestContrast(t *testing.T) {
	backs := map[string]svg.Color{}
	for _, c := range sheet.Colors {
		backs[c.Name] = c
	}
	for _, c := range colors {
		assert.GreaterOrEqual(t, svgtest.Contrast(t, c.Light, backs["open"].Light), 4.5, c.Name)
		assert.GreaterOrEqual(t, svgtest.Contrast(t, c.Dark, backs["open"].Dark), 4.5, c.Name)
	}
}

// The star has five points on one circle.
func TestPentacle(t *testing.T) {
	assert.Contains(t, pentacle, "M0 -8")
	for i, want := range [][2]float64{{0, -8}, {4.7, 6.47}, {-7.61, -2.47}, {7.61, -2.47}, {-4.7, 6.47}} {
		sin, cos := math.Sincos(2 * math.Pi * float64(2*i) / 5)
		assert.InDelta(t, want[0], 8*sin, 0.01)
		assert.InDelta(t, want[1], -8*cos, 0.01)
	}
}
