package analytics

import (
	"fmt"

	"github.com/witnessos/witnessos/internal/civil"
)

// Insights are all that can be read from an outlook, and what follows from it.
type Insights struct {
	Trends          []Trend          `json:"biorhythmTrends"`
	Timings         []Timing         `json:"optimalTimings"`
	Energy          Energy           `json:"energyCycles"`
	Recommendations []Recommendation `json:"recommendations"`
	Confidence      *int             `json:"confidence"`
}

// Recommendation is something to do, or to mind, on a day.
type Recommendation struct {
	Type        string     `json:"type"` // timing, activity, energy or caution
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Date        civil.Date `json:"date"`
	Confidence  *int       `json:"confidence"`
	Priority    string     `json:"priority"` // high, medium or low
}

// Predict reads an outlook of a month.
func Predict(o *Outlook) Insights {
	in := Insights{Trends: Trends(o, Month), Timings: Timings(o), Energy: EnergyCycles(o), Confidence: o.confidence()}
	in.Recommendations = append(activityAdvice(in.Timings), energyAdvice(o)...)
	return in
}

// activityAdvice picks the weightiest activity that has a good day, and of the others the one whose
// good day comes first.
func activityAdvice(timings []Timing) []Recommendation {
	advice := []Recommendation{}
	var weighty, early *Timing
	for i := range timings {
		if t := &timings[i]; len(t.BestDates) > 0 && (weighty == nil || t.Weight > weighty.Weight) {
			weighty = t
		}
	}
	if weighty == nil {
		return advice
	}
	soon := civil.Date{}
	for i := range timings {
		t := &timings[i]
		for _, date := range t.BestDates {
			if t != weighty && (early == nil || date.Before(soon)) {
				early, soon = t, date
			}
		}
	}
	advice = append(advice, Recommendation{
		"timing", "Best day for " + weighty.Activity, weighty.Reasoning, weighty.BestDates[0], weighty.Confidence, priority(weighty.Weight),
	})
	if early != nil {
		advice = append(advice, Recommendation{
			"activity", early.Activity, fmt.Sprintf("The next good day for it is %s. %s", soon, early.Reasoning), soon, early.Confidence, priority(early.Weight),
		})
	}
	return advice
}

// energyAdvice points out the best day of the week and those on which cycles cross zero.
func energyAdvice(o *Outlook) []Recommendation {
	week, advice := o.first(Week), []Recommendation{}
	if high, _ := extremes(week); high.Overall > 0 {
		advice = append(advice, Recommendation{
			"energy", "Highest energy of the week", fmt.Sprintf("The overall energy is %.2f on %s.", high.Overall, high.Date),
			high.Date, o.confidence(), "medium",
		})
	}
	for _, d := range week {
		if len(d.Critical) == 0 {
			continue
		}
		urgency := "medium"
		if len(d.Critical) > 1 {
			urgency = "high"
		}
		advice = append(advice, Recommendation{
			"caution", "Critical day", fmt.Sprintf("On %s %s. Leave room for rest.", d.Date, d.crossing()), d.Date, o.confidence(), urgency,
		})
	}
	return advice
}

// priority ranks an activity by its weight.
func priority(weight int) string {
	switch {
	case weight >= 80:
		return "high"
	case weight >= 60:
		return "medium"
	}
	return "low"
}
