package synthesis

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
)

// agreement is one value and the engines that gave it; a pattern when there are two or more.
type agreement struct {
	kind    engines.SignalKind
	value   string
	total   float64 // of the weights
	engines []string
	names   []string // of the engines, for people
	parts   []string // what each engine says so with
}

// pattern reports whether at least two engines agree.
func (a *agreement) pattern() bool { return len(a.engines) >= 2 }

// sources are the parts with their engines.
func (a *agreement) sources() []string {
	list := make([]string, len(a.parts))
	for i, part := range a.parts {
		list[i] = a.engines[i] + ": " + part
	}
	return list
}

// agreements lists all values of a kind, the heaviest first. Equal weights are in the order of
// their values, numbers by size.
func (s *reader) agreements(k engines.SignalKind) []*agreement {
	var list []*agreement
	for i := range s.voices {
		v := &s.voices[i]
		for j := range v.signals {
			if signal := &v.signals[j]; signal.Kind == k {
				var a *agreement
				for _, known := range list {
					if known.value == signal.Value {
						a = known
					}
				}
				if a == nil {
					a = &agreement{kind: k, value: signal.Value}
					list = append(list, a)
				}
				a.total += signal.Weight
				a.engines = append(a.engines, v.engine)
				a.names = append(a.names, v.name)
				a.parts = append(a.parts, signal.Source)
			}
		}
	}
	order(len(list), func(i, j int) bool {
		a, b := list[i], list[j]
		// Sums of the same weights may differ in their last bits.
		if x, y := round(a.total), round(b.total); x != y {
			return x > y
		}
		if len(a.value) != len(b.value) {
			return len(a.value) < len(b.value)
		}
		return a.value < b.value
	}, func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// order sorts by insertion, which is stable. The lists are short, and every instance of a generic
// sort would be compiled anew.
func order(n int, before func(i, j int) bool, swap func(i, j int)) {
	for i := 1; i < n; i++ {
		for j := i; j > 0 && before(j, j-1); j-- {
			swap(j, j-1)
		}
	}
}

// patternsOf are the agreements of a kind that at least two engines share.
func (s *reader) patternsOf(k engines.SignalKind) []*agreement {
	var list []*agreement
	for _, a := range s.of(k) {
		if a.pattern() {
			list = append(list, a)
		}
	}
	return list
}

// strength is the sum of the weights by the number of engines that could have agreed, 0 to 1.
func (s *reader) strength(a *agreement) float64 {
	return round(a.total / float64(max(s.capable(a.kind), 1)))
}

// round keeps four decimals: more would be no statement.
func round(x float64) float64 { return decimal.Round(x, 4) }

// message is the text for what engines agree on.
func message(a *agreement) string {
	if a.kind == engines.SignalArchetype {
		return texts().Text("archetype", classOf(a.value))
	}
	return texts().Text(string(a.kind), a.value)
}

// correlate lists the patterns of numbers, figures or elements.
func (s *reader) correlate(k engines.SignalKind) []Pattern {
	list := []Pattern{}
	for _, a := range s.patternsOf(k) {
		strength := s.strength(a)
		p := Pattern{Engines: a.engines, Sources: a.sources(), Interpretation: message(a)}
		switch k {
		case engines.SignalNumber:
			p.Number, _ = strconv.Atoi(a.value)
			p.Frequency, p.Significance = len(a.engines), &strength
		case engines.SignalArchetype:
			p.Archetype, p.Strength = titled(a.value), &strength
		default:
			p.Element, p.Strength = a.value, &strength
		}
		list = append(list, p)
	}
	return list
}

func (s *reader) themes() []Theme {
	list := []Theme{}
	for _, a := range s.patternsOf(engines.SignalTheme) {
		t := Theme{Theme: a.value, Strength: s.strength(a), Message: message(a)}
		for i, engine := range a.engines {
			t.Sources = append(t.Sources, ThemeSource{engine, a.parts[i]})
		}
		list = append(list, t)
	}
	return list
}
