package ephemeris

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// cosineTolerance is the remainder of the Taylor series at a quarter turn: (π/2)¹⁵/15! = 6.7e-10.
const cosineTolerance = 7e-10

func TestCosineOfTurns(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	worst := 0.0
	for range 1_000_000 {
		u := (r.Float64() - 0.5) * 200
		worst = max(worst, math.Abs(cosTurns(u)-math.Cos(turn*(u-math.Round(u)))))
	}
	assert.Less(t, worst, cosineTolerance)
	for u, want := range map[float64]float64{0: 1, 0.25: 0, 0.5: -1, 0.75: 0, 1: 1, -3.5: -1, 1e6: 1} {
		assert.InDelta(t, want, cosTurns(u), cosineTolerance, "%v turns", u)
	}
}

func TestWrap(t *testing.T) {
	for x, want := range map[float64]float64{
		0: 0, 359.5: 359.5, 360: 0, 720.25: 0.25, -0.5: 359.5, -360: 0, -720.5: 359.5, 1e6: 280,
	} {
		assert.InDelta(t, want, wrap360(x), 1e-9, "wrap360(%v)", x)
	}
	for _, x := range []float64{-1e-17, -5e-324, 360 - 1e-14, math.Nextafter(360, 0), math.Nextafter(-360, -1e9), math.Nextafter(3600, 0)} {
		got := wrap360(x)
		assert.True(t, got >= 0 && got < 360, "wrap360(%v) = %v", x, got)
	}
	for x, want := range map[float64]float64{0: 0, 179: 179, 181: -179, -181: 179, 359: -1, 725: 5} {
		assert.InDelta(t, want, wrap180(x), 1e-12, "wrap180(%v)", x)
	}
}

func TestPolynomialAndDerivative(t *testing.T) {
	c := []float64{5, -2, 0.5, 3} // 5 − 2t + ½t² + 3t³
	assert.InDelta(t, 5-4+2+24, polynomial(2, c...), 1e-12)
	assert.InDelta(t, -2+2+36, derivative(2, c...), 1e-12)
}
