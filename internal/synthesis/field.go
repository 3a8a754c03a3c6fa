package synthesis

import (
	"math"

	"github.com/witnessos/witnessos/internal/engines"
)

// field counts coherence and what follows from it (calculation spec, section 4.3): the mean over
// all pairs of engines that share a kind of the cosine similarity of their signal vectors.
func (s *reader) field() Field {
	f := Field{Terms: Terms{
		Pairs:        s.pairs(),
		Coherence:    texts().Text("convention", "coherence"),
		Significance: texts().Text("convention", "significance"),
		Timing:       texts().Text("convention", "timing"),
	}}
	themes := s.of(engines.SignalTheme)
	if len(themes) > 0 {
		f.Dominant = &themes[0].value
		f.Evolution = shares(themes)
	}
	if len(f.Terms.Pairs) == 0 {
		return f
	}
	mean, deviation := spread(f.Terms.Pairs)
	coherence, stability, deviates, level := round(mean), round(1-deviation), round(deviation), levelOf(round(mean))
	f.Coherence, f.Stability, f.Terms.StandardDeviation, f.Level = &coherence, &stability, &deviates, &level
	return f
}

// levelOf names a coherence.
func levelOf(coherence float64) string {
	switch {
	case coherence > 0.8:
		return "High"
	case coherence > 0.6:
		return "Moderate"
	case coherence > 0.4:
		return "Emerging"
	}
	return "Low"
}

// spread returns mean and population standard deviation of the similarities.
func spread(pairs []Pair) (mean, deviation float64) {
	n := float64(len(pairs))
	for _, p := range pairs {
		mean += p.Similarity / n
	}
	for _, p := range pairs {
		deviation += (p.Similarity - mean) * (p.Similarity - mean) / n
	}
	return mean, math.Sqrt(deviation)
}

// pairs compares all engines with each other, in canonical order. Engines without a kind in common
// are not comparable and make no pair.
func (s *reader) pairs() []Pair {
	pairs := []Pair{}
	for i := range s.voices {
		for j := i + 1; j < len(s.voices); j++ {
			a, b := &s.voices[i], &s.voices[j]
			var shared []string
			for _, k := range kinds {
				if a.gives(k) && b.gives(k) {
					shared = append(shared, string(k))
				}
			}
			if shared != nil {
				pairs = append(pairs, Pair{[2]string{a.engine, b.engine}, shared, round(cosine(a.signals, b.signals))})
			}
		}
	}
	return pairs
}

// cosine is that of the angle between two vectors whose axes are the values of the signals. Both
// lists are sorted by axis and not empty.
func cosine(a, b []engines.Signal) float64 {
	dot := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := bySignal(&a[i], &b[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			dot += a[i].Weight * b[j].Weight
			i, j = i+1, j+1
		}
	}
	return min(dot/(length(a)*length(b)), 1)
}

func length(signals []engines.Signal) float64 {
	sum := 0.0
	for _, s := range signals {
		sum += s.Weight * s.Weight
	}
	return math.Sqrt(sum)
}

// shares are the parts that the three heaviest themes have of the weight of all.
func shares(themes []*agreement) []ThemeShare {
	const most = 3
	total := 0.0
	for _, a := range themes {
		total += a.total
	}
	var list []ThemeShare
	for _, a := range themes[:min(most, len(themes))] {
		list = append(list, ThemeShare{a.value, round(a.total / total)})
	}
	return list
}
