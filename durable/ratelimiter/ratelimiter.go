// Package ratelimiter is the Durable Object that holds the truth about one rate-limit bucket, and
// the adapter through which isolates ask it. What it counts and why it is cheap stands in package
// ratelimit.
package ratelimiter

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/web"
)

const (
	leaseMethod = "lease"
	// patience is how long a request waits for the object. A counter that does not answer must not
	// hold up what it counts.
	patience = time.Second
)

// Object implements edge.Object. It is reached by Call alone and never from outside.
type Object struct{ now func() time.Time }

// New makes the class.
func New(now func() time.Time) *Object { return &Object{now} }

// Call answers a ratelimit.LeaseRequest with a ratelimit.Lease.
func (b *Object) Call(ctx context.Context, o edge.State, method string, body []byte) ([]byte, error) {
	if method != leaseMethod {
		return nil, errors.New("ratelimiter: no method " + method)
	}
	var request ratelimit.LeaseRequest
	if err := json.Unmarshal(body, &request); err != nil {
		return nil, err
	}
	lease, err := ratelimit.Window{DB: o.DB()}.Lease(ctx, b.now(), request)
	if err != nil {
		return nil, err
	}
	// The alarm sweeps behind the window, so that an address seen once leaves nothing behind.
	if err := o.SetAlarm(ctx, lease.Reset.Add(request.Window)); err != nil {
		return nil, err
	}
	return json.Marshal(lease)
}

// Alarm deletes what has ended, and the whole object when nothing is left.
func (b *Object) Alarm(ctx context.Context, o edge.State, _ int) error {
	next, err := ratelimit.Window{DB: o.DB()}.Sweep(ctx, b.now())
	if err != nil {
		return err
	}
	if next.IsZero() {
		return o.DeleteAll(ctx)
	}
	return o.SetAlarm(ctx, next)
}

// Fetch refuses: there is nothing to see here.
func (*Object) Fetch(context.Context, edge.State, *web.Request) *web.Response {
	return &web.Response{Status: 404}
}

// Message is never called, because no socket is ever opened.
func (*Object) Message(context.Context, edge.State, edge.Socket, string) error { return nil }

// Closed is never called either.
func (*Object) Closed(context.Context, edge.State, edge.Socket) error { return nil }

// Authority asks the object of a bucket. It implements ratelimit.Authority.
type Authority struct {
	Objects interface {
		Call(ctx context.Context, name, method string, request []byte) ([]byte, error)
	}
}

// Lease implements ratelimit.Authority.
func (a Authority) Lease(ctx context.Context, bucket string, r ratelimit.LeaseRequest) (ratelimit.Lease, error) {
	var lease ratelimit.Lease
	body, err := json.Marshal(r)
	if err != nil {
		return lease, err
	}
	reply, err := a.Objects.Call(edge.WithTimeout(ctx, patience), bucket, leaseMethod, body)
	if err != nil {
		return lease, err
	}
	return lease, json.Unmarshal(reply, &lease)
}
