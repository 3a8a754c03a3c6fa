package engines_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/schema"
)

var canonical = []string{
	"numerology", "human_design", "tarot", "iching", "enneagram", "sacred_geometry", "vimshottari", "gene_keys",
	"sigil_forge", "biorhythm", "vedicclock_tcm", "face_reading", "biofield", "nadabrahman", "astrology",
}

func TestCatalogIsInCanonicalOrder(t *testing.T) {
	var names []string
	public := 0
	for _, e := range engines.Catalog() {
		names = append(names, e.Name)
		assert.NotEmpty(t, e.DisplayName)
		assert.NotEmpty(t, e.Description)
		assert.NotEmpty(t, e.Category)
		assert.Contains(t, []string{"beginner", "intermediate", "advanced"}, e.Difficulty)
		if e.Public {
			public++
		}
	}
	assert.Equal(t, canonical, names)
	assert.Equal(t, 13, public)

	engines.Catalog()[0].Name = "changed"
	assert.Equal(t, "numerology", engines.Catalog()[0].Name, "callers get a copy")
}

func TestCanonical(t *testing.T) {
	for alias, want := range map[string]string{
		"numerology": "numerology", "human-design": "human_design", "gene-keys": "gene_keys", "sacred-geometry": "sacred_geometry",
		"sigil-forge": "sigil_forge", "face-reading": "face_reading", "vedicclock-tcm": "vedicclock_tcm", "i-ching": "iching",
		"biofield_viewer": "biofield", "biofield-viewer": "biofield", "astrology": "astrology",
	} {
		name, ok := engines.Canonical(alias)
		assert.True(t, ok, alias)
		assert.Equal(t, want, name)
	}
	for _, unknown := range []string{"", "Numerology", "i_ching", "palmistry", "health", "list", "human design", "numerology "} {
		_, ok := engines.Canonical(unknown)
		assert.False(t, ok, unknown)
	}
}

// A small engine whose calculation a test chooses.
type input struct {
	Value float64 `json:"value" required:"true" maximum:"10"`
	Mode  string  `json:"mode" default:"calm"`
}

func (in *input) Normalize(env engines.Env, check *engines.Check) {
	if in.Mode == "explode early" {
		panic("secret detail")
	}
	if in.Mode == "odd" {
		check.Report(schema.TooLarge("value", "1", in.Value))
		check.Warn("odd")
		check.Warn("odd")
	}
}

type output struct {
	engines.Reading `json:"-"`
	Double          float64 `json:"double" alias:"twice"`
	Interpretation  string  `json:"interpretation"`
}

func engine(calculate func(engines.Env, input) (output, error)) engines.Engine {
	return engines.Define(engines.Spec{
		Name: "biorhythm", Version: "1.2.3", Cache: engines.CacheHour, Examples: []string{`{"value": 2}`},
	}, calculate)
}

func double(_ engines.Env, in input) (output, error) {
	return output{
		Reading: engines.Reading{
			Confidence: 0.9, Text: "twice", Warnings: []string{"careful"}, Seed: "abc", RNG: "none",
			Signals: []engines.Signal{{Kind: engines.SignalTheme, Value: engines.ThemeRest, Weight: 1, Source: "test"}},
		},
		Double:         2 * in.Value,
		Interpretation: "own words",
	}, nil
}

func TestFrame(t *testing.T) { enginetest.Run(t, engine(double)) }

func TestCalculate(t *testing.T) {
	start := enginetest.Now
	ticks := 0
	env := enginetest.Env()
	env.Clock = func() time.Time { ticks++; return start.Add(time.Duration(ticks) * 400 * time.Microsecond) }

	result := engines.NewRegistry(engine(double)).Calculate(env, "biorhythm", json.RawMessage(`{"value":4}`))
	require.True(t, result.Success)
	assert.Equal(t, []string{"careful"}, result.Warnings)
	assert.Equal(t, engines.ResultMetadata{EngineName: "biorhythm", CalculationTime: 0.4, Timestamp: "2025-07-18T12:00:00.000Z"}, result.Metadata)

	for _, key := range []string{"interpretation", "chart"} {
		assert.Equal(t, 1, strings.Count(string(result.Data), `"`+key+`":`), key)
	}
	var data map[string]any
	require.NoError(t, json.Unmarshal(result.Data, &data))
	signature := data["field_signature"]
	assert.Regexp(t, "^[0-9a-f]{16}$", signature)
	raw := map[string]any{
		"input": map[string]any{"value": 4.0, "mode": "calm"}, "seed": "abc", "rng": "none",
		"signals": []any{map[string]any{"kind": "theme", "value": "rest", "weight": 1.0, "source": "test"}},
	}
	assert.Equal(t, map[string]any{
		"engine_name": "biorhythm", "engineName": "biorhythm", "calculation_time": 0.0004, "calculationTime": 0.4,
		"confidence_score": 0.9, "confidenceScore": 0.9, "confidence": 0.9, "formatted_output": "twice", "formattedOutput": "twice",
		"recommendations": []any{}, "reality_patches": []any{}, "realityPatches": []any{}, "archetypal_themes": []any{}, "archetypalThemes": []any{},
		"field_signature": signature, "fieldSignature": signature, "timestamp": "2025-07-18T12:00:00.000Z",
		"chart": nil, "raw_data": raw, "rawData": raw,
		"double": 8.0, "twice": 8.0, "interpretation": "own words",
	}, data)
}

func TestResultJSON(t *testing.T) {
	result := engines.NewRegistry(engine(double)).Calculate(enginetest.Env(), "biorhythm", json.RawMessage(`{"value":11}`))
	raw, err := json.Marshal(result)
	require.NoError(t, err)
	assert.JSONEq(t, `{"success":false,"error":"Field 'value' must be <= 10","code":"VALIDATION_ERROR",
		"details":{"field":"value","expected":"<= 10","received":11,
			"errors":[{"field":"value","code":"OUT_OF_RANGE","message":"Field 'value' must be <= 10","expected":"<= 10","received":11}]},
		"warnings":[],"metadata":{"engineName":"biorhythm","calculationTime":0,"cached":false,"timestamp":"2025-07-18T12:00:00.000Z"}}`, string(raw))
}

func TestFailuresTellTheCallerNothingAndTheOperatorEverything(t *testing.T) {
	secret := errors.New("secret detail")
	tests := map[string]struct {
		mode      string
		calculate func(engines.Env, input) (output, error)
		cause     any
	}{
		"panic":              {"calm", func(engines.Env, input) (output, error) { panic("secret detail") }, "secret detail"},
		"panic in normalize": {"explode early", double, "secret detail"},
		"error":              {"calm", func(engines.Env, input) (output, error) { return output{}, secret }, secret},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var cause any
			env := enginetest.Env()
			env.Fault = func(engine string, c any) { assert.Equal(t, "biorhythm", engine); cause = c }
			result := engine(tt.calculate).Calculate(env, json.RawMessage(`{"value":1,"mode":"`+tt.mode+`"}`))
			assert.False(t, result.Success)
			assert.Equal(t, engines.CodeCalculationFailed, result.Code)
			assert.Nil(t, result.Data)
			raw, err := json.Marshal(result)
			require.NoError(t, err)
			assert.NotContains(t, string(raw), "secret")
			assert.Equal(t, tt.cause, cause)
		})
	}
	v := engine(double).Validate(enginetest.Env(), json.RawMessage(`{"value":1,"mode":"explode early"}`))
	assert.False(t, v.Valid)
	assert.Equal(t, []string{"Input could not be validated"}, v.Errors)
}

func TestNoInfinityLeaves(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		result := engine(func(engines.Env, input) (output, error) { return output{Double: x}, nil }).
			Calculate(enginetest.Env(), json.RawMessage(`{"value":1}`))
		assert.False(t, result.Success)
		assert.Equal(t, engines.CodeCalculationFailed, result.Code)
	}
}

func TestCalculationMayFindFaultsOfTheInput(t *testing.T) {
	for code, want := range map[schema.Code]string{
		schema.CodeInvalidValue:       engines.CodeValidationError,
		engines.CodeLandmarksRequired: engines.CodeLandmarksRequired, // a code that the contract names
	} {
		problem := schema.Problem{Field: "value", Code: code, Message: "Something else is required"}
		for name, err := range map[string]error{"one": problem, "several": schema.Problems{problem, problem}} {
			result := engine(func(engines.Env, input) (output, error) { return output{}, err }).
				Calculate(enginetest.Env(), json.RawMessage(`{"value":1}`))
			assert.Equal(t, want, result.Code, name)
			assert.Equal(t, code, result.Details.Errors[0].Code)
		}
	}
}

func TestValidate(t *testing.T) {
	registry := engines.NewRegistry(engine(double))
	raw, err := json.Marshal(registry.Validate(enginetest.Env(), "biorhythm", json.RawMessage(`{"value":1}`)))
	require.NoError(t, err)
	assert.JSONEq(t, `{"valid":true,"errors":[],"fieldErrors":[],"warnings":[],"normalizedInput":{"value":1,"mode":"calm"},
		"metadata":{"engineName":"biorhythm","version":"1.2.3","cache":{"scope":"shared","minConfidence":0.7,"maxTTLSeconds":3600}}}`, string(raw))

	raw, err = json.Marshal(registry.Validate(enginetest.Env(), "palmistry", nil))
	require.NoError(t, err)
	assert.JSONEq(t, `{"valid":false,"errors":["Engine 'palmistry' is not available"],"fieldErrors":[],"warnings":[],
		"normalizedInput":null,"metadata":{"engineName":"palmistry"}}`, string(raw))

	v := registry.Validate(enginetest.Env(), "biorhythm", json.RawMessage(`{"value":11,"mode":"odd"}`))
	assert.Equal(t, []string{"Field 'value' must be <= 10"}, v.Errors, "one problem per field")
	assert.Equal(t, []string{"odd"}, v.Warnings, "each warning once")
}

func TestRegistry(t *testing.T) {
	tarot := engines.Define(engines.Spec{Name: "tarot", Version: "1", Cache: engines.CacheDraw, Examples: []string{`{"value":1}`}}, double)
	iching := engines.Define(engines.Spec{Name: "iching", Version: "1", Cache: engines.CacheDraw, Examples: []string{`{"value":1}`}}, double)
	r := engines.NewRegistry(engine(double), iching, tarot)
	assert.Equal(t, []string{"tarot", "iching", "biorhythm"}, r.Names())
	assert.False(t, r.Complete())

	assert.Equal(t, "iching", r.Calculate(enginetest.Env(), "i-ching", json.RawMessage(`{"value":1}`)).Metadata.EngineName)
	for _, unknown := range []string{"palmistry", "numerology", "Tarot"} {
		result := r.Calculate(enginetest.Env(), unknown, json.RawMessage(`{}`))
		assert.Equal(t, engines.CodeEngineNotFound, result.Code)
		assert.Equal(t, "Engine '"+unknown+"' not found", result.Error)
		_, ok := r.Metadata(unknown)
		assert.False(t, ok)
		_, ok = r.TestInput(unknown)
		assert.False(t, ok)
	}
	m, ok := r.Metadata("i-ching")
	require.True(t, ok)
	assert.Equal(t, "iching", m.Engine)
	example, ok := r.TestInput("tarot")
	require.True(t, ok)
	assert.JSONEq(t, `{"value":1}`, string(example))

	assert.Panics(t, func() { engines.NewRegistry(tarot, tarot) })
	assert.Panics(t, func() {
		engines.Define(engines.Spec{Name: "palmistry", Version: "1", Examples: []string{"{}"}}, double)
	})
}

func TestMetadataJSON(t *testing.T) {
	raw, err := json.Marshal(engine(double).Metadata())
	require.NoError(t, err)
	var m map[string]any
	require.NoError(t, json.Unmarshal(raw, &m))
	assert.Equal(t, "Biorhythm Synchronizer", m["name"])
	assert.Equal(t, m["description"], m["metadata"].(map[string]any)["description"])
	assert.Equal(t, "go-wasm", m["backend"])
	assert.Equal(t, []any{"value"}, m["requiredInputs"])
	assert.Equal(t, []any{map[string]any{"input": map[string]any{"value": 2.0}}}, m["examples"])
	assert.NotContains(t, m["metadata"], "calculation_time", "omitted when not measured")
	inputs := m["metadata"].(map[string]any)["inputs"].(map[string]any)
	assert.Equal(t, map[string]any{"type": "number", "maximum": 10.0, "required": true}, inputs["value"])
}

func TestConfidence(t *testing.T) {
	for _, tt := range []struct {
		confidence engines.Confidence
		want       float64
	}{
		{engines.Confidence{}, 1},
		{engines.Confidence{Fragile: 1}, 0.9},
		{engines.Confidence{Fragile: 9}, 0.7},
		{engines.Confidence{TimeMissing: true, Assumed: 1}, 0.6},
		{engines.Confidence{Fragile: 3, TimeMissing: true, Assumed: 5}, 0.1},
	} {
		assert.Equal(t, tt.want, tt.confidence.Score())
	}
}

func TestSignalsKeepEachFactOnceWithItsGreatestWeight(t *testing.T) {
	number := func(weight float64, source string) engines.Signal {
		return engines.Signal{Kind: engines.SignalNumber, Value: "4", Weight: weight, Source: source}
	}
	timing := engines.Signal{Kind: engines.SignalTiming, Value: "4", Weight: 0.2, Source: "year"}
	assert.Equal(t, []engines.Signal{number(1, "life path"), timing},
		engines.Distinct([]engines.Signal{number(0.5, "expression"), number(1, "life path"), timing, number(0.2, "year")}))
}
