package analytics

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/shortsort"
)

// Timing says when to do something. The weight ranks activities and is not a confidence.
type Timing struct {
	Activity   string       `json:"activity"`
	BestDates  []civil.Date `json:"bestDates"`
	WorstDates []civil.Date `json:"worstDates"`
	Weight     int          `json:"weight"`
	Confidence *int         `json:"confidence"` // nil without a best date
	Reasoning  string       `json:"reasoning"`
}

// activities are what timings are given for, with the cycles that carry each.
var activities = []struct {
	name   string
	weight int
	cycles []string
}{
	{"Physical Exercise", 80, []string{"physical"}},
	{"Creative Work", 60, []string{"emotional", "intellectual"}},
	{"Important Decisions", 90, []string{"intellectual"}},
	{"Social Activities", 70, []string{"emotional"}},
	{"Learning New Skills", 80, []string{"intellectual"}},
	{"Meditation/Reflection", 50, []string{"emotional"}},
}

const (
	bestOver   = 50.0
	worstUnder = -50.0
	maxBest    = 5
	maxWorst   = 3
)

// Timings are the best and worst days of the month ahead for each activity.
func Timings(o *Outlook) []Timing {
	timings := []Timing{}
	for _, a := range activities {
		var best, worst []ratedDay
		days := o.first(Month)
		for _, d := range days {
			switch mean := d.mean(a.cycles); {
			case mean > bestOver:
				best = append(best, ratedDay{d.Date, mean})
			case mean < worstUnder:
				worst = append(worst, ratedDay{d.Date, mean})
			}
		}
		// Of equally strong days the earlier one comes first.
		shortsort.SortFunc(best, func(x, y ratedDay) int { return cmp.Compare(y.mean, x.mean) })
		shortsort.SortFunc(worst, func(x, y ratedDay) int { return cmp.Compare(x.mean, y.mean) })
		best, worst = best[:min(maxBest, len(best))], worst[:min(maxWorst, len(worst))]

		t := Timing{Activity: a.name, BestDates: datesOf(best), WorstDates: datesOf(worst), Weight: a.weight}
		what := "the " + a.cycles[0] + " cycle"
		if len(a.cycles) > 1 {
			what = "the mean of the " + strings.Join(a.cycles, " and the ") + " cycle"
		}
		if len(best) == 0 {
			t.Reasoning = fmt.Sprintf("In the next %d days %s does not rise above %v.", len(days), what, bestOver)
		} else {
			sum := 0.0
			for _, d := range best {
				sum += d.mean
			}
			t.Confidence = percent(sum / float64(len(best)))
			t.Reasoning = fmt.Sprintf("On the best days %s is above %v; it is highest, at %.2f, on %s.", what, bestOver, best[0].mean, best[0].date)
		}
		timings = append(timings, t)
	}
	return timings
}

// ratedDay is a day with the mean of the cycles that an activity rests on.
type ratedDay struct {
	date civil.Date
	mean float64
}

func datesOf(days []ratedDay) []civil.Date {
	dates := make([]civil.Date, len(days))
	for i, d := range days {
		dates[i] = d.date
	}
	return dates
}

// mean is the mean of cycles on the day.
func (d *Day) mean(cycles []string) float64 {
	sum := 0.0
	for _, c := range cycles {
		sum += d.value(c)
	}
	return sum / float64(len(cycles))
}
