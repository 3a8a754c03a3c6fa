package enginecoordinator

import (
	"context"
	"encoding/json"
	"time"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Every change is one transaction, and none of them touches what a finished calculation says about
// how it finished.

// insert writes a new calculation with its inputs.
func (s store) insert(ctx context.Context, c *calculation, inputs []json.RawMessage) error {
	names, err := json.Marshal(c.engines)
	if err != nil {
		return err
	}
	at := c.started.UnixMilli()
	statements := []sqldb.Statement{sqldb.Do(
		`INSERT INTO calculation (id, user_id, request_id, status, engines, use_cache, save_profile, started_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.id, c.userID, c.requestID, c.status, string(names), c.options.UseCache, c.options.SaveProfile, at, at)}
	for n, input := range inputs {
		statements = append(statements,
			sqldb.Do(`INSERT INTO item (calculation_id, n, input) VALUES (?, ?, ?)`, c.id, n, string(input)))
	}
	_, err = s.db.Batch(ctx, statements...)
	return err
}

// remove takes a calculation back.
func (s store) remove(ctx context.Context, id string) error {
	_, err := s.db.Batch(ctx,
		sqldb.Do(`DELETE FROM item WHERE calculation_id = ?`, id),
		sqldb.Do(`DELETE FROM calculation WHERE id = ?`, id))
	return err
}

// schedule notes how many tries the item at the cursor has had and when the next may begin. Work
// has begun with it.
func (s store) schedule(ctx context.Context, id string, tries int, notBefore, now time.Time) error {
	_, err := sqldb.Exec(ctx, s.db,
		`UPDATE calculation SET status = ?, tries = ?, not_before = ?, updated_at = ? WHERE id = ? AND finished_at IS NULL`,
		processing, tries, notBefore.UnixMilli(), now.UnixMilli(), id)
	return err
}

// keep stores the outcome of item n and moves the cursor on; with the last item the calculation is
// complete. An outcome that is already there stays. If the calculation was cancelled meanwhile, the
// item that was being calculated is kept with it, and it stays cancelled; if it is gone, nothing
// is stored.
func (s store) keep(ctx context.Context, id string, n int, o outcome, now time.Time) error {
	at := now.UnixMilli()
	_, err := s.db.Batch(ctx,
		sqldb.Do(`UPDATE item SET outcome = ?, success = ?, input = NULL
			WHERE calculation_id = ? AND n = ? AND outcome IS NULL`, string(o.text), o.success, id, n),
		sqldb.Do(`UPDATE calculation SET tries = 0, not_before = 0, updated_at = ?,
			cursor = (SELECT COUNT(outcome) FROM item WHERE calculation_id = calculation.id) WHERE id = ?`, at, id),
		sqldb.Do(`UPDATE calculation SET status = ?, finished_at = ? WHERE id = ? AND finished_at IS NULL
			AND NOT EXISTS (SELECT 1 FROM item WHERE calculation_id = calculation.id AND outcome IS NULL)`, complete, at, id))
	return err
}

// fail ends an unfinished calculation without its remaining items.
func (s store) fail(ctx context.Context, id, reason string, cancelled bool, now time.Time) error {
	at := now.UnixMilli()
	_, err := s.db.Batch(ctx,
		sqldb.Do(`UPDATE item SET input = NULL WHERE calculation_id = ?`, id),
		sqldb.Do(`UPDATE calculation SET status = ?, error = ?, cancelled = ?, finished_at = ?, updated_at = ?
			WHERE id = ? AND finished_at IS NULL`, failed, reason, cancelled, at, at, id))
	return err
}

// housekeep deletes what finished too long ago and notes that it did.
func (s store) housekeep(ctx context.Context, now time.Time) error {
	limit := now.Add(-durable.Retention).UnixMilli()
	_, err := s.db.Batch(ctx,
		sqldb.Do(`DELETE FROM item WHERE calculation_id IN (SELECT id FROM calculation WHERE finished_at <= ?)`, limit),
		sqldb.Do(`DELETE FROM calculation WHERE finished_at <= ?`, limit),
		sqldb.Do(`INSERT OR REPLACE INTO housekeeping (id, at) VALUES (1, ?)`, now.UnixMilli()))
	return err
}

// wakeup finds when there is something to do: work, now or after a pause; housekeeping while
// anything is unfinished; the deletion of what is finished.
func (s store) wakeup(ctx context.Context, now time.Time) (w durable.Wakeup, err error) {
	rows, err := s.db.Query(ctx, `SELECT
		(SELECT MIN(not_before) FROM calculation WHERE finished_at IS NULL) AS work,
		(SELECT MIN(finished_at) FROM calculation WHERE finished_at IS NOT NULL) AS finished,
		(SELECT at FROM housekeeping) AS housekept`)
	if err != nil {
		return w, err
	}
	row, _ := rows.First()
	if !row.Null("work") {
		w.By(time.UnixMilli(row.Int("work")))
		w.By(time.UnixMilli(row.Int("housekept")).Add(durable.Housekeeping))
		w.NotBefore(now)
	}
	if !row.Null("finished") {
		w.By(time.UnixMilli(row.Int("finished")).Add(durable.Retention))
	}
	return w, nil
}
