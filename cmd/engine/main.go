// Command engine is the Worker that calculates: RPC only, no storage, no network.
package main

import (
	"time"
	_ "time/tzdata" // engines compute in the caller's time zone

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biorhythm"
	"github.com/witnessos/witnessos/internal/engines/numerology"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/workers/engine"
)

func main() {
	edge.Serve(edge.Worker{
		Services: map[string]edge.Service{
			"EngineService": service.NewEngineServer(&engine.Service{
				Registry: engines.NewRegistry(numerology.New(), biorhythm.New()),
				Version:  edge.Getenv("API_VERSION"),
				Now:      time.Now,
				Random:   edge.Random,
				LoadZone: civil.Cached(time.LoadLocation),
			}),
		},
	})
}
