package vedicclock

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/engines/prose"
	"github.com/witnessos/witnessos/internal/ephemeris"
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

const born = `"birth_date": "1990-03-25", "birth_time": "05:30", "timezone": "Asia/Kolkata", "birth_location": [28.6139, 77.2090]`

// The vectors of the specification, §3.12, that lie after 1900 and after the birth above.
func TestPanchangaVectors(t *testing.T) {
	tests := []struct {
		date, time string // in UTC
		e          float64
		tithi      int
		name       string
		nakshatra  string
		pada       int
		yoga       string
		karana     string
		sun, moon  float64
	}{
		{"2000-01-01", "12:00", 302.9548, 26, "Krishna Ekadashi", "Swati", 4, "Dhriti", "Bava", 256.5157, 199.4705},
		{"2024-11-01", "00:00", 354.1719, 30, "Amavasya", "Swati", 1, "Priti", "Naga", 194.8529, 189.0248},
		{"2025-07-10", "12:00", 175.7530, 15, "Purnima", "Purva Ashadha", 3, "Indra", "Bava", 84.2775, 260.0304},
		{"1990-06-15", "00:00", 255.0689, 22, "Krishna Saptami", "Shatabhisha", 3, "Priti", "Vishti", 59.9247, 314.9936},
	}
	for _, tt := range tests {
		r := calculated(t, "{"+born+`, "target_timezone": "UTC", "target_date": "`+tt.date+`", "target_time": "`+tt.time+`"}`)
		assert.InDelta(t, tt.e, r.raw.Elongation, 1e-4)
		assert.Equal(t, tt.tithi, r.raw.Tithi)
		assert.Equal(t, tt.name, r.Panchanga.Tithi)
		assert.Equal(t, tt.nakshatra, r.Panchanga.Nakshatra)
		assert.Equal(t, tt.pada, r.Panchanga.Pada)
		assert.Equal(t, tt.yoga, r.Panchanga.Yoga)
		assert.Equal(t, tt.karana, r.Panchanga.Karana)
		assert.InDelta(t, tt.sun, r.raw.Sun, 1e-4)
		assert.InDelta(t, tt.moon, r.raw.Moon, 1e-4)
	}
}

func TestVaraAndHoraVectors(t *testing.T) {
	r := calculated(t, "{"+born+`, "target_date": "2024-11-01", "target_time": "05:30"}`)
	assert.Equal(t, "Thursday", r.Panchanga.Vara, "before sunrise")
	r = calculated(t, "{"+born+`, "target_date": "2025-07-10", "target_time": "17:30"}`)
	assert.Equal(t, "Thursday", r.Panchanga.Vara)
	require.NotNil(t, r.Panchanga.Hora)
	assert.Equal(t, "Venus", r.Panchanga.Hora.Lord)
	assert.Equal(t, 11, r.Panchanga.Hora.Number)
	assert.Equal(t, "Guruvara", r.Panchanga.VaraState.Name)
	assert.Equal(t, "Jupiter", r.Panchanga.VaraState.Lord)
	require.NotNil(t, r.Panchanga.VaraState.Sunrise)
	rise, err := time.Parse(time.RFC3339, *r.Panchanga.VaraState.Sunrise)
	require.NoError(t, err)
	assert.WithinDuration(t, time.Date(2025, 7, 10, 0, 0, 52, 0, time.UTC), rise, time.Minute)
}

func TestPolarDayHasACivilWeekday(t *testing.T) {
	r := calculated(t, "{"+born+`, "target_date": "2025-06-21", "target_time": "03:00", "target_location": [69.65, 18.96], "target_timezone": "Europe/Oslo"}`)
	assert.Equal(t, "Saturday", r.Panchanga.Vara)
	assert.False(t, r.Panchanga.VaraState.BySunrise)
	assert.Nil(t, r.Panchanga.Hora)
	assert.NotEmpty(t, r.Warnings)
}

// The vectors of the specification, and each slot's first and last second.
func TestOrganClock(t *testing.T) {
	for clock, want := range map[string]string{
		"00:30": "Gallbladder", "02:00": "Liver", "09:00": "Spleen", "22:59": "Triple Burner", "23:00": "Gallbladder",
		"00:59:59": "Gallbladder", "01:00": "Liver", "02:59:59": "Liver", "03:00": "Lung", "05:00": "Large Intestine", "07:00": "Stomach",
		"08:59:59": "Stomach", "11:00": "Heart", "13:00": "Small Intestine", "15:00": "Bladder", "17:00": "Kidney", "19:00": "Pericardium", "21:00": "Triple Burner",
	} {
		slot := SlotAt(civil.MustParseTime(clock).Seconds())
		assert.Equal(t, want, slot.Organ.String(), clock)
	}
	counts := map[Organ]int{}
	for second := range 86400 {
		s := SlotAt(second)
		counts[s.Organ]++
		require.GreaterOrEqual(t, s.Fraction, 0.0)
		require.Less(t, s.Fraction, 1.0)
	}
	assert.Len(t, counts, 12)
	for o, seconds := range counts {
		assert.Equal(t, 7200, seconds, o.String())
	}
}

func TestOrganTable(t *testing.T) {
	for o, want := range []struct {
		element Phase
		partner string
	}{
		{Wood, "Liver"}, {Wood, "Gallbladder"}, {Metal, "Large Intestine"}, {Metal, "Lung"}, {Earth, "Spleen"}, {Earth, "Stomach"},
		{Fire, "Small Intestine"}, {Fire, "Heart"}, {Water, "Kidney"}, {Water, "Bladder"}, {Fire, "Triple Burner"}, {Fire, "Pericardium"},
	} {
		organ := Organ(o)
		assert.Equal(t, want.element, organ.Element(), organ.String())
		assert.Equal(t, want.partner, organ.Partner().String())
		assert.Equal(t, organ, organ.Opposite().Opposite())
	}
	assert.Equal(t, "Heart", Organ(0).Opposite().String(), "noon and midnight")
}

func TestDirection(t *testing.T) {
	for seconds, want := range map[int]string{0: "ascending", 2399: "ascending", 2400: "peak", 4799: "peak", 4800: "descending", 7199: "descending"} {
		assert.Equal(t, want, SlotAt(7*3600+seconds).Direction(), "%d", seconds)
	}
}

func TestFivePhases(t *testing.T) {
	for _, tt := range []struct {
		moon, hour Phase
		want       Relation
		harmony    float64
	}{
		{Wood, Wood, Same, 1}, {Wood, Fire, Generates, 0.8}, {Fire, Earth, Generates, 0.8}, {Earth, Metal, Generates, 0.8},
		{Metal, Water, Generates, 0.8}, {Water, Wood, Generates, 0.8}, {Fire, Wood, Generated, 0.75}, {Earth, Fire, Generated, 0.75},
		{Earth, Wood, Controlled, 0.5}, {Water, Earth, Controlled, 0.5}, {Fire, Water, Controlled, 0.5}, {Metal, Fire, Controlled, 0.5}, {Wood, Metal, Controlled, 0.5},
		{Wood, Earth, Controls, 0.4}, {Water, Fire, Controls, 0.4},
	} {
		assert.Equal(t, tt.want, RelationOf(tt.moon, tt.hour), "%s and %s", tt.moon, tt.hour)
		assert.InDelta(t, tt.harmony, RelationOf(tt.moon, tt.hour).Harmony(), 1e-12)
	}
	assert.Equal(t, Metal, PhaseOf("air"))
	assert.Equal(t, Water, PhaseOf("water"))
}

func TestAuspiciousness(t *testing.T) {
	for _, tt := range []struct {
		tithi int
		half  float64 // degrees into the tithi, which decide the karana
		yoga  int     // from 1
		want  float64
		terms [3]float64
	}{
		{1, 9, 2, 0.8, [3]float64{0.1, 0.1, 0.1}},     // Nanda, Priti, Bava
		{4, 9, 6, 0, [3]float64{-0.2, -0.2, -0.1}},    // Rikta, Atiganda, Vishti
		{14, 3, 10, 0.2, [3]float64{-0.2, -0.2, 0.1}}, // Rikta, Ganda, Gara
		{15, 9, 26, 0.9, [3]float64{0.2, 0.1, 0.1}},   // Purnima, Indra, Bava
		{30, 9, 2, 0.5, [3]float64{-0.2, 0.1, 0.1}},   // Amavasya, no Purna
		{20, 3, 27, 0.6, [3]float64{0.2, -0.2, 0.1}},  // Purna of the dark half, Vaidhriti
		{8, 3, 3, 0.6, [3]float64{0.1, 0.1, -0.1}},    // Jaya, Ayushman, Vishti
	} {
		elongation := 12*float64(tt.tithi-1) + tt.half
		sum := 360 * (float64(tt.yoga) - 0.5) / 27
		p := jyotish.PanchangaOf((sum-elongation)/2, (sum+elongation)/2)
		a := AuspiciousnessOf(&p)
		assert.Equal(t, tt.terms, [3]float64{a.Tithi, a.Yoga, a.Karana}, "tithi %d, %s, %s", p.Tithi, p.YogaName(), p.KaranaName())
		assert.InDelta(t, tt.want, a.Score, 1e-9)
	}
	for sun := 0.0; sun < 360; sun += 7 {
		for moon := 0.0; moon < 360; moon += 3.3 {
			p := jyotish.PanchangaOf(sun, moon)
			a := AuspiciousnessOf(&p)
			require.InDelta(t, min(max(a.Base+a.Tithi+a.Yoga+a.Karana, 0), 1), a.Score, 1e-9)
			require.Contains(t, []float64{-0.2, 0.1, 0.2}, a.Tithi)
		}
	}
}

func TestScores(t *testing.T) {
	r := calculated(t, "{"+born+`, "target_date": "2025-07-10", "target_time": "17:30"}`)
	assert.InDelta(t, (r.Synthesis.Harmony+r.Panchanga.Auspiciousness)/2, r.Resonance, 1e-6)
	assert.Equal(t, r.Resonance > 0.7, r.OptimalWindow)
	// Moon in Sagittarius, fire; 17:30 is Kidney, water, which controls fire.
	assert.Equal(t, "fire", r.Panchanga.Element)
	assert.Equal(t, "water", r.Synthesis.TCM)
	assert.InDelta(t, 0.5, r.Synthesis.Harmony, 1e-12)
	// Purnima +0.2, Indra +0.1, Bava +0.1.
	assert.InDelta(t, 0.9, r.Panchanga.Auspiciousness, 1e-9)
	assert.NotEmpty(t, r.raw.Conventions.Auspiciousness)
}

func TestWindows(t *testing.T) {
	r := calculated(t, "{"+born+`, "target_date": "2025-07-10", "target_time": "17:30"}`)
	require.Len(t, r.Windows, 11, "from 19:00 to 17:00")
	assert.Equal(t, "2025-07-10T19:00:00+05:30", r.Windows[0].Start)
	assert.Equal(t, "Pericardium", r.Windows[0].Organ)
	assert.Equal(t, "2025-07-11T17:00:00+05:30", r.Windows[10].End)
	for i, w := range r.Windows {
		if i > 0 {
			assert.Equal(t, r.Windows[i-1].End, w.Start)
		}
		assert.GreaterOrEqual(t, w.Potency, 0.0)
		assert.LessOrEqual(t, w.Potency, 1.0)
		assert.NotEmpty(t, w.Activities)

		// The score of a window is what the engine says at its middle.
		start, err := time.Parse(time.RFC3339, w.Start)
		require.NoError(t, err)
		middle := start.Add(time.Hour)
		at := calculated(t, "{"+born+`, "target_date": "`+middle.Format(time.DateOnly)+`", "target_time": "`+middle.Format("15:04")+`"}`)
		assert.InDelta(t, at.Resonance, w.Potency, 1e-9)
		assert.Equal(t, at.Organ.Primary, w.Organ)
	}
	assert.Len(t, calculated(t, "{"+born+`, "target_date": "2025-07-10", "target_time": "17:30", "prediction_hours": 168}`).Windows, 83)
	assert.Len(t, calculated(t, "{"+born+`, "target_date": "2025-07-10", "target_time": "17:00", "prediction_hours": 24}`).Windows, 11,
		"the slot of the target is not ahead")
	assert.Empty(t, calculated(t, "{"+born+`, "target_date": "2025-07-10", "target_time": "17:30", "include_predictions": false}`).Windows)
	assert.Empty(t, calculated(t, "{"+born+`, "target_date": "2025-07-10", "target_time": "17:30", "prediction_hours": 1}`).Windows)
}

// Where clocks change, slots follow the clocks: one is an hour shorter or longer.
func TestWindowsAcrossAChangeOfClocks(t *testing.T) {
	lengths := func(date string) map[string]time.Duration {
		r := calculated(t, "{"+born+`, "target_location": [52.52, 13.405], "target_timezone": "Europe/Berlin", "target_date": "`+date+`", "target_time": "22:00"}`)
		all := map[string]time.Duration{}
		for _, w := range r.Windows {
			start, err := time.Parse(time.RFC3339, w.StartUTC)
			require.NoError(t, err)
			end, err := time.Parse(time.RFC3339, w.EndUTC)
			require.NoError(t, err)
			all[w.Organ] = end.Sub(start)
		}
		return all
	}
	spring := lengths("2025-03-29")
	assert.Equal(t, time.Hour, spring["Liver"], "01:00 to 03:00, of which an hour is left out")
	assert.Equal(t, 2*time.Hour, spring["Lung"])
	autumn := lengths("2025-10-25")
	assert.Equal(t, 3*time.Hour, autumn["Liver"])
	assert.Equal(t, 2*time.Hour, autumn["Gallbladder"])
}

// At Greenwich apparent noon comes 16 minutes before twelve in early November and 14 after it in
// February; elsewhere 4 minutes are added for each degree west.
func TestTrueSolarTime(t *testing.T) {
	solar := func(location, date, clock string) (string, string) {
		r := calculated(t, "{"+born+`, "target_timezone": "UTC", "true_solar_time": true, "target_location": `+location+`, "target_date": "`+date+`", "target_time": "`+clock+`"}`)
		require.NotNil(t, r.TargetInfo.SolarTime)
		return *r.TargetInfo.SolarTime, r.Organ.Primary
	}
	seconds := func(s string) int { return civil.MustParseTime(s).Seconds() }
	shown, _ := solar("[51.4779, 0]", "2024-11-03", "12:00")
	assert.InDelta(t, seconds("12:16:26"), seconds(shown), 3)
	shown, _ = solar("[51.4779, 0]", "2025-02-11", "12:00")
	assert.InDelta(t, seconds("11:45:47"), seconds(shown), 3)
	shown, _ = solar("[10, -75]", "2024-11-03", "12:00")
	assert.InDelta(t, seconds("07:16:26"), seconds(shown), 3)
	_, organ := solar("[51.4779, 0]", "2024-11-03", "10:50")
	assert.Equal(t, "Heart", organ, "11:06 by the Sun")
	_, organ = solar("[51.4779, 0]", "2025-02-11", "11:10")
	assert.Equal(t, "Spleen", organ, "10:56 by the Sun")
}

func TestSolarSlotsBeginByTheSun(t *testing.T) {
	for _, p := range []civil.Place{{Latitude: 51, Longitude: 0}, {Latitude: -41, Longitude: 174.8}, {Latitude: 60, Longitude: -149.9}} {
		for day := range 12 {
			at := time.Date(2025, 1, 5+30*day, 3*day%24, 17, 5, 0, time.UTC)
			i, err := ephemeris.FromUTC(at)
			require.NoError(t, err)
			clock, err := newSolarClock(i, p)
			require.NoError(t, err)
			for n := range 30 {
				bound := clock.bound(at, n)
				next := clock.bound(at, n+1)
				require.InDelta(t, 7200, next.Sub(bound).Seconds(), 6)
				j, err := ephemeris.FromUTC(bound)
				require.NoError(t, err)
				offset, err := solarOffset(j, p)
				require.NoError(t, err)
				shown := bound.Add(time.Duration(offset * float64(time.Second)))
				s := shown.Hour()*3600 + shown.Minute()*60 + shown.Second()
				require.InDelta(t, 0, (s+slotShift+slotSeconds/2)%slotSeconds-slotSeconds/2, 4, "an odd hour: %s", shown)
			}
			require.False(t, clock.bound(at, 0).After(at))
			require.True(t, clock.bound(at, 1).After(at))
		}
	}
}

func TestLimbTimes(t *testing.T) {
	r := calculated(t, "{"+born+`, "target_date": "2025-07-10", "target_time": "17:30"}`)
	require.Len(t, r.Panchanga.Limbs, 4)
	i, err := ephemeris.FromUTC(time.Date(2025, 7, 10, 12, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	for n, limb := range []ephemeris.Limb{ephemeris.Tithi, ephemeris.Nakshatra, ephemeris.Yoga, ephemeris.Karana} {
		end, err := ephemeris.LimbEnd(limb, i.TT)
		require.NoError(t, err)
		want, err := ephemeris.FromTT(end)
		require.NoError(t, err)
		got, err := time.Parse(time.RFC3339, r.Panchanga.Limbs[n].EndUTC)
		require.NoError(t, err)
		assert.WithinDuration(t, want.UTC(), got, time.Second)
		assert.Equal(t, r.Panchanga.Limbs[n].End[len(r.Panchanga.Limbs[n].End)-6:], "+05:30")
		assert.Less(t, r.Panchanga.Limbs[n].Start, r.Panchanga.Limbs[n].End)
	}
	// Purnima of that day ended at 20:36 UTC by the published almanacs.
	end, err := time.Parse(time.RFC3339, r.Panchanga.Limbs[0].EndUTC)
	require.NoError(t, err)
	assert.WithinDuration(t, time.Date(2025, 7, 10, 20, 36, 0, 0, time.UTC), end, 2*time.Minute)
}

func TestDasha(t *testing.T) {
	r := calculated(t, "{"+born+`, "target_timezone": "UTC", "target_date": "2025-07-18", "target_time": "00:00"}`)
	v := r.Vimshottari
	assert.Equal(t, []string{"Saturn", "Mars", "Venus"}, []string{v.Mahadasha, v.Antardasha, v.Pratyantardasha})
	assert.InDelta(t, 5.65, v.MahadashaYears, 0.02, "2025-07-18 to 2031-03-14")
	assert.InDelta(t, 3.25, v.AntardashaMonth, 0.1, "to 2025-10-24")
	assert.NotEmpty(t, v.LifeLesson)
	assert.NotEmpty(t, v.KarmicFocus)
	require.Len(t, v.Levels, 3)
	for _, level := range v.Levels {
		assert.True(t, level.Certain)
		assert.False(t, level.Fragile)
		assert.Equal(t, []string{level.Lord}, level.Possible)
	}
	assert.InDelta(t, 723, r.raw.DashaMargins[1], 2, "as the engine vimshottari finds by moving the birth")
	assert.InDelta(t, 1, r.confidence, 1e-12)
}

func TestUnknownBirthTime(t *testing.T) {
	r := calculated(t, `{"birth_date": "2000-01-01", "time_unknown": true, "timezone": "Europe/London", "birth_location": [51.4779, 0], "target_date": "2025-07-18", "target_time": "12:00"}`)
	assert.False(t, r.Vimshottari.Levels[1].Certain)
	assert.Len(t, r.Vimshottari.Levels[2].Possible, 9)
	assert.Contains(t, r.text, "can be")
	assert.InDelta(t, 0.5, r.confidence, 1e-9, "no time, and two lords that it decides")
	assert.True(t, r.Vimshottari.Levels[0].Certain)
	assert.NotEmpty(t, r.Panchanga.Tithi, "the panchanga is of the target, whatever the birth")
}

func TestTargetZone(t *testing.T) {
	r := calculated(t, "{"+born+"}")
	assert.Equal(t, "2025-07-18", r.TargetInfo.Date.String())
	assert.Equal(t, "17:30", r.TargetInfo.Time, "now, in the zone of the birth")
	r = calculated(t, "{"+born+`, "target_timezone": "America/New_York"}`)
	assert.Equal(t, "08:00", r.TargetInfo.Time)
	assert.Equal(t, "Stomach", r.Organ.Primary)
	r = calculated(t, "{"+born+`, "target_location": "0.5,-30"}`)
	assert.NotEqual(t, "Asia/Kolkata", r.TargetInfo.Timezone, "looked up, since the place is another")
	assert.Equal(t, "10:00", r.TargetInfo.Time)
	assert.InDelta(t, 0.9, r.confidence, 1e-9)
	assert.NotEmpty(t, r.Warnings)
}

func TestFocus(t *testing.T) {
	r := calculated(t, "{"+born+`, "target_date": "2025-07-10", "target_time": "17:30", "optimization_focus": ["career", "spiritual", "career"]}`)
	assert.Equal(t, "career", r.Practice.Primary)
	assert.Equal(t, []string{"spiritual"}, r.Practice.Secondary)
	r = calculated(t, "{"+born+`, "target_date": "2025-07-10", "target_time": "17:30"}`)
	assert.Equal(t, "energy", r.Practice.Primary, "by the water of the Kidney")
	assert.Equal(t, []string{}, r.Practice.Secondary)
}

func TestDepth(t *testing.T) {
	size := func(depth string) int {
		return len(calculated(t, "{"+born+`, "target_date": "2025-07-10", "target_time": "17:30", "analysis_depth": "`+depth+`"}`).text)
	}
	assert.Less(t, size("basic"), size("detailed"))
	assert.Less(t, size("detailed"), size("comprehensive"))
}

func TestRefusals(t *testing.T) {
	for field, input := range map[string]string{
		"birth_location":   `{"birth_date": "1990-03-25", "birth_time": "05:30", "timezone": "Asia/Kolkata"}`,
		"birth_time":       `{"birth_date": "1990-03-25", "birth_location": [28.6, 77.2]}`,
		"target_date":      "{" + born + `, "target_date": "1990-03-25", "target_time": "05:00"}`,
		"prediction_hours": "{" + born + `, "prediction_hours": 169}`,
		"target_timezone":  "{" + born + `, "target_timezone": "Mars/Olympus"}`,
		"analysis_depth":   "{" + born + `, "analysis_depth": "deep"}`,
	} {
		result := New().Calculate(enginetest.Env(), json.RawMessage(input))
		require.False(t, result.Success, field)
		assert.Equal(t, field, result.Details.Field)
	}
}

// Both families hold the same values, at every depth.
func TestFamiliesAgree(t *testing.T) {
	result := New().Calculate(enginetest.Env(), New().TestInput())
	var data map[string]any
	require.NoError(t, json.Unmarshal(result.Data, &data))
	for snake, camel := range map[string]string{
		"vimshottari_context": "vimshottariContext", "panchanga_state": "panchangaState", "tcm_organ_state": "tcmOrganState",
		"elemental_synthesis": "elementalSynthesis", "consciousness_optimization": "consciousnessOptimization",
		"personal_resonance_score": "personalResonanceScore", "optimal_energy_window": "optimalEnergyWindow", "upcoming_windows": "upcomingWindows",
		"daily_curriculum": "dailyCurriculum", "homework_practices": "homeworkPractices", "progress_indicators": "progressIndicators",
	} {
		require.Contains(t, data, snake)
		assert.Equal(t, data[snake], data[camel])
	}
	inner := func(of string, pairs map[string]string) {
		object := data[of].(map[string]any)
		for snake, camel := range pairs {
			require.Contains(t, object, snake)
			assert.Equal(t, object[snake], object[camel], camel)
		}
	}
	inner("panchangaState", map[string]string{"dominant_element": "dominantElement", "energy_quality": "energyQuality", "auspiciousness_score": "auspiciousnessScore"})
	inner("vimshottariContext", map[string]string{"mahadasha_lord": "mahadashaLord", "mahadasha_remaining_years": "mahadashaRemainingYears",
		"antardasha_remaining_months": "antardashaRemainingMonths", "life_lesson_theme": "lifeLessonTheme", "karmic_focus": "karmicFocus"})
	inner("tcmOrganState", map[string]string{"primary_organ": "primaryOrgan", "energy_direction": "energyDirection", "optimal_activities": "optimalActivities", "avoid_activities": "avoidActivities"})
	inner("elementalSynthesis", map[string]string{"harmony_level": "harmonyLevel", "synthesis_quality": "synthesisQuality", "recommended_practices": "recommendedPractices"})
	inner("consciousnessOptimization", map[string]string{"primary_focus": "primaryFocus", "timing_guidance": "timingGuidance", "energy_management": "energyManagement", "integration_method": "integrationMethod"})
}

func TestTextsAreComplete(t *testing.T) {
	l := texts() // panics on what is missing
	for o := range l.organs {
		name := Organ(o).String()
		assert.NotEmpty(t, l.organs[o].text, name)
		assert.GreaterOrEqual(t, len(l.organs[o].optimal), 2, name)
		assert.NotEmpty(t, l.organs[o].avoid, name)
		assert.Equal(t, string(Organ(o).Element()), l.book.Label("organ", name, "Element"))
		assert.Equal(t, Organ(o).Partner().String(), l.book.Label("organ", name, "Partner"))
	}
	for n := range l.tithis {
		assert.NotEmpty(t, l.tithis[n].name)
		assert.NotEmpty(t, l.tithis[n].text)
	}
	for day := range l.varas {
		name := time.Weekday(day)
		assert.NotEmpty(t, l.varas[day].text)
		assert.Equal(t, jyotish.VaraLord(name).String(), l.book.Label("vara", name.String(), "Lord"))
	}
	for half := range 60 {
		p := jyotish.PanchangaOf(0, 6*float64(half)+1)
		assert.NotEmpty(t, l.karana(p.KaranaName()))
	}
	for yoga := range 27 {
		p := jyotish.PanchangaOf(360*(float64(yoga)+0.5)/27, 0)
		assert.NotEmpty(t, l.yoga(p.YogaName()))
	}
	for _, lord := range []jyotish.Lord{jyotish.Sun, jyotish.Moon, jyotish.Mars, jyotish.Mercury, jyotish.Jupiter, jyotish.Venus, jyotish.Saturn} {
		assert.NotEmpty(t, l.hora(lord))
	}
	for _, r := range []Relation{Same, Generates, Generated, Controlled, Controls} {
		assert.NotEmpty(t, l.relation(r))
	}
	for _, element := range []string{"fire", "earth", "air", "water", "wood", "metal"} {
		assert.NotEmpty(t, l.element(element))
	}
	for _, focus := range []string{"energy", "creativity", "health", "spiritual", "career"} {
		assert.NotEmpty(t, l.focus(focus))
	}
	assert.NotEmpty(t, l.note())
	assert.Equal(t, map[string]int{"organ": 12, "element": 6, "tithi": 30, "yoga": 27, "karana": 11, "vara": 7, "hora": 7, "synthesis": 5, "focus": 5, "notice": 1},
		prose.Parse(textFile).Sections(), "no entry that nobody reads")
}

func BenchmarkEngine(b *testing.B) { enginetest.Bench(b, New(), New().TestInput()) }
