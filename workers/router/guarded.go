package router

import (
	"context"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/web"
	"github.com/witnessos/witnessos/workflows"
)

// GuardPlatform puts a breaker in front of Workflow instances. An instance that the platform has
// forgotten is an answer and no failure.
func GuardPlatform(platform workflows.Platform, guard *resilience.Guard) workflows.Platform {
	return guardedPlatform{platform, guard}
}

type guardedPlatform struct {
	platform workflows.Platform
	guard    *resilience.Guard
}

func (g guardedPlatform) Create(ctx context.Context, id string, params []byte) error {
	_, err := resilience.Do(ctx, g.guard, objectPolicy, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, g.platform.Create(ctx, id, params)
	})
	return err
}

func (g guardedPlatform) Status(ctx context.Context, id string) (edge.WorkflowStatus, error) {
	var forgotten error
	status, err := resilience.Do(ctx, g.guard, objectPolicy, func(ctx context.Context) (edge.WorkflowStatus, error) {
		status, err := g.platform.Status(ctx, id)
		if workflows.Forgotten(err) {
			forgotten, err = err, nil
		}
		return status, err
	})
	if forgotten != nil {
		return status, forgotten
	}
	return status, err
}

// objectPolicy: requests to a Durable Object may have taken effect when they fail, so they are not
// repeated.
var objectPolicy = resilience.Policy{Timeout: 10 * time.Second}

// GuardObjects puts a breaker in front of Durable Objects. A reply of 5xx counts as a failure, and
// is passed on all the same.
func GuardObjects(objects Objects, guard *resilience.Guard) Objects { return guarded{objects, guard} }

type guarded struct {
	objects Objects
	guard   *resilience.Guard
}

func (g guarded) Fetch(ctx context.Context, name string, r *web.Request) (*web.Response, error) {
	var response *web.Response
	_, err := resilience.Do(ctx, g.guard, objectPolicy, func(ctx context.Context) (struct{}, error) {
		var err error
		response, err = g.objects.Fetch(ctx, name, r)
		if err == nil && response.Status >= 500 {
			err = failedReply(response.Status)
		}
		return struct{}{}, err
	})
	if _, ok := err.(failedReply); ok {
		return response, nil
	}
	return response, err
}

// failedReply is the status of a reply that the breaker shall count.
type failedReply int

func (s failedReply) Error() string { return fmt.Sprintf("the object answered %d", int(s)) }
