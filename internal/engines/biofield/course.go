package biofield

import (
	"math"

	"github.com/witnessos/witnessos/internal/decimal"
)

// leastTrend is how many frames a trend needs.
const leastTrend = 8

// course is how a series goes; nil for fewer than 8 frames.
func course(series []float64, rate *float64) (*Trends, *Stability) {
	n := len(series)
	if n < leastTrend {
		return nil, nil
	}
	mean := meanOf(series)
	sd := deviation(series, mean)
	covariance, spread := withTime(series, mean)
	t := &Trends{Frames: n, Mean: decimal.Round(mean, 6), SD: decimal.Round(sd, 6), Slope: decimal.Round(covariance/spread, 8), Direction: "level"}
	if sd > 1e-9 {
		t.Fit = decimal.Round(covariance/math.Sqrt(spread*float64(n))/sd, 6)
	}
	const clear = 0.5
	switch {
	case t.Fit >= clear:
		t.Direction = "rising"
	case t.Fit <= -clear:
		t.Direction = "falling"
	}
	if rate != nil {
		t.Seconds, t.PerSecond = number(float64(n-1) / *rate), number(t.Slope**rate)
	}
	s := &Stability{Score: decimal.Round(max(0, 1-4*sd), 4), Label: "restless"}
	switch {
	case sd <= 0.01:
		s.Label = "still"
	case sd <= 0.05:
		s.Label = "drifting"
	}
	s.Description = texts().Text("course", s.Label)
	return t, s
}
