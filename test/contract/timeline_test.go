package contract

import (
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// timelines: what is left behind by calculations and workflows, as its owner sees it. They are cleo's.
func timelines(t *testing.T, c *client) {
	const all, entry = "GET /timeline", "PUT /timeline/entry/{id}"
	calculated := func(t *testing.T, header ...string) {
		c.post(t, "/engines/numerology/calculate", `{"input":{"full_name":"Ada Example","birth_date":"1990-06-15"},"options":{"userId":1003}}`,
			append(header, c.As(cleo))...).succeeds(t, 200)
	}
	count := func(t *testing.T) float64 {
		r := c.get(t, "/timeline?limit=1", c.As(cleo))
		r.succeeds(t, 200)
		total, _ := r.at("timeline", "total").(float64)
		return total
	}
	var ids []string
	check(t, all, "an entry says what was asked, by whom, and how sure the answer is", func(t *testing.T) {
		before := count(t)
		calculated(t)
		require.Eventually(t, func() bool { return count(t) == before+1 }, patience, pause)
		calculated(t, "Origin: https://witnessos.space")
		require.Eventually(t, func() bool { return count(t) == before+2 }, patience, pause)
		calculated(t, "User-Agent: WitnessOS-Raycast-Extension/1.0.0")
		require.Eventually(t, func() bool { return count(t) == before+3 }, patience, pause)
		r := c.get(t, "/timeline?limit=3&userId=1003", c.As(cleo))
		r.succeeds(t, 200)
		entries := r.at("timeline", "entries")
		for i, source := range []string{"raycast", "web", "api"} {
			e := at(entries, i)
			ids = append(ids, fmt.Sprint(at(e, "id")))
			assert.Equal(t, "1003", at(e, "userId"))
			assert.Regexp(t, instant, at(e, "timestamp"))
			assert.Equal(t, "engine_calculation", at(e, "type"))
			assert.Equal(t, "numerology", at(e, "engineName"))
			assert.Equal(t, "Ada Example", at(e, "input", "full_name"))
			assert.EqualValues(t, 4, at(e, "result", "life_path"))
			assert.EqualValues(t, 100, at(e, "metadata", "confidence"))
			assert.IsType(t, true, at(e, "metadata", "cached"))
			assert.Regexp(t, uuid4, at(e, "metadata", "requestId"))
			assert.IsType(t, 0.0, at(e, "metadata", "duration"))
			assert.Equal(t, source, at(e, "metadata", "source"))
			for _, absent := range []string{"workflowType", "linkedEntries", "parentEntry", "childEntries"} {
				assert.NotContains(t, e, absent)
			}
		}
	})
	check(t, all, "pages", func(t *testing.T) {
		total := count(t)
		seen := map[string]bool{}
		path := "/timeline?limit=2"
		for range 100 {
			r := c.get(t, path, c.As(cleo))
			for _, id := range texts(each(r.at("timeline", "entries"), "id")) {
				assert.False(t, seen[id], "%s comes twice", id)
				seen[id] = true
			}
			assert.Equal(t, total, r.at("timeline", "total"))
			if r.at("timeline", "hasMore") == false {
				assert.NotContains(t, r.at("timeline"), "nextOffset")
				break
			}
			path = fmt.Sprintf("/timeline?limit=2&offset=%v", r.at("timeline", "nextOffset"))
		}
		assert.Len(t, seen, int(total))
		r := c.get(t, "/timeline?offset=100000", c.As(cleo))
		assert.Empty(t, r.at("timeline", "entries"))
		assert.IsType(t, []any{}, r.at("timeline", "entries"))
		assert.Len(t, c.get(t, "/timeline?limit=0", c.As(cleo)).at("timeline", "entries"), 1, "clamped")
		c.get(t, "/timeline?limit=many&offset=-1", c.As(cleo)).succeeds(t, 200)
	})
	today := time.Now().UTC().Format(time.DateOnly)
	check(t, all, "filters", func(t *testing.T) {
		total := count(t)
		assert.Equal(t, total, c.get(t, "/timeline?startDate=2020-01-01&endDate=9999-12-31", c.As(cleo)).at("timeline", "total"))
		assert.EqualValues(t, 0, c.get(t, "/timeline?endDate=2020-01-01", c.As(cleo)).at("timeline", "total"))
		assert.EqualValues(t, 0, c.get(t, "/timeline?type=synthesis", c.As(cleo)).at("timeline", "total"))
		for query, code := range map[string]string{
			"startDate=18.07.2025": "INVALID_DATE", "endDate=2025-02-29": "INVALID_DATE", "startDate=2025-07-19&endDate=2025-07-18": "INVALID_DATE",
			"type=palmistry": "INVALID_TYPE", "type=" + url.QueryEscape("' OR '1'='1"): "INVALID_TYPE",
		} {
			c.get(t, "/timeline?"+query, c.As(cleo)).fails(t, 400, code)
		}
		c.get(t, "/timeline?userId=1001", c.As(cleo)).fails(t, 403, "FORBIDDEN")
	})
	check(t, "GET /timeline/recent", "the last 30 days", func(t *testing.T) {
		assert.Equal(t, count(t), c.get(t, "/timeline/recent", c.As(cleo)).at("timeline", "total"))
		c.get(t, "/timeline/recent?userId=1001", c.As(cleo)).fails(t, 403, "FORBIDDEN")
	})
	check(t, "GET /timeline/date/{date}", "a day", func(t *testing.T) {
		r := c.get(t, "/timeline/date/"+today, c.As(cleo))
		r.succeeds(t, 200)
		assert.Equal(t, today, r.at("date"))
		assert.NotEmpty(t, r.at("timeline", "entries"))
		assert.EqualValues(t, 0, c.get(t, "/timeline/date/2020-02-29", c.As(cleo)).at("timeline", "total"))
		for _, bad := range []string{"today", "2021-02-29", "2025-7-18", "2025-07-18T00:00:00Z"} {
			c.get(t, "/timeline/date/"+bad, c.As(cleo)).fails(t, 400, "INVALID_DATE")
		}
	})
	check(t, "GET /timeline/type/{type}", "entries of workflows", func(t *testing.T) {
		c.post(t, "/workflows/natal", `{`+profile+`}`, c.As(cleo)).succeeds(t, 200)
		var r *reply
		require.Eventually(t, func() bool {
			r = c.get(t, "/timeline/type/workflow_natal", c.As(cleo))
			return len(each(r.at("timeline", "entries"), "id")) > 0
		}, patience, pause)
		assert.Equal(t, "workflow_natal", r.at("type"))
		e := r.at("timeline", "entries", 0)
		assert.Equal(t, "natal", at(e, "workflowType"))
		assert.NotContains(t, e, "engineName")
		assert.IsType(t, 0.0, at(e, "metadata", "confidence"))
		c.get(t, "/timeline/type/natal", c.As(cleo)).fails(t, 400, "INVALID_TYPE")
	})
	check(t, "GET /timeline/stats", "counts", func(t *testing.T) {
		stats := c.get(t, "/timeline/stats", c.As(cleo)).at("stats")
		assert.Equal(t, count(t), at(stats, "totalEntries"))
		assert.GreaterOrEqual(t, at(stats, "entriesByType", "engine_calculation"), 3.0)
		assert.GreaterOrEqual(t, at(stats, "entriesByEngine", "numerology"), 3.0)
		assert.IsType(t, 0.0, at(stats, "averageConfidence"))
		assert.Equal(t, "numerology", at(stats, "mostUsedEngine"))
		assert.GreaterOrEqual(t, at(stats, "streakDays"), 1.0)
		assert.Regexp(t, instant, at(stats, "firstEntry"))
		assert.Regexp(t, instant, at(stats, "lastEntry"))
		none := c.get(t, "/timeline/stats", c.As(tierZero)).at("stats")
		assert.EqualValues(t, 0, at(none, "totalEntries"))
		assert.Equal(t, map[string]any{}, at(none, "entriesByType"))
		for _, unknown := range []string{"averageConfidence", "mostUsedEngine", "mostUsedWorkflow", "firstEntry", "lastEntry"} {
			assert.Contains(t, none, unknown)
			assert.Nil(t, at(none, unknown), unknown)
		}
	})
	check(t, entry, "what an owner may change", func(t *testing.T) {
		require.Len(t, ids, 3)
		r := c.do(t, "PUT", "/timeline/entry/"+ids[0], text(object{
			"metadata": object{"accuracy": 87.5, "tags": []string{"moon"}, "source": "webhook"}, "linkedEntries": ids[1:], "parentEntry": ids[1],
			"childEntries": []string{ids[2]}, "result": "mine",
		}), c.As(cleo))
		r.succeeds(t, 200)
		e := r.at("entry")
		assert.Equal(t, ids[0], at(e, "id"))
		assert.Equal(t, 87.5, at(e, "metadata", "accuracy"))
		assert.Equal(t, []any{"moon"}, at(e, "metadata", "tags"))
		assert.Equal(t, "raycast", at(e, "metadata", "source"), "ignored")
		assert.Equal(t, ids[1:], texts(at(e, "linkedEntries")))
		assert.EqualValues(t, 4, at(e, "result", "life_path"))
		assert.EqualValues(t, 87.5, c.get(t, "/timeline/stats", c.As(cleo)).at("stats", "averageAccuracy"))
		for body, code := range map[string]string{
			`{}`: "MISSING_UPDATES", `{"type":"synthesis"}`: "MISSING_UPDATES", `[]`: "INVALID_JSON", `{"metadata":{"accuracy":101}}`: "VALIDATION_ERROR",
			`{"parentEntry":"nobody"}`: "VALIDATION_ERROR", `{"linkedEntries":["` + ids[0] + `"]}`: "VALIDATION_ERROR",
		} {
			c.do(t, "PUT", "/timeline/entry/"+ids[0], body, c.As(cleo)).fails(t, 400, code)
		}
	})
	check(t, entry, "somebody else's is not there", func(t *testing.T) {
		body := `{"metadata":{"accuracy":1}}`
		foreign := c.do(t, "PUT", "/timeline/entry/"+ids[0], body, c.As(ada))
		unknown := c.do(t, "PUT", "/timeline/entry/nobody", body, c.As(ada))
		foreign.fails(t, 404, "NOT_FOUND")
		unknown.fails(t, 404, "NOT_FOUND")
		assert.Equal(t, unknown.at("message"), foreign.at("message"))
		c.do(t, "DELETE", "/timeline/entry/"+ids[0], "", c.As(ada)).fails(t, 404, "NOT_FOUND")
		c.do(t, "PUT", "/timeline/entry/"+ids[0], `{"userId":1003,"metadata":{"accuracy":1}}`, c.As(ada)).fails(t, 403, "FORBIDDEN")
	})
	check(t, "DELETE /timeline/entry/{id}", "once", func(t *testing.T) {
		before := count(t)
		r := c.do(t, "DELETE", "/timeline/entry/"+ids[1], "", c.As(cleo))
		r.succeeds(t, 200)
		assert.Equal(t, "Timeline entry deleted", r.at("message"))
		c.do(t, "DELETE", "/timeline/entry/"+ids[1], "", c.As(cleo)).fails(t, 404, "NOT_FOUND")
		assert.Equal(t, before-1, count(t))
		e := c.get(t, "/timeline?limit=100&type=engine_calculation", c.As(cleo)).at("timeline", "entries", 0)
		assert.Equal(t, []string{ids[2]}, texts(at(e, "linkedEntries")), "no link leads nowhere")
		assert.NotContains(t, e, "parentEntry")
	})
	for _, method := range []string{"PUT", "DELETE"} {
		check(t, method+" /timeline/entry", "an id is missing", func(t *testing.T) {
			for _, path := range []string{"/timeline/entry", "/timeline/entry/", "/timeline/entry/%20"} {
				c.do(t, method, path, `{"metadata":{"accuracy":1}}`, c.As(cleo)).fails(t, 400, "MISSING_ENTRY_ID")
			}
		})
	}
}
