package biofield

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
)

// gray draws a gray image, intensities from 0 to 1.
func gray(width, height int, at func(x, y int) float64) *Pixels {
	one := 1
	p := &Pixels{Width: width, Height: height, Channels: &one}
	for y := range height {
		for x := range width {
			p.Data = append(p.Data, byte(math.Round(255*min(max(at(x, y), 0), 1))))
		}
	}
	return p
}

// colored draws an image in colours.
func colored(width, height int, at func(x, y int) [3]float64) *Pixels {
	three := 3
	p := &Pixels{Width: width, Height: height, Channels: &three}
	for y := range height {
		for x := range width {
			for _, v := range at(x, y) {
				p.Data = append(p.Data, byte(math.Round(255*min(max(v, 0), 1))))
			}
		}
	}
	return p
}

func source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 2)) }

func constant(v float64) func(x, y int) float64 { return func(int, int) float64 { return v } }

func chequered(x, y int) float64 { return float64((x + y) % 2) }

// analyse measures an image without the frame of the engine.
func analyse(p *Pixels) Metrics {
	img := newImage(p, mapping{gain: 1}, false, false)
	of := momentsOf(img.luma)
	var m Metrics
	m.spatial(img, &of)
	return m
}

func colorsOf(p *Pixels) Color {
	var c Color
	c.measure(newImage(p, mapping{gain: 1}, false, false))
	return c
}

// white noise of mean 0 and standard deviation 1.
func white(n int, seed uint64) []float64 {
	r, x := source(seed), make([]float64, n)
	for i := range x {
		x[i] = r.NormFloat64()
	}
	return x
}

// walk sums a series up.
func walk(x []float64) []float64 {
	sum, y := 0.0, make([]float64, len(x))
	for i, v := range x {
		sum += v
		y[i] = sum
	}
	return y
}

// logistic is the map x → 4x(1 − x), whose exponent is ln 2.
func logistic(n int, x float64) []float64 {
	y := make([]float64, n)
	for i := range y {
		x = 4 * x * (1 - x)
		y[i] = x
	}
	return y
}

// sine is sampled at a rate that no sample repeats.
func sine(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = math.Sin(2 * math.Pi * float64(i) / (8 * math.Sqrt2))
	}
	return x
}

func run(t testing.TB, input string) (engines.Result, map[string]any) {
	t.Helper()
	result := New().Calculate(enginetest.Env(), json.RawMessage(input))
	var data map[string]any
	if result.Success {
		require.NoError(t, json.Unmarshal(result.Data, &data))
	}
	return result, data
}

// imageRun measures pixels through the engine, with further members of the input.
func imageRun(t testing.TB, p *Pixels, more string) (engines.Result, map[string]any) {
	t.Helper()
	raw, err := json.Marshal(p)
	require.NoError(t, err)
	result, data := run(t, `{"biometric_consent":true,"pixels":`+string(raw)+more+`}`)
	require.True(t, result.Success, "%s", result.Error)
	return result, data
}

// at walks into decoded JSON.
func at(t testing.TB, data any, path string) any {
	t.Helper()
	for _, step := range strings.Split(path, ".") {
		m, ok := data.(map[string]any)
		require.True(t, ok, path)
		require.Contains(t, m, step, path)
		data = m[step]
	}
	return data
}
