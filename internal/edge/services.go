package edge

import (
	"context"
	"encoding/json"

	"github.com/witnessos/witnessos/internal/web"
)

// Binding calls methods of a service binding's RPC entrypoint.
type Binding string

// Call sends request to a method and returns its reply. Exceptions and lost connections are errors.
func (b Binding) Call(ctx context.Context, method string, request []byte) (web.Pieces, error) {
	_, reply, err := do(ctx, []any{"rpc.call", string(b), method}, request)
	return web.Pieces{reply}, err
}

type requestHead struct {
	Method   string      `json:"method"`
	URL      string      `json:"url"`
	Headers  [][2]string `json:"headers"`
	Redirect string      `json:"redirect,omitempty"`
}

func headOf(r *web.Request) requestHead {
	return requestHead{Method: r.Method, URL: r.URL, Headers: pairs(r.Header)}
}

// pairs is a header as JavaScript takes it.
func pairs(h web.Header) [][2]string {
	list := make([][2]string, len(h))
	for i, f := range h {
		list[i] = [2]string{f.Name, f.Value}
	}
	return list
}

func responseOf(head, body []byte) (*web.Response, error) {
	var in struct {
		Status  int         `json:"status"`
		Headers [][2]string `json:"headers"`
		Kept    *int        `json:"kept"`
	}
	if err := json.Unmarshal(head, &in); err != nil {
		return nil, err
	}
	r := &web.Response{Status: in.Status, Body: body}
	for _, h := range in.Headers {
		r.Header.Add(h[0], h[1])
	}
	if in.Kept != nil {
		r.Kept = web.Kept(*in.Kept + 1)
	}
	return r, nil
}

// Fetch sends an HTTP request to the outside. Redirects are not followed; a body longer than limit
// bytes is dropped and its connection closed.
func Fetch(ctx context.Context, r *web.Request, limit int) (*web.Response, error) {
	head, body, err := do(ctx, []any{"fetch", headOf(r), limit}, r.Body)
	if err != nil {
		return nil, err
	}
	return responseOf(head, body)
}

// Namespace reaches the Durable Objects of a binding by name.
type Namespace string

// Fetch sends an HTTP request to an object. A reply that opens a WebSocket comes back as Kept.
func (n Namespace) Fetch(ctx context.Context, name string, r *web.Request) (*web.Response, error) {
	head, body, err := do(ctx, []any{"object.fetch", string(n), name, headOf(r)}, r.Body)
	if err != nil {
		return nil, err
	}
	return responseOf(head, body)
}

// Call calls an internal method of an object (Object.Call).
func (n Namespace) Call(ctx context.Context, name, method string, request []byte) ([]byte, error) {
	_, reply, err := do(ctx, []any{"object.call", string(n), name, method}, request)
	return reply, err
}
