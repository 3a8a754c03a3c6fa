package rpc

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/witnessos/witnessos/internal/edge"
)

// Method declares a method of a service: its name on the wire, its parameters and its result.
type Method[P, R any] struct{ Name string }

// Transport carries bytes to a method of a service. Its errors are lost connections and exceptions.
type Transport interface {
	Call(ctx context.Context, method string, request []byte) ([]byte, error)
}

// Call calls a method. It returns an *Error when the service said that it could not do its work or
// speaks another version, the transport's error, context.DeadlineExceeded, or an error that stands
// for a lost connection when what came back is no reply.
func Call[P, R any](ctx context.Context, t Transport, m Method[P, R], params P) (R, error) {
	var none R
	in := request[P]{Version: Version, RequestID: edge.RequestID(ctx), Params: params}
	if at, ok := ctx.Deadline(); ok {
		in.Deadline = at.UnixMilli()
	}
	body, err := json.Marshal(in)
	if err != nil {
		return none, fmt.Errorf("rpc: parameters of %s: %w", m.Name, err)
	}
	raw, err := t.Call(ctx, m.Name, body)
	if err != nil {
		return none, err
	}
	result, err := readReply[R](raw)
	if err != nil {
		return none, fmt.Errorf("rpc: %s: %w", m.Name, err)
	}
	return *result, nil
}

// readReply returns the result of a reply; its error is the reply's own or says why it is none.
// What is missing from a reply is never taken for an empty value: half an answer is none.
func readReply[R any](raw []byte) (*R, error) {
	if len(raw) > MaxReply {
		return nil, errReplyTooLarge
	}
	var out reply[R]
	err := unmarshalReply(raw, &out)
	switch {
	case out.Version != 0 && out.Version != Version: // whose other fields may mean anything
		return nil, errVersion
	case err != nil:
		return nil, fmt.Errorf("unreadable reply: %w", err)
	case out.Version == Version && out.OK && out.Result != nil:
		return out.Result, nil
	case out.Version == Version && !out.OK && out.Error.complete():
		return nil, out.Error
	default:
		return nil, errHalf
	}
}
