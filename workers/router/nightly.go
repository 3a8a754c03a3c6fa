package router

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/usage"
)

// nightlyBatch bounds what one statement deletes, so that no transaction grows with the backlog.
const nightlyBatch = 500

// nightly are the statements that delete what has had its time. Each takes the present and a number
// of rows at most.
var nightly = []struct{ what, sql string }{
	{"sessions", `DELETE FROM user_sessions WHERE id IN (
		SELECT id FROM user_sessions WHERE expires_at < ? LIMIT ?)`},
	{"rows of the usage log", usage.DeleteExpired},
	{"workflow instances", `DELETE FROM workflow_instances WHERE instance_id IN (
		SELECT i.instance_id FROM workflow_instances i
		WHERE i.created_at < datetime(?, '-90 days')
		  AND NOT EXISTS (SELECT 1 FROM workflow_results r WHERE r.workflow_id = i.instance_id) LIMIT ?)`},
}

// Nightly deletes what has expired. It may run twice.
func (r *Router) Nightly(ctx context.Context, now time.Time) error {
	var failed error
	for _, job := range nightly {
		total := int64(0)
		for {
			n, err := sqldb.Exec(ctx, r.DB, job.sql, now.UTC().Format(time.RFC3339), nightlyBatch)
			if err != nil {
				failed = errors.Join(failed, fmt.Errorf("nightly: %s: %w", job.what, err))
				break
			}
			if total += n; n < nightlyBatch {
				break
			}
		}
		fmt.Printf("nightly: deleted %d %s\n", total, job.what)
	}
	return failed
}
