package mandala

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
	"github.com/witnessos/witnessos/internal/ephemeris/accuracy"
)

// fixture is a chart computed with the Swiss Ephemeris (JPL-fit files).
type fixture struct {
	ID          string
	UTC         time.Time
	UT          float64   `json:"jd_ut"`
	DesignUTC   time.Time `json:"design_utc"`
	Personality map[string]fixtureActivation
	Design      map[string]fixtureActivation
}

type fixtureActivation struct {
	Address
	Lon float64
}

func fixtures(t *testing.T) (charts []fixture, tolerance float64) {
	raw, err := os.ReadFile("testdata/hd_charts.json")
	require.NoError(t, err)
	var file struct {
		Tolerance float64 `json:"lon_tolerance_arcsec"`
		Charts    []fixture
	}
	require.NoError(t, json.Unmarshal(raw, &file))
	require.Len(t, file.Charts, 14)
	return file.Charts, file.Tolerance
}

var fixtureNames = [BodyCount]string{"Sun", "Earth", "NorthNode", "SouthNode", "Moon", "Mercury", "Venus", "Mars",
	"Jupiter", "Saturn", "Uranus", "Neptune", "Pluto"}

func natalAt(t *testing.T, utc time.Time) *Natal {
	i, err := ephemeris.FromUTC(utc)
	require.NoError(t, err)
	n, err := NatalAt(i.TT)
	require.NoError(t, err)
	return n
}

func TestFixtureCharts(t *testing.T) {
	charts, tolerance := fixtures(t)
	for _, f := range charts {
		t.Run(f.ID, func(t *testing.T) {
			n := natalAt(t, f.UTC)
			design, err := ephemeris.FromTT(n.Sides[Design].TT)
			require.NoError(t, err)
			assert.WithinDuration(t, f.DesignUTC, design.UTC(), 30*time.Second)

			for side, want := range [SideCount]map[string]fixtureActivation{f.Personality, f.Design} {
				require.Len(t, want, BodyCount)
				for b, name := range fixtureNames {
					got, want := n.Sides[side].Activations[b], want[name]
					label := Side(side).String() + " " + name
					assert.Equal(t, Body(b), got.Body)
					assert.LessOrEqual(t, math.Abs(wrap180(got.Longitude-want.Lon))*3600, tolerance, label)
					assert.Equal(t, want.Place(), got.Place(), label)
					for _, part := range []struct {
						level     Level
						got, want int
					}{{ColorLevel, got.Color, want.Color}, {ToneLevel, got.Tone, want.Tone}, {BaseLevel, got.Base, want.Base}} {
						if Margin(want.Lon, part.level) > tolerance {
							assert.Equal(t, part.want, part.got, "%s at %v", label, part.level)
						}
					}
				}
			}
		})
	}
}

// The reference takes the clock for UT1, which differs from UTC by up to 0.9 s, or 0.5″ of the
// Moon. Where the time scale is the same, our own error bounds must hold.
func TestFixtureChartsAreWithinTheErrorBounds(t *testing.T) {
	const rounding = 0.002 // of the reference, ″
	charts, _ := fixtures(t)
	for _, f := range charts {
		i, err := ephemeris.FromUT1(f.UT)
		require.NoError(t, err)
		n, err := NatalAt(i.TT)
		require.NoError(t, err)
		for side, want := range [SideCount]map[string]fixtureActivation{f.Personality, f.Design} {
			for b, name := range fixtureNames {
				got := n.Sides[side].Activations[b]
				assert.LessOrEqual(t, math.Abs(wrap180(got.Longitude-want[name].Lon))*3600, got.Bound+rounding, "%s %v %s", f.ID, Side(side), name)
			}
		}
	}
}

func TestErrorBoundsCoverTheMeasuredLimits(t *testing.T) {
	for b := range Body(BodyCount) {
		sky := bodies[b].sky
		assert.GreaterOrEqual(t, ephemeris.ErrorBound(sky), accuracy.Limits[sky].Max1600, b)
	}
}

// births are random instants of 1700–2300 as JD TT.
func births(n int) []float64 {
	random := rand.New(rand.NewPCG(88, 13))
	list := make([]float64, n)
	for i := range list {
		list[i] = 2451545 + (random.Float64()-0.5)*600*365.25
	}
	return list
}

func TestNatalProperties(t *testing.T) {
	for _, jd := range births(300) {
		n, err := NatalAt(jd)
		require.NoError(t, err)
		days := jd - n.Sides[Design].TT
		assert.Greater(t, days, 86.4)
		assert.Less(t, days, 92.2)
		for side := range n.Sides {
			a := &n.Sides[side].Activations
			assert.InDelta(t, 180, math.Abs(a[Sun].Longitude-a[Earth].Longitude), 1e-9)
			assert.InDelta(t, 180, math.Abs(a[NorthNode].Longitude-a[SouthNode].Longitude), 1e-9)
			assert.Equal(t, Opposite(a[Sun].Gate), a[Earth].Gate)
			assert.Equal(t, a[Sun].Line, a[Earth].Line)
			for _, x := range a {
				assert.False(t, math.IsNaN(x.Longitude) || math.IsNaN(x.Speed) || math.IsNaN(x.Bound))
				assert.Less(t, x.Bound, 4.0)
			}
		}
		suns := wrap360(n.Sides[Personality].Activations[Sun].Longitude - n.Sides[Design].Activations[Sun].Longitude)
		assert.InDelta(t, 88, suns, 1e-9)
		profileOf(t, n)
	}
}

func TestDesignMomentIsWhereTheSunWas(t *testing.T) {
	for _, jd := range births(300) {
		n, err := NatalAt(jd)
		require.NoError(t, err)
		sun, err := ephemeris.SunAt(n.Sides[Design].TT)
		require.NoError(t, err)
		assert.InDelta(t, 0, wrap180(sun.Longitude-n.Sides[Design].Activations[Sun].Longitude)*3600, 1e-4)
	}
}

// profileOf checks the invariant of the specification, §2.5: the profile and the design Sun's
// gate follow from the offset of the personality Sun inside its gate.
func profileOf(t *testing.T, n *Natal) {
	profiles := []struct {
		from float64
		p, d int
	}{{0, 1, 3}, {.8125, 1, 4}, {.9375, 2, 4}, {1.75, 2, 5}, {1.875, 3, 5}, {2.6875, 3, 6}, {2.8125, 4, 6}, {3.625, 4, 1},
		{3.75, 5, 1}, {4.5625, 5, 2}, {4.6875, 6, 2}, {5.5, 6, 3}}
	personality, design := n.Sides[Personality].Activations[Sun], n.Sides[Design].Activations[Sun]
	offset := wrap360(personality.Longitude - Start(personality.Gate))
	i := len(profiles) - 1
	for profiles[i].from > offset {
		i--
	}
	assert.Equal(t, profiles[i].p, personality.Line)
	assert.Equal(t, profiles[i].d, design.Line)
	index := Index(personality.Gate) - 15
	if offset < 3.625 {
		index--
	}
	assert.Equal(t, GateAt(index), design.Gate)
}

func TestOutsideTheEphemeris(t *testing.T) {
	for _, jd := range []float64{math.NaN(), ephemeris.FirstTT - 1, ephemeris.FirstTT + 80, ephemeris.LastTT + 1} {
		_, err := NatalAt(jd)
		var outside *ephemeris.RangeError
		assert.ErrorAs(t, err, &outside)
	}
	n, err := NatalAt(ephemeris.LastTT - 0.1)
	require.NoError(t, err)
	_, err = n.Motion()
	assert.Error(t, err)
}

func TestMotionFollowsTheSky(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, jd := range births(150) {
		n, err := NatalAt(jd)
		require.NoError(t, err)
		m, err := n.Motion()
		require.NoError(t, err)
		s := (2*random.Float64() - 1) * Reach
		then, err := NatalAt(jd + s)
		require.NoError(t, err)
		for side := range m.tracks {
			for b := range m.tracks[side] {
				got := n.Sides[side].Activations[b].Longitude + m.tracks[side][b].at(s)
				want := then.Sides[side].Activations[b].Longitude
				// 0.4″, and 0.2″ for the instant of the design, whose float64 holds 0.01″ of the Moon.
				require.InDelta(t, 0, wrap180(got-want)*3600, 0.6, "%v %v at %v%+.3f", Side(side), Body(b), jd, s)
			}
		}
	}
}

func TestCrossingsAreWhereLinesChange(t *testing.T) {
	const second = 1. / 86400
	checked := 0
	for _, jd := range births(40) {
		n, err := NatalAt(jd)
		require.NoError(t, err)
		m, err := n.Motion()
		require.NoError(t, err)
		crossings := m.Crossings(-Reach, Reach)
		assert.True(t, slices.IsSortedFunc(crossings, func(a, b Crossing) int {
			if a.Days < b.Days {
				return -1
			}
			return 1
		}))
		for i, c := range crossings {
			if i%5 != 0 || math.Abs(m.tracks[c.Side][c.Body].speed(c.Days)) < 0.3 {
				continue // a sample, and no stations: there a second is nothing
			}
			margin := 2 * second / min(1, math.Abs(m.tracks[c.Side][c.Body].speed(c.Days))/12)
			before, err := NatalAt(jd + c.Days - margin)
			require.NoError(t, err)
			after, err := NatalAt(jd + c.Days + margin)
			require.NoError(t, err)
			assert.Equal(t, c.From, before.Sides[c.Side].Activations[c.Body].Place())
			assert.Equal(t, c.To, after.Sides[c.Side].Activations[c.Body].Place())
			checked++

			// The Moon goes half an arc-second a second; its design place also depends on the Sun.
			uncertainty := c.Uncertainty(n)
			assert.Greater(t, uncertainty, 0.5)
			switch {
			case c.Body == Moon && c.Side == Personality:
				assert.Less(t, uncertainty, 1.5)
			case c.Body == Moon:
				assert.Less(t, uncertainty, 6.0)
			case c.Body == Sun:
				assert.Less(t, uncertainty, 3.0)
			}
		}
		// Walking through the crossings from the start arrives at the birth and at the end.
		end, err := NatalAt(jd + Reach)
		require.NoError(t, err)
		for side := range n.Sides {
			for b := range n.Sides[side].Activations {
				place := n.Sides[side].Activations[b].Place()
				for _, c := range crossings {
					if c.Side == Side(side) && c.Body == Body(b) && c.Days > 0 {
						require.Equal(t, place, c.From)
						place = c.To
					}
				}
				if end.Sides[side].Activations[b].Margin(LineLevel) > 1 {
					assert.Equal(t, end.Sides[side].Activations[b].Place(), place)
				}
			}
		}
	}
	assert.Greater(t, checked, 100)
}

func TestTrackTurns(t *testing.T) {
	station := track{c1: 0.01, c2: -0.05, c3: 0.001}
	turns := station.turns(-1, 1)
	require.Len(t, turns, 1)
	assert.InDelta(t, 0, station.speed(turns[0]), 1e-12)
	assert.Empty(t, (&track{c1: 13}).turns(-1, 1))
	assert.Empty(t, (&track{c1: 1, c2: 0, c3: 0}).turns(-1, 1))
}

func BenchmarkNatal(b *testing.B) {
	for b.Loop() {
		if _, err := NatalAt(2433015); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMotion(b *testing.B) {
	n, err := NatalAt(2433015)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := n.Motion(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCrossings(b *testing.B) {
	n, err := NatalAt(2433015)
	if err != nil {
		b.Fatal(err)
	}
	m, err := n.Motion()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		m.Crossings(-Reach, Reach)
	}
}
