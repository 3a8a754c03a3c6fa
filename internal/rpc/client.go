package rpc

import (
	"context"
	"fmt"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/web"
)

// Method declares a method of a service: its name on the wire, its parameters and its result.
type Method[P, R any] struct{ Name string }

// Transport carries bytes to a method of a service. Its errors are lost connections and exceptions.
type Transport interface {
	Call(ctx context.Context, method string, request []byte) (web.Pieces, error)
}

// Call calls a method. It returns an *Error when the service said that it could not do its work or
// speaks another version, the transport's error, context.DeadlineExceeded, or an error that stands
// for a lost connection when what came back is no reply.
func Call[P, R any](ctx context.Context, t Transport, m Method[P, R], params P) (R, error) {
	var none R
	e := envelope{requestID: edge.RequestID(ctx)}
	if at, ok := ctx.Deadline(); ok {
		e.deadline = at.UnixMilli()
	}
	body, err := appendRequest(e, &params)
	if err != nil {
		return none, fmt.Errorf("rpc: parameters of %s: %w", m.Name, err)
	}
	raw, err := t.Call(ctx, m.Name, body.Join())
	if err != nil {
		return none, err
	}
	var result R
	if err := readReply(raw.Join(), &result); err != nil {
		return none, fmt.Errorf("rpc: %s: %w", m.Name, err)
	}
	return result, nil
}

// readReply reads the result of a reply into a pointer; its error is the reply's own or says why it
// is none. What is missing from a reply is never taken for an empty value: half an answer is none.
func readReply(raw []byte, result any) error {
	if len(raw) > MaxReply {
		return errReplyTooLarge
	}
	e, err := readEnvelope(raw, "result")
	switch {
	case e.version != 0 && e.version != Version: // whose other fields may mean anything
		return errVersion
	case err != nil:
		return fmt.Errorf("unreadable reply: %w", err)
	case e.version == Version && e.ok && e.body != nil && string(e.body) != "null":
		return e.readBody(result)
	case e.version == Version && !e.ok && e.err.complete():
		return e.err
	default:
		return errHalf
	}
}
