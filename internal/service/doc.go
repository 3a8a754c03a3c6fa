// Package service declares the interfaces between the Workers: what the engine, forecast and AI
// services can do, with the types that cross the wire.
//
// Each service is a Go interface with one client (over RPC, through a resilience.Guard) and one
// server (a table of its methods), built from the same method declarations. The class in the
// Worker's entry file names the methods once more, because the platform wants them on a JavaScript
// class; a test compares the two.
package service

import (
	"context"
	"errors"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
)

// method is a declared method with the policy of calls to it.
type method[P, R any] struct {
	rpc.Method[P, R]
	policy resilience.Policy
	whole  func(P, R) bool // whether a result says what it has to; nil: any does
}

func declare[P, R any](name string, timeout time.Duration, retries int) method[P, R] {
	return method[P, R]{rpc.Method[P, R]{Name: name}, resilience.Policy{Timeout: timeout, Retries: retries}, nil}
}

// as adds what a result of the method has to say. One that does not is no answer: the call has
// failed, as if the connection had been lost on the way.
func (m method[P, R]) as(whole func(P, R) bool) method[P, R] {
	m.whole = whole
	return m
}

var errHalf = errors.New("service: the result is not whole")

func (m method[P, R]) call(ctx context.Context, t rpc.Transport, params P) (R, error) {
	result, err := rpc.Call(ctx, t, m.Method, params)
	if err == nil && m.whole != nil && !m.whole(params, result) {
		var none R
		return none, errHalf
	}
	return result, err
}

// invoke calls a method through the guard.
func invoke[P, R any](ctx context.Context, c client, m method[P, R], params P) (R, error) {
	return resilience.Do(ctx, c.guard, m.policy, func(ctx context.Context) (R, error) {
		return m.call(ctx, c.transport, params)
	})
}

// check calls healthCheck past the breaker, which a check must neither open nor close. Its outcome
// still counts in the measured error rate, unless it was the caller who went away.
func check[R any](ctx context.Context, c client, m method[None, R]) (R, error) {
	result, err := m.call(edge.WithTimeout(ctx, m.policy.Timeout), c.transport, None{})
	if !errors.Is(err, edge.ErrEventOver) && !errors.Is(err, context.Canceled) {
		c.guard.Sample(err == nil)
	}
	return result, err
}

type client struct {
	transport rpc.Transport
	guard     *resilience.Guard
}

// None is the parameter of methods that take none.
type None struct{}

// Health statuses.
const (
	Healthy   = "healthy"
	Degraded  = "degraded"
	Unhealthy = "unhealthy"
)
