package biorhythm

import (
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/decimal"
)

// Limits of the overall energy, in percent, for days worth pointing out.
const (
	bestOver         = 50.0
	challengingUnder = -25.0
)

// outlook is the forecast with the days that stand out of it.
type outlook struct {
	days        []ForecastDay
	critical    []CriticalDay
	best        []RatedDay
	challenging []ChallengingDay
	summary     Summary
}

// forecast looks at the given number of days, the first one included.
func forecast(birth, first civil.Date, days int) outlook {
	o := outlook{
		days:        make([]ForecastDay, days),
		critical:    []CriticalDay{},
		best:        []RatedDay{},
		challenging: []ChallengingDay{},
	}
	n, sum := first.DaysSince(birth), 0.0
	highest, lowest := 0, 0 // days after the first; earlier ones win ties
	for i := range days {
		overall, crossing := Overall(n+i), criticalCore(n+i)
		rated := RatedDay{first.AddDays(i), decimal.Round(overall, 2)}
		o.days[i] = ForecastDay{
			Date:           rated.Date,
			OverallEnergy:  rated.OverallEnergy,
			Physical:       decimal.Round(cycles[0].Value(n+i), 2),
			Emotional:      decimal.Round(cycles[1].Value(n+i), 2),
			Intellectual:   decimal.Round(cycles[2].Value(n+i), 2),
			CriticalCycles: crossing,
		}
		if len(crossing) > 0 {
			o.critical = append(o.critical, CriticalDay{rated.Date, crossing, criticalState(len(crossing))})
		}
		if overall > bestOver {
			o.best = append(o.best, rated)
		}
		if low := overall < challengingUnder; low || len(crossing) > 0 {
			o.challenging = append(o.challenging, ChallengingDay{rated.Date, rated.OverallEnergy, low, crossing})
		}
		sum += overall
		if overall > Overall(n+highest) {
			highest = i
		}
		if overall < Overall(n+lowest) {
			lowest = i
		}
	}
	at := func(i int) RatedDay { return RatedDay{o.days[i].Date, o.days[i].OverallEnergy} }
	o.summary = Summary{
		Days:            days,
		Average:         decimal.Round(sum/float64(days), 2),
		Highest:         at(highest),
		Lowest:          at(lowest),
		BestDays:        len(o.best),
		ChallengingDays: len(o.challenging),
		CriticalDays:    len(o.critical),
	}
	return o
}

// criticalState names how many core cycles are critical.
func criticalState(cycles int) string {
	return [...]string{"none", "single", "double", "triple"}[cycles]
}

// Trend compares the core cycles that go up or stand high with those that go down or stand
// low on day n. Critical ones count for neither.
func Trend(n int) string {
	up, down := 0, 0
	for _, c := range cycles[:coreCycles] {
		switch c.Phase(n) {
		case Rising, Peak:
			up++
		case Falling, Valley:
			down++
		}
	}
	switch {
	case up > down:
		return "ascending"
	case up < down:
		return "descending"
	}
	return "balanced"
}
