package main

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/drawing/curves"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
)

// cycleCurves are the cycles of somebody's life over some columns, the day of interest after a
// number of them.
func cycleCurves(birth, first string, before, days, cycles int) curves.Chart {
	born, from := civil.MustParse(birth), civil.MustParse(first)
	start := from.DaysSince(born)
	c := curves.Chart{
		Born: "born " + birth, First: from, Days: days, Day: from.AddDays(before),
		Facts: []sheet.Fact{{Label: "DAY OF LIFE", Value: strconv.Itoa(start + before)}, {Label: "OVERALL ENERGY", Value: "+21 %"},
			{Label: "TREND", Value: "descending"}, {Label: "CRITICAL", Value: "no cycle"}},
		Note: "Sine waves counted from the day of birth: a calendar for reflection that measures nothing.",
	}
	for i, cycle := range []struct {
		name   string
		period int
	}{{"Physical", 23}, {"Emotional", 28}, {"Intellectual", 33}, {"Intuitive", 38}, {"Aesthetic", 43}, {"Spiritual", 53}}[:cycles] {
		curve := curves.Curve{Name: cycle.name, Style: i, Main: i < 3, Period: cycle.period, Start: start, Value: 61.8, Phase: "falling", Next: from.AddDays(before + 4)}
		for k := range days {
			if r := (start + k) % cycle.period; r == 0 || r == cycle.period/2 {
				curve.Cross = append(curve.Cross, k)
			}
		}
		c.Curves = append(c.Curves, curve)
	}
	return c
}

func curveSheets() []sample {
	long := cycleCurves("1990-06-15", "2025-07-11", 7, 97, 6)
	wordy := cycleCurves("1990-06-15", "2025-07-11", 0, 1, 3)
	wordy.Name, wordy.Born, wordy.Note = strings.Repeat("A very long name ", 10), strings.Repeat("and a long line ", 12), strings.Repeat("small print ", 30)
	for i := range wordy.Curves {
		wordy.Curves[i].Name, wordy.Curves[i].Phase = strings.Repeat("cycle ", 30), strings.Repeat("phase ", 30)
	}
	var list []sample
	for name, chart := range map[string]curves.Chart{
		"curves-week":   cycleCurves("1990-06-15", "2025-07-11", 7, 14, 3),
		"curves-all":    cycleCurves("1990-06-15", "2025-12-11", 7, 37, 6),
		"curves-long":   long,
		"curves-birth":  cycleCurves("2000-01-01", "2000-01-01", 0, 7, 6),
		"curves-triple": cycleCurves("1990-06-15", "2048-08-14", 7, 14, 3),
		"curves-wordy":  wordy,
		"curves-empty":  {},
	} {
		list = append(list, sample{name, func(o sheet.Options) string { return curves.Draw(chart, o) }})
	}
	return list
}
