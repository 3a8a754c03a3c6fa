package durable

import (
	"context"
	"errors"

	"github.com/witnessos/witnessos/internal/edge"
)

// Purge is the internal method that empties an object when its user is deleted. It is called
// through edge.Object.Call and has no path.
const Purge = "purge"

// goingAway is the close code of RFC 6455 section 7.4.1 for an end that has no fault.
const goingAway = 1001

// Empty deletes everything that an object keeps, its alarm too, and closes its sockets.
func Empty(ctx context.Context, o edge.State) error {
	err := errors.Join(o.DeleteAlarm(ctx), o.DeleteAll(ctx))
	sockets, listed := o.Sockets(ctx)
	for _, s := range sockets {
		_ = s.Close(ctx, goingAway, "The account was deleted")
	}
	return errors.Join(err, listed)
}
