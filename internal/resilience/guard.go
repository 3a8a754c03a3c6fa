package resilience

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/sony/gobreaker"
)

const (
	tripAfter      = 5 // failures in a row
	probeCount     = 3 // probes at a time, and successes in a row that close
	defaultOpenFor = 60 * time.Second
)

// Options are the rules and ports of a Guard. The ports are required; OpenFor and Cancelled are not.
type Options struct {
	// OpenFor is how long the breaker stays open; 60 s when it is 0.
	OpenFor time.Duration
	// Now is the clock. It must run with time.Now, which gobreaker reads.
	Now func() time.Time
	// Sleep waits, and returns early with the context's error.
	Sleep func(context.Context, time.Duration) error
	// WithDeadline returns a context whose calls fail with context.DeadlineExceeded from then on.
	WithDeadline func(context.Context, time.Time) context.Context
	// Random is uniform in [0, 1).
	Random func() float64
	// Cancelled recognises errors, besides context.Canceled, that say that the caller has gone away.
	Cancelled func(error) bool
}

// Guard is the circuit breaker of one service, together with a record of how its calls went.
// Its states are:
//
//	           5th failure in a row                60 s over, next call
//	┌────────┐ ───────────────────► ┌──────┐ ───────────────────────► ┌───────────┐
//	│ closed │                      │ open │                          │ half-open │
//	└────────┘                      └──────┘ ◄─────────────────────── └───────────┘
//	    ▲                                          any failure              │
//	    └───────────────────────────────────────────────────────────────────┘
//	                           3 successes in a row
//
// While it is closed, every call passes, and a success sets the count of failures to 0.
//
// While it is open, every call is refused with *OpenError.
//
// While it is half-open, at most 3 calls, the probes, run at a time; the others are refused. The
// slot of a probe is free when it has come to an end, at the latest when its deadline has passed,
// since the platform may drop a call whose client has gone away without a word.
//
// One logical call counts once, after its last retry. A failure is any error but these: an error
// that declares ClientFault is a success, since the service answered; a cancellation by the caller
// says nothing about the service and leaves the counts alone in every state. The outcome of a call
// that was admitted before the last change of state does not count either.
//
// gobreaker keeps the states, the counts and the open time. It cannot keep the probes: in its
// half-open state it admits 3 calls in all, and one of them that ends without a verdict (a
// cancellation) would take its slot along and leave the breaker half-open and shut for good. So
// Guard admits calls itself and shows gobreaker outcomes only.
//
// A Guard may be used by several goroutines. No lock is held while a call runs.
type Guard struct {
	name string
	o    Options

	mu          sync.Mutex
	breaker     *gobreaker.CircuitBreaker
	state       gobreaker.State
	era         int // number of changes of state so far
	failures    int // in a row, up to the last success while closed
	lastFailure time.Time
	nextAttempt time.Time // zero while closed
	probes      map[*admission]struct{}
	samples     samples
}

// admission is the permission of one logical call.
type admission struct {
	era      int
	deadline time.Time // zero: none
}

// New returns a closed Guard for the service of that name.
func New(name string, o Options) *Guard {
	if o.OpenFor <= 0 {
		o.OpenFor = defaultOpenFor
	}
	g := &Guard{name: name, o: o, probes: map[*admission]struct{}{}}
	g.breaker = gobreaker.NewCircuitBreaker(gobreaker.Settings{
		Name:        name,
		MaxRequests: probeCount,
		// gobreaker half-opens strictly after its timeout; nextAttempt itself is to be in time.
		Timeout:       o.OpenFor - 1,
		ReadyToTrip:   func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= tripAfter },
		IsSuccessful:  func(err error) bool { return err == nil || clientFault(err) },
		OnStateChange: g.changed,
	})
	return g
}

// Name returns the name of the service.
func (g *Guard) Name() string { return g.name }

// changed is called by gobreaker, from inside calls that hold g.mu.
func (g *Guard) changed(_ string, _, to gobreaker.State) {
	g.state = to
	g.era++
	clear(g.probes)
	switch to {
	case gobreaker.StateOpen:
		g.nextAttempt = g.o.Now().Add(g.o.OpenFor)
	case gobreaker.StateClosed:
		g.nextAttempt = time.Time{}
		g.failures = 0
	}
}

// admit lets a call that ends by the deadline (zero: none) pass, or returns *OpenError.
func (g *Guard) admit(deadline time.Time) (*admission, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.state == gobreaker.StateClosed { // which no time changes
		return &admission{g.era, deadline}, nil
	}
	now := g.o.Now()
	state := g.breaker.State() // turns open into half-open when the time has come
	a := &admission{g.era, deadline}
	switch state {
	case gobreaker.StateOpen:
		return nil, g.refusal(now)
	case gobreaker.StateHalfOpen:
		for p := range g.probes {
			if !p.deadline.IsZero() && !now.Before(p.deadline) {
				delete(g.probes, p)
			}
		}
		if len(g.probes) >= probeCount {
			return nil, g.refusal(now)
		}
		g.probes[a] = struct{}{}
	}
	return a, nil
}

func (g *Guard) refusal(now time.Time) *OpenError {
	return &OpenError{Service: g.name, NextAttempt: g.nextAttempt, Wait: max(0, g.nextAttempt.Sub(now))}
}

// release ends an admission without a verdict.
func (g *Guard) release(a *admission) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.probes, a)
}

// settle ends an admission with the outcome of its call.
func (g *Guard) settle(a *admission, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.o.Now()
	delete(g.probes, a)
	ok := err == nil || clientFault(err)
	g.samples.add(now, ok)
	if a.era != g.era {
		return
	}
	switch {
	case !ok:
		g.failures++
		g.lastFailure = now
	case g.state == gobreaker.StateClosed && g.failures == 0:
		return // nothing changes, and gobreaker takes its time to find that out
	case g.state == gobreaker.StateClosed:
		g.failures = 0
	}
	// gobreaker always accepts this: it is not open, and each third outcome while half-open ends
	// that state. Its returned error is err.
	_, _ = g.breaker.Execute(func() (any, error) { return nil, err })
}

func (g *Guard) cancelled(ctx context.Context, err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(ctx.Err(), context.Canceled) ||
		g.o.Cancelled != nil && g.o.Cancelled(err)
}
