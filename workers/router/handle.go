package router

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/web"
	"github.com/witnessos/witnessos/internal/web/query"
)

// Handle answers a request. It never fails.
func (r *Router) Handle(ctx context.Context, req *web.Request) *web.Response {
	c := &call{Request: req, started: r.Now()}
	if req.Method == "OPTIONS" {
		return r.preflight(req)
	}
	c.token = r.readCredential(ctx, req)
	c.limit = r.countRequest(ctx, c)

	rep, err := r.answer(ctx, c)
	if err != nil {
		rep = &reply{err: errorOf(c, err)}
	}
	response := r.finish(c, rep)
	r.logUse(ctx, c, rep, response)
	return response
}

// answer takes the steps from the route on. A panic of a handler becomes a 500 of this request only.
func (r *Router) answer(ctx context.Context, c *call) (rep *reply, err error) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Printf("router: panic, request %s: %v\n%s", c.ID, p, debug.Stack())
			rep, err = nil, api.ErrInternal
		}
	}()
	if !c.limit.allowed {
		return nil, c.limit.refusal()
	}
	path, text := c.Target()
	route, params, notFound := r.table.find(c.Method, path)
	if notFound != nil {
		return nil, notFound
	}
	c.route, c.params, c.query = route, params, query.Parse(text)
	if !r.Config.Keys.Usable() && !isHealth(route.path) {
		return nil, api.ErrConfig
	}
	if route.attempts {
		if attempt := r.countAttempt(ctx, c); !attempt.allowed {
			c.limit = attempt
			return nil, attempt.refusal()
		}
	}
	deadline := route.deadline
	if deadline == 0 {
		deadline = deadlineShort
	}
	ctx = edge.WithTimeout(ctx, deadline)
	if err := r.authorise(ctx, c); err != nil {
		return nil, err
	}
	if c.TooLong {
		return nil, api.ErrTooLarge
	}
	if c.Method == "POST" || c.Method == "PUT" || c.Method == "DELETE" {
		body, err := decodeObject(c.Body)
		if err != nil {
			return nil, err
		}
		c.body = body
	}
	return route.handle(r, ctx, c)
}

func isHealth(path string) bool { return path == "/health" || path == "/api/health" }

// errorOf turns an error into what a client may see. The rest is for the log.
func errorOf(c *call, err error) *api.Error {
	var e *api.Error
	switch {
	case errors.As(err, &e):
	case errors.Is(err, context.DeadlineExceeded):
		e = api.ErrTimeout
	default:
		e = api.ErrInternal.Because(err)
	}
	if e.Status >= 500 {
		fmt.Printf("router: %d %s, request %s: %v\n", e.Status, e.Code, c.ID, e.Cause)
	}
	return e
}

// finish turns a reply into a response: the members that every body has, and the headers that
// every response has.
func (r *Router) finish(c *call, rep *reply) *web.Response {
	if rep.kept > 0 {
		return &web.Response{Kept: rep.kept}
	}
	now := r.Now()
	out := &web.Response{Status: rep.status}
	switch {
	case rep.raw != nil:
		out.Status, out.Body, out.Rest = rep.raw.Status, rep.raw.Body, rep.raw.Rest
		if v := rep.raw.Header.Get("Retry-After"); v != "" {
			rep.header.Add("Retry-After", v)
		}
	case rep.err != nil:
		out.Status, out.Body = rep.err.Status, api.Failure(rep.err, c.ID, now)
		rep.header = append(rep.header, rep.err.Headers()...)
	default:
		pieces := api.Body(rep.status < 400, rep.body, c.ID, now)
		out.Body, out.Rest = pieces[0], pieces[1:]
	}
	out.Header = make(web.Header, 0, 16)
	contentType := "application/json"
	if rep.raw != nil && rep.raw.Header.Get("Content-Type") == svgType {
		contentType = svgType
	}
	out.Header.Add("Content-Type", contentType)
	out.Header.Add("X-Request-ID", c.ID)
	out.Header.Add("X-Response-Time", strconv.FormatInt(now.Sub(c.started).Milliseconds(), 10)+"ms")
	if out.Status >= 400 || c.account != nil || rep.secret {
		out.Header.Add("Cache-Control", "no-store")
	}
	c.limit.addTo(&out.Header)
	r.addOrigin(&out.Header, c.Request)
	out.Header = append(out.Header, rep.header...)
	if c.Method == "HEAD" {
		out.Header.Add("Content-Length", strconv.Itoa(out.Size()))
		out.Body, out.Rest = nil, nil
	}
	return out
}

// elapsed returns the whole milliseconds since the request came in.
func (r *Router) elapsed(c *call) int64 { return int64(r.Now().Sub(c.started) / time.Millisecond) }
