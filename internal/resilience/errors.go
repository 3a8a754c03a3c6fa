package resilience

import (
	"context"
	"errors"
	"time"
)

// OpenError is the refusal of a call: the service has failed too often to be asked again now.
type OpenError struct {
	Service string
	// NextAttempt is when the breaker admits calls again. It has passed when the probes that are
	// under way were the reason for the refusal.
	NextAttempt time.Time
	// Wait is the time from the refusal until NextAttempt, never negative.
	Wait time.Duration
}

func (e *OpenError) Error() string { return "Circuit breaker open for " + e.Service }

// RetryAfter is Wait as the Retry-After header has it: seconds, rounded up, at least 1.
func (e *OpenError) RetryAfter() int {
	return max(1, int((e.Wait+time.Second-1)/time.Second))
}

// Retryable is false: an outer guard would only meet the same breaker.
func (e *OpenError) Retryable() bool { return false }

// TimeoutError says that the time for a call, or what was left of its caller's, is spent.
// errors.Is finds context.DeadlineExceeded in it.
type TimeoutError struct {
	Service string
	Last    error // what the last try ended in; nil when there was none
}

func (e *TimeoutError) Error() string { return e.Service + " did not answer in time" }

// Unwrap gives context.DeadlineExceeded and Last.
func (e *TimeoutError) Unwrap() []error {
	if e.Last == nil {
		return []error{context.DeadlineExceeded}
	}
	return []error{context.DeadlineExceeded, e.Last}
}

func clientFault(err error) bool {
	var e interface{ ClientFault() bool }
	return errors.As(err, &e) && e.ClientFault()
}

func retryable(err error) bool {
	if clientFault(err) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	var e interface{ Retryable() bool }
	return !errors.As(err, &e) || e.Retryable()
}
