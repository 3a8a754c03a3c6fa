package contract

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const workflowStatus = "GET /workflows/{type}/{instance}"

// instances are the engines of each workflow.
var coreEngines = map[string][]string{
	"natal":     {"numerology", "human_design", "vimshottari", "astrology"},
	"career":    {"numerology", "human_design", "gene_keys"},
	"spiritual": {"numerology", "vimshottari", "iching", "gene_keys"},
}

// launch starts an instance and returns its id.
func (c *client) launch(t *testing.T, user int, path, body string, header ...string) string {
	t.Helper()
	r := c.post(t, path, body, append(header, c.As(user))...)
	r.succeeds(t, 202)
	id, _ := r.at("instanceId").(string)
	assert.Regexp(t, uuid4, id)
	assert.Equal(t, id, r.at("workflowId"))
	assert.Equal(t, "queued", r.at("status", "status"))
	return id
}

// outcome polls an instance until it has ended.
func (c *client) outcome(t *testing.T, user int, path string) *reply {
	t.Helper()
	var last *reply
	require.Eventually(t, func() bool {
		last = c.get(t, path, c.As(user))
		status := last.at("status", "status")
		return status == "complete" || status == "errored" || status == "terminated"
	}, aWhile, pause, "instance %s", path)
	return last
}

const profile = `"userProfile":{"full_name":"Ada Example","birth_date":"1990-06-15","birth_time":"08:30","birth_location":[52.52,13.405],"timezone":"Europe/Berlin"}`

// workflows: the asynchronous form of natal, career and spiritual.
func workflows(t *testing.T, c *client) {
	for _, kind := range []string{"natal", "career", "spiritual"} {
		endpoint := "POST /workflows/" + kind
		check(t, endpoint, "from start to end", func(t *testing.T) {
			r := c.post(t, "/workflows/"+kind, `{`+profile+`,"options":{"async":true,"saveResults":true,"includeGuidance":true}}`, c.As(ada))
			r.succeeds(t, 202)
			url := fmt.Sprint(r.at("statusUrl"))
			require.Equal(t, fmt.Sprintf("/workflows/%s/%s", kind, r.at("instanceId")), url)
			end := c.outcome(t, ada, url)
			require.Equal(t, "complete", end.at("status", "status"), "%s", end.Body)
			assert.Equal(t, r.at("instanceId"), end.at("instanceId"))
			checkOutput(t, end.at("status", "output"), kind, fmt.Sprint(r.at("instanceId")))
			assert.EqualValues(t, 0, end.at("status", "output", "metadata", "retryCount"))
			assert.Contains(t, end.at("status", "output"), "guidance")
			assert.Nil(t, end.at("status", "output", "guidance"), "no model, no guidance")
			assert.Len(t, c.query(t, fmt.Sprintf("SELECT id FROM timeline_entries WHERE id = '%s' AND user_id = 1001 AND type = 'workflow_%s'", r.at("instanceId"), kind)), 1)
			assert.Len(t, c.query(t, fmt.Sprintf("SELECT workflow_id FROM workflow_results WHERE workflow_id = '%s' AND user_id = 1001", r.at("instanceId"))), 1)
		})
		check(t, endpoint, "the ways to ask for it", func(t *testing.T) {
			for name, ask := range map[string]func() string{
				"Prefer": func() string { return c.launch(t, ada, "/workflows/"+kind, `{`+profile+`}`, "Prefer: respond-async") },
				"Prefer, with more": func() string {
					return c.launch(t, ada, "/api/workflows/"+kind, `{`+profile+`}`, "Prefer: wait=10, respond-async")
				},
				"the query": func() string { return c.launch(t, ada, "/workflows/"+kind+"?async=true", `{`+profile+`}`) },
				"options without a name": func() string {
					return c.launch(t, ada, "/workflows/"+kind, `{"userProfile":{"birth_date":"1990-06-15"},"options":{"depth":"basic"}}`)
				},
			} {
				assert.NotEmpty(t, ask(), name)
			}
		})
		for _, test := range []struct{ name, body, code, field string }{
			{"nothing", `{"options":{"async":true}}`, "MISSING_PARAMS", ""},
			{"no profile", `{"userProfile":null,"options":{"async":true}}`, "MISSING_PARAMS", ""},
			{"no birth date", `{"userProfile":{"full_name":"Ada"},"options":{"async":true}}`, "VALIDATION_ERROR", "userProfile.birth_date"},
			{"a bad birth date", `{"userProfile":{"birth_date":"15.06.1990"},"options":{"async":true}}`, "VALIDATION_ERROR", "userProfile.birth_date"},
			{"a bad place", `{"userProfile":{"birth_date":"1990-06-15","birth_location":[91,0]},"options":{"async":true}}`, "VALIDATION_ERROR", "userProfile.birth_location.latitude"},
			{"a place by name", `{"userProfile":{"birth_date":"1990-06-15","birth_location":"Berlin"},"options":{"async":true}}`, "VALIDATION_ERROR", "userProfile.birth_location"},
			{"a bad depth", `{"userProfile":{"birth_date":"1990-06-15"},"options":{"async":true,"depth":"abyssal"}}`, "VALIDATION_ERROR", "options.depth"},
			{"a profile that is none", `{"userProfile":"me","options":{"async":true}}`, "VALIDATION_ERROR", "userProfile"},
		} {
			check(t, endpoint, test.name, func(t *testing.T) {
				r := c.post(t, "/workflows/"+kind, test.body, c.As(ada))
				r.fails(t, 400, test.code)
				if test.field != "" {
					assert.Equal(t, test.field, r.at("details", "field"))
				} else {
					assert.Equal(t, "userProfile required", r.at("message"))
				}
			})
		}
		check(t, endpoint, "needs somebody to own it", func(t *testing.T) {
			body := `{` + profile + `,"options":{"async":true}}`
			r := c.post(t, "/workflows/"+kind, body)
			r.fails(t, 401, "AUTHENTICATION_REQUIRED")
			c.post(t, "/workflows/"+kind, body, "Authorization: Bearer null").fails(t, 401, "AUTHENTICATION_REQUIRED")
			c.post(t, "/workflows/"+kind, body, "Authorization: Bearer x").fails(t, 401, "INVALID_TOKEN")
		})
	}
	check(t, workflowStatus, "its owner alone", func(t *testing.T) {
		id := c.launch(t, ada, "/workflows/natal?async=true", `{`+profile+`}`)
		c.get(t, "/workflows/natal/"+id, c.As(ada)).succeeds(t, 200)
		c.get(t, "/api/workflows/natal/"+id, c.As(ada)).succeeds(t, 200)
		c.get(t, "/workflows/integration/"+id, c.As(ada)).succeeds(t, 200) // {type} is not compared
		foreign := c.get(t, "/workflows/natal/"+id, c.As(ben))
		foreign.fails(t, 404, "NOT_FOUND")
		unknown := c.get(t, "/workflows/natal/00000000-0000-4000-8000-000000000000", c.As(ben))
		unknown.fails(t, 404, "NOT_FOUND")
		for _, own := range []string{"requestId", "timestamp"} {
			delete(foreign.body, own)
			delete(unknown.body, own)
		}
		assert.Equal(t, unknown.body, foreign.body, "no difference to be seen")
		c.get(t, "/workflows/natal/"+id).fails(t, 401, "AUTHENTICATION_REQUIRED")
		c.get(t, "/workflows/natal/x'%20OR%20'1'='1", c.As(ada)).fails(t, 404, "NOT_FOUND")
	})
	check(t, workflowStatus, "states of the platform and no more", func(t *testing.T) {
		id := c.launch(t, ada, "/workflows/natal?async=true", `{`+profile+`}`)
		known := []any{"queued", "running", "paused", "errored", "terminated", "complete", "waiting", "waitingForPause", "unknown"}
		r := c.get(t, "/workflows/natal/"+id, c.As(ada))
		assert.Contains(t, known, r.at("status", "status"))
		assert.Subset(t, []string{"error", "output", "status"}, keys(r.at("status")))
		assert.Equal(t, []string{"instanceId", "requestId", "status", "success", "timestamp"}, keys(r.body))
	})
	check(t, "POST /workflows/natal", "a forecast that cannot be had is missing, not made up", func(t *testing.T) {
		id := c.launch(t, ada, "/workflows/natal?async=true", `{`+profile+`,"options":{"includeForecast":true}}`)
		end := c.outcome(t, ada, "/workflows/natal/"+id)
		require.Equal(t, "complete", end.at("status", "status"))
		output := end.at("status", "output")
		assert.Empty(t, at(output, "forecast"))
		assert.NotContains(t, output, "guidance", "nobody asked")
		assert.Equal(t, true, at(output, "metadata", "degraded"))
		assert.Empty(t, c.query(t, "SELECT workflow_id FROM workflow_results WHERE workflow_id = '"+id+"'"), "nobody asked either")
	})
	check(t, "POST /workflows/career", "a profile in camelCase", func(t *testing.T) {
		id := c.launch(t, ada, "/workflows/career?async=true", `{"userProfile":{"fullName":"Ada Example","birthDate":"1990-06-15","birthTime":"08:30","birthLocation":{"latitude":52.52,"longitude":13.405},"timezone":"Europe/Berlin"}}`)
		checkOutput(t, c.outcome(t, ada, "/workflows/career/"+id).at("status", "output"), "career", id)
	})
	check(t, workflowStatus, "when no engine can calculate, the instance errors", func(t *testing.T) {
		id := c.launch(t, ada, "/workflows/natal", `{"userProfile":{"birth_date":"1990-06-15"},"options":{"depth":"basic"}}`)
		end := c.outcome(t, ada, "/workflows/natal/"+id)
		assert.Equal(t, "errored", end.at("status", "status"), "no name for numerology, and no time for the others")
		assert.IsType(t, "", end.at("status", "error"), "reduced to its message")
		assert.NotRegexp(t, leak, end.at("status", "error"))
	})
}

// checkOutput holds the output of an instance against §7.1.
func checkOutput(t *testing.T, output any, kind, id string) {
	t.Helper()
	assert.Equal(t, kind, at(output, "workflowType"))
	assert.Equal(t, object{"userId": "1001"}, at(output, "userProfile"))
	var processed []string
	assert.ElementsMatch(t, coreEngines[kind], keys(at(output, "coreEngines")))
	for _, name := range coreEngines[kind] {
		data := at(output, "coreEngines", name)
		processed = append(processed, name)
		assert.Equal(t, name, at(data, "engineName"))
		assert.Nil(t, at(output, "engineErrors", name))
	}
	assert.EqualValues(t, 4, at(output, "coreEngines", "numerology", "life_path"))
	synthesis := at(output, "synthesis")
	assert.Contains(t, synthesis, "aiAnalysis")
	assert.Nil(t, at(synthesis, "aiAnalysis"))
	assert.Equal(t, true, at(synthesis, "metadata", "fallback"))
	assert.Equal(t, "AI_NOT_AVAILABLE", at(synthesis, "metadata", "error"))
	for list, most := range map[string]int{"keyInsights": 5, "recommendations": 5, "themes": 3} {
		require.IsType(t, []any{}, at(synthesis, list), list)
		assert.LessOrEqual(t, len(texts(at(synthesis, list))), most, list)
	}
	assert.NotEmpty(t, at(synthesis, "keyInsights"), "the engines' own words")
	about := at(output, "metadata")
	assert.Equal(t, id, at(about, "workflowId"))
	assert.Regexp(t, instant, at(about, "startTime"))
	assert.Regexp(t, instant, at(about, "completionTime"))
	assert.GreaterOrEqual(t, at(about, "duration"), 0.0)
	assert.Equal(t, processed, texts(at(about, "enginesProcessed")))
	assert.Equal(t, true, at(about, "degraded"))
	assert.IsType(t, 0.0, at(about, "retryCount"))
	assert.Equal(t, "2.0", at(about, "version"))
}
