package contract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	me      = `"userProfile":{"fullName":"Ada Example","birthDate":"1990-06-15","birthTime":"08:30","birthLocation":[52.52,13.405],"timezone":"Europe/Berlin","enneagram":{"selectedType":5}}`
	you     = `"partnerProfile":{"full_name":"Cleo Sample","birth_date":"1988-12-09","birth_time":"23:15","latitude":48.85,"longitude":2.35,"timezone":"Europe/Paris","enneagram":{"selectedType":2}}`
	dateBut = `"userProfile":{"birthDate":"1990-06-15"}`
)

// atOnce are the engines of each synchronous workflow, with the keys that its reply has besides.
var atOnce = []struct {
	kind, body string
	engines    []string
	extra      map[string]any
}{
	{"natal", `{` + me + `}`, []string{"numerology", "human_design", "vimshottari"}, nil},
	{"career", `{` + me + `}`, []string{"numerology", "enneagram", "tarot"}, object{"focusArea": "general"}},
	{"career", `{` + me + `,"focusArea":"a change"}`, []string{"numerology", "enneagram", "tarot"}, object{"focusArea": "a change"}},
	{"spiritual", `{` + me + `,"intention":"How do I rest?"}`, []string{"gene_keys", "iching", "sacred_geometry"}, object{"intention": "How do I rest?"}},
	{"shadow", `{` + me + `}`, []string{"enneagram", "gene_keys", "tarot"}, nil},
	{"relationships", `{` + me + `,` + you + `}`, []string{"numerology", "numerology", "enneagram", "enneagram", "tarot"}, object{"focusArea": "compatibility"}},
	{"daily", `{` + me + `,"date":"2025-07-18","question":"What now?"}`, []string{"biorhythm", "iching", "tarot"}, object{"date": "2025-07-18", "question": "What now?"}},
	{"custom", `{` + me + `,"engines":[{"engine":"gene-keys","input":{}},{"engine":"numerology"}]}`, []string{"gene_keys", "numerology"}, object{"options": object{}}},
}

// workflowsAtOnce: POST /workflows/{type} for a caller who waits.
func workflowsAtOnce(t *testing.T, c *client) {
	for _, test := range atOnce {
		for _, prefix := range []string{"", "/api"} {
			check(t, "POST /workflows/"+test.kind, prefix+" "+test.body, func(t *testing.T) {
				r := c.post(t, prefix+"/workflows/"+test.kind, test.body)
				r.succeeds(t, 200)
				checkRun(t, r, test.kind, test.engines)
				for key, value := range test.extra {
					assert.Equal(t, value, r.at(key), key)
				}
			})
		}
	}
	check(t, "POST /workflows/natal", "one call for all engines", func(t *testing.T) {
		body := strings.Replace(`{`+me+`}`, "Ada Example", "Ada tag-atonce", 1)
		c.post(t, "/workflows/natal", body).succeeds(t, 200)
		c.settle(t)
		assert.Equal(t, 1, c.calls("batchCalculate", "tag-atonce"))
		assert.Zero(t, c.calls("calculateEngine", "tag-atonce"))
		assert.Zero(t, c.calls("validateEngine", "tag-atonce"))
	})
	check(t, "POST /workflows/natal", "without a time of birth", func(t *testing.T) {
		r := c.post(t, "/workflows/natal", `{"userProfile":{"fullName":"Ada Example","birthDate":"1990-06-15","timezone":"Europe/Berlin"}}`)
		r.succeeds(t, 200)
		assert.Equal(t, []any{nil, true, true}, each(r.at("results"), "timeUnknown"))
		for _, i := range []int{1, 2} {
			assert.Nil(t, r.at("results", i, "data", "data", "birth_info", "birth_time"), "never noon in silence")
			assert.NotEmpty(t, r.at("results", i, "warnings"))
			assert.Less(t, r.at("results", i, "data", "data", "confidence_score"), 1.0)
		}
	})
	check(t, "POST /workflows/shadow", "engines without their input are left out and say why", func(t *testing.T) {
		r := c.post(t, "/workflows/shadow", `{`+dateBut+`}`)
		r.succeeds(t, 200)
		assert.Equal(t, false, r.at("results", 0, "success"))
		assert.Equal(t, "VALIDATION_ERROR", r.at("results", 0, "code"))
		assert.Contains(t, r.at("results", 0, "error"), "userProfile.enneagram")
	})
	check(t, "POST /workflows/relationships", "both persons", func(t *testing.T) {
		r := c.post(t, "/workflows/relationships", `{`+me+`,`+you+`}`)
		r.succeeds(t, 200)
		assert.Equal(t, []any{"self", "partner", "self", "partner", nil}, each(r.at("results"), "subject"))
		assert.Equal(t, "Cleo Sample", r.at("results", 1, "data", "data", "full_name"))
		block := r.at("compatibility")
		assert.Equal(t, "Cleo Sample", at(block, "numerology", "person2", "name"))
		assert.IsType(t, 0.0, at(block, "numerology", "overall_score"))
		assert.Equal(t, "1988-12-09", at(block, "biorhythm", "partner_birth_date"))
		for _, bond := range []string{"electromagnetic", "companionship", "dominance", "compromise"} {
			assert.IsType(t, []any{}, at(block, "human_design", bond), bond)
		}
		for _, part := range []string{"numerology", "biorhythm", "human_design", "enneagram"} {
			require.IsType(t, true, at(block, part, "success"), part)
			if at(block, part, "success") == false {
				assert.NotEmpty(t, at(block, part, "error"), "never a bare null")
			}
		}
	})
	check(t, "POST /workflows/relationships", "half a partner", func(t *testing.T) {
		r := c.post(t, "/workflows/relationships", `{`+me+`,"partnerProfile":{"birthDate":"1988-12-09"}}`)
		r.succeeds(t, 200)
		assert.Equal(t, false, r.at("compatibility", "numerology", "success"))
		assert.Contains(t, r.at("compatibility", "numerology", "error"), "partnerProfile.full_name")
		assert.Equal(t, true, r.at("compatibility", "biorhythm", "success"))
		assert.Equal(t, true, r.at("compatibility", "human_design", "timeUnknown"))
	})
	check(t, "POST /workflows/daily", "for the former client", func(t *testing.T) {
		r := c.post(t, "/workflows/daily", `{`+dateBut+`,"intention":"How do I rest?"}`)
		r.succeeds(t, 200)
		assert.Equal(t, "How do I rest?", r.at("question"))
		assert.Regexp(t, `^\d{4}-\d\d-\d\d$`, r.at("date"))
		for _, cycle := range []string{"physical", "emotional", "intellectual"} {
			assert.IsType(t, 0.0, r.at("data", "results", "biorhythm", cycle, "value"))
			assert.IsType(t, "", r.at("data", "results", "biorhythm", cycle, "phase"))
			assert.NotEmpty(t, r.at("data", "results", "biorhythm", cycle, "description"))
		}
		assert.NotEmpty(t, r.at("data", "results", "iching", "hexagram", "chinese_name"))
		assert.NotEmpty(t, r.at("data", "results", "iching", "interpretation", "judgment"))
		assert.NotEmpty(t, r.at("data", "results", "iching", "interpretation", "guidance"))
		assert.NotEmpty(t, r.at("data", "results", "tarot", "cards"))
		assert.NotEmpty(t, r.at("data", "results", "tarot", "interpretation", "overall_message"))
	})
	check(t, "POST /workflows/daily", "the same draw all day, to its owner", func(t *testing.T) {
		drawn := func(header ...string) string {
			r := c.post(t, "/workflows/daily", `{`+dateBut+`,"date":"2025-07-18"}`, header...)
			r.succeeds(t, 200)
			return fmt.Sprint(r.at("results", 1, "data", "data", "seed"), r.at("results", 2, "data", "data", "seed"))
		}
		assert.Equal(t, drawn(c.As(ada)), drawn(c.As(ada)))
		assert.NotEqual(t, drawn(c.As(ada)), drawn(c.As(ben)))
		assert.NotEqual(t, drawn(), drawn())
	})
	check(t, "POST /workflows/daily", "a forecast that cannot be had is omitted, not made up", func(t *testing.T) {
		r := c.post(t, "/workflows/daily", `{`+dateBut+`,"forecastMode":true,"includePredictive":true}`)
		r.succeeds(t, 200)
		assert.Nil(t, r.at("forecast"))
		assert.Equal(t, []any{"forecast", "predictiveInsights"}, r.at("metadata", "omitted"))
	})
	check(t, "POST /workflows/custom", "whatever is in the list", func(t *testing.T) {
		r := c.post(t, "/workflows/custom", `{`+me+`,"engines":[{"engine":"palmistry","input":{}},{"engine":"biorhythm","input":{"forecast_days":99}},
			{"engineName":"biorhythm","input":{"birthDate":"2000-01-01"}},{"engine":"biorhythm"},{"engine":"numerology","input":[]}],"options":{"x":1}}`)
		r.succeeds(t, 200)
		assert.Equal(t, []any{"palmistry", "biorhythm", "biorhythm", "biorhythm", "numerology"}, each(r.at("results"), "engine"))
		assert.Equal(t, []any{"ENGINE_NOT_FOUND", "VALIDATION_ERROR", nil, nil, "INVALID_INPUT"}, each(r.at("results"), "code"))
		assert.Equal(t, "2000-01-01", r.at("results", 2, "data", "data", "birth_date"))
		assert.Equal(t, "1990-06-15", r.at("results", 3, "data", "data", "birth_date"), "the profile fills what is lacking")
		assert.Equal(t, object{"x": 1.0}, r.at("options"))
	})
	for _, test := range []struct{ kind, body, code, field string }{
		{"natal", `{"userProfile":{"birthDate":"1990-06-15"}}`, "MISSING_PROFILE", "userProfile.full_name"},
		{"natal", `{"userProfile":{"fullName":"Ada"}}`, "MISSING_PROFILE", "userProfile.birth_date"},
		{"natal", `{"userProfile":{"fullName":"Ada","birthDate":"15.06.1990"}}`, "VALIDATION_ERROR", "userProfile.birth_date"},
		{"natal", `{"userProfile":{"fullName":"Ada","birthDate":"2190-06-15"}}`, "VALIDATION_ERROR", "userProfile.birth_date"},
		{"natal", `{"userProfile":7}`, "VALIDATION_ERROR", "userProfile"},
		{"career", `{"userProfile":{"fullName":["Ada"],"birthDate":"1990-06-15"}}`, "VALIDATION_ERROR", "userProfile.full_name"},
		{"career", `{` + me + `,"focusArea":{}}`, "VALIDATION_ERROR", "focus_area"},
		{"spiritual", `{` + me + `}`, "MISSING_DATA", "intention"},
		{"spiritual", `{"intention":"x"}`, "MISSING_DATA", "userProfile"},
		{"shadow", `{"userProfile":{"enneagram":{"selectedType":10}}}`, "VALIDATION_ERROR", "userProfile.enneagram.selected_type"},
		{"relationships", `{` + me + `}`, "MISSING_PROFILES", "partnerProfile"},
		{"relationships", `{` + you + `}`, "MISSING_PROFILES", "userProfile"},
		{"relationships", `{` + me + `,"partnerProfile":{"birthDate":"soon"}}`, "VALIDATION_ERROR", "partnerProfile.birth_date"},
		{"daily", `{"userProfile":{"fullName":"Ada"}}`, "MISSING_PROFILE", "userProfile.birth_date"},
		{"daily", `{` + dateBut + `,"date":"tomorrow"}`, "VALIDATION_ERROR", "date"},
		{"custom", `{` + me + `}`, "MISSING_ENGINES", ""},
		{"custom", `{` + me + `,"engines":[]}`, "MISSING_ENGINES", ""},
		{"custom", `{` + me + `,"engines":[` + strings.TrimSuffix(strings.Repeat(`{"engine":"biorhythm"},`, 21), ",") + `]}`, "MISSING_ENGINES", ""},
		{"custom", `{` + me + `,"engines":["biorhythm"]}`, "VALIDATION_ERROR", "engines[0]"},
		{"custom", `{"engines":[{"engine":"biorhythm"}]}`, "MISSING_PROFILE", "userProfile"},
	} {
		check(t, "POST /workflows/"+test.kind, test.body, func(t *testing.T) {
			r := c.post(t, "/workflows/"+test.kind, test.body)
			r.fails(t, 400, test.code)
			if test.field != "" {
				assert.Equal(t, test.field, r.at("details", "field"))
			}
		})
	}
	check(t, "POST /workflows/custom", "when no engine can calculate", func(t *testing.T) {
		c.post(t, "/workflows/custom", `{"userProfile":{},"engines":[{"engine":"palmistry"}]}`).fails(t, 500, "CUSTOM_WORKFLOW_FAILED")
	})
	check(t, "any path", "a workflow that there is not", func(t *testing.T) {
		c.post(t, "/workflows/palmistry", `{`+me+`}`).fails(t, 404, "ENDPOINT_NOT_FOUND")
	})
	check(t, "POST /workflows/spiritual", "a model and the timeline are for those who are signed in", func(t *testing.T) {
		entries := func(intention string) []map[string]string {
			return c.query(t, "SELECT type, workflow_type, input, result, metadata FROM timeline_entries WHERE user_id = 1001 AND input LIKE '%"+intention+"%'")
		}
		nobody := c.post(t, "/workflows/spiritual", `{`+me+`,"intention":"tag-nobody"}`)
		nobody.succeeds(t, 200)
		known := c.post(t, "/workflows/spiritual", `{`+me+`,"intention":"tag-known","userId":"1001"}`, c.As(ada))
		known.succeeds(t, 200)
		for _, r := range []*reply{nobody, known} {
			assert.Equal(t, "fallback", r.at("synthesisSource"), "there is no model")
		}
		require.Eventually(t, func() bool { return len(entries("tag-known")) == 1 }, patience, pause)
		entry := entries("tag-known")[0]
		assert.Equal(t, "workflow_spiritual", entry["type"])
		assert.Equal(t, "spiritual", entry["workflow_type"])
		assert.Contains(t, entry["metadata"], fmt.Sprint(known.at("requestId")))
		assert.NotContains(t, entry["result"], "1990-06-15")
		require.Eventually(t, func() bool { return c.calls("synthesizeWorkflow", "tag-known") == 1 }, patience, pause)
		assert.Zero(t, c.calls("synthesizeWorkflow", "tag-nobody"))
		assert.Empty(t, entries("tag-nobody"))
	})
	check(t, "POST /workflows/shadow", "a wish that this type does not know", func(t *testing.T) {
		c.post(t, "/workflows/shadow?async=true", `{`+me+`,"options":{"async":true}}`, "Prefer: respond-async").succeeds(t, 200)
	})
}

// checkRun holds the reply of a synchronous workflow against §3.11.
func checkRun(t *testing.T, r *reply, kind string, engines []string) {
	t.Helper()
	assert.Equal(t, kind, r.at("workflowType"))
	assert.Equal(t, kind, r.at("workflow"))
	assert.Equal(t, engines, texts(each(r.at("results"), "engine")))
	var used []string
	for i, name := range engines {
		item := r.at("results", i)
		assert.Equal(t, true, at(item, "success"), "%s: %v", name, at(item, "error"))
		assert.IsType(t, []any{}, at(item, "warnings"), name)
		if at(item, "success") != true {
			assert.IsType(t, "", at(item, "error"), name)
			assert.Regexp(t, code, at(item, "code"), name)
			assert.NotContains(t, item, "data", name)
			continue
		}
		if !slices.Contains(used, name) {
			used = append(used, name)
		}
		assert.Equal(t, true, at(item, "data", "success"), name)
		assert.Equal(t, name, at(item, "data", "data", "engine_name"), "every result at its own name")
		assert.IsType(t, 0.0, at(item, "data", "processingTime"), name)
		assert.Regexp(t, instant, at(item, "data", "timestamp"), name)
		if at(item, "subject") == "partner" {
			assert.Equal(t, at(item, "data", "data"), r.at("data", "partner_results", name))
		} else if kind != "daily" {
			assert.Equal(t, at(item, "data", "data"), r.at("data", "results", name))
		}
	}
	require.IsType(t, "", r.at("synthesis"))
	assert.NotEmpty(t, r.at("synthesis"))
	assert.Equal(t, "fallback", r.at("synthesisSource"))
	assert.Equal(t, kind, r.at("data", "workflow_type"))
	assert.Equal(t, used, texts(r.at("data", "engines_used")))
	assert.Regexp(t, instant, r.at("data", "timestamp"))
	synthesis := r.at("data", "synthesis")
	assert.Equal(t, r.at("synthesis"), at(synthesis, "summary"))
	assert.NotEmpty(t, at(synthesis, "detailed_interpretation"))
	assert.NotEmpty(t, at(synthesis, "key_insights"))
	assert.IsType(t, []any{}, at(synthesis, "recommendations"))
	assert.ElementsMatch(t, used, texts(at(synthesis, "enginesAnalyzed")))
	for _, key := range []string{
		"timestamp", "correlations", "unifiedThemes", "fieldSignature", "consciousnessMap", "integrationGuidance", "realityPatches",
	} {
		assert.Contains(t, synthesis, key)
	}
	if len(used) < 2 {
		assert.Nil(t, at(synthesis, "fieldSignature", "coherence"), "one engine agrees with nobody")
	}
}
