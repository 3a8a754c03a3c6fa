// Package geometry constructs the figures of sacred geometry: lattices of circles, the golden
// spiral with its rectangles, petals, the Sri Yantra and the five regular solids.
//
// Everything is plain mathematics with the y axis upward; lengths are in whatever unit the caller
// chooses for a radius. There is no randomness and no rounding. Formulas follow Euclid's Elements
// (books I, IV and XIII) where no other source is named.
package geometry
