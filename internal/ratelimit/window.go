package ratelimit

import (
	"context"
	"errors"
	"time"

	"github.com/witnessos/witnessos/internal/sqldb"
)

// Window is the authority over one bucket. It lives in the bucket's Durable Object, in one row for
// each length of window (API keys have three).
type Window struct {
	DB sqldb.DB
}

// shareOfRest: a lease is at most this part of what remains, or 1.
const shareOfRest = 8

const createWindow = `CREATE TABLE IF NOT EXISTS rate_window (
	length INTEGER PRIMARY KEY,        -- ms
	start INTEGER NOT NULL,            -- epoch ms
	granted INTEGER NOT NULL,          -- in this window, less what came back
	last INTEGER NOT NULL)             -- size of the last lease`

// One statement, so that it is atomic wherever it runs. A window never goes back: should the clock
// do so, the later window stays. The casts are there because a Durable Object binds numbers as
// floating point.
const grant = `INSERT INTO rate_window (length, start, granted, last) VALUES (?, ?, ?, ?)
	ON CONFLICT (length) DO UPDATE SET
		start = max(start, excluded.start),
		last = CASE WHEN excluded.start > start THEN excluded.last
			ELSE max(0, min(?, max(1, CAST((? - granted) / ? AS INTEGER)), ? - granted)) END,
		granted = CASE WHEN excluded.start > start THEN excluded.last
			ELSE granted + max(0, min(?, max(1, CAST((? - granted) / ? AS INTEGER)), ? - granted)) END
	RETURNING start, granted, last`

// Lease grants at most r.Want, an eighth of what remains (but at least one), and never more than
// r.Limit in a window. The limit may differ from call to call; the one that is given counts.
func (w Window) Lease(ctx context.Context, now time.Time, r LeaseRequest) (Lease, error) {
	length := r.Window.Milliseconds()
	if length < 1 || r.Want < 0 || r.Return < 0 {
		return Lease{}, errors.New("ratelimit: impossible lease request")
	}
	if _, err := sqldb.Exec(ctx, w.DB, createWindow); err != nil {
		return Lease{}, err
	}
	if r.Return > 0 {
		if _, err := sqldb.Exec(ctx, w.DB,
			"UPDATE rate_window SET granted = max(0, granted - ?) WHERE length = ? AND start = ?",
			r.Return, length, r.Until.UnixMilli()-length); err != nil {
			return Lease{}, err
		}
	}
	start := windowEnd(now, r.Window).UnixMilli() - length
	first := max(0, min(r.Want, max(1, r.Limit/shareOfRest), r.Limit))
	rows, err := w.DB.Query(ctx, grant, length, start, first, first,
		r.Want, r.Limit, shareOfRest, r.Limit,
		r.Want, r.Limit, shareOfRest, r.Limit)
	if err != nil {
		return Lease{}, err
	}
	row, ok := rows.First()
	if !ok {
		return Lease{}, errors.New("ratelimit: the window has no row")
	}
	return Lease{
		Granted:   int(row.Int("last")),
		Remaining: max(0, r.Limit-int(row.Int("granted"))),
		Reset:     time.UnixMilli(row.Int("start") + length).UTC(),
	}, nil
}

// Sweep deletes the windows that have ended and returns when the next one ends: the time for
// another Sweep. It is zero when nothing is left, and the object's storage can be deleted.
func (w Window) Sweep(ctx context.Context, now time.Time) (next time.Time, err error) {
	if _, err := w.DB.Batch(ctx,
		sqldb.Do(createWindow),
		sqldb.Do("DELETE FROM rate_window WHERE start + length <= ?", now.UnixMilli())); err != nil {
		return time.Time{}, err
	}
	rows, err := w.DB.Query(ctx, "SELECT min(start + length) AS next FROM rate_window")
	if err != nil {
		return time.Time{}, err
	}
	if row, ok := rows.First(); ok && !row.Null("next") {
		next = time.UnixMilli(row.Int("next")).UTC()
	}
	return next, nil
}
