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

// Call calls a method. It returns an *Error when the service said that it could not do its work,
// the transport's error, or context.DeadlineExceeded.
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
	var out reply[R]
	if err := json.Unmarshal(raw, &out); err != nil {
		return none, fmt.Errorf("rpc: reply of %s: %w", m.Name, err)
	}
	if out.Version != Version {
		return none, fmt.Errorf("rpc: reply of %s has version %d", m.Name, out.Version)
	}
	if !out.OK {
		if out.Error == nil {
			return none, fmt.Errorf("rpc: %s failed without an error", m.Name)
		}
		return none, out.Error
	}
	return out.Result, nil
}
