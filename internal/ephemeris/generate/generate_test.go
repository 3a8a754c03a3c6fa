package main

import (
	"math"
	"math/cmplx"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris/generate/sources"
)

func TestTransformIsTheFourierSum(t *testing.T) {
	a := []complex128{1, 2i, -3, 4, 0.5, -1i, 2, 7}
	want := make([]complex128, len(a))
	for k := range want {
		for j, x := range a {
			want[k] += x * cmplx.Rect(1, -2*math.Pi*float64(j*k)/float64(len(a)))
		}
	}
	transform(a)
	for k := range want {
		assert.InDelta(t, 0, cmplx.Abs(want[k]-a[k]), 1e-12, "%d", k)
	}
}

func TestFindsTheLinesOfASpectrum(t *testing.T) {
	frequencies := []float64{431.7, 9001.25, 52000} // radians per century
	samples := make([]float64, nodeSamples)
	for i := range samples {
		for k, f := range frequencies {
			samples[i] += math.Cos(f*nodeTime(i)+float64(k)) / float64(k+1)
		}
	}
	lines := findLines(samples, nil)
	require.GreaterOrEqual(t, len(lines), 3)
	for k, f := range frequencies { // the strongest come first
		assert.InDelta(t, f, lines[k], 0.05, "a parabola through three points of a resolution of 0.4")
	}
	for _, f := range findLines(samples, frequencies[:1]) {
		assert.Greater(t, math.Abs(f-frequencies[0]), lineDistance, "known lines are not found again")
	}
}

func TestRefitRecoversAPlanet(t *testing.T) {
	// The truth is a theory whose leading wave has other constants and a drift.
	theory := &sources.Coordinate{{{Amplitude: 1}, {Amplitude: 0.02, Phase: 1, Frequency: 300}}}
	truth := &sources.Coordinate{
		{{Amplitude: 1.0001}, {Amplitude: 0.0201, Phase: 1.001, Frequency: 300}},
		{{Amplitude: 1e-4, Phase: 2, Frequency: 300}},
	}
	var s samples
	for tau := -0.4; tau < 0.4; tau += 0.0013 {
		s.tau = append(s.tau, tau)
		s.value = append(s.value, [3]float64{0, 0, truth.At(tau)})
	}
	fitted, err := refit(theory, &s, 2, math.Pi/180/3600)
	require.NoError(t, err)
	for _, tau := range []float64{-0.39, -0.1234, 0, 0.3217} {
		assert.InDelta(t, truth.At(tau), fitted.at(tau), 1e-9)
	}
}

func TestEncoderWritesWhatThePackHolds(t *testing.T) {
	var e encoder
	e.zigzag(0)
	e.zigzag(-1)
	e.zigzag(1)
	e.zigzag(-64.4)
	e.uvarint(300)
	e.float32(1)
	assert.Equal(t, []byte{0, 1, 2, 127, 0xac, 0x02, 0, 0, 0x80, 0x3f}, e.data)

	part := encodePlanet([3]slots{
		{{0, 0}: {4, 0}, {7, 1}: {2e-10, -1e-10}},
		{},
		{{0, 0}: {1, 0}},
	})
	constants := 18 * 8
	require.Len(t, part, constants+1+8+1+2) // one frequency, one slot of two amplitudes
	assert.Equal(t, []byte{1 << 1, 4, 1}, part[constants+9:], "mask of longitude × τ, cosine 2, sine −1")
}

func TestRoundings(t *testing.T) {
	assert.Equal(t, 1234570.0, significant(1234567, 6))
	assert.Equal(t, -0.000123457, significant(-0.00012345678, 6))
	assert.Equal(t, 3.142, decimals(math.Pi, 3))
	assert.Equal(t, 3.1416, round(math.Pi, 4))
}

func TestStepsThatAreNone(t *testing.T) {
	w := &workshop{folder: t.TempDir()}
	assert.ErrorContains(t, run(w, nil), "name a step")
	assert.ErrorContains(t, run(w, []string{"everything"}), `no step "everything"`)
	assert.Error(t, run(w, []string{"pack"}), "nothing to join")
}
