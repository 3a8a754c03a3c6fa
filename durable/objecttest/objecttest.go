//go:build !js

// Package objecttest is a Durable Object's surroundings for native tests: real SQLite, an alarm
// that the test lets fire, and sockets that keep what was sent.
//
// It does what the platform does where coordinators depend on it: an alarm is taken back before its
// handler runs and comes again when the handler fails; values go through JSON, so that nothing is
// shared by memory; an attachment has its limit. Like sqlitetest it does not exist for Wasm.
package objecttest

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
	"github.com/witnessos/witnessos/internal/web"
)

// State is one object's edge.State.
type State struct {
	// Alarm is when the alarm fires; zero: it is not set.
	Alarm time.Time
	// Opened are all sockets in the order of their opening.
	Opened []*Socket
	// Effect, if set, is told of each effect after it took place: "sql", "alarm", "send". It may
	// panic to play the end of the program at that point.
	Effect func(kind string)
	// AlarmFault is what SetAlarm returns.
	AlarmFault error

	name string
	db   sqldb.DB
}

var _ edge.State = (*State)(nil)

// New makes the state of an object without any storage.
func New(t testing.TB, name string) *State {
	t.Helper()
	return &State{name: name, db: sqlitetest.Open(t)}
}

func (s *State) took(kind string) {
	if s.Effect != nil {
		s.Effect(kind)
	}
}

// Name implements edge.State.
func (s *State) Name() string { return s.name }

// DB implements edge.State.
func (s *State) DB() sqldb.DB { return database{s} }

// SetAlarm implements edge.State.
func (s *State) SetAlarm(_ context.Context, at time.Time) error {
	if s.AlarmFault != nil {
		return s.AlarmFault
	}
	s.Alarm = at.UTC().Truncate(time.Millisecond)
	s.took("alarm")
	return nil
}

// DeleteAlarm implements edge.State.
func (s *State) DeleteAlarm(context.Context) error {
	s.Alarm = time.Time{}
	s.took("alarm")
	return nil
}

// DeleteAll implements edge.State. As on the platform the tables are gone, not only their rows.
func (s *State) DeleteAll(ctx context.Context) error {
	rows, err := s.db.Query(ctx, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
	if err != nil {
		return err
	}
	for i := range rows.Len() {
		if _, err := sqldb.Exec(ctx, s.db, `DROP TABLE "`+rows.At(i).Text("name")+`"`); err != nil {
			return err
		}
	}
	s.took("sql")
	return nil
}

// AcceptSocket implements edge.State.
func (s *State) AcceptSocket(_ context.Context, attachment any, protocol string) (edge.Socket, *web.Response, error) {
	socket := &Socket{Protocol: protocol, state: s}
	if err := socket.attach(attachment); err != nil {
		return nil, nil, err
	}
	s.Opened = append(s.Opened, socket)
	return socket, &web.Response{Status: 101, Kept: web.Kept(len(s.Opened))}, nil
}

// Sockets implements edge.State.
func (s *State) Sockets(context.Context) ([]edge.Socket, error) {
	var open []edge.Socket
	for _, socket := range s.Opened {
		if socket.Closed == 0 {
			open = append(open, socket)
		}
	}
	return open, nil
}

// Fire lets the alarm run if it is set and due at now, and reports whether it was. A panic of
// Effect ends the handler as the end of the program would; either way the platform calls again.
func (s *State) Fire(o edge.Object, now time.Time) (fired bool, err error) {
	if s.Alarm.IsZero() || now.Before(s.Alarm) {
		return false, nil
	}
	s.Alarm = time.Time{}
	defer func() {
		if p := recover(); p != nil {
			if p != ErrCrash {
				panic(p)
			}
			err = ErrCrash
		}
		if err != nil && s.Alarm.IsZero() {
			s.Alarm = now.Add(platformRetry)
		}
	}()
	return true, o.Alarm(context.Background(), s, 0)
}

// platformRetry is the pause before the platform calls an alarm handler again that has failed and
// set no alarm.
const platformRetry = 2 * time.Second

// ErrCrash is what Effect panics with to play the end of the program.
var ErrCrash = errors.New("objecttest: the program ends here")

type database struct{ *State }

func (d database) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	return d.db.Query(ctx, sql, args...)
}

func (d database) Batch(ctx context.Context, statements ...sqldb.Statement) ([]int64, error) {
	written, err := d.db.Batch(ctx, statements...)
	if err == nil {
		d.took("sql")
	}
	return written, err
}

// Socket is an opened socket.
type Socket struct {
	Protocol string
	Closed   int  // close code; 0: open
	Gone     bool // the peer is away: sending fails

	state      *State
	sent       []json.RawMessage
	attachment json.RawMessage
}

// Attachment implements edge.Socket.
func (s *Socket) Attachment() json.RawMessage { return s.attachment }

// Attach implements edge.Socket.
func (s *Socket) Attach(_ context.Context, attachment any) error { return s.attach(attachment) }

func (s *Socket) attach(attachment any) error {
	raw, err := json.Marshal(attachment)
	if err == nil && len(raw) > 2048 {
		err = errors.New("objecttest: the attachment is larger than 2 KiB")
	}
	if err == nil {
		s.attachment = raw
	}
	return err
}

// Send implements edge.Socket.
func (s *Socket) Send(_ context.Context, text []byte) error {
	if s.Closed != 0 || s.Gone {
		return errors.New("objecttest: the socket is closed")
	}
	s.sent = append(s.sent, append(json.RawMessage(nil), text...))
	s.state.took("send")
	return nil
}

// Close implements edge.Socket.
func (s *Socket) Close(_ context.Context, code int, _ string) error {
	s.Closed = code
	return nil
}

// Take returns the messages that were sent since it was last called, decoded.
func (s *Socket) Take(t testing.TB) []map[string]any {
	t.Helper()
	messages := make([]map[string]any, len(s.sent))
	for i, text := range s.sent {
		require.NoError(t, json.Unmarshal(text, &messages[i]), "%s", text)
	}
	s.sent = nil
	return messages
}
