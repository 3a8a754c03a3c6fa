package edge

import (
	"context"
	"encoding/json"
	"errors"
	"math"

	"github.com/witnessos/witnessos/internal/rawjson"
)

var (
	// ErrEventOver: the event that the context belongs to has been answered, abandoned or lost.
	ErrEventOver = errors.New("edge: the event is over")
	// ErrNoHost: the program does not run in a Worker.
	ErrNoHost = errors.New("edge: no host")
)

// HostError is what the platform threw at a host call. Its text is for logs, never for users.
type HostError struct {
	Operation string
	Name      string `json:"name"`
	Message   string `json:"message"`
	Code      string `json:"code"`
	Retryable bool   `json:"retryable"` // the platform says that another try may succeed
}

func (e *HostError) Error() string { return "edge: " + e.Operation + ": " + e.Message }

// do runs one host call and waits for its result: JSON head and bytes. It returns
// context.DeadlineExceeded when the context's deadline passes first, ErrEventOver, or a *HostError.
func do(ctx context.Context, args []any, body []byte) (head []byte, out []byte, err error) {
	e := eventOf(ctx)
	if e == nil {
		return nil, nil, ErrNoHost
	}
	if e.over {
		return nil, nil, ErrEventOver
	}
	timeout, err := timeLeft(ctx)
	if err != nil {
		return nil, nil, err
	}
	text, err := appendArgs(append(make([]byte, 0, 128), '['), args)
	if err != nil {
		return nil, nil, err
	}
	nextID++
	id := nextID
	var m message
	if now, ok := startCall(e.id, id, string(text), body, timeout); ok {
		m.text, m.body = unframe(now)
	} else {
		c := make(chan message, 1)
		waiting[id] = c
		awake--
		m = <-c
		if cap(m.body) >= grain {
			e.arrived = append(e.arrived, m.body)
		}
	}
	if m.text[0] == '+' {
		return []byte(m.text[1:]), m.body, nil
	}
	return nil, nil, hostError(args[0].(string), m.text[1:])
}

// appendArgs writes a JSON array. Most arguments are strings, for which encoding/json would take long.
func appendArgs(b []byte, args []any) ([]byte, error) {
	for i, arg := range args {
		b = append(b, ","[:min(i, 1)]...)
		if s, ok := arg.(string); ok {
			b = rawjson.AppendString(b, s)
			continue
		}
		text, err := json.Marshal(arg)
		if err != nil {
			return nil, err
		}
		b = append(b, text...)
	}
	return append(b, ']'), nil
}

func hostError(operation, text string) error {
	e := &HostError{Operation: operation}
	if err := json.Unmarshal([]byte(text), e); err != nil {
		e.Message = "unreadable error"
	}
	switch e.Code {
	case "EVENT_OVER":
		return ErrEventOver
	case "DEADLINE":
		return context.DeadlineExceeded
	case "NO_HOST":
		return ErrNoHost
	}
	return e
}

// timeLeft returns the milliseconds until the deadline of ctx; 0 stands for none.
func timeLeft(ctx context.Context) (int32, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	at, ok := ctx.Deadline()
	if !ok {
		return 0, nil
	}
	left := at.Sub(Now()).Milliseconds()
	if left <= 0 {
		return 0, context.DeadlineExceeded
	}
	return int32(min(left, math.MaxInt32)), nil
}

// call runs a host call whose result is JSON.
func call[T any](ctx context.Context, body []byte, args ...any) (T, error) {
	var out T
	head, _, err := do(ctx, args, body)
	if err == nil && len(head) > 0 {
		err = json.Unmarshal(head, &out)
	}
	return out, err
}

// run runs a host call without a result.
func run(ctx context.Context, body []byte, args ...any) error {
	_, _, err := do(ctx, args, body)
	return err
}
