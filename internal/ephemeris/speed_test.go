package ephemeris_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
	"github.com/witnessos/witnessos/internal/ephemeris/accuracy"
)

// TestSpeedIsTheDerivative compares speeds with differences of longitudes over 0.02 days, within
// the limits that hold for speeds anyway. The difference itself is exact to 0.05″ a day for the
// planets; to 0.6″ for the Moon and the osculating node, whose motion bends within half an hour.
func TestSpeedIsTheDerivative(t *testing.T) {
	const h = 0.01
	chart := func(jd float64) ephemeris.Sky {
		sky, err := ephemeris.Chart(jd)
		require.NoError(t, err)
		return sky
	}
	var worst [ephemeris.BodyCount]float64
	for _, jd := range anyInstants(4000, 1) {
		before, now, after := chart(jd-h), chart(jd), chart(jd+h)
		sun := now.Positions[ephemeris.Sun]
		for b, p := range now.Positions {
			nearSun := math.Hypot(apart(p.Longitude, sun.Longitude), p.Latitude) < 2
			if body := ephemeris.Body(b); nearSun && body >= ephemeris.Mercury && body <= ephemeris.Chiron {
				continue // the light is bent by degrees an hour there
			}
			d := math.Remainder(after.Positions[b].Longitude-before.Positions[b].Longitude, 360)/(2*h) - p.Speed
			worst[b] = max(worst[b], 3600*math.Abs(d))
		}
	}
	for b, w := range worst {
		limit := accuracy.Limits[b].Speed
		if ephemeris.Body(b) == ephemeris.TrueNode {
			limit = 2
		}
		assert.LessOrEqual(t, w, limit, "%s, ″ a day", ephemeris.Body(b))
	}
}

// TestLongitudesAreContinuous steps through three years, in which every fast body passes 0°, and
// three decades, in which most slow ones do: each step is what the speeds at its ends say.
func TestLongitudesAreContinuous(t *testing.T) {
	for _, run := range []struct {
		step float64
		n    int
		from ephemeris.Body
	}{{0.02, 20000, ephemeris.Sun}, {1, 12000, ephemeris.Mars}} {
		var last ephemeris.Sky
		passed := map[ephemeris.Body]bool{}
		for i := range run.n {
			sky, err := ephemeris.Chart(2451545 + float64(i)*run.step)
			require.NoError(t, err)
			for b := run.from; i > 0 && b < ephemeris.BodyCount; b++ {
				p, q := last.Positions[b], sky.Positions[b]
				moved := math.Remainder(q.Longitude-p.Longitude, 360)
				if apart(q.Longitude, sky.Positions[ephemeris.Sun].Longitude) < 2 && b >= ephemeris.Mercury && b <= ephemeris.Chiron {
					continue // light that the Sun bends: up to 4″ in a day, in which the speed goes to and fro
				}
				// The mean of the speeds leaves the bend of the path.
				require.InDelta(t, (p.Speed+q.Speed)/2*run.step, moved, 5e-3*run.step, "%s at JD %v", b, sky.TT)
				if math.Abs(q.Longitude-p.Longitude) > 180 {
					passed[b] = true
				}
			}
			last = sky
		}
		assert.True(t, passed[ephemeris.Mars])
	}
}
