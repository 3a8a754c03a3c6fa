package jyotish

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMansionsFillTheCircle(t *testing.T) {
	for quarter := range PadaCount {
		start := 360 * float64(quarter) / PadaCount
		for _, inside := range []float64{1e-9, 0.5, 3, 360.0/PadaCount - 1e-9} {
			m := MansionAt(start + inside)
			require.Equal(t, Nakshatra(quarter/4), m.Nakshatra, "quarter %d + %g", quarter, inside)
			require.Equal(t, quarter%4+1, m.Pada)
			require.InDelta(t, start+inside-float64(quarter/4)*NakshatraSize, m.Degrees(), 1e-10)
			require.Equal(t, Sign(quarter/9), m.Sign, "a sign has nine padas")
			require.Equal(t, Lord(quarter/4%9), m.Nakshatra.Lord())
		}
	}
}

func TestMansionOfOddAngles(t *testing.T) {
	for _, tt := range []struct {
		longitude float64
		nakshatra Nakshatra
		pada      int
	}{
		{0, 0, 1}, {360, 0, 1}, {-1e-20, 0, 1}, {math.Nextafter(360, 0), 26, 4}, {720.5, 0, 1}, {-0.1, 26, 4},
	} {
		m := MansionAt(tt.longitude)
		assert.Equal(t, tt.nakshatra, m.Nakshatra, "%g", tt.longitude)
		assert.Equal(t, tt.pada, m.Pada, "%g", tt.longitude)
		assert.GreaterOrEqual(t, m.Fraction, 0.0)
		assert.Less(t, m.Fraction, 1.0)
	}
}

func TestNamesInTheirPlaces(t *testing.T) {
	assert.Equal(t, "Ashwini", Nakshatra(0).String())
	assert.Equal(t, "Swati", MansionAt(199.4705).Nakshatra.String())
	assert.Equal(t, "Revati", Nakshatra(26).String())
	assert.Equal(t, "Scorpio", SignAt(223.3238).String())
	assert.Equal(t, "water", SignAt(223.3238).Element())
	for name, elements := range map[string][]Sign{
		"fire": {0, 4, 8}, "earth": {1, 5, 9}, "air": {2, 6, 10}, "water": {3, 7, 11},
	} {
		for _, s := range elements {
			assert.Equal(t, name, s.Element(), s.String())
		}
	}
}

func TestMargin(t *testing.T) {
	assert.InDelta(t, 36, Margin(29.99, 12), 1e-6)
	assert.InDelta(t, 36, Margin(30.01, 12), 1e-6)
	assert.InDelta(t, 15*3600, Margin(45, 12), 1e-6)
	assert.InDelta(t, 3.6, Margin(360-0.001, 27), 1e-6)
}

func TestWrap(t *testing.T) {
	for _, x := range []float64{-1e-18, -720, -360, 0, 359.999999999, 360, 1e6, -1e6} {
		assert.GreaterOrEqual(t, Wrap360(x), 0.0)
		assert.Less(t, Wrap360(x), 360.0)
		assert.GreaterOrEqual(t, Wrap180(x), -180.0)
		assert.Less(t, Wrap180(x), 180.0)
	}
}
