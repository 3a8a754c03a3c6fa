package tarot

import "strings"

// Deck is a set of names, numbers and pictures for the cards.
type Deck string

// The decks. Those of Waite and of Morgan and Greer differ in style alone.
const (
	RiderWaite  Deck = "rider_waite"
	MorganGreer Deck = "morgan_greer"
	Thoth       Deck = "thoth"
)

// Name of a card as the deck has it, such as "Queen of Disks".
func (d Deck) Name(c Card) string { return d.page(c).name }

// name puts the name together from those of rank and suit, or takes that of a major.
func (d Deck) name(c Card, major string) string {
	if c.IsMajor() {
		return major
	}
	return d.Rank(c.Rank()) + " of " + d.Suit(c.Suit())
}

// Rank is the name of a rank. The courts of Thoth are princess, prince, queen and knight: its
// mounted knight is the highest and stands for the king.
func (d Deck) Rank(rank int) string {
	if d == Thoth {
		switch rank {
		case 11:
			return "Princess"
		case 12:
			return "Prince"
		case 14:
			return "Knight"
		}
	}
	return rankNames[rank]
}

// Suit is the name of a suit.
func (d Deck) Suit(s Suit) string {
	if d == Thoth && s == Pentacles {
		return "Disks"
	}
	return suitNames[s]
}

// Number of a major is that printed on the card: Justice is VIII and Strength XI in Thoth, and
// the other way round in the other decks. That of a minor is its rank.
func (d Deck) Number(c Card) int {
	switch {
	case !c.IsMajor():
		return c.Rank()
	case d == Thoth && c == strength:
		return int(justice)
	case d == Thoth && c == justice:
		return int(strength)
	}
	return int(c)
}

// inline is the name of a card inside a sentence: with an article, but for majors that are
// named after a virtue or an event.
func (d Deck) inline(c Card) string {
	name := d.Name(c)
	rest, article := strings.CutPrefix(name, "The ")
	if article || !c.IsMajor() || name == "Wheel of Fortune" {
		return "the " + rest
	}
	return name
}
