package schematest_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/schema/schematest"
)

const sample = `{"type":"object","properties":{
	"birth_date":{"type":"string","format":"date","x-aliases":["birthDate","date"]},
	"time":{"type":"string","pattern":"^([01][0-9]|2[0-3])(:[0-5][0-9]){1,2}$"},
	"days":{"type":"integer","minimum":1,"maximum":90},
	"weight":{"type":["number","null"],"minimum":0,"maximum":1},
	"method":{"type":"string","enum":["coins","yarrow"]},
	"intention":{"type":"string","minLength":3,"maxLength":8},
	"cycles":{"type":"array","minItems":2,"maxItems":3,"items":{"type":"string","enum":["physical","emotional"]}},
	"ratings":{"type":"object","minProperties":2,"additionalProperties":{"type":"integer","minimum":1,"maximum":5}},
	"place":{"oneOf":[{"type":"string","pattern":"^[-+ .0-9]+,[-+ .0-9]+$"},{"type":"array","items":{"type":"number"},"minItems":2,"maxItems":2},
		{"type":"object","properties":{"latitude":{"type":"number"}},"required":["latitude"]}]}},
	"allOf":[{"anyOf":[{"required":["birth_date"]},{"required":["birthDate"]},{"required":["date"]}]}]}`

var examples = []json.RawMessage{[]byte(`{"birth_date":"1990-06-15"}`), []byte(`{"date":"2000-02-29","days":7}`)}

func generator(t *testing.T, seed uint64) *schematest.Generator {
	t.Helper()
	g, err := schematest.New([]byte(sample), examples, time.Date(2025, 7, 18, 0, 0, 0, 0, time.UTC), seed)
	require.NoError(t, err)
	return g
}

func TestInputsAreWhatTheirKindsSay(t *testing.T) {
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(sample))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("sample.json", document))
	compiled, err := c.Compile("sample.json")
	require.NoError(t, err)

	g := generator(t, 1)
	made, accepted := map[schematest.Kind]int{}, map[schematest.Kind]int{}
	distinct := map[string]bool{}
	for range 6000 {
		kind, input := g.Next()
		made[kind]++
		distinct[input] = true
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(input)))
		if err == nil && compiled.Validate(value) == nil {
			accepted[kind]++
		}
		if kind == schematest.Valid {
			require.NoError(t, err, input)
			require.NoError(t, compiled.Validate(value), input)
		}
	}
	for _, kind := range schematest.Kinds() {
		assert.Greater(t, made[kind], 80, kind)
		if kind != schematest.Valid && kind != schematest.Unexpected {
			assert.Less(t, accepted[kind], made[kind], "%s: some are refused", kind)
		}
	}
	assert.NotZero(t, accepted[schematest.Boundary], "a bound itself is allowed")
	assert.Greater(t, len(distinct), 4000)
}

func TestTheSameSeedGivesTheSameInputs(t *testing.T) {
	first, second, other := generator(t, 7), generator(t, 7), generator(t, 8)
	differ := 0
	for range 200 {
		kind, input := first.Next()
		again, same := second.Next()
		_, another := other.Next()
		require.Equal(t, kind, again)
		require.Equal(t, input, same)
		if another != input {
			differ++
		}
	}
	assert.Greater(t, differ, 150)
}

func TestWhatIsNoSchemaIsRefused(t *testing.T) {
	for schema, example := range map[string]string{`{`: `{}`, `{}`: `{"a":1}`, `{"properties":{"a":{}}}`: `[]`} {
		_, err := schematest.New([]byte(schema), []json.RawMessage{[]byte(example)}, time.Time{}, 1)
		assert.Error(t, err, schema)
	}
}
