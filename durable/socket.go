package durable

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
)

// ErrUpgrade: a request for a socket that does not ask for one.
var ErrUpgrade = api.NewError(426, "UPGRADE_REQUIRED", "This address speaks WebSocket only")

// Texts of error messages on a socket.
const (
	UnknownMessage  = "Unknown message type"
	MessageNotTaken = "Failed to process message"
)

// MaxMessage is the size of an incoming message in bytes.
const MaxMessage = 16 << 10

// subprotocol is what a client offers beside "bearer.<token>". The token is never echoed.
const subprotocol = "witnessos"

// WantsSocket returns UPGRADE_REQUIRED when the request does not ask for a WebSocket.
func (r *Request) WantsSocket() error {
	if !listed(r.Header.Get("Upgrade"), "websocket") {
		return ErrUpgrade
	}
	return nil
}

// Accept opens the socket that a request asks for and sends the first message.
func Accept(ctx context.Context, o edge.State, r *Request, a Attachment, first json.RawMessage) (edge.Socket, *Reply, error) {
	if a.Subscriptions == nil {
		a.Subscriptions = []string{}
	}
	chosen := ""
	for _, f := range r.Header {
		if strings.EqualFold(f.Name, "Sec-WebSocket-Protocol") && listed(f.Value, subprotocol) {
			chosen = subprotocol
		}
	}
	socket, response, err := o.AcceptSocket(ctx, a, chosen)
	if err != nil {
		return nil, nil, err
	}
	return socket, &Reply{Socket: response}, socket.Send(ctx, first)
}

// listed reports whether a comma-separated header names a token.
func listed(header, token string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if strings.EqualFold(strings.TrimSpace(part), token) {
			return true
		}
	}
	return false
}

// ReadMessage reads an incoming message; ok is false for one that is too long or no JSON object.
func ReadMessage(text string) (kind string, fields Fields, ok bool) {
	if text == "" || len(text) > MaxMessage {
		return "", nil, false
	}
	if fields, ok = ParseFields([]byte(text)); !ok {
		return "", nil, false
	}
	kind, _ = fields.Text("type")
	return kind, fields, true
}

// Message begins a message to a client: the name of the message is in "type".
func Message(kind string) *api.Object { return (&api.Object{}).Set("type", kind) }

// SendError tells a client that its message led to nothing.
func SendError(ctx context.Context, s edge.Socket, text string) error {
	return s.Send(ctx, Message("error").Set("error", text).JSON())
}

// Broadcast sends an update about a record to the sockets of its owner that want to hear of it.
// The text is made only when there is one. A socket that is just closing misses it.
func Broadcast(ctx context.Context, o edge.State, owner, id string, text func() (json.RawMessage, error)) error {
	sockets, err := o.Sockets(ctx)
	if err != nil {
		return err
	}
	var message json.RawMessage
	for _, s := range sockets {
		a := AttachmentOf(s)
		if a.UserID != owner || !a.Wants(id) {
			continue
		}
		if message == nil {
			if message, err = text(); err != nil {
				return err
			}
		}
		_ = s.Send(ctx, message)
	}
	return nil
}
