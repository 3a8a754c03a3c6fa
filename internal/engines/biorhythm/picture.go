package biorhythm

import (
	"slices"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/curves"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
)

// daysBefore are shown ahead of the forecast, but not days before birth.
const daysBefore = 7

// picture draws the cycles of a result as SVG, from a week before the target date to the end of
// the forecast.
func picture(r *Result, shown []Cycle) string {
	before := min(daysBefore, r.DaysAlive)
	chart := curves.Chart{
		Born:  "born " + r.BirthDate.String(),
		First: r.TargetDate.AddDays(-before),
		Days:  before + len(r.Forecast),
		Day:   r.TargetDate,
		Facts: []sheet.Fact{
			{Label: "DAY OF LIFE", Value: strconv.Itoa(r.DaysAlive)},
			{Label: "OVERALL ENERGY", Value: percent(r.OverallEnergy)},
			{Label: "TREND", Value: r.Trend},
			{Label: "CRITICAL", Value: criticalFact(r)},
		},
		Note: texts().Label("note", "nature", "Short"),
	}
	start := r.DaysAlive - before
	for i, c := range cycles {
		if !slices.Contains(shown, c) {
			continue
		}
		curve := curves.Curve{
			Name: capitalized(c.Name), Style: i, Main: i < coreCycles,
			Period: c.Period, Start: start,
			Value: c.Value(r.DaysAlive), Phase: string(c.Phase(r.DaysAlive)),
			Next: r.TargetDate.AddDays(c.DaysToCritical(r.DaysAlive)),
		}
		for k := range chart.Days {
			if c.IsCritical(start + k) {
				curve.Cross = append(curve.Cross, k)
			}
		}
		chart.Curves = append(chart.Curves, curve)
	}
	return curves.Draw(chart, curves.Options{})
}

// criticalFact says how many core cycles cross on the target date, and which.
func criticalFact(r *Result) string {
	crossing := criticalCore(r.DaysAlive)
	if len(crossing) == 0 {
		return "no core cycle"
	}
	return r.CriticalState + ": " + strings.Join(crossing, ", ")
}

func capitalized(name string) string { return strings.ToUpper(name[:1]) + name[1:] }
