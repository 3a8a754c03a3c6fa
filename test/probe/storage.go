package main

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/web"
	"github.com/witnessos/witnessos/internal/web/query"
)

// d1 writes and reads every type of value, and a batch that fails as a whole.
func d1(ctx context.Context, r *web.Request) (any, error) {
	db := edge.D1("DB")
	id := query.Of(r).Get("id")
	if _, err := sqldb.Exec(ctx, db, "CREATE TABLE IF NOT EXISTS probe (id TEXT PRIMARY KEY, i INTEGER, f REAL, t TEXT, b BLOB, n TEXT)"); err != nil {
		return nil, err
	}
	const insert = "INSERT INTO probe VALUES (?, ?, ?, ?, ?, ?)"
	written, err := sqldb.Exec(ctx, db, insert, id, 42, 2.5, "ö, \"x\"", []byte{0, 255}, nil)
	if err != nil {
		return nil, err
	}
	_, failed := db.Batch(ctx,
		sqldb.Do("UPDATE probe SET i = 43 WHERE id = ?", id),
		sqldb.Do(insert, id, 0, 0, "", nil, nil)) // the same key again
	rows, err := db.Query(ctx, "SELECT * FROM probe WHERE id = ?", id)
	if err != nil {
		return nil, err
	}
	none, err := db.Query(ctx, "SELECT * FROM probe WHERE id = ?", id+"-absent")
	if err != nil {
		return nil, err
	}
	row, _ := rows.First()
	return map[string]any{
		"written": written, "batchFailed": failed != nil, "rows": rows.Len(), "none": none.Len(),
		"i": row.Int("i"), "f": row.Float("f"), "t": row.Text("t"), "b": []byte(row.Text("b")), "null": row.Null("n"),
	}, nil
}

// object is a Durable Object that counts, keeps sockets and wakes itself.
type object struct{}

const counterSchema = "CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, n INTEGER NOT NULL)"

func count(ctx context.Context, o edge.State, name string, by int) (int64, error) {
	db := o.DB()
	if _, err := sqldb.Exec(ctx, db, counterSchema); err != nil {
		return 0, err
	}
	rows, err := db.Query(ctx, `INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET n = n + excluded.n RETURNING n`, name, by)
	if err != nil {
		return 0, err
	}
	row, _ := rows.First()
	return row.Int("n"), nil
}

func (object) Fetch(ctx context.Context, o edge.State, r *web.Request) *web.Response {
	if r.Header.Get("Upgrade") != "" {
		_, response, err := o.AcceptSocket(ctx, map[string]string{"hello": o.Name()}, "")
		if err != nil {
			return reply(r, 500, err.Error())
		}
		return response
	}
	q := query.Of(r)
	if q.Get("exit") != "" {
		panicExit()
	}
	if ms, _ := strconv.Atoi(q.Get("alarm")); ms > 0 {
		if err := o.SetAlarm(ctx, time.Now().Add(time.Duration(ms)*time.Millisecond)); err != nil {
			return reply(r, 500, err.Error())
		}
	}
	if q.Get("clear") != "" {
		if err := o.DeleteAll(ctx); err != nil {
			return reply(r, 500, err.Error())
		}
	}
	by, _ := strconv.Atoi(q.Get("by"))
	n, err := count(ctx, o, "fetch", by)
	if err != nil {
		return reply(r, 500, err.Error())
	}
	alarms, err := count(ctx, o, "alarm", 0)
	if err != nil {
		return reply(r, 500, err.Error())
	}
	return reply(r, 200, map[string]any{"name": o.Name(), "n": n, "alarms": alarms})
}

// Alarm fails the first time, to see that the platform comes back.
func (object) Alarm(ctx context.Context, o edge.State, retry int) error {
	if retry == 0 {
		return errors.New("asked to")
	}
	_, err := count(ctx, o, "alarm", 1)
	return err
}

func (object) Message(ctx context.Context, o edge.State, s edge.Socket, text string) error {
	n, err := count(ctx, o, "messages", 1)
	if err != nil {
		return err
	}
	sockets, err := o.Sockets(ctx)
	if err != nil {
		return err
	}
	out, err := json.Marshal(map[string]any{"text": text, "n": n, "sockets": len(sockets), "attachment": s.Attachment()})
	if err != nil {
		return err
	}
	if err := s.Attach(ctx, map[string]string{"last": text}); err != nil {
		return err
	}
	if text == "close" {
		return s.Close(ctx, 1000, "asked to")
	}
	return s.Send(ctx, out)
}

func (object) Closed(ctx context.Context, o edge.State, _ edge.Socket) error {
	_, err := count(ctx, o, "closed", 1)
	return err
}

func (object) Call(ctx context.Context, o edge.State, method string, request []byte) ([]byte, error) {
	n, err := count(ctx, o, method, 0)
	return strconv.AppendInt(request, n, 10), err
}
