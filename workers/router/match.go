package router

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/api"
)

// access is who may call a route.
type access int

const (
	public      access = iota // the credential is looked at for the rate limit only
	optional                  // a valid credential gives an identity, anything else is anonymous
	unlessAsync               // optional; signedIn for a run in the background, which needs an owner
	signedIn                  // a valid credential is required: a token, or an API key with the route's scope
	tokenOnly                 // a valid token is required; an API key counts as none
	anyToken                  // tokenOnly, but the handler judges the token
	adminOnly                 // the token of an admin
	adminOrKey                // the token of an admin, or an admin key with the route's scope as a privilege
	upgrade                   // signedIn; a WebSocket client may send its token in query or subprotocol
)

// route is one row of the route table.
type route struct {
	method   string
	path     string // segments in braces match anything
	access   access
	missing  string        // code of the 401 without a credential
	invalid  string        // message of the 401 with a bad one; "" is the reason
	scope    string        // what an API key must have here; "" is any key, {n} the engine of the path
	deadline time.Duration // of the whole request
	attempts bool          // counted against the few attempts that an address has, too
	handle   func(*Router, context.Context, *call) (*reply, error)

	segments []string
}

// table finds routes by path. Paths without parameters are looked up at once.
type table struct {
	fixed    map[string][]*route
	patterns map[string][]*route // by their first segment, which none has in braces
}

// families are the paths that exist under /X and /api/X alike.
var families = []string{"health", "engines", "batch", "ai", "auth", "workflows", "forecast", "readings"}

func newTable(routes []route) *table {
	t := &table{fixed: map[string][]*route{}, patterns: map[string][]*route{}}
	for i := range routes {
		t.add(&routes[i])
		if first := segmentsOf(routes[i].path); len(first) > 0 && slices.Contains(families, first[0]) {
			alias := routes[i]
			alias.path = "/api" + alias.path
			t.add(&alias)
		}
	}
	return t
}

func (t *table) add(r *route) {
	r.segments = segmentsOf(r.path)
	if strings.Contains(r.path, "{") {
		t.patterns[r.segments[0]] = append(t.patterns[r.segments[0]], r)
	} else {
		t.fixed[r.path] = append(t.fixed[r.path], r)
	}
}

// find returns the route of a request, or a 404 or 405.
func (t *table) find(method, path string) (*route, []string, *api.Error) {
	if method == "HEAD" {
		method = "GET"
	}
	if len(path) > 1 {
		path = strings.TrimSuffix(path, "/")
	}
	candidates := t.fixed[path]
	var params []string
	if candidates == nil {
		segments, ok := decodeSegments(path)
		if !ok {
			return nil, nil, api.ErrNotFound
		}
		// An encoded letter does not make another path, and an encoded slash is no separator.
		if strings.Contains(path, "%") && !slices.ContainsFunc(segments, hasSlash) {
			candidates = t.fixed["/"+strings.Join(segments, "/")]
		}
		if candidates == nil {
			candidates, params = t.matching(segments)
		}
		if candidates == nil && len(segments) == 3 && segments[0] == "durable" {
			return nil, nil, durable.ErrUnknownAction
		}
	}
	if len(candidates) == 0 {
		return nil, nil, api.ErrNotFound
	}
	var allowed []string
	for _, r := range candidates {
		if r.method == method {
			return r, params, nil
		}
		allowed = append(allowed, r.method)
		if r.method == "GET" {
			allowed = append(allowed, "HEAD")
		}
	}
	err := *api.NewError(405, "METHOD_NOT_ALLOWED", "This endpoint does not support "+safeMethod(method))
	err.Allow = strings.Join(append(allowed, "OPTIONS"), ", ")
	return nil, nil, &err
}

// safeMethod keeps whatever a client sends as a method out of our sentences.
func safeMethod(method string) string {
	if len(method) > 16 {
		return "this method"
	}
	return method
}

// matching returns the routes of the first pattern that fits, so that rows above win.
func (t *table) matching(segments []string) (found []*route, params []string) {
	for _, r := range t.patterns[segments[0]] {
		p, ok := r.match(segments)
		if ok && (found == nil || r.path == found[0].path) {
			found, params = append(found, r), p
		}
	}
	return found, params
}

func (r *route) match(segments []string) (params []string, ok bool) {
	if len(segments) != len(r.segments) {
		return nil, false
	}
	for i, s := range r.segments {
		switch {
		case s[0] == '{':
			params = append(params, segments[i])
		case s != segments[i]:
			return nil, false
		}
	}
	return params, true
}

func segmentsOf(path string) []string {
	return strings.FieldsFunc(path, func(c rune) bool { return c == '/' })
}

// decodeSegments takes a path apart and decodes each segment once. An empty segment fits nothing.
func decodeSegments(path string) ([]string, bool) {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, p := range parts {
		s, err := url.PathUnescape(p)
		if err != nil || s == "" {
			return nil, false
		}
		parts[i] = s
	}
	return parts, true
}

func hasSlash(s string) bool { return strings.Contains(s, "/") }

func equalAny(name string, names ...string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
}
