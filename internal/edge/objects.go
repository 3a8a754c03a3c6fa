package edge

import (
	"context"
	"encoding/json"
	"time"

	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/web"
)

// State reaches the storage, the alarm and the sockets of the Durable Object that an event is for.
// It works with the context of that event alone.
type State interface {
	// Name is the name that the object is addressed by, or "" where the platform does not tell.
	Name() string
	// DB is the object's own SQLite database. Its calls do not wait.
	DB() sqldb.DB
	// SetAlarm lets Alarm run at that time; it replaces an earlier alarm.
	SetAlarm(ctx context.Context, at time.Time) error
	// DeleteAlarm takes the alarm back.
	DeleteAlarm(ctx context.Context) error
	// DeleteAll empties the object's storage.
	DeleteAll(ctx context.Context) error
	// AcceptSocket opens a WebSocket with the client of the current request. The response goes to
	// the client as it is; protocol is the subprotocol that was chosen, if any. The text "ping" is
	// answered with "pong" by the platform.
	AcceptSocket(ctx context.Context, attachment any, protocol string) (Socket, *web.Response, error)
	// Sockets returns the object's open sockets.
	Sockets(ctx context.Context) ([]Socket, error)
}

// Socket is a WebSocket of a Durable Object, hibernating between messages. What is to be known of
// it afterwards is in its attachment: JSON of at most 2 KiB.
type Socket interface {
	Attachment() json.RawMessage
	// Attach replaces the attachment.
	Attach(ctx context.Context, attachment any) error
	// Send sends a text message. A socket that is closing gives an error.
	Send(ctx context.Context, text []byte) error
	// Close closes the socket with a code of RFC 6455 section 7.4.
	Close(ctx context.Context, code int, reason string) error
}

type state struct{ name string }

func (o state) Name() string { return o.name }

func (state) DB() sqldb.DB { return objectSQL{} }

func (state) SetAlarm(ctx context.Context, at time.Time) error {
	return run(ctx, nil, "alarm.set", at.UnixMilli())
}

func (state) DeleteAlarm(ctx context.Context) error { return run(ctx, nil, "alarm.delete") }

func (state) DeleteAll(ctx context.Context) error { return run(ctx, nil, "storage.deleteAll") }

func (state) AcceptSocket(ctx context.Context, attachment any, protocol string) (Socket, *web.Response, error) {
	raw, err := json.Marshal(attachment)
	if err != nil {
		return nil, nil, err
	}
	out, err := call[struct {
		Socket int `json:"socket"`
		Kept   int `json:"kept"`
	}](ctx, nil, "ws.accept", []string{}, json.RawMessage(raw), protocol)
	if err != nil {
		return nil, nil, err
	}
	return &socket{out.Socket, raw}, &web.Response{Status: 101, Kept: web.Kept(out.Kept + 1)}, nil
}

func (state) Sockets(ctx context.Context) ([]Socket, error) {
	list, err := call[[]struct {
		Socket     int             `json:"socket"`
		Attachment json.RawMessage `json:"attachment"`
	}](ctx, nil, "ws.list", "")
	if err != nil {
		return nil, err
	}
	sockets := make([]Socket, len(list))
	for i, s := range list {
		sockets[i] = &socket{s.Socket, s.Attachment}
	}
	return sockets, nil
}

// socket is known to the shell by a handle, which is good for the current event.
type socket struct {
	handle     int
	attachment json.RawMessage
}

func (s *socket) Attachment() json.RawMessage { return s.attachment }

func (s *socket) Attach(ctx context.Context, attachment any) error {
	raw, err := json.Marshal(attachment)
	if err != nil {
		return err
	}
	s.attachment = raw
	return run(ctx, nil, "ws.attach", s.handle, json.RawMessage(raw))
}

func (s *socket) Send(ctx context.Context, text []byte) error {
	return run(ctx, text, "ws.send", s.handle)
}

func (s *socket) Close(ctx context.Context, code int, reason string) error {
	return run(ctx, nil, "ws.close", s.handle, code, reason)
}
