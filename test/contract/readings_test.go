package contract

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readings: what is saved comes back, to its owner alone, and is compared by what the engines said.
func readings(t *testing.T, c *client) {
	me, stranger := c.As(ben), c.As(ada)
	none := func(t *testing.T) { assert.EqualValues(t, 0, c.get(t, "/api/readings/history", me).at("total")) }

	check(t, "GET /readings/history", "without any", func(t *testing.T) {
		r := c.get(t, "/readings/history?limit=1000&page=0&timeRange=ever", me)
		r.succeeds(t, 200)
		assert.Equal(t, []any{}, r.at("readings"))
		assert.Equal(t, object{"readings": []any{}, "total": 0.0, "page": 1.0, "limit": 100.0}, r.at("data"))
		assert.NotEmpty(t, r.at("message"))
	})
	check(t, "GET /readings/correlation", "without any", func(t *testing.T) {
		r := c.get(t, "/api/readings/correlation", me)
		r.succeeds(t, 200)
		assert.Equal(t, "Insufficient reading history for correlation analysis", r.at("message"))
		assert.Nil(t, r.at("data", "analysis_summary", "highest_correlation"))
	})
	check(t, "GET /readings/insights", "without any", func(t *testing.T) {
		r := c.get(t, "/readings/insights", me)
		r.succeeds(t, 200)
		assert.NotEmpty(t, r.at("message"))
		assert.Equal(t, []string{"consciousness_field", "growth_guidance", "life_themes", "relationship_patterns", "timing_insights"}, keys(r.at("data")))
		assert.Equal(t, []string{"growth_patterns", "most_frequent_engines", "next_optimal_reading", "recommendations", "total_readings"}, keys(r.at("insights")))
	})

	// The web frontend keeps the whole reply, the Raycast extension its data.
	whole := c.post(t, "/engines/human_design/calculate", object{"input": object{"birth_date": "1990-06-15", "birth_time": "08:30", "timezone": "Europe/Berlin"}}, me)
	whole.succeeds(t, 200)
	numbers := c.post(t, "/engines/numerology/calculate", object{"input": object{"birth_date": "1990-06-15", "full_name": "Ada Example"}}, me)
	numbers.succeeds(t, 200)
	var ids []string
	check(t, "POST /readings", "saves", func(t *testing.T) {
		r := c.post(t, "/api/readings", object{"userId": 1002, "reading": object{
			"engines": []string{"human_design"}, "results": object{"engineName": "human_design", "input": object{"a": 1}, "output": whole.body}, "mood": []int{1},
			"id": "reading_1_000000000", "createdAt": "1999-01-01", "userId": "1002", "favorite": true,
		}}, me)
		r.succeeds(t, 200)
		require.Regexp(t, `^reading_\d{13}_[0-9a-z]{9}$`, r.at("readingId"))
		assert.Equal(t, r.at("readingId"), r.at("data", "readingId"))
		ids = append(ids, r.at("readingId").(string))
	})
	check(t, "POST /readings/store", "stores", func(t *testing.T) {
		r := c.post(t, "/api/readings/store", object{"engineName": "numerology", "inputParameters": object{"b": 2}, "result": numbers.at("data"),
			"metadata": object{"source": "raycast_extension", "timestamp": "2025-01-30T07:59:58.000Z", "executionTime": 12, "version": "1.0.0"}, "userId": "1002"}, me)
		r.succeeds(t, 200)
		assert.Equal(t, true, r.at("data", "stored"))
		assert.Regexp(t, instant, r.at("data", "timestamp"))
		ids = append(ids, r.at("data", "readingId").(string))
	})
	if len(ids) < 2 {
		return
	}
	check(t, "GET /readings/{id}", "comes back", func(t *testing.T) {
		r := c.get(t, "/api/readings/"+ids[0], me)
		r.succeeds(t, 200)
		reading := r.at("reading")
		assert.Equal(t, reading, r.at("data", "reading"))
		assert.Equal(t, []any{"1002", "human_design_reading", "human_design", true, true, []any{1.0}},
			[]any{at(reading, "userId"), at(reading, "type"), at(reading, "engineName"), at(reading, "favorite"), at(reading, "isFavorite"), at(reading, "mood")})
		assert.Equal(t, whole.body, at(reading, "result"))
		assert.Equal(t, object{"a": 1.0}, at(reading, "inputParameters"))
		assert.Equal(t, at(reading, "createdAt"), at(reading, "timestamp"))
		assert.NotEqual(t, "1999-01-01", at(reading, "createdAt"))
		require.Eventually(t, func() bool {
			return len(c.query(t, "SELECT h.id FROM reading_history h JOIN readings r ON r.id = h.reading_id WHERE h.user_id = 1002 AND r.public_id = '"+ids[0]+"'")) == 1
		}, aWhile, pause, "the look is noted")
		stored := c.get(t, "/readings/"+ids[1], me)
		assert.Equal(t, object{"source": "raycast_extension", "timestamp": "2025-01-30T07:59:58.000Z", "executionTime": 12.0, "version": "1.0.0"}, stored.at("reading", "metadata"))
	})
	check(t, "GET /readings/{id}", "belongs to nobody else", func(t *testing.T) {
		for _, id := range []string{ids[0], "reading_1_000000000", "x", "%27%20OR%201=1--"} {
			c.get(t, "/readings/"+id, stranger).fails(t, 404, "READING_NOT_FOUND")
			c.do(t, "DELETE", "/readings/"+id, "", stranger).fails(t, 404, "READING_NOT_FOUND")
			c.do(t, "PUT", "/api/readings/"+id+"/favorite", "", stranger).fails(t, 404, "READING_NOT_FOUND")
		}
		for _, path := range []string{"/readings/history", "/api/readings/stats", "/readings/correlation", "/readings/insights", "/readings/" + ids[0], "/api/timeline", "/api/timeline/stats", "/api/optimal-timing"} {
			c.get(t, path+"?userId=1001", me).fails(t, 403, "FORBIDDEN")
			c.get(t, path+"?userId=1002", me).succeeds(t, 200)
		}
		assert.EqualValues(t, 0, c.get(t, "/readings/history", stranger).at("total"))
		c.post(t, "/readings", object{"userId": 1001, "reading": object{"engines": []string{}, "results": 1}}, me).fails(t, 403, "FORBIDDEN")
		c.post(t, "/readings/store", object{"userId": 1001, "engineName": "tarot", "result": 1}, me).fails(t, 403, "FORBIDDEN")
	})
	check(t, "POST /readings", "replaces one's own only", func(t *testing.T) {
		theirs := c.post(t, "/readings", object{"reading": object{"id": ids[0], "engines": []string{}, "results": "stolen"}}, stranger)
		theirs.succeeds(t, 200)
		assert.NotEqual(t, ids[0], theirs.at("readingId"))
		c.do(t, "DELETE", "/readings/"+theirs.at("readingId").(string), "", stranger).succeeds(t, 200)
		before := c.get(t, "/readings/"+ids[1], me).at("reading")
		mine := c.post(t, "/readings", object{"reading": object{"id": ids[1], "engines": []string{"numerology"}, "results": at(before, "results"), "notes": "again"}}, me)
		mine.succeeds(t, 200)
		assert.Equal(t, ids[1], mine.at("readingId"))
		after := c.get(t, "/readings/"+ids[1], me).at("reading")
		assert.Equal(t, "again", at(after, "notes"))
		assert.Equal(t, at(before, "createdAt"), at(after, "createdAt"))
		assert.Equal(t, at(before, "metadata"), at(after, "metadata"))
	})
	check(t, "GET /readings/history", "lists and filters", func(t *testing.T) {
		r := c.get(t, "/api/readings/history?limit=50&timeRange=30d&includeMetadata=true&userId=1002", me)
		r.succeeds(t, 200)
		assert.Equal(t, []any{ids[1], ids[0]}, each(r.at("readings"), "id"))
		assert.EqualValues(t, 2, r.at("total"))
		assert.Equal(t, r.at("readings"), r.at("data", "readings"))
		r = c.get(t, "/readings/history?limit=1&page=2", me)
		assert.Equal(t, []any{ids[0]}, each(r.at("readings"), "id"))
		assert.EqualValues(t, 2, r.at("total"))
		r = c.get(t, "/readings/history?engine=human-design", me)
		assert.Equal(t, []any{ids[0]}, each(r.at("readings"), "id"))
	})
	check(t, "GET /readings/stats", "counts", func(t *testing.T) {
		r := c.get(t, "/api/readings/stats", me)
		r.succeeds(t, 200)
		assert.Equal(t, object{"human_design": 1.0, "numerology": 1.0}, r.at("data", "engineBreakdown"))
		assert.EqualValues(t, 1, r.at("data", "successRate"))
		assert.EqualValues(t, 1, r.at("data", "streakDays"))
		assert.NotNil(t, r.at("data", "averageExecutionTime"))
	})
	check(t, "GET /readings/correlation", "compares", func(t *testing.T) {
		r := c.get(t, "/readings/correlation?limit=2", me)
		r.succeeds(t, 200)
		assert.EqualValues(t, 2, r.at("total_readings_analyzed"))
		pairs, _ := r.at("correlations").([]any)
		require.Len(t, pairs, 1, "both give numbers")
		assert.Equal(t, []any{ids[0], ids[1]}, []any{at(pairs[0], "reading1_id"), at(pairs[0], "reading2_id")})
		assert.Equal(t, at(pairs[0], "correlation_score"), r.at("data", "correlations", 0, "correlation_strength"))
		assert.Equal(t, at(pairs[0], "correlation_score"), r.at("data", "analysis_summary", "highest_correlation"))
	})
	check(t, "GET /readings/insights", "reads together", func(t *testing.T) {
		r := c.get(t, "/readings/insights?type=comprehensive", me)
		r.succeeds(t, 200)
		assert.NotNil(t, r.at("data", "consciousness_field", "coherence"))
		assert.NotNil(t, r.at("data", "consciousness_field", "signature"))
		assert.EqualValues(t, 2, r.at("insights", "total_readings"))
		assert.Equal(t, "sacred_geometry", r.at("insights", "next_optimal_reading", "suggested_engine"))
		assert.NotEmpty(t, r.at("insights", "recommendations"))
	})
	check(t, "GET /api/timeline", "tells the way", func(t *testing.T) {
		r := c.get(t, "/api/timeline?limit=1", me)
		r.succeeds(t, 200)
		assert.Equal(t, []any{ids[1]}, each(r.at("timeline"), "id"))
		assert.EqualValues(t, 2, r.at("total"))
		assert.Equal(t, "Numerology Reading", r.at("timeline", 0, "title"))
		assert.NotEmpty(t, r.at("timeline", 0, "description"))
		assert.Equal(t, []any{ids[0]}, each(r.at("timeline", 0, "connections"), "id"))
	})
	check(t, "GET /api/timeline/stats", "counts", func(t *testing.T) {
		r := c.get(t, "/api/timeline/stats", me)
		r.succeeds(t, 200)
		assert.EqualValues(t, 2, r.at("stats", "total_readings"))
		assert.EqualValues(t, 1, r.at("stats", "insights_integration", "breakthrough_moments"))
		assert.Equal(t, "daily", r.at("stats", "optimal_frequency", "current_frequency"))
	})
	check(t, "GET /api/optimal-timing", "looks ahead", func(t *testing.T) {
		r := c.get(t, "/api/optimal-timing?intention=rest", me)
		r.succeeds(t, 200)
		assert.Equal(t, "rest", r.at("intention_type"))
		assert.Nil(t, r.at("degraded"))
		timing := r.at("optimal_timing")
		assert.NotNil(t, at(timing, "immediate", "recommended"))
		assert.Len(t, at(timing, "today", "cosmic_influences"), 2)
		assert.NotNil(t, at(timing, "this_week", "lunar_phase"))
		assert.Equal(t, "24_hours", at(timing, "personalized", "integration_time_needed"))
		c.get(t, "/api/optimal-timing?engine=palmistry", me).fails(t, 404, "ENGINE_NOT_FOUND")
		r = c.get(t, "/api/optimal-timing?engine=i-ching", c.As(tierZero))
		r.succeeds(t, 200)
		assert.Equal(t, true, r.at("degraded"), "no birth date")
		assert.Equal(t, "iching", at(r.at("optimal_timing"), "personalized", "suggested_engine"))
	})
	check(t, "PUT /readings/{id}/favorite", "toggles, also at the same time", func(t *testing.T) {
		r := c.do(t, "PUT", "/readings/"+ids[0]+"/favorite", "", me)
		r.succeeds(t, 200)
		assert.Equal(t, []any{false, false, false, "Reading removed from favorites"}, []any{r.at("favorite"), r.at("isFavorite"), r.at("data", "favorite"), r.at("message")})
		var group sync.WaitGroup
		for range 21 {
			group.Go(func() { c.do(t, "PUT", "/api/readings/"+ids[0]+"/favorite", "", me) })
		}
		group.Wait()
		assert.Equal(t, true, c.get(t, "/readings/"+ids[0], me).at("reading", "favorite"))
	})
	check(t, "POST /readings", "refuses", func(t *testing.T) {
		for body, field := range map[string]string{`{}`: "reading", `{"reading":7}`: "reading"} {
			r := c.post(t, "/readings", body, me)
			r.fails(t, 400, "MISSING_DATA")
			assert.Equal(t, field, r.at("details", "field"))
		}
		deep := `{"reading":{"engines":[],"results":` + strings.Repeat("[", 3000) + strings.Repeat("]", 3000) + `}}`
		for body, field := range map[string]string{
			`{"reading":{"engines":["tarot"]}}`:                  "reading.results",
			`{"reading":{"results":{},"engines":"tarot"}}`:       "reading.engines",
			`{"reading":{"results":{},"engines":[{}]}}`:          "reading.engines",
			`{"reading":{"results":{},"engines":[],"notes":[]}}`: "reading.notes",
			deep: "reading",
		} {
			r := c.post(t, "/readings", body, me)
			r.fails(t, 400, "SAVE_FAILED")
			assert.Equal(t, field, r.at("details", "field"))
		}
	})
	check(t, "POST /readings/store", "refuses", func(t *testing.T) {
		for _, body := range []string{`{}`, `{"engineName":"tarot"}`, `{"result":{}}`, `{"engineName":"tarot","result":null}`} {
			c.post(t, "/readings/store", body, me).fails(t, 400, "MISSING_DATA")
		}
	})
	check(t, "POST /readings", "the longest body", func(t *testing.T) {
		raw, _ := json.Marshal(object{"reading": object{"engines": []string{"tarot"}, "results": object{"input": strings.Repeat("é", 400_000), "output": "\u2028 \U0001f315"}}})
		r := c.do(t, "POST", "/readings", string(raw), me)
		r.succeeds(t, 200)
		id := fmt.Sprint(r.at("readingId"))
		got := c.get(t, "/readings/"+id, me)
		got.succeeds(t, 200)
		assert.Equal(t, "\u2028 \U0001f315", got.at("reading", "result"))
		assert.Len(t, got.at("reading", "inputParameters"), 800_000)
		ids = append(ids, id)
	})
	check(t, "DELETE /readings/{id}", "deletes", func(t *testing.T) {
		for _, id := range ids {
			r := c.do(t, "DELETE", "/api/readings/"+id, "", me)
			r.succeeds(t, 200)
			assert.Equal(t, []any{"Reading deleted successfully", id}, []any{r.at("message"), r.at("readingId")})
			c.do(t, "DELETE", "/readings/"+id, "", me).fails(t, 404, "READING_NOT_FOUND")
		}
		none(t)
		assert.Empty(t, c.query(t, "SELECT id FROM reading_history WHERE user_id = 1002"))
	})
}
