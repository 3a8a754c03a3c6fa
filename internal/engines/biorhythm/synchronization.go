package biorhythm

import (
	"math"

	"github.com/witnessos/witnessos/internal/decimal"
)

const alignmentConvention = "Convention of this product: alignment_score is the mean, over the pairs of core cycles, of " +
	"1 - |difference of percentages|/200."

// synchronize compares the core cycles on day n.
func synchronize(shown []Cycle, n int) Synchronization {
	core := cycles[:coreCycles]
	sum, pairs := 0.0, 0
	for i, a := range core {
		for _, b := range core[i+1:] {
			sum += closeness(a.Value(n), b.Value(n))
			pairs++
		}
	}
	s := Synchronization{
		AlignmentScore: decimal.Round(sum/float64(pairs), 4),
		PeakCycles:     []string{},
		CriticalCycles: critical(shown, n),
		Quality:        alignmentQuality(sum / float64(pairs)),
	}
	for _, c := range shown {
		if c.Phase(n) == Peak {
			s.PeakCycles = append(s.PeakCycles, c.Name)
		}
	}
	if c, ok := dominant(n); ok {
		s.DominantCycle = &c.Name
	}
	s.Description = texts().Text("synchronization", s.Quality)
	return s
}

func alignmentQuality(score float64) string {
	switch {
	case score >= 0.8:
		return "aligned"
	case score >= 0.5:
		return "mixed"
	}
	return "opposed"
}

// dominant is the core cycle farthest from zero, the shorter period winning ties. There is
// none when all three are zero.
func dominant(n int) (Cycle, bool) {
	best, farthest := Cycle{}, 0.0
	for _, c := range cycles[:coreCycles] {
		if distance := math.Abs(c.Value(n)); distance > farthest {
			best, farthest = c, distance
		}
	}
	return best, farthest > 0
}

// closeness of two percentages: 1 when equal, 0 when at opposite ends.
func closeness(a, b float64) float64 { return 1 - math.Abs(a-b)/200 }
