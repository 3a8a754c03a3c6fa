package schema_test

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/schema"
)

// sample has a field of every kind.
type sample struct {
	BirthDate civil.Date        `json:"birth_date,omitzero" alias:"date" required:"true" minimum:"1900-01-01" maximum:"2100-12-31" doc:"Day of birth."`
	BirthTime string            `json:"birth_time,omitempty" alias:"time" format:"time"`
	Method    string            `json:"method" enum:"coins,yarrow,three_card" default:"coins"`
	Days      int               `json:"forecast_days" alias:"days_ahead" minimum:"1" maximum:"90" default:"7"`
	Count     *int              `json:"count,omitempty" minimum:"0"`
	Weight    float64           `json:"weight,omitempty" minimum:"0" maximum:"1"`
	Critical  bool              `json:"critical" default:"true"`
	Intention string            `json:"intention,omitempty" minLength:"3" maxLength:"8"`
	Answers   []int             `json:"answers,omitempty" minItems:"2" maxItems:"3" minimum:"1" maximum:"5"`
	Cycles    []string          `json:"cycles,omitempty" enum:"physical,emotional"`
	Ratings   map[string]int    `json:"ratings,omitempty" minimum:"1"`
	Place     *place            `json:"birth_location,omitempty"`
	Pair      pair              `json:"pair,omitzero"`
	Extra     json.RawMessage   `json:"extra,omitempty"`
	Points    [][2]float64      `json:"points,omitempty"`
	Labels    map[string]string `json:"labels,omitempty"`
	group
}

type group struct {
	Zone string `json:"timezone,omitempty" format:"iana"`
}

type place struct {
	Latitude  float64 `json:"latitude" required:"true" minimum:"-90" maximum:"90"`
	Longitude float64 `json:"longitude" required:"true" minimum:"-180" maximum:"180"`
}

// pair decodes itself from "a,b".
type pair struct{ a, b string }

func (p *pair) UnmarshalJSON(raw []byte) error {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return schema.WrongType("", "string", nil)
	}
	a, b, ok := strings.Cut(s, ",")
	if !ok {
		return schema.BadFormat("", "pair", "a,b", s)
	}
	p.a, p.b = a, b
	return nil
}

func (p pair) MarshalJSON() ([]byte, error) { return json.Marshal(p.a + "," + p.b) }

func (pair) JSONSchema() *schema.Schema {
	return &schema.Schema{Type: "string", Pattern: ",", Description: "a,b"}
}

func decode(input string) (sample, []string, schema.Problems) {
	return schema.Decode[sample](json.RawMessage(input))
}

func TestDecodeDefaults(t *testing.T) {
	got, warnings, problems := decode(`{"birth_date":"1990-06-15","unknown":[{}]}`)
	require.Empty(t, problems)
	assert.Empty(t, warnings)
	assert.Equal(t, sample{BirthDate: civil.MustParse("1990-06-15"), Method: "coins", Days: 7, Critical: true}, got)
}

func TestDecodeEverything(t *testing.T) {
	got, warnings, problems := decode(` {"date":"1990-06-15","birthTime":"23:59","method":"Three-Card","daysAhead":90,"days_ahead":30.0,
		"count":0,"weight":1e-1,"critical":false,"intention":"größer","answers":[1,5],"cycles":["physical"],"ratings":{"b":2,"a":1},
		"birthLocation":{"latitude":0,"longitude":-180},"pair":"x,y","extra":{"deep":[1]},"points":[[1,2],[3,4.5]],"timezone":"Europe/Berlin"} `)
	require.Empty(t, problems)
	assert.Empty(t, warnings)
	zero := 0
	assert.Equal(t, sample{
		BirthDate: civil.MustParse("1990-06-15"), BirthTime: "23:59", Method: "three_card", Days: 30, Count: &zero, Weight: 0.1,
		Intention: "größer", Answers: []int{1, 5}, Cycles: []string{"physical"}, Ratings: map[string]int{"a": 1, "b": 2},
		Place: &place{0, -180}, Pair: pair{"x", "y"}, Extra: json.RawMessage(`{"deep":[1]}`),
		Points: [][2]float64{{1, 2}, {3, 4.5}}, group: group{"Europe/Berlin"},
	}, got)
}

func TestSpellings(t *testing.T) {
	for _, spelling := range []string{"birth_date", "birthDate", "date"} {
		got, warnings, problems := decode(`{"` + spelling + `":"1990-06-15"}`)
		require.Empty(t, problems, spelling)
		assert.Empty(t, warnings)
		assert.Equal(t, "1990-06-15", got.BirthDate.String())
	}
	got, warnings, problems := decode(`{"date":"2000-01-01","birthDate":"1990-06-15","birth_date":null}`)
	require.Empty(t, problems, "null counts as absent")
	assert.Equal(t, "1990-06-15", got.BirthDate.String(), "camelCase comes before other aliases")
	assert.Equal(t, []string{"Field 'date' was ignored because 'birthDate' says something else"}, warnings)

	_, warnings, _ = decode(`{"date":"1990-06-15","birth_date":"1990-06-15"}`)
	assert.Empty(t, warnings, "both say the same")

	got, _, problems = decode(`{"birth_date":"x","birth_date":"1990-06-15"}`)
	require.Empty(t, problems, "of a key that occurs twice the last counts")
	assert.Equal(t, "1990-06-15", got.BirthDate.String())
}

func TestProblems(t *testing.T) {
	tests := []struct {
		name, member        string
		field               string
		code                schema.Code
		message, expected   string
		received            any
		insteadOfTheBirth   bool
		withoutAnyBirthDate bool
	}{
		{name: "missing", member: `"days_ahead":1`, field: "birth_date", code: schema.CodeMissingField, message: "Missing required field: birth_date", expected: "a value", withoutAnyBirthDate: true},
		{name: "null is missing", member: `"birth_date":null,"date":null`, field: "birth_date", code: schema.CodeMissingField, message: "Missing required field: birth_date", expected: "a value", withoutAnyBirthDate: true},
		{name: "empty is not missing", member: `"birth_date":""`, field: "birth_date", code: schema.CodeInvalidFormat, message: "Field 'birth_date' has invalid format. Expected: date", expected: "YYYY-MM-DD", received: "", withoutAnyBirthDate: true},
		{name: "zero is not missing", member: `"birth_date":0`, field: "birth_date", code: schema.CodeInvalidType, message: "Field 'birth_date' must be of type string", expected: "string", received: json.Number("0"), withoutAnyBirthDate: true},
		{name: "timestamp for a date", member: `"date":"1990-06-15T00:00:00Z"`, field: "birth_date", code: schema.CodeInvalidFormat, message: "Field 'birth_date' has invalid format. Expected: date", expected: "YYYY-MM-DD", received: "1990-06-15T00:00:00Z", withoutAnyBirthDate: true},
		{name: "date too early", member: `"date":"1899-12-31"`, field: "birth_date", code: schema.CodeOutOfRange, message: "Field 'birth_date' must be >= 1900-01-01", expected: ">= 1900-01-01", received: "1899-12-31", withoutAnyBirthDate: true},
		{name: "date too late", member: `"date":"2101-01-01"`, field: "birth_date", code: schema.CodeOutOfRange, message: "Field 'birth_date' must be <= 2100-12-31", expected: "<= 2100-12-31", received: "2101-01-01", withoutAnyBirthDate: true},
		{name: "time", member: `"time":"24:00"`, field: "birth_time", code: schema.CodeInvalidFormat, message: "Field 'birth_time' has invalid format. Expected: time", expected: "HH:MM or HH:MM:SS", received: "24:00"},
		{name: "number as text", member: `"forecast_days":"7"`, field: "forecast_days", code: schema.CodeInvalidType, message: "Field 'forecast_days' must be of type integer", expected: "integer", received: "7"},
		{name: "fraction", member: `"forecast_days":7.5`, field: "forecast_days", code: schema.CodeInvalidType, message: "Field 'forecast_days' must be of type integer", expected: "integer", received: json.Number("7.5")},
		{name: "below", member: `"forecast_days":0`, field: "forecast_days", code: schema.CodeOutOfRange, message: "Field 'forecast_days' must be >= 1", expected: ">= 1", received: json.Number("0")},
		{name: "above", member: `"forecastDays":1e300`, field: "forecast_days", code: schema.CodeOutOfRange, message: "Field 'forecast_days' must be <= 90", expected: "<= 90", received: json.Number("1e300")},
		{name: "infinite", member: `"count":1e999`, field: "count", code: schema.CodeOutOfRange, message: "Field 'count' must be <= 1.8e308", expected: "<= 1.8e308", received: "number"},
		{name: "inexact", member: `"count":9007199254740994`, field: "count", code: schema.CodeOutOfRange, message: "Field 'count' must be <= 9007199254740992", expected: "<= 9007199254740992", received: json.Number("9007199254740994")},
		{name: "flag as text", member: `"critical":"true"`, field: "critical", code: schema.CodeInvalidType, message: "Field 'critical' must be of type boolean", expected: "boolean", received: "true"},
		{name: "flag as number", member: `"critical":1`, field: "critical", code: schema.CodeInvalidType, message: "Field 'critical' must be of type boolean", expected: "boolean", received: json.Number("1")},
		{name: "too short", member: `"intention":"ab"`, field: "intention", code: schema.CodeOutOfRange, message: "Field 'intention' must have at least 3 characters", expected: "at least 3 characters", received: "ab"},
		{name: "too long", member: `"intention":"ääääääääx"`, field: "intention", code: schema.CodeOutOfRange, message: "Field 'intention' must have at most 8 characters", expected: "at most 8 characters", received: "ääääääääx"},
		{name: "misspelt", member: `"method":"conis"`, field: "method", code: schema.CodeInvalidValue, message: "Field 'method' must be one of: coins, yarrow, three_card (did you mean 'coins'?)", expected: "coins, yarrow, three_card", received: "conis"},
		{name: "far off", member: `"method":"dice roll"`, field: "method", code: schema.CodeInvalidValue, message: "Field 'method' must be one of: coins, yarrow, three_card", expected: "coins, yarrow, three_card", received: "dice roll"},
		{name: "no array", member: `"answers":{"0":1}`, field: "answers", code: schema.CodeInvalidType, message: "Field 'answers' must be of type array", expected: "array", received: "object"},
		{name: "too few", member: `"answers":[1]`, field: "answers", code: schema.CodeOutOfRange, message: "Field 'answers' must have at least 2 items", expected: "at least 2 items", received: 1},
		{name: "element", member: `"answers":[1,6]`, field: "answers[1]", code: schema.CodeOutOfRange, message: "Field 'answers[1]' must be <= 5", expected: "<= 5", received: json.Number("6")},
		{name: "null element", member: `"answers":[null,1]`, field: "answers[0]", code: schema.CodeInvalidType, message: "Field 'answers[0]' must be of type integer", expected: "integer"},
		{name: "map element", member: `"ratings":{"a":0}`, field: "ratings.a", code: schema.CodeOutOfRange, message: "Field 'ratings.a' must be >= 1", expected: ">= 1", received: json.Number("0")},
		{name: "nested", member: `"birth_location":{"latitude":91,"longitude":0}`, field: "birth_location.latitude", code: schema.CodeOutOfRange, message: "Field 'birth_location.latitude' must be <= 90", expected: "<= 90", received: json.Number("91")},
		{name: "nested missing", member: `"birth_location":{"latitude":1}`, field: "birth_location.longitude", code: schema.CodeMissingField, message: "Missing required field: birth_location.longitude", expected: "a value"},
		{name: "no object", member: `"birth_location":"52,13"`, field: "birth_location", code: schema.CodeInvalidType, message: "Field 'birth_location' must be of type object", expected: "object", received: "52,13"},
		{name: "array too short", member: `"points":[[1]]`, field: "points[0]", code: schema.CodeOutOfRange, message: "Field 'points[0]' must have exactly 2 items", expected: "exactly 2 items", received: 1},
		{name: "custom type", member: `"pair":7`, field: "pair", code: schema.CodeInvalidType, message: "Field 'pair' must be of type string", expected: "string", received: json.Number("7")},
		{name: "custom format", member: `"pair":"x"`, field: "pair", code: schema.CodeInvalidFormat, message: "Field 'pair' has invalid format. Expected: pair", expected: "a,b", received: "x"},
		{name: "zone", member: `"timezone":"../etc/passwd"`, field: "timezone", code: schema.CodeInvalidFormat, message: "Field 'timezone' has invalid format. Expected: iana", expected: "IANA time zone, such as Europe/Berlin", received: "../etc/passwd"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			input := `{"birth_date":"1990-06-15",` + tt.member + `}`
			if tt.withoutAnyBirthDate {
				input = `{` + tt.member + `}`
			}
			_, _, problems := decode(input)
			assert.Equal(t, schema.Problems{{Field: tt.field, Code: tt.code, Message: tt.message, Expected: tt.expected, Received: tt.received}}, problems)
			assert.True(t, problems.Has(tt.field))
			assert.False(t, problems.Has("birth"), "a prefix of a name is another field")
		})
	}
}

func TestAllProblemsAreReportedInTheOrderOfTheFields(t *testing.T) {
	_, _, problems := decode(`{"critical":0,"forecast_days":-1,"method":7,"answers":["x",9]}`)
	assert.Equal(t, []string{
		"Missing required field: birth_date",
		"Field 'method' must be of type string",
		"Field 'forecast_days' must be >= 1",
		"Field 'critical' must be of type boolean",
		"Field 'answers[0]' must be of type integer",
		"Field 'answers[1]' must be <= 5",
	}, problems.Messages())
}

func TestWhatIsNoObject(t *testing.T) {
	for input, received := range map[string]any{
		``: nil, `null`: nil, `[]`: "array", `"a"`: "a", `7`: json.Number("7"), `{`: nil, `{"a"}`: nil, "\x00": nil,
		strings.Repeat(`{"a":`, 20000) + `1` + strings.Repeat(`}`, 20000): nil,
	} {
		_, _, problems := decode(input)
		require.Len(t, problems, 1)
		assert.Equal(t, schema.CodeInvalidInput, problems[0].Code)
		assert.Equal(t, "Field 'input' must be of type object", problems[0].Message)
		assert.Equal(t, received, problems[0].Received)
	}
}

func TestBrokenTextIsRefused(t *testing.T) {
	_, _, problems := decode("{\"birth_date\":\"1990-06-15\",\"intention\":\"abc\xff\"}")
	require.Len(t, problems, 1)
	assert.Equal(t, "Field 'intention' has invalid format. Expected: UTF-8 text", problems[0].Message)
}

func TestReceivedIsAnExcerpt(t *testing.T) {
	_, _, problems := decode(`{"birth_date":"` + strings.Repeat("ä", 5000) + `"}`)
	require.Len(t, problems, 1)
	assert.Equal(t, strings.Repeat("ä", 80)+"…", problems[0].Received)
}

func TestSuggestions(t *testing.T) {
	allowed := []string{"pythagorean", "chaldean"}
	for word, want := range map[string]string{
		"pythagorian": "'pythagorean'", "Chaldaen": "'chaldean'", "chaldeann": "'chaldean'", "kabbalah": "", "": "",
	} {
		message := schema.NotAllowed("system", allowed, word).Message
		if want == "" {
			assert.NotContains(t, message, "did you mean", word)
		} else {
			assert.Contains(t, message, "did you mean "+want, word)
		}
	}
}

func TestInputSchema(t *testing.T) {
	raw, err := json.Marshal(schema.InputSchema(reflect.TypeFor[sample]()))
	require.NoError(t, err)
	var s struct {
		Dialect    string `json:"$schema"`
		Type       string
		Required   []string
		AllOf      []map[string]any
		Properties map[string]map[string]any
		Spellings  map[string]any `json:"patternProperties"`
	}
	require.NoError(t, json.Unmarshal(raw, &s))
	assert.Equal(t, "https://json-schema.org/draft/2020-12/schema", s.Dialect)
	assert.Equal(t, "object", s.Type)
	assert.Empty(t, s.Required, "birth_date has other spellings, so it is a choice")
	choice := []any{map[string]any{"required": []any{"birth_date"}}, map[string]any{"required": []any{"birthDate"}}, map[string]any{"required": []any{"date"}}}
	assert.Equal(t, []map[string]any{{"anyOf": choice}}, s.AllOf)
	assert.Equal(t, map[string]any{"$ref": "#/properties/forecast_days"}, s.Spellings["^(forecastDays|days_ahead)$"])
	assert.Equal(t, map[string]any{"type": "string", "format": "date", "description": "Day of birth.", "formatMinimum": "1900-01-01",
		"formatMaximum": "2100-12-31", "x-aliases": []any{"birthDate", "date"}}, s.Properties["birth_date"])
	assert.Equal(t, map[string]any{"type": "integer", "default": 7.0, "minimum": 1.0, "maximum": 90.0,
		"x-aliases": []any{"forecastDays", "days_ahead"}}, s.Properties["forecast_days"])
	assert.Equal(t, map[string]any{"type": "string", "default": "coins", "enum": []any{"coins", "yarrow", "three_card"}}, s.Properties["method"])
	assert.Equal(t, map[string]any{"type": []any{"integer", "null"}, "minimum": 0.0, "maximum": float64(1 << 53)}, s.Properties["count"])
	assert.Equal(t, map[string]any{"type": "array", "minItems": 2.0, "maxItems": 3.0,
		"items": map[string]any{"type": "integer", "minimum": 1.0, "maximum": 5.0}}, s.Properties["answers"])
	assert.Equal(t, map[string]any{"type": "string", "pattern": ",", "description": "a,b"}, s.Properties["pair"])
	assert.Equal(t, []any{"latitude", "longitude"}, s.Properties["birth_location"]["required"])
	assert.Contains(t, s.Properties, "timezone", "embedded structs are flattened")

	first := strings.Index(string(raw), `"birth_date"`)
	assert.Less(t, first, strings.Index(string(raw), `"birth_time"`), "properties keep the order of the struct")
}

func TestInputs(t *testing.T) {
	raw, err := json.Marshal(schema.Inputs(reflect.TypeFor[sample]()))
	require.NoError(t, err)
	var inputs map[string]map[string]any
	require.NoError(t, json.Unmarshal(raw, &inputs))
	assert.Equal(t, true, inputs["birth_date"]["required"])
	assert.Equal(t, "date", inputs["birth_date"]["format"])
	assert.Equal(t, false, inputs["forecast_days"]["required"])
	assert.Equal(t, 7.0, inputs["forecast_days"]["default"])
	assert.Equal(t, []string{"birth_date"}, schema.Required(reflect.TypeFor[sample]()))
}

type output struct {
	base     `json:"-"`
	LifePath int             `json:"life_path" alias:"lifePath,life_path_number" doc:"1 to 33."`
	Text     string          `json:"text"`
	Missing  *float64        `json:"missing,omitempty"`
	Null     *float64        `json:"null"`
	List     []int           `json:"list"`
	Raw      json.RawMessage `json:"raw,omitempty"`
}

type base struct{ Hidden int }

func TestAppendObject(t *testing.T) {
	got, err := schema.AppendObject(nil, output{LifePath: 11, Text: "<a & b>", List: []int{}, Raw: json.RawMessage(`{"x":1}`)}, struct {
		More bool `json:"more"`
	}{true})
	require.NoError(t, err)
	assert.Equal(t, `{"life_path":11,"lifePath":11,"life_path_number":11,"text":"<a & b>","null":null,"list":[],"raw":{"x":1},"more":true}`, string(got))

	_, err = schema.AppendObject(nil, struct {
		X float64 `json:"x"`
	}{math.NaN()})
	assert.Error(t, err)
}

func TestOutputSchema(t *testing.T) {
	s := schema.OutputSchema(reflect.TypeFor[output]())
	assert.Equal(t, []string{"life_path", "text", "missing", "null", "list", "raw"}, schema.Names(reflect.TypeFor[output]()))
	assert.Equal(t, []string{"lifePath", "life_path_number"}, s.Properties[0].Schema.Aliases, "only written aliases, no automatic ones")
	assert.Equal(t, "1 to 33.", s.Properties[0].Schema.Description)
}

func TestMistakesInTagsPanic(t *testing.T) {
	assert.Panics(t, func() {
		schema.InputSchema(reflect.TypeFor[struct {
			X int `json:"x" default:"seven"`
		}]())
	})
	assert.Panics(t, func() {
		schema.InputSchema(reflect.TypeFor[struct {
			X int `json:"x" minimum:"low"`
		}]())
	})
	assert.Panics(t, func() {
		schema.InputSchema(reflect.TypeFor[struct {
			X string `json:"x" format:"colour"`
		}]())
	})
	assert.Panics(t, func() {
		schema.InputSchema(reflect.TypeFor[struct{ X string }]())
	}, "no name")
	assert.Panics(t, func() {
		schema.InputSchema(reflect.TypeFor[struct {
			X int `json:"x" minimum:"2" default:"1"`
		}]())
	}, "the default breaks a rule")
}

func TestAliasesAtEveryDepth(t *testing.T) {
	type leaf struct {
		SomeNumber int `json:"some_number" alias:"someNumber"`
	}
	type plain struct {
		A int `json:"a"`
	}
	type nested struct {
		Leaf   leaf            `json:"the_leaf" alias:"theLeaf"`
		Gone   *leaf           `json:"gone"`
		There  *leaf           `json:"there"`
		Empty  *leaf           `json:"empty,omitempty"`
		Many   []leaf          `json:"many"`
		None   []leaf          `json:"none"`
		Two    [2]leaf         `json:"two"`
		ByName map[string]leaf `json:"by_name"`
		NoMap  map[string]leaf `json:"no_map"`
		Plain  []plain         `json:"plain"`
	}
	value := nested{
		Leaf: leaf{1}, There: &leaf{2}, Many: []leaf{{3}, {4}}, Two: [2]leaf{{5}, {6}},
		ByName: map[string]leaf{"z": {8}, `a"ö`: {7}}, Plain: []plain{{9}},
	}
	got, err := schema.AppendObject(nil, value)
	require.NoError(t, err)
	both := func(n string) string { return `{"some_number":` + n + `,"someNumber":` + n + `}` }
	assert.Equal(t, `{"the_leaf":`+both("1")+`,"theLeaf":`+both("1")+`,"gone":null,"there":`+both("2")+
		`,"many":[`+both("3")+`,`+both("4")+`],"none":null,"two":[`+both("5")+`,`+both("6")+
		`],"by_name":{"a\"ö":`+both("7")+`,"z":`+both("8")+`},"no_map":null,"plain":[{"a":9}]}`, string(got))

	want, err := json.Marshal(value)
	require.NoError(t, err)
	got, err = schema.AppendPlain([]byte("before "), &value)
	require.NoError(t, err)
	assert.Equal(t, "before "+string(want), string(got), "without aliases")
}

type shouted string

func (s shouted) MarshalText() ([]byte, error) { return []byte(strings.ToUpper(string(s))), nil }

// Scalars take a short cut, which must not show.
func TestScalarsAreThoseOfEncodingJSON(t *testing.T) {
	type scalars struct {
		S string  `json:"s"`
		I int     `json:"i"`
		L int64   `json:"l"`
		F float64 `json:"f"`
		B bool    `json:"b"`
		P *int    `json:"p"`
		T shouted `json:"t"`
	}
	texts := []string{"", "plain text.", `"quoted"`, `back\slash`, "tab\t", "nul\x00", "del\x7f", "<a>&", "Müsli", "\u2028", "bad\xff", "日本"}
	numbers := []float64{0, math.Copysign(0, -1), 1, -1.5, 0.1, 1e-6, 9.99e-7, 1e-300, 1e20, 1e21, 123456789.123456789, math.MaxFloat64, 5e-324, -1e-7}
	for i := range max(len(texts), len(numbers)) {
		n := i - 3
		value := scalars{
			S: texts[i%len(texts)], I: -i * 1e9, L: math.MinInt64 + int64(i), F: numbers[i%len(numbers)],
			B: i%2 == 0, P: &n, T: "loud",
		}
		var want bytes.Buffer
		encoder := json.NewEncoder(&want)
		encoder.SetEscapeHTML(false)
		require.NoError(t, encoder.Encode(value))

		got, err := schema.AppendObject(nil, value)
		require.NoError(t, err)
		require.Equal(t, strings.TrimSpace(want.String()), string(got))
	}
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := schema.AppendObject(nil, scalars{F: f})
		require.Error(t, err)
	}
}
