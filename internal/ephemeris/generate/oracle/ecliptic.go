package oracle

import "math"

// Arcsecond is in radians.
const Arcsecond = math.Pi / 180 / 3600

// ToEcliptic turns an ICRS vector into the dynamical ecliptic J2000 of VSOP87 and ELP: by
// R₁(84381.4091″)·R₃(−0.0529″). (Chapront, Chapront-Touzé and Francou, Astron. Astrophys. 387, 700,
// 2002)
func ToEcliptic(v []float64) (x, y, z float64) {
	s, c := math.Sincos(-0.0529 * Arcsecond)
	a, b := c*v[0]+s*v[1], -s*v[0]+c*v[1]
	s, c = math.Sincos(84381.4091 * Arcsecond)
	return a, c*b + s*v[2], -s*b + c*v[2]
}

// Spherical returns longitude, latitude and radius.
func Spherical(x, y, z float64) (l, b, r float64) {
	return math.Atan2(y, x), math.Atan2(z, math.Hypot(x, y)), math.Sqrt(x*x + y*y + z*z)
}
