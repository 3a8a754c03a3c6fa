package ephemeris_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// outside are instants for which there is no sky.
var outside = []float64{
	ephemeris.FirstTT - 1e-6, ephemeris.LastTT + 1e-6, math.Nextafter(ephemeris.FirstTT, 0), math.Nextafter(ephemeris.LastTT, 3e6),
	0, -2451545, 1e300, math.NaN(), math.Inf(1), math.Inf(-1),
}

func TestInstantsOutsideAreRangeErrors(t *testing.T) {
	for name, f := range map[string]func(jd float64) error{
		"Chart":        func(jd float64) error { _, err := ephemeris.Chart(jd); return err },
		"Longitudes":   func(jd float64) error { _, err := ephemeris.Longitudes(jd); return err },
		"SunAt":        func(jd float64) error { _, err := ephemeris.SunAt(jd); return err },
		"DesignMoment": func(jd float64) error { _, err := ephemeris.DesignMoment(jd); return err },
		"Ayanamsa":     func(jd float64) error { _, err := ephemeris.Ayanamsa(jd); return err },
		"LimbAt":       func(jd float64) error { _, err := ephemeris.LimbAt(ephemeris.Tithi, jd); return err },
		"LimbEnd":      func(jd float64) error { _, err := ephemeris.LimbEnd(ephemeris.Yoga, jd); return err },
		"LimbStart":    func(jd float64) error { _, err := ephemeris.LimbStart(ephemeris.Pada, jd); return err },
		"LimbReaches":  func(jd float64) error { _, err := ephemeris.LimbReaches(ephemeris.Tithi, jd, 0); return err },
		"FromTT":       func(jd float64) error { _, err := ephemeris.FromTT(jd); return err },
		"SiderealTime": func(jd float64) error { _, err := ephemeris.SiderealTime(ephemeris.Instant{TT: jd}); return err },
		"AnglesAt": func(jd float64) error {
			_, err := ephemeris.AnglesAt(ephemeris.Instant{TT: jd}, ephemeris.Place{})
			return err
		},
	} {
		for _, jd := range outside {
			var e *ephemeris.RangeError
			require.ErrorAs(t, f(jd), &e, "%s(%v)", name, jd)
			assert.Contains(t, e.Error(), "1600-01-01 to 2400-01-01")
			if !math.IsNaN(jd) {
				assert.Equal(t, jd, e.JD, name)
			}
		}
	}
}

func TestTheEndsOfTheRangeBelongToIt(t *testing.T) {
	for _, jd := range []float64{ephemeris.FirstTT, ephemeris.FirstTT + 1e-6, ephemeris.LastTT - 1e-6, ephemeris.LastTT} {
		sky, err := ephemeris.Chart(jd)
		require.NoError(t, err)
		assert.InDelta(t, 279.5, sky.Positions[ephemeris.Sun].Longitude, 1.5, "1 January")
		_, err = ephemeris.FromTT(jd)
		require.NoError(t, err)
	}
}

func TestSolversThatLeaveTheRange(t *testing.T) {
	var e *ephemeris.RangeError
	for _, days := range []float64{0, 10, 86} {
		_, err := ephemeris.DesignMoment(ephemeris.FirstTT + days)
		require.ErrorAs(t, err, &e, "a birth %v days after the beginning", days)
	}
	_, err := ephemeris.DesignMoment(ephemeris.FirstTT + 93)
	require.NoError(t, err)
	_, err = ephemeris.LimbEnd(ephemeris.Tithi, ephemeris.LastTT-0.01)
	require.ErrorAs(t, err, &e)
	_, err = ephemeris.LimbStart(ephemeris.Tithi, ephemeris.FirstTT+0.01)
	require.ErrorAs(t, err, &e)
	_, err = ephemeris.LimbReaches(ephemeris.Tithi, ephemeris.LastTT-20, 0)
	if err != nil {
		require.ErrorAs(t, err, &e)
	}
	_, err = ephemeris.Daylight(ephemeris.LastTT+1, ephemeris.Place{}, ephemeris.UpperLimb)
	require.ErrorAs(t, err, &e)
	_, err = ephemeris.Daylight(math.NaN(), ephemeris.Place{}, ephemeris.UpperLimb)
	require.ErrorAs(t, err, &e)
}

func TestClocksOutsideAreRangeErrors(t *testing.T) {
	var e *ephemeris.RangeError
	for _, year := range []int{-4000, 0, 1066, 1599, 2400, 9999, 200000} {
		_, err := ephemeris.FromUTC(time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC))
		require.ErrorAs(t, err, &e, "%d", year)
	}
	for _, jd := range []float64{2305446, 2597642, math.NaN(), math.Inf(-1)} {
		_, err := ephemeris.FromUT1(jd)
		require.ErrorAs(t, err, &e)
	}
}

func TestPlacesThatAreNone(t *testing.T) {
	i, err := ephemeris.FromTT(2451545)
	require.NoError(t, err)
	var e *ephemeris.PlaceError
	for _, p := range []ephemeris.Place{
		{Latitude: 90.1}, {Latitude: -91}, {Longitude: 361}, {Latitude: math.NaN()}, {Longitude: math.Inf(1)},
	} {
		_, err := ephemeris.AnglesAt(i, p)
		require.ErrorAs(t, err, &e)
		_, err = ephemeris.Daylight(2451544.5, p, ephemeris.UpperLimb)
		require.ErrorAs(t, err, &e)
		assert.Contains(t, e.Error(), "not a place on the Earth")
	}
	for _, latitude := range []float64{90, -90} {
		_, err := ephemeris.AnglesAt(i, ephemeris.Place{Latitude: latitude})
		require.ErrorAs(t, err, &e)
		assert.Contains(t, e.Error(), "pole")
	}
}
