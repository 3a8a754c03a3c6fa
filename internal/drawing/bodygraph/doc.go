// Package bodygraph draws a Human Design chart: nine centers, 36 channels as pairs of halves,
// 64 gates, and the thirteen activations of each side in columns.
//
// It calculates nothing: which centers and channels are defined is told to it, so that the
// same drawing serves a birth chart, a connection of two charts, and transits over one.
package bodygraph

import "github.com/witnessos/witnessos/internal/drawing/sheet"

// Chart is what is drawn. Everything is optional; an empty Chart is an open bodygraph.
type Chart struct {
	Name string // whose chart; Type is the heading if it is empty
	Born string // one line under the heading, such as the time and place of birth

	Type, Profile, Authority, Definition, Strategy string
	Cross                                          string

	// Centers are the names of the defined ones: Head, Ajna, Throat, G, Heart, Spleen,
	// Sacral, Solar Plexus, Root, in any case, with a space or an underscore.
	Centers []string
	// Channels are the defined ones.
	Channels []Channel

	Personality, Design Side

	// Note is a line of small print at the foot, such as how the chart was computed.
	Note string
}

// Channel is a channel by its two gates, in either order. Its name is for screen readers.
type Channel struct {
	Gates [2]int
	Name  string
}

// Side is one of the two halves of a chart, or one of two charts laid over each other.
type Side struct {
	// Label stands above the column; "Personality" or "Design" if empty.
	Label string
	// Activations are shown in the column in this order, at most sixteen.
	Activations []Activation
	// Gates are the active gates; if nil, those of the activations.
	Gates []int
}

// Activation is a body in a gate (1 to 64) and line (1 to 6).
type Activation struct {
	Body       string
	Gate, Line int
}

// Options are those of every sheet.
type Options = sheet.Options
