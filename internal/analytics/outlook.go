package analytics

import (
	"encoding/json"
	"errors"
	"math"

	"github.com/witnessos/witnessos/internal/civil"
)

// Lengths of what is looked at, in days, today included.
const (
	Week    = 7
	Month   = 30
	MaxDays = 90
	// trendDays are today and the week after it, which a trend compares.
	trendDays = 1 + Week
)

// Outlook is what the biorhythm engine says about the days ahead, today first.
type Outlook struct {
	Days    []Day `json:"forecast"`
	Details struct {
		Physical     Cycle `json:"physical"`
		Emotional    Cycle `json:"emotional"`
		Intellectual Cycle `json:"intellectual"`
	} `json:"cycle_details"`
	Score *float64 `json:"confidence_score"`
}

// Day is one of the days. Values are percentages from -100 to 100.
type Day struct {
	Date         civil.Date `json:"date"`
	Physical     float64    `json:"physical"`
	Emotional    float64    `json:"emotional"`
	Intellectual float64    `json:"intellectual"`
	Overall      float64    `json:"overall_energy"`
	Critical     []string   `json:"critical_cycles"` // core cycles that cross zero
}

// Cycle is where a core cycle stands today.
type Cycle struct {
	Name         string     `json:"name"`
	Period       int        `json:"period"`
	Percentage   float64    `json:"percentage"`
	Phase        string     `json:"phase"`
	DaysToPeak   int        `json:"days_to_peak"`
	NextCritical civil.Date `json:"next_critical_date"`
}

// DaysFor is how many days the engine is to look at, so that so many can be shown.
func DaysFor(shown int) int { return max(shown, trendDays) }

// Input is what the engine is asked.
func Input(birth, today civil.Date, days int) json.RawMessage {
	raw, err := json.Marshal(map[string]any{"birth_date": birth, "target_date": today, "forecast_days": days})
	if err != nil {
		panic("analytics: " + err.Error()) // dates that were parsed are valid
	}
	return raw
}

// ReadOutlook reads a result of the engine that has at least so many days.
func ReadOutlook(result json.RawMessage, days int) (*Outlook, error) {
	o := &Outlook{}
	if err := json.Unmarshal(result, o); err != nil {
		return nil, err
	}
	if len(o.Days) < days {
		return nil, errors.New("analytics: the engine looked at too few days")
	}
	for _, c := range o.cycles() {
		if c.Name == "" || c.Period <= 0 || c.NextCritical.IsZero() {
			return nil, errors.New("analytics: the engine did not describe its cycles")
		}
	}
	return o, nil
}

// cycles are the core cycles in the order of all lists.
func (o *Outlook) cycles() []Cycle {
	return []Cycle{o.Details.Physical, o.Details.Emotional, o.Details.Intellectual}
}

// first returns the first n days, or all when there are fewer.
func (o *Outlook) first(n int) []Day { return o.Days[:min(n, len(o.Days))] }

// confidence is the engine's, from 0 to 100; nil when it states none.
func (o *Outlook) confidence() *int {
	if o.Score == nil {
		return nil
	}
	return percent(100 * *o.Score)
}

// nextPeak is the first day after today on which the cycle is at its crest.
func (c *Cycle) nextPeak(today civil.Date) civil.Date {
	if c.DaysToPeak == 0 {
		return today.AddDays(c.Period)
	}
	return today.AddDays(c.DaysToPeak)
}

// strength is how far a cycle is from zero.
func (c *Cycle) strength() int { return *percent(math.Abs(c.Percentage)) }

// value is the value of a core cycle on the day.
func (d *Day) value(cycle string) float64 {
	switch cycle {
	case "physical":
		return d.Physical
	case "emotional":
		return d.Emotional
	default:
		return d.Intellectual
	}
}

func percent(x float64) *int {
	n := int(math.Round(x))
	return &n
}
