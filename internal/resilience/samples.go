package resilience

import "time"

const (
	sampleCount = 100
	sampleAge   = 5 * time.Minute
)

// samples are the outcomes of the last calls and checks, in a ring.
type samples struct {
	ring [sampleCount]sample
	next int // where the next one goes
}

type sample struct {
	at time.Time // zero: no sample yet
	ok bool
}

func (s *samples) add(at time.Time, ok bool) {
	s.ring[s.next] = sample{at, ok}
	s.next = (s.next + 1) % sampleCount
}

// errorRate is the failed share, in percent, of the samples that are no older than sampleAge.
func (s *samples) errorRate(now time.Time) (percent float64, known bool) {
	var all, failed int
	for _, x := range s.ring {
		if x.at.IsZero() || now.Sub(x.at) > sampleAge {
			continue
		}
		all++
		if !x.ok {
			failed++
		}
	}
	if all == 0 {
		return 0, false
	}
	return 100 * float64(failed) / float64(all), true
}
