package ephemeris_test

import (
	"math"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// samePath: both entry points run through the same arithmetic, so the last digit is all that could
// differ.
const samePath = 1e-11

func TestFastPathEqualsChart(t *testing.T) {
	for jd := ephemeris.FirstTT; jd <= ephemeris.LastTT; jd += 997.31 {
		sky, err := ephemeris.Chart(jd)
		require.NoError(t, err)
		fast, err := ephemeris.Longitudes(jd)
		require.NoError(t, err)
		for b := range ephemeris.Body(ephemeris.BodyCount) {
			require.LessOrEqual(t, apart(fast[b], sky.Positions[b].Longitude), samePath, "%s at JD %v", b, jd)
		}
		sun, err := ephemeris.SunAt(jd)
		require.NoError(t, err)
		require.Equal(t, sky.Positions[ephemeris.Sun], sun, "one function gives the Sun everywhere")
	}
}

func TestChartsAllocateNothing(t *testing.T) {
	for name, f := range map[string]func() error{
		"chart":      func() error { _, err := ephemeris.Chart(2451545); return err },
		"longitudes": func() error { _, err := ephemeris.Longitudes(2451545); return err },
		"design":     func() error { _, err := ephemeris.DesignMoment(2451545); return err },
		"limb":       func() error { _, err := ephemeris.LimbEnd(ephemeris.Yoga, 2451545); return err },
	} {
		require.NoError(t, f()) // decodes the tables
		assert.Zero(t, testing.AllocsPerRun(20, func() { _ = f() }), name)
	}
}

func TestPlausibleEverywhere(t *testing.T) {
	// The least and largest distance (AU), the largest latitude and speed (degrees) of each body.
	bounds := map[ephemeris.Body][4]float64{
		ephemeris.Sun: {0.983, 1.017, 0.001, 1.03}, ephemeris.Moon: {0.00238, 0.00272, 5.4, 15.5},
		ephemeris.Mercury: {0.54, 1.46, 5.1, 2.3}, ephemeris.Venus: {0.26, 1.74, 9, 1.3},
		ephemeris.Mars: {0.37, 2.68, 7, 0.8}, ephemeris.Jupiter: {3.9, 6.5, 1.8, 0.25},
		ephemeris.Saturn: {7.9, 11.2, 2.9, 0.14}, ephemeris.Uranus: {17.2, 21.2, 0.9, 0.07},
		ephemeris.Neptune: {28.7, 31.4, 1.9, 0.05}, ephemeris.Pluto: {28.5, 50.5, 18, 0.05},
		ephemeris.Chiron: {7.4, 20, 8, 0.2}, ephemeris.TrueNode: {0, 0, 0, 0.3},
		ephemeris.MeanNode: {0, 0, 0, 0.06}, ephemeris.MeanApogee: {0, 0, 5.2, 0.12},
	}
	for _, jd := range anyInstants(3000, 0) {
		sky, err := ephemeris.Chart(jd)
		require.NoError(t, err)
		for b, p := range sky.Positions {
			limit := bounds[ephemeris.Body(b)]
			require.True(t, p.Longitude >= 0 && p.Longitude < 360, "%s: %+v", ephemeris.Body(b), p)
			require.True(t, p.Distance >= limit[0] && p.Distance <= limit[1], "%s: %+v", ephemeris.Body(b), p)
			require.LessOrEqual(t, math.Abs(p.Latitude), limit[2], "%s: %+v", ephemeris.Body(b), p)
			require.LessOrEqual(t, math.Abs(p.Speed), limit[3], "%s: %+v", ephemeris.Body(b), p)
		}
		require.InDelta(t, 23.44, sky.Obliquity, 0.06)
		require.InDelta(t, 0, sky.Nutation, 19.5/3600)
	}
}

func TestConcurrentUse(t *testing.T) {
	want, err := ephemeris.Chart(2451545)
	require.NoError(t, err)
	var group sync.WaitGroup
	for i := range 4 * runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for k := range 20 {
				_, err := ephemeris.Chart(2415020.5 + float64(997*i+k)) // others at the same time
				assert.NoError(t, err)
				got, err := ephemeris.Chart(2451545)
				assert.NoError(t, err)
				assert.Equal(t, want, got)
			}
		})
	}
	group.Wait()
}

func TestBodyNames(t *testing.T) {
	seen := map[string]bool{}
	for b := range ephemeris.Body(ephemeris.BodyCount) {
		assert.NotContains(t, b.String(), "unknown")
		seen[b.String()] = true
	}
	assert.Len(t, seen, ephemeris.BodyCount)
	assert.Equal(t, "unknown body", ephemeris.Body(-1).String())
	assert.Equal(t, "unknown body", ephemeris.Body(ephemeris.BodyCount).String())
}

func TestSelfTestIsQuickEnoughForAHealthCheck(t *testing.T) {
	require.NoError(t, ephemeris.SelfTest())
	assert.Zero(t, testing.AllocsPerRun(5, func() { _ = ephemeris.SelfTest() }))
}
