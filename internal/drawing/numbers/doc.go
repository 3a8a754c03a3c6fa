// Package numbers draws a numerology sheet: the letters of a name with the values of its vowels
// above and of its consonants below, the core numbers as a figure whose sides are the bridges
// between them, and the pinnacles and challenges of a life as hills and valleys along its years.
//
// It calculates nothing but places on paper.
package numbers

import "github.com/witnessos/witnessos/internal/drawing/sheet"

// Chart is what is drawn.
type Chart struct {
	Name string // the heading; "Numerology" if it is empty
	Born string // one line under the heading

	// Words of the name in letters with values. What is more than 400 letters is left out.
	Words [][]Letter
	// Sums of the letters and what they reduce to, for the lines below the name.
	Sums []Sum

	// The four corners of the figure, in this order: life path, expression, personality, soul
	// urge. Bridges[i] lies between corner i and the next, the last one between soul urge and
	// life path.
	Corners [4]Core
	Bridges [4]*int // nil where a corner does not exist
	Middle  Core    // maturity

	Facts []sheet.Fact // below the figure, three in a row

	Pinnacles  []Pinnacle // of a life, in order
	Challenges []Challenge
	Age        int // in completed years; negative for no mark

	Note string // a line of small print at the foot
}

// Letter is a letter with its value.
type Letter struct {
	Text  string
	Value int
	Vowel bool
}

// Sum is a total of letters, such as vowels 28 → 1.
type Sum struct {
	Name   string
	Total  int
	Number int // 0 for none
}

// Core is one of the numbers that a sheet is about.
type Core struct {
	Name   string
	Number int // 0 for none
	Short  string
	Master bool // drawn with a double ring
}

// Pinnacle is a long season of a life.
type Pinnacle struct {
	Number   int
	From, To int // ages, both inclusive; To is ignored for the last one, which stays open
	Short    string
}

// Challenge goes with the pinnacle of the same place.
type Challenge struct {
	Number int
	Short  string
}

// Options are those of every sheet.
type Options = sheet.Options
