package accuracy

import (
	"math"
	"slices"
)

// Sample is a set of differences, signed.
type Sample struct {
	values []float64
	worst  float64 // absolute
	at     float64 // where the worst one is, JD
}

func (s *Sample) add(difference, at float64) {
	s.values = append(s.values, difference)
	if a := math.Abs(difference); !(a <= s.worst) && !math.IsNaN(s.worst) { // NaN is the worst, and stays it
		s.worst, s.at = a, at
	}
}

// Count is how many there are.
func (s *Sample) Count() int { return len(s.values) }

// Max is the largest absolute difference, and where it occurs (JD).
func (s *Sample) Max() (difference, at float64) { return s.worst, s.at }

// Quantile is the absolute difference that a part q of them does not exceed.
func (s *Sample) Quantile(q float64) float64 {
	if len(s.values) == 0 {
		return 0
	}
	sorted := make([]float64, len(s.values))
	for i, v := range s.values {
		sorted[i] = math.Abs(v)
	}
	slices.Sort(sorted)
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}

// RMS is the root of the mean square.
func (s *Sample) RMS() float64 {
	if len(s.values) == 0 {
		return 0
	}
	sum := 0.0
	for _, v := range s.values {
		sum += v * v
	}
	return math.Sqrt(sum / float64(len(s.values)))
}
