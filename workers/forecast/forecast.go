// Package forecast is the Worker that makes daily and weekly forecasts from engines and AI.
package forecast

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/service"
)

// Service implements service.Forecast.
type Service struct {
	// Bound reports whether the Worker has a binding of that name.
	Bound func(binding string) bool
	// Engine and AI guard the calls to the services of those names.
	Engine, AI *resilience.Guard
	Now        func() time.Time
}

var _ service.Forecast = (*Service)(nil)

// HealthCheck implements service.Forecast.
func (s *Service) HealthCheck(context.Context, service.None) (service.ForecastHealth, error) {
	engine, ai := s.dependency("ENGINE_SERVICE", s.Engine), s.dependency("AI_SERVICE", s.AI)
	h := service.ForecastHealth{
		Status:       service.Healthy,
		Dependencies: service.ForecastDependencies{Engine: engine, AI: ai},
		CircuitBreakers: map[string]resilience.Snapshot{
			s.Engine.Name(): s.Engine.Snapshot(),
			s.AI.Name():     s.AI.Snapshot(),
		},
		Timestamp: api.Time(s.Now()),
	}
	switch {
	case engine != service.Healthy: // nothing can be forecast without engines
		h.Status = service.Unhealthy
	case ai != service.Healthy:
		h.Status = service.Degraded
	}
	return h, nil
}

func (s *Service) dependency(binding string, guard *resilience.Guard) string {
	switch {
	case !s.Bound(binding) || guard.Snapshot().State == resilience.Open:
		return service.Unhealthy
	default:
		return service.Healthy
	}
}
