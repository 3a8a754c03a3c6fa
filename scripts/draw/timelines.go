package main

import (
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/drawing/timeline"
)

var lords = []struct {
	name  string
	years float64
}{{"Ketu", 7}, {"Venus", 20}, {"Sun", 6}, {"Moon", 10}, {"Mars", 7}, {"Rahu", 18}, {"Jupiter", 16}, {"Saturn", 19}, {"Mercury", 17}}

// dashas divides a span into nine periods from the lord with the given index on.
func dashas(start time.Time, days float64, first, count int) []timeline.Period {
	var list []timeline.Period
	for i := range count {
		l := lords[(first+i)%9]
		end := start.Add(time.Duration(days * l.years / 120 * 24 * float64(time.Hour)))
		list = append(list, timeline.Period{Lord: l.name, Start: start, End: end})
		start = end
	}
	return list
}

func timelines() []sample {
	const year = 365.25
	birth := time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)
	day := func(days float64) time.Duration { return time.Duration(days * 24 * float64(time.Hour)) }
	maha := dashas(birth.Add(-day(0.96029*18*year)), 120*year, 5, 10)
	antar := dashas(maha[2].Start, 19*year, 7, 9)
	pratyantar := dashas(antar[3].Start, 19.0/6*year, 1, 9)
	full := timeline.Chart{
		Name: "1 January 2000", Born: "12:00 UTC · Greenwich", Moon: "Moon in Swati, pada 4",
		Birth: birth, Now: time.Date(2025, 7, 18, 0, 0, 0, 0, time.UTC),
		Mahadashas: maha, Antardashas: antar, Pratyantardashas: pratyantar,
		Note: "Lahiri ayanamsa · year of 365.25 days",
	}
	two := full
	two.Pratyantardashas, two.Name = nil, ""
	short := full
	short.Horizon = time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC)
	short.Name = strings.Repeat("A very long name ", 10)
	short.Note = strings.Repeat("small print ", 30)

	narrow := timeline.Chart{Birth: birth, Now: birth.Add(day(400 * 3)), Name: "Many narrow periods"}
	for i := range 40 {
		s := birth.Add(day(400 * float64(i)))
		narrow.Mahadashas = append(narrow.Mahadashas, timeline.Period{Lord: lords[i%9].name, Start: s, End: s.Add(day(400))})
	}
	var list []sample
	for name, chart := range map[string]timeline.Chart{"timeline-full": full, "timeline-two": two, "timeline-short": short,
		"timeline-narrow": narrow, "timeline-empty": {}} {
		list = append(list, sample{name, func(o sheet.Options) string { return timeline.Draw(chart, o) }})
	}
	return list
}
