// Package web holds HTTP messages as the system passes them on: whole requests and whole replies,
// with their bodies as bytes. It is what net/http would be without connections, streams and
// 2 MB of Wasm.
package web

import "strings"

// Request is an HTTP request that has been read completely.
type Request struct {
	ID      string // UUID v4, made for this request; the same in every Worker that it crosses
	Method  string
	URL     string // absolute
	Header  Header
	Body    []byte
	TooLong bool // the body was over the limit, and Body is empty
}

// Target returns the path as it was sent (still percent-encoded) and the query without "?".
func (r *Request) Target() (path, query string) {
	rest := r.URL
	if i := strings.Index(rest, "://"); i >= 0 {
		rest = rest[i+3:]
		if i = strings.IndexAny(rest, "/?#"); i < 0 {
			return "/", ""
		}
		rest = rest[i:]
	}
	rest, _, _ = strings.Cut(rest, "#")
	path, query, _ = strings.Cut(rest, "?")
	if path == "" {
		path = "/"
	}
	return path, query
}

// Response is a complete HTTP reply.
type Response struct {
	Status int
	Header Header
	Body   []byte
	Rest   Pieces // of the body, behind Body
	// Kept, when it is not zero, names a reply that the platform holds (the 101 of a WebSocket);
	// it is passed on untouched and the other fields do not count.
	Kept Kept
}

// Size returns the length of the whole body in bytes.
func (r *Response) Size() int { return len(r.Body) + r.Rest.Len() }

// Whole returns the whole body.
func (r *Response) Whole() []byte {
	if r.Rest == nil {
		return r.Body
	}
	return append(Pieces{r.Body}, r.Rest...).Join()
}

// Kept is a reply that cannot leave the platform: its handle plus one.
type Kept int

// Field is one header line.
type Field struct{ Name, Value string }

// Header is a list of header lines in order. Names are compared without case; values may hold
// commas and are never joined or split.
type Header []Field

// Get returns the value of the first line of that name, or "".
func (h Header) Get(name string) string {
	for i := range h {
		if strings.EqualFold(h[i].Name, name) {
			return h[i].Value
		}
	}
	return ""
}

// Set replaces all lines of that name by one.
func (h *Header) Set(name, value string) {
	kept := (*h)[:0]
	for _, f := range *h {
		if !strings.EqualFold(f.Name, name) {
			kept = append(kept, f)
		}
	}
	*h = append(kept, Field{name, value})
}

// Add appends a line.
func (h *Header) Add(name, value string) { *h = append(*h, Field{name, value}) }
