package synthesis

import (
	"slices"
	"strings"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
)

const (
	together    = 3  // days that marks may lie apart and still be one period
	clearDays   = 7  // how far ahead a stretch without marks is looked for; no engine looks less far
	mostPeriods = 10 // of each kind in a result
)

// mark is a day that an engine has marked.
type mark struct {
	day            civil.Date
	engine, source string
	weight         float64
}

// timing sorts years and months that the day belongs to, days on which a period changes, and days
// that are marked as critical. Marks of the past are over and left out.
func (s *reader) timing() Timing {
	t := Timing{Current: []Cycle{}, Optimal: []Period{}}
	today := s.at.Day.String()
	for _, a := range s.of(engines.SignalTiming) {
		if len(a.value) < len(today) && strings.HasPrefix(today, a.value) {
			t.Current = append(t.Current, Cycle{a.value, a.engines, a.sources()})
		}
	}
	changes, strains := s.marks()
	t.Transitions = s.periods(changes)
	t.Challenging = s.periods(strains)
	if first := min(firstDay(changes), firstDay(strains)); first != noDay {
		t.Optimal = s.before(civil.FromDayNumber(first), changes, strains)
	}
	return t
}

// marks are the days from the day of the reading on: of the biorhythm those that are critical, of
// all other engines those on which something changes.
func (s *reader) marks() (changes, strains []mark) {
	for i := range s.voices {
		v := &s.voices[i]
		for j := range v.signals {
			signal := &v.signals[j]
			if signal.Kind != engines.SignalTiming {
				continue
			}
			day, err := civil.Parse(signal.Value)
			if err != nil || day.Before(s.at.Day) {
				continue
			}
			m := mark{day, v.engine, signal.Source, signal.Weight}
			if v.engine == "biorhythm" {
				strains = append(strains, m)
			} else {
				changes = append(changes, m)
			}
		}
	}
	byDay(changes)
	byDay(strains)
	return changes, strains
}

// byDay sorts marks; engines stay in canonical order.
func byDay(marks []mark) {
	order(len(marks), func(i, j int) bool { return marks[i].day.Before(marks[j].day) },
		func(i, j int) { marks[i], marks[j] = marks[j], marks[i] })
}

// periods joins marks that lie close together.
func (s *reader) periods(marks []mark) []Period {
	list := []Period{}
	for len(marks) > 0 && len(list) < mostPeriods {
		n := 1
		for n < len(marks) && marks[n].day.DaysSince(marks[n-1].day) <= together {
			n++
		}
		list = append(list, s.period(marks[:n]))
		marks = marks[n:]
	}
	return list
}

func (s *reader) period(marks []mark) Period {
	p := Period{Start: marks[0].day.String(), End: marks[len(marks)-1].day.String()}
	total := 0.0
	for i := range marks {
		m := &marks[i]
		p.Sources = append(p.Sources, m.engine+": "+m.source)
		if slices.Contains(p.Engines, m.engine) {
			continue
		}
		p.Engines = append(p.Engines, m.engine)
		heaviest := 0.0 // an engine counts once
		for j := range marks {
			if marks[j].engine == m.engine {
				heaviest = max(heaviest, marks[j].weight)
			}
		}
		total += heaviest
	}
	strength := round(total / float64(s.capable(engines.SignalTiming)))
	p.Strength, p.Aligned = &strength, len(p.Engines) >= 2
	return p
}

// before is the stretch from the day of the reading to the day before the first mark, at most a
// week; none when that is the day itself. It is aligned when two engines leave it free.
func (s *reader) before(first civil.Date, marks ...[]mark) []Period {
	last := first.AddDays(-1)
	if end := s.at.Day.AddDays(clearDays - 1); last.After(end) {
		last = end
	}
	if last.Before(s.at.Day) {
		return []Period{}
	}
	p := Period{Start: s.at.Day.String(), End: last.String(), Sources: []string{}}
	var marking []string
	for _, list := range marks {
		for i := range list {
			marking = append(marking, list[i].engine)
		}
	}
	p.Engines = s.inOrder(marking, nil)
	p.Aligned = len(p.Engines) >= 2
	return []Period{p}
}

// noDay is later than any.
const noDay = 1 << 30

func firstDay(sorted []mark) int {
	if len(sorted) == 0 {
		return noDay
	}
	return sorted[0].day.DayNumber()
}
