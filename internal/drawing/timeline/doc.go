// Package timeline draws Vimshottari dashas: the mahadashas of a life as bars on an axis of
// ages, the subperiods of the current one below, the present moment across them, and a table
// with the dates.
//
// It calculates no periods; it only cuts those it is given to the span it shows.
package timeline

import (
	"time"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
)

// Chart is what is drawn. Dates are shown in the location of the times given.
type Chart struct {
	Name string // whose timeline; "Vimshottari dasha" is the heading if it is empty
	Born string // one line under the heading
	Moon string // one more, such as "Moon in Revati, pada 2"

	Birth time.Time
	// Horizon is where the axis ends; 120 years after birth if zero.
	Horizon time.Time
	// Now is marked; zero marks nothing.
	Now time.Time

	// Mahadashas in order of time. What lies before birth or behind the horizon is cut off.
	Mahadashas []Period
	// Antardashas of the current mahadasha, and Pratyantardashas of the current antardasha,
	// each drawn as a row of its own if there are any.
	Antardashas, Pratyantardashas []Period

	Note string // a line of small print at the foot
}

// Period is ruled by Lord from Start until just before End.
type Period struct {
	Lord       string
	Start, End time.Time
}

// Options are those of every sheet.
type Options = sheet.Options
