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
	in.Recommendations = append(activityAdvice(in.Timings), weekAdvice(o)...)
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

// weekAdvice points out the strongest and the weakest day of the week, and those on which cycles cross
// zero.
func weekAdvice(o *Outlook) []Recommendation {
	week, advice := o.first(Week), []Recommendation{}
	add := func(kind, title string, day *Day, priority, description string) {
		advice = append(advice, Recommendation{kind, title, description, day.Date, o.confidence(), priority})
	}
	high, low := extremes(week)
	if high.Overall > 0 {
		add("energy", "Highest energy of the week", high, "medium",
			"Put what takes the most strength on "+high.Date.String()+", the day of the highest energy this week.")
	}
	if low.Overall < 0 {
		add("energy", "Lowest energy of the week", low, "low",
			"Keep "+low.Date.String()+" light: it is the day of the lowest energy this week.")
	}
	for i := range week {
		d, urgency := &week[i], "medium"
		if len(d.Critical) > 1 {
			urgency = "high"
		}
		if len(d.Critical) > 0 {
			add("caution", "Critical day", d, urgency, "Take "+d.Date.String()+" slowly: "+d.crossing()+".")
		}
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
