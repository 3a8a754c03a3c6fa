package ephemeris

import "math"

// nutationAt is Δψ and Δε, radians: IAU 1980 with the terms from 0.0003″ on (Meeus, Astronomical
// Algorithms, chapter 22), within 0.019″ of IAU 2000B in 1600–2400.
//
// It gives the bits of nutation.Nutation of github.com/soniakeys/meeus/v3, which a test holds it to,
// in a third of the time: 63 calls of math.Sincos were a tenth of a chart.
func nutationAt(jdTT float64) (longitude, obliquity float64) {
	t := centuries(jdTT)
	d := polynomial(t, 297.85036, 445267.11148, -0.0019142, 1./189474) * math.Pi / 180
	m := polynomial(t, 357.52772, 35999.050340, -0.0001603, -1./300000) * math.Pi / 180
	n := polynomial(t, 134.96298, 477198.867398, 0.0086972, 1./5620) * math.Pi / 180
	f := polynomial(t, 93.27191, 483202.017538, -0.0036825, 1./327270) * math.Pi / 180
	node := polynomial(t, 125.04452, -1934.136261, 0.0020708, 1./450000) * math.Pi / 180
	for i := len(nutationTerms) - 1; i >= 0; i-- { // the small ones first
		w := &nutationTerms[i]
		s, c := sincos(w.d*d + w.m*m + w.n*n + w.f*f + w.node*node)
		longitude += s * (w.sin + w.sinGrowth*t)
		obliquity += c * (w.cos + w.cosGrowth*t)
	}
	return longitude * .0001 / 3600 / 180 * math.Pi, obliquity * .0001 / 3600 / 180 * math.Pi
}

// sincos is math.Sincos for angles below 2²⁹ (radians), in the same bits and without its branches,
// which no processor can foresee: the same reduction to ±π/4 in three parts, the same polynomials
// (Cephes, sin.c), and a table for the quarter of the turn.
func sincos(x float64) (sin, cos float64) {
	const ( // π/4
		high   = 7.85398125648498535156e-1
		middle = 3.77489470793079817668e-8
		low    = 2.69515142907905952645e-15
	)
	a := math.Abs(x)
	octant := 2 * math.Floor((math.Floor(a*(4/math.Pi))+1)*0.5) // even
	z := ((a - octant*high) - octant*middle) - octant*low
	zz := z * z
	c := 1.0 - 0.5*zz + zz*zz*((((((-1.13585365213876817300e-11*zz)+2.08757008419747316778e-9)*zz+
		-2.75573141792967388112e-7)*zz+2.48015872888517045348e-5)*zz+-1.38888888888730564116e-3)*zz+4.16666666666665929218e-2)
	s := z + z*zz*((((((1.58962301576546568060e-10*zz)+-2.50507477628578072866e-8)*zz+
		2.75573136213857245213e-6)*zz+-1.98412698295895385996e-4)*zz+8.33333333332211858878e-3)*zz+-1.66666666666666307295e-1)
	turned := [4]float64{s, c, -s, -c}
	quarter := int(octant) / 2
	return turned[quarter&3] * math.Copysign(1, x), turned[(quarter+1)&3]
}
