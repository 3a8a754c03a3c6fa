package resilience

import (
	"context"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v4"
)

// Pauses between tries: 100 ms, 200 ms, 400 ms, …, each times a random factor in [0.5, 1.5), and at
// most 1 s.
const (
	firstPause   = 100 * time.Millisecond
	pauseFactor  = 2
	jitter       = 0.5
	longestPause = time.Second
)

// Policy is what one method of a service may take.
type Policy struct {
	Timeout time.Duration // for all tries together; 0: only the caller's deadline counts
	Retries int           // tries after the first; 0 for calls that must not be repeated
}

// Do calls a service. The context that call gets ends with the policy's timeout or with the
// caller's deadline, whichever is earlier.
//
// A budget that is spent before the first try is a *TimeoutError that does not count in the
// breaker. A pause that would outlast the budget is not begun: the error of the last try is
// returned. A panic in call counts as a failure and goes on.
func Do[T any](ctx context.Context, g *Guard, p Policy, call func(context.Context) (T, error)) (T, error) {
	var none T
	ctx, deadline := g.budget(ctx, p.Timeout)
	if err := g.ended(ctx, nil); err != nil {
		return none, err
	}
	a, err := g.admit(deadline)
	if err != nil {
		return none, err
	}
	returned := false
	defer func() {
		if !returned {
			g.settle(a, errPanic)
		}
	}()
	out, err := try(ctx, g, p.Retries, call)
	returned = true
	if err != nil && g.cancelled(ctx, err) {
		g.release(a)
	} else {
		g.settle(a, err)
	}
	return out, err
}

var errPanic = errors.New("resilience: the call panicked")

func try[T any](ctx context.Context, g *Guard, retries int, call func(context.Context) (T, error)) (T, error) {
	var steps backoff.BackOff
	for {
		out, err := call(ctx)
		if errors.Is(err, context.DeadlineExceeded) {
			return out, &TimeoutError{g.name, err}
		}
		if err == nil || retries == 0 || !retryable(err) || g.cancelled(ctx, err) {
			return out, err
		}
		retries--
		if steps == nil {
			steps = newSteps()
		}
		if ended := g.ended(ctx, err); ended != nil {
			return out, ended
		}
		pause := g.jittered(steps.NextBackOff())
		if at, ok := ctx.Deadline(); ok && !g.o.Now().Add(pause).Before(at) {
			return out, err
		}
		if failed := g.o.Sleep(ctx, pause); failed != nil {
			if errors.Is(failed, context.DeadlineExceeded) {
				failed = &TimeoutError{g.name, err}
			}
			return out, failed
		}
		if ended := g.ended(ctx, err); ended != nil {
			return out, ended
		}
	}
}

// budget lets ctx end after the timeout, unless it ends earlier. deadline is zero when there is none.
func (g *Guard) budget(ctx context.Context, timeout time.Duration) (_ context.Context, deadline time.Time) {
	deadline, ok := ctx.Deadline()
	if timeout <= 0 {
		return ctx, deadline
	}
	own := g.o.Now().Add(timeout)
	if ok && !own.Before(deadline) {
		return ctx, deadline
	}
	return g.o.WithDeadline(ctx, own), own
}

// ended returns why no further try is possible: nil, the context's error, or *TimeoutError after
// the last try's error.
func (g *Guard) ended(ctx context.Context, last error) error {
	err := ctx.Err()
	at, ok := ctx.Deadline()
	if errors.Is(err, context.DeadlineExceeded) || err == nil && ok && !g.o.Now().Before(at) {
		return &TimeoutError{g.name, last}
	}
	return err
}

// newSteps returns the pauses before their jitter, which backoff would take from the global random
// source and add on top of the longest pause.
func newSteps() backoff.BackOff {
	return backoff.NewExponentialBackOff(
		backoff.WithInitialInterval(firstPause),
		backoff.WithMultiplier(pauseFactor),
		backoff.WithMaxInterval(longestPause),
		backoff.WithRandomizationFactor(0),
		backoff.WithMaxElapsedTime(0),
	)
}

func (g *Guard) jittered(pause time.Duration) time.Duration {
	factor := 1 - jitter + 2*jitter*g.o.Random()
	return min(longestPause, time.Duration(float64(pause)*factor))
}
