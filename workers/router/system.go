package router

import (
	"context"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/engines"
)

func (r *Router) root(context.Context, *call) (*reply, error) {
	endpoints := (&api.Object{}).
		Set("health", "/health").
		Set("engines", "/engines").
		Set("calculate", "/engines/{engine}/calculate").
		Set("batch", "/batch").
		Set("profiles", "/profiles/{userId}").
		Set("cache", "/cache/clear")
	return ok((&api.Object{}).
		Set("name", "WitnessOS Consciousness API").
		Set("version", r.Config.Version).
		Set("environment", r.Config.Environment).
		Set("engines", len(engines.Catalog())).
		Set("endpoints", endpoints).
		Set("documentation", "https://witnessos.space/docs").
		Set("status", "operational")), nil
}

func (r *Router) apiRoot(context.Context, *call) (*reply, error) {
	return ok((&api.Object{}).
		Set("message", "WitnessOS Consciousness API").
		Set("version", r.Config.Version).
		Set("services", []string{"engines", "forecast", "ai", "auth", "workflows", "readings"})), nil
}

// gone answers what has been taken away.
func (r *Router) gone(context.Context, *call) (*reply, error) {
	return nil, api.NewError(410, "GONE", "This endpoint has been removed")
}
