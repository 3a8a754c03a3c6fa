package enginecoordinator

import (
	"encoding/json"
	"time"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/service"
)

// The states of a calculation: pending → processing → complete or failed.
const (
	pending    = "pending"    // no item was begun
	processing = "processing" // items are being calculated, one after another
	complete   = "complete"   // every item was tried, whatever its outcome
	failed     = "error"      // cancelled, or unable to go on
)

// calculation is the record of a batch.
type calculation struct {
	id        string
	userID    string
	requestID string // of the start request, for calls to the service
	status    string
	engines   []string // canonical names, one for each item
	options   service.Options
	cursor    int       // items that are stored
	started   time.Time // and the other times: whole milliseconds
	finished  time.Time // zero while unfinished
	fault     string    // why it is failed
	cancelled bool
	tries     int       // begun for the item at the cursor
	notBefore time.Time // of the next try
}

func (c *calculation) total() int { return len(c.engines) }

func (c *calculation) final() bool { return !c.finished.IsZero() }

func (c *calculation) progress() int {
	return c.cursor * 100 / max(1, c.total())
}

func (c *calculation) elapsed(now time.Time) time.Duration {
	if c.final() {
		now = c.finished
	}
	return max(0, now.Sub(c.started))
}

// outcomes are the stored items of a calculation, in order.
type outcomes struct {
	items      []json.RawMessage
	successful int
}

// state writes the members that replies and messages share. done is nil while unfinished.
func (c *calculation) state(o *api.Object, done *outcomes) *api.Object {
	o.Set("calculationId", c.id).Set("status", c.status).Set("progress", c.progress())
	if done != nil {
		o.Set("results", list(done.items))
		if c.status == failed {
			o.Set("partial", true)
		}
	}
	if c.fault != "" {
		o.Set("error", c.fault)
	}
	if c.cancelled {
		o.Set("cancelled", true)
	}
	return o
}

// report is the body of a status reply.
func (c *calculation) report(done *outcomes, now time.Time) *api.Object {
	o := c.state(&api.Object{}, done).
		Set("engines", c.engines).
		Set("completed", c.cursor).
		Set("total", c.total())
	if done != nil {
		o.Set("summary", (&api.Object{}).
			Set("total", c.total()).
			Set("successful", done.successful).
			Set("failed", len(done.items)-done.successful))
	}
	return o.Set("startTime", c.started.UnixMilli()).Set("elapsedTime", c.elapsed(now).Milliseconds())
}

// update is the message about a change.
func (c *calculation) update(done *outcomes) *api.Object {
	return c.state(durable.Message("calculation_update"), done)
}

// active is an entry of the list that a new socket gets.
func (c *calculation) active() *api.Object {
	return (&api.Object{}).
		Set("calculationId", c.id).
		Set("status", c.status).
		Set("progress", c.progress()).
		Set("engines", c.engines).
		Set("startTime", c.started.UnixMilli())
}

// list joins JSON texts without looking into them: results are long and were checked when stored.
func list(items []json.RawMessage) json.RawMessage {
	size := 2
	for _, item := range items {
		size += len(item) + 1
	}
	text := append(make([]byte, 0, size), '[')
	for i, item := range items {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, item...)
	}
	return append(text, ']')
}
