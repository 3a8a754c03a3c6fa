package biofield

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Metrics are rounded to six digits after the point, which the tolerances of exact values are for.
func TestConstantImage(t *testing.T) {
	for _, v := range []float64{0, 0.3, 1} {
		m := analyse(gray(64, 64, constant(v)))
		assert.Zero(t, *m.Entropy)
		assert.Equal(t, 1.0, *m.Symmetry, "by definition")
		assert.Equal(t, 1.0, *m.Regularity, "by definition")
		assert.Zero(t, *m.Contour)
		assert.Zero(t, *m.InnerNoise)
		assert.InDelta(t, v, *m.AverageIntensity, 0.002)
		assert.Nil(t, m.FractalDimension, "there is no figure")
		assert.Nil(t, m.Hurst)
		assert.Nil(t, m.DFA)
	}
	c := colorsOf(colored(16, 16, func(int, int) [3]float64 { return [3]float64{0.8, 0.4, 0.2} }))
	assert.Zero(t, *c.Entropy)
	assert.Zero(t, *c.Contrast)
	assert.Equal(t, 1.0, *c.Symmetry)
	assert.Equal(t, 1.0, *c.Coherence)
	assert.Zero(t, *c.Perimeter)
	assert.Nil(t, c.Correlation, "of channels that do not vary")
}

func TestHalfBlackHalfWhite(t *testing.T) {
	for name, at := range map[string]func(x, y int) float64{
		"left and right": func(x, _ int) float64 { return float64(x / 32) },
		"top and bottom": func(_, y int) float64 { return float64(y / 32) },
	} {
		m := analyse(gray(64, 64, at))
		assert.Equal(t, 0.5, *m.NormalizedArea, name)
		assert.Equal(t, 0.5, *m.AverageIntensity, name)
		assert.Equal(t, 0.5, *m.LightQuantaDensity, name)
		assert.Equal(t, 0.5, *m.EnergyAnalysis, name)
		assert.InDelta(t, 0.2, *m.Entropy, 1e-12, "one bit of five")
		assert.InDelta(t, 64./(2*64*64-128), *m.Contour, 1e-6, "one line of sides")
		assert.InDelta(t, 2, *m.FractalDimension, 1e-9, "an area")
	}
	m := analyse(gray(64, 64, func(x, _ int) float64 { return float64(x / 32) }))
	assert.InDelta(t, -1, *m.Symmetry, 1e-12)
}

func TestMirroredNoiseIsSymmetric(t *testing.T) {
	r := source(1)
	half := make([][32]float64, 40)
	for y := range half {
		for x := range half[y] {
			half[y][x] = r.Float64()
		}
	}
	m := analyse(gray(64, 40, func(x, y int) float64 { return half[y][min(x, 63-x)] }))
	assert.InDelta(t, 1, *m.Symmetry, 1e-12)
	odd := analyse(gray(63, 40, func(x, y int) float64 { return half[y][min(x, 62-x)] }))
	assert.InDelta(t, 1, *odd.Symmetry, 1e-12)

	// Independent halves correlate by chance only: 1/√1280 is one standard deviation.
	m = analyse(gray(64, 40, func(int, int) float64 { return r.Float64() }))
	assert.InDelta(t, 0, *m.Symmetry, 4/math.Sqrt(1280))
}

func TestBoxDimension(t *testing.T) {
	line := func(x, y int) float64 {
		if y == 20 {
			return 1
		}
		return 0
	}
	for _, size := range []int{8, 16, 64, 128} {
		assert.InDelta(t, 2, *analyse(gray(size, size, chequered)).FractalDimension, 1e-9, "a chequerboard of %d", size)
	}
	assert.InDelta(t, 2, *analyse(gray(60, 60, chequered)).FractalDimension, 0.1, "boxes that stand over the rim")
	assert.InDelta(t, 1, *analyse(gray(64, 64, line)).FractalDimension, 1e-9)
	assert.InDelta(t, 1, *analyse(gray(128, 32, line)).FractalDimension, 1e-9)
	dark := func(x, y int) float64 { return 1 - line(x, y) }
	assert.InDelta(t, 1, *analyse(gray(64, 64, dark)).FractalDimension, 1e-9, "a dark line on white")
	diagonal := func(x, y int) float64 { return map[bool]float64{true: 1}[x == y] }
	assert.InDelta(t, 1, *analyse(gray(64, 64, diagonal)).FractalDimension, 1e-9)
	dot := func(x, y int) float64 { return map[bool]float64{true: 1}[x == 9 && y == 9] }
	assert.InDelta(t, 0, *analyse(gray(64, 64, dot)).FractalDimension, 1e-9)
	// Sierpinski's triangle, Pascal's modulo 2: log 3 / log 2.
	triangle := func(x, y int) float64 { return map[bool]float64{true: 1}[x&y == 0] }
	assert.InDelta(t, math.Log2(3), *analyse(gray(128, 128, triangle)).FractalDimension, 1e-6)
	assert.Nil(t, analyse(gray(7, 64, chequered)).FractalDimension, "too few sizes of boxes")
}

func TestContourOfAChequerboardIsWhole(t *testing.T) {
	m := analyse(gray(30, 20, chequered))
	assert.Equal(t, 1.0, *m.Contour)
	assert.Equal(t, 0.5, *m.NormalizedArea)
}

func TestNoiseIsEstimated(t *testing.T) {
	for _, sigma := range []float64{0.02, 0.05, 0.1} {
		r := source(uint64(1000 * sigma))
		m := analyse(gray(128, 128, func(x, y int) float64 { return 0.5 + 0.001*float64(x-y) + sigma*r.NormFloat64() }))
		assert.InEpsilon(t, sigma, *m.InnerNoise, 0.05, "of a slope with noise")
	}
	m := analyse(gray(128, 128, func(x, y int) float64 { return float64(x) / 127 }))
	assert.Less(t, *m.InnerNoise, 0.004, "a slope has none but that of its levels")
	assert.Nil(t, analyse(gray(2, 64, chequered)).InnerNoise)
}

func TestRegularity(t *testing.T) {
	stripes := func(x, _ int) float64 { return 0.5 + 0.4*math.Sin(2*math.Pi*float64(x)/8) }
	r := source(4)
	assert.InDelta(t, 1, *analyse(gray(64, 64, chequered)).Regularity, 1e-9)
	assert.InDelta(t, 1, *analyse(gray(64, 64, stripes)).Regularity, 0.01)
	assert.InDelta(t, 1, *analyse(gray(32, 128, func(x, y int) float64 { return stripes(y, x) })).Regularity, 0.01)
	// The maximum of some thirty correlations of 2,000 pixels and more: four standard deviations.
	assert.Less(t, *analyse(gray(64, 64, func(int, int) float64 { return r.Float64() })).Regularity, 4/math.Sqrt(1500))
	assert.Zero(t, *analyse(gray(64, 64, func(x, _ int) float64 { return float64(x) / 63 })).Regularity, "a slope repeats nothing")
	assert.GreaterOrEqual(t, *analyse(gray(2, 2, chequered)).Regularity, 0.0)
}

func TestEntropyOfEvenlySpreadTones(t *testing.T) {
	m := analyse(gray(128, 128, func(x, y int) float64 { return float64((x+128*y)%256) / 255 }))
	assert.InDelta(t, 1, *m.Entropy, 1e-3)
	assert.InDelta(t, 0.5, *m.AverageIntensity, 1e-9)
	assert.InDelta(t, 1./3, *m.EnergyAnalysis, 0.002, "the integral of v²")
}

func TestOtsuDividesTwoHeaps(t *testing.T) {
	r := source(8)
	img := newImage(gray(64, 64, func(x, _ int) float64 { return 0.2 + 0.5*float64(x/48) + 0.03*r.NormFloat64() }), mapping{gain: 1}, false, false)
	threshold, ok := otsu(img.luma)
	require.True(t, ok)
	assert.InDelta(t, 0.45, threshold, 0.12)
	lit := lit(img.luma, 64, threshold)
	assert.InDelta(t, 0.25, float64(lit.count)/4096, 0.002)
	_, ok = otsu(plane{0.5, 0.5})
	assert.False(t, ok)
}

func TestColors(t *testing.T) {
	r := source(5)
	c := colorsOf(colored(32, 32, func(x, y int) [3]float64 { v := r.Float64(); return [3]float64{v, v, v} }))
	assert.InDelta(t, 1, *c.Correlation, 1e-9, "gray in three channels")
	assert.Zero(t, *c.Energy)
	assert.Nil(t, c.Wavelength)
	assert.InDelta(t, 1./3, c.Distribution.Red, 1e-6)

	c = colorsOf(colored(32, 32, func(int, int) [3]float64 { return [3]float64{r.Float64(), r.Float64(), r.Float64()} }))
	assert.InDelta(t, 0, *c.Correlation, 4/math.Sqrt(3*1024))
	assert.InDelta(t, 2.95, *c.Entropy, 0.05, "three channels that are spread evenly")
	assert.InDelta(t, 1-1./3, *c.Coherence, 0.02, "the mean distance of two random numbers is 1/3")
	assert.InDelta(t, 63./64, *c.Perimeter, 0.01)
	assert.InDelta(t, 1/math.Sqrt(3), *c.Contrast, 0.02, "twice the deviation 1/√12")
	assert.InDelta(t, 1./3, c.Power.Green, 0.02)

	c = colorsOf(colored(8, 8, func(x, y int) [3]float64 { return [3]float64{1, 0, 0} }))
	assert.Equal(t, 1.0, *c.Energy)
	assert.Equal(t, RGB{1, 0, 0}, *c.Distribution)
	assert.Nil(t, colorsOf(colored(8, 8, func(int, int) [3]float64 { return [3]float64{} })).Distribution)
	assert.Equal(t, Color{}, colorsOf(gray(8, 8, chequered)), "gray has no colours")
}

// The primaries of sRGB (x 0.64 y 0.33, x 0.30 y 0.60, x 0.15 y 0.06) and two mixtures, whose dominant wavelengths are known.
func TestDominantWavelength(t *testing.T) {
	for want, rgb := range map[float64][3]float64{
		611.4: {1, 0, 0}, 549.1: {0, 1, 0}, 464.2: {0, 0, 1}, 570.5: {1, 1, 0}, 491.4: {0, 1, 1},
	} {
		nm := dominantWavelength(rgb[0], rgb[1], rgb[2])
		require.NotNil(t, nm)
		assert.InDelta(t, want, *nm, 0.6)
		paler := dominantWavelength(0.5+0.3*rgb[0], 0.5+0.3*rgb[1], 0.5+0.3*rgb[2])
		require.NotNil(t, paler, "a paler colour has about the same, with the curvature of sRGB")
		assert.InDelta(t, want, *paler, 12)
	}
	assert.Nil(t, dominantWavelength(1, 0, 1), "magenta")
	for v := 0.0; v <= 1; v += 0.05 {
		assert.Nil(t, dominantWavelength(v, v, v), "gray")
	}
}
