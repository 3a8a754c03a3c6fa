// Package curves draws sine cycles over a span of days: each cycle with a colour and a pattern of
// its own, the mean of the main ones as a surface behind them, the days on which a cycle crosses
// its middle line, one day of interest, and a table of where every cycle stands on that day.
//
// A day is a column that begins with the value of the day, so a crossing between two days lies
// inside of the column of the first. It calculates nothing but places on paper.
package curves

import (
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
)

// Chart is what is drawn.
type Chart struct {
	Name string // the heading; "Biorhythm" if it is empty
	Born string // one line under the heading

	// Facts stand in a strip under the heading.
	Facts []sheet.Fact

	First civil.Date // the first column
	Days  int        // columns, 1 to 400
	// Day is the day of interest; it is not marked when it lies outside of the columns.
	Day civil.Date

	Curves []Curve // in the order of the table, at most twelve

	Note string // a line of small print at the foot
}

// Curve is a sine wave of amplitude 100.
type Curve struct {
	Name string
	// Style is a pattern and a colour, 0 to 5.
	Style int
	// Main curves are drawn heavier and go into the mean.
	Main bool

	Period int   // days
	Start  int   // days between a rising crossing and the first column; may be negative
	Cross  []int // columns on which it crosses the middle line, from 0

	// Where it stands on the day of interest, for the table.
	Value float64 // percent
	Phase string
	Next  civil.Date // next crossing after that day
}

// Options are those of every sheet.
type Options = sheet.Options
