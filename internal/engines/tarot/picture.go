package tarot

import (
	"github.com/witnessos/witnessos/internal/drawing/glyph"
	drawing "github.com/witnessos/witnessos/internal/drawing/spread"
)

// picture draws the spread as SVG.
func (l *layout) picture(r *Result) string {
	s := drawing.Spread{
		Name: r.SpreadLayout.Name, Deck: r.DeckName + " deck", Question: l.in.Question,
		Ways: l.spread.links, Theme: r.OverallTheme, Note: "Seed " + r.Seed,
	}
	for i := range r.DrawnCards {
		s.Cards = append(s.Cards, l.drawn(i, r.DrawnCards[i].Position))
	}
	return drawing.Draw(s, drawing.Options{})
}

func (l *layout) drawn(i int, position string) drawing.Card {
	c, p, at := l.cards[i].Card, l.page(i), l.spread.places[i]
	d := drawing.Card{
		Position: position, Name: p.name, Title: p.title,
		Suit: drawing.Suit(c.Suit()), Reversed: l.cards[i].Reversed, Across: l.spread.crossing(i),
		Column: at.column, Row: at.row,
	}
	switch {
	case c.IsMajor():
		d.Beads = l.deck.Number(c)
		d.Numeral = numerals[d.Beads]
		d.Center = glyph.Sign(majorSky[c].sign)
		if body := majorSky[c].body; body != "" {
			d.Center = glyph.Body(body)
		}
	case c.IsCourt():
		d.Pearls = c.Rank() - 10
	default:
		d.Pips = c.Rank()
		d.Numeral = numerals[d.Pips]
	}
	if decan, ok := c.decan(); ok {
		d.Corners = [2]string{glyph.Body(decanRulers[decan%7]), glyph.Sign(decan / 3)}
	}
	return d
}
