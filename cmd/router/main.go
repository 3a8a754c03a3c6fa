// Command router is the Worker that the world talks to. It also hosts the Durable Objects and
// Workflows, because a Worker that exports RPC may not.
package main

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/durable/enginecoordinator"
	"github.com/witnessos/witnessos/durable/ratelimiter"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/edge/guard"
	"github.com/witnessos/witnessos/internal/mail"
	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/resultcache"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/workers/router"
	"github.com/witnessos/witnessos/workflows"
)

func main() {
	guards := map[string]*resilience.Guard{}
	for _, name := range router.Services {
		guards[name] = guard.New(name)
	}
	db := edge.D1("DB")
	engine := service.NewEngineClient(edge.Binding("ENGINE_SERVICE"), guards[router.EngineService])
	ai := service.NewAIClient(edge.Binding("AI_SERVICE"), guards[router.AIService])
	cache := resultcache.New(engine, resultcache.Options{
		Enabled:   edge.Getenv("ENABLE_CACHING") == "true",
		Results:   edge.KV("KV_CACHE"),
		Profiles:  edge.KV("KV_USER_PROFILES"),
		Now:       edge.Now,
		WaitUntil: edge.WaitUntil,
	})
	config := router.ReadConfig(edge.Getenv)
	api := router.New(router.Deps{
		Config:      config,
		Engine:      cache,
		Forecast:    service.NewForecastClient(edge.Binding("FORECAST_SERVICE"), guards[router.ForecastService]),
		AI:          ai,
		Guards:      guards,
		Bound:       edge.Bound,
		DB:          db,
		Accounts:    auth.Accounts{DB: db},
		Belongings:  belongings(db, config),
		Mail:        mail.Provider{URL: edge.Getenv("MAIL_API_URL"), From: edge.Getenv("MAIL_FROM"), Key: edge.Getenv("MAIL_API_KEY"), Fetch: edge.Fetch},
		Audit:       edge.KV("KV_CACHE"),
		Cache:       cache,
		Limiter:     ratelimit.NewLimiter(ratelimiter.Authority{Objects: edge.Namespace("RATE_LIMITER")}, edge.Now, ratelimit.DefaultCapacity),
		Coordinator: router.GuardObjects(edge.Namespace("ENGINE_COORDINATOR"), guards[router.Coordinator]),
		Workflows:   workflows.NewInstances(db, router.GuardPlatform(platform(), guards[router.Consciousness]), edge.Now),
		UUID:        edge.UUID,
		Now:         edge.Now,
		Boot:        edge.ThisBoot,
		WaitUntil:   edge.WaitUntil,
	})
	consciousness := workflows.NewConsciousness(engine, ai, db, edge.Now)
	edge.Serve(edge.Worker{
		Fetch:   api.Handle,
		Headers: api.Headers(),
		Wanted:  router.Wanted(),
		Objects: map[string]edge.Object{
			"EngineCoordinator": enginecoordinator.New(cache, edge.Now, edge.UUID),
			"RateLimiter":       ratelimiter.New(edge.Now),
		},
		Workflows: map[string]edge.WorkflowFunc{"ConsciousnessWorkflow": consciousness.Run},
		Scheduled: func(ctx context.Context, _ string, at time.Time) error { return api.Nightly(ctx, at) },
	})
}

// platform is where workflow instances run.
func platform() workflows.Platform {
	instances := edge.Workflows("CONSCIOUSNESS_WORKFLOW")
	if edge.Getenv("ENVIRONMENT") == "development" {
		return edge.LocalWorkflows{Workflows: instances}
	}
	return instances
}
