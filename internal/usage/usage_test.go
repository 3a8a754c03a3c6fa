//go:build !js

package usage

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

// now is a Saturday.
var now = time.Date(2025, 7, 19, 8, 30, 0, 0, time.UTC)

func newStore(t *testing.T) *Store {
	db := sqlitetest.OpenMigrated(t)
	_, err := db.Batch(t.Context(),
		sqldb.Do(`INSERT INTO users (id, email, password_hash) VALUES (1, 'ada@example.org', ''), (2, 'ben@example.org', '')`),
		sqldb.Do(`INSERT INTO api_keys (id, user_id, key_hash, key_prefix, name, scopes) VALUES
			('a', 1, 'x', 'wos_live_', 'a', '[]'), ('b', 1, 'y', 'wos_live_', 'b', '[]'), ('c', 2, 'z', 'wos_live_', 'c', '[]')`))
	require.NoError(t, err)
	return &Store{DB: db, Now: func() time.Time { return now }}
}

func (s *Store) log(t *testing.T, calls ...Call) {
	t.Helper()
	for _, c := range calls {
		if c.UserID == 0 {
			c.UserID = 1
		}
		if c.Status == 0 {
			c.Status = 200
		}
		if c.At.IsZero() {
			c.At = now
		}
		_, err := s.DB.Batch(t.Context(), c.Statement())
		require.NoError(t, err)
	}
}

func TestRow(t *testing.T) {
	s := newStore(t)
	miss := false
	s.log(t, Call{
		UserID: 1, KeyID: "a", Endpoint: "/engines/{n}/calculate", Method: "POST", Status: 400, Took: 12_900 * time.Microsecond,
		RequestSize: 7, ResponseSize: 9, Address: "192.0.2.1", UserAgent: strings.Repeat("a", 1000), Engine: "tarot",
		Failure: "VALIDATION_ERROR", CacheHit: &miss,
	}, Call{Endpoint: "/", Method: "GET"})
	rows, err := s.DB.Query(t.Context(), "SELECT * FROM api_usage_logs ORDER BY id")
	require.NoError(t, err)
	row := rows.At(0)
	assert.Equal(t, []any{"a", int64(1), "/engines/{n}/calculate", "POST", int64(400), int64(12), int64(7), int64(9),
		"192.0.2.1", strings.Repeat("a", 256), "2025-07-19 08:30:00", "tarot", "VALIDATION_ERROR", int64(0)}, rows.Values[0][1:])
	assert.False(t, row.Null("cache_hit"))
	for _, column := range []string{"api_key_id", "ip_address", "user_agent", "engine_used", "error_message", "cache_hit"} {
		assert.True(t, rows.At(1).Null(column), column)
	}
}

func TestRowsOfTheDeleted(t *testing.T) {
	s := newStore(t)
	s.log(t, Call{UserID: 3}, Call{KeyID: "gone"}, Call{KeyID: "a"})
	_, err := sqldb.Exec(t.Context(), s.DB, "DELETE FROM api_keys WHERE id = 'a'")
	require.NoError(t, err)
	rows, err := s.DB.Query(t.Context(), "SELECT user_id, api_key_id FROM api_usage_logs")
	require.NoError(t, err)
	assert.Equal(t, [][]any{{int64(1), nil}, {int64(1), nil}}, rows.Values)
	statistics, err := s.Statistics(t.Context(), 1, "", 30)
	require.NoError(t, err)
	assert.EqualValues(t, 2, statistics.TotalAPICalls, "its usage stays counted")
}

func TestDeleteExpired(t *testing.T) {
	s := newStore(t)
	_, err := s.DB.Batch(t.Context(),
		sqldb.Do("UPDATE users SET developer_tier = 'pro' WHERE id = 2"),
		sqldb.Do("INSERT INTO users (id, email, password_hash, developer_tier) VALUES (3, 'eve@example.org', '', 'enterprise')"))
	require.NoError(t, err)
	for user, days := range map[int64]int{1: 7, 2: 30, 3: 365} {
		limit := now.AddDate(0, 0, -days)
		s.log(t, Call{UserID: user, Endpoint: "old", At: limit.Add(-time.Second)}, Call{UserID: user, Endpoint: "kept", At: limit})
	}
	for _, deleted := range []int64{2, 1, 0} {
		n, err := sqldb.Exec(t.Context(), s.DB, DeleteExpired, now.Format(time.RFC3339), 2)
		require.NoError(t, err)
		assert.Equal(t, deleted, n)
	}
	rows, err := s.DB.Query(t.Context(), "SELECT DISTINCT endpoint FROM api_usage_logs")
	require.NoError(t, err)
	assert.Equal(t, [][]any{{"kept"}}, rows.Values)
	plan, err := s.DB.Query(t.Context(), "EXPLAIN QUERY PLAN "+DeleteExpired, "", 2)
	require.NoError(t, err)
	assert.Contains(t, jsonOf(t, plan.Values), "idx_api_usage_logs_user_timestamp (user_id=? AND timestamp")
}

func jsonOf(t *testing.T, value any) string {
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}

func TestStatisticsOfNothing(t *testing.T) {
	s := newStore(t)
	statistics, err := s.Statistics(t.Context(), 1, "", 30)
	require.NoError(t, err)
	assert.Len(t, statistics.TimeSeriesData, 31)
	assert.JSONEq(t, `{"timestamp":"2025-06-19T00:00:00.000Z","calls":0,"errors":0,"avgResponseTime":null}`, jsonOf(t, statistics.TimeSeriesData[0]))
	statistics.TimeSeriesData = statistics.TimeSeriesData[:0]
	assert.JSONEq(t, `{"totalApiCalls":0,"callsThisMonth":0,"callsToday":0,"successRate":null,"averageResponseTime":null,
		"topEngines":[],"errorBreakdown":[],"timeSeriesData":[]}`, jsonOf(t, statistics))
}

func TestStatistics(t *testing.T) {
	s := newStore(t)
	at := func(day, hour int) time.Time { return time.Date(2025, 7, day, hour, 5, 0, 0, time.UTC) }
	s.log(t,
		Call{At: at(19, 0), Engine: "tarot", Took: 10 * time.Millisecond, KeyID: "a"},
		Call{At: at(19, 8), Engine: "tarot", Took: 20 * time.Millisecond, Status: 400, KeyID: "a"},
		Call{At: at(19, 8), Engine: "iching", Took: 31 * time.Millisecond},
		Call{At: at(18, 9), Status: 503, KeyID: "b"},
		Call{At: at(18, 8), Status: 400}, // more than 24 hours ago
		Call{At: at(1, 0), Status: 302},  // of this month
		Call{At: at(-10, 0)},             // of the one before
		Call{At: at(19, 8), UserID: 2, Status: 500, Engine: "biofield", KeyID: "c"},
	)
	day, err := s.Statistics(t.Context(), 1, "", 1)
	require.NoError(t, err)
	assert.EqualValues(t, 4, day.TotalAPICalls)
	assert.EqualValues(t, 6, day.CallsThisMonth, "whatever the range")
	assert.EqualValues(t, 3, day.CallsToday)
	assert.Equal(t, 50.0, *day.SuccessRate)
	assert.Equal(t, 15.25, *day.AverageResponseTime)
	assert.JSONEq(t, `[{"engine":"tarot","calls":2,"percentage":66.67},{"engine":"iching","calls":1,"percentage":33.33}]`, jsonOf(t, day.TopEngines))
	assert.JSONEq(t, `[{"statusCode":400,"count":1,"percentage":50},{"statusCode":503,"count":1,"percentage":50}]`, jsonOf(t, day.ErrorBreakdown))
	require.Len(t, day.TimeSeriesData, 25, "an hour each, the first of them from half past on")
	assert.JSONEq(t, `{"timestamp":"2025-07-18T09:00:00.000Z","calls":1,"errors":1,"avgResponseTime":0}`, jsonOf(t, day.TimeSeriesData[1]))
	assert.JSONEq(t, `{"timestamp":"2025-07-19T08:00:00.000Z","calls":2,"errors":1,"avgResponseTime":25.5}`, jsonOf(t, day.TimeSeriesData[24]))

	month, err := s.Statistics(t.Context(), 1, "", 30)
	require.NoError(t, err)
	assert.EqualValues(t, 7, month.TotalAPICalls, "the 20th of June is within 30 days")
	assert.Equal(t, 57.14, *month.SuccessRate, "a redirection succeeds")
	require.Len(t, month.TimeSeriesData, 31)
	calls, errors := int64(0), int64(0)
	for _, item := range month.TimeSeriesData {
		calls, errors = calls+item.Calls, errors+item.Errors
	}
	assert.EqualValues(t, 7, calls)
	assert.EqualValues(t, 3, errors)

	ofKey, err := s.Statistics(t.Context(), 1, "a", 30)
	require.NoError(t, err)
	assert.EqualValues(t, 2, ofKey.TotalAPICalls)
	assert.EqualValues(t, 2, ofKey.CallsThisMonth)
	foreign, err := s.Statistics(t.Context(), 1, "c", 30)
	require.NoError(t, err)
	assert.Zero(t, foreign.TotalAPICalls)

	long, err := s.Statistics(t.Context(), 1, "", 9999*365)
	require.NoError(t, err)
	assert.Len(t, long.TimeSeriesData, 367, "no more than the log can hold")
	two, err := s.Statistics(t.Context(), 1, "", 2)
	require.NoError(t, err)
	assert.Len(t, two.TimeSeriesData, 49)
}

func TestTopEnginesAreTen(t *testing.T) {
	s := newStore(t)
	for i := range 12 {
		for range i + 1 {
			s.log(t, Call{Engine: "engine" + string(rune('a'+i))})
		}
	}
	statistics, err := s.Statistics(t.Context(), 1, "", 30)
	require.NoError(t, err)
	require.Len(t, statistics.TopEngines, 10)
	assert.Equal(t, "enginel", statistics.TopEngines[0].Engine)
	assert.Equal(t, 15.38, *statistics.TopEngines[0].Percentage, "12 of 78, those left out included")
}

func TestOverview(t *testing.T) {
	s := newStore(t)
	hit, miss := true, false
	at := func(day, hour int) time.Time { return time.Date(2025, 7, day, hour, 5, 0, 0, time.UTC) }
	s.log(t,
		Call{At: at(19, 8), Engine: "numerology", CacheHit: &hit, Took: 4 * time.Millisecond},
		Call{At: at(18, 8), Engine: "numerology", CacheHit: &miss, Took: 11 * time.Millisecond},
		Call{At: at(18, 8), Engine: "numerology", CacheHit: &miss, Status: 400},
		Call{At: at(18, 7), Engine: "biofield"},
		Call{At: at(18, 3), Endpoint: "/batch"},
		Call{At: at(13, 3)}, // a Sunday
		Call{At: time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)},
		Call{UserID: 2, At: at(19, 8), CacheHit: &hit},
	)
	_, err := s.DB.Batch(t.Context(), sqldb.Do(`INSERT INTO readings (user_id, reading_type, engines_used, input_data, results, created_at) VALUES
		(1, 't', '[]', '{}', '{}', '2025-07-19 08:00:00'), (1, 't', '[]', '{}', '{}', '2025-07-01T08:00:00.000Z'),
		(1, 't', '[]', '{}', '{}', '2025-01-01T08:00:00.000Z'), (2, 't', '[]', '{}', '{}', '2025-07-19 08:00:00')`))
	require.NoError(t, err)
	overview, err := s.Overview(t.Context(), 1, "30d", 30, true)
	require.NoError(t, err)
	hours := make([]int, 24)
	hours[3], hours[7], hours[8] = 2, 1, 3
	assert.JSONEq(t, `{"timeRange":"30d","totalReadings":2,
		"cachePerformance":{"hitRate":33.33,"totalRequests":3,"totalHits":1,"totalMisses":2,"engineStats":{"numerology":{"hits":1,"misses":2,"hitRate":33.33}}},
		"engineUsage":{
			"numerology":{"totalUsage":3,"averageResponseTime":5,"successRate":66.67,"lastUsed":"2025-07-19T08:05:00.000Z"},
			"biofield":{"totalUsage":1,"averageResponseTime":0,"successRate":100,"lastUsed":"2025-07-18T07:05:00.000Z"}},
		"activityPattern":{"hourlyDistribution":`+jsonOf(t, hours)+`,"dailyDistribution":[1,0,0,0,0,4,1],"peakHour":8,"peakDay":5},
		"performanceMetrics":{"averageResponseTime":2.5,"peakUsageHours":[8,3,7],
			"mostUsedEngines":[{"engine":"numerology","count":3,"percentage":75},{"engine":"biofield","count":1,"percentage":25}]}}`, jsonOf(t, overview))

	overview, err = s.Overview(t.Context(), 1, "1d", 1, false)
	require.NoError(t, err)
	assert.NotContains(t, jsonOf(t, overview), "engineStats")
}

func TestOverviewOfNothing(t *testing.T) {
	s := newStore(t)
	overview, err := s.Overview(t.Context(), 1, "1w", 7, true)
	require.NoError(t, err)
	assert.JSONEq(t, `{"timeRange":"1w","totalReadings":0,
		"cachePerformance":{"hitRate":null,"totalRequests":0,"totalHits":0,"totalMisses":0,"engineStats":{}},
		"engineUsage":{},
		"activityPattern":{"hourlyDistribution":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],"dailyDistribution":[0,0,0,0,0,0,0],"peakHour":null,"peakDay":null},
		"performanceMetrics":{"averageResponseTime":null,"peakUsageHours":[],"mostUsedEngines":[]}}`, jsonOf(t, overview))
}

// planned notes how the database finds rows.
type planned struct {
	sqldb.DB
	t     *testing.T
	plans []string
}

func (p *planned) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	rows, err := p.DB.Query(ctx, "EXPLAIN QUERY PLAN "+sql, args...)
	require.NoError(p.t, err)
	for i := range rows.Len() {
		p.plans = append(p.plans, rows.At(i).Text("detail"))
	}
	return p.DB.Query(ctx, sql, args...)
}

func TestNoStatementScansATable(t *testing.T) {
	s := newStore(t)
	p := &planned{DB: s.DB, t: t}
	s.DB = p
	_, err := s.Statistics(t.Context(), 1, "", 30)
	require.NoError(t, err)
	_, err = s.Statistics(t.Context(), 1, "a", 30)
	require.NoError(t, err)
	_, err = s.Overview(t.Context(), 1, "30d", 30, true)
	require.NoError(t, err)
	insert := Call{UserID: 1, KeyID: "a"}.Statement()
	_, err = p.Query(t.Context(), insert.SQL, insert.Args...)
	require.NoError(t, err)
	found := 0
	for _, plan := range p.plans {
		if strings.HasPrefix(plan, "SCAN ") {
			// A window function goes over the groups of a query, which are few.
			assert.Regexp(t, `^SCAN (\(subquery-\d+\)|CONSTANT ROW)$`, plan)
		}
		if strings.Contains(plan, "idx_api_usage_logs_user_timestamp") {
			found++
		}
	}
	assert.GreaterOrEqual(t, found, 8, "%v", p.plans)
}
