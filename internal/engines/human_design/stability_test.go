package humandesign

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines/mandala"
)

func at(t *testing.T, jd float64) *Chart {
	natal, err := mandala.NatalAt(jd)
	require.NoError(t, err)
	c := ChartOf(natal)
	return &c
}

func aspect(c *Chart, a Aspect) string { return stateOf(c).value(a) }

// Two seconds on either side of a change, recomputed charts must show it; until then they
// must not.
func TestChangesAreWhereChartsChange(t *testing.T) {
	const margin = 2. / 86400
	random := rand.New(rand.NewPCG(7, 7))
	found := map[Aspect]int{}
	for range 60 {
		jd := 2433282 + random.Float64()*36500
		c := at(t, jd)
		motion, err := c.Natal.Motion()
		require.NoError(t, err)
		changes := changesOf(c, motion.Crossings(-mandala.Reach, mandala.Reach))
		for a := ProfileAspect; a < AspectCount; a++ {
			for _, side := range []struct {
				change *Change
				sign   float64
			}{{changes[a].Before, -1}, {changes[a].After, 1}} {
				horizon := side.sign * mandala.Reach
				if side.change != nil {
					horizon = side.change.Days
					if body := side.change.Body; body != mandala.Moon && body != mandala.Sun && body != mandala.Earth {
						continue // slow bodies need more than seconds
					}
					beyond := at(t, jd+horizon+side.sign*margin)
					within := at(t, jd+horizon-side.sign*margin)
					from, to := side.change.From, side.change.To
					if side.sign < 0 {
						from, to = to, from
					}
					assert.Equal(t, to, aspect(beyond, a), "%v at %v", a, jd)
					assert.Equal(t, from, aspect(within, a))
					assert.Equal(t, aspect(c, a), from)
					found[a]++
				}
				for _, part := range []float64{0.25, 0.5, 0.75} {
					assert.Equal(t, aspect(c, a), aspect(at(t, jd+part*horizon), a), "%v between", a)
				}
			}
		}
		for _, a := range []Aspect{AnyLine, AnyGate} {
			require.NotNil(t, changes[a].Before)
			require.NotNil(t, changes[a].After)
			assert.LessOrEqual(t, changes[a].Before.Days, 0.0)
			assert.Greater(t, changes[a].After.Days, 0.0)
		}
		assert.LessOrEqual(t, changes[AnyLine].After.Days, changes[AnyGate].After.Days)
		assert.GreaterOrEqual(t, changes[AnyLine].Before.Days, changes[AnyGate].Before.Days)
	}
	for a := ProfileAspect; a < AspectCount; a++ {
		assert.Greater(t, found[a], 5, a.String())
	}
}

// What is called certain must be so in every chart of the span, and nothing may turn up that
// was not called possible.
func TestPossibilitiesHoldForEveryChartOfTheSpan(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	for range 25 {
		jd := 2433282 + random.Float64()*36500
		from, to := -random.Float64()*0.54, random.Float64()*0.54
		c := at(t, jd)
		motion, err := c.Natal.Motion()
		require.NoError(t, err)
		p := possibilities(c, motion.Crossings(from, to), from, to)
		for a := ProfileAspect; a < AspectCount; a++ {
			sum := 0.0
			for _, share := range p.Values[a] {
				sum += share.Part
				assert.Greater(t, share.Part, 0.0)
			}
			assert.InDelta(t, 1, sum, 1e-9)
		}
		assert.Zero(t, p.CertainGates&^p.PossibleGates)
		for range 12 {
			x := at(t, jd+from+random.Float64()*(to-from))
			assert.Zero(t, p.CertainGates&^x.Gates)
			assert.Zero(t, x.Gates&^p.PossibleGates)
			assert.Zero(t, p.CertainChannels&^x.Channels)
			assert.Zero(t, x.Channels&^p.PossibleChannels)
			assert.Zero(t, p.CertainCenters&^x.Defined)
			assert.Zero(t, x.Defined&p.NeverDefinedCenters)
			for a := ProfileAspect; a < AspectCount; a++ {
				var values []string
				for _, share := range p.Values[a] {
					values = append(values, share.Value)
				}
				assert.Contains(t, values, aspect(x, a))
			}
			for side := range p.Visited {
				for b := range p.Visited[side] {
					assert.Contains(t, p.Visited[side][b], x.Activation(mandala.Side(side), mandala.Body(b)).Place())
				}
			}
		}
	}
}
