package synthesis

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
)

const (
	mostGuidance = 10
	mostPatches  = 5
	mostEdges    = 3
	insistence   = 0.6 // weight from which on a theme of one engine alone is worth a word
)

// areaTiming is the area of guidance about days.
const areaTiming = "timing"

// consciousness turns the patterns into points for a person.
func (s *reader) consciousness(level *string) Map {
	m := Map{Awareness: level, Integration: []Point{}, Edges: []Point{}, Shadows: []Point{}}
	if level != nil {
		meaning := texts().Text("level", *level)
		m.Meaning = &meaning
	}
	for _, a := range s.patterns {
		m.Integration = append(m.Integration, Point{area(a), sentence(a), a.engines})
	}
	for _, a := range s.of(engines.SignalTheme) {
		entry := texts().Entry("theme", a.value)
		short := entry.Labels["Short"]
		switch {
		case a.pattern():
			m.Shadows = append(m.Shadows, Point{a.value, "The other side of " + short + ": " + entry.Labels["Shadow"] + ".", a.engines})
		case a.total >= insistence && len(m.Edges) < mostEdges:
			m.Edges = append(m.Edges, Point{a.value, a.names[0] + " alone insists on " + short + ". The edge of it: " + entry.Labels["Edge"] + ".", a.engines})
		}
	}
	return m
}

// area names what a pattern is about.
func area(a *agreement) string {
	switch a.kind {
	case engines.SignalTheme:
		return a.value
	case engines.SignalArchetype:
		return "archetype: " + titled(a.value)
	default:
		return string(a.kind) + ": " + a.value
	}
}

// sentence says who agrees on what.
func sentence(a *agreement) string {
	link, what := " meet in one theme: ", ""
	switch a.kind {
	case engines.SignalTheme:
	case engines.SignalArchetype:
		return enumerate(a.names) + " speak of the same figure, " + titled(a.value) + "."
	case engines.SignalNumber:
		link, what = " arrive at the same number, ", a.value+": "
	default:
		link, what = " share the element of ", a.value+": "
	}
	return enumerate(a.names) + link + what + texts().Label(string(a.kind), a.value, "Short") + "."
}

// guidance lists what may be done with the patterns, the strongest first, and with the next days.
func (s *reader) guidance(transitions []Period) []Guidance {
	list, strengths := []Guidance{}, []float64{}
	add := func(strength float64, area, advice string, engines []string) {
		list, strengths = append(list, Guidance{priority(strength), area, advice, engines}), append(strengths, strength)
	}
	for _, a := range s.patterns {
		advice := message(a)
		if a.kind == engines.SignalTheme {
			advice = texts().Label("theme", a.value, "Practice")
		}
		add(s.strength(a), area(a), advice, a.engines)
	}
	for i := range transitions {
		if p := &transitions[i]; p.Aligned {
			add(*p.Strength, areaTiming, "From "+p.Start+" to "+p.End+" "+enumerate(s.names(p.Engines))+
				" mark a change. Keep those days light, and let decisions wait until you have seen what moves.", p.Engines)
		}
	}
	order(len(list), func(i, j int) bool { return strengths[i] > strengths[j] }, func(i, j int) {
		list[i], list[j] = list[j], list[i]
		strengths[i], strengths[j] = strengths[j], strengths[i]
	})
	return list[:min(mostGuidance, len(list))]
}

func priority(strength float64) string {
	switch {
	case strength > 0.6:
		return "high"
	case strength > 0.3:
		return "medium"
	}
	return "low"
}

// names are those of engines, for people.
func (s *reader) names(engines []string) []string {
	var list []string
	for i := range s.voices {
		if v := &s.voices[i]; slices.Contains(engines, v.engine) {
			list = append(list, v.name)
		}
	}
	return list
}

// patches are small practices for the shared themes. An id stands for the theme and for what said so.
func (s *reader) patches() []Patch {
	list := []Patch{}
	for _, a := range s.patternsOf(engines.SignalTheme) {
		if len(list) == mostPatches {
			break
		}
		sum := sha256.Sum256([]byte(strings.Join(a.sources(), "\x00")))
		entry := texts().Entry("theme", a.value)
		list = append(list, Patch{
			ID:          "patch_" + a.value + "_" + hex.EncodeToString(sum[:4]),
			Description: "A practice for " + entry.Labels["Short"] + ", which " + enumerate(a.names) + " have in common.",
			Method:      entry.Labels["Practice"],
			Outcome:     entry.Labels["Outcome"],
			Engines:     a.engines,
		})
	}
	return list
}
