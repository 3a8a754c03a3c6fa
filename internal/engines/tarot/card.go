package tarot

// Cards is the number of cards in a deck: Majors and 4 suits of Ranks.
const (
	Cards  = Majors + 4*Ranks
	Majors = 22
	Ranks  = 14
)

// Card is one of the 78 whatever a deck calls it: the majors from 0, the Fool, to 21, the World,
// in the order of Waite, then Wands, Cups, Swords and Pentacles, each from the ace to the king.
type Card int

// IsMajor reports whether the card is one of the 22.
func (c Card) IsMajor() bool { return c < Majors }

// IsCourt reports whether the card is a page, knight, queen or king.
func (c Card) IsCourt() bool { return c.Rank() > 10 }

// Rank of a minor is 1 for the ace, 2 to 10, then 11 to 14 for page, knight, queen and king; 0 of
// majors.
func (c Card) Rank() int {
	if c.IsMajor() {
		return 0
	}
	return int(c-Majors)%Ranks + 1
}

// Suit of a minor; [NoSuit] of majors.
func (c Card) Suit() Suit {
	if c.IsMajor() {
		return NoSuit
	}
	return Suit(int(c-Majors) / Ranks)
}

// Suit is one of the four.
type Suit int

// The suits.
const (
	Wands Suit = iota
	Cups
	Swords
	Pentacles
	NoSuit
)

// Element is one of the four.
type Element int

// The elements, in the order of their suits.
const (
	Fire Element = iota
	Water
	Air
	Earth
	elements
)

func (e Element) String() string { return [elements]string{"Fire", "Water", "Air", "Earth"}[e] }

// Element of the suit.
func (s Suit) Element() Element { return Element(s) }

// Element of the card: that of its suit, or of its sign or planet.
func (c Card) Element() Element {
	if c.IsMajor() {
		return majorSky[c].element
	}
	return c.Suit().Element()
}

var suitNames = [4]string{"Wands", "Cups", "Swords", "Pentacles"}

var rankNames = [Ranks + 1]string{"", "Ace", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
	"Page", "Knight", "Queen", "King"}

var majorNames = [Majors]string{"The Fool", "The Magician", "The High Priestess", "The Empress", "The Emperor",
	"The Hierophant", "The Lovers", "The Chariot", "Strength", "The Hermit", "Wheel of Fortune", "Justice",
	"The Hanged Man", "Death", "Temperance", "The Devil", "The Tower", "The Star", "The Moon", "The Sun",
	"Judgement", "The World"}

// key is the name of the card in texts.md, which is that of the Rider–Waite–Smith deck.
func (c Card) key() string {
	if c.IsMajor() {
		return majorNames[c]
	}
	return rankNames[c.Rank()] + " of " + suitNames[c.Suit()]
}

// Two majors that decks number differently.
const (
	strength Card = 8
	justice  Card = 11
)

var numerals = [Majors]string{"0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
	"XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI"}
