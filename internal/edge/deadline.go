package edge

import (
	"context"
	"time"
)

// deadlineContext has a deadline without a timer. Code in a Worker waits in host calls only, and
// each of them is given the time that is left; so the deadline is kept where it matters.
type deadlineContext struct {
	context.Context
	at time.Time
}

func (c deadlineContext) Deadline() (time.Time, bool) { return c.at, true }

func (c deadlineContext) Err() error {
	if err := c.Context.Err(); err != nil {
		return err
	}
	if !Now().Before(c.at) {
		return context.DeadlineExceeded
	}
	return nil
}

// WithDeadline returns a context whose host calls fail with context.DeadlineExceeded from then on.
// An earlier deadline of ctx stays in force. Unlike context.WithDeadline it needs no cancel, and
// its Done channel is that of ctx.
func WithDeadline(ctx context.Context, at time.Time) context.Context {
	if earlier, ok := ctx.Deadline(); ok && !at.Before(earlier) {
		return ctx
	}
	return deadlineContext{ctx, at}
}

// WithTimeout is WithDeadline from now on.
func WithTimeout(ctx context.Context, d time.Duration) context.Context {
	return WithDeadline(ctx, Now().Add(d))
}

// Sleep waits on the platform's timer. It returns early with the context's error.
func Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	return run(ctx, nil, "sleep", d.Milliseconds())
}
