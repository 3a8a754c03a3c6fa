// Package enneagram draws the nine-pointed figure of that name: a circle, the triangle 3 6 9
// and the hexad 1 4 2 8 5 7, with one type in the middle of attention, its wings, the arrows
// that lead away from it, and a ray at each point for a score.
//
// Point 9 is at the top and the numbers run clockwise. It calculates nothing: who is whose
// wing is told to it; only the lines of the figure itself are its own.
package enneagram

import "github.com/witnessos/witnessos/internal/drawing/sheet"

// Symbol is what is drawn.
type Symbol struct {
	Heading  string
	Keywords []string // one line below the heading

	// Type is the point that stands out, 1 to 9; none does otherwise.
	Type int
	// Wings are points that stand out a little.
	Wings []int
	// Arrows says whether to draw the two arrows that lead away from Type.
	Arrows bool

	Points [9]Point // the points 1 to 9 in this order

	// Facts are labels with values, set below the figure; those without a value are left out.
	Facts [4][2]string
	Note  string // a line of small print at the foot
}

// Point is one of the nine.
type Point struct {
	Name  string
	Score float64 // 0 to 1, the length of its ray
	// Scored is false for a point without a score: it has no ray.
	Scored bool
}

// Options are those of every sheet.
type Options = sheet.Options
