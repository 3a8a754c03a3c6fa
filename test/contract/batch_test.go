package contract

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// engineBatch: POST /engines/batch.
func engineBatch(t *testing.T, c *client) {
	const endpoint = "POST /engines/batch"
	mixed := `{"engines":[{"engineName":"numerology","input":{"full_name":"Ada Example","birth_date":"1990-06-15"}},
		{"engineName":"palmistry","input":{}},{"engine":"biorhythm","input":{"birthDate":"1990-06-15"}},
		{"engineName":"biorhythm","input":{"birth_date":"x"}},{"engineName":"i-ching","input":{}},
		{"engineName":"biorhythm"},{"engineName":"biorhythm","input":[]}]}`
	for _, path := range []string{"/engines/batch", "/api/engines/batch"} {
		check(t, endpoint, path+" mixed", func(t *testing.T) {
			r := c.post(t, path, mixed)
			r.succeeds(t, 200)
			results := r.at("results")
			assert.Equal(t, []any{true, false, true, false, false, false, false}, each(results, "success"))
			names := []any{"numerology", "palmistry", "biorhythm", "biorhythm", "iching", "biorhythm", "biorhythm"}
			assert.Equal(t, names, each(results, "engineName"))
			assert.Equal(t, names, each(results, "engine"))
			assert.Equal(t, []any{nil, "ENGINE_NOT_FOUND", nil, "VALIDATION_ERROR", "VALIDATION_ERROR", "INVALID_INPUT", "INVALID_INPUT"}, each(results, "code"))
			assert.Equal(t, "Engine 'palmistry' not found", at(results, 1, "error"), "error is the sentence")
			assert.EqualValues(t, 4, at(results, 0, "data", "life_path"))
			for i := range names {
				assert.IsType(t, true, at(results, i, "cached"))
				_, hasData := at(results, i).(map[string]any)["data"]
				assert.Equal(t, at(results, i, "success"), hasData)
			}
			assert.Equal(t, "birth_date", at(results, 3, "details", "field"))
			summary := r.at("summary")
			assert.EqualValues(t, 7, at(summary, "total"))
			assert.EqualValues(t, 2, at(summary, "successful"))
			assert.EqualValues(t, 5, at(summary, "failed"))
			assert.IsType(t, 0.0, at(summary, "cached"))
		})
	}
	for name, body := range map[string]string{
		"absent": `{}`, "null": `{"engines":null}`, "empty": `{"engines":[]}`, "an object": `{"engines":{}}`, "a text": `{"engines":"numerology"}`, "a number": `{"engines":3}`,
	} {
		check(t, endpoint, "engines is "+name, func(t *testing.T) {
			r := c.post(t, "/engines/batch", body)
			r.fails(t, 400, "INVALID_PARAMS")
			assert.Equal(t, "engines array required", r.at("message"))
		})
	}
	items(t, c, endpoint, "/engines/batch", `{"engines":[`, `{"engineName":"biorhythm","input":{"birth_date":"1990-06-15"}}`, "INVALID_PARAMS", "at most 20 engines")
	check(t, endpoint, "options", func(t *testing.T) {
		c.post(t, "/engines/batch", `{"engines":[{"engineName":"biorhythm","input":{}}],"options":{"useCache":7}}`).fails(t, 400, "VALIDATION_ERROR")
	})
}

// items: a batch has 1 to 20 items.
func items(t *testing.T, c *client, endpoint, path, head, item, code, message string) {
	for _, n := range []int{1, 20} {
		check(t, endpoint, "items: "+string(rune('0'+n/10))+string(rune('0'+n%10)), func(t *testing.T) {
			r := c.post(t, path, head+strings.TrimSuffix(strings.Repeat(item+",", n), ",")+"]}")
			r.succeeds(t, 200)
			assert.Len(t, r.at("results"), n)
		})
	}
	check(t, endpoint, "items: 21", func(t *testing.T) {
		r := c.post(t, path, head+strings.TrimSuffix(strings.Repeat(item+",", 21), ",")+"]}")
		r.fails(t, 400, code)
		if message != "" {
			assert.Equal(t, message, r.at("message"))
		}
	})
	check(t, endpoint, "items that are none", func(t *testing.T) {
		for _, bad := range []string{`1`, `"numerology"`, `null`, `[]`, `{}`, `{"input":{}}`, `{"engine":7,"input":{}}`} {
			r := c.post(t, path, head+item+","+bad+"]}")
			assert.Contains(t, []int{200, 400}, r.Status, "%s: %s", bad, r.Body)
			if r.Status == 200 {
				assert.Equal(t, []any{true, false}, each(r.at("results"), "success"), bad)
			}
		}
	})
}

// batch: POST /batch, the form that the web frontend and the former extension use.
func batch(t *testing.T, c *client) {
	const endpoint = "POST /batch"
	list := `"calculations":[{"engine":"numerology","input":{"full_name":"Ada Example","birth_date":"1990-06-15"}},
		{"engine":"biorhythm","input":{}},{"engineName":"biorhythm","input":{"birth_date":"1990-06-15"}},{"engine":"palmistry","input":{}}]`
	for _, path := range []string{"/batch", "/api/batch"} {
		for mode, options := range map[string]string{
			"parallel": ``, "parallel ": `,"options":{"parallel":true}`, "sequential": `,"options":{"parallel":false}`,
		} {
			check(t, endpoint, path+" "+mode+options, func(t *testing.T) {
				r := c.post(t, path, "{"+list+options+"}")
				r.succeeds(t, 200)
				assert.Equal(t, strings.TrimSpace(mode), r.at("executionMode"))
				results := r.at("results")
				require.Len(t, results, 4)
				assert.Equal(t, []any{0.0, 1.0, 2.0, 3.0}, each(results, "index"))
				assert.Equal(t, []any{"numerology", "biorhythm", "biorhythm", "palmistry"}, each(results, "engine"))
				assert.Equal(t, []any{true, false, true, false}, each(results, "success"))
				assert.Equal(t, []any{nil, "VALIDATION_ERROR", nil, "ENGINE_NOT_FOUND"}, each(results, "code"))
				for _, i := range []int{0, 2} {
					assert.Equal(t, true, at(results, i, "result", "success"))
					assert.Equal(t, at(results, i, "result", "data"), at(results, i, "data"))
					assert.IsType(t, 0.0, at(results, i, "result", "processingTime"))
					assert.Regexp(t, instant, at(results, i, "result", "timestamp"))
				}
				assert.EqualValues(t, 4, at(results, 0, "data", "life_path"))
				for _, i := range []int{1, 3} {
					assert.IsType(t, "", at(results, i, "error"))
					assert.NotContains(t, at(results, i), "data")
					assert.NotContains(t, at(results, i), "result")
				}
				assert.EqualValues(t, 4, r.at("total"))
				assert.EqualValues(t, 2, r.at("successful"))
				assert.EqualValues(t, 2, r.at("failed"))
			})
		}
	}
	for name, body := range map[string]string{
		"absent": `{}`, "null": `{"calculations":null}`, "empty": `{"calculations":[]}`, "an object": `{"calculations":{}}`, "the other batch's": `{"engines":[{"engine":"numerology","input":{}}]}`,
	} {
		check(t, endpoint, "calculations are "+name, func(t *testing.T) {
			r := c.post(t, "/batch", body)
			r.fails(t, 400, "INVALID_BATCH_REQUEST")
			assert.Equal(t, "Calculations array required", r.at("message"))
		})
	}
	items(t, c, endpoint, "/batch", `{"calculations":[`, `{"engine":"biorhythm","input":{"birth_date":"1990-06-15"}}`, "INVALID_BATCH_REQUEST", "")
	check(t, endpoint, "options of another type", func(t *testing.T) {
		for _, options := range []string{`[]`, `{"parallel":"no"}`, `"parallel"`} {
			r := c.post(t, "/batch", "{"+list+`,"options":`+options+"}")
			assert.Equal(t, "VALIDATION_ERROR", r.at("code"), options)
		}
	})
}
