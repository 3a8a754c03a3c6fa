package ephemeris

// chebyshev is the place of an outer planet or of Chiron about the barycentre of the solar system
// (AU, dynamical ecliptic and equinox J2000), interpolating DE431: equal segments, in each a
// Chebyshev series for each axis.
type chebyshev struct {
	start, span  float64 // JD TT of the first segment, days in a segment
	terms        int     // of a series
	segments     int
	coefficients []float64 // [segment][axis][term]
}

func (c *chebyshev) decode(pack *decoder) {
	d := &decoder{data: pack.take(pack.count(1)), failed: pack.failed}
	defer func() { pack.failed = pack.failed || d.failed || len(d.data) != 0 }()
	c.start, c.span = d.float64(), d.float64()
	terms, quantum, segments := d.float64(), d.float64(), d.float64()
	// Each coefficient has at least one byte. The negated conditions catch NaN.
	if !(terms >= 1 && segments >= 1 && 3*terms*segments <= float64(len(d.data))) ||
		!(c.span > 0 && c.start <= FirstTT && c.start+c.span*segments >= LastTT) {
		d.failed = true
		return
	}
	c.terms, c.segments = int(terms), int(segments)
	c.coefficients = make([]float64, c.segments*3*c.terms)
	for axis := 0; axis < 3; axis++ {
		for j := 0; j < c.terms; j++ {
			for s := 0; s < c.segments; s++ {
				c.coefficients[(s*3+axis)*c.terms+j] = d.zigzag() * quantum
			}
		}
	}
}

// at returns position (AU) and velocity (AU a day).
func (c *chebyshev) at(jdTT float64) (position, velocity vector) {
	u := (jdTT - c.start) / c.span
	s := min(int(u), c.segments-1)
	x := 2*(u-float64(s)) - 1
	k := c.coefficients[s*3*c.terms : (s+1)*3*c.terms]
	n := c.terms
	rate := 2 / c.span // dx/dt
	position.x, velocity.x = clenshaw(k[:n], x)
	position.y, velocity.y = clenshaw(k[n:2*n], x)
	position.z, velocity.z = clenshaw(k[2*n:], x)
	return position, velocity.times(rate)
}

// clenshaw sums Σ kⱼTⱼ(x) and its derivative by the recurrence bⱼ = 2x·bⱼ₊₁ − bⱼ₊₂ + kⱼ; the value
// is x·b₁ − b₂ + k₀. (Clenshaw, Math. Tables Aids Comput. 9, 118, 1955)
func clenshaw(k []float64, x float64) (value, slope float64) {
	var b1, b2, d1, d2 float64
	x2 := 2 * x
	for j := len(k) - 1; j > 0; j-- {
		d1, d2 = 2*b1+x2*d1-d2, d1
		b1, b2 = x2*b1-b2+k[j], b1
	}
	return x*b1 - b2 + k[0], b1 + x*d1 - d2
}
