package analytics

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biorhythm"
)

// look asks the real engine.
func look(t *testing.T, birth, today string, days int) *Outlook {
	t.Helper()
	day := civil.MustParse(today)
	env := engines.Env{Now: time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC)}
	result := engines.NewRegistry(biorhythm.New()).Calculate(env, "biorhythm", Input(civil.MustParse(birth), day, DaysFor(days)))
	require.True(t, result.Success, result.Error)
	o, err := ReadOutlook(result.Data, DaysFor(days))
	require.NoError(t, err)
	return o
}

func date(text string) civil.Date { return civil.MustParse(text) }

// The vector of the calculation specification, §3.8: 1990-06-15 on 2025-07-18.
func TestTrendsOfTheVector(t *testing.T) {
	trends := Trends(look(t, "1990-06-15", "2025-07-18", 7), 7)
	require.Len(t, trends, 3)
	overall := []float64{}
	for _, d := range trends[0].Forecast {
		overall = append(overall, d.Overall)
	}
	assert.Equal(t, []float64{20.53, 14.19, 6.59, -1.86, -10.67, -19.31, -27.23}, overall)
	assert.Equal(t, ForecastDay{date("2025-07-18"), 99.77, -100, 61.82, 20.53}, trends[0].Forecast[0])
	for i, want := range []Trend{
		// n = 12817: residues 6 of 23 (its crest), 21 of 28 (its trough), 13 of 33.
		{"physical", "high", date("2025-07-23"), date("2025-08-10"), 100, "declining", nil},
		{"emotional", "low", date("2025-07-25"), date("2025-08-01"), 100, "improving", nil},
		{"intellectual", "falling", date("2025-07-21"), date("2025-08-15"), 62, "declining", nil},
	} {
		got := trends[i]
		assert.Len(t, got.Forecast, 7)
		got.Forecast = nil
		assert.Equal(t, want, got)
	}
}

func TestTrendsOnOtherDays(t *testing.T) {
	birth := Trends(look(t, "2000-01-01", "2000-01-01", 1), 1)
	for i, peak := range []string{"2000-01-07", "2000-01-08", "2000-01-09"} { // P/4 is 5.75, 7 and 8.25 days
		assert.Equal(t, "critical", birth[i].Phase)
		assert.Equal(t, date(peak), birth[i].NextPeak)
		assert.Equal(t, 0, birth[i].Strength)
		assert.Equal(t, "improving", birth[i].Direction)
		assert.Len(t, birth[i].Forecast, 1)
	}
	later := Trends(look(t, "2000-01-01", "2000-01-12", MaxDays), MaxDays)
	assert.Equal(t, "critical", later[0].Phase, "by a change of sign, at 13.62")
	assert.Equal(t, 14, later[0].Strength)
	assert.Equal(t, date("2000-01-24"), later[0].NextCritical)
	assert.Len(t, later[0].Forecast, 90)
	assert.Equal(t, date("2000-04-10"), later[0].Forecast[89].Date)
}

// flat is an outlook whose days have the given values in all of their cycles.
func flat(values ...float64) *Outlook {
	o := &Outlook{}
	for i, v := range values {
		o.Days = append(o.Days, Day{Date: date("2025-07-18").AddDays(i), Physical: v, Emotional: v, Intellectual: v, Overall: v, Critical: []string{}})
	}
	at := func(name string, period int) Cycle {
		return Cycle{Name: name, Period: period, Percentage: values[0], Phase: "rising", DaysToPeak: 3, NextCritical: date("2025-07-20")}
	}
	o.Details.Physical, o.Details.Emotional, o.Details.Intellectual = at("physical", 23), at("emotional", 28), at("intellectual", 33)
	return o
}

func TestDirection(t *testing.T) {
	for want, weeks := range map[string][][]float64{
		"improving": {{0, 6, 6, 6, 6, 6, 6, 6}, {-100, 0, 0, 0, 0, 0, 0, 0}},
		"declining": {{0, -6, -6, -6, -6, -6, -6, -6}},
		"stable":    {{0, 5, 5, 5, 5, 5, 5, 5}, {0, -5, -5, -5, -5, -5, -5, -5}, {40, 10, 70, 10, 70, 10, 70, 40}},
	} {
		for _, week := range weeks {
			assert.Equal(t, want, Trends(flat(week...), 7)[0].Direction, week)
		}
	}
}

func TestTimings(t *testing.T) {
	timings := Timings(look(t, "1990-06-15", "2025-07-18", Month))
	names, weights := []string{}, []int{}
	for _, a := range timings {
		names, weights = append(names, a.Activity), append(weights, a.Weight)
		assert.NotEmpty(t, a.Reasoning)
		assert.LessOrEqual(t, len(a.BestDates), 5)
		assert.LessOrEqual(t, len(a.WorstDates), 3)
	}
	assert.Equal(t, []string{"Physical Exercise", "Creative Work", "Important Decisions", "Social Activities", "Learning New Skills", "Meditation/Reflection"}, names)
	assert.Equal(t, []int{80, 60, 90, 70, 80, 50}, weights)
	exercise := timings[0]
	// Residues of 23 in the month: 6 (99.77), 5 (97.91), 7 (94.23), 8 (81.70) come twice or once.
	assert.Equal(t, []civil.Date{date("2025-07-18"), date("2025-08-10"), date("2025-08-09"), date("2025-07-19"), date("2025-08-11")}, exercise.BestDates)
	assert.Equal(t, 97, *exercise.Confidence, "(99.77·2 + 97.91 + 94.23·2)/5 = 97.18")
	assert.Equal(t, []civil.Date{date("2025-07-29"), date("2025-07-30"), date("2025-07-28")}, exercise.WorstDates, "residues 17, 18, 16")
	assert.Equal(t, timings[2].BestDates, timings[4].BestDates, "both by the intellectual cycle")
}

func TestTimingsBounds(t *testing.T) {
	timings := Timings(flat(50, -50, 50.01, -50.01, 80, 80))
	assert.Equal(t, []civil.Date{date("2025-07-22"), date("2025-07-23"), date("2025-07-20")}, timings[0].BestDates)
	assert.Equal(t, []civil.Date{date("2025-07-21")}, timings[1].WorstDates)
	assert.Equal(t, 70, *timings[0].Confidence)

	none := Timings(flat(10, 20, -30))
	assert.Nil(t, none[0].Confidence)
	raw, err := json.Marshal(none[1])
	require.NoError(t, err)
	assert.JSONEq(t, `{"activity":"Creative Work","bestDates":[],"worstDates":[],"weight":60,"confidence":null,
		"reasoning":"In the next 3 days the mean of the emotional and the intellectual cycle does not rise above 50."}`, string(raw))

	long := make([]float64, 40)
	long[35] = 90
	assert.Empty(t, Timings(flat(long...))[0].BestDates, "a month, whatever else is known")
}

func TestEnergyOfTheVector(t *testing.T) {
	e := EnergyCycles(look(t, "1990-06-15", "2025-07-18", Week))
	assert.Equal(t, "weekly", e.Period)
	levels, kinds := []int{}, []string{}
	for i, l := range e.Levels {
		levels, kinds = append(levels, l.Level), append(kinds, l.Type)
		assert.Equal(t, date("2025-07-18").AddDays(i), l.Date)
		assert.Equal(t, 100, *l.Confidence)
	}
	assert.Equal(t, []int{60, 57, 53, 49, 45, 40, 36}, levels)
	assert.Equal(t, []string{"medium", "medium", "medium", "critical", "low", "critical", "low"}, kinds)
	assert.Equal(t, Pattern{"intellectual", "every 33 days", 62, "The intellectual cycle stands at 61.82 today and peaks next on 2025-08-15.", date("2025-08-15")}, e.Patterns[2])
	assert.Equal(t, []string{
		"Put what takes the most strength on 2025-07-18, the day of the highest energy this week.",
		"Keep 2025-07-24 light: it is the day of the lowest energy this week.",
		"Take 2025-07-21 slowly: the intellectual cycle crosses zero.",
		"Take 2025-07-23 slowly: the physical cycle crosses zero.",
	}, e.Recommendations)
}

func TestEnergyBounds(t *testing.T) {
	o := flat(50.01, 50, 0.01, 0, -100, 100, 10)
	o.Days[5].Critical = []string{"physical", "emotional", "intellectual"}
	e, kinds := EnergyCycles(o), []string{}
	for _, l := range e.Levels {
		kinds = append(kinds, l.Type)
		assert.Nil(t, l.Confidence, "nobody has stated one")
	}
	assert.Equal(t, []string{"high", "medium", "medium", "low", "low", "critical", "medium"}, kinds)
	assert.Contains(t, e.Recommendations, "Take 2025-07-23 slowly: the physical, emotional and intellectual cycles cross zero.")
}

func TestInsights(t *testing.T) {
	in := Predict(look(t, "1990-06-15", "2025-07-18", Month))
	assert.Len(t, in.Trends[0].Forecast, 30)
	assert.Len(t, in.Timings, 6)
	assert.Len(t, in.Energy.Levels, 7)
	assert.Equal(t, 100, *in.Confidence)
	kinds := []string{}
	for _, r := range in.Recommendations {
		kinds = append(kinds, r.Type)
	}
	assert.Equal(t, []string{"timing", "activity", "energy", "energy", "caution", "caution"}, kinds)
	first, second := in.Recommendations[0], in.Recommendations[1]
	assert.Equal(t, "Best day for Important Decisions", first.Title)
	assert.Equal(t, in.Timings[2].BestDates[0], first.Date)
	assert.Equal(t, in.Timings[2].Confidence, first.Confidence)
	assert.Equal(t, "high", first.Priority)
	assert.Equal(t, "Physical Exercise", second.Title)
	assert.Equal(t, date("2025-07-18"), second.Date)
	assert.Equal(t, Recommendation{"caution", "Critical day", "Take 2025-07-21 slowly: the intellectual cycle crosses zero.",
		date("2025-07-21"), in.Confidence, "medium"}, in.Recommendations[4])

	quiet := Predict(flat(make([]float64, Month)...))
	assert.Equal(t, []Recommendation{}, quiet.Recommendations)
	assert.Nil(t, quiet.Confidence)
}

func TestWhatIsNoOutlook(t *testing.T) {
	for _, text := range []string{``, `[]`, `{}`, `{"forecast":[]}`, `{"forecast":[{"date":"2025-07-18"}]}`, `{"forecast":[{"date":"soon"}]}`} {
		_, err := ReadOutlook(json.RawMessage(text), 1)
		assert.Error(t, err, text)
	}
}
