package biorhythm

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
)

// calculate turns a normalised input into cycles and the cycles into words.
func calculate(_ engines.Env, in Input) (Result, error) {
	shown := in.shown()
	n := in.TargetDate.DaysSince(in.BirthDate)
	o := forecast(in.BirthDate, in.TargetDate, in.ForecastDays)
	crossing := criticalCore(n)
	details := newSet(shown, func(c Cycle) Detail { return in.detail(c, n) })

	r := Result{
		BirthDate:  in.BirthDate,
		TargetDate: in.TargetDate,
		DaysAlive:  n,

		PhysicalPercentage:     details.Physical.Percentage,
		EmotionalPercentage:    details.Emotional.Percentage,
		IntellectualPercentage: details.Intellectual.Percentage,
		IntuitivePercentage:    percentage(details.Intuitive),
		AestheticPercentage:    percentage(details.Aesthetic),
		SpiritualPercentage:    percentage(details.Spiritual),

		PhysicalPhase:     details.Physical.Phase,
		EmotionalPhase:    details.Emotional.Phase,
		IntellectualPhase: details.Intellectual.Phase,

		OverallEnergy:  decimal.Round(Overall(n), 2),
		CriticalDay:    len(crossing) > 0,
		CriticalState:  criticalState(len(crossing)),
		CriticalCycles: critical(shown, n),
		Trend:          Trend(n),

		CycleDetails: details,
		Cycles:       newSet(shown, func(c Cycle) Brief { return Brief{decimal.Round(c.Value(n), 2), c.Phase(n)} }),

		Forecast:        o.days,
		ForecastSummary: o.summary,
		CriticalDays:    o.critical,
		BestDays:        o.best,
		ChallengingDays: o.challenging,

		EnergyOptimization: optimization(shown, n),
		Synchronization:    synchronize(shown, n),

		Physical:     gauge(cycles[0], n),
		Emotional:    gauge(cycles[1], n),
		Intellectual: gauge(cycles[2], n),
	}
	if !in.IncludeCritical {
		r.CriticalDays = []CriticalDay{}
	}
	if !in.PartnerBirthDate.IsZero() {
		r.Compatibility = compare(in.BirthDate, in.PartnerBirthDate, in.TargetDate, shown)
	}
	r.Reading = reading(&r, shown, o.critical)
	if in.IncludeSVG {
		r.SVG = picture(&r, shown)
	}
	return r, nil
}

func percentage(d *Detail) *float64 {
	if d == nil {
		return nil
	}
	return &d.Percentage
}

func (in *Input) detail(c Cycle, n int) Detail {
	return Detail{
		Name:         c.Name,
		Period:       c.Period,
		Percentage:   decimal.Round(c.Value(n), 2),
		Phase:        c.Phase(n),
		DaysToPeak:   c.DaysToPeak(n),
		DaysToValley: c.DaysToValley(n),
		NextCritical: in.TargetDate.AddDays(c.DaysToCritical(n)),
		Description:  texts().Text(c.Name, string(c.Phase(n))),
	}
}

// gauge shows a cycle between 0 and 100 and calls it high or low by its sign.
func gauge(c Cycle, n int) Gauge {
	value := c.Value(n) / 100
	phase := "high"
	switch {
	case c.IsCritical(n) && c.IsRising(n):
		phase = "critical_positive"
	case c.IsCritical(n):
		phase = "critical_negative"
	case value < 0:
		phase = "low"
	}
	return Gauge{
		Type:        c.Name,
		Value:       decimal.Round(value, 4),
		Percentage:  decimal.Round(50+50*value, 2),
		Phase:       phase,
		Description: texts().Text(c.Name, string(c.Phase(n))),
	}
}

func optimization(shown []Cycle, n int) Optimization {
	o := Optimization{Overall: texts().Label("overall", energyBand(Overall(n)), "Practice")}
	into := [len(cycles)]*string{&o.Physical, &o.Emotional, &o.Intellectual, &o.Intuitive, &o.Aesthetic, &o.Spiritual}
	for i, c := range cycles {
		if slices.Contains(shown, c) {
			*into[i] = texts().Label(c.Name, string(c.Phase(n)), "Advice")
		}
	}
	return o
}

// reading is the part of the result that all engines share.
func reading(r *Result, shown []Cycle, ahead []CriticalDay) engines.Reading {
	n := r.DaysAlive
	advice := r.EnergyOptimization
	return engines.Reading{
		Confidence:      engines.Confidence{}.Score(),
		Text:            text(r, shown),
		Recommendations: []string{advice.Physical, advice.Emotional, advice.Intellectual},
		RealityPatches:  []string{advice.Overall},
		Archetypes:      archetypes(r),
		Signals:         signals(r, ahead),
		Raw: Raw{
			DaysAlive:  n,
			Values:     newSet(shown, func(c Cycle) float64 { return c.Value(n) }),
			Residues:   newSet(shown, func(c Cycle) int { return c.residue(n) }),
			Overall:    Overall(n),
			Thresholds: Thresholds{PeakFrom, ValleyFrom, bestOver, challengingUnder},
			Convention: alignmentConvention,
			Note:       texts().Text("note", "nature"),
		},
	}
}

// archetypes names the cycle that sets the tone, and the threshold of a critical day.
func archetypes(r *Result) []string {
	list := []string{}
	if r.Synchronization.DominantCycle != nil {
		switch *r.Synchronization.DominantCycle {
		case "physical":
			list = append(list, "The Mover")
		case "emotional":
			list = append(list, "The Heart")
		case "intellectual":
			list = append(list, "The Thinker")
		}
	}
	if r.CriticalDay {
		list = append(list, "The Threshold")
	}
	return list
}

// signals are the facts that other engines' results can be compared with.
func signals(r *Result, ahead []CriticalDay) []engines.Signal {
	var list []engines.Signal
	for _, day := range ahead {
		list = append(list, engines.Signal{
			Kind: engines.SignalTiming, Value: day.Date.String(),
			Weight: decimal.Round(float64(len(day.Cycles))/coreCycles, 2),
			Source: day.State + " critical day: " + strings.Join(day.Cycles, ", "),
		})
	}
	theme := func(value string, weight float64, source string) {
		list = append(list, engines.Signal{Kind: engines.SignalTheme, Value: value, Weight: weight, Source: source})
	}
	if c, ok := dominant(r.DaysAlive); ok {
		theme(themeOf(c), decimal.Round(math.Abs(c.Value(r.DaysAlive))/100, 2), "dominant cycle")
	}
	if r.CriticalDay {
		theme(engines.ThemeTransition, 0.6, r.CriticalState+" critical day")
	}
	switch {
	case r.OverallEnergy > bestOver:
		theme(engines.ThemeAgency, 0.5, "overall energy")
	case r.OverallEnergy < challengingUnder:
		theme(engines.ThemeRest, 0.5, "overall energy")
	}
	return list
}

// themeOf maps the core cycles to the themes that engines share.
func themeOf(core Cycle) string {
	switch core.Name {
	case "physical":
		return engines.ThemeVitality
	case "emotional":
		return engines.ThemeFeeling
	}
	return engines.ThemeClarity
}

// text is the whole result for people.
func text(r *Result, shown []Cycle) string {
	var b strings.Builder
	b.Grow(2 << 10)
	b.WriteString("Biorhythm for " + r.TargetDate.String() + ", " + strconv.Itoa(r.DaysAlive) + " days after birth\n\n")
	b.WriteString("Overall energy " + percent(r.OverallEnergy) + ", " + r.Trend + "\n")
	b.WriteString(texts().Text("overall", energyBand(r.OverallEnergy)) + " " + texts().Text("trend", r.Trend))
	if r.CriticalDay {
		b.WriteString(" " + texts().Text("critical", r.CriticalState))
	}
	for _, c := range shown {
		phase := c.Phase(r.DaysAlive)
		b.WriteString("\n\n" + capitalized(c.Name) + " " + percent(c.Value(r.DaysAlive)) + ", " + string(phase) + "\n")
		b.WriteString(texts().Text(c.Name, string(phase)))
	}
	b.WriteString("\n\nThe next " + strconv.Itoa(r.ForecastSummary.Days) + " days\n")
	b.WriteString("The highest day is " + r.ForecastSummary.Highest.Date.String() + " at " + percent(r.ForecastSummary.Highest.OverallEnergy) +
		", the lowest " + r.ForecastSummary.Lowest.Date.String() + " at " + percent(r.ForecastSummary.Lowest.OverallEnergy) + ".")
	for _, day := range r.CriticalDays {
		b.WriteString(" Critical: " + day.Date.String() + " (" + strings.Join(day.Cycles, ", ") + ").")
	}
	b.WriteString("\n\n" + texts().Text("note", "nature"))
	return b.String()
}

// percent writes a percentage as a whole number with its sign.
func percent(x float64) string {
	rounded := int(math.Round(x))
	if rounded > 0 {
		return "+" + strconv.Itoa(rounded) + "%"
	}
	return strconv.Itoa(rounded) + "%"
}
