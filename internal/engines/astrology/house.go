package astrology

import (
	"math"

	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

// System is a way to divide the chart into twelve houses.
type System int

// The systems.
const (
	WholeSign System = iota // the first house is the sign of the ascendant
	Equal                   // cusps every 30° from the ascendant
	Placidus                // thirds of the semi-arcs; not defined inside the polar circles

	// SystemCount is how many there are.
	SystemCount = iota
)

var systemNames = [SystemCount]string{"whole_sign", "equal", "placidus"}

// String is the name as in inputs.
func (s System) String() string { return systemNames[s] }

// Cusps are where the houses begin, degrees, the first house at index 0.
type Cusps [12]float64

// HouseOf is the house of a longitude, 1 to 12. A body on a cusp is in the house that begins there.
func (c *Cusps) HouseOf(longitude float64) int {
	for i := range c {
		size := jyotish.Wrap360(c[(i+1)%12] - c[i])
		if jyotish.Wrap360(longitude-c[i]) < size {
			return i + 1
		}
	}
	return 12 // between the last cusp and the first, by rounding
}

// regularCusps begin every 30° from the start of the sign of the ascendant, or from the ascendant.
func regularCusps(ascendant float64, s System) (c Cusps) {
	if s == WholeSign {
		ascendant = jyotish.SignSize * float64(jyotish.SignAt(ascendant))
	}
	for i := range c {
		c[i] = jyotish.Wrap360(ascendant + jyotish.SignSize*float64(i))
	}
	return c
}

// placidusCusps are tropical. armc is the right ascension of the meridian, all in degrees. ok is
// false where some degrees of the ecliptic never rise or never set, since they have no semi-arc.
//
// A point of cusp 11 or 12 has covered two thirds or one third of its way from the horizon to the
// meridian; one of cusp 2 or 3 has a third or two thirds of its nocturnal way still before it:
//
//	RA = ARMC + F·(90° + AD) for 11 (F = ⅓) and 12 (⅔),
//	RA = ARMC + 180° − F·(90° − AD) for 2 (⅔) and 3 (⅓),
//
// where AD = asin(tan φ tan δ) is the ascensional difference of the cusp itself, so that it is found
// by iteration. (Holden, A History of Horoscopic Astrology, 1996, appendix; AD: Meeus 15.1)
func placidusCusps(ascendant, midheaven, armc, obliquity, latitude float64) (c Cusps, ok bool) {
	if math.Abs(latitude)+obliquity >= 90 {
		return Cusps{}, false
	}
	p := placidus{math.Tan(radians(latitude)), obliquity, armc}
	c[0], c[9] = ascendant, midheaven
	c[10], c[11] = p.cusp(0, 1./3), p.cusp(0, 2./3)
	c[1], c[2] = p.cusp(180, -2./3), p.cusp(180, -1./3)
	for _, i := range [...]int{0, 1, 2, 9, 10, 11} {
		c[(i+6)%12] = jyotish.Wrap360(c[i] + 180)
	}
	return c, true
}

type placidus struct{ tanLatitude, obliquity, armc float64 }

// cusp solves for the right ascension from the meridian on, x = base + F·(90° ± AD(x)), with the sign
// of F. The difference of both sides grows through zero once between the meridians; regula falsi, in
// the variant that halves the weight of an end which stays (Illinois), finds where.
func (p *placidus) cusp(base, share float64) float64 {
	side := math.Copysign(1, share)
	f := func(x float64) float64 {
		return x - base - share*(90+side*p.ascensionalDifference(p.armc+x))
	}
	low, high := 0.0, 180.0
	fLow, fHigh := f(low), f(high)
	x, stayed := base+90*share, 0
	for range 100 {
		y := f(x)
		if math.Abs(y) < 1e-10 {
			break
		}
		if y < 0 {
			low, fLow = x, y
			if stayed > 0 {
				fHigh /= 2
			}
			stayed = 1
		} else {
			high, fHigh = x, y
			if stayed < 0 {
				fLow /= 2
			}
			stayed = -1
		}
		x = (low*fHigh - high*fLow) / (fHigh - fLow)
	}
	return p.longitude(p.armc + x)
}

// longitude is that of the ecliptic point with a right ascension. (Meeus 13.1, with β = 0)
func (p *placidus) longitude(ascension float64) float64 {
	sin, cos := math.Sincos(radians(ascension))
	return jyotish.Wrap360(degrees(math.Atan2(sin, cos*math.Cos(radians(p.obliquity)))))
}

// ascensionalDifference of the ecliptic point with a right ascension: tan δ = tan ε sin RA.
func (p *placidus) ascensionalDifference(ascension float64) float64 {
	return degrees(math.Asin(p.tanLatitude * math.Tan(radians(p.obliquity)) * math.Sin(radians(ascension))))
}

func radians(x float64) float64 { return x * math.Pi / 180 }
func degrees(x float64) float64 { return x * 180 / math.Pi }
