// Package jyotish holds what the engines of Indian astronomy share: sidereal signs and
// nakshatras, the Vimshottari dasha of a birth Moon, the panchanga of an instant with the ends
// of its limbs, the weekday from sunrise (vara) and the planetary hours (hora).
//
// It knows arithmetic, names of the tradition and instants. Interpretations are texts of the
// engines, and so are inputs, time zones and warnings. Longitudes are sidereal (Lahiri) unless
// said otherwise, in degrees; see [github.com/witnessos/witnessos/internal/ephemeris].
package jyotish
