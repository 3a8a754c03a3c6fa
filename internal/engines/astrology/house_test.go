package astrology

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// cuspTolerance: 0.6″ of sidereal time, at the rate of up to 10 that cusps of high latitudes have, and
// what UT1 and UTC may differ by in the reference.
const cuspTolerance = 8.0 / 3600

func TestPlacidusAgainstTheSwissEphemeris(t *testing.T) {
	raw, err := os.ReadFile("testdata/placidus.json")
	require.NoError(t, err)
	var file struct {
		Charts []struct {
			UTC                       time.Time
			Latitude, Longitude, ARMC float64
			Cusps                     [12]float64
		}
	}
	require.NoError(t, json.Unmarshal(raw, &file))
	require.Len(t, file.Charts, 9)
	for _, chart := range file.Charts {
		i, err := ephemeris.FromUTC(chart.UTC)
		require.NoError(t, err)
		angles, err := ephemeris.AnglesAt(i, ephemeris.Place{Latitude: chart.Latitude, Longitude: chart.Longitude})
		require.NoError(t, err)
		sky, err := ephemeris.Chart(i.TT)
		require.NoError(t, err)
		require.InDelta(t, 0, jyotish.Wrap180(chart.ARMC-angles.SiderealTime), 15.0/3600, "a second of UT1 − UTC")
		// With the reference's own meridian, so that only the houses are compared.
		cusps, ok := placidusCusps(chart.Cusps[0], chart.Cusps[9], chart.ARMC, sky.Obliquity, chart.Latitude)
		require.True(t, ok)
		for n, want := range chart.Cusps {
			assert.InDelta(t, 0, jyotish.Wrap180(want-cusps[n]), 1e-4, "%s, cusp %d", chart.UTC, n+1)
		}
		whole, ok := placidusCusps(angles.Ascendant, angles.Midheaven, angles.SiderealTime, sky.Obliquity, chart.Latitude)
		require.True(t, ok)
		for n, want := range chart.Cusps {
			assert.InDelta(t, 0, jyotish.Wrap180(want-whole[n]), 20*cuspTolerance, "%s, cusp %d", chart.UTC, n+1)
		}
	}
}

// The definition: the cusps divide the time from rising to culmination, and from setting to the lower
// culmination, in thirds.
func TestPlacidusByDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1615, 1668))
	const obliquity = 23.44
	for range 2000 {
		latitude, armc := (r.Float64()-0.5)*2*66.4, 360*r.Float64()
		p := placidus{math.Tan(radians(latitude)), obliquity, armc}
		ascendant := jyotish.Wrap360(degrees(math.Atan2(math.Cos(radians(armc)),
			-(math.Sin(radians(armc))*math.Cos(radians(obliquity)) + math.Tan(radians(latitude))*math.Sin(radians(obliquity))))))
		midheaven := p.longitude(armc)
		cusps, ok := placidusCusps(ascendant, midheaven, armc, obliquity, latitude)
		require.True(t, ok)
		for n, share := range map[int]float64{10: 1. / 3, 11: 2. / 3, 0: 1, 1: 4. / 3, 2: 5. / 3} {
			sin, cos := math.Sincos(radians(cusps[n]))
			ascension := degrees(math.Atan2(sin*math.Cos(radians(obliquity)), cos))
			declination := math.Asin(math.Sin(radians(obliquity)) * sin)
			day := degrees(math.Acos(-math.Tan(radians(latitude)) * math.Tan(declination))) // diurnal semi-arc
			want := share * day
			if share > 1 {
				want = day + (share-1)*(180-day)
			}
			require.InDelta(t, 0, jyotish.Wrap180(ascension-armc-want), 1e-6, "cusp %d at %g°, ARMC %g°", n+1, latitude, armc)
		}
		for n := range 6 {
			require.InDelta(t, 180, jyotish.Wrap360(cusps[n+6]-cusps[n]), 1e-9)
		}
		requireInOrder(t, cusps)
	}
}

func requireInOrder(t *testing.T, c Cusps) {
	t.Helper()
	sum := 0.0
	for n := range c {
		size := jyotish.Wrap360(c[(n+1)%12] - c[n])
		require.Greater(t, size, 0.0)
		sum += size
		require.Equal(t, n+1, c.HouseOf(c[n]), "a house begins with its cusp")
		require.Equal(t, n+1, c.HouseOf(jyotish.Wrap360(c[n]+0.99*size)))
	}
	require.InDelta(t, 360, sum, 1e-9, "twelve houses once round")
}

func TestPlacidusEndsAtThePolarCircles(t *testing.T) {
	for _, latitude := range []float64{66.6, -66.6, 80, -89.9} {
		_, ok := placidusCusps(10, 280, 281, 23.44, latitude)
		assert.False(t, ok)
	}
	_, ok := placidusCusps(10, 280, 281, 23.44, 66.5)
	assert.True(t, ok)
}

func TestRegularHouses(t *testing.T) {
	for _, ascendant := range []float64{0, 24.2662, 359.9, 344.97} {
		whole, equal := regularCusps(ascendant, WholeSign), regularCusps(ascendant, Equal)
		assert.Zero(t, math.Mod(whole[0], 30))
		assert.Equal(t, 1, whole.HouseOf(ascendant))
		assert.InDelta(t, ascendant, equal[0], 1e-12)
		assert.Equal(t, 7, equal.HouseOf(jyotish.Wrap360(ascendant+180.1)))
		requireInOrder(t, whole)
		requireInOrder(t, equal)
	}
}
