// Package enginecoordinator is the Durable Object EngineCoordinator: a user's batches of
// calculations, done in the background, item by item, and watched over WebSockets.
//
// A start request writes a record and sets the alarm (start.go). Each alarm takes the oldest record
// that is due and calculates its items for half a second (slice.go). The state of record is in the
// object's SQLite alone (store.go), so that an end of the program at any point costs the running
// item at most. There is one object for each user.
package enginecoordinator

import (
	"context"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/web"
)

// Engine is what the coordinator needs of service.Engine. Faults of an input are results; an error
// is one that durable.Judge understands.
type Engine interface {
	CalculateEngine(context.Context, service.Calculation) (engines.Result, error)
}

// Coordinator is the class. It holds no state of any object.
type Coordinator struct {
	engine Engine
	now    func() time.Time
	uuid   func() string
	http   durable.Handler
}

var _ edge.Object = (*Coordinator)(nil)

// New makes the class. now gives the time and uuid a random UUID; both are the platform's.
func New(engine Engine, now func() time.Time, uuid func() string) *Coordinator {
	c := &Coordinator{engine: engine, now: now, uuid: uuid}
	c.http = durable.Handler{
		Now:     now,
		Failure: api.NewError(500, "DURABLE_OBJECT_ERROR", "The coordinator could not do this"),
		Actions: map[string]durable.Action{
			"calculate-batch":    {Method: "POST", Run: c.start},
			"calculation-status": {Method: "GET", Run: c.status},
			"cancel-calculation": {Method: "POST", Run: c.cancel},
			"ws":                 {Method: "GET", Run: c.socket},
		},
	}
	return c
}

// Fetch implements edge.Object.
func (c *Coordinator) Fetch(ctx context.Context, o edge.State, r *web.Request) *web.Response {
	return c.http.Fetch(ctx, o, r)
}

// Call implements edge.Object. Its only method is durable.Purge.
func (c *Coordinator) Call(ctx context.Context, o edge.State, method string, _ []byte) ([]byte, error) {
	if method != durable.Purge {
		return nil, fmt.Errorf("enginecoordinator: no method %q", method)
	}
	return nil, durable.Empty(ctx, o)
}
