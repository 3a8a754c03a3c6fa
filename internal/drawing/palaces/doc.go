// Package palaces draws the map of a face with the twelve palaces of Chinese physiognomy, and the
// shares of the five elements below it. The face is a scheme and the same for everybody: what differs
// are the marks.
package palaces

import "github.com/witnessos/witnessos/internal/drawing/sheet"

// Map is what is drawn.
type Map struct {
	Below   string   // a line under the heading
	Palaces []Palace // at most twelve, in the order of the tradition
	Shares  []Share  // of the elements, if there are any
	Note    string   // a line of small print at the foot
}

// Palace is a region. The order of palaces decides where on the face they lie.
type Palace struct {
	Name, Region string
	Score        *float64 // 0 to 1, the reference at a half; nil when it was not measured
	Emphasis     string   // marked, even or slight
}

// Share is that of an element in percent; nil when it was not measured.
type Share struct {
	Element string // wood, fire, earth, metal or water
	Percent *float64
}

// Options are those of every sheet.
type Options = sheet.Options
