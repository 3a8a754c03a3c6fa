package astrology

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

func TestConformance(t *testing.T) { enginetest.Run(t, New()) }

func FuzzEngine(f *testing.F) { enginetest.Fuzz(f, New()) }

type calculation struct {
	Result
	confidence float64
	text       string
	raw        Raw
}

func calculated(t *testing.T, input string) calculation {
	t.Helper()
	result := New().Calculate(enginetest.Env(), json.RawMessage(input))
	require.True(t, result.Success, "%s: %s", input, result.Error)
	var c calculation
	require.NoError(t, json.Unmarshal(result.Data, &c.Result))
	var base struct {
		Confidence float64 `json:"confidence_score"`
		Text       string  `json:"formatted_output"`
		Raw        Raw     `json:"raw_data"`
	}
	require.NoError(t, json.Unmarshal(result.Data, &base))
	c.confidence, c.text, c.raw = base.Confidence, base.Text, base.Raw
	c.Signals, c.Warnings = result.Signals, result.Warnings
	return c
}

func (p *Positions) list() [BodyCount]*Position {
	return [BodyCount]*Position{&p.Sun, &p.Moon, &p.Mercury, &p.Venus, &p.Mars, &p.Jupiter, &p.Saturn, &p.Uranus, &p.Neptune, &p.Pluto, &p.NorthNode, &p.SouthNode}
}

const millennium = `"birth_date": "2000-01-01", "birth_time": "12:00", "timezone": "Europe/London", "birth_location": [51.4779, 0]`

// The vectors of the specification, §3.15.
func TestVectors(t *testing.T) {
	r := calculated(t, "{"+millennium+"}")
	want := [BodyCount]float64{280.3689, 223.3238, 271.8893, 241.5658, 327.9633, 25.2531, 40.3957, 314.8092, 303.1930, 251.4548, 123.9540, 303.9540}
	for b, position := range r.Positions.list() {
		assert.InDelta(t, want[b], position.Longitude, 1e-4, Body(b).String())
		assert.Equal(t, Body(b) == Saturn || Body(b) >= NorthNode, position.Retrograde, Body(b).String())
		assert.Equal(t, position.Retrograde, position.Speed < 0)
		assert.InDelta(t, math.Mod(want[b], 30), position.Degree, 1e-4)
		assert.Equal(t, jyotish.SignAt(want[b]).String(), position.Sign)
		assert.InDelta(t, position.Longitude, position.Tropical, 1e-9)
	}
	assert.InDelta(t, 199.4705, r.Positions.Moon.Sidereal, 1e-4)
	assert.InDelta(t, 302.9548, r.Phase.Angle, 1e-4)
	assert.InDelta(t, 0.2280, r.Phase.Illumination, 1e-4)
	assert.InDelta(t, 23.857092, r.Ayanamsa, 1e-6)
	assert.Equal(t, "Waning Crescent", r.Phase.Name)
	require.NotNil(t, r.Positions.Sun.Distance)
	assert.InDelta(t, 0.9833, *r.Positions.Sun.Distance, 1e-4)
	assert.InDelta(t, 5.17, r.Positions.Moon.Latitude, 0.01)
	assert.Nil(t, r.Positions.NorthNode.Distance)

	mean := calculated(t, "{"+millennium+`, "node": "mean"}`)
	assert.InDelta(t, 125.0406, mean.Positions.NorthNode.Longitude, 1e-4)
	assert.InDelta(t, 305.0406, mean.Positions.SouthNode.Longitude, 1e-4)
	assert.InDelta(t, 1, r.confidence, 1e-12)
}

func TestAngleVectors(t *testing.T) {
	for _, tt := range []struct {
		input    string
		asc, mid float64
	}{
		{millennium, 24.2662, 279.6111},
		{`"birth_date": "1990-03-25", "birth_time": "05:30", "timezone": "Asia/Kolkata", "location": "28.6139, 77.2090"`, 344.9699, 260.2616},
		{`"birth_date": "1961-08-05", "birth_time": "15:24", "timezone": "Australia/Sydney", "latitude": -33.8688, "longitude": 151.2093`, 289.8245, 186.2477},
		{`"birth_date": "1969-07-20", "birth_time": "20:17:40", "timezone": "UTC", "birth_location": {"latitude": 28.5, "longitude": -80.6}`, 242.5017, 160.7642},
	} {
		r := calculated(t, "{"+tt.input+"}")
		require.NotNil(t, r.Ascendant)
		require.NotNil(t, r.Midheaven)
		// Vectors before 1972 count UTC as UT1, and so do we; later 0.9 s lie between, 14″ of sidereal time.
		assert.InDelta(t, tt.asc, *r.Ascendant, 0.012, tt.input)
		assert.InDelta(t, tt.mid, *r.Midheaven, 0.006, tt.input)
		assert.InDelta(t, 180, jyotish.Wrap360(r.Angles.Descendant.Longitude-*r.Ascendant), 1e-5)
		assert.InDelta(t, *r.Ascendant, r.Houses.Equal[0], 1e-9)
		require.NotNil(t, r.Houses.Placidus)
		assert.InDelta(t, *r.Ascendant, r.Houses.Placidus[0], 1e-9)
		assert.InDelta(t, *r.Midheaven, r.Houses.Placidus[9], 1e-9)
		for _, p := range r.Positions.list() {
			require.NotNil(t, p.House)
			assert.GreaterOrEqual(t, *p.House, 1)
			assert.LessOrEqual(t, *p.House, 12)
		}
	}
}

func TestSiderealZodiac(t *testing.T) {
	tropical, sidereal := calculated(t, "{"+millennium+"}"), calculated(t, "{"+millennium+`, "zodiac": "sidereal"}`)
	for b, p := range sidereal.Positions.list() {
		of := tropical.Positions.list()[b]
		assert.InDelta(t, p.Sidereal, p.Longitude, 1e-9, Body(b).String())
		assert.Equal(t, jyotish.SignAt(p.Longitude).String(), p.Sign)
		if Body(b) < NorthNode {
			assert.InDelta(t, of.Longitude, p.Tropical, 1e-9)
			assert.InDelta(t, of.Sidereal, p.Longitude, 1e-9)
		}
	}
	assert.InDelta(t, 125.0406, sidereal.Positions.NorthNode.Tropical, 1e-4, "the mean node, as is the custom there")
	shift := jyotish.Wrap360(*tropical.Ascendant - *sidereal.Ascendant)
	assert.InDelta(t, 23.857092+sidereal.raw.Nutation, shift, 2e-6)
	assert.InDelta(t, shift, jyotish.Wrap360(tropical.Houses.Placidus[2]-sidereal.Houses.Placidus[2]), 2e-6)
	require.Equal(t, len(tropical.Aspects) > 0, len(sidereal.Aspects) > 0)
	assert.NotNil(t, sidereal.Computation.Ayanamsa)
	assert.Nil(t, tropical.Computation.Ayanamsa)
}

func TestAspectList(t *testing.T) {
	r := calculated(t, "{"+millennium+"}")
	position := map[string]*Position{}
	for b, p := range r.Positions.list() {
		position[key(Body(b))] = p
	}
	found := map[string]AspectDetail{}
	for _, a := range r.Aspects {
		apart := math.Abs(jyotish.Wrap180(position[a.First].Longitude - position[a.Second].Longitude))
		assert.InDelta(t, apart, a.Angle, 1e-4)
		assert.InDelta(t, math.Abs(apart-a.Exact), a.Orb, 1.1e-4)
		assert.NotEqual(t, "south_node", a.Second)
		assert.True(t, a.Certain)
		found[a.First+" "+a.Aspect+" "+a.Second] = a
	}
	// The Sun at 280.37 and Mercury at 271.89 are 8.48° apart, just out of orb.
	assert.NotContains(t, found, "sun conjunction mercury")
	assert.NotContains(t, found, "jupiter square neptune", "82.06 degrees")
	require.Contains(t, found, "moon square uranus")
	assert.True(t, found["moon square uranus"].Applying, "91.49 degrees, and the Moon runs towards Uranus")
	require.Contains(t, found, "saturn square uranus")
}

func TestWithoutPlaceOrTime(t *testing.T) {
	r := calculated(t, `{"birth_date": "2000-01-01", "birth_time": "12:00", "timezone": "UTC"}`)
	assert.Nil(t, r.Ascendant)
	assert.Nil(t, r.Midheaven)
	assert.Nil(t, r.Houses)
	assert.Nil(t, r.Positions.Sun.House)
	assert.Contains(t, strings.Join(r.Warnings, " "), "No place")

	r = calculated(t, `{"birth_date": "2000-01-01", "time_unknown": true, "timezone": "Europe/London", "birth_location": [51.4779, 0]}`)
	assert.Nil(t, r.Ascendant)
	assert.Contains(t, strings.Join(r.Warnings, " "), "not known")
	assert.Equal(t, "Scorpio", r.Positions.Moon.Sign)
	facts := factsOf(r)
	assert.True(t, facts["sun_sign"].Certain)
	assert.True(t, facts["moon_sign"].Certain, "217° to 230°")
	assert.False(t, facts["moon_nakshatra"].Certain)
	assert.Equal(t, []string{"Swati", "Vishakha"}, facts["moon_nakshatra"].Possible)
	assert.Len(t, r.Stability.Bodies, BodyCount)
	for _, b := range r.Stability.Bodies {
		assert.True(t, b.Certain == (len(b.Possible) == 1), b.Body)
	}
	assert.InDelta(t, 0.7, r.confidence, 0.11)
}

func TestInsideThePolarCircle(t *testing.T) {
	r := calculated(t, `{"birth_date": "1990-06-21", "birth_time": "12:00", "timezone": "Europe/Oslo", "birth_location": [69.65, 18.96], "house_system": "placidus"}`)
	require.NotNil(t, r.Ascendant)
	assert.Nil(t, r.Houses.Placidus)
	assert.Nil(t, r.Positions.Sun.House)
	assert.NotEmpty(t, r.Warnings)
	assert.NotContains(t, factsOf(r), "ascendant_sign")
	assert.Contains(t, factsOf(r), "midheaven_sign")
	r = calculated(t, `{"birth_date": "1990-06-21", "birth_time": "12:00", "timezone": "Europe/Oslo", "birth_location": [69.65, 18.96]}`)
	assert.NotNil(t, r.Positions.Sun.House, "whole signs do")
	r = calculated(t, `{"birth_date": "1990-06-21", "birth_time": "12:00", "timezone": "UTC", "birth_location": [90, 0]}`)
	assert.Nil(t, r.Ascendant)
}

func factsOf(r calculation) map[string]jyotish.Fact {
	facts := map[string]jyotish.Fact{}
	for _, f := range r.Stability.Facts {
		facts[f.Name] = f
	}
	return facts
}

// Just inside of the span that a fact holds for it is the same, just outside it is not.
func TestFactsHoldAsLongAsTheySay(t *testing.T) {
	const step = 4 * time.Second // results of births to the second, spans rounded to it
	for _, rest := range []string{
		`"timezone": "UTC", "birth_location": [51.4779, 0]`,
		`"timezone": "UTC", "birth_location": [-54.8, -68.3], "zodiac": "sidereal"`,
		`"timezone": "UTC", "birth_location": [64.1, 21.9]`,
	} {
		for _, at := range []time.Time{time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC), time.Date(1987, 8, 13, 3, 33, 0, 0, time.UTC), time.Date(1955, 5, 21, 22, 10, 0, 0, time.UTC)} {
			of := func(t0 time.Time) map[string]jyotish.Fact {
				return factsOf(calculated(t, `{"birth_date": "`+t0.Format(time.DateOnly)+`", "birth_time": "`+t0.Format(time.TimeOnly)+`", `+rest+"}"))
			}
			facts := of(at)
			require.Len(t, facts, 7)
			ends := 0
			for name, f := range facts {
				require.True(t, f.Certain, name)
				check := func(end *string, inside time.Duration) {
					if end == nil {
						return
					}
					ends++
					limit, err := time.Parse(time.RFC3339, *end)
					require.NoError(t, err)
					require.Equal(t, f.Value, of(limit.Add(inside))[name].Value, "%s %s", name, *end)
					require.NotEqual(t, f.Value, of(limit.Add(-inside))[name].Value, "%s %s", name, *end)
				}
				check(f.HoldsFrom, step)
				check(f.HoldsUntil, -step)
			}
			require.GreaterOrEqual(t, ends, 8, "ascendant, midheaven, nakshatra and pada have both ends within a day")
		}
	}
}

// Whatever a birth in the range may be, its own chart is among the possibilities.
func TestPossibilitiesHoldTheTruth(t *testing.T) {
	const rest = `"birth_date": "1985-11-03", "timezone": "America/Chicago", "birth_location": [41.9, -87.6]`
	wide := calculated(t, `{"birth_time": "12:00", "time_uncertainty_minutes": 240, `+rest+"}")
	facts, seen := factsOf(wide), map[string]map[string]bool{}
	for minute := 8 * 60; minute <= 16*60; minute += 10 {
		clock := time.Date(2000, 1, 1, 0, minute, 0, 0, time.UTC).Format("15:04")
		r := calculated(t, `{"birth_time": "`+clock+`", `+rest+"}")
		for name, f := range factsOf(r) {
			require.Contains(t, facts[name].Possible, f.Value, "%s at %s", name, clock)
			if seen[name] == nil {
				seen[name] = map[string]bool{}
			}
			seen[name][f.Value] = true
		}
		for b, p := range r.Positions.list() {
			require.Contains(t, wide.Stability.Bodies[b].Possible, p.Sign)
		}
		for _, a := range wide.Aspects {
			if a.Certain {
				require.Contains(t, titles(r), a.First+a.Aspect+a.Second)
			}
		}
	}
	for name, values := range seen {
		assert.Len(t, facts[name].Possible, len(values), name)
		assert.Equal(t, len(values) == 1, facts[name].Certain, name)
	}
}

func titles(r calculation) []string {
	var list []string
	for _, a := range r.Aspects {
		list = append(list, a.First+a.Aspect+a.Second)
	}
	return list
}

func TestWholeDayOfSignsRises(t *testing.T) {
	r := calculated(t, `{"birth_date": "1985-11-03", "birth_time": "12:00", "time_uncertainty_minutes": 720, "timezone": "America/Chicago", "birth_location": [41.9, -87.6]}`)
	assert.Len(t, factsOf(r)["ascendant_sign"].Possible, 12)
	assert.Len(t, factsOf(r)["midheaven_sign"].Possible, 12)
}

func TestTurningPoint(t *testing.T) {
	// λ = 29.99 + 0.02·t − 0.01·t² reaches 30° at t = 1 and turns back.
	first, last := Point{Longitude: 29.99, Speed: 0.02}, Point{Longitude: 29.99, Speed: -0.02}
	x, ok := turningPoint(&first, &last, 2)
	require.True(t, ok)
	assert.InDelta(t, 30, x, 1e-9)
	_, ok = turningPoint(&first, &first, 2)
	assert.False(t, ok)
}

// The Sun of 2000-03-20 07:35:15 UTC stands at 0°: a second is 0.04″, half the error bound.
func TestFragileSign(t *testing.T) {
	r := calculated(t, `{"birth_date": "2000-03-20", "birth_time": "07:35:15", "timezone": "UTC"}`)
	sun := r.Positions.Sun
	assert.Less(t, sun.Margin, 1.5, "%v", sun)
	assert.Equal(t, sun.Margin <= 0.08, sun.Fragile)
	assert.Equal(t, sun.Fragile, factsOf(r)["sun_sign"].Fragile)
}

func TestFamiliesAgree(t *testing.T) {
	result := New().Calculate(enginetest.Env(), New().TestInput())
	var data map[string]any
	require.NoError(t, json.Unmarshal(result.Data, &data))
	assert.Equal(t, data["moon_phase"], data["moonPhase"])
	positions := data["positions"].(map[string]any)
	assert.Equal(t, positions["north_node"], positions["northNode"])
	assert.Equal(t, positions["south_node"], positions["southNode"])
	for name, position := range positions {
		p := position.(map[string]any)
		for _, field := range []string{"longitude", "latitude", "distance", "sign", "degree_in_sign", "speed", "retrograde", "sidereal_longitude"} {
			assert.Contains(t, p, field, name)
		}
		assert.Equal(t, p["degree_in_sign"], p["degreeInSign"])
		assert.Equal(t, p["sidereal_longitude"], p["siderealLongitude"])
	}
	aspect := data["aspects"].([]any)[0].(map[string]any)
	for _, field := range []string{"body1", "body2", "aspect", "angle", "orb", "applying"} {
		assert.Contains(t, aspect, field)
	}
}

func TestTextsAreComplete(t *testing.T) {
	book := texts()
	ruler := [12]string{"Mars", "Venus", "Mercury", "Moon", "Sun", "Mercury", "Venus", "Mars", "Jupiter", "Saturn", "Saturn", "Jupiter"}
	for s := range jyotish.Sign(12) {
		assert.NotEmpty(t, book.Text("sign", s.String()))
		assert.Equal(t, s.Element(), strings.ToLower(book.Label("sign", s.String(), "Element")))
		assert.Equal(t, []string{"Cardinal", "Fixed", "Mutable"}[s%3], book.Label("sign", s.String(), "Modality"))
		assert.Equal(t, ruler[s], book.Label("sign", s.String(), "Ruler"))
	}
	for b := range Body(BodyCount) {
		assert.NotEmpty(t, book.Text("body", b.String()))
	}
	for k := range Kind(KindCount) {
		assert.NotEmpty(t, book.Text("aspect", k.String()))
	}
	for _, name := range phaseNames {
		assert.NotEmpty(t, book.Text("phase", name))
	}
	for _, house := range strings.Fields("1 2 3 4 5 6 7 8 9 10 11 12") {
		assert.NotEmpty(t, book.Text("house", house))
	}
	assert.NotEmpty(t, book.Text("notice", "note"))
	assert.Equal(t, map[string]int{"sign": 12, "body": 12, "aspect": 5, "phase": 8, "house": 12, "notice": 1}, book.Sections(), "no entry that nobody reads")
}

func TestDMSNeverShowsThirty(t *testing.T) {
	assert.Equal(t, "29°59'", dms(29.9999999))
	assert.Equal(t, "0°00'", dms(0))
	assert.Equal(t, "4°07'", dms(4.125))
}

func BenchmarkEngine(b *testing.B) { enginetest.Bench(b, New(), New().TestInput()) }
