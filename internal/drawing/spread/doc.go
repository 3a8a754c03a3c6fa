// Package spread draws cards laid on a sheet: each with its numeral, its name and the symbols of
// its suit, turned or laid across as it fell, with the name of its position below.
//
// It draws what it is given, where it is told, and knows no rules of any deck.
package spread

import "github.com/witnessos/witnessos/internal/drawing/sheet"

// Spread is what is drawn.
type Spread struct {
	Name     string // heading
	Deck     string // line below it
	Question string // wrapped, and shortened if it is long; may be empty
	Cards    []Card
	Ways     [][2]int // cards, from 0, between which a way is drawn
	Theme    string   // paragraph below the cards
	Note     string   // a line of small print at the foot
}

// Suit decides the symbols and the colour of a card.
type Suit int

// The suits, and the cards that belong to none.
const (
	Wands Suit = iota
	Cups
	Swords
	Pentacles
	Major
)

// Card is a card on the table.
type Card struct {
	Position string
	Name     string
	Title    string // second name, printed below; may be empty
	Numeral  string
	Suit     Suit

	Pips   int    // of small cards: symbols, 1 to 10
	Pearls int    // of court cards: pearls in the crown, 1 to 4
	Beads  int    // of majors: beads in the ring, 0 to 21
	Center string // of majors: path of the sign in the ring, in a square of 24 units
	// Corners are paths of small signs beside the numeral, such as those of a decan.
	Corners [2]string

	Reversed bool
	Across   bool // lies across the card before it, in the same place

	// Column and Row are the place of the card, in cards to the right and down. A sheet has room
	// for seven columns, or for five of them with a card across.
	Column, Row float64
}

// Options are those of every sheet.
type Options = sheet.Options
