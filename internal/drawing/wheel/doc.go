// Package wheel draws an astrological chart: the zodiac as a ring, the bodies at their
// longitudes, houses and axes where they are known, the aspects as lines across the middle,
// and a table of the positions.
//
// Longitudes grow counter-clockwise. With an ascendant the wheel is turned so that it lies on
// the left, without one so that 0° Aries does. It calculates nothing but places on paper.
package wheel

import "github.com/witnessos/witnessos/internal/drawing/sheet"

// Chart is what is drawn. All longitudes are in degrees of the zodiac in use; any real
// number is taken modulo 360.
type Chart struct {
	Name string // whose chart; "Chart wheel" is the heading if it is empty
	Born string // one line under the heading
	// System says which zodiac and houses are used, such as "Tropical zodiac · whole-sign houses".
	System string

	// Bodies in the order of the table, at most twenty.
	Bodies  []Body
	Aspects []Aspect

	// Cusps are those of the houses 1 to 12; no houses are drawn unless there are twelve.
	Cusps                []float64
	Ascendant, Midheaven *float64

	Note string // a line of small print at the foot
}

// Body is a planet or point by its key, such as "sun" or "north_node".
type Body struct {
	Name       string
	Longitude  float64
	Retrograde bool
}

// Aspect joins two bodies of the chart by their names; one that names an unknown body is not
// drawn.
type Aspect struct {
	A, B string
	// Kind is conjunction, sextile, square, trine or opposition; others are drawn as a thin
	// line without a colour of their own.
	Kind string
	// Orb is the distance from the exact aspect in degrees: the smaller, the heavier the line.
	Orb float64
}

// Options are those of every sheet.
type Options = sheet.Options
