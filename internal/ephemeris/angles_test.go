package ephemeris_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// horizontal is the altitude (degrees) of a point of the ecliptic, and whether it stands in the
// east.
func horizontal(t *testing.T, longitude float64, i ephemeris.Instant, a ephemeris.Angles, latitude float64) (altitude float64, east bool) {
	t.Helper()
	sky, err := ephemeris.Chart(i.TT)
	require.NoError(t, err)
	const degree = math.Pi / 180
	l, e, phi := longitude*degree, sky.Obliquity*degree, latitude*degree
	ascension, declination := math.Atan2(math.Sin(l)*math.Cos(e), math.Cos(l)), math.Asin(math.Sin(e)*math.Sin(l))
	hour := a.SiderealTime*degree - ascension
	altitude = math.Asin(math.Sin(phi)*math.Sin(declination)+math.Cos(phi)*math.Cos(declination)*math.Cos(hour)) / degree
	return altitude, math.Sin(hour) < 0
}

func TestTheAscendantIsOnTheEasternHorizonAndTheMidheavenOnTheMeridian(t *testing.T) {
	for _, jd := range anyInstants(200, 0) {
		i, err := ephemeris.FromTT(jd)
		require.NoError(t, err)
		for _, latitude := range []float64{-66, -45, -10, 0, 23, 52, 65.9} {
			a, err := ephemeris.AnglesAt(i, ephemeris.Place{Latitude: latitude, Longitude: 77})
			require.NoError(t, err)
			altitude, east := horizontal(t, a.Ascendant, i, a, latitude)
			require.InDelta(t, 0, altitude, 1e-9)
			require.True(t, east)
			difference := math.Mod(a.Ascendant-a.Midheaven+720, 360)
			require.True(t, difference > 0 && difference < 180, "%+v", a)
		}
	}
}

func TestInsideThePolarCirclesTheAscendantStillRises(t *testing.T) {
	turned := 0
	for _, jd := range anyInstants(500, 0) {
		i, err := ephemeris.FromTT(jd)
		require.NoError(t, err)
		sky, err := ephemeris.Chart(jd)
		require.NoError(t, err)
		for _, latitude := range []float64{70, 75, 80, -70, -75, -80} {
			a, err := ephemeris.AnglesAt(i, ephemeris.Place{Latitude: latitude})
			require.NoError(t, err)
			difference := math.Mod(a.Ascendant-a.Midheaven+720, 360)
			require.True(t, difference >= 0 && difference <= 180, "latitude %v: %+v", latitude, a)
			altitude, east := horizontal(t, a.Ascendant, i, a, latitude)
			require.InDelta(t, 0, altitude, 1e-9)
			require.True(t, east, "latitude %v: %+v", latitude, a)
			// The bare formula would give the setting point in a quarter of these.
			const degree = math.Pi / 180
			st, ct := math.Sincos(a.SiderealTime * degree)
			se, ce := math.Sincos(sky.Obliquity * degree)
			if bare := math.Atan2(ct, -(st*ce+math.Tan(latitude*degree)*se)) / degree; apart(bare, a.Ascendant) > 90 {
				turned++
			}
		}
	}
	assert.Greater(t, turned, 500)
}

func TestEastIsPositive(t *testing.T) {
	i, err := ephemeris.FromTT(2451545)
	require.NoError(t, err)
	here, err := ephemeris.AnglesAt(i, ephemeris.Place{Latitude: 40})
	require.NoError(t, err)
	there, err := ephemeris.AnglesAt(i, ephemeris.Place{Latitude: 40, Longitude: 15})
	require.NoError(t, err)
	assert.InDelta(t, here.SiderealTime+15, there.SiderealTime, 1e-9)
	around, err := ephemeris.AnglesAt(i, ephemeris.Place{Latitude: 40, Longitude: -345})
	require.NoError(t, err)
	assert.InDelta(t, there.Ascendant, around.Ascendant, 1e-9)
}
