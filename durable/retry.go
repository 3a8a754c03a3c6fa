package durable

import (
	"context"
	"errors"
	"time"

	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
)

// pauses are what lies between the tries of one item.
var pauses = [...]time.Duration{2 * time.Second, 8 * time.Second, 30 * time.Second}

// MaxTries is how often an item is tried before it is recorded as failed.
const MaxTries = len(pauses) + 1

// Pause is the time to wait after that many tries (1 to MaxTries).
func Pause(tries int) time.Duration { return pauses[min(tries, len(pauses))-1] }

// Verdict says what a failed service call means for the item that it was made for. Without
// Postpone and Final the item is to be tried again after a Pause.
type Verdict struct {
	// Postpone is set when the breaker refused the call: the time until it admits one again. The
	// service was not asked, so this is no try.
	Postpone time.Duration
	// Final: the service answered that the item itself is at fault.
	Final bool
	// Code and Message word the failure for the item that is recorded as failed.
	Code    string
	Message string
}

// Judge gives the verdict on an error of a service call.
func Judge(err error) Verdict {
	var open *resilience.OpenError
	var remote *rpc.Error
	switch {
	case errors.As(err, &open):
		// No time is left when the breaker's probes are under way; they take a moment too.
		return Verdict{Postpone: max(open.Wait, time.Second)}
	case errors.As(err, &remote) && remote.ClientFault():
		return Verdict{Final: true, Code: remote.Code, Message: remote.Message}
	case errors.Is(err, context.DeadlineExceeded):
		return Verdict{Code: "TIMEOUT", Message: "The service did not answer in time, several times in a row"}
	default:
		return Unreachable
	}
}

// Unreachable is the verdict on calls that were lost, by a fault on the way or in the service.
var Unreachable = Verdict{Code: "SERVICE_UNAVAILABLE", Message: "The service could not do its work, several times in a row"}
