package synthesis

import (
	"slices"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
)

// How long the lists for people may be.
const (
	mostInsights        = 5
	mostRecommendations = 5
	mostThemes          = 3
	mostParagraphs      = 6
)

// Summary is the whole in one or two sentences.
func (r *Result) Summary() string {
	s := r.reader
	if n := len(s.patterns); n > 0 {
		text := sentence(s.patterns[0])
		switch {
		case n > 1:
			text += " " + sentence(s.patterns[1])
		case r.Field.Level != nil:
			text += " On the whole " + texts().Label("level", *r.Field.Level, "Short") + "."
		}
		return text
	}
	names := s.names(r.Engines)
	speaking, about := s.mainThemes()
	switch {
	case len(names) == 0:
		return "No engine gave a result to read."
	case len(names) == 1 && len(about) == 0:
		return names[0] + " is the only voice in this reading, so there is nothing to compare it with."
	case len(names) == 1:
		return names[0] + " is the only voice in this reading, and speaks of " + about[0] + "."
	case len(about) == 0:
		return enumerate(names) + " each tell their own story; they have nothing in common that could be compared."
	}
	for i := range about {
		about[i] = speaking[i] + " of " + about[i]
	}
	return "The readings look at different sides of you: " + enumerate(about) + "."
}

// Detailed is the whole in paragraphs.
func (r *Result) Detailed() string {
	var paragraphs []string
	for _, a := range r.reader.patterns[:min(mostParagraphs, len(r.reader.patterns))] {
		paragraphs = append(paragraphs, sentence(a)+" "+message(a))
	}
	if paragraphs == nil {
		paragraphs = append(paragraphs, r.Summary())
	}
	if list := periods(r.Correlations.Timing.Challenging); list != "" {
		paragraphs = append(paragraphs, "Days to take gently: "+list)
	}
	if list := periods(r.Correlations.Timing.Transitions); list != "" {
		paragraphs = append(paragraphs, "Something changes: "+list)
	}
	if r.Field.Coherence != nil {
		paragraphs = append(paragraphs, texts().Text("level", *r.Field.Level)+" Coherence "+
			strconv.FormatFloat(*r.Field.Coherence, 'f', 2, 64)+" of 1, a convention of this service.")
	}
	return strings.Join(paragraphs, "\n\n")
}

// periods tells the first few periods and what marks them.
func periods(list []Period) string {
	var told []string
	for i := range list[:min(mostThemes, len(list))] {
		var marks []string
		for _, source := range list[i].Sources {
			_, mark, _ := strings.Cut(source, ": ")
			marks = append(marks, mark)
		}
		told = append(told, days(&list[i])+" ("+strings.Join(marks, ", ")+")")
	}
	if told == nil {
		return ""
	}
	return strings.Join(told, "; ") + "."
}

func days(p *Period) string {
	if p.Start == p.End {
		return p.Start
	}
	return p.Start + " to " + p.End
}

// KeyInsights says in a sentence each what the engines agree on, at most 5.
func (r *Result) KeyInsights() []string {
	list := []string{}
	for _, a := range r.reader.patterns[:min(mostInsights, len(r.reader.patterns))] {
		list = append(list, sentence(a))
	}
	return list
}

// Recommendations are what to do with shared themes and with the next days, the strongest first, at
// most 5. What numbers and figures have to say is no advice.
func (r *Result) Recommendations() []string {
	list := []string{}
	for _, g := range r.Guidance {
		if len(list) < mostRecommendations && (g.Area == areaTiming || slices.Contains(engines.Themes(), g.Area)) {
			list = append(list, g.Guidance)
		}
	}
	return list
}

// SharedThemes are the themes that at least two engines have, with their names, at most 3.
func (r *Result) SharedThemes() []string {
	list := []string{}
	for _, a := range r.reader.patternsOf(engines.SignalTheme) {
		if len(list) < mostThemes {
			list = append(list, a.value+" ("+strings.Join(a.names, ", ")+")")
		}
	}
	return list
}

// mainThemes are the names of up to three engines that have themes, and what each speaks of most.
func (s *reader) mainThemes() (names, about []string) {
	for i := range s.voices {
		v := &s.voices[i]
		value, weight := "", 0.0
		for j := range v.signals {
			if signal := &v.signals[j]; signal.Kind == engines.SignalTheme && signal.Weight > weight {
				value, weight = signal.Value, signal.Weight
			}
		}
		if value != "" && len(names) < mostThemes {
			names, about = append(names, v.name), append(about, texts().Label("theme", value, "Short"))
		}
	}
	return names, about
}
