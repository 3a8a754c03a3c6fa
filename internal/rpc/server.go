package rpc

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/web"
)

// Server is the table of a service's methods. It implements edge.Service and always replies: what
// a method returns or panics with becomes ok:false.
type Server map[string]Handler

// Handler answers one method.
type Handler func(ctx context.Context, request []byte) web.Pieces

// margin is what a service leaves of the caller's deadline for the way back.
const margin = 100 * time.Millisecond

// Call implements edge.Service.
func (s Server) Call(ctx context.Context, method string, body []byte) (web.Pieces, error) {
	handle, ok := s[method]
	if !ok {
		return nil, fmt.Errorf("rpc: no method %q", method)
	}
	return handle(ctx, body), nil
}

// Handle binds a method to the function that answers it.
func Handle[P, R any](s Server, m Method[P, R], f func(context.Context, P) (R, error)) {
	s[m.Name] = func(ctx context.Context, body []byte) web.Pieces {
		result, err := answer(ctx, m.Name, body, f)
		if err == nil {
			var out web.Pieces
			if out, err = appendResult(&result); err == nil {
				if out.Len() <= MaxReply {
					return out
				}
				err = errReplyTooLarge
			}
		}
		return appendError(wireError(err))
	}
}

func answer[P, R any](ctx context.Context, method string, body []byte, f func(context.Context, P) (R, error)) (result R, err error) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Printf("rpc: panic in %s: %v\n%s", method, p, debug.Stack())
			err = errors.New("panic")
		}
	}()
	if len(body) > MaxRequest {
		return result, &Error{Code: "PAYLOAD_TOO_LARGE", Status: 413, Message: "The request is too large"}
	}
	e, err := readEnvelope(body, "params")
	if e.version != 0 && e.version != Version { // whose parameters may be of other types
		return result, errVersion
	}
	var params P
	if err == nil && e.body != nil {
		err = e.readBody(&params)
	}
	switch {
	case err != nil:
		return result, &Error{Code: "INVALID_PARAMS", Status: 400, Message: "The parameters do not fit the method"}
	case e.version == 0:
		return result, errVersion
	}
	ctx = edge.WithRequestID(ctx, e.requestID)
	if e.deadline > 0 {
		ctx = edge.WithDeadline(ctx, time.UnixMilli(e.deadline).Add(-margin))
	}
	return f(ctx, params)
}

// wireError words an error for the other side. What is not an *Error stays here.
func wireError(err error) *Error {
	var typed *Error
	if errors.As(err, &typed) {
		return typed
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return &Error{Code: "TIMEOUT", Status: 504, Message: "The request took too long"}
	}
	fmt.Println("rpc:", err)
	return &Error{Code: "INTERNAL_ERROR", Status: 500, Message: "An unexpected error occurred", Retry: true}
}
