package router

import (
	"encoding/json"
	"maps"
	"net/url"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/web"
)

// call is one request on its way to a handler.
type call struct {
	*web.Request
	params  []string // what the route's {…} segments matched, in order
	query   url.Values
	route   *route
	token   credential
	limit   admission
	account *auth.Account // nil for anonymous callers
	refusal *api.Error    // why there is no account; set where a route asked for one
	body    object        // empty without a body
	started time.Time

	engine   string // that was asked, when it was a single one
	cacheHit *bool  // nil when its result could not have been cached
}

// subject is the caller's user id, or "" for anonymous callers.
func (c *call) subject() string {
	if c.account == nil {
		return ""
	}
	return c.account.Subject()
}

// reply is what a handler answers with. Its body gets the members of the envelope.
type reply struct {
	status int
	body   *api.Object
	header web.Header
	secret bool          // not to be stored on the way, though nobody may have signed in
	err    *api.Error    // a failure: its envelope is the body
	kept   web.Kept      // passes a WebSocket on
	raw    *web.Response // an answer of a Durable Object, passed on with the global headers
}

func ok(body *api.Object) *reply { return &reply{status: 200, body: body} }

// object is a JSON object of a request, undecoded.
type object map[string]json.RawMessage

func decodeObject(raw []byte) (object, *api.Error) {
	if len(raw) == 0 {
		return object{}, nil
	}
	o, ok := rawjson.Object(raw)
	if !ok {
		return nil, api.ErrInvalidJSON
	}
	return o, nil
}

// has reports whether a field is there and not null.
func (o object) has(name string) bool {
	raw, ok := o[name]
	return ok && string(raw) != "null"
}

// first returns the value of the first of the names that is there.
func (o object) first(names ...string) (json.RawMessage, bool) {
	for _, name := range names {
		if o.has(name) {
			return o[name], true
		}
	}
	return nil, false
}

// isObject reports whether the field is an object.
func (o object) isObject(name string) bool { return len(o[name]) > 0 && o[name][0] == '{' }

// object returns the field as an object; ok is false when it is absent or something else.
func (o object) object(name string) (object, bool) {
	if !o.has(name) {
		return nil, false
	}
	return rawjson.Object(o[name])
}

// merged returns the members of the named objects together, of which the later ones win. What is
// absent has none; a value of another type is an error.
func (o object) merged(names ...string) (object, *api.Error) {
	all := object{}
	for _, name := range names {
		if !o.has(name) {
			continue
		}
		inner, isObject := o.object(name)
		if !isObject {
			return nil, api.Field(name, "an object", o[name])
		}
		maps.Copy(all, inner)
	}
	return all, nil
}

// text returns a string field, "" when it is absent. A value of another type is an error.
func (o object) text(name string) (string, *api.Error) {
	if !o.has(name) {
		return "", nil
	}
	var s string
	if json.Unmarshal(o[name], &s) != nil {
		return "", api.Field(name, "a string", o[name])
	}
	return s, nil
}

// flag returns a boolean field. A value of another type is an error.
func (o object) flag(name string, otherwise bool) (bool, *api.Error) {
	if !o.has(name) {
		return otherwise, nil
	}
	b := otherwise
	if json.Unmarshal(o[name], &b) != nil {
		return b, api.Field(name, "true or false", o[name])
	}
	return b, nil
}

// userID returns a user id that came as a number or as text.
func (o object) userID(name string) (string, *api.Error) {
	if !o.has(name) {
		return "", nil
	}
	var n json.Number
	if json.Unmarshal(o[name], &n) == nil {
		return n.String(), nil
	}
	return o.text(name)
}
