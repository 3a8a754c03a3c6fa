//go:build !js

package router

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/rpc"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/web"
)

func (s *study) born(date string) {
	s.t.Helper()
	_, err := sqldb.Exec(s.t.Context(), s.DB, "UPDATE users SET birth_date = ? WHERE id = 42", date)
	require.NoError(s.t, err)
}

func TestAnalytics(t *testing.T) {
	s := newStudy(t)
	s.born("1990-06-15")
	trends := at(s.get("/analytics/biorhythm"), "biorhythmTrends")
	assert.Equal(t, []any{"physical", "emotional", "intellectual"}, column(trends, "cycle"))
	assert.Len(t, at(trends, 0, "forecast"), 30)
	assert.Equal(t, map[string]any{"date": "2025-07-18", "physical": 99.77, "emotional": -100.0, "intellectual": 61.82, "overall": 20.53}, at(trends, 0, "forecast", 0))
	for query, days := range map[string]int{"?days=7": 7, "?days=1": 1, "?days=0": 1, "?days=365": 90, "?days=week": 30} {
		assert.Len(t, at(s.get("/analytics/biorhythm"+query), "biorhythmTrends", 2, "forecast"), days, query)
	}
	timings := at(s.get("/analytics/optimal-timing"), "optimalTimings")
	assert.Len(t, timings, 6)
	assert.Equal(t, "2025-07-18", at(timings, 0, "bestDates", 0))
	cycles := at(s.get("/analytics/energy-cycles"), "energyCycles")
	assert.Equal(t, "weekly", at(cycles, "period"))
	assert.Equal(t, map[string]any{"date": "2025-07-18", "level": 60.0, "type": "medium", "confidence": 100.0}, at(cycles, "energyLevels", 0))
	insights := at(s.get("/analytics/insights"), "insights")
	assert.Equal(t, timings, at(insights, "optimalTimings"))
	assert.Equal(t, cycles, at(insights, "energyCycles"))
	assert.EqualValues(t, 100, at(insights, "confidence"))
	assert.NotEmpty(t, at(insights, "recommendations"))
}

var forecasts = map[string]string{
	"/analytics/biorhythm":      "BIORHYTHM_ANALYTICS_FAILED",
	"/analytics/optimal-timing": "OPTIMAL_TIMING_FAILED",
	"/analytics/energy-cycles":  "ENERGY_CYCLES_FAILED",
	"/analytics/insights":       "PREDICTIVE_INSIGHTS_FAILED",
}

func TestAnalyticsWithoutADateOfBirth(t *testing.T) {
	s := newStudy(t)
	for path := range forecasts {
		status, r := s.ask("GET", path, "", "42")
		assert.Equal(t, 400, status)
		assert.Equal(t, "BIRTH_DATE_REQUIRED", r["code"])
	}
	s.born("2999-01-01")
	_, r := s.ask("GET", "/analytics/insights", "", "42")
	assert.Equal(t, "BIRTH_DATE_REQUIRED", r["code"])
	assert.NotEmpty(t, at(r, "details", "reason"))
}

func TestAnalyticsWhenTheEngineFails(t *testing.T) {
	s := newStudy(t)
	s.born("1990-06-15")
	for path, code := range forecasts {
		s.down = errors.New("connection lost")
		status, r := s.ask("GET", path, "", "42")
		assert.Equal(t, 503, status)
		assert.Equal(t, "SERVICE_UNAVAILABLE", r["code"])
		s.down = &rpc.Error{Status: 500, Code: "INTERNAL_ERROR", Message: "secrets"}
		_, r = s.ask("GET", path, "", "42")
		assert.Equal(t, code, r["code"])
		s.down = nil
		for _, result := range []engines.Result{
			{Code: engines.CodeCalculationFailed, Error: "secrets"},
			{Code: engines.CodeEngineNotFound, Error: "secrets"},
			{Success: true, Data: json.RawMessage(`{"forecast":[]}`)},
		} {
			s.answer = func(service.BatchItem) *engines.Result { return &result }
			status, r = s.ask("GET", path, "", "42")
			assert.Equal(t, 500, status)
			assert.Equal(t, code, r["code"])
			assert.NotContains(t, r["message"], "secrets")
		}
		s.answer = nil
	}
}

func TestActions(t *testing.T) {
	s := newStudy(t)
	send := func(body string, header ...web.Field) (int, map[string]any) {
		return s.ask("POST", "/api/analytics/action", body, "42", header...)
	}
	status, r := send(`{"userId":"42","action":"calculate","source":"raycast_extension","metadata":{"success":true}}`)
	require.Equal(t, 200, status)
	assert.Equal(t, map[string]any{"logged": true}, r["data"])
	status, _ = send(`{"action":"` + strings.Repeat("ü", 64) + `","metadata":null}`)
	assert.Equal(t, 200, status)
	status, _ = send(`{"action":"x","metadata":{"a":"`+strings.Repeat("x", 4096-8)+`"}}`, web.Field{Name: "Origin", Value: "https://witnessos.space"})
	assert.Equal(t, 200, status)
	rows, err := s.DB.Query(t.Context(), "SELECT source FROM user_actions WHERE user_id = 42 ORDER BY id")
	require.NoError(t, err)
	assert.Equal(t, [][]any{{"raycast_extension"}, {"api"}, {"web"}}, rows.Values)

	for body, code := range map[string]string{
		`{}`:            "MISSING_DATA",
		`{"action":""}`: "MISSING_DATA",
		`{"action":7}`:  "MISSING_DATA",
		`{"action":"` + strings.Repeat("x", 65) + `"}`:                          "MISSING_DATA",
		`{"action":"x","source":7}`:                                             "VALIDATION_ERROR",
		`{"action":"x","metadata":[]}`:                                          "VALIDATION_ERROR",
		`{"action":"x","metadata":{"a":"` + strings.Repeat("x", 4096-7) + `"}}`: "VALIDATION_ERROR",
		`{"action":"x","userId":43}`:                                            "FORBIDDEN",
		`[]`:                                                                    "INVALID_JSON",
	} {
		_, r := send(body)
		assert.Equal(t, code, r["code"], "%.60s", body)
	}
	patterns := at(s.get("/api/analytics/patterns?userId=42"), "data")
	assert.EqualValues(t, 3, at(patterns, "weeklyPattern", "friday"))
	assert.Equal(t, []any{23.0}, at(patterns, "peakUsageHours"))
	assert.Equal(t, "2025-07-18T23:30:00.000Z", at(patterns, "lastActive"))
	assert.EqualValues(t, 0, at(patterns, "averageSessionLength"))
	assert.EqualValues(t, 0, at(patterns, "totalCalculations"))

	require.NoError(t, s.Nightly(t.Context(), s.now.AddDate(0, 0, 91)))
	rows, err = s.DB.Query(t.Context(), "SELECT id FROM user_actions")
	require.NoError(t, err)
	assert.Zero(t, rows.Len(), "kept for 90 days")
}
