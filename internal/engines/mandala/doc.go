// Package mandala is the wheel of 64 gates around the ecliptic, the 26 activations that a
// birth marks on it, and how these move while the clock goes on.
//
// The wheel is pure arithmetic: a tropical longitude has an [Address] of gate, line, color,
// tone and base, and a margin to the boundary of each ([Margin]). A [Natal] holds thirteen
// activations for the moment of birth (the personality) and thirteen for the moment at which
// the Sun stood 88° earlier (the design). Its [Motion] tells when, around the birth, an
// activation would have been in another line.
//
//	natal, err := mandala.NatalAt(instant.TT)
//	sun := natal.Sides[mandala.Personality].Activations[mandala.Sun]
//	motion, err := natal.Motion()
//	for _, c := range motion.Crossings(-0.5, 0.5) { ... }
//
// Instants are Julian dates in Terrestrial Time, angles are degrees, margins arc-seconds.
// Errors are those of package ephemeris.
package mandala
