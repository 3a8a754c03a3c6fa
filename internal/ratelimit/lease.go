package ratelimit

import (
	"context"
	"time"
)

// LeaseRequest asks for the right to admit requests, or gives it back.
type LeaseRequest struct {
	Limit  int           `json:"limit"`  // of the bucket, in a window
	Window time.Duration `json:"window"` // its length, in whole milliseconds; nanoseconds in JSON
	Want   int           `json:"want"`   // 0: only tell me
	// Return is how much of an earlier lease, of the window that ends at Until, was not needed.
	Return int       `json:"return,omitempty"`
	Until  time.Time `json:"until,omitzero"`
}

// Lease is the answer.
type Lease struct {
	Granted   int       `json:"granted"`   // 0 to Want
	Remaining int       `json:"remaining"` // what can still be granted to anyone in this window
	Reset     time.Time `json:"reset"`     // end of the window that the lease is for
}

// Authority reaches the Window of a bucket. It should give up early (in about a second), for every
// request of the bucket waits for it. Any error means that it cannot be reached.
type Authority interface {
	Lease(ctx context.Context, bucket string, r LeaseRequest) (Lease, error)
}

// windowEnd is the end of the epoch-aligned window that t is in.
func windowEnd(t time.Time, length time.Duration) time.Time {
	ms := length.Milliseconds()
	return time.UnixMilli((t.UnixMilli()/ms + 1) * ms).UTC()
}
