package resilience

import "time"

// Open is the State of a breaker that refuses calls.
const Open = "open"

// Snapshot is the state of a breaker as /health shows it.
type Snapshot struct {
	State           string `json:"state"`           // closed, open or half-open
	FailureCount    int    `json:"failureCount"`    // in a row; 0 once the breaker is closed again
	LastFailureTime int64  `json:"lastFailureTime"` // epoch ms; 0 when there was none
	NextAttemptTime int64  `json:"nextAttemptTime"` // epoch ms; 0 while closed
}

// Snapshot returns the state of this moment. A breaker whose open time is over stays open until
// the next call makes it half-open.
func (g *Guard) Snapshot() Snapshot {
	g.mu.Lock()
	defer g.mu.Unlock()
	return Snapshot{
		State:           g.state.String(),
		FailureCount:    g.failures,
		LastFailureTime: epochMilliseconds(g.lastFailure),
		NextAttemptTime: epochMilliseconds(g.nextAttempt),
	}
}

func epochMilliseconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// Sample records the outcome of a health check, which bypasses the breaker and does not count in it.
func (g *Guard) Sample(ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.samples.add(g.o.Now(), ok)
}

// Rates returns the failed share, in percent, of the last 100 calls and checks within 5 minutes,
// and what it leaves of 100; both nil when there were none. Calls that were refused or cancelled
// are not among them.
func (g *Guard) Rates() (errorRate, uptime *float64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	rate, known := g.samples.errorRate(g.o.Now())
	if !known {
		return nil, nil
	}
	rest := 100 - rate
	return &rate, &rest
}
