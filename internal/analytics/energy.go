package analytics

import (
	"fmt"
	"strings"

	"github.com/witnessos/witnessos/internal/civil"
)

// Energy is the week ahead in the energy of its days, and what returns in it.
type Energy struct {
	Period          string    `json:"period"`
	Levels          []Level   `json:"energyLevels"`
	Patterns        []Pattern `json:"patterns"`
	Recommendations []string  `json:"recommendations"`
}

// Level is the energy of a day, from 0 to 100.
type Level struct {
	Date       civil.Date `json:"date"`
	Level      int        `json:"level"`
	Type       string     `json:"type"` // high, medium, low or critical
	Confidence *int       `json:"confidence"`
}

// Pattern is a cycle that returns.
type Pattern struct {
	Pattern        string     `json:"pattern"`
	Frequency      string     `json:"frequency"`
	Strength       int        `json:"strength"`
	Description    string     `json:"description"`
	NextOccurrence civil.Date `json:"nextOccurrence"`
}

// EnergyCycles is the energy of the week that begins today.
func EnergyCycles(o *Outlook) Energy {
	e := Energy{Period: "weekly", Levels: []Level{}, Patterns: []Pattern{}, Recommendations: []string{}}
	week := o.first(Week)
	for _, d := range week {
		e.Levels = append(e.Levels, Level{d.Date, d.level(), d.kind(), o.confidence()})
	}
	for _, c := range o.cycles() {
		peak := c.nextPeak(week[0].Date)
		e.Patterns = append(e.Patterns, Pattern{
			Pattern:        c.Name,
			Frequency:      fmt.Sprintf("every %d days", c.Period),
			Strength:       c.strength(),
			Description:    fmt.Sprintf("The %s cycle stands at %.2f today and peaks next on %s.", c.Name, c.Percentage, peak),
			NextOccurrence: peak,
		})
	}
	for _, advice := range weekAdvice(o) {
		e.Recommendations = append(e.Recommendations, advice.Description)
	}
	return e
}

func (d *Day) level() int { return *percent((d.Overall + 100) / 2) }

func (d *Day) kind() string {
	switch {
	case len(d.Critical) > 0:
		return "critical"
	case d.Overall > 50:
		return "high"
	case d.Overall > 0:
		return "medium"
	}
	return "low"
}

// crossing says which cycles cross zero on the day.
func (d *Day) crossing() string {
	switch n := len(d.Critical); n {
	case 1:
		return "the " + d.Critical[0] + " cycle crosses zero"
	default:
		return "the " + strings.Join(d.Critical[:n-1], ", ") + " and " + d.Critical[n-1] + " cycles cross zero"
	}
}

// extremes are the days of the highest and the lowest energy; of equal ones, the earlier.
func extremes(days []Day) (high, low *Day) {
	high, low = &days[0], &days[0]
	for i := range days {
		if days[i].Overall > high.Overall {
			high = &days[i]
		}
		if days[i].Overall < low.Overall {
			low = &days[i]
		}
	}
	return high, low
}
