package readings

import (
	"context"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/stamp"
)

// Energy is what the biorhythm engine says of a day and of the days that follow.
type Energy struct {
	Overall      float64 `json:"overall_energy"` // this and the cycles: -100 to 100
	Physical     float64 `json:"physical_percentage"`
	Emotional    float64 `json:"emotional_percentage"`
	Intellectual float64 `json:"intellectual_percentage"`
	Forecast     []Day   `json:"forecast"` // from the day itself on
}

// Day is a day of a forecast.
type Day struct {
	Date     string   `json:"date"`
	Overall  float64  `json:"overall_energy"`
	Critical []string `json:"critical_cycles"` // core cycles
}

// critical are the core cycles that are critical on the day itself.
func (e *Energy) critical() []string {
	if len(e.Forecast) == 0 {
		return nil
	}
	return e.Forecast[0].Critical
}

// Recommended reports whether the day is a good one: overall energy is not below zero and no core
// cycle critical.
func (e *Energy) Recommended() bool { return e.Overall >= 0 && len(e.critical()) == 0 }

// Confidence is how far overall energy is from the middle, 0 to 1.
func (e *Energy) Confidence() float64 { return hundredths(math.Abs(e.Overall) / 100) }

// Reason says in a sentence what Recommended rests on.
func (e *Energy) Reason() string {
	text := "Overall energy is " + strconv.FormatFloat(e.Overall, 'f', -1, 64) + " and "
	switch c := e.critical(); len(c) {
	case 0:
		return text + "no cycle is critical today"
	case 1:
		return text + "the " + c[0] + " cycle is critical today"
	default:
		return text + "the " + strings.Join(c[:len(c)-1], ", ") + " and " + c[len(c)-1] + " cycles are critical today"
	}
}

// Quality is high, medium or low.
func (e *Energy) Quality() string {
	switch {
	case e.Overall > 50:
		return "high"
	case e.Overall > 0:
		return "medium"
	}
	return "low"
}

// BestHours are those of the cycles that are high (calculation spec, section 4.4).
func (e *Energy) BestHours() []string {
	var hours []string
	if e.Physical > 50 {
		hours = append(hours, "06:00-09:00", "18:00-20:00")
	}
	if e.Intellectual > 50 {
		hours = append(hours, "09:00-12:00", "14:00-17:00")
	}
	if e.Emotional > 50 {
		hours = append(hours, "19:00-22:00")
	}
	if hours == nil {
		hours = []string{"09:00-12:00"}
	}
	return hours
}

// OptimalDays are the three days of the forecast with the most energy that are not critical, the best
// first.
func (e *Energy) OptimalDays() []string {
	var calm []Day
	for _, day := range e.Forecast {
		if len(day.Critical) == 0 {
			calm = append(calm, day)
		}
	}
	days := []string{}
	for _, i := range best(len(calm), 3, func(i, j int) bool { return calm[i].Overall > calm[j].Overall }) {
		days = append(days, calm[i].Date)
	}
	return days
}

// Alignment is a cycle as a part of 1.
func Alignment(percentage float64) float64 { return hundredths(percentage / 100) }

// hundredths rounds to two decimals, never to a negative zero.
func hundredths(x float64) float64 { return decimal.Round(x, 2) }

// Habits are what an owner's readings tell of when the next one is due.
type Habits struct {
	Last      string   // created_at of the last reading of all; "" without any
	Frequency string   // of the last 90 days
	Unused    []string // engines, those never used first, then those used longest ago
}

const lastUses = `
SELECT e.value AS name, MAX(created_at) AS last
FROM readings CROSS JOIN json_each(engines_used) AS e
WHERE user_id = ? GROUP BY e.value ORDER BY last DESC LIMIT 200`

const recent = `
SELECT COUNT(*) AS n, MIN(created_at) AS first, MAX(created_at) AS last,
  (SELECT MAX(created_at) FROM readings WHERE user_id = ?) AS latest
FROM readings WHERE user_id = ? AND created_at >= ?`

// Habits looks at when the owner has read.
func (s *Store) Habits(ctx context.Context, owner int64) (*Habits, error) {
	const days = 90
	rows, err := s.DB.Query(ctx, recent, owner, owner, s.Since(days))
	if err != nil {
		return nil, err
	}
	row := rows.At(0)
	st := Statistics{Total: int(row.Int("n")), FirstIn: row.Text("first"), LastIn: row.Text("last")}
	h := &Habits{Last: row.Text("latest"), Frequency: st.Frequency()}
	uses, err := s.DB.Query(ctx, lastUses, owner)
	if err != nil {
		return nil, err
	}
	used := map[string]string{}
	for i := range uses.Len() {
		use := uses.At(i)
		if name, known := engines.Canonical(use.Text("name")); known {
			used[name] = max(used[name], use.Text("last"))
		}
	}
	all := engines.Catalog()
	for _, i := range best(len(all), len(all), func(i, j int) bool { return used[all[i].Name] < used[all[j].Name] }) {
		h.Unused = append(h.Unused, all[i].Name)
	}
	return h, nil
}

// Integration is how much time the last reading still needs.
func (h *Habits) Integration(now time.Time) string {
	last, err := time.Parse(stamp.Layout, h.Last)
	const day = 24 * time.Hour
	switch age := now.Sub(last); {
	case err != nil:
		return "immediate"
	case age < day:
		return "24_hours"
	case age < 3*day:
		return "3_days"
	case age < 7*day:
		return "1_week"
	}
	return "ready"
}
