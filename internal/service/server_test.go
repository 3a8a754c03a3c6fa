package service_test

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
	"github.com/witnessos/witnessos/internal/service"
)

// mirror is an Engine and an AI that remembers what it was asked and answers what it is told.
type mirror struct {
	asked  any
	answer any
	err    error
}

func reflect[R any](m *mirror, params any) (R, error) {
	m.asked = params
	r, _ := m.answer.(R)
	return r, m.err
}

func (m *mirror) CalculateEngine(_ context.Context, p service.Calculation) (engines.Result, error) {
	return reflect[engines.Result](m, p)
}

func (m *mirror) ValidateEngine(_ context.Context, p service.Calculation) (engines.Validation, error) {
	return reflect[engines.Validation](m, p)
}

func (m *mirror) GetQuestions(_ context.Context, p service.Named) (json.RawMessage, error) {
	return reflect[json.RawMessage](m, p)
}

func (m *mirror) GetEngineMetadata(_ context.Context, p service.Named) (json.RawMessage, error) {
	return reflect[json.RawMessage](m, p)
}

func (m *mirror) ListEngines(_ context.Context, p service.None) ([]string, error) {
	return reflect[[]string](m, p)
}

func (m *mirror) BatchCalculate(_ context.Context, p service.Batch) (service.BatchResult, error) {
	return reflect[service.BatchResult](m, p)
}

func (m *mirror) GetTestInput(_ context.Context, p service.Named) (json.RawMessage, error) {
	return reflect[json.RawMessage](m, p)
}

func (m *mirror) HealthCheck(_ context.Context, p service.None) (service.EngineHealth, error) {
	return reflect[service.EngineHealth](m, p)
}

// mirrorAI is a mirror whose health is that of an AI.
type mirrorAI struct{ *mirror }

func (m mirrorAI) SynthesizeWorkflow(_ context.Context, p service.WorkflowSynthesis) (service.SynthesisResult, error) {
	return reflect[service.SynthesisResult](m.mirror, p)
}

func (m mirrorAI) GenerateGuidance(_ context.Context, p service.Guidance) (service.SynthesisResult, error) {
	return reflect[service.SynthesisResult](m.mirror, p)
}

func (m mirrorAI) HealthCheck(_ context.Context, p service.None) (service.AIHealth, error) {
	return reflect[service.AIHealth](m.mirror, p)
}

type mirrorForecast struct{ *mirror }

func (m mirrorForecast) HealthCheck(_ context.Context, p service.None) (service.ForecastHealth, error) {
	return reflect[service.ForecastHealth](m.mirror, p)
}

// TestRoundTrip: whatever goes in at a client comes out at the service, and back.
func TestRoundTrip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &mirror{}
		engine := service.NewEngineClient(service.NewEngineServer(m), newGuard())
		ai := service.NewAIClient(service.NewAIServer(mirrorAI{m}), newGuard())
		forecast := service.NewForecastClient(service.NewForecastServer(mirrorForecast{m}), newGuard())

		result := engines.Result{
			Success: true, Data: json.RawMessage(`{"b":1.50,"a":[]}`), Warnings: []string{"w"},
			Metadata: engines.ResultMetadata{EngineName: "numerology", CalculationTime: 0.25, Timestamp: "2025-07-19T08:00:00.000Z"},
		}
		refusal := engines.Result{
			Code: "VALIDATION_ERROR", Error: "no date", Warnings: []string{},
			Details: &engines.Fault{Field: "birth_date", Expected: "YYYY-MM-DD", Received: "x"},
		}
		calculation := service.Calculation{
			EngineName: "numerology", Input: json.RawMessage(`{"z":1,"a":"ö"}`),
			Options: service.Options{UseCache: true, UserID: "42", SaveProfile: true},
		}
		batch := service.Batch{Engines: []service.BatchItem{{"tarot", json.RawMessage(`{}`)}, {"x", json.RawMessage(`null`)}}, Options: calculation.Options}
		outcomes := service.BatchResult{
			Results: []service.BatchOutcome{{EngineName: "tarot", Result: result}, {EngineName: "x", Result: refusal}},
			Summary: service.Summary{Total: 2, Successful: 1, Failed: 1},
		}
		confidence, tokens := 0.5, 12
		synthesis := service.SynthesisResult{
			Success: true, Synthesis: "It fits.", Structured: &service.Structured{KeyInsights: []string{"a"}, Confidence: &confidence},
			Metadata: service.SynthesisMetadata{Model: "m", AttemptedModels: []string{"m"}, TokensUsed: &tokens},
		}
		hours := 5.5
		profile := service.Profile{
			UserID: "42", BirthDate: "1990-06-15", BirthLocation: &service.Place{Latitude: 52.52, Longitude: 13.405}, TimezoneOffset: &hours,
		}
		data := []service.EngineData{{EngineName: "tarot", Data: json.RawMessage(`{"card":1}`)}}

		trip(t, m, engine.CalculateEngine, calculation, result)
		trip(t, m, engine.CalculateEngine, service.Calculation{EngineName: "x", Input: json.RawMessage(`null`)}, refusal)
		trip(t, m, engine.ValidateEngine, calculation, engines.Validation{
			Valid: true, Errors: []string{}, Warnings: []string{"w"}, NormalizedInput: json.RawMessage(`{"a":1}`),
			Metadata: engines.ValidationMetadata{EngineName: "numerology", Version: "1.0.0", Cache: &engines.CachePolicy{}},
		})
		trip(t, m, engine.GetEngineMetadata, service.Named{Name: "tarot"}, json.RawMessage(`{"z":1,"a":2}`))
		trip(t, m, engine.GetQuestions, service.Named{Name: "enneagram"}, json.RawMessage(`{"questions":[]}`))
		trip(t, m, engine.GetTestInput, service.Named{Name: "tarot"}, json.RawMessage(`{"question":"?"}`))
		trip(t, m, engine.ListEngines, service.None{}, []string{"numerology", "tarot"})
		trip(t, m, engine.ListEngines, service.None{}, []string{})
		trip(t, m, engine.BatchCalculate, batch, outcomes)
		trip(t, m, engine.HealthCheck, service.None{}, service.EngineHealth{Status: "degraded", Engines: []string{"tarot"}, Missing: []string{"x"}, Ephemeris: true, Version: "2"})
		trip(t, m, ai.SynthesizeWorkflow, service.WorkflowSynthesis{
			CoreEngines: data, WorkflowType: "natal", UserProfile: profile, Options: service.SynthesisOptions{UseCache: true, Depth: "basic"},
		}, synthesis)
		trip(t, m, ai.GenerateGuidance, service.Guidance{UserProfile: profile, EngineResults: data, Question: "?"}, synthesis)
		trip(t, m, ai.GenerateGuidance, service.Guidance{EngineResults: data}, service.SynthesisResult{Code: service.CodeAINotAvailable})
		trip(t, m, ai.HealthCheck, service.None{}, service.AIHealth{
			Status: "degraded", Models: map[string]resilience.Snapshot{"m": {State: "open", FailureCount: 5, NextAttemptTime: 7}}, Error: "e",
		})
		trip(t, m, forecast.HealthCheck, service.None{}, service.ForecastHealth{
			Status: "healthy", Dependencies: service.ForecastDependencies{Engine: "healthy", AI: "unhealthy"},
			CircuitBreakers: map[string]resilience.Snapshot{},
		})

		m.err = &rpc.Error{Code: "ENGINE_NOT_FOUND", Status: 404, Message: "Engine 'x' not found"}
		_, err := engine.GetEngineMetadata(t.Context(), service.Named{Name: "x"})
		var typed *rpc.Error
		require.ErrorAs(t, err, &typed)
		assert.Equal(t, m.err, typed)
	})
}

func trip[P, R any](t *testing.T, m *mirror, call func(context.Context, P) (R, error), params P, answer R) {
	t.Helper()
	m.answer = answer
	got, err := call(t.Context(), params)
	require.NoError(t, err)
	assert.Equal(t, params, m.asked)
	assert.Equal(t, answer, got)
}

// TestEntryFiles: the classes that the platform sees have the methods that Go answers.
func TestEntryFiles(t *testing.T) {
	class := regexp.MustCompile(`class (\w+) extends service\(module, "(\w+)", \[([^\]]*)\]\)`)
	quoted := regexp.MustCompile(`"(\w+)"`)
	m := &mirror{}
	for worker, want := range map[string]struct {
		class  string
		server rpc.Server
	}{
		"engine":   {"EngineService", service.NewEngineServer(m)},
		"forecast": {"ForecastService", service.NewForecastServer(mirrorForecast{m})},
		"ai":       {"AIService", service.NewAIServer(mirrorAI{m})},
	} {
		source, err := os.ReadFile(filepath.Join("..", "..", "workers", worker, "index.mjs"))
		require.NoError(t, err)
		found := class.FindStringSubmatch(string(source))
		require.NotNil(t, found, worker)
		assert.Equal(t, want.class, found[1])
		assert.Equal(t, want.class, found[2])
		var names []string
		for _, name := range quoted.FindAllStringSubmatch(found[3], -1) {
			names = append(names, name[1])
		}
		assert.ElementsMatch(t, slices.Collect(maps.Keys(want.server)), names, worker)
	}
}

func TestSummarize(t *testing.T) {
	assert.Equal(t, service.Summary{}, service.Summarize(nil))
	hit := engines.Result{Success: true, Metadata: engines.ResultMetadata{Cached: true}}
	assert.Equal(t, service.Summary{Total: 4, Successful: 3, Failed: 1, Cached: 2}, service.Summarize([]service.BatchOutcome{
		{Result: hit}, {Result: engines.Result{Success: true}}, {Result: engines.Result{Code: "X"}}, {Result: hit},
	}))
}
