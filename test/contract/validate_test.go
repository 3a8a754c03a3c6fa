package contract

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// validate: POST /engines/validate, with every form that a message may have.
func validate(t *testing.T, c *client) {
	const endpoint = "POST /engines/validate"
	type problem struct{ field, code, message string }
	for _, test := range []struct {
		name, engine, input string
		problems            []problem
	}{
		{"valid", "numerology", `{"fullName":"Ada Example","birthDate":"1990-06-15"}`, nil},
		{"valid in snake_case", "biorhythm", `{"birth_date":"1990-06-15"}`, nil},
		{"missing", "numerology", `{}`, []problem{
			{"full_name", "MISSING_FIELD", "Missing required field: full_name"},
			{"birth_date", "MISSING_FIELD", "Missing required field: birth_date"}}},
		{"null is missing", "biorhythm", `{"birth_date":null}`, []problem{{"birth_date", "MISSING_FIELD", "Missing required field: birth_date"}}},
		{"type string", "numerology", `{"full_name":7,"birth_date":"1990-06-15"}`, []problem{{"full_name", "INVALID_TYPE", "Field 'full_name' must be of type string"}}},
		{"type integer", "biorhythm", `{"birth_date":"1990-06-15","forecast_days":"many"}`, []problem{{"forecast_days", "INVALID_TYPE", "Field 'forecast_days' must be of type integer"}}},
		{"type boolean", "biorhythm", `{"birth_date":"1990-06-15","include_extended_cycles":"yes"}`, []problem{{"include_extended_cycles", "INVALID_TYPE", "Field 'include_extended_cycles' must be of type boolean"}}},
		{"type array", "biorhythm", `{"birth_date":"1990-06-15","cycles":"physical"}`, []problem{{"cycles", "INVALID_TYPE", "Field 'cycles' must be of type array"}}},
		{"format date", "biorhythm", `{"birth_date":"15.06.1990"}`, []problem{{"birth_date", "INVALID_FORMAT", "Field 'birth_date' has invalid format. Expected: date"}}},
		{"at least", "biorhythm", `{"birth_date":"1990-06-15","forecast_days":0}`, []problem{{"forecast_days", "OUT_OF_RANGE", "Field 'forecast_days' must be >= 1"}}},
		{"at most", "biorhythm", `{"birth_date":"1990-06-15","forecast_days":91}`, []problem{{"forecast_days", "OUT_OF_RANGE", "Field 'forecast_days' must be <= 90"}}},
		{"two at once", "biorhythm", `{"birth_date":"x","forecast_days":0}`, []problem{
			{"birth_date", "INVALID_FORMAT", "Field 'birth_date' has invalid format. Expected: date"},
			{"forecast_days", "OUT_OF_RANGE", "Field 'forecast_days' must be >= 1"}}},
	} {
		for _, path := range []string{"/engines/validate", "/api/engines/validate"} {
			check(t, endpoint, test.name+" "+path, func(t *testing.T) {
				r := c.post(t, path, `{"engineName":"`+test.engine+`","input":`+test.input+`}`)
				r.succeeds(t, 200)
				assert.Equal(t, len(test.problems) == 0, r.at("valid"))
				assert.Equal(t, test.engine, r.at("metadata", "engineName"))
				assert.IsType(t, []any{}, r.at("warnings"))
				assert.IsType(t, []any{}, r.at("errors"))
				var got []problem
				for i, e := range r.at("fieldErrors").([]any) {
					got = append(got, problem{at(e, "field").(string), at(e, "code").(string), at(e, "message").(string)})
					assert.Equal(t, at(e, "message"), r.at("errors", i))
					assert.Contains(t, e, "expected")
					assert.Contains(t, e, "received")
				}
				assert.Equal(t, test.problems, got)
				assert.Len(t, r.at("errors"), len(test.problems))
				assert.Contains(t, r.body, "normalizedInput")
				if len(test.problems) > 0 {
					assert.Nil(t, r.at("normalizedInput"))
				} else {
					assert.Equal(t, "1990-06-15", r.at("normalizedInput", "birth_date"))
				}
			})
		}
	}
	check(t, endpoint, "defaults are filled in", func(t *testing.T) {
		r := c.post(t, "/engines/validate", `{"engineName":"biorhythm","input":{"birthDate":"1990-06-15","timezone":"Europe/Berlin"}}`)
		assert.EqualValues(t, 7, r.at("normalizedInput", "forecast_days"))
		assert.Regexp(t, `^\d{4}-\d\d-\d\d$`, r.at("normalizedInput", "target_date"))
	})
	check(t, endpoint, "unknown engine", func(t *testing.T) {
		for _, name := range []string{"palmistry", "", "list"} {
			r := c.post(t, endpoint[len("POST "):], object{"engineName": name, "input": object{}})
			r.succeeds(t, 200)
			assert.Equal(t, false, r.at("valid"))
			assert.Equal(t, []any{"Engine '" + name + "' is not available"}, r.at("errors"))
			assert.Equal(t, []any{}, r.at("fieldErrors"))
			assert.Nil(t, r.at("normalizedInput"))
		}
	})
	check(t, endpoint, "an input that is no object", func(t *testing.T) {
		for _, input := range []string{`[]`, `"x"`, `7`} {
			r := c.post(t, "/engines/validate", `{"engineName":"biorhythm","input":`+input+`}`)
			r.succeeds(t, 200)
			assert.Equal(t, false, r.at("valid"), input)
			assert.Equal(t, []any{"Field 'input' must be of type object"}, r.at("errors"))
		}
	})
	for name, body := range map[string]string{"neither": `{}`, "no input": `{"engineName":"biorhythm"}`, "no name": `{"input":{}}`, "null": `{"engineName":"biorhythm","input":null}`} {
		check(t, endpoint, "parameters: "+name, func(t *testing.T) {
			c.post(t, "/engines/validate", body).fails(t, 400, "MISSING_PARAMS")
		})
	}
}
