//go:build !js

package router

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/analytics"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/kvtest"
	"github.com/witnessos/witnessos/internal/profiles"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/timeline"
	"github.com/witnessos/witnessos/internal/web"
)

// study is a hall whose accounts have completed their onboarding, and whose users 42 and 43 have
// tokens.
type study struct {
	*hall
	ids int
}

type (
	studyAccounts struct{}
	studyEngine   struct{ hallEngine }
)

func (studyAccounts) Find(_ context.Context, _ string, claims *auth.Claims) (*auth.Account, error) {
	ids := map[string]int64{"42": 42, "43": 43}
	return &auth.Account{ID: ids[claims.Subject], Tier1: true, Tier2: true}, nil
}

func (e studyEngine) CalculateEngine(ctx context.Context, p service.Calculation) (engines.Result, error) {
	if e.down != nil {
		return engines.Result{}, e.down
	}
	if e.answer != nil {
		return *e.answer(service.BatchItem{EngineName: p.EngineName, Input: p.Input}), nil
	}
	return e.Service.CalculateEngine(ctx, p)
}

func newStudy(t testing.TB) *study {
	s := &study{hall: newHall(t)}
	_, err := sqldb.Exec(t.Context(), s.DB, "INSERT INTO users (id, email, password_hash) VALUES (43, 'ben@example.org', '')")
	require.NoError(t, err)
	s.Accounts = studyAccounts{}
	s.Engine = studyEngine{hallEngine{nil, s.hall}}
	s.Analytics = &analytics.Store{DB: s.DB, Now: s.Router.Now}
	s.Profiles = &profiles.Store{DB: s.DB, KV: &kvtest.Memory{}, Now: s.Router.Now}
	s.UUID = func() string { s.ids++; return fmt.Sprint("id-", s.ids) }
	return s
}

// ask sends a request of a user, or of nobody.
func (s *study) ask(method, path, body, user string, header ...web.Field) (int, map[string]any) {
	s.t.Helper()
	request := &web.Request{ID: "request", Method: method, URL: "http://localhost" + path, Body: []byte(body), Header: header}
	if user != "" {
		token, err := s.Config.Keys.Sign(user, "", false, "session", s.now, time.Hour)
		require.NoError(s.t, err)
		request.Header.Add("Authorization", "Bearer "+token)
	}
	response := s.Handle(s.t.Context(), request)
	var decoded map[string]any
	require.NoError(s.t, json.Unmarshal(response.Whole(), &decoded), "%s", response.Whole())
	return response.Status, decoded
}

func (s *study) get(path string) map[string]any {
	s.t.Helper()
	status, r := s.ask("GET", path, "", "42")
	require.Equal(s.t, 200, status, "%s: %v", path, r)
	return r
}

// calculate leaves an entry of user 42.
func (s *study) calculate(options string, header ...web.Field) {
	s.t.Helper()
	status, r := s.ask("POST", "/engines/biorhythm/calculate", `{"input":{"birth_date":"1990-06-15"},"options":`+options+`}`, "42", header...)
	require.Equal(s.t, 200, status, "%v", r)
}

func TestWhatACalculationLeavesBehind(t *testing.T) {
	s := newStudy(t)
	s.calculate(`{"userId":"42"}`)
	s.calculate(`{"userId":42}`, web.Field{Name: "Origin", Value: "https://witnessos.space"})
	s.calculate(`{"userId":42}`, web.Field{Name: "User-Agent", Value: "WitnessOS-Raycast-Extension/1.0.0"})
	s.calculate(`{}`)
	entries := at(s.get("/timeline"), "timeline", "entries")
	require.Len(t, entries, 3)
	assert.Equal(t, []any{"raycast", "web", "api"}, []any{
		at(entries, 0, "metadata", "source"), at(entries, 1, "metadata", "source"), at(entries, 2, "metadata", "source")})
	last := at(entries, 2)
	assert.Equal(t, map[string]any{"confidence": 100.0, "cached": false, "requestId": "request", "duration": 0.0, "source": "api"}, at(last, "metadata"))
	assert.Equal(t, map[string]any{"birth_date": "1990-06-15"}, at(last, "input"))
	assert.Equal(t, "42", at(last, "userId"))
	assert.Equal(t, "biorhythm", at(last, "engineName"))

	s.answer = func(service.BatchItem) *engines.Result {
		return &engines.Result{Success: true, Data: json.RawMessage(`{"secret":"face"}`)}
	}
	status, _ := s.ask("POST", "/engines/face_reading/calculate", `{"input":{"landmarks":[[1,2,3]]},"options":{"userId":42}}`, "42")
	require.Equal(t, 200, status)
	face := at(s.get("/timeline?limit=1"), "timeline", "entries", 0)
	assert.Equal(t, "face_reading", at(face, "engineName"))
	assert.Nil(t, at(face, "input"), "nothing biometric is kept")
	assert.Nil(t, at(face, "result"))
	s.answer = nil

	status, _ = s.ask("POST", "/workflows/natal", `{`+adasProfile+`}`, "42", web.Field{Name: "Origin", Value: "https://witnessos.space"})
	require.Equal(t, 200, status)
	natal := at(s.get("/timeline/type/workflow_natal"), "timeline", "entries", 0)
	assert.Equal(t, "natal", at(natal, "workflowType"))
	assert.Equal(t, "web", at(natal, "metadata", "source"))
	assert.IsType(t, 0.0, at(natal, "metadata", "confidence"))

	_, r := s.ask("POST", "/workflows/natal", `{`+adasProfile+`,"options":{"async":true}}`, "42", web.Field{Name: "Origin", Value: "https://witnessos.space"})
	require.NotNil(t, r["workflowId"])
	assert.Equal(t, "web", s.created[0].Source)
}

// put adds entries of a user, each an hour older than the one before.
func (s *study) put(user string, ids ...string) {
	s.t.Helper()
	for i, id := range ids {
		_, err := s.Timeline.Add(s.t.Context(), timeline.Entry{ID: id, User: user, At: s.now.Add(-time.Duration(i) * time.Hour), Type: timeline.Synthesis})
		require.NoError(s.t, err)
	}
}

func TestTimelineLists(t *testing.T) {
	s := newStudy(t) // it is 23:30
	s.put("42", "a", "b", "c")
	s.put("43", "foreign")
	_, err := s.Timeline.Add(t.Context(), timeline.Entry{ID: "old", User: "42", At: s.now.AddDate(0, 0, -31), Type: timeline.ForecastDaily})
	require.NoError(t, err)
	ids := func(path string) []any { return column(at(s.get(path), "timeline", "entries"), "id") }

	r := s.get("/timeline?limit=2&userId=42")
	assert.Equal(t, []any{"a", "b"}, column(at(r, "timeline", "entries"), "id"))
	assert.EqualValues(t, 4, at(r, "timeline", "total"))
	assert.Equal(t, true, at(r, "timeline", "hasMore"))
	assert.EqualValues(t, 2, at(r, "timeline", "nextOffset"))
	assert.Equal(t, []any{"c", "old"}, ids("/timeline?limit=2&offset=2"))
	assert.Equal(t, []any{"a"}, ids("/timeline?limit=0"), "clamped")
	assert.Len(t, ids("/timeline?limit=ten&offset=-4"), 4)
	assert.Equal(t, []any{"old"}, ids("/timeline?type=forecast_daily"))
	assert.Equal(t, []any{"a", "b", "c"}, ids("/timeline?startDate=2025-07-18&endDate=2025-07-18"), "both days included")
	assert.Equal(t, []any{"old"}, ids("/timeline?endDate=2025-07-17"))
	assert.Empty(t, ids("/timeline?startDate=2025-07-19&endDate=9999-12-31"))

	assert.Equal(t, []any{"a", "b", "c"}, ids("/timeline/recent"))
	r = s.get("/timeline/date/2025-06-17")
	assert.Equal(t, "2025-06-17", r["date"])
	assert.Equal(t, []any{"old"}, column(at(r, "timeline", "entries"), "id"))
	r = s.get("/timeline/type/synthesis?limit=1")
	assert.Equal(t, "synthesis", r["type"])
	assert.EqualValues(t, 3, at(r, "timeline", "total"))
	stats := at(s.get("/timeline/stats"), "stats")
	assert.EqualValues(t, 4, at(stats, "totalEntries"))
	assert.EqualValues(t, 1, at(stats, "streakDays"))
	assert.Nil(t, at(stats, "averageConfidence"))
}

func TestTimelineRefusals(t *testing.T) {
	s := newStudy(t)
	s.put("42", "a")
	s.put("43", "foreign")
	for _, c := range []struct {
		method, path, body string
		status             int
		code               string
	}{
		{"GET", "/timeline?startDate=2025-02-29", "", 400, "INVALID_DATE"},
		{"GET", "/timeline?endDate=18.07.2025", "", 400, "INVALID_DATE"},
		{"GET", "/timeline?startDate=2025-07-19&endDate=2025-07-18", "", 400, "INVALID_DATE"},
		{"GET", "/timeline?type=palmistry", "", 400, "INVALID_TYPE"},
		{"GET", "/timeline?type=palmistry&userId=43", "", 403, "FORBIDDEN"},
		{"GET", "/timeline/date/today", "", 400, "INVALID_DATE"},
		{"GET", "/timeline/date/2025-07-18T00:00:00Z", "", 400, "INVALID_DATE"},
		{"GET", "/timeline/type/palmistry", "", 400, "INVALID_TYPE"},
		{"GET", "/timeline/recent?userId=43", "", 403, "FORBIDDEN"},
		{"GET", "/timeline/stats?userId=43", "", 403, "FORBIDDEN"},
		{"PUT", "/timeline/entry/", `{"metadata":{"accuracy":1}}`, 400, "MISSING_ENTRY_ID"},
		{"PUT", "/timeline/entry/%20", `{"metadata":{"accuracy":1}}`, 400, "MISSING_ENTRY_ID"},
		{"DELETE", "/timeline/entry", "", 400, "MISSING_ENTRY_ID"},
		{"PUT", "/timeline/entry/a", `{`, 400, "INVALID_JSON"},
		{"PUT", "/timeline/entry/a", ``, 400, "MISSING_UPDATES"},
		{"PUT", "/timeline/entry/a", `{"result":{}}`, 400, "MISSING_UPDATES"},
		{"PUT", "/timeline/entry/a", `{"metadata":{"accuracy":101}}`, 400, "VALIDATION_ERROR"},
		{"PUT", "/timeline/entry/a", `{"parentEntry":"foreign"}`, 400, "VALIDATION_ERROR"},
		{"PUT", "/timeline/entry/a", `{"userId":43,"metadata":{"accuracy":1}}`, 403, "FORBIDDEN"},
		{"PUT", "/timeline/entry/foreign", `{"metadata":{"accuracy":1}}`, 404, "NOT_FOUND"},
		{"PUT", "/timeline/entry/nobody", `{"metadata":{"accuracy":1}}`, 404, "NOT_FOUND"},
		{"DELETE", "/timeline/entry/foreign", "", 404, "NOT_FOUND"},
		{"DELETE", "/timeline/entry/a", `{"userId":"43"}`, 403, "FORBIDDEN"},
	} {
		status, r := s.ask(c.method, c.path, c.body, "42")
		assert.Equal(t, c.status, status, "%s %s: %v", c.method, c.path, r)
		assert.Equal(t, c.code, r["code"], "%s %s", c.method, c.path)
	}
	_, r := s.ask("GET", "/timeline/date/today", "", "42")
	assert.Equal(t, "date must be a date (YYYY-MM-DD)", r["message"])
	assert.Equal(t, "date", at(r, "details", "field"))

	status, r := s.ask("PUT", "/timeline/entry/a", `{"metadata":{"accuracy":80,"tags":["moon"]},"userId":"42"}`, "42")
	require.Equal(t, 200, status)
	assert.EqualValues(t, 80, at(r, "entry", "metadata", "accuracy"))
	status, r = s.ask("DELETE", "/timeline/entry/a", "", "42")
	require.Equal(t, 200, status)
	assert.Equal(t, "Timeline entry deleted", r["message"])
	status, _ = s.ask("DELETE", "/timeline/entry/a", "", "42")
	assert.Equal(t, 404, status)
}

// Each endpoint has a code of its own for a database that fails, and says nothing of the reason.
func TestOwnCodes(t *testing.T) {
	s := newStudy(t)
	s.Timeline = &timeline.Store{DB: broken{}, Now: s.Router.Now}
	s.Analytics = &analytics.Store{DB: broken{}, Now: s.Router.Now}
	s.Profiles = &profiles.Store{DB: broken{}, KV: &kvtest.Memory{}, Now: s.Router.Now}
	for _, c := range [][4]string{
		{"GET", "/timeline", "", "TIMELINE_FETCH_FAILED"},
		{"GET", "/timeline/recent", "", "RECENT_TIMELINE_FETCH_FAILED"},
		{"GET", "/timeline/date/2025-07-18", "", "TIMELINE_DATE_FETCH_FAILED"},
		{"GET", "/timeline/type/synthesis", "", "TIMELINE_TYPE_FETCH_FAILED"},
		{"GET", "/timeline/stats", "", "TIMELINE_STATS_FAILED"},
		{"PUT", "/timeline/entry/a", `{"metadata":{"accuracy":1}}`, "TIMELINE_UPDATE_FAILED"},
		{"DELETE", "/timeline/entry/a", "", "TIMELINE_DELETE_FAILED"},
		{"GET", "/analytics/biorhythm", "", "BIORHYTHM_ANALYTICS_FAILED"},
		{"GET", "/analytics/optimal-timing", "", "OPTIMAL_TIMING_FAILED"},
		{"GET", "/analytics/energy-cycles", "", "ENERGY_CYCLES_FAILED"},
		{"GET", "/analytics/insights", "", "PREDICTIVE_INSIGHTS_FAILED"},
		{"POST", "/api/analytics/action", `{"action":"x"}`, "USAGE_ANALYTICS_FAILED"},
		{"GET", "/api/analytics/patterns", "", "USAGE_ANALYTICS_FAILED"},
	} {
		status, r := s.ask(c[0], c[1], c[2], "42")
		assert.Equal(t, 500, status, c[1])
		assert.Equal(t, c[3], r["code"], c[1])
		assert.NotContains(t, fmt.Sprint(r), "secrets")

		status, r = s.ask(c[0], c[1], c[2], "")
		assert.Equal(t, 401, status, c[1])
		assert.Equal(t, "AUTHENTICATION_REQUIRED", r["code"], c[1])
		joint := "?"
		if strings.Contains(c[1], "?") {
			joint = "&"
		}
		_, r = s.ask(c[0], c[1]+joint+"userId=43", c[2], "42")
		assert.Equal(t, "FORBIDDEN", r["code"], c[1])
	}
}
