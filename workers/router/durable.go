package router

import (
	"context"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/web"
)

// coordinator passes a request on to the caller's own EngineCoordinator.
func (r *Router) coordinator(ctx context.Context, c *call) (*reply, error) {
	if err := c.own(c.query.Get("userId")); err != nil {
		return nil, err
	}
	if err := c.ownBody(); err != nil {
		return nil, err
	}
	return r.toObject(ctx, r.Coordinator, c)
}

// coordinatorSocket opens a WebSocket with it.
func (r *Router) coordinatorSocket(ctx context.Context, c *call) (*reply, error) {
	if err := c.own(c.query.Get("userId")); err != nil {
		return nil, err
	}
	return r.toObject(ctx, r.Coordinator, c)
}

// ownBody checks the users that a body names, in itself, in its profile and in its options.
func (c *call) ownBody() *api.Error {
	parts := []object{c.body}
	for _, name := range []string{"userProfile", "options"} {
		if part, isObject := c.body.object(name); isObject {
			parts = append(parts, part)
		}
	}
	for _, part := range parts {
		id, err := part.userID("userId")
		if err == nil {
			err = c.own(id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// toObject sends query and body unchanged to the object of the subject, with the method of the route. Its reply comes
// back with its own status and body.
func (r *Router) toObject(ctx context.Context, objects Objects, c *call) (*reply, error) {
	forward := &web.Request{ID: c.ID, Method: c.route.method, URL: c.URL, Body: c.Body}
	names := []string{"Content-Type"}
	if c.Method == "GET" { // a HEAD, which is asked as a GET, opens no socket
		names = append(names, "Upgrade", "Connection", "Sec-WebSocket-Protocol")
	}
	for _, f := range c.Header {
		if equalAny(f.Name, names...) {
			forward.Header = append(forward.Header, f)
		}
	}
	forward.Header.Set(durable.SubjectHeader, c.subject())
	forward.Header.Set(durable.RequestIDHeader, c.ID)
	response, err := objects.Fetch(ctx, c.subject(), forward)
	if err != nil {
		if e := serviceError(err); e.Status == 504 || e.RetryAfter > 0 {
			return nil, e
		}
		return nil, api.NewError(500, "DURABLE_OBJECT_ERROR", "The coordinator could not be reached").Because(err)
	}
	if response.Kept > 0 {
		return &reply{kept: response.Kept}, nil
	}
	return &reply{raw: response}, nil
}
