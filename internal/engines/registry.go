package engines

import (
	"encoding/json"
	"slices"

	"github.com/witnessos/witnessos/internal/shortsort"
)

// Registry is the set of engines built into a program. It is immutable and safe for
// concurrent use.
type Registry struct {
	engines []Engine // canonical order
}

// NewRegistry registers engines. It panics when two have one name or a name is not in the
// catalogue: both are mistakes in the program.
func NewRegistry(engines ...Engine) *Registry {
	r := &Registry{engines: slices.Clone(engines)}
	shortsort.SortFunc(r.engines, func(a, b Engine) int { return position(a.Name()) - position(b.Name()) })
	for i, e := range r.engines {
		if position(e.Name()) < 0 {
			panic("engines: " + e.Name() + " is not in the catalogue")
		}
		if i > 0 && r.engines[i-1].Name() == e.Name() {
			panic("engines: " + e.Name() + " is registered twice")
		}
	}
	return r
}

// Names returns the registered engines in canonical order.
func (r *Registry) Names() []string {
	names := make([]string, len(r.engines))
	for i, e := range r.engines {
		names[i] = e.Name()
	}
	return names
}

// Complete reports whether every engine of the catalogue is registered.
func (r *Registry) Complete() bool { return len(r.engines) == len(catalog) }

// Engine returns the engine of that name; path spellings such as i-ching are accepted here
// and in all methods below.
func (r *Registry) Engine(name string) (Engine, bool) {
	canonical, ok := Canonical(name)
	if !ok {
		return nil, false
	}
	for _, e := range r.engines {
		if e.Name() == canonical {
			return e, true
		}
	}
	return nil, false
}

// Calculate runs an engine. An unknown name gives CodeEngineNotFound.
func (r *Registry) Calculate(env Env, name string, input json.RawMessage) Result {
	e, ok := r.Engine(name)
	if !ok {
		return NotFound(env, name)
	}
	return e.Calculate(env, input)
}

// Validate checks an input without calculating. An unknown name is not valid.
func (r *Registry) Validate(env Env, name string, input json.RawMessage) Validation {
	e, ok := r.Engine(name)
	if !ok {
		return Unavailable(name)
	}
	return e.Validate(env, input)
}

// Questions returns what an engine asks, or nil. It reports false for an unknown name.
func (r *Registry) Questions(name string) (any, bool) {
	e, ok := r.Engine(name)
	if !ok {
		return nil, false
	}
	return e.Questions(), true
}

// Metadata describes an engine. It reports false for an unknown name.
func (r *Registry) Metadata(name string) (Metadata, bool) {
	e, ok := r.Engine(name)
	if !ok {
		return Metadata{}, false
	}
	return e.Metadata(), true
}

// TestInput returns a synthetic, valid input. It reports false for an unknown name.
func (r *Registry) TestInput(name string) (json.RawMessage, bool) {
	e, ok := r.Engine(name)
	if !ok {
		return nil, false
	}
	return e.TestInput(), true
}
