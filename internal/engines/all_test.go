package engines_test

import (
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/astrology"
	"github.com/witnessos/witnessos/internal/engines/biofield"
	"github.com/witnessos/witnessos/internal/engines/biorhythm"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
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
)

// registry has every engine.
func registry() *engines.Registry {
	return engines.NewRegistry(
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
	)
}

func TestServedSchemasAreTrue(t *testing.T) {
	r := registry()
	for _, name := range r.Names() {
		t.Run(name, func(t *testing.T) {
			e, ok := r.Engine(name)
			require.True(t, ok)
			enginetest.Schemas(t, e)
		})
	}
}

// Whatever comes in, an engine neither crashes nor fails internally; what its served input schema
// accepts is of no wrong type to it; and what it answers is what its served output schema says.
func TestServedSchemasAreTrueOfMadeUpInputs(t *testing.T) {
	inputs := 240
	if testing.Short() {
		inputs = 60
	}
	r := registry()
	for _, name := range r.Names() {
		t.Run(name, func(t *testing.T) {
			e, _ := r.Engine(name)
			enginetest.MadeUp(t, e, inputs)
		})
	}
}

func TestNoEngineIsForgotten(t *testing.T) {
	assert.True(t, registry().Complete(), "every engine of the catalogue is in the tables of this package")
	main, err := parser.ParseFile(token.NewFileSet(), "../../cmd/engine/main.go", nil, parser.ImportsOnly)
	require.NoError(t, err)
	served := 0
	for _, i := range main.Imports {
		imported, err := strconv.Unquote(i.Path.Value)
		require.NoError(t, err)
		if path.Base(path.Dir(imported)) == "engines" {
			assert.Contains(t, registry().Names(), path.Base(imported), "cmd/engine/main.go has an engine that the tables of this package lack")
			served++
		}
	}
	assert.NotZero(t, served)
}

// The validator is for tests. It must not come into a Worker, whose size is limited.
func TestNoWorkerHasTheValidator(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "../../cmd/...")
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	require.NoError(t, err)
	packages := strings.Fields(string(out))
	assert.Contains(t, packages, "github.com/witnessos/witnessos/internal/schema")
	assert.False(t, slices.ContainsFunc(packages, func(p string) bool { return strings.Contains(p, "jsonschema/v6") }))
}
