package ephemeris_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

func TestSiderealLightsAreThoseOfTheChartAndOfTheLimbs(t *testing.T) {
	for _, jd := range instants(200) {
		sun, moon, err := ephemeris.SiderealLights(jd)
		require.NoError(t, err)
		sky, err := ephemeris.Chart(jd)
		require.NoError(t, err)
		assert.InDelta(t, sky.Sidereal(ephemeris.Sun), sun, 1e-10)
		assert.InDelta(t, sky.Sidereal(ephemeris.Moon), moon, 1e-10)
		nakshatra, err := ephemeris.LimbAt(ephemeris.Nakshatra, jd)
		require.NoError(t, err)
		assert.InDelta(t, nakshatra.Angle, moon, 1e-10)
		alone, err := ephemeris.SiderealMoon(jd)
		require.NoError(t, err)
		assert.Equal(t, nakshatra.Angle, alone)
	}
	for _, jd := range []float64{ephemeris.FirstTT - 1, ephemeris.LastTT + 1, math.NaN(), math.Inf(1)} {
		_, _, err := ephemeris.SiderealLights(jd)
		var outside *ephemeris.RangeError
		assert.ErrorAs(t, err, &outside)
		_, err = ephemeris.SiderealMoon(jd)
		assert.ErrorAs(t, err, &outside)
	}
}

func TestPartsOfTheZodiacAreThoseOfTheMoon(t *testing.T) {
	for i, jd := range instants(3000) {
		moon, err := ephemeris.SiderealMoon(jd)
		require.NoError(t, err)
		// The edges of small parts are everywhere, so that near ones come up too.
		parts := []int{12, 27, 108, 1 + i%700}[i%4]
		part, err := ephemeris.SiderealMoonPart(jd, parts)
		require.NoError(t, err)
		require.Equal(t, int(moon*float64(parts)/360), part, "JD %v, %d parts, %v", jd, parts, moon)
	}
	_, err := ephemeris.SiderealMoonPart(math.NaN(), 12)
	var outside *ephemeris.RangeError
	assert.ErrorAs(t, err, &outside)
}
