package router

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/analytics"
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
	{"refresh tokens", `DELETE FROM refresh_tokens WHERE id IN (
		SELECT id FROM refresh_tokens WHERE expires_at < ? LIMIT ?)`},
	{"reset tokens", `DELETE FROM password_reset_tokens WHERE id IN (
		SELECT id FROM password_reset_tokens WHERE expires_at < ? LIMIT ?)`},
	{"verification tokens", `DELETE FROM email_verification_tokens WHERE id IN (
		SELECT id FROM email_verification_tokens WHERE expires_at < ? LIMIT ?)`},
	// CROSS JOIN keeps the order of the tables: one look into the index for each account, and none at
	// what stays.
	{"user actions", `DELETE FROM user_actions WHERE id IN (
		SELECT a.id FROM users u CROSS JOIN user_actions a ON a.user_id = u.id AND a.created_at < datetime(?, '-90 days') LIMIT ?)`},
	{"rows of the usage log", usage.DeleteExpired},
	{"workflow instances", `DELETE FROM workflow_instances WHERE instance_id IN (
		SELECT i.instance_id FROM workflow_instances i
		WHERE i.created_at < datetime(?, '-90 days')
		  AND NOT EXISTS (SELECT 1 FROM workflow_results r WHERE r.workflow_id = i.instance_id) LIMIT ?)`},
	{"actions", analytics.ForgetActions},
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
