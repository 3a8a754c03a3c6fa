package ephemeris_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

func daylight(t *testing.T, month time.Month, day int, latitude, altitude float64) ephemeris.Day {
	t.Helper()
	d, err := ephemeris.Daylight(ephemeris.LocalMidnight(2024, month, day, 0), ephemeris.Place{Latitude: latitude}, altitude)
	require.NoError(t, err)
	return d
}

func TestPolarDaysAndNights(t *testing.T) {
	for _, latitude := range []float64{80, 89.99, 90} {
		june := daylight(t, time.June, 21, latitude, ephemeris.UpperLimb)
		assert.False(t, june.Rise.Occurs)
		assert.False(t, june.Set.Occurs)
		assert.True(t, june.Rise.Above, "%v° N in June: the Sun stays up", latitude)
		december := daylight(t, time.December, 21, latitude, ephemeris.UpperLimb)
		assert.False(t, december.Rise.Occurs)
		assert.False(t, december.Set.Above, "%v° N in December: it stays down", latitude)
		south := daylight(t, time.December, 21, -latitude, ephemeris.UpperLimb)
		assert.True(t, south.Set.Above, "%v° S in December", latitude)
		i, err := june.Rise.Instant()
		require.NoError(t, err)
		assert.Zero(t, i)
	}
}

func TestDaysAtTheEquatorAreEven(t *testing.T) {
	for month := time.January; month <= time.December; month++ {
		d := daylight(t, month, 15, 0, ephemeris.DiscCentre)
		require.True(t, d.Rise.Occurs && d.Set.Occurs)
		assert.InDelta(t, 0.5, d.Set.UT1-d.Rise.UT1, 40*second, "%v: what the equation of time changes in half a day", month)
		longer := daylight(t, month, 15, 0, ephemeris.UpperLimb)
		assert.InDelta(t, 4*60*50.0/60*2, (longer.Set.UT1-longer.Rise.UT1-(d.Set.UT1-d.Rise.UT1))/second, 40,
			"%v: 50′ at both ends, at 4 minutes a degree", month)
	}
}

func TestTheSunIsWhereASunriseSaysItIs(t *testing.T) {
	for _, latitude := range []float64{-60, -35, 0, 20, 51.5, 66} {
		for _, altitude := range []float64{ephemeris.UpperLimb, ephemeris.DiscCentre, -6, -18} {
			d := daylight(t, time.March, 10, latitude, altitude)
			for _, c := range []ephemeris.Crossing{d.Rise, d.Set} {
				require.True(t, c.Occurs)
				i, err := c.Instant()
				require.NoError(t, err)
				assert.InDelta(t, altitude, altitudeOfSun(t, i, latitude), 1e-5, "latitude %v", latitude)
			}
			assert.Less(t, d.Rise.UT1, d.Set.UT1)
		}
	}
}

// altitudeOfSun by the textbook, on the Greenwich meridian, degrees.
func altitudeOfSun(t *testing.T, i ephemeris.Instant, latitude float64) float64 {
	t.Helper()
	sky, err := ephemeris.Chart(i.TT)
	require.NoError(t, err)
	theta, err := ephemeris.SiderealTime(i)
	require.NoError(t, err)
	const degree = math.Pi / 180
	l, e, phi := sky.Positions[ephemeris.Sun].Longitude*degree, sky.Obliquity*degree, latitude*degree
	ascension, declination := math.Atan2(math.Sin(l)*math.Cos(e), math.Cos(l)), math.Asin(math.Sin(e)*math.Sin(l))
	return math.Asin(math.Sin(phi)*math.Sin(declination)+
		math.Cos(phi)*math.Cos(declination)*math.Cos(theta*degree-ascension)) / degree
}

func TestMidnightBelongsToTheMeridian(t *testing.T) {
	assert.Equal(t, 2460310.5, ephemeris.LocalMidnight(2024, time.January, 1, 0))
	assert.Equal(t, 2460310.25, ephemeris.LocalMidnight(2024, time.January, 1, 90), "the east is earlier")
	// Auckland's day begins the evening before in UT, and its sunrise comes before Greenwich's
	// midnight in summer.
	d, err := ephemeris.Daylight(ephemeris.LocalMidnight(2024, time.January, 1, 174.76),
		ephemeris.Place{Latitude: -36.85, Longitude: 174.76}, ephemeris.UpperLimb)
	require.NoError(t, err)
	rise, err := d.Rise.Instant()
	require.NoError(t, err)
	assert.WithinDuration(t, time.Date(2023, 12, 31, 17, 3, 0, 0, time.UTC), rise.UTC(), 3*time.Minute)
}
