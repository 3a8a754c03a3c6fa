package leastsquares

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRecoversWhatMadeTheSamples(t *testing.T) {
	want := []float64{3, -0.5, 1e-4, 200}
	row := func(x float64) []float64 { return []float64{1, x, math.Sin(3 * x), math.Cos(7 * x)} }
	r := rand.New(rand.NewPCG(1, 2))
	e := New(len(want))
	for range 500 {
		sample := row(r.Float64() * 20)
		y := 0.0
		for i, c := range want {
			y += c * sample[i]
		}
		e.Add(sample, y)
	}
	got, err := e.Solve(0)
	require.NoError(t, err)
	assert.InDeltaSlice(t, want, got, 1e-9)
}

func TestUnknownsThatNothingDetermines(t *testing.T) {
	e := New(2)
	e.Add([]float64{1, 1}, 2)
	_, err := e.Solve(0)
	require.ErrorIs(t, err, ErrSingular)
	x, err := e.Solve(1e-9) // the ridge shares the sum
	require.NoError(t, err)
	assert.InDeltaSlice(t, []float64{1, 1}, x, 1e-6)
}
