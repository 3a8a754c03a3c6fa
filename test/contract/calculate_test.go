package contract

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// reserved are the members of a calculation's reply that the spread of data never overwrites.
var reserved = []string{
	"success", "data", "error", "code", "message", "engine", "warnings", "cached", "cachedAt",
	"processingTime", "processing_time", "executionTime", "requestId", "timestamp", "metadata",
}

// baseFields are in the data of every engine, in two spellings.
var baseFields = map[string]string{
	"engine_name": "engineName", "confidence_score": "confidenceScore", "formatted_output": "formattedOutput",
	"reality_patches": "realityPatches", "archetypal_themes": "archetypalThemes", "field_signature": "fieldSignature",
	"raw_data": "rawData",
}

// checkCalculation holds a successful reply against §3.2.3.
func checkCalculation(t *testing.T, r *reply, engine string) {
	t.Helper()
	r.succeeds(t, 200)
	assert.Equal(t, engine, r.at("engine"))
	data, isObject := r.at("data").(map[string]any)
	require.True(t, isObject)
	assert.NotContains(t, data, "data", "no envelope inside the envelope")
	assert.NotContains(t, data, "success")
	assert.Equal(t, engine, data["engine_name"])
	for snake, camel := range baseFields {
		assert.Contains(t, data, snake)
		assert.Equal(t, data[snake], data[camel], snake)
	}
	for _, field := range []string{"chart", "interpretation", "recommendations", "timestamp"} {
		assert.Contains(t, data, field)
	}
	assert.IsType(t, "", data["formatted_output"])
	assert.InDelta(t, data["calculationTime"], data["calculation_time"].(float64)*1000, 1e-6, "seconds and milliseconds")
	for key, value := range data {
		if !slices.Contains(reserved, key) {
			assert.Equal(t, value, r.body[key], "%s at the top level", key)
		}
	}
	for key := range r.body {
		if _, spread := data[key]; !spread {
			assert.Contains(t, reserved, key, "nothing at the top level but the spread and the reserved")
		}
	}
	assert.IsType(t, []any{}, r.at("warnings"))
	assert.IsType(t, true, r.at("cached"))
	if r.at("cached") == true {
		assert.Regexp(t, instant, r.at("cachedAt"))
	} else {
		assert.Contains(t, r.body, "cachedAt")
		assert.Nil(t, r.at("cachedAt"))
	}
	ms, whole := r.at("processingTime").(float64)
	assert.True(t, whole && ms == float64(int(ms)), "whole milliseconds")
	assert.Equal(t, ms, r.at("executionTime"))
	assert.InDelta(t, ms/1000, r.at("processing_time"), 1e-9, "seconds")
}

// numbers is the data of a reply without what differs from one calculation to the next.
func numbers(r *reply) map[string]any {
	data := maps.Clone(r.at("data").(map[string]any))
	for _, own := range []string{"timestamp", "calculation_time", "calculationTime"} {
		delete(data, own)
	}
	return data
}

// calculate: what a successful calculation looks like, in all forms of the request.
func calculate(t *testing.T, c *client) {
	const endpoint, named = "POST /engines/{n}/calculate", "POST /engines/calculate"
	for _, path := range []string{"/engines/numerology/calculate", "/api/engines/numerology/calculate"} {
		check(t, endpoint, "worked example of numerology, "+path, func(t *testing.T) {
			r := c.post(t, path, `{"input":{"fullName":"Ada Example","birthDate":"1990-06-15"},"options":{"useCache":true}}`)
			checkCalculation(t, r, "numerology")
			for names, want := range map[string]float64{
				"life_path lifePath": 4, "expression": 1, "soul_urge soulUrge": 4, "personality": 6, "maturity": 5, "confidence_score": 1,
			} {
				for _, name := range strings.Fields(names) {
					assert.Equal(t, want, r.at("data", name), name)
					assert.Equal(t, want, r.at(name), name)
				}
			}
			assert.Equal(t, []any{13.0}, r.at("karmic_debt"))
			assert.Equal(t, []any{13.0}, r.at("karmicDebt"))
			assert.Nil(t, r.at("chart"))
			assert.Equal(t, []any{}, r.at("warnings"))
			for _, name := range []string{"life_path", "expression", "soul_urge", "personality"} {
				assert.NotEmpty(t, r.at("interpretations", name), "for the Raycast extension: %s", name)
			}
		})
	}
	check(t, endpoint, "worked example of biorhythm, the Raycast form", func(t *testing.T) {
		r := c.post(t, "/engines/biorhythm/calculate", `{"input":{"birth_date":"1990-06-15","target_date":"2025-07-18","days_ahead":7}}`)
		checkCalculation(t, r, "biorhythm")
		assert.EqualValues(t, 12817, r.at("data", "days_alive"))
		for name, want := range map[string]float64{
			"physical_percentage": 99.77, "emotional_percentage": -100, "intellectual_percentage": 61.82, "overall_energy": 20.53,
		} {
			assert.InDelta(t, want, r.at("data", name), 0.005, name)
			assert.InDelta(t, want, r.at(name), 0.005, name)
		}
	})
	for _, test := range []struct{ engine, snake, camel string }{
		{"numerology", `{"full_name":"Ada Example","birth_date":"1990-06-15","target_date":"2025-07-18","y_rule":"phonetic","preferred_name":"Ady"}`,
			`{"fullName":"Ada Example","birthDate":"1990-06-15","targetDate":"2025-07-18","yRule":"phonetic","preferredName":"Ady"}`},
		{"biorhythm", `{"birth_date":"1990-06-15","target_date":"2025-07-18","include_extended_cycles":true,"forecast_days":9,"partner_birth_date":"1991-01-02"}`,
			`{"birthDate":"1990-06-15","targetDate":"2025-07-18","includeExtendedCycles":true,"forecastDays":9,"partnerBirthDate":"1991-01-02"}`},
	} {
		check(t, endpoint, "snake_case and camelCase, "+test.engine, func(t *testing.T) {
			send := func(input string) *reply {
				return c.post(t, "/engines/"+test.engine+"/calculate", `{"input":`+input+`,"options":{"useCache":false}}`)
			}
			snake, camel := send(test.snake), send(test.camel)
			checkCalculation(t, snake, test.engine)
			checkCalculation(t, camel, test.engine)
			assert.Equal(t, numbers(snake), numbers(camel))
		})
	}
	check(t, endpoint, "unknown fields are ignored", func(t *testing.T) {
		checkCalculation(t, c.post(t, "/engines/numerology/calculate", `{"input":{"full_name":"Ada Example","birth_date":"1990-06-15","colour":"red"},"more":[1],"userId":"7"}`), "numerology")
	})
	check(t, endpoint, "config is another spelling of options, and options win", func(t *testing.T) {
		fresh := `{"input":{"full_name":"Tag Teller","birth_date":"1990-06-15"}`
		c.post(t, "/engines/numerology/calculate", fresh+`}`).succeeds(t, 200)
		assert.Eventually(t, func() bool { return c.post(t, "/engines/numerology/calculate", fresh+`}`).at("cached") == true }, patience, pause)
		assert.Equal(t, false, c.post(t, "/engines/numerology/calculate", fresh+`,"config":{"useCache":false}}`).at("cached"))
		assert.Equal(t, true, c.post(t, "/engines/numerology/calculate", fresh+`,"config":{"useCache":false},"options":{"useCache":true}}`).at("cached"))
	})
	for _, path := range []string{"/engines/calculate", "/api/engines/calculate"} {
		for _, field := range []string{"engineName", "engine"} {
			check(t, named, path+" with "+field, func(t *testing.T) {
				body := object{field: "numerology", "input": object{"full_name": "Ada Example", "birth_date": "1990-06-15"}}
				plain, r := c.post(t, "/engines/numerology/calculate", person), c.post(t, path, body)
				checkCalculation(t, r, "numerology")
				assert.Equal(t, numbers(plain), numbers(r))
				assert.Equal(t, append(keys(plain.body), "metadata"), moveLast(keys(r.body), "metadata"))
				assert.Equal(t, "numerology", r.at("metadata", "engineName"))
				assert.IsType(t, 0.0, r.at("metadata", "calculationTime"))
				assert.Equal(t, r.at("cached"), r.at("metadata", "cached"))
				assert.Regexp(t, instant, r.at("metadata", "timestamp"))
			})
		}
	}
	check(t, endpoint, "names with hyphens", func(t *testing.T) {
		for alias := range aliases {
			r := c.post(t, "/engines/"+alias+"/calculate", `{"input":{}}`)
			r.fails(t, 400, "VALIDATION_ERROR") // the engine itself answers
		}
	})
}

// moveLast puts a name to the end of a list.
func moveLast(list []string, name string) []string {
	i := slices.Index(list, name)
	if i < 0 {
		return list
	}
	return append(slices.Delete(list, i, i+1), name)
}

// inputErrors: what a calculation refuses, and how it says so.
func inputErrors(t *testing.T, c *client) {
	const endpoint, named = "POST /engines/{n}/calculate", "POST /engines/calculate"
	for name, body := range map[string]string{
		"absent": `{}`, "null": `{"input":null}`, "a text": `{"input":"x"}`, "a list": `{"input":[]}`, "a number": `{"input":1}`, "false": `{"input":false}`,
	} {
		check(t, endpoint, "input is "+name, func(t *testing.T) {
			c.post(t, "/engines/numerology/calculate", body).fails(t, 400, "INVALID_INPUT")
		})
	}
	for name, test := range map[string]struct{ body, code string }{
		"neither":               {`{}`, "MISSING_PARAMS"},
		"no input":              {`{"engineName":"numerology"}`, "MISSING_PARAMS"},
		"no name":               {`{"input":{}}`, "MISSING_PARAMS"},
		"null":                  {`{"engineName":null,"input":{}}`, "MISSING_PARAMS"},
		"a name that is none":   {`{"engineName":7,"input":{}}`, "VALIDATION_ERROR"},
		"an input that is none": {`{"engineName":"numerology","input":"x"}`, "INVALID_INPUT"},
	} {
		check(t, named, name, func(t *testing.T) {
			r := c.post(t, "/engines/calculate", test.body)
			r.fails(t, 400, test.code)
			if test.code == "MISSING_PARAMS" {
				assert.Equal(t, "engineName and input required", r.at("message"))
			}
		})
	}
	check(t, named, "unknown engine", func(t *testing.T) {
		r := c.post(t, "/engines/calculate", `{"engineName":"palmistry","input":{}}`)
		r.fails(t, 404, "ENGINE_NOT_FOUND")
		assert.Equal(t, "Engine 'palmistry' not found", r.at("message"))
	})
	for _, test := range []struct {
		name, engine, input string
		field               string
		code                string
		received            any
		fields              []string // of errors[]
	}{
		{"nothing", "numerology", `{}`, "full_name", "MISSING_FIELD", nil, []string{"full_name", "birth_date"}},
		{"a date in another order", "biorhythm", `{"birth_date":"15.06.1990"}`, "birth_date", "INVALID_FORMAT", "15.06.1990", []string{"birth_date"}},
		{"a day that never was", "biorhythm", `{"birth_date":"1990-02-30"}`, "birth_date", "INVALID_FORMAT", "1990-02-30", []string{"birth_date"}},
		{"a number for a date", "biorhythm", `{"birth_date":19900615}`, "birth_date", "INVALID_TYPE", 19900615.0, []string{"birth_date"}},
		{"out of range", "biorhythm", `{"birth_date":"1990-06-15","forecast_days":91}`, "forecast_days", "OUT_OF_RANGE", 91.0, []string{"forecast_days"}},
		{"under the alias", "biorhythm", `{"birthDate":"x","daysAhead":0}`, "birth_date", "INVALID_FORMAT", "x", []string{"birth_date", "forecast_days"}},
		{"not one of", "numerology", `{"full_name":"Ada","birth_date":"1990-06-15","system":"lunar"}`, "system", "INVALID_VALUE", "lunar", []string{"system"}},
		{"a name in no Latin letters", "numerology", `{"full_name":"Ада","birth_date":"1990-06-15"}`, "full_name", "INVALID_VALUE", "Ада", []string{"full_name"}},
		{"markup", "numerology", `{"full_name":"Ada","birth_date":"<script>alert(1)</script>"}`, "birth_date", "INVALID_FORMAT", "<script>alert(1)</script>", []string{"birth_date"}},
	} {
		for endpoint, send := range map[string]func() *reply{
			endpoint: func() *reply { return c.post(t, "/engines/"+test.engine+"/calculate", `{"input":`+test.input+`}`) },
			named: func() *reply {
				return c.post(t, "/engines/calculate", `{"engineName":"`+test.engine+`","input":`+test.input+`}`)
			},
		} {
			check(t, endpoint, test.name, func(t *testing.T) {
				r := send()
				r.fails(t, 400, "VALIDATION_ERROR")
				details := r.at("details")
				assert.Equal(t, test.field, at(details, "field"))
				assert.NotEmpty(t, at(details, "expected"))
				assert.Contains(t, details, "received")
				assert.Equal(t, test.received, at(details, "received"))
				assert.Equal(t, test.code, at(details, "errors", 0, "code"))
				assert.Equal(t, test.fields, texts(each(at(details, "errors"), "field")))
				for _, e := range at(details, "errors").([]any) {
					assert.NotEmpty(t, at(e, "message"))
				}
			})
		}
	}
	check(t, endpoint, "options of another type", func(t *testing.T) {
		for _, options := range []string{`[]`, `"x"`, `1`, `{"useCache":"no"}`, `{"saveProfile":1}`} {
			r := c.post(t, "/engines/numerology/calculate", person[:len(person)-1]+`,"options":`+options+`}`)
			assert.Equal(t, 400, r.Status, options)
			assert.Equal(t, "VALIDATION_ERROR", r.at("code"), options)
		}
		for _, options := range []string{`null`, `{}`, `{"useCache":null,"userId":null,"saveProfile":null}`} {
			c.post(t, "/engines/numerology/calculate", person[:len(person)-1]+`,"options":`+options+`}`).succeeds(t, 200)
		}
	})
	check(t, endpoint, "a long name is not repeated in full", func(t *testing.T) {
		long := strings.Repeat("z", 3000)
		r := c.post(t, "/engines/"+long+"/calculate", `{"input":{}}`)
		r.fails(t, 404, "ENGINE_NOT_FOUND")
		assert.Less(t, len(r.Body), 1000)
	})
}
