package router

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/sqldb"
)

const insertTimeline = `
INSERT INTO timeline_entries (id, user_id, timestamp, type, engine_name, input, result, metadata)
VALUES (?, ?, ?, 'engine_calculation', ?, ?, ?, ?)`

// addToTimeline records a calculation in the caller's timeline after the reply has been given.
func (r *Router) addToTimeline(ctx context.Context, c *call, engine string, result engines.Result) {
	id, at, account, input := r.UUID(), api.Time(r.Now()), c.account, c.body["input"]
	metadata, _ := json.Marshal(map[string]any{"requestId": c.ID, "cached": result.Metadata.Cached})
	r.WaitUntil(ctx, func(ctx context.Context) {
		_, err := sqldb.Exec(ctx, r.DB, insertTimeline,
			id, account.ID, at, engine, string(input), string(result.Data), string(metadata))
		if err != nil {
			fmt.Printf("router: timeline entry, request %s: %v\n", c.ID, err)
		}
	})
}
