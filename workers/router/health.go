package router

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/service"
)

// Names of the services of /health, in the order in which it lists them.
const (
	EngineService   = "engine-service"
	ForecastService = "forecast-service"
	AIService       = "ai-service"
	Coordinator     = "engine-coordinator"
	ForecastSession = "forecast-session"
	Consciousness   = "consciousness-workflow"
	Integration     = "integration-workflow"
)

// Services lists them.
var Services = []string{EngineService, ForecastService, AIService, Coordinator, ForecastSession, Consciousness, Integration}

// bindings are what the services are reached through.
var bindings = map[string]string{
	EngineService: "ENGINE_SERVICE", ForecastService: "FORECAST_SERVICE", AIService: "AI_SERVICE",
	Coordinator: "ENGINE_COORDINATOR", ForecastSession: "FORECAST_SESSION",
	Consciousness: "CONSCIOUSNESS_WORKFLOW", Integration: "INTEGRATION_WORKFLOW",
}

const (
	checksFor      = 10 * time.Second // how long the answers of a check are good for
	storageTimeout = time.Second
)

// healthChecks remembers the last answers of the services and stores.
type healthChecks struct {
	at        time.Time
	asked     map[string]check
	engines   []string
	ephemeris bool
	storage   map[string]bool
}

// check is what a service said of itself.
type check struct {
	status   string
	took     int64 // ms
	metadata map[string]any
	err      error
}

// serviceHealth is one entry of services[].
type serviceHealth struct {
	Service      string         `json:"service"`
	Status       string         `json:"status"`
	LastCheck    string         `json:"lastCheck"`
	ResponseTime int64          `json:"responseTime"` // ms; -1 without a binding
	ErrorRate    *float64       `json:"errorRate"`    // percent; null without samples
	Uptime       *float64       `json:"uptime"`
	Metadata     map[string]any `json:"metadata"`
}

func (r *Router) health(ctx context.Context, c *call) (rep *reply, err error) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Printf("router: panic in /health, request %s: %v\n%s", c.ID, p, debug.Stack())
			body := (&api.Object{}).Set("overall", service.Unhealthy).Set("status", service.Unhealthy)
			rep, err = healthFailed(&reply{status: 503, body: body}, "The health check itself failed"), nil
		}
	}()
	r.refreshChecks(ctx)
	services := make([]serviceHealth, len(Services))
	counts := map[string]int{}
	breakers := &api.Object{}
	for i, name := range Services {
		services[i] = r.serviceHealth(name)
		counts[services[i].Status]++
		breakers.Set(name, r.Guards[name].Snapshot())
	}
	overall := overallStatus(counts)
	if !r.Config.Keys.Usable() {
		overall = service.Unhealthy
	}
	rep = &reply{status: r.healthStatus(overall), body: &api.Object{}}
	if rep.status >= 400 {
		rep = healthFailed(rep, r.whyUnhealthy())
	}
	now, boot := api.Time(r.Now()), r.Boot()
	names := r.checks.engines
	storage := service.Healthy
	for _, up := range r.checks.storage {
		if !up {
			storage = service.Degraded
		}
	}
	rep.body.
		Set("overall", overall).
		Set("status", overall).
		Set("service", "witnessos-api").
		Set("version", r.Config.Version).
		Set("engines", names).
		Set("engines_available", names).
		Set("engineStatus", map[string]any{"status": r.checks.asked[EngineService].status, "available": names}).
		Set("services", services).
		Set("summary", map[string]int{
			"total": len(Services), "healthy": counts[service.Healthy],
			"degraded": counts[service.Degraded], "unhealthy": counts[service.Unhealthy],
		}).
		Set("circuitBreakers", breakers).
		Set("isolate", map[string]any{"id": boot.ID, "startedAt": api.Time(boot.StartedAt), "events": boot.Events}).
		Set("storage", map[string]any{"status": storage, "details": map[string]any{
			"engineData":   true, // compiled into the engine Worker
			"userProfiles": r.checks.storage["database"], "cache": r.checks.storage["cache"], "timestamp": now,
		}}).
		Set("data", map[string]any{
			"status": overall, "service": "witnessos-api", "engines_available": names,
			"swiss_ephemeris": r.checks.ephemeris, "timestamp": now,
		})
	return rep, nil
}

// healthFailed adds the fields of the error envelope, except for its status: that of a health check
// is a word.
func healthFailed(rep *reply, message string) *reply {
	rep.body.Set("error", "HEALTH_CHECK_FAILED").Set("code", "HEALTH_CHECK_FAILED").Set("message", message)
	return rep
}

func (r *Router) healthStatus(overall string) int {
	switch {
	case r.Config.Environment == "staging" || overall == service.Healthy:
		return 200
	case overall == service.Degraded:
		return 206
	default:
		return 503
	}
}

func (r *Router) whyUnhealthy() string {
	if !r.Config.Keys.Usable() {
		return api.ErrConfig.Message
	}
	return "More services are down than up"
}

func overallStatus(counts map[string]int) string {
	switch {
	case counts[service.Unhealthy] > counts[service.Healthy]:
		return service.Unhealthy
	case counts[service.Unhealthy] > 0 || counts[service.Degraded] > 0:
		return service.Degraded
	default:
		return service.Healthy
	}
}

func (r *Router) serviceHealth(name string) serviceHealth {
	guard := r.Guards[name]
	h := serviceHealth{Service: name, LastCheck: api.Time(r.checks.at)}
	h.ErrorRate, h.Uptime = guard.Rates()
	open := guard.Snapshot().State == resilience.Open
	kind, resource := "durable-object", "Durable Object"
	if name == Consciousness || name == Integration {
		kind, resource = "workflow", "Workflow"
	}
	asked, isService := r.checks.asked[name]
	if isService {
		resource = "Service"
	}
	switch {
	case !r.Bound(bindings[name]):
		all, none := 100.0, 0.0
		h.Status, h.ResponseTime, h.ErrorRate, h.Uptime = service.Unhealthy, -1, &all, &none
		h.Metadata = map[string]any{"error": resource + " not configured"}
	case isService:
		h.Status, h.ResponseTime, h.Metadata = asked.status, asked.took, asked.metadata
		if open {
			h.Status = service.Unhealthy
		}
	default:
		h.Status, h.Metadata = service.Healthy, map[string]any{"type": kind, "configured": true}
		if open {
			h.Status = service.Degraded
		}
	}
	return h
}

// refreshChecks asks the three services and both stores at the same time, at most every 10 s.
func (r *Router) refreshChecks(ctx context.Context) {
	if r.checks.asked != nil && r.Now().Sub(r.checks.at) < checksFor {
		return
	}
	var (
		engine, forecast, ai check
		engineHealth         service.EngineHealth
		database, cache      error
	)
	edge.Together(
		func() {
			engine = r.ask(func() (status string, metadata map[string]any, err error) {
				engineHealth, err = r.Engine.HealthCheck(ctx, service.None{})
				metadata = map[string]any{"version": engineHealth.Version}
				if len(engineHealth.Missing) > 0 {
					metadata["missing"] = engineHealth.Missing
				}
				return engineHealth.Status, metadata, err
			})
		},
		func() {
			forecast = r.ask(func() (string, map[string]any, error) {
				h, err := r.Forecast.HealthCheck(ctx, service.None{})
				return h.Status, map[string]any{"dependencies": h.Dependencies}, err
			})
		},
		func() {
			ai = r.ask(func() (string, map[string]any, error) {
				h, err := r.AI.HealthCheck(ctx, service.None{})
				metadata := map[string]any{}
				if h.Error != "" {
					metadata["error"] = h.Error
				}
				return h.Status, metadata, err
			})
		},
		func() { _, database = r.DB.Query(edge.WithTimeout(ctx, storageTimeout), "SELECT 1") },
		func() { cache = r.Cache.Ping(edge.WithTimeout(ctx, storageTimeout)) },
	)
	for _, err := range []error{engine.err, forecast.err, ai.err, database, cache} {
		if errors.Is(err, edge.ErrEventOver) {
			return // the client went away; that nothing answered it says nothing of the services
		}
	}
	r.checks = healthChecks{
		at:        r.Now(),
		asked:     map[string]check{EngineService: engine, ForecastService: forecast, AIService: ai},
		engines:   append([]string{}, engineHealth.Engines...),
		ephemeris: engineHealth.Ephemeris,
		storage:   map[string]bool{"database": database == nil, "cache": cache == nil},
	}
}

func (r *Router) ask(question func() (status string, metadata map[string]any, err error)) check {
	start := r.Now()
	status, metadata, err := question()
	took := r.Now().Sub(start).Milliseconds()
	if err != nil {
		return check{service.Unhealthy, took, map[string]any{"error": "The service does not answer"}, err}
	}
	if status != service.Healthy { // a service that answers is not down, whatever it says
		status = service.Degraded
	}
	return check{status, took, metadata, nil}
}
