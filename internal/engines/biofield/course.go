package biofield

import "math"

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
	t := &Trends{Frames: n, Mean: round(mean, 1e6), SD: round(sd, 1e6), Slope: round(covariance/spread, 1e8), Direction: "level"}
	if sd > 1e-9 {
		t.Fit = round(covariance/math.Sqrt(spread*float64(n))/sd, 1e6)
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
	s := &Stability{Score: round(max(0, 1-4*sd), 1e4), Label: "restless"}
	switch {
	case sd <= 0.01:
		s.Label = "still"
	case sd <= 0.05:
		s.Label = "drifting"
	}
	s.Description = texts().Text("course", s.Label)
	return t, s
}

// round to so many steps per unit, never to a negative zero.
//
//go:noinline
func round(x, steps float64) float64 { return math.Round(x*steps)/steps + 0 }
