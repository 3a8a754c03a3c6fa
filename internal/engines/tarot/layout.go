package tarot

import "strings"

// layout is a spread with its cards on the table.
type layout struct {
	in     Input
	deck   Deck
	spread spread
	cards  []Drawn
}

func (l *layout) page(i int) *page { return l.deck.page(l.cards[i].Card) }

// meaning is what a card says as it lies.
func (l *layout) meaning(i int) string {
	p := l.page(i)
	if l.cards[i].Reversed {
		return p.reversed
	}
	return p.whole
}

// counsel is the meaning without the picture.
func (l *layout) counsel(i int) string {
	p := l.page(i)
	if l.cards[i].Reversed {
		return p.reversed
	}
	return p.upright
}

// title is the name of a card, and whether it is reversed.
func (l *layout) title(i int) string {
	if l.cards[i].Reversed {
		return l.page(i).name + ", reversed"
	}
	return l.page(i).name
}

// inline is the same inside a sentence.
func (l *layout) inline(i int) string {
	name := l.deck.inline(l.cards[i].Card)
	if l.cards[i].Reversed {
		return name + " (reversed)"
	}
	return name
}

func (l *layout) face(i int) Face {
	c, p := l.cards[i].Card, l.page(i)
	f := Face{
		Name: p.name, Title: p.title, Number: l.deck.Number(c), ArcanaType: "major",
		Keywords: p.keywords, Picture: p.picture,
		UprightMeaning: p.whole, ReversedMeaning: p.reversed,
		Element: c.Element().String(), Astrological: c.Astrology(), Question: p.question,
	}
	if !c.IsMajor() {
		f.ArcanaType, f.Suit = "minor", l.deck.Suit(c.Suit())
	}
	return f
}

// interpretation reads one card in its position.
func (l *layout) interpretation(i int) string {
	name, meaning := l.spread.position(i)
	return name + ": " + l.title(i) + ". " + meaning + " " + l.meaning(i)
}

// sentence makes a heading of a text that starts in the middle of a sentence.
func sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// joined lists names: "a, b and c".
func joined(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
