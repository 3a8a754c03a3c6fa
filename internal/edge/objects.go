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
type State struct {
	// Name is the name that the object is addressed by, or "" where the platform does not tell.
	Name string
}

// DB is the object's own SQLite database.
func (*State) DB() sqldb.DB { return objectSQL{} }

// SetAlarm lets Alarm run at that time; it replaces an earlier alarm.
func (*State) SetAlarm(ctx context.Context, at time.Time) error {
	return run(ctx, nil, "alarm.set", at.UnixMilli())
}

// DeleteAlarm takes the alarm back.
func (*State) DeleteAlarm(ctx context.Context) error { return run(ctx, nil, "alarm.delete") }

// Alarm returns when the alarm is due; ok is false when none is set.
func (*State) Alarm(ctx context.Context) (at time.Time, ok bool, err error) {
	ms, err := call[*int64](ctx, nil, "alarm.get")
	if err != nil || ms == nil {
		return time.Time{}, false, err
	}
	return time.UnixMilli(*ms), true, nil
}

// DeleteAll empties the object's storage.
func (*State) DeleteAll(ctx context.Context) error { return run(ctx, nil, "storage.deleteAll") }

// Socket is a WebSocket of the object, hibernating between messages. What is to be known of it
// afterwards is in its attachment: JSON of at most 2 KiB.
type Socket struct {
	handle     int
	Attachment json.RawMessage
}

// AcceptSocket opens a WebSocket with the client of the current request. The reply goes to the
// client as it is; protocol is the subprotocol that was chosen, if any. The text "ping" is
// answered with "pong" by the platform.
func (*State) AcceptSocket(ctx context.Context, attachment any, protocol string) (*Socket, *web.Response, error) {
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
	return &Socket{out.Socket, raw}, &web.Response{Status: 101, Kept: web.Kept(out.Kept + 1)}, nil
}

// Sockets returns the object's open sockets.
func (*State) Sockets(ctx context.Context) ([]*Socket, error) {
	list, err := call[[]struct {
		Socket     int             `json:"socket"`
		Attachment json.RawMessage `json:"attachment"`
	}](ctx, nil, "ws.list", "")
	if err != nil {
		return nil, err
	}
	sockets := make([]*Socket, len(list))
	for i, s := range list {
		sockets[i] = &Socket{s.Socket, s.Attachment}
	}
	return sockets, nil
}

// Send sends a text message. A socket that is closing gives an error.
func (s *Socket) Send(ctx context.Context, text []byte) error {
	return run(ctx, text, "ws.send", s.handle)
}

// Attach replaces the attachment.
func (s *Socket) Attach(ctx context.Context, attachment any) error {
	raw, err := json.Marshal(attachment)
	if err != nil {
		return err
	}
	s.Attachment = raw
	return run(ctx, nil, "ws.attach", s.handle, json.RawMessage(raw))
}

// Close closes the socket with a code of RFC 6455 section 7.4.
func (s *Socket) Close(ctx context.Context, code int, reason string) error {
	return run(ctx, nil, "ws.close", s.handle, code, reason)
}
