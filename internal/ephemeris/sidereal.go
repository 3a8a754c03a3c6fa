package ephemeris

import "math"

// SiderealTime is apparent sidereal time at Greenwich, degrees in [0, 360): how far the Earth has
// turned from the true equinox. The error is a [*RangeError] outside 1600–2400.
func SiderealTime(i Instant) (float64, error) {
	if err := inRange(i.TT); err != nil {
		return 0, err
	}
	f := newFrame(i.TT)
	return f.siderealTime(i), nil
}

// siderealTime is the Earth rotation angle, the accumulated precession and the equation of the
// equinoxes, degrees.
//
// θ = 360°·(0.7790572732640 + 1.00273781191135448·Du), Du from J2000.0 UT1 (IERS Conventions 2010,
// 5.15), the polynomial of GMST 2006 in TT (Capitaine, Wallace and Chapront, Astron. Astrophys.
// 432, 355, 2005, (42)) and Δψ cos ε. The complementary terms, at most 0.003″, are left out.
func (f *frame) siderealTime(i Instant) float64 {
	days := i.UT1 - j2000
	_, dayFraction := math.Modf(i.UT1)
	rotation := 360 * (0.7790572732640 + 0.00273781191135448*days + dayFraction)
	precession := polynomial(centuries(i.TT), 0.014506, 4612.156534, 1.3915817, -0.00000044, -0.000029956, -3.68e-8) / 3600
	return wrap360(rotation + precession + f.nutation*math.Cos(f.obliquity)/degree)
}
