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
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
)

// method is a declared method with the policy of calls to it.
type method[P, R any] struct {
	rpc.Method[P, R]
	policy resilience.Policy
}

func declare[P, R any](name string, timeout time.Duration, retries int) method[P, R] {
	return method[P, R]{rpc.Method[P, R]{Name: name}, resilience.Policy{Timeout: timeout, Retries: retries}}
}

// invoke calls a method through the guard.
func invoke[P, R any](ctx context.Context, c client, m method[P, R], params P) (R, error) {
	return resilience.Do(ctx, c.guard, m.policy, func(ctx context.Context) (R, error) {
		return rpc.Call(ctx, c.transport, m.Method, params)
	})
}

// check calls healthCheck past the breaker, which a check must neither open nor close. Its outcome
// still counts in the measured error rate.
func check[R any](ctx context.Context, c client, m method[None, R]) (R, error) {
	result, err := rpc.Call(edge.WithTimeout(ctx, m.policy.Timeout), c.transport, m.Method, None{})
	c.guard.Sample(err == nil)
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
