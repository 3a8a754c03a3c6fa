// Package hexagram draws a cast of the Book of Changes as a sheet to keep: the question, the
// hexagram with its old lines marked, what they turn it into beside it, the texts that answer,
// and the hexagrams related to it.
//
// It draws what it is given and knows no rules of the oracle.
package hexagram

import "github.com/witnessos/witnessos/internal/drawing/sheet"

// Lines of a hexagram. In arrays the bottom line is the first.
const Lines = 6

// Cast is what is drawn.
type Cast struct {
	Question string // wrapped, and shortened if it is long; may be empty
	Method   string // one line, such as "Cast with three coins"

	Primary   Hexagram
	Relating  *Hexagram // nil when no line changes
	Changing  []int     // old lines of the primary, from 1 at the bottom to 6
	Texts     []Text    // those that answer, one or two
	Relatives []Relative

	Note string // a line of small print at the foot
}

// Hexagram is six lines with the names of the whole and of its halves.
type Hexagram struct {
	Name            string // such as "41 · Decrease"
	Chinese, Pinyin string
	Yang            [Lines]bool
	Upper, Lower    Trigram
}

// Trigram is half a hexagram.
type Trigram struct{ Name, Chinese, Attribute string }

// Text is a passage and where it stands.
type Text struct{ Source, Text string }

// Relative is a hexagram shown small, with its relation in capitals.
type Relative struct {
	Label string
	Hexagram
}

// Options are those of every sheet.
type Options = sheet.Options
