package durable

import (
	"encoding/json"
	"net/url"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/web"
)

// Headers by which the router tells an object who asks and under which request id. A client cannot
// set them: the router is the only way to an object, and it overwrites both.
const (
	SubjectHeader   = "X-WitnessOS-User"
	RequestIDHeader = "X-Request-ID"
)

// Request is a request to an action, read.
type Request struct {
	*web.Request
	Subject   string // the user that the router vouches for, never ""
	RequestID string
	Query     url.Values
	Body      Fields // of a POST; never nil
	Now       time.Time
}

// Owns reports whether a user id in a request is the subject's. Ids come as text or as numbers;
// none at all, null and "" stand for the subject.
func (r *Request) Owns(id json.RawMessage) bool {
	switch string(id) {
	case "", "null", `""`, r.Subject:
		return true
	}
	var text string
	return json.Unmarshal(id, &text) == nil && text == r.Subject
}

// OwnBody returns FORBIDDEN when the body names another user than the subject, in itself, in its
// profile or in its options. The router has looked before; here it costs nothing to be sure.
func (r *Request) OwnBody() error {
	if !r.Owns(r.Body["userId"]) {
		return api.ErrForbidden
	}
	for _, name := range []string{"userProfile", "options"} {
		if inner, ok := r.Body.Object(name); ok && !r.Owns(inner["userId"]) {
			return api.ErrForbidden
		}
	}
	return nil
}
