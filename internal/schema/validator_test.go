package schema_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/schema"
)

// validator compiles a schema as somebody else's program would, formats checked.
func validator(t *testing.T, s *schema.Schema) func(document string) error {
	t.Helper()
	raw, err := json.Marshal(s)
	require.NoError(t, err)
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("sample.json", document))
	compiled, err := c.Compile("sample.json")
	require.NoError(t, err)
	return func(text string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		require.NoError(t, err, text)
		return compiled.Validate(value)
	}
}

// spelt are the names of the fields of sample, aliases included, and what a client may send under
// them: good, bad and at the bounds.
var (
	spelt = []string{
		"birth_date", "birthDate", "date", "birth_time", "time", "method", "forecast_days", "forecastDays", "days_ahead", "count",
		"weight", "critical", "intention", "answers", "cycles", "ratings", "birth_location", "birthLocation", "pair", "extra",
		"points", "labels", "timezone", "unknown",
	}
	sent = []string{
		`null`, `true`, `false`, `0`, `-0`, `1`, `7`, `7.0`, `90`, `91`, `7.5`, `1e2`, `-1`, `9007199254740992`, `9007199254740994`, `1e300`,
		`""`, `"a"`, `"abc"`, `"äöüäöüäö"`, `"äöüäöüäöü"`, `"1990-06-15"`, `"2025-02-29"`, `"15.06.1990"`, `"08:30"`, `"08:30:59"`, `"24:00"`,
		`"8:30"`, `"08:30Z"`, `"coins"`, `"three_card"`, `"Coins"`, `"emotional"`, `"a,b"`, `"UTC"`, `"Europe/Berlin"`, `"Etc/GMT+5"`, `"../etc"`, `"+05:30"`,
		`[]`, `[1]`, `[1,5]`, `[1,6]`, `[1,2,3,4]`, `[null,1]`, `["physical"]`, `["physical","x"]`, `[[1,2],[3.5,4]]`, `[[1]]`, `[[]]`,
		`{}`, `{"a":1}`, `{"a":0}`, `{"a":"b"}`, `{"latitude":1,"longitude":2}`, `{"latitude":91,"longitude":2}`, `{"latitude":1}`,
	}
)

// What the served schema accepts, the decoder accepts; what the decoder makes of an input, the
// schema accepts.
func TestTheInputSchemaSaysWhatTheDecoderDoes(t *testing.T) {
	validate := validator(t, schema.InputSchema(reflect.TypeFor[sample]()))
	random := rand.New(rand.NewPCG(20, 20))
	one := func(list []string) string { return list[random.IntN(len(list))] }
	accepted, refused := 0, 0
	for range 40_000 {
		members := []string{}
		if random.IntN(8) > 0 {
			members = append(members, `"`+one(spelt[:3])+`":"1990-06-15"`)
		}
		for range random.IntN(3) {
			members = append(members, `"`+one(spelt)+`":`+one(sent))
		}
		input := "{" + strings.Join(members, ",") + "}"
		value, _, problems := schema.Decode[sample](json.RawMessage(input))
		if err := validate(input); err == nil {
			accepted++
			require.Empty(t, problems, input)
		} else {
			refused++
		}
		if len(problems) == 0 {
			normalized, err := json.Marshal(value)
			require.NoError(t, err)
			require.NoError(t, validate(string(normalized)), "%s became %s", input, normalized)
		}
	}
	assert.Greater(t, accepted, 4000)
	assert.Greater(t, refused, 4000)
}

// What the schema cannot or need not say.
func TestWhereTheSchemaAndTheDecoderDiffer(t *testing.T) {
	validate := validator(t, schema.InputSchema(reflect.TypeFor[sample]()))
	for name, input := range map[string]string{
		"null is absence":            `{"birth_date":"1990-06-15","method":null}`,
		"case and separators":        `{"birth_date":"1990-06-15","method":"Three-Card"}`,
		"a null that an alias mends": `{"birth_date":null,"date":"1990-06-15"}`,
	} {
		_, _, problems := schema.Decode[sample](json.RawMessage(input))
		assert.Empty(t, problems, name)
		assert.Error(t, validate(input), name)
	}
	tooEarly := `{"birth_date":"1899-12-31"}`
	_, _, problems := schema.Decode[sample](json.RawMessage(tooEarly))
	assert.Len(t, problems, 1, "validators do not know formatMinimum, the decoder does")
	assert.NoError(t, validate(tooEarly))
}

func TestTheSchemaKnowsTheFlagThatMakesUpForAField(t *testing.T) {
	validate := validator(t, schema.InputSchema(reflect.TypeFor[letter]()))
	for _, input := range []string{`{"author":"Ada"}`, `{"by":"Ada"}`, `{"anonymous":true}`, `{"nameless":true}`} {
		assert.NoError(t, validate(input), input)
	}
	for _, input := range []string{`{}`, `{"anonymous":false}`, `{"nameless":1}`, `{"author":7}`, `{"by":7}`} {
		assert.Error(t, validate(input), input)
	}
}

type stamp struct{ n int }

func (s stamp) MarshalText() ([]byte, error) { return []byte{byte('a' + s.n)}, nil }

type letterbox struct {
	Stamp   stamp          `json:"stamp"`
	Level   loudness       `json:"level"`
	Day     civil.Date     `json:"the_day" alias:"theDay"`
	Maybe   *pair          `json:"maybe"`
	Nobody  *place         `json:"nobody" alias:"none"`
	Gone    *int           `json:"gone,omitempty"`
	Three   [3]int         `json:"three"`
	ByName  map[string]int `json:"by_name" alias:"byName"`
	Letters []struct {
		From string `json:"from_whom" alias:"fromWhom"`
	} `json:"letters"`
}

type loudness int

func (l loudness) MarshalText() ([]byte, error) { return []byte("loud"), nil }

func TestTheOutputSchemaSaysWhatTheEncoderDoes(t *testing.T) {
	validate := validator(t, schema.OutputSchema(reflect.TypeFor[output](), reflect.TypeFor[letterbox]()))
	box := letterbox{Day: civil.MustParse("1990-06-15"), ByName: map[string]int{"a": 1}}
	box.Letters = append(box.Letters, struct {
		From string `json:"from_whom" alias:"fromWhom"`
	}{"Ada"})
	b, err := schema.AppendObject(nil, output{LifePath: 4, List: []int{}}, box)
	require.NoError(t, err)
	require.NoError(t, validate(string(b)), string(b))

	for name, change := range map[string][2]string{
		"a field is missing":           {`"stamp"`, `"stump"`},
		"text that is none":            {`"loud"`, `11`},
		"an alias of another type":     {`"lifePath":4`, `"lifePath":"4"`},
		"a nested alias":               {`"fromWhom":"Ada"`, `"fromWhom":7`},
		"too few of a fixed number":    {`[0,0,0]`, `[0,0]`},
		"null where there is a value":  {`"by_name":{"a":1}`, `"by_name":null`},
		"a day that never was":         {`"theDay":"1990-06-15"`, `"theDay":"1990-06-31"`},
		"a wrong value behind a name":  {`{"a":1}`, `{"a":"1"}`},
		"an object that is null is no": {`"none":null`, `"none":[]`},
	} {
		changed := strings.Replace(string(b), change[0], change[1], 1)
		require.NotEqual(t, string(b), changed, name)
		assert.Error(t, validate(changed), name)
	}
}
