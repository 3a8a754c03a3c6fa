// Package enginetest checks what every engine owes its callers, whatever it calculates. The
// tests of an engine call [Run] once, beside their own vectors.
package enginetest

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
)

// Now is the moment at which the checks run.
var Now = time.Date(2025, 7, 18, 12, 0, 0, 0, time.UTC)

// Env is an environment in which nothing moves: the clock stands and "random" bytes are
// the same every time.
func Env() engines.Env {
	return engines.Env{
		Now:   Now,
		Rand:  bytes.NewReader(bytes.Repeat([]byte("0123456789abcdef"), 64)),
		Clock: func() time.Time { return Now },
	}
}

// Run checks an engine with its own examples.
func Run(t *testing.T, engine engines.Engine) {
	metadata := engine.Metadata()
	t.Run("metadata", func(t *testing.T) { checkMetadata(t, engine, metadata) })
	for _, example := range metadata.Examples {
		t.Run("example "+string(example.Input), func(t *testing.T) { checkExample(t, engine, metadata, example.Input) })
	}
	t.Run("served schemas", func(t *testing.T) { Schemas(t, engine) })
	t.Run("refuses what is no object", func(t *testing.T) { checkInvalidInput(t, engine) })
	t.Run("names every missing field", func(t *testing.T) { checkRequired(t, engine, metadata) })
}

func checkMetadata(t *testing.T, engine engines.Engine, m engines.Metadata) {
	entry, ok := engines.Lookup(engine.Name())
	require.True(t, ok)
	assert.Equal(t, entry.Name, m.Engine)
	assert.Equal(t, entry.DisplayName, m.Name)
	assert.NotEmpty(t, m.Version)
	assert.NotEmpty(t, m.Metadata.Outputs)
	assert.NotNil(t, m.RequiredInputs)
	assert.JSONEq(t, string(m.Examples[0].Input), string(engine.TestInput()))

	names := propertyNames(m)
	assert.Len(t, slices.Compact(slices.Sorted(slices.Values(names))), len(names), "a key of data occurs twice")
	for _, name := range engines.Reserved() {
		if name != "timestamp" && !engines.Overlaps(engine.Name()) {
			assert.NotContains(t, names, name, "a name of the reply around the result")
		}
	}
	_, err := json.Marshal(m)
	require.NoError(t, err)
}

// propertyNames lists every key of data, aliases included.
func propertyNames(m engines.Metadata) []string {
	var names []string
	for _, p := range m.OutputSchema.Properties {
		names = append(append(names, p.Name), p.Schema.Aliases...)
	}
	return names
}

func checkExample(t *testing.T, engine engines.Engine, m engines.Metadata, input json.RawMessage) {
	validation := engine.Validate(Env(), input)
	require.True(t, validation.Valid, validation.Errors)

	again := engine.Validate(Env(), validation.NormalizedInput)
	require.True(t, again.Valid, again.Errors)
	assert.JSONEq(t, string(validation.NormalizedInput), string(again.NormalizedInput), "normalising is idempotent")

	first, second := engine.Calculate(Env(), input), engine.Calculate(Env(), input)
	require.True(t, first.Success, "%s %+v", first.Error, first.Details)
	assert.Equal(t, string(first.Data), string(second.Data), "equal requests give equal bytes")
	normalized := engine.Calculate(Env(), validation.NormalizedInput)
	require.True(t, normalized.Success)
	assert.Equal(t, withoutSpace(t, first.Data), withoutSpace(t, normalized.Data), "the normalised input means the same")

	checkData(t, engine, m, first)
}

// checkData checks the base keys, and the data against the declared schema.
func checkData(t *testing.T, engine engines.Engine, m engines.Metadata, result engines.Result) {
	var data map[string]any
	require.NoError(t, json.Unmarshal(result.Data, &data))
	assert.Equal(t, engine.Name(), data["engine_name"])
	for snake, camel := range map[string]string{
		"engine_name": "engineName", "confidence_score": "confidenceScore", "formatted_output": "formattedOutput",
		"reality_patches": "realityPatches", "archetypal_themes": "archetypalThemes",
		"field_signature": "fieldSignature", "raw_data": "rawData", "timestamp": "timestamp",
		"recommendations": "recommendations", "interpretation": "interpretation", "chart": "chart",
		"calculation_time": "calculation_time", "calculationTime": "calculationTime",
	} {
		require.Contains(t, data, snake)
		assert.Equal(t, data[snake], data[camel], camel)
	}
	assert.NotEmpty(t, data["formatted_output"])
	for _, list := range []string{"recommendations", "reality_patches", "archetypal_themes"} {
		assert.IsType(t, []any{}, data[list], list)
	}
	if confidence, ok := data["confidence_score"].(float64); assert.True(t, ok) {
		assert.GreaterOrEqual(t, confidence, 0.0)
		assert.LessOrEqual(t, confidence, 1.0)
	}
	allowed := propertyNames(m)
	for key := range data {
		assert.Contains(t, allowed, key, "a key that the output schema does not have")
	}
	checkSignals(t, result)
}

func checkSignals(t *testing.T, result engines.Result) {
	stored, err := engines.SignalsOf(result.Data)
	require.NoError(t, err)
	assert.ElementsMatch(t, result.Signals, stored)
	for _, s := range stored {
		assert.NotEmpty(t, s.Value)
		assert.NotEmpty(t, s.Source)
		assert.Greater(t, s.Weight, 0.0)
		assert.LessOrEqual(t, s.Weight, 1.0)
		switch s.Kind {
		case engines.SignalTheme:
			assert.Contains(t, engines.Themes(), s.Value)
		case engines.SignalNumber:
			assert.Contains(t, strings.Fields("1 2 3 4 5 6 7 8 9 11 22 33"), s.Value)
		case engines.SignalArchetype, engines.SignalElement, engines.SignalTiming:
		default:
			assert.Fail(t, "unknown kind of signal", s.Kind)
		}
	}
}

func checkInvalidInput(t *testing.T, engine engines.Engine) {
	for _, input := range []string{"", "null", "[]", `"text"`, "7", "{", `{"a":`, strings.Repeat(`{"a":`, 20000)} {
		result := engine.Calculate(Env(), json.RawMessage(input))
		assert.False(t, result.Success)
		assert.Equal(t, engines.CodeInvalidInput, result.Code)
		assert.Nil(t, result.Data)
		validation := engine.Validate(Env(), json.RawMessage(input))
		assert.False(t, validation.Valid)
		assert.NotEmpty(t, validation.Errors)
		assert.Nil(t, validation.NormalizedInput)
	}
}

func checkRequired(t *testing.T, engine engines.Engine, m engines.Metadata) {
	for _, input := range []string{"{}", allNull(m)} {
		validation := engine.Validate(Env(), json.RawMessage(input))
		for _, name := range m.RequiredInputs {
			assert.Contains(t, validation.Errors, "Missing required field: "+name)
		}
		result := engine.Calculate(Env(), json.RawMessage(input))
		if len(m.RequiredInputs) > 0 {
			assert.Equal(t, engines.CodeValidationError, result.Code)
			require.NotNil(t, result.Details)
			assert.Len(t, result.Details.Errors, len(validation.FieldErrors))
		}
	}
}

// allNull is an input that has every field, as null.
func allNull(m engines.Metadata) string {
	members := map[string]any{}
	for _, p := range m.InputSchema.Properties {
		members[p.Name] = nil
	}
	raw, _ := json.Marshal(members)
	return string(raw)
}

func withoutSpace(t *testing.T, raw json.RawMessage) string {
	var b bytes.Buffer
	require.NoError(t, json.Compact(&b, raw))
	return b.String()
}

// Fuzz feeds hostile inputs to an engine, starting from its examples. Whatever comes in, the
// engine must neither crash nor fail internally, and must answer with JSON.
func Fuzz(f *testing.F, engine engines.Engine) {
	for _, example := range engine.Metadata().Examples {
		f.Add([]byte(example.Input))
	}
	f.Add([]byte(`{"birth_date":"9999-12-31","target_date":"0001-01-01","date":1e999,"full_name":"\u0000"}`))
	f.Fuzz(func(t *testing.T, input []byte) {
		env := Env()
		env.Fault = func(_ string, cause any) { t.Errorf("input %q: %v", input, cause) }
		result, validation := engine.Calculate(env, input), engine.Validate(env, input)
		if result.Success != validation.Valid {
			t.Errorf("input %q: success %v, valid %v", input, result.Success, validation.Valid)
		}
		if result.Success && !json.Valid(result.Data) {
			t.Errorf("input %q: data is no JSON", input)
		}
	})
}
