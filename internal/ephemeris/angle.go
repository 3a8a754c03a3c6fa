package ephemeris

import "math"

const (
	degree       = math.Pi / 180 // in radians
	arcsecond    = degree / 3600 // in radians
	turn         = 2 * math.Pi   // in radians
	turnsPerRad  = 1 / turn
	turnsPerDeg  = 1.0 / 360
	secondsInDay = 86400.0
)

// wrap360 brings degrees into [0, 360). Floor is one instruction on amd64 and in Wasm; math.Mod is
// a loop.
func wrap360(x float64) float64 {
	x -= 360 * math.Floor(x*turnsPerDeg)
	if x >= 360 { // a tiny negative number rounds up to 360, a quotient just below an integer to it
		return x - 360
	}
	if x < 0 {
		return 0
	}
	return x
}

// wrap180 brings degrees into [−180, 180].
func wrap180(x float64) float64 { return x - 360*math.RoundToEven(x*turnsPerDeg) }

// Coefficients of sin 2πr = Σ sₖ r²ᵏ⁺¹, Taylor.
const (
	sine1  = turn
	sine3  = -sine1 * turn * turn / (2 * 3)
	sine5  = -sine3 * turn * turn / (4 * 5)
	sine7  = -sine5 * turn * turn / (6 * 7)
	sine9  = -sine7 * turn * turn / (8 * 9)
	sine11 = -sine9 * turn * turn / (10 * 11)
	sine13 = -sine11 * turn * turn / (12 * 13)
)

// cosTurns is the cosine of u turns to 7e-10, for |u| up to some 10⁸. cos 2πu = sin 2πr with r = ¼
// − the distance of u from the nearest integer, so |r| ≤ ¼ and there is no branch: RoundToEven and
// Abs are single instructions. Some 4200 of these are most of the cost of a chart.
func cosTurns(u float64) float64 {
	r := 0.25 - math.Abs(u-math.RoundToEven(u))
	z := r * r
	return r * (sine1 + z*(sine3+z*(sine5+z*(sine7+z*(sine9+z*(sine11+z*sine13))))))
}

// polynomial is c₀ + c₁t + c₂t² + …
func polynomial(t float64, c ...float64) float64 {
	sum := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		sum = sum*t + c[i]
	}
	return sum
}

// derivative is c₁ + 2c₂t + 3c₃t² + …
func derivative(t float64, c ...float64) float64 {
	sum := 0.0
	for i := len(c) - 1; i > 0; i-- {
		sum = sum*t + float64(i)*c[i]
	}
	return sum
}
