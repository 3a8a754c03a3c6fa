package ephemeris

import (
	"encoding/json"
	"math"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// solved is what the 88° may be off, ″: a step from 1e-5° leaves 1e-12°, and a JD resolves 2e-6″ of
// the Sun.
const solved = 1e-5

func TestDesignMomentIs88DegreesBefore(t *testing.T) {
	evaluations, n := 0, 0
	for birth := FirstTT + 93; birth < LastTT; birth += 146.1 {
		now, err := SunAt(birth)
		require.NoError(t, err)
		design, k, err := sunBefore(birth, now.Longitude, DesignArc)
		require.NoError(t, err)
		then, err := SunAt(design)
		require.NoError(t, err)
		require.InDelta(t, 0, 3600*wrap180(now.Longitude-then.Longitude-DesignArc), solved, "JD %v", birth)
		require.True(t, birth-design > 86.4 && birth-design < 92.2, "%v days before JD %v", birth-design, birth)
		require.LessOrEqual(t, k, 3)
		evaluations, n = evaluations+k, n+1

		same, err := DesignMoment(birth)
		require.NoError(t, err)
		require.Equal(t, design, same)
	}
	assert.GreaterOrEqual(t, n, 1990)
	assert.Less(t, float64(evaluations)/float64(n), 2.2, "evaluations of the Sun on average")
}

func TestDesignMomentsOfOurTime(t *testing.T) {
	least, most := math.Inf(1), 0.0
	for birth := 2415020.5; birth < 2469807.5; birth += 3.7 { // 1900–2050
		design, err := DesignMoment(birth)
		require.NoError(t, err)
		least, most = min(least, birth-design), max(most, birth-design)
	}
	assert.InDelta(t, 86.59, least, 0.01, "days")
	assert.InDelta(t, 92.02, most, 0.01, "days")
}

func TestSunBeforeForOtherArcs(t *testing.T) {
	now, err := SunAt(j2000)
	require.NoError(t, err)
	for _, arc := range []float64{1e-6, 1, 90, 180, 270, 359.9} {
		then, err := SunBefore(j2000, now.Longitude, arc)
		require.NoError(t, err)
		sun, err := SunAt(then)
		require.NoError(t, err)
		assert.InDelta(t, 0, 3600*wrap180(now.Longitude-sun.Longitude-arc), 2*solved, "%v°", arc)
		assert.InDelta(t, arc/0.9856, j2000-then, 4, "%v°", arc)
	}
}

// The reference took UTC for UT1, up to 0.9 s apart: that, and rounding to the second.
const designClock = 2 * time.Second

// chartLongitude is what the file allows, degrees: 2″, of which 0.5″ is the Moon within 0.9 s.
const chartLongitude = 2.0 / 3600

func TestDesignMomentsOfKnownCharts(t *testing.T) {
	data, err := os.ReadFile("testdata/design_charts.json")
	require.NoError(t, err)
	var file struct {
		Charts []struct {
			UTC         time.Time          `json:"utc"`
			DesignUTC   time.Time          `json:"design_utc"`
			Personality map[string]float64 `json:"personality"`
			Design      map[string]float64 `json:"design"`
		} `json:"charts"`
	}
	require.NoError(t, json.Unmarshal(data, &file))
	require.Len(t, file.Charts, 14)
	check := func(jd float64, want map[string]float64) {
		t.Helper()
		got, err := Longitudes(jd)
		require.NoError(t, err)
		at := map[string]float64{
			"Earth": got[Sun] + 180, "NorthNode": got[TrueNode], "SouthNode": got[TrueNode] + 180,
		}
		for b := Sun; b <= Pluto; b++ {
			at[b.String()] = got[b]
		}
		assert.Len(t, want, 13)
		for name, longitude := range want {
			assert.InDelta(t, 0, wrap180(longitude-at[name]), chartLongitude, "%s at JD %v", name, jd)
		}
	}
	for _, c := range file.Charts {
		birth, err := FromUTC(c.UTC)
		require.NoError(t, err)
		check(birth.TT, c.Personality)
		design, err := DesignMoment(birth.TT)
		require.NoError(t, err)
		check(design, c.Design)
		i, err := FromTT(design)
		require.NoError(t, err)
		assert.WithinDuration(t, c.DesignUTC, i.UTC(), designClock, "%v", c.UTC)
	}
}
