package biofield

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mean of an estimate over twenty series.
func mean(of func(seed uint64) *float64) float64 {
	const times = 20
	sum := 0.0
	for seed := range uint64(times) {
		sum += *of(seed)
	}
	return sum / times
}

func TestHurst(t *testing.T) {
	for _, n := range []int{64, 128, 512} {
		assert.InDelta(t, 0.5, mean(func(s uint64) *float64 { return hurst(white(n, s)) }), 0.06, "white noise has no memory, %d samples", n)
	}
	for seed := range uint64(20) { // a single series of 512
		assert.InDelta(t, 0.5, *hurst(white(512, seed)), 0.15)
	}
	assert.Greater(t, mean(func(s uint64) *float64 { return hurst(walk(white(256, s))) }), 0.85, "a walk goes on as it went")
	assert.Less(t, mean(func(s uint64) *float64 {
		x := white(257, s)
		for i := range 256 {
			x[i] = x[i+1] - x[i]
		}
		return hurst(x[:256])
	}), 0.25, "differences turn back")
	// Neither scale nor level matter.
	x := white(128, 3)
	y := make([]float64, len(x))
	for i := range x {
		y[i] = 40 + 7*x[i]
	}
	assert.InDelta(t, *hurst(x), *hurst(y), 1e-9)
}

func TestDFA(t *testing.T) {
	for _, n := range []int{64, 128, 512} {
		// The estimate lies 0.06 high for 64 samples, 0.04 for 128; a mean of twenty scatters by 0.035.
		assert.InDelta(t, 0.5, mean(func(s uint64) *float64 { return dfa(white(n, s)) }), 0.15, "white noise, %d samples", n)
		assert.InDelta(t, 1.5, mean(func(s uint64) *float64 { return dfa(walk(white(n, s))) }), 0.15, "a random walk, %d samples", n)
	}
}

// The rescaled range that is expected of independent samples, from the simulation of many.
func TestExpectedRange(t *testing.T) {
	for _, n := range []int{8, 32, 100} {
		sum := 0.0
		const times = 4000
		for seed := range uint64(times) {
			rs, ok := rescaledRange(white(n, 77*seed))
			require.True(t, ok)
			sum += rs
		}
		assert.InEpsilon(t, sum/times, expectedRange(n), 0.02)
	}
}

func TestShortAndConstantSeriesHaveNoMeasures(t *testing.T) {
	for name, x := range map[string][]float64{"short": white(63, 1), "none": nil, "constant": make([]float64, 200)} {
		assert.Nil(t, hurst(x), name)
		assert.Nil(t, dfa(x), name)
		assert.Equal(t, dynamics{}, dynamicsOf(x), name)
	}
}

func TestDynamicsOfWhiteNoise(t *testing.T) {
	d := dynamicsOf(white(512, 1))
	// Two normal deviates are closer than r with 2Φ(r/√2) − 1 = 0.276, three pairs of them at once with its cube.
	assert.InDelta(t, math.Pow(math.Erf(near/2), 3), *d.recurrence, 0.003)
	assert.InDelta(t, 3, *d.correlation, 0.25, "noise fills the three dimensions")
	assert.InDelta(t, 0, *d.nonlinear, 0.02)
	assert.Greater(t, *d.lyapunov, 0.05)
}

func TestDynamicsOfAChaoticMap(t *testing.T) {
	d := dynamicsOf(logistic(512, 0.123))
	assert.InDelta(t, math.Ln2, *d.lyapunov, 0.1)
	assert.InDelta(t, 1, *d.nonlinear, 1e-9, "the map is a parabola")
	assert.InDelta(t, 1, *d.correlation, 0.15, "its states lie on a curve")
	short := dynamicsOf(logistic(64, 0.3))
	assert.InDelta(t, math.Ln2, *short.lyapunov, 0.25)
}

func TestDynamicsOfASine(t *testing.T) {
	d := dynamicsOf(sine(512))
	assert.InDelta(t, 0, *d.lyapunov, 0.02, "neighbours stay neighbours")
	assert.InDelta(t, 1, *d.correlation, 0.15, "a closed curve")
	assert.Less(t, *d.bifurcation, 0.3)
	assert.Greater(t, *d.recurrence, 0.1)
}

func TestBifurcationCountsHeights(t *testing.T) {
	cycle := func(heights ...float64) []float64 {
		x := make([]float64, 256)
		for i := range x {
			if i%2 == 1 {
				x[i] = heights[i/2%len(heights)]
			}
		}
		return x
	}
	assert.Zero(t, *bifurcation(cycle(1)))
	assert.InDelta(t, 0.25, *bifurcation(cycle(1, 0.5)), 1e-3)
	assert.InDelta(t, 0.5, *bifurcation(cycle(1, 0.75, 0.5, 0.25)), 1e-3)
	assert.Greater(t, *bifurcation(white(512, 4)), 0.6)
	assert.Nil(t, bifurcation(cycle(1)[:14]), "six maxima are too few")
	periodic := dynamicsOf(cycle(1, 0.5))
	assert.Zero(t, *periodic.correlation, "four states")
}

func TestNonlinearity(t *testing.T) {
	ar := white(512, 6)
	for i := range ar[1:] {
		ar[i+1] += 0.8 * ar[i]
	}
	assert.InDelta(t, 0, *dynamicsOf(ar).nonlinear, 0.03, "a linear process")
	ramp := make([]float64, 100)
	for i := range ramp {
		ramp[i] = float64(i)
	}
	assert.Zero(t, *dynamicsOf(ramp).nonlinear, "a line leaves nothing")
}
