package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/web"
	"github.com/witnessos/witnessos/internal/web/query"
)

func panicExit() { os.Exit(5) }

// flow has a step that fails twice, one that ends the whole program on its first attempt, a pause,
// and one that cannot succeed. Every attempt of a step is written down in D1.
func flow(ctx context.Context, w edge.WorkflowRun, params json.RawMessage) (json.RawMessage, error) {
	var in struct {
		Pause int  `json:"pause"` // ms
		Crash bool `json:"crash"`
	}
	if err := json.Unmarshal(params, &in); err != nil {
		return nil, err
	}
	o := edge.StepOptions{Retries: 3, Delay: 200 * time.Millisecond, Backoff: edge.Constant, Timeout: 20 * time.Second}
	note := func(name string, body func(attempt int) error) (json.RawMessage, error) {
		return w.Do(ctx, name, o, func(ctx context.Context, attempt int) (json.RawMessage, error) {
			if err := writeStep(ctx, w.InstanceID(), name); err != nil {
				return nil, err
			}
			if err := body(attempt); err != nil {
				return nil, err
			}
			return json.Marshal(attempt)
		})
	}
	first, err := note("first", func(int) error { return nil })
	if err != nil {
		return nil, err
	}
	flaky, err := note("flaky", func(attempt int) error {
		if attempt < 3 {
			return fmt.Errorf("attempt %d", attempt)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if _, err := note("crash", func(attempt int) error {
		if in.Crash && attempt == 1 {
			os.Exit(6)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	if err := w.Sleep(ctx, "pause", time.Duration(in.Pause)*time.Millisecond); err != nil {
		return nil, err
	}
	_, hopeless := note("hopeless", func(int) error { return edge.Permanent(errors.New("never")) })
	last, err := note("last", func(int) error { return nil })
	if err != nil {
		return nil, err
	}
	return json.Marshal(map[string]any{
		"first": first, "flaky": flaky, "last": last, "hopeless": hopeless != nil, "started": w.StartedAt(),
	})
}

func writeStep(ctx context.Context, id, name string) error {
	_, err := edge.D1("DB").Batch(ctx,
		sqldb.Do("CREATE TABLE IF NOT EXISTS steps (id TEXT, name TEXT)"),
		sqldb.Do("INSERT INTO steps VALUES (?, ?)", id, name))
	return err
}

func readSteps(ctx context.Context, id string) (any, error) {
	rows, err := edge.D1("DB").Query(ctx, "SELECT name FROM steps WHERE id = ? ORDER BY rowid", id)
	if err != nil {
		return nil, err
	}
	names := []string{}
	for i := range rows.Len() {
		names = append(names, rows.At(i).Text("name"))
	}
	return names, nil
}

func startFlow(ctx context.Context, r *web.Request) (any, error) {
	return "created", edge.Workflows("FLOW").Create(ctx, query.Of(r).Get("id"), r.Body)
}

func flowStatus(ctx context.Context, r *web.Request) (any, error) {
	return edge.LocalWorkflows{Workflows: "FLOW"}.Status(ctx, query.Of(r).Get("id"))
}
