package enginetest

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
	"github.com/witnessos/witnessos/internal/schema/schematest"
)

// Schemas holds an engine to the schemas that its metadata serves, with a validator of JSON
// Schema that knows nothing of this program: each example, and what the engine makes of it, is a
// valid input; the data of each example is a valid output, and has no member at any depth that
// the schema does not have.
func Schemas(t *testing.T, engine engines.Engine) {
	t.Helper()
	metadata := serve(t, engine)
	input, output := compile(t, decoded(t, metadata.InputSchema)), compile(t, decoded(t, metadata.OutputSchema))
	strict := compile(t, closed(t, metadata.OutputSchema))
	for _, example := range metadata.Examples {
		text := string(example.Input)
		assert.NoError(t, input.Validate(decoded(t, example.Input)), "example %s", text)
		v := engine.Validate(Env(), example.Input)
		require.True(t, v.Valid, "example %s: %s", text, v.Errors)
		assert.NoError(t, input.Validate(decoded(t, v.NormalizedInput)), "normalised example %s", v.NormalizedInput)
		r := engine.Calculate(Env(), example.Input)
		require.True(t, r.Success, "example %s: %s", text, r.Error)
		assert.NoError(t, output.Validate(decoded(t, r.Data)), "data of %s", text)
		assert.NoError(t, strict.Validate(decoded(t, r.Data)), "data of %s has members that the schema lacks", text)
	}
	for _, refused := range []string{`[]`, `"text"`, `7`} {
		assert.Error(t, input.Validate(decoded(t, json.RawMessage(refused))), refused)
	}
	if len(engine.Metadata().RequiredInputs) > 0 {
		assert.Error(t, input.Validate(map[string]any{}), "an empty input lacks %s", engine.Metadata().RequiredInputs)
	}
	assert.Error(t, output.Validate(map[string]any{}), "an empty output promises nothing")
}

// MadeUp sends an engine inputs that are made up from its served schema, good and hostile ones.
func MadeUp(t *testing.T, engine engines.Engine, inputs int) {
	t.Helper()
	metadata := serve(t, engine)
	input, strict := compile(t, decoded(t, metadata.InputSchema)), compile(t, closed(t, metadata.OutputSchema))
	var examples []json.RawMessage
	for _, e := range metadata.Examples {
		examples = append(examples, e.Input)
	}
	generator, err := schematest.New(metadata.InputSchema, examples, Now, 1)
	require.NoError(t, err)
	succeeded := 0
	for range inputs {
		kind, text := generator.Next()
		env := Env()
		env.Fault = func(_ string, cause any) { t.Errorf("%s input %s: %v", kind, schema.Excerpt(text), cause) }
		result, validation := engine.Calculate(env, json.RawMessage(text)), engine.Validate(env, json.RawMessage(text))
		assert.Equal(t, validation.Valid, result.Success, "%s input %s: %s", kind, text, validation.Errors)
		if value, err := jsonschema.UnmarshalJSON(strings.NewReader(text)); err == nil && input.Validate(value) == nil {
			for _, p := range validation.FieldErrors {
				assert.NotContains(t, []schema.Code{schema.CodeInvalidType, schema.CodeInvalidInput}, p.Code,
					"the schema accepts %s, the engine says: %s", text, p.Message)
			}
		}
		if result.Success {
			succeeded++
			require.NoError(t, strict.Validate(decoded(t, result.Data)), "data of %s input %s", kind, text)
			require.NoError(t, input.Validate(decoded(t, validation.NormalizedInput)), "%s input %s, normalised", kind, text)
		}
	}
	assert.NotZero(t, succeeded, "none of %d inputs was good", inputs)
}

// served is the part of an engine's metadata that the checks read, as a client gets it.
type served struct {
	InputSchema  json.RawMessage `json:"inputSchema"`
	OutputSchema json.RawMessage `json:"outputSchema"`
	Examples     []struct {
		Input json.RawMessage `json:"input"`
	} `json:"examples"`
}

func serve(t *testing.T, engine engines.Engine) served {
	t.Helper()
	raw, err := json.Marshal(engine.Metadata())
	require.NoError(t, err)
	var s served
	require.NoError(t, json.Unmarshal(raw, &s))
	return s
}

func compile(t *testing.T, document any) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("served.json", document))
	s, err := c.Compile("served.json")
	require.NoError(t, err)
	return s
}

func decoded(t *testing.T, raw json.RawMessage) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	require.NoError(t, err)
	return v
}

// closed is a schema whose objects have no members but those that it names. The base of raw_data
// stays open: each engine adds to it what it likes.
func closed(t *testing.T, raw json.RawMessage) any {
	document := decoded(t, raw)
	var walk func(node any)
	walk = func(node any) {
		switch n := node.(type) {
		case map[string]any:
			for name, below := range n {
				if name != "raw_data" {
					walk(below)
				}
			}
			_, names := n["properties"].(map[string]any)
			if _, free := n["additionalProperties"]; names && !free && n["type"] != nil {
				n["additionalProperties"] = false
			}
		case []any:
			for _, below := range n {
				walk(below)
			}
		}
	}
	walk(document)
	return document
}
