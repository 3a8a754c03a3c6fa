// Command forecast is the Worker that makes forecasts: RPC only; it calls engines and AI.
package main

import (
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/edge/guard"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/workers/forecast"
)

func main() {
	edge.Serve(edge.Worker{
		Services: map[string]edge.Service{
			"ForecastService": service.NewForecastServer(&forecast.Service{
				Bound:  edge.Bound,
				Engine: guard.New("engine-service"),
				AI:     guard.New("ai-service"),
				Now:    edge.Now,
			}),
		},
	})
}
