//go:build !js

package router

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/kvtest"
	"github.com/witnessos/witnessos/internal/profiles"
	"github.com/witnessos/witnessos/internal/readings"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/web"
)

// library is a hall with readings.
type library struct {
	*hall
	kv *kvtest.Memory
}

func newLibrary(t testing.TB) *library {
	l := &library{newHall(t), &kvtest.Memory{}}
	l.Readings = &readings.Store{DB: l.DB, Now: l.Router.Now, Random: rand.NewChaCha8([32]byte{}), Old: l.kv}
	l.Profiles = &profiles.Store{DB: l.DB, KV: l.kv, Now: l.Router.Now}
	return l
}

// ask sends a request of user 42.
func (l *library) ask(method, path, body string) (int, map[string]any) {
	l.t.Helper()
	request := &web.Request{ID: "request", Method: method, URL: "http://localhost" + path, Body: []byte(body)}
	token, err := l.Config.Keys.Sign("42", "ada@example.org", false, "session", l.now, time.Hour)
	require.NoError(l.t, err)
	request.Header.Add("Authorization", "Bearer "+token)
	request.Header.Add("User-Agent", "WitnessOS-Raycast-Extension/1.0.0")
	response := l.Handle(l.t.Context(), request)
	var decoded map[string]any
	require.NoError(l.t, json.Unmarshal(response.Whole(), &decoded), "%s", response.Whole())
	return response.Status, decoded
}

func (l *library) fine(method, path, body string) map[string]any {
	l.t.Helper()
	status, r := l.ask(method, path, body)
	require.Equal(l.t, 200, status, "%v", r)
	return r
}

func TestTheLifeOfAReading(t *testing.T) {
	l := newLibrary(t)
	saved := l.fine("POST", "/api/readings", `{"userId":42,"reading":{"userId":"42","engines":["tarot"],"results":{"input":{"question":"?"},"output":{"cards":[]}},"mood":"m"}}`)
	id := saved["readingId"].(string)
	assert.Regexp(t, `^reading_1752881400000_[0-9a-z]{9}$`, id)
	assert.Equal(t, id, at(saved, "data", "readingId"))
	assert.Equal(t, "Reading saved successfully", saved["message"])

	got := l.fine("GET", "/readings/"+id, "")
	assert.Equal(t, got["reading"], at(got, "data", "reading"))
	assert.Equal(t, "m", at(got, "reading", "mood"))
	assert.Equal(t, "tarot_reading", at(got, "reading", "type"))
	rows, err := l.DB.Query(t.Context(), "SELECT * FROM reading_history")
	require.NoError(t, err)
	require.Equal(t, 1, rows.Len())
	assert.Equal(t, "WitnessOS-Raycast-Extension/1.0.0", rows.At(0).Text("device_info"))

	for _, favorite := range []bool{true, false} {
		toggled := l.fine("PUT", "/api/readings/"+id+"/favorite", "")
		assert.Equal(t, []any{favorite, favorite, favorite, id}, []any{toggled["favorite"], toggled["isFavorite"], at(toggled, "data", "favorite"), toggled["readingId"]})
		assert.Equal(t, map[bool]string{true: "Reading added to favorites", false: "Reading removed from favorites"}[favorite], toggled["message"])
	}

	l.now = l.now.Add(time.Minute)
	stored := l.fine("POST", "/readings/store", `{"engineName":"palmistry","inputParameters":{"a":1},"result":{"success":true},"metadata":{"source":"raycast_extension","timestamp":"then","executionTime":12,"version":"1.0.0"}}`)
	assert.Equal(t, map[string]any{"readingId": stored["readingId"], "stored": true, "timestamp": "2025-07-18T23:31:00.000Z"}, stored["data"])

	history := l.fine("GET", "/api/readings/history?userId=42&limit=1&page=x&includeMetadata=true", "")
	assert.EqualValues(t, 2, history["total"])
	assert.Equal(t, map[string]any{"readings": history["readings"], "total": 2.0, "page": 1.0, "limit": 1.0}, history["data"])
	newest := at(history, "readings", 0)
	assert.Equal(t, stored["readingId"], at(newest, "id"))
	assert.Equal(t, "palmistry_reading", at(newest, "type"))
	assert.Equal(t, map[string]any{"a": 1.0}, at(newest, "inputParameters"))
	assert.Equal(t, map[string]any{"success": true}, at(newest, "result"))
	assert.Equal(t, map[string]any{"source": "raycast_extension", "timestamp": "then", "executionTime": 12.0, "version": "1.0.0"}, at(newest, "metadata"))
	assert.Equal(t, []any{id}, column(l.fine("GET", "/readings/history?engine=tarot", "")["readings"], "id"))

	stats := l.fine("GET", "/readings/stats", "")
	assert.EqualValues(t, 2, at(stats, "data", "totalReadings"))
	assert.EqualValues(t, 12, at(stats, "data", "averageExecutionTime"))

	gone := l.fine("DELETE", "/readings/"+id, "")
	assert.Equal(t, []any{"Reading deleted successfully", id}, []any{gone["message"], gone["readingId"]})
	for method, path := range map[string]string{"GET": "", "DELETE": "", "PUT": "/favorite"} {
		status, r := l.ask(method, "/readings/"+id+path, "")
		assert.Equal(t, 404, status)
		assert.Equal(t, "READING_NOT_FOUND", r["code"])
	}
}

func TestReadingsThatAreRefused(t *testing.T) {
	l := newLibrary(t)
	for request, want := range map[string][2]string{
		`/readings {}`:                                                                {"400 MISSING_DATA", "reading"},
		`/readings {"reading":[]}`:                                                    {"400 MISSING_DATA", "reading"},
		`/readings {"reading":null}`:                                                  {"400 MISSING_DATA", "reading"},
		`/readings {"reading":{"engines":["tarot"]}}`:                                 {"400 SAVE_FAILED", "reading.results"},
		`/readings {"reading":{"results":{},"engines":"tarot"}}`:                      {"400 SAVE_FAILED", "reading.engines"},
		`/readings {"userId":41,"reading":{}}`:                                        {"403 FORBIDDEN", ""},
		`/readings {"reading":{"results":{},"engines":[],"userId":"41"}}`:             {"403 FORBIDDEN", ""},
		`/readings?userId=41 {}`:                                                      {"403 FORBIDDEN", ""},
		`/readings [`:                                                                 {"400 INVALID_JSON", ""},
		`/readings/store {}`:                                                          {"400 MISSING_DATA", "engineName"},
		`/readings/store {"engineName":"tarot"}`:                                      {"400 MISSING_DATA", "result"},
		`/readings/store {"engineName":"tarot","result":null}`:                        {"400 MISSING_DATA", "result"},
		`/readings/store {"engineName":7,"result":1}`:                                 {"400 VALIDATION_ERROR", "engineName"},
		`/readings/store {"engineName":"","result":1}`:                                {"400 VALIDATION_ERROR", "engineName"},
		`/readings/store {"engineName":"tarot","result":1,"metadata":7}`:              {"400 VALIDATION_ERROR", "metadata"},
		`/readings/store {"engineName":"tarot","result":1,"userId":"else"}`:           {"403 FORBIDDEN", ""},
		`/readings/store {"engineName":"` + strings.Repeat("x", 65) + `","result":1}`: {"400 VALIDATION_ERROR", "engineName"},
	} {
		path, body, _ := strings.Cut(request, " ")
		status, r := l.ask("POST", path, body)
		assert.Equal(t, want[0], strings.Join([]string{map[int]string{400: "400", 403: "403", 200: "200"}[status], r["code"].(string)}, " "), request)
		if want[1] != "" {
			assert.Equal(t, want[1], at(r, "details", "field"), request)
		}
	}
	for _, path := range []string{"/readings/history", "/readings/stats", "/readings/correlation", "/readings/insights", "/readings/reading_1_a", "/api/timeline", "/api/timeline/stats", "/api/optimal-timing"} {
		_, r := l.ask("GET", path+"?userId=41", "")
		assert.Equal(t, "FORBIDDEN", r["code"], path)
	}
	rows, err := l.DB.Query(t.Context(), "SELECT id FROM readings")
	require.NoError(t, err)
	assert.Zero(t, rows.Len())
}

func TestWithoutReadings(t *testing.T) {
	l := newLibrary(t)
	r := l.fine("GET", "/readings/history?limit=0&page=-1", "")
	assert.Equal(t, []any{}, r["readings"])
	assert.Equal(t, map[string]any{"readings": []any{}, "total": 0.0, "page": 1.0, "limit": 1.0}, r["data"])
	assert.NotEmpty(t, r["message"])
	r = l.fine("GET", "/readings/correlation", "")
	assert.Equal(t, "Insufficient reading history for correlation analysis", r["message"])
	assert.Equal(t, []any{}, r["correlations"])
	assert.Equal(t, map[string]any{"correlations": []any{}, "analysis_summary": map[string]any{
		"total_readings_analyzed": 0.0, "correlation_pairs": 0.0, "highest_correlation": nil, "dominant_patterns": []any{}}}, r["data"])
	r = l.fine("GET", "/readings/insights", "")
	assert.NotEmpty(t, r["message"])
	assert.Equal(t, []any{}, at(r, "insights", "recommendations"))
	assert.Empty(t, l.batches, "no engine is asked")
	r = l.fine("GET", "/api/timeline?timeRange=never", "")
	assert.Equal(t, []any{[]any{}, 0.0, "90d", "No timeline data available"}, []any{r["timeline"], r["total"], r["timeRange"], r["message"]})
	assert.Equal(t, "2w", l.fine("GET", "/api/timeline?timeRange=2w", "")["timeRange"])
	assert.Nil(t, at(l.fine("GET", "/api/timeline/stats", ""), "stats", "most_active_period"))
}

func TestOptimalTiming(t *testing.T) {
	l := newLibrary(t)
	_, err := sqldb.Exec(t.Context(), l.DB, `UPDATE users SET name = 'Ada Example', preferences = '{"birthDate":"1990-06-15"}' WHERE id = 42`)
	require.NoError(t, err)
	l.now = time.Date(2025, 7, 11, 6, 0, 0, 0, time.UTC)
	l.fine("POST", "/readings/store", `{"engineName":"numerology","result":{}}`)
	l.now = time.Date(2025, 7, 18, 7, 0, 0, 0, time.UTC)
	r := l.fine("GET", "/api/optimal-timing", "")
	assert.Equal(t, map[string]any{
		"immediate": map[string]any{"recommended": true, "confidence": 0.21, "reason": "Overall energy is 20.53 and no cycle is critical today"},
		"today": map[string]any{"best_hours": []any{"06:00-09:00", "18:00-20:00", "09:00-12:00", "14:00-17:00"}, "energy_quality": "medium",
			"cosmic_influences": []any{"Moon in Aries", "last quarter"}},
		"this_week": map[string]any{"optimal_days": []any{"2025-07-18", "2025-07-19", "2025-07-20"}, "lunar_phase": "last_quarter",
			"planetary_aspects": []any{"Sun trine Saturn (2025-07-24)"}},
		"personalized": map[string]any{"based_on_history": true, "last_reading": "2025-07-11T06:00:00.000Z", "frequency_pattern": "insufficient_data",
			"suggested_engine": "human_design", "integration_time_needed": "ready"},
		"biorhythm_alignment": map[string]any{"physical": 1.0, "emotional": -1.0, "intellectual": 0.62},
	}, r["optimal_timing"])
	assert.Equal(t, "general", r["intention_type"])
	assert.NotContains(t, r, "degraded")
	assert.Len(t, l.batches, 1, "one call")

	insights := l.fine("GET", "/readings/insights", "")
	assert.Equal(t, map[string]any{"suggested_engine": "human_design", "optimal_timing": "2025-07-18", "focus_area": nil}, at(insights, "insights", "next_optimal_reading"))
	assert.Len(t, l.batches[1].Engines, 1, "the sky is of no use here")

	r = l.fine("GET", "/api/optimal-timing?engine=i-ching&intention=rest", "")
	assert.Equal(t, "iching", at(r, "optimal_timing", "personalized", "suggested_engine"))
	assert.Equal(t, "rest", r["intention_type"])
	_, r = l.ask("GET", "/api/optimal-timing?engine=palmistry", "")
	assert.Equal(t, "ENGINE_NOT_FOUND", r["code"])
	_, r = l.ask("GET", "/api/optimal-timing?intention="+strings.Repeat("x", 65), "")
	assert.Equal(t, "intention", at(r, "details", "field"))

	_, err = sqldb.Exec(t.Context(), l.DB, `UPDATE users SET preferences = '{}' WHERE id = 42`)
	require.NoError(t, err)
	r = l.fine("GET", "/api/optimal-timing", "")
	assert.Equal(t, true, r["degraded"])
	assert.Equal(t, []any{map[string]any{"engine": "biorhythm", "code": "BIRTH_DATE_REQUIRED"}}, r["failed"])
	for _, path := range [][]any{{"immediate", "recommended"}, {"immediate", "confidence"}, {"biorhythm_alignment", "physical"}, {"today", "energy_quality"}} {
		assert.Nil(t, at(r["optimal_timing"], path...), path)
	}
	assert.Equal(t, []any{}, at(r, "optimal_timing", "this_week", "optimal_days"))
	assert.Equal(t, []any{}, at(r, "optimal_timing", "today", "best_hours"))
	assert.Equal(t, "last_quarter", at(r, "optimal_timing", "this_week", "lunar_phase"))
	assert.Equal(t, "nadabrahman", at(r, "optimal_timing", "personalized", "suggested_engine"), "which wants a user and no more")

	l.down = errors.New("connection lost")
	r = l.fine("GET", "/api/optimal-timing", "")
	assert.Equal(t, []any{"biorhythm", "human_design"}, column(r["failed"], "engine"))
	assert.Equal(t, []any{}, at(r, "optimal_timing", "this_week", "planetary_aspects"))
	assert.Nil(t, at(r, "optimal_timing", "this_week", "lunar_phase"))
}

// lost is a database that is not there.
type lost struct{}

func (lost) Query(context.Context, string, ...any) (*sqldb.Rows, error) {
	return nil, errors.New("D1_ERROR")
}
func (lost) Batch(context.Context, ...sqldb.Statement) ([]int64, error) {
	return nil, errors.New("D1_ERROR")
}

func TestReadingsWithoutDatabase(t *testing.T) {
	l := newLibrary(t)
	l.Readings.DB = lost{}
	for request, code := range map[string]string{
		`POST /readings {"reading":{"results":{},"engines":[]}}`:  "SAVE_ERROR",
		`POST /readings/store {"engineName":"tarot","result":{}}`: "STORAGE_FAILED",
		`GET /readings/history `:                                  "HISTORY_ERROR",
		`GET /readings/stats `:                                    "HISTORY_ERROR",
		`GET /readings/correlation `:                              "CORRELATION_ERROR",
		`GET /readings/insights `:                                 "INSIGHTS_ERROR",
		`GET /readings/reading_1_a `:                              "READING_ERROR",
		`DELETE /readings/reading_1_a `:                           "DELETE_ERROR",
		`PUT /readings/reading_1_a/favorite `:                     "TOGGLE_ERROR",
		`GET /api/timeline `:                                      "API_ERROR",
		`GET /api/timeline/stats `:                                "API_ERROR",
		`GET /api/optimal-timing `:                                "API_ERROR",
	} {
		part := strings.SplitN(request, " ", 3)
		status, r := l.ask(part[0], part[1], part[2])
		assert.Equal(t, 500, status, request)
		assert.Equal(t, code, r["code"], request)
		assert.NotContains(t, r["message"], "D1")
	}
}

func TestReadingsOfAnEarlierRelease(t *testing.T) {
	l := newLibrary(t)
	require.NoError(t, l.kv.Put(t.Context(), "user_readings:42", []byte(`["reading_1752000000000_abcdefghi"]`), 0))
	require.NoError(t, l.kv.Put(t.Context(), "reading:42:reading_1752000000000_abcdefghi", []byte(`{"results":{"output":1},"engines":["tarot"]}`), 0))
	l.kv.Err = errors.New("down")
	assert.EqualValues(t, 0, l.fine("GET", "/readings/history", "")["total"], "without them, for now")
	l.kv.Err = nil
	assert.Equal(t, []any{"reading_1752000000000_abcdefghi"}, column(l.fine("GET", "/readings/history", "")["readings"], "id"))
}
