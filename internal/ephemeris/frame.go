package ephemeris

import "math"

// matrix has its rows as vectors.
type matrix [3]vector

func (m *matrix) rotate(v vector) vector { return vector{m[0].dot(v), m[1].dot(v), m[2].dot(v)} }

// rotateX and rotateZ are R₁(a)·v and R₃(a)·v, which turn the axes by the angle whose sine and
// cosine are given.
func (v vector) rotateX(s, c float64) vector { return vector{v.x, c*v.y + s*v.z, c*v.z - s*v.y} }
func (v vector) rotateZ(s, c float64) vector { return vector{c*v.x + s*v.y, c*v.y - s*v.x, v.z} }

// The dynamical ecliptic and equinox J2000 of VSOP87 and ELP in the ICRS: the obliquity and the
// distance of the equinoxes. (Chapront, Chapront-Touzé and Francou, Astron. Astrophys. 387, 700,
// 2002, table 4, the frame fitted to DE405)
const (
	inertialObliquity = 84381.4091 * arcsecond
	inertialEquinox   = -0.0529 * arcsecond
)

// frame is what one instant does to all directions: it takes the dynamical ecliptic J2000 to the
// true ecliptic and equinox of date.
type frame struct {
	matrix    matrix
	nutation  float64 // in longitude, Δψ, radians
	obliquity float64 // true, ε_A + Δε, radians
}

// newFrame is R₃(−(ψ̄ + Δψ))·R₁(φ̄)·R₃(γ̄)·R₃(0.0529″)·R₁(−84381.4091″): the right part leads to
// the ICRS, the left one from there to the true ecliptic and equinox of date, frame bias included.
//
// γ̄, φ̄, ψ̄ are the Fukushima–Williams angles and ε_A the mean obliquity of the IAU 2006
// precession (IERS Conventions 2010, 5.40 and Hilton et al., Celest. Mech. Dyn. Astr. 94, 351,
// 2006).
func newFrame(jdTT float64) frame {
	t := centuries(jdTT)
	gamma := arcsecond * polynomial(t, -0.052928, 10.556378, 0.4932044, -0.00031238, -0.000002788, 0.0000000260)
	phi := arcsecond * polynomial(t, 84381.412819, -46.811016, 0.0511268, 0.00053289, -0.000000440, -0.0000000176)
	psi := arcsecond * polynomial(t, -0.041775, 5038.481484, 1.5584175, -0.00018522, -0.000026452, -0.0000000148)
	epsilon := arcsecond * polynomial(t, 84381.406000, -46.836769, -0.0001831, 0.00200340, -0.000000576, -0.0000000434)
	deltaPsi, deltaEpsilon := nutationAt(jdTT)

	sObliquity, cObliquity := math.Sincos(-inertialObliquity)
	sEquinox, cEquinox := math.Sincos(gamma - inertialEquinox) // two turns about the same axis
	sPhi, cPhi := math.Sincos(phi)
	sPsi, cPsi := math.Sincos(-(psi + deltaPsi))
	column := func(v vector) vector {
		return v.rotateX(sObliquity, cObliquity).rotateZ(sEquinox, cEquinox).rotateX(sPhi, cPhi).rotateZ(sPsi, cPsi)
	}
	x, y, z := column(vector{x: 1}), column(vector{y: 1}), column(vector{z: 1})
	return frame{
		matrix:    matrix{{x.x, y.x, z.x}, {x.y, y.y, z.y}, {x.z, y.z, z.z}},
		nutation:  deltaPsi,
		obliquity: epsilon + deltaEpsilon,
	}
}

// longitude of date of a direction, degrees in [0, 360).
func (f *frame) longitude(u vector) float64 {
	return wrap360(math.Atan2(f.matrix[1].dot(u), f.matrix[0].dot(u)) / degree)
}

// latitude of date of a direction, degrees.
func (f *frame) latitude(u vector) float64 {
	v := f.matrix.rotate(u)
	return math.Atan2(v.z, math.Sqrt(v.x*v.x+v.y*v.y)) / degree
}

// speed is the rate of the longitude of u in this frame when u changes by du a day, degrees a day.
func (f *frame) speed(u, du vector) float64 {
	x, y := f.matrix[0].dot(u), f.matrix[1].dot(u)
	dx, dy := f.matrix[0].dot(du), f.matrix[1].dot(du)
	return (x*dy - y*dx) / (x*x + y*y) / degree
}
