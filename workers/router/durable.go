package router

import (
	"context"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/web"
)

// coordinator passes a request on to the caller's own EngineCoordinator.
func (r *Router) coordinator(ctx context.Context, c *call) (*reply, error) {
	claimed, err := claimedUser(c.body)
	if err == nil && claimed == "" {
		claimed = c.query.Get("userId")
	}
	if err == nil {
		err = c.own(claimed)
	}
	if err != nil {
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

// claimedUser returns the user that a body names, in itself or in its profile.
func claimedUser(body object) (string, *api.Error) {
	id, err := body.userID("userId")
	if id != "" || err != nil {
		return id, err
	}
	if profile, isObject := body.object("userProfile"); isObject {
		return profile.userID("userId")
	}
	return "", nil
}

// toObject sends method, query and body unchanged to the object of the subject. Its reply comes
// back with its own status and body.
func (r *Router) toObject(ctx context.Context, objects Objects, c *call) (*reply, error) {
	forward := &web.Request{ID: c.ID, Method: c.Method, URL: c.URL, Body: c.Body}
	for _, f := range c.Header {
		if equalAny(f.Name, "Upgrade", "Connection", "Sec-WebSocket-Protocol", "Content-Type") {
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
