//go:build !js

package readings

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
)

func TestEnergy(t *testing.T) {
	var e Energy // the vector of the contract
	require.NoError(t, json.Unmarshal([]byte(calculated(t, "biorhythm", `{"birth_date":"1990-06-15","target_date":"2025-07-18"}`)), &e))
	assert.True(t, e.Recommended())
	assert.Equal(t, 0.21, e.Confidence())
	assert.Equal(t, "Overall energy is 20.53 and no cycle is critical today", e.Reason())
	assert.Equal(t, "medium", e.Quality())
	assert.Equal(t, []string{"06:00-09:00", "18:00-20:00", "09:00-12:00", "14:00-17:00"}, e.BestHours())
	assert.Equal(t, []string{"2025-07-18", "2025-07-19", "2025-07-20"}, e.OptimalDays())
	assert.Equal(t, []float64{1, -1, 0.62}, []float64{Alignment(e.Physical), Alignment(e.Emotional), Alignment(e.Intellectual)})

	low := Energy{Overall: -10, Emotional: 60, Forecast: []Day{
		{"2025-01-01", -10, []string{"physical", "emotional"}}, {"2025-01-02", -60, nil}, {"2025-01-03", 9, []string{"physical"}}, {"2025-01-04", 5, nil},
	}}
	assert.False(t, low.Recommended())
	assert.Equal(t, "low", low.Quality())
	assert.Equal(t, "Overall energy is -10 and the physical and emotional cycles are critical today", low.Reason())
	assert.Equal(t, []string{"19:00-22:00"}, low.BestHours())
	assert.Equal(t, []string{"2025-01-04", "2025-01-02"}, low.OptimalDays())
	low.Forecast[0].Critical = []string{"physical"}
	low.Overall, low.Emotional = 50.5, 0
	assert.False(t, low.Recommended(), "a cycle is critical")
	assert.Equal(t, "Overall energy is 50.5 and the physical cycle is critical today", low.Reason())
	assert.Equal(t, "high", low.Quality())
	assert.Equal(t, []string{"09:00-12:00"}, low.BestHours())
	assert.False(t, math.Signbit(Alignment(-0.1)))
}

// sky is one in which the Sun moves a degree a day, and Mars as the function says.
func sky(days int, mars func(day float64) float64) *Sky {
	s := &Sky{From: time.Date(2025, 1, 1, 12, 0, 0, 0, time.UTC)}
	for day := range days {
		at := map[string]float64{"sun": wrap360(355 + float64(day)), "moon": wrap360(400 + 13*float64(day))}
		for _, p := range planets {
			at[p] = wrap360(at["sun"] + 20) // never exact
		}
		at["mars"] = wrap360(mars(float64(day)))
		s.At = append(s.At, at)
	}
	return s
}

func TestAspects(t *testing.T) {
	for name, c := range map[string]struct {
		mars func(day float64) float64
		want []string
	}{
		"none": {func(d float64) float64 { return 355 + d + 100 }, []string{}},
		// A straight line between the days would cross on the day before.
		"after midnight":             {func(d float64) float64 { return 355 + d + 120 + (d-2.52)*(d+3)/6 }, []string{"Sun trine Mars (2025-01-04)"}},
		"behind the Sun":             {func(d float64) float64 { return 355 + d - 90.3 + d/10 }, []string{"Sun square Mars (2025-01-04)"}},
		"across 0°":                  {func(d float64) float64 { return 355 + d + 4 - d }, []string{"Sun conjunction Mars (2025-01-05)"}},
		"opposite":                   {func(d float64) float64 { return 175 + d + 3.6 - d }, []string{"Sun opposition Mars (2025-01-05)"}},
		"twice":                      {func(d float64) float64 { return 355 + d + 60 + (d-1.2)*(d-5.4)/9 }, []string{"Sun sextile Mars (2025-01-02)", "Sun sextile Mars (2025-01-06)"}},
		"right at the first moment":  {func(d float64) float64 { return 355 + d + 60 + d/9 }, []string{"Sun sextile Mars (2025-01-01)"}},
		"right between":              {func(d float64) float64 { return 355 + d + 60 + (d-3)/8 }, []string{"Sun sextile Mars (2025-01-04)"}},
		"not before the last moment": {func(d float64) float64 { return 355 + d + 60 + (d-7)/8 }, []string{}},
	} {
		assert.Equal(t, c.want, sky(8, c.mars).Aspects(), name)
	}
	assert.Empty(t, sky(3, func(float64) float64 { return 355 }).Aspects(), "too few days to tell")
}

func TestMoon(t *testing.T) {
	for elongation, want := range map[float64]string{
		0: "new_moon", 22.4: "new_moon", 22.6: "waxing_crescent", 90: "first_quarter", 135: "waxing_gibbous", 180: "full_moon",
		225: "waning_gibbous", 270: "last_quarter", 337.4: "waning_crescent", 337.6: "new_moon", 359.9: "new_moon",
	} {
		s := Sky{At: []map[string]float64{{"sun": 300, "moon": wrap360(300 + elongation)}}}
		assert.Equal(t, want, s.Phase(), elongation)
	}
	s := Sky{At: []map[string]float64{{"sun": 115, "moon": 25}}}
	assert.Equal(t, []string{"Moon in Aries", "last quarter"}, s.Influences())
}

func TestHabits(t *testing.T) {
	s := newShelf(t)
	h, err := s.Habits(t.Context(), ada)
	require.NoError(t, err)
	assert.Equal(t, "", h.Last)
	assert.Equal(t, "immediate", h.Integration(s.now))
	assert.Equal(t, "insufficient_data", h.Frequency)
	assert.Len(t, h.Unused, len(engines.Catalog()))
	assert.Equal(t, "numerology", h.Unused[0])

	s.save("2024-01-28T08:00:00Z", `{"engines":["numerology","human-design"],"results":{}}`)
	s.save("2025-01-01T08:00:00Z", `{"engines":["numerology","palmistry"],"results":{}}`)
	s.save("2025-01-29T08:00:00Z", `{"engines":["tarot"],"results":{}}`)
	h, err = s.Habits(t.Context(), ada)
	require.NoError(t, err)
	assert.Equal(t, "iching", h.Unused[0])
	n := len(h.Unused)
	assert.Equal(t, []string{"human_design", "numerology", "tarot"}, h.Unused[n-3:])
	assert.Equal(t, "2025-01-29T08:00:00.000Z", h.Last)
	assert.Equal(t, "monthly", h.Frequency)
	for hours, want := range map[int]string{0: "24_hours", 23: "24_hours", 24: "3_days", 71: "3_days", 72: "1_week", 167: "1_week", 168: "ready"} {
		assert.Equal(t, want, h.Integration(time.Date(2025, 1, 29, 8+hours, 0, 0, 0, time.UTC)), hours)
	}
}
