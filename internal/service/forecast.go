package service

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
)

// Forecast is the service that makes daily and weekly forecasts.
type Forecast interface {
	// HealthCheck looks only at the service's bindings and breakers; it asks nobody.
	HealthCheck(context.Context, None) (ForecastHealth, error)
}

// ForecastHealth is the forecast service's account of itself.
type ForecastHealth struct {
	Status          string                         `json:"status"`
	Dependencies    ForecastDependencies           `json:"dependencies"`
	CircuitBreakers map[string]resilience.Snapshot `json:"circuitBreakers"`
	Timestamp       string                         `json:"timestamp"`
}

// ForecastDependencies says whether the services that a forecast is made from are bound.
type ForecastDependencies struct {
	Engine string `json:"engine"`
	AI     string `json:"ai"`
}

var forecastHealth = declare[None, ForecastHealth]("healthCheck", 2*time.Second, 0).as(wholeForecastHealth)

func wholeForecastHealth(_ None, h ForecastHealth) bool { return h.Status != "" }

// ForecastClient is the Forecast of another Worker.
type ForecastClient struct{ client }

var _ Forecast = ForecastClient{}

// NewForecastClient makes a client over a transport.
func NewForecastClient(t rpc.Transport, g *resilience.Guard) ForecastClient {
	return ForecastClient{client{t, g}}
}

// HealthCheck implements Forecast.
func (c ForecastClient) HealthCheck(ctx context.Context, _ None) (ForecastHealth, error) {
	return check(ctx, c.client, forecastHealth)
}

// NewForecastServer answers RPC calls with a Forecast.
func NewForecastServer(f Forecast) rpc.Server {
	s := rpc.Server{}
	rpc.Handle(s, forecastHealth.Method, f.HealthCheck)
	return s
}
