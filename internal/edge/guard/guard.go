// Package guard makes resilience.Guards that run on the platform's clock and timers.
package guard

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/resilience"
)

// New makes a guard for a service. The variable BREAKER_OPEN_MS changes how long its breaker stays
// open.
func New(service string) *resilience.Guard {
	open, _ := strconv.Atoi(edge.Getenv("BREAKER_OPEN_MS"))
	return resilience.New(service, resilience.Options{
		OpenFor:      time.Duration(open) * time.Millisecond,
		Now:          edge.Now,
		Sleep:        edge.Sleep,
		WithDeadline: edge.WithDeadline,
		Random:       rand.Float64,
		// A client that has gone away takes its event along; the service is not to blame.
		Cancelled: func(err error) bool { return errors.Is(err, edge.ErrEventOver) },
	})
}
