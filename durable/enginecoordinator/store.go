package enginecoordinator

import (
	"context"
	"encoding/json"
	"time"

	"github.com/witnessos/witnessos/internal/sqldb"
)

// schema is the storage of one object. What the interface description calls
//
//	calc:{calculationId}          is a row of calculation; progress is derived from cursor and the
//	                              number of engines, options are use_cache and save_profile,
//	                              inputs are in the rows of item
//	{calculationId}:item:{n}      is the outcome of row n of item, NULL until it is there
//	{calculationId}:results       is status, cursor and finished_at of the calculation, set in the
//	                              transaction that stores the last item
//
// Times are epoch milliseconds. finished_at is NULL while the calculation is unfinished. An input
// is dropped as soon as it is not needed any more: it may be a birth date or a face.
var schema = []sqldb.Statement{
	sqldb.Do(`CREATE TABLE IF NOT EXISTS calculation (
		id TEXT PRIMARY KEY,
		user_id TEXT NOT NULL,
		request_id TEXT NOT NULL,
		status TEXT NOT NULL,
		engines TEXT NOT NULL, -- JSON array of names
		use_cache INTEGER NOT NULL,
		save_profile INTEGER NOT NULL,
		cursor INTEGER NOT NULL DEFAULT 0,
		started_at INTEGER NOT NULL,
		updated_at INTEGER NOT NULL,
		finished_at INTEGER,
		error TEXT NOT NULL DEFAULT '',
		cancelled INTEGER NOT NULL DEFAULT 0,
		tries INTEGER NOT NULL DEFAULT 0,
		not_before INTEGER NOT NULL DEFAULT 0)`),
	sqldb.Do(`CREATE INDEX IF NOT EXISTS calculation_finished ON calculation (finished_at)`),
	sqldb.Do(`CREATE TABLE IF NOT EXISTS item (
		calculation_id TEXT NOT NULL,
		n INTEGER NOT NULL,
		input TEXT,
		outcome TEXT, -- JSON as clients get it
		success INTEGER,
		PRIMARY KEY (calculation_id, n))`),
	sqldb.Do(`CREATE TABLE IF NOT EXISTS housekeeping (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL)`),
}

// store is the storage of one object.
type store struct{ db sqldb.DB }

// open makes sure of the tables. Whoever has waited opens anew: a purge may have come in between.
func open(ctx context.Context, db sqldb.DB) (store, error) {
	_, err := db.Batch(ctx, schema...)
	return store{db}, err
}

const columns = `id, user_id, request_id, status, engines, use_cache, save_profile, cursor,
	started_at, finished_at, error, cancelled, tries, not_before`

func read(row sqldb.Row) (*calculation, error) {
	c := &calculation{
		id:        row.Text("id"),
		userID:    row.Text("user_id"),
		requestID: row.Text("request_id"),
		status:    row.Text("status"),
		cursor:    int(row.Int("cursor")),
		started:   time.UnixMilli(row.Int("started_at")),
		fault:     row.Text("error"),
		cancelled: row.Bool("cancelled"),
		tries:     int(row.Int("tries")),
		notBefore: time.UnixMilli(row.Int("not_before")),
	}
	if !row.Null("finished_at") {
		c.finished = time.UnixMilli(row.Int("finished_at"))
	}
	c.options.UserID = c.userID
	c.options.UseCache = row.Bool("use_cache")
	c.options.SaveProfile = row.Bool("save_profile")
	return c, json.Unmarshal([]byte(row.Text("engines")), &c.engines)
}

func (s store) query(ctx context.Context, condition string, args ...any) ([]*calculation, error) {
	rows, err := s.db.Query(ctx, `SELECT `+columns+` FROM calculation WHERE `+condition, args...)
	if err != nil {
		return nil, err
	}
	found := make([]*calculation, rows.Len())
	for i := range found {
		if found[i], err = read(rows.At(i)); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func first(found []*calculation, err error) (*calculation, error) {
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// find returns nil when there is no such calculation.
func (s store) find(ctx context.Context, id string) (*calculation, error) {
	return first(s.query(ctx, `id = ?`, id))
}

// findFor is find for a user; what belongs to someone else is not there.
func (s store) findFor(ctx context.Context, userID, id string) (*calculation, error) {
	return first(s.query(ctx, `id = ? AND user_id = ?`, id, userID))
}

// unfinished returns the unfinished calculations, oldest first.
func (s store) unfinished(ctx context.Context) ([]*calculation, error) {
	return s.query(ctx, `finished_at IS NULL ORDER BY started_at, rowid`)
}

// due returns the oldest unfinished calculation that need not wait for another try, or nil.
func (s store) due(ctx context.Context, now time.Time) (*calculation, error) {
	return first(s.query(ctx, `finished_at IS NULL AND not_before <= ? ORDER BY started_at, rowid LIMIT 1`,
		now.UnixMilli()))
}

// next returns the first item that has no outcome; ok is false when all have one.
func (s store) next(ctx context.Context, id string) (n int, input json.RawMessage, ok bool, err error) {
	rows, err := s.db.Query(ctx,
		`SELECT n, input FROM item WHERE calculation_id = ? AND outcome IS NULL ORDER BY n LIMIT 1`, id)
	if err != nil {
		return 0, nil, false, err
	}
	row, ok := rows.First()
	if !ok {
		return 0, nil, false, nil
	}
	return int(row.Int("n")), json.RawMessage(row.Text("input")), true, nil
}

// outcomes returns the stored items of a finished calculation, nil for an unfinished one.
func (s store) outcomes(ctx context.Context, c *calculation) (*outcomes, error) {
	if !c.final() {
		return nil, nil
	}
	rows, err := s.db.Query(ctx,
		`SELECT outcome, success FROM item WHERE calculation_id = ? AND outcome IS NOT NULL ORDER BY n`, c.id)
	if err != nil {
		return nil, err
	}
	done := &outcomes{items: make([]json.RawMessage, rows.Len())}
	for i := range done.items {
		row := rows.At(i)
		done.items[i] = json.RawMessage(row.Text("outcome"))
		if row.Bool("success") {
			done.successful++
		}
	}
	return done, nil
}
