// Package engine is the Worker that calculates. It is pure: no storage, no network, no clock but
// the one it is given; caches and profiles belong to its callers.
package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/rpc"
	"github.com/witnessos/witnessos/internal/service"
)

// Service implements service.Engine over a registry.
type Service struct {
	Registry *engines.Registry
	Version  string
	Now      func() time.Time
	Random   io.Reader
	LoadZone func(name string) (*time.Location, error)
	// SelfTest checks the ephemeris, once per program.
	SelfTest func() error

	metadata sync.Map // of engines by canonical name, as JSON: to describe one takes longer than to run it
}

var _ service.Engine = (*Service)(nil)

func (s *Service) env() engines.Env {
	return engines.Env{Now: s.Now(), Rand: s.Random, LoadZone: s.LoadZone, Fault: func(engine string, cause any) {
		fmt.Printf("engine %s: %v\n%s", engine, cause, debug.Stack())
	}}
}

// calculating is the environment of calculations whose results leave with the reply to an event.
func (s *Service) calculating(ctx context.Context) engines.Env {
	env := s.env()
	env.Buffer = func(size int) []byte { return edge.Buffer(ctx, size) }
	return env
}

// CalculateEngine implements service.Engine.
func (s *Service) CalculateEngine(ctx context.Context, p service.Calculation) (engines.Result, error) {
	return s.Registry.Calculate(s.calculating(ctx), p.EngineName, p.Input), nil
}

// ValidateEngine implements service.Engine.
func (s *Service) ValidateEngine(_ context.Context, p service.Calculation) (engines.Validation, error) {
	return s.Registry.Validate(s.env(), p.EngineName, p.Input), nil
}

// GetEngineMetadata implements service.Engine.
func (s *Service) GetEngineMetadata(_ context.Context, p service.Named) (json.RawMessage, error) {
	entry, _ := engines.Lookup(p.Name)
	if known, ok := s.metadata.Load(entry.Name); ok {
		return known.(json.RawMessage), nil
	}
	metadata, ok := s.Registry.Metadata(p.Name)
	if !ok {
		return nil, notFound(p.Name)
	}
	raw, err := json.Marshal(metadata)
	if err != nil {
		fmt.Printf("engine %s: metadata: %v\n", p.Name, err)
		return nil, &rpc.Error{Code: "METADATA_FAILED", Status: 500, Message: "Failed to get metadata for engine '" + p.Name + "'"}
	}
	s.metadata.Store(entry.Name, json.RawMessage(raw))
	return raw, nil
}

// GetQuestions implements service.Engine.
func (s *Service) GetQuestions(_ context.Context, p service.Named) (json.RawMessage, error) {
	questions, ok := s.Registry.Questions(p.Name)
	switch {
	case !ok:
		return nil, notFound(p.Name)
	case questions == nil:
		return nil, &rpc.Error{Code: "QUESTIONS_NOT_FOUND", Status: 404, Message: "Engine '" + p.Name + "' asks no questions"}
	}
	return json.Marshal(questions)
}

// ListEngines implements service.Engine.
func (s *Service) ListEngines(context.Context, service.None) ([]string, error) {
	return s.Registry.Names(), nil
}

// BatchCalculate implements service.Engine. Items do not touch each other.
func (s *Service) BatchCalculate(ctx context.Context, p service.Batch) (service.BatchResult, error) {
	if n := len(p.Engines); n == 0 || n > service.MaxBatch {
		return service.BatchResult{}, &rpc.Error{
			Code: "INVALID_PARAMS", Status: 400, Message: fmt.Sprintf("A batch has 1 to %d engines", service.MaxBatch),
		}
	}
	results := make([]service.BatchOutcome, len(p.Engines))
	for i, item := range p.Engines {
		r := s.Registry.Calculate(s.calculating(ctx), item.EngineName, item.Input)
		results[i] = service.BatchOutcome{EngineName: r.Metadata.EngineName, Result: r}
	}
	return service.BatchResult{Results: results, Summary: service.Summarize(results)}, nil
}

// HealthCheck implements service.Engine. It calculates nothing.
func (s *Service) HealthCheck(context.Context, service.None) (service.EngineHealth, error) {
	h := service.EngineHealth{
		Status:    service.Degraded,
		Engines:   s.Registry.Names(),
		Version:   s.Version,
		Ephemeris: s.SelfTest() == nil,
		Timestamp: s.env().Timestamp(),
	}
	for _, e := range engines.Catalog() {
		if !slices.Contains(h.Engines, e.Name) {
			h.Missing = append(h.Missing, e.Name)
		}
	}
	if len(h.Missing) == 0 && h.Ephemeris {
		h.Status = service.Healthy
	}
	return h, nil
}

// GetTestInput implements service.Engine.
func (s *Service) GetTestInput(_ context.Context, p service.Named) (json.RawMessage, error) {
	input, ok := s.Registry.TestInput(p.Name)
	if !ok {
		return nil, notFound(p.Name)
	}
	return input, nil
}

func notFound(name string) error {
	if len(name) > 64 {
		name = name[:64] + "…"
	}
	return &rpc.Error{Code: engines.CodeEngineNotFound, Status: 404, Message: "Engine '" + name + "' not found"}
}
