// Command engine is the Worker that calculates: RPC only, no storage, no network.
package main

import (
	"sync"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/tzdata"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/astrology"
	"github.com/witnessos/witnessos/internal/engines/biofield"
	"github.com/witnessos/witnessos/internal/engines/biorhythm"
	"github.com/witnessos/witnessos/internal/engines/enneagram"
	facereading "github.com/witnessos/witnessos/internal/engines/face_reading"
	genekeys "github.com/witnessos/witnessos/internal/engines/gene_keys"
	humandesign "github.com/witnessos/witnessos/internal/engines/human_design"
	"github.com/witnessos/witnessos/internal/engines/iching"
	"github.com/witnessos/witnessos/internal/engines/nadabrahman"
	"github.com/witnessos/witnessos/internal/engines/numerology"
	sacredgeometry "github.com/witnessos/witnessos/internal/engines/sacred_geometry"
	sigilforge "github.com/witnessos/witnessos/internal/engines/sigil_forge"
	"github.com/witnessos/witnessos/internal/engines/tarot"
	vedicclock "github.com/witnessos/witnessos/internal/engines/vedicclock_tcm"
	"github.com/witnessos/witnessos/internal/engines/vimshottari"
	"github.com/witnessos/witnessos/internal/ephemeris"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/workers/engine"
)

func main() {
	edge.Serve(edge.Worker{
		Services: map[string]edge.Service{
			"EngineService": service.NewEngineServer(&engine.Service{
				Registry: engines.NewRegistry(
					numerology.New(),
					humandesign.New(),
					tarot.New(),
					iching.New(),
					enneagram.New(),
					sacredgeometry.New(),
					vimshottari.New(),
					genekeys.New(),
					sigilforge.New(),
					biorhythm.New(),
					vedicclock.New(),
					facereading.New(),
					biofield.New(),
					nadabrahman.New(),
					astrology.New(),
				),
				Version:  edge.Getenv("API_VERSION"),
				Now:      edge.Now,
				Random:   edge.Random,
				LoadZone: civil.Cached(tzdata.Load),
				SelfTest: sync.OnceValue(ephemeris.SelfTest),
			}),
		},
	})
}
