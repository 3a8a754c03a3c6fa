package resultcache

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
)

var errDown = errors.New("down")

// memory is a KV namespace.
type memory struct {
	mu     sync.Mutex
	values map[string][]byte
	ttls   map[string]time.Duration
	reads  []string
	fails  bool
}

func (m *memory) Get(_ context.Context, key string) ([]byte, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reads = append(m.reads, key)
	if m.fails {
		return nil, false, errDown
	}
	value, found := m.values[key]
	return value, found, nil
}

func (m *memory) Put(_ context.Context, key string, value []byte, ttl time.Duration) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fails {
		return errDown
	}
	if m.values == nil {
		m.values, m.ttls = map[string][]byte{}, map[string]time.Duration{}
	}
	m.values[key], m.ttls[key] = value, ttl
	return nil
}

func (m *memory) keys() []string { return slices.Sorted(maps.Keys(m.values)) }

// toyInput is an input with aliases, a default that depends on the day, and knobs for the test.
type toyInput struct {
	BirthDate  civil.Date `json:"birth_date" alias:"date" required:"true"`
	TargetDate civil.Date `json:"target_date"`
	Confidence *float64   `json:"confidence"`
	Crash      bool       `json:"crash"`
}

func (in *toyInput) Normalize(env engines.Env, _ *engines.Check) {
	if in.TargetDate.IsZero() {
		in.TargetDate = env.Today(time.UTC)
	}
}

type toyResult struct {
	engines.Reading `json:"-"`
	Draw            int `json:"draw"` // which calculation this was: two that are equal are one
}

// toyService is an engine service over toy engines under real names and policies.
type toyService struct {
	service.Engine // nil: what the cache does not need
	now            time.Time
	version        string

	mu          sync.Mutex
	draws       int
	validations int
	calculated  int   // single calculations
	batches     []int // items of each batch
	down        bool
}

func (s *toyService) registry() *engines.Registry {
	calculate := func(_ engines.Env, in toyInput) (toyResult, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if in.Crash {
			return toyResult{}, errDown
		}
		s.draws++
		confidence := 1.0
		if in.Confidence != nil {
			confidence = *in.Confidence
		}
		return toyResult{engines.Reading{Confidence: confidence, Warnings: []string{"only a toy"}}, s.draws}, nil
	}
	define := func(name string, policy engines.CachePolicy) engines.Engine {
		return engines.Define(engines.Spec{Name: name, Version: s.version, Cache: policy, Examples: []string{"{}"}}, calculate)
	}
	return engines.NewRegistry(
		define("numerology", engines.CacheHour),
		define("enneagram", engines.CacheHalfHour),
		define("human_design", engines.CacheQuarterHour),
		define("tarot", engines.CacheDraw),
		define("face_reading", engines.CacheNever),
		define("biofield", engines.CacheHour), // a mistaken policy must not keep biometric data either
	)
}

func (s *toyService) env() engines.Env { return engines.Env{Now: s.now} }

func (s *toyService) ValidateEngine(_ context.Context, p service.Calculation) (engines.Validation, error) {
	s.mu.Lock()
	s.validations++
	s.mu.Unlock()
	if s.down {
		return engines.Validation{}, errDown
	}
	return s.registry().Validate(s.env(), p.EngineName, p.Input), nil
}

func (s *toyService) CalculateEngine(_ context.Context, p service.Calculation) (engines.Result, error) {
	s.calculated++
	if s.down {
		return engines.Result{}, errDown
	}
	return s.registry().Calculate(s.env(), p.EngineName, p.Input), nil
}

func (s *toyService) BatchCalculate(_ context.Context, p service.Batch) (service.BatchResult, error) {
	s.batches = append(s.batches, len(p.Engines))
	if s.down {
		return service.BatchResult{}, errDown
	}
	var results []service.BatchOutcome
	for _, item := range p.Engines {
		r := s.registry().Calculate(s.env(), item.EngineName, item.Input)
		results = append(results, service.BatchOutcome{EngineName: r.Metadata.EngineName, Result: r})
	}
	return service.BatchResult{Results: results, Summary: service.Summarize(results)}, nil
}

// bench is a cache over toys. Its background work waits until the reply has been given.
type bench struct {
	t          *testing.T
	inner      *toyService
	results    *memory
	profiles   *memory
	background []func(context.Context)
	enabled    bool
}

func newBench(t *testing.T) *bench {
	return &bench{
		t:        t,
		inner:    &toyService{now: time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC), version: "1"},
		results:  &memory{},
		profiles: &memory{},
		enabled:  true,
	}
}

func (b *bench) cache() *Cache {
	return New(b.inner, Options{
		Enabled:  b.enabled,
		Results:  b.results,
		Profiles: b.profiles,
		Now:      func() time.Time { return b.inner.now },
		WaitUntil: func(_ context.Context, work func(context.Context)) {
			b.background = append(b.background, work)
		},
	})
}

// reply gives the reply: the background work runs.
func (b *bench) reply() {
	for _, work := range b.background {
		work(b.t.Context())
	}
	b.background = nil
}

func (b *bench) calculate(engine, input string, o service.Options) engines.Result {
	b.t.Helper()
	r, err := b.cache().CalculateEngine(b.t.Context(), service.Calculation{
		EngineName: engine, Input: json.RawMessage(input), Options: o,
	})
	if err != nil {
		b.t.Fatal(err)
	}
	b.reply()
	return r
}

func drawOf(r engines.Result) int {
	var data toyResult
	_ = json.Unmarshal(r.Data, &data)
	return data.Draw
}

// scopeOf returns the scope part of a key.
func scopeOf(key string) string { return strings.Split(key, ":")[2] }
