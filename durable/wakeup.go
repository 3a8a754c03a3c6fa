package durable

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
)

// Times that every coordinator keeps.
const (
	// Slice is how long an alarm starts new work.
	Slice = 500 * time.Millisecond
	// Housekeeping is the longest pause between two alarms while a record is unfinished.
	Housekeeping = 5 * time.Minute
	// Retention is how long a finished record is kept.
	Retention = 24 * time.Hour
	// Guard is when an alarm runs again that ended without a word, because its program did. It is
	// set before the work begins and is not "at once", so that work which brings the program down
	// does not do so in a tight circle.
	Guard = 2 * time.Second
)

// Wakeup finds the earliest of the times at which an object has something to do. An object has
// one alarm for all of them.
type Wakeup struct {
	at  time.Time
	due bool
}

// By asks for an alarm at that time or earlier.
func (w *Wakeup) By(at time.Time) {
	if !w.due || at.Before(w.at) {
		w.at, w.due = at, true
	}
}

// NotBefore moves a time that is earlier than that; it asks for nothing by itself.
func (w *Wakeup) NotBefore(at time.Time) {
	if w.due && w.at.Before(at) {
		w.at = at
	}
}

// Arm sets the object's alarm, or takes it back when there is nothing to do.
func (w *Wakeup) Arm(ctx context.Context, o edge.State) error {
	if !w.due {
		return o.DeleteAlarm(ctx)
	}
	return o.SetAlarm(ctx, w.at)
}
