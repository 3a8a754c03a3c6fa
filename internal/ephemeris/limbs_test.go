package ephemeris_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

var limbs = map[string]ephemeris.Limb{
	"tithi": ephemeris.Tithi, "karana": ephemeris.Karana, "nakshatra": ephemeris.Nakshatra,
	"pada": ephemeris.Pada, "yoga": ephemeris.Yoga,
}

// second is a second, in days.
const second = 1.0 / 86400

func TestLimbsFollowEachOtherThroughAYear(t *testing.T) {
	for name, limb := range limbs {
		jd := 2460310.5 // 2024
		state, err := ephemeris.LimbAt(limb, jd)
		require.NoError(t, err)
		for n := 0; jd < 2460676.5; n++ {
			end, err := ephemeris.LimbEnd(limb, jd)
			require.NoError(t, err)
			require.Greater(t, end, jd, "%s: ends increase", name)
			before, err := ephemeris.LimbAt(limb, end-second)
			require.NoError(t, err)
			after, err := ephemeris.LimbAt(limb, end+second)
			require.NoError(t, err)
			require.Equal(t, state.Index, before.Index, "%s at JD %v", name, end)
			require.Equal(t, (state.Index+1)%limb.Count(), after.Index, "%s at JD %v: steps by one", name, end)
			if n > 0 {
				start, err := ephemeris.LimbStart(limb, (jd+end)/2)
				require.NoError(t, err)
				require.InDelta(t, jd, start, 1e-3*second, "%s: the start is the end before", name)
			}
			jd, state = end, after
		}
	}
}

func TestLimbAtItsOwnBorder(t *testing.T) {
	for name, limb := range limbs {
		end, err := ephemeris.LimbEnd(limb, 2451545)
		require.NoError(t, err)
		start, err := ephemeris.LimbStart(limb, end)
		require.NoError(t, err)
		assert.InDelta(t, end, start, 1e-3*second, name)
		assert.LessOrEqual(t, start, end, "%s: never after the instant asked for", name)
		for _, jd := range []float64{end - 1e-9, end, end + 1e-9} { // never before the instant asked for
			next, err := ephemeris.LimbEnd(limb, jd)
			require.NoError(t, err)
			assert.Greater(t, next, jd, name)
		}
	}
}

func TestTwentySevenNakshatrasMakeASiderealMonth(t *testing.T) {
	// A sidereal month lasts 27.32 days, a synodic one, of 30 tithis, 29.53, a round of yogas
	// 25.42; all vary.
	for _, c := range []struct {
		limb        ephemeris.Limb
		least, most float64
	}{{ephemeris.Nakshatra, 27.0, 27.7}, {ephemeris.Tithi, 29.2, 29.9}, {ephemeris.Yoga, 25.0, 25.9}} {
		for _, from := range anyInstants(20, 100) {
			start, err := ephemeris.LimbEnd(c.limb, from)
			require.NoError(t, err)
			end := start
			for range c.limb.Count() {
				end, err = ephemeris.LimbEnd(c.limb, end)
				require.NoError(t, err)
			}
			assert.True(t, end-start > c.least && end-start < c.most, "limb %d: %v days", c.limb, end-start)
		}
	}
}

func TestLimbReachesAnyAngle(t *testing.T) {
	for name, limb := range limbs {
		for _, from := range anyInstants(20, 100) {
			for _, target := range []float64{0, 77.7, 180, 359.99, 360} {
				jd, err := ephemeris.LimbReaches(limb, from, target)
				require.NoError(t, err)
				state, err := ephemeris.LimbAt(limb, jd)
				require.NoError(t, err)
				require.Less(t, apart(target, state.Angle), 1e-7, "%s reaches %v°", name, target)
				require.True(t, jd > from && jd < from+31, "%s: %v days", name, jd-from)
			}
		}
	}
}

func TestLimbStates(t *testing.T) {
	for name, limb := range limbs {
		for _, jd := range anyInstants(300, 0) {
			s, err := ephemeris.LimbAt(limb, jd)
			require.NoError(t, err)
			require.True(t, s.Index >= 0 && s.Index < limb.Count(), "%s: %+v", name, s)
			require.True(t, s.Fraction >= 0 && s.Fraction < 1, "%s: %+v", name, s)
			require.InDelta(t, s.Angle, (float64(s.Index)+s.Fraction)*360/float64(limb.Count()), 1e-9, name)
		}
	}
}
