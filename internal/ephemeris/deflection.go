package ephemeris

// deflection is 2GM/c² of the Sun, AU.
const deflection = 2 * sunAttraction / (299792458.0 * 299792458.0) / (astronomicalUnit * 1000)

// deflect bends the light of a body at the Sun. The arguments are the geocentric place p of the
// body, its place q from the Sun, both when the light left, and the Earth e from the Sun; AU. The
// result is a direction of nearly unit length. (Explanatory Supplement 1992, 3.26)
//
// Behind the solar disc, where nothing can be observed, the formula for a point mass diverges;
// there only the mass counts that lies inside the cylinder about the Sun's centre which the ray
// touches, so that the place stays continuous.
func deflect(p, q, e vector) vector {
	p = p.times(1 / p.length())
	distance := e.length()
	e = e.times(1 / distance)
	q = q.times(1 / q.length())
	g := deflection / distance
	opposite := 1 + q.dot(e) // 0 when the body is exactly behind the Sun
	if opposite < 1e-9 {
		return p
	}
	towards := p.dot(e) // −1 towards the Sun
	if towards < -0.9999 {
		g *= massInCylinder(p.cross(e).length() * distance / sunRadius)
	}
	g /= opposite
	return p.add(g*p.dot(q), e).add(-g*towards, q)
}

// massInCylinder is the part of the Sun's mass inside a cylinder of f solar radii about its centre:
// linear between the values of cylinderMass, but with the square of f before the first, so that the
// light through the very centre is not bent.
func massInCylinder(f float64) float64 {
	const steps = len(cylinderMass) - 1
	if f >= 1 {
		return 1
	}
	i := int(f * float64(steps))
	x := f*float64(steps) - float64(i)
	if i == 0 {
		return cylinderMass[1] * x * x
	}
	return cylinderMass[i]*(1-x) + cylinderMass[i+1]*x
}

// cylinderMass[i] belongs to i/50 solar radii, for a polytrope of index 3, Eddington's model of the
// Sun. The test of this file integrates the Lane–Emden equation and compares.
var cylinderMass = [51]float64{
	0.000000, 0.006478, 0.025592, 0.056411, 0.097493, 0.147019, 0.202960, 0.263232,
	0.325840, 0.388987, 0.451137, 0.511059, 0.567820, 0.620774, 0.669524, 0.713884,
	0.753834, 0.789480, 0.821024, 0.848725, 0.872880, 0.893805, 0.911818, 0.927229,
	0.940335, 0.951414, 0.960723, 0.968494, 0.974938, 0.980246, 0.984584, 0.988100,
	0.990926, 0.993173, 0.994942, 0.996316, 0.997369, 0.998163, 0.998751, 0.999176,
	0.999477, 0.999682, 0.999817, 0.999902, 0.999952, 0.999979, 0.999993, 0.999998,
	1.000000, 1.000000, 1.000000,
}
