package vimshottari

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

func TestConformance(t *testing.T) { enginetest.Run(t, New()) }

func FuzzEngine(f *testing.F) { enginetest.Fuzz(f, New()) }

func calculated(t *testing.T, input string) Result {
	t.Helper()
	result := New().Calculate(enginetest.Env(), json.RawMessage(input))
	require.True(t, result.Success, "%s: %s", input, result.Error)
	var r Result
	require.NoError(t, json.Unmarshal(result.Data, &r))
	var base struct {
		Confidence float64 `json:"confidence_score"`
		Text       string  `json:"formatted_output"`
		Raw        struct {
			Signals json.RawMessage `json:"signals"`
		} `json:"raw_data"`
	}
	require.NoError(t, json.Unmarshal(result.Data, &base))
	r.Confidence, r.Text = base.Confidence, base.Text
	r.Signals, r.Warnings = result.Signals, result.Warnings
	return r
}

// The vectors of the specification, §3.4, with births in other zones than UTC where the same instant
// allows it. Its tolerance for dates is a day.
func TestVectors(t *testing.T) {
	tests := []struct {
		input           string
		nakshatra       string
		pada            int
		balance         float64
		maha            []string // ends
		now             [3]string
		antar, pratyant [2]string // dates, empty when the specification has none
	}{
		{`"birth_date": "1948-04-09", "birth_time": "05:14", "timezone": "UTC"`, "Revati", 2, 9.8762,
			[]string{"Mercury 1958-02-23", "Ketu 1965-02-23", "Venus 1985-02-23", "Sun 1991-02-23", "Moon 2001-02-23", "Mars 2008-02-23", "Rahu 2026-02-23", "Jupiter 2042-02-23"},
			[3]string{"Rahu", "Mars", "Saturn"}, [2]string{"2025-02-04", "2026-02-23"}, [2]string{"2025-06-16", "2025-08-15"}},
		{`"birth_date": "2000-01-01", "birth_time": "12:00", "timezone": "Europe/London"`, "Swati", 4, 0.7148,
			[]string{"Rahu 2000-09-18", "Jupiter 2016-09-18", "Saturn 2035-09-19", "Mercury 2052-09-18"},
			[3]string{"Saturn", "Venus", "Jupiter"}, [2]string{"2023-07-11", "2026-09-09"}, [2]string{"2025-02-18", "2025-07-22"}},
		{`"birth_date": "1990-03-25", "birth_time": "05:30", "timezone": "Asia/Kolkata"`, "Shatabhisha", 3, 5.9694,
			[]string{"Rahu 1996-03-13", "Jupiter 2012-03-13", "Saturn 2031-03-14"},
			[3]string{"Saturn", "Mars", "Venus"}, [2]string{"2024-09-14", "2025-10-24"}, [2]string{"2025-06-25", "2025-08-31"}},
		{`"birth_date": "1961-08-05", "birth_time": "15:24", "timezone": "Australia/Sydney"`, "Rohini", 1, 9.9707,
			[]string{"Moon 1971-07-26", "Mars 1978-07-25", "Rahu 1996-07-25", "Jupiter 2012-07-25", "Saturn 2031-07-26"},
			[3]string{"Saturn", "Mars", "Saturn"}, [2]string{}, [2]string{}},
		{`"birth_date": "1955-02-25", "birth_time": "03:15", "timezone_offset": 0`, "Uttara Bhadrapada", 4, 3.0709,
			[]string{"Saturn 1958-03-22", "Mercury 1975-03-23", "Ketu 1982-03-22", "Venus 2002-03-22", "Sun 2008-03-22", "Moon 2018-03-22", "Mars 2025-03-22"},
			[3]string{"Rahu", "Rahu", "Rahu"}, [2]string{}, [2]string{}},
		{`"birth_date": "1969-07-20", "birth_time": "15:17:40", "utcOffset": "-05:00"`, "Hasta", 2, 6.6646,
			[]string{"Moon 1976-03-20", "Mars 1983-03-20", "Rahu 2001-03-20", "Jupiter 2017-03-20", "Saturn 2036-03-20"},
			[3]string{"Saturn", "Venus", "Rahu"}, [2]string{}, [2]string{}},
	}
	near := func(want string, got civil.Date) {
		t.Helper()
		assert.LessOrEqual(t, max(got.DaysSince(civil.MustParse(want)), civil.MustParse(want).DaysSince(got)), 1, "%s is not %s", got, want)
	}
	for _, tt := range tests {
		t.Run(tt.input, func(t *testing.T) {
			r := calculated(t, "{"+tt.input+`, "current_date": "2025-07-18T00:00:00Z"}`)
			line := r.Timeline
			assert.Equal(t, tt.nakshatra, line.BirthNakshatra.Name)
			assert.Equal(t, tt.pada, line.BirthNakshatra.Pada)
			assert.InDelta(t, tt.balance, line.BalanceYears, 1e-4)
			assert.InDelta(t, tt.balance, line.AllMahadashas[0].DurationYears, 1e-4, "clipped to birth")
			for i, want := range tt.maha {
				planet, end, _ := strings.Cut(want, " ")
				assert.Equal(t, planet, line.AllMahadashas[i].Planet)
				near(end, line.AllMahadashas[i].EndDate)
			}
			for i, d := range []Period{line.CurrentMahadasha, line.CurrentAntardasha, line.CurrentPratyantardasha} {
				assert.Equal(t, tt.now[i], d.Planet)
				assert.Equal(t, jyotish.Level(i).String(), d.Type)
				assert.True(t, d.IsCurrent)
				assert.False(t, d.IsUpcoming)
				assert.Equal(t, tt.now[:i+1], d.Lords)
			}
			if tt.antar[0] != "" {
				near(tt.antar[0], line.CurrentAntardasha.StartDate)
				near(tt.antar[1], line.CurrentAntardasha.EndDate)
				near(tt.pratyant[0], line.CurrentPratyantardasha.StartDate)
				near(tt.pratyant[1], line.CurrentPratyantardasha.EndDate)
			}
		})
	}
}

const shatabhisha = `"birth_date": "1990-03-25", "birth_time": "05:30", "timezone": "Asia/Kolkata"`

func TestTimelineTilesTheLife(t *testing.T) {
	for _, years := range []string{"365.25", "365.2422", "360"} {
		r := calculated(t, "{"+shatabhisha+`, "current_date": "2025-07-18", "year_length": `+years+"}")
		list := r.Timeline.AllMahadashas
		require.Len(t, list, 10, "nine lords, and the first one again")
		assert.Equal(t, "1990-03-25T00:00:00Z", list[0].StartUTC)
		assert.Equal(t, "1990-03-25", list[0].StartDate.String())
		require.NotNil(t, list[0].FullYears)
		assert.InDelta(t, 18, *list[0].FullYears, 1e-6)
		sum, current := 0.0, 0
		for i, d := range list {
			if i > 0 {
				require.Equal(t, list[i-1].EndUTC, d.StartUTC)
				require.Empty(t, d.FullStartUTC)
			}
			if i < 9 {
				sum += d.DurationYears
			}
			if d.IsCurrent {
				current++
			}
			require.NotEmpty(t, d.SubPeriods)
			require.Equal(t, d.StartUTC, d.SubPeriods[0].StartUTC)
			require.Equal(t, d.EndUTC, d.SubPeriods[len(d.SubPeriods)-1].EndUTC)
			for j := range d.SubPeriods[1:] {
				require.Equal(t, d.SubPeriods[j].EndUTC, d.SubPeriods[j+1].StartUTC)
				require.Equal(t, d.SubPeriods[j].EndDate, d.SubPeriods[j+1].StartDate)
			}
		}
		assert.Equal(t, 1, current)
		assert.InDelta(t, 120-18*0.66837, sum, 1e-3)
		assert.Less(t, len(list[0].SubPeriods), 9, "those before birth are left out")
		assert.Len(t, list[1].SubPeriods, 9)
	}
}

func TestYearLengthScalesThePeriods(t *testing.T) {
	length := func(years string) time.Duration {
		r := calculated(t, "{"+shatabhisha+`, "current_date": "2025-07-18", "year_length": `+years+"}")
		d := r.Timeline.AllMahadashas[1]
		from, err := time.Parse(time.RFC3339, d.StartUTC)
		require.NoError(t, err)
		to, err := time.Parse(time.RFC3339, d.EndUTC)
		require.NoError(t, err)
		return to.Sub(from)
	}
	assert.Equal(t, 16*36525*864*time.Second, length("365.25"))
	assert.Equal(t, 16*360*24*time.Hour, length("360"))
	assert.InDelta(t, 16*365.2422*86400, length("365.2422").Seconds(), 1)
}

func TestUpcomingPeriods(t *testing.T) {
	r := calculated(t, "{"+shatabhisha+`, "current_date": "2025-07-18", "years_forecast": 7}`)
	counts := map[string]int{}
	last := "2025-07-17T18:30:00Z" // 00:00 in Kolkata
	for _, d := range r.Timeline.UpcomingPeriods {
		assert.True(t, d.IsUpcoming)
		assert.False(t, d.IsCurrent)
		assert.GreaterOrEqual(t, d.StartUTC, last)
		assert.Less(t, d.StartUTC, "2032-07-19")
		assert.NotEmpty(t, d.Theme)
		assert.NotEmpty(t, d.Opportunities)
		last = d.StartUTC
		counts[d.Type]++
	}
	assert.Equal(t, map[string]int{"Mahadasha": 1, "Antardasha": 3, "Pratyantardasha": 2}, counts,
		"Mercury; Rahu and Jupiter in Saturn, Mercury in Mercury; Sun and Moon in Mars in Saturn")
	assert.NotEmpty(t, r.FavorablePeriods)
	assert.NotEmpty(t, r.ChallengingPeriods)
}

func TestWithoutSubPeriods(t *testing.T) {
	r := calculated(t, "{"+shatabhisha+`, "current_date": "2025-07-18", "include_sub_periods": false}`)
	for _, d := range r.Timeline.AllMahadashas {
		assert.Empty(t, d.SubPeriods)
	}
	assert.Empty(t, r.Timeline.CurrentAntardasha.SubPeriods)
	assert.Equal(t, "Venus", r.Timeline.CurrentPratyantardasha.Planet, "the third level is there all the same")
}

func TestCurrentDate(t *testing.T) {
	of := func(current string) Result {
		return calculated(t, "{"+shatabhisha+`, "current_date": "`+current+`"}`)
	}
	assert.Equal(t, "2025-07-17T18:30:00Z", of("2025-07-18").CalculationUTC, "a date is its 00:00 in the zone of the birth")
	assert.Equal(t, "2025-07-18", of("2025-07-18").CalculationDate.String())
	assert.Equal(t, "2025-07-18T00:00:00Z", of("2025-07-18T02:00:00+02:00").CalculationUTC)
	assert.Equal(t, "1990-03-25T00:00:00Z", of("1990-03-25").CalculationUTC, "the day of birth begins with the birth")
	assert.Equal(t, "2025-07-18T12:00:00Z", calculated(t, "{"+shatabhisha+"}").CalculationUTC, "now")

	// On a boundary exactly one period runs.
	end := of("2025-07-18").Timeline.CurrentPratyantardasha.EndUTC
	next := of(end).Timeline.CurrentPratyantardasha
	assert.Equal(t, end, next.StartUTC)
	assert.Equal(t, "Sun", next.Planet)
}

func TestRefusals(t *testing.T) {
	for field, input := range map[string]string{
		"birth_time":     `{"birth_date": "1990-03-25"}`,
		"years_forecast": "{" + shatabhisha + `, "years_forecast": 51}`,
		"year_length":    "{" + shatabhisha + `, "year_length": 365}`,
		"current_date":   "{" + shatabhisha + `, "current_date": "1990-03-24"}`,
	} {
		result := New().Calculate(enginetest.Env(), json.RawMessage(input))
		require.False(t, result.Success, field)
		assert.Equal(t, field, result.Details.Field)
	}
	for _, current := range []string{"yesterday", "2025-02-30", "2200-01-01", "2025-07-18 12:00"} {
		result := New().Calculate(enginetest.Env(), json.RawMessage("{"+shatabhisha+`, "current_date": "`+current+`"}`))
		require.False(t, result.Success, current)
		assert.Equal(t, "current_date", result.Details.Field)
	}
}

func factsOf(r Result) map[string]jyotish.Fact {
	facts := map[string]jyotish.Fact{}
	for _, f := range r.Stability.Facts {
		facts[f.Name] = f
	}
	return facts
}

func TestExactBirthIsCertain(t *testing.T) {
	r := calculated(t, "{"+shatabhisha+`, "current_date": "2025-07-18"}`)
	assert.InDelta(t, 1, r.Confidence, 1e-12)
	assert.True(t, r.Stability.Exact)
	require.Len(t, r.Stability.Facts, 6)
	for name, f := range factsOf(r) {
		assert.True(t, f.Certain, name)
		assert.False(t, f.Fragile, name)
		assert.Equal(t, []string{f.Value}, f.Possible, name)
	}
	nakshatra := factsOf(r)["nakshatra"]
	require.NotNil(t, nakshatra.Margin)
	assert.InDelta(t, (1-0.66837)*48000, *nakshatra.Margin, 2)
	// A minute of the Moon, 0.6″ a second, in the 18 years of Rahu.
	assert.InDelta(t, 14.5/1440/13.3333*18*365.25, r.Stability.DaysPerMinute, 0.5)
	assert.Empty(t, r.Warnings)
}

// 1961-08-05 is 141″ inside Rohini, four minutes of time.
func TestNarrowMargin(t *testing.T) {
	r := calculated(t, `{"birth_date": "1961-08-05", "birth_time": "15:24", "timezone": "Australia/Sydney", "current_date": "2025-07-18", "time_uncertainty_minutes": 10}`)
	f := factsOf(r)["nakshatra"]
	assert.Equal(t, "Rohini", f.Value)
	assert.False(t, f.Certain)
	assert.Equal(t, []string{"Krittika", "Rohini"}, f.Possible)
	require.NotNil(t, f.Margin)
	assert.InDelta(t, 0.00293*48000, *f.Margin, 1)
	require.NotNil(t, f.Earlier)
	assert.InDelta(t, 4, *f.Earlier, 0.5)
	assert.Equal(t, []string{"Krittika 4", "Rohini 1"}, factsOf(r)["pada"].Possible)
	assert.True(t, factsOf(r)["current_mahadasha"].Certain, "a few minutes do not move Saturn's 19 years away")
	last := factsOf(r)["current_pratyantardasha"]
	require.NotNil(t, last.Earlier)
	require.NotNil(t, last.Later)
	assert.Equal(t, *last.Earlier > 10 && *last.Later > 10, last.Certain)
	// A later birth moves the period to the past, until its end meets the current date.
	end, err := time.Parse(time.RFC3339, r.Timeline.CurrentPratyantardasha.EndUTC)
	require.NoError(t, err)
	current, err := time.Parse(time.RFC3339, r.CalculationUTC)
	require.NoError(t, err)
	assert.InDelta(t, end.Sub(current).Hours()/24, *last.Later*r.Stability.DaysPerMinute, 0.1)
	assert.Less(t, r.Confidence, 1.0)
	assert.Contains(t, r.Text, "can be Krittika or Rohini")
}

func TestUnknownTime(t *testing.T) {
	r := calculated(t, `{"birth_date": "2000-01-01", "time_unknown": true, "timezone": "Europe/London", "current_date": "2025-07-18"}`)
	facts := factsOf(r)
	assert.Equal(t, []string{"Swati", "Vishakha"}, facts["nakshatra"].Possible)
	assert.Equal(t, []string{"Swati 3", "Swati 4", "Vishakha 1", "Vishakha 2"}, facts["pada"].Possible[len(facts["pada"].Possible)-4:])
	assert.False(t, facts["current_antardasha"].Certain)
	assert.Len(t, facts["current_pratyantardasha"].Possible, 9)
	assert.Nil(t, r.BirthInfo.BirthTime)
	assert.InDelta(t, 0.4, r.Confidence, 0.11)
	assert.False(t, r.Stability.Exact)
	assert.Greater(t, r.Stability.UncertainDays, 1000.0)
}

// Whatever a birth in the range may be, its own chart is among the possibilities; and where the facts
// are certain, it agrees.
func TestPossibilitiesHoldTheTruth(t *testing.T) {
	const date = `"birth_date": "1985-11-03", "timezone": "America/Chicago", "current_date": "2025-07-18"`
	wide := factsOf(calculated(t, `{"birth_time": "12:00", "time_uncertainty_minutes": 300, `+date+"}"))
	seen := map[string]map[string]bool{}
	for minute := 7 * 60; minute <= 17*60; minute += 5 {
		clock := time.Date(2000, 1, 1, 0, minute, 0, 0, time.UTC).Format("15:04")
		for name, f := range factsOf(calculated(t, `{"birth_time": "`+clock+`", `+date+"}")) {
			require.Contains(t, wide[name].Possible, f.Value, "%s at %s", name, clock)
			if wide[name].Certain {
				require.Equal(t, wide[name].Value, f.Value)
			}
			if seen[name] == nil {
				seen[name] = map[string]bool{}
			}
			seen[name][f.Value] = true
		}
	}
	for name, values := range seen {
		assert.Len(t, wide[name].Possible, len(values), "%s: all possibilities do occur", name)
	}
}

func TestAssumedZone(t *testing.T) {
	r := calculated(t, `{"birth_date": "1990-03-25", "birth_time": "05:30", "current_date": "2025-07-18"}`)
	assert.InDelta(t, 0.9, r.Confidence, 1e-12)
	assert.NotEmpty(t, r.Warnings)
	assert.Equal(t, "UTC", r.Computation.Timezone)
}

func TestFamiliesAgree(t *testing.T) {
	result := New().Calculate(enginetest.Env(), New().TestInput())
	var data map[string]any
	require.NoError(t, json.Unmarshal(result.Data, &data))
	for snake, camel := range map[string]string{
		"calculation_date": "calculationDate", "current_period_analysis": "currentPeriodAnalysis", "upcoming_opportunities": "upcomingOpportunities",
		"karmic_guidance": "karmicGuidance", "favorable_periods": "favorablePeriods", "challenging_periods": "challengingPeriods",
	} {
		assert.Equal(t, data[snake], data[camel])
		assert.NotEmpty(t, data[snake])
	}
	line := data["timeline"].(map[string]any)
	for _, key := range []string{"birth_nakshatra", "current_mahadasha", "current_antardasha", "current_pratyantardasha", "all_mahadashas",
		"upcoming_periods", "life_phase_analysis", "karmic_themes"} {
		assert.NotEmpty(t, line[key], key)
	}
	period := line["current_antardasha"].(map[string]any)
	for _, key := range []string{"planet", "period_type", "start_date", "end_date", "start_utc", "end_utc", "duration_years", "is_current",
		"is_upcoming", "general_theme", "opportunities", "challenges", "recommendations"} {
		assert.Contains(t, period, key)
	}
}

func BenchmarkEngine(b *testing.B) { enginetest.Bench(b, New(), New().TestInput()) }
