//go:build !js

package analytics

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

var now = time.Date(2025, 7, 18, 9, 0, 0, 0, time.UTC) // a Friday

// newStore has the users 42 and 43.
func newStore(t *testing.T) *Store {
	s := &Store{DB: sqlitetest.OpenMigrated(t), Now: func() time.Time { return now }}
	exec(t, s, "INSERT INTO users (id, email, password_hash) VALUES (42, 'a@example.org', ''), (43, 'b@example.org', '')")
	return s
}

func exec(t *testing.T, s *Store, sql string, args ...any) {
	t.Helper()
	_, err := sqldb.Exec(t.Context(), s.DB, sql, args...)
	require.NoError(t, err)
}

// act records an action of user 42 at a time.
func act(t *testing.T, s *Store, at string) {
	t.Helper()
	moment, err := time.Parse(time.DateTime, at)
	require.NoError(t, err)
	then := *s
	then.Now = func() time.Time { return moment }
	require.NoError(t, then.Record(t.Context(), "42", Action{"calculate", "raycast_extension", json.RawMessage(`{"success":true}`)}))
}

func read(t *testing.T, s *Store, user, engines, at string) {
	t.Helper()
	exec(t, s, "INSERT INTO readings (user_id, reading_type, engines_used, input_data, results, created_at) VALUES (?, 'x', ?, '{}', '{}', ?)", user, engines, at)
}

func patterns(t *testing.T, s *Store) string {
	t.Helper()
	o, err := s.Patterns(t.Context(), "42")
	require.NoError(t, err)
	return string(o.JSON())
}

func TestRecord(t *testing.T) {
	s := newStore(t)
	act(t, s, "2025-07-18 08:30:00")
	rows, err := s.DB.Query(t.Context(), "SELECT user_id, action, source, metadata, created_at FROM user_actions")
	require.NoError(t, err)
	assert.Equal(t, [][]any{{int64(42), "calculate", "raycast_extension", `{"success":true}`, "2025-07-18 08:30:00"}}, rows.Values)
}

func TestPatterns(t *testing.T) {
	s := newStore(t)
	const none = `{"favoriteEngines":[],"peakUsageHours":[],"averageSessionLength":null,"totalCalculations":0,"streakDays":0,"lastActive":null,
		"weeklyPattern":{"monday":0,"tuesday":0,"wednesday":0,"thursday":0,"friday":0,"saturday":0,"sunday":0}}`
	assert.JSONEq(t, none, patterns(t, s))
	read(t, s, "43", `["tarot"]`, "2025-07-18 08:00:00")
	read(t, s, "42", `["tarot"]`, "2025-04-18 08:00:00") // 91 days ago
	act(t, s, "2025-04-18 08:00:00")
	assert.JSONEq(t, none, patterns(t, s), "of others and of long ago")

	// Two sessions: 07:00 to 07:45 by way of 07:20, and 08:15 alone, half an hour later.
	act(t, s, "2025-07-18 07:00:00")
	read(t, s, "42", `["tarot","iching"]`, "2025-07-18T07:20:00.000Z")
	act(t, s, "2025-07-18 07:45:00")
	act(t, s, "2025-07-18 08:15:00")
	read(t, s, "42", `["tarot"]`, "2025-07-17 22:00:00") // alone
	read(t, s, "42", `no list`, "2025-07-14 22:00:00")   // alone, a Monday
	assert.JSONEq(t, `{"favoriteEngines":["tarot","iching"],"peakUsageHours":[7,22,8],"averageSessionLength":11.25,"totalCalculations":3,"streakDays":2,
		"lastActive":"2025-07-18T08:15:00.000Z",
		"weeklyPattern":{"monday":1,"tuesday":0,"wednesday":0,"thursday":1,"friday":4,"saturday":0,"sunday":0}}`, patterns(t, s))
	for i := range 7 {
		read(t, s, "42", fmt.Sprintf(`["e%d"]`, i), "2025-07-16 10:00:00")
	}
	assert.Contains(t, patterns(t, s), `"favoriteEngines":["tarot","e0","e1","e2","e3"]`)
	assert.Contains(t, patterns(t, s), `"streakDays":3`)
}

func TestSessions(t *testing.T) {
	from := func(minutes ...float64) (times []time.Time) {
		for _, m := range minutes {
			times = append(times, now.Add(time.Duration(m*float64(time.Minute))))
		}
		return times
	}
	assert.Nil(t, sessionLength(nil))
	for _, c := range []struct {
		times []time.Time
		want  float64
	}{
		{from(0), 0}, {from(0, 10), 10}, {from(0, 29.99), 29.99}, {from(0, 30), 0}, {from(0, 20, 40, 60), 60}, {from(0, 10, 50), 5}, {from(0, 1, 100, 200), 0.33},
	} {
		assert.Equal(t, c.want, *sessionLength(c.times))
	}
}

func TestStreak(t *testing.T) {
	ago := func(days ...int) (times []time.Time) {
		for _, d := range days {
			times = append(times, now.AddDate(0, 0, -d))
		}
		return times
	}
	assert.Equal(t, 0, streak(nil, now))
	assert.Equal(t, 0, streak(ago(2, 3), now))
	assert.Equal(t, 2, streak(ago(1, 2), now))
	assert.Equal(t, 3, streak(ago(4, 2, 1, 1, 0), now))
}

func TestForgetting(t *testing.T) {
	s := newStore(t)
	act(t, s, "2025-04-10 08:00:00")
	act(t, s, "2025-04-19 09:00:00")
	act(t, s, "2025-04-19 09:00:01")
	act(t, s, "2025-07-18 09:00:00")
	forget := func(limit int) int64 {
		n, err := sqldb.Exec(t.Context(), s.DB, ForgetActions, now.Format(time.RFC3339), limit)
		require.NoError(t, err)
		return n
	}
	assert.EqualValues(t, 1, forget(1))
	assert.EqualValues(t, 0, forget(10), "a day on which it is exactly 90 days old is its last")
	then := now
	then = then.Add(time.Second)
	n, err := sqldb.Exec(t.Context(), s.DB, ForgetActions, then.Format(time.RFC3339), 10)
	require.NoError(t, err)
	assert.EqualValues(t, 1, n)
}

func TestNoStatementReadsAWholeTable(t *testing.T) {
	s := newStore(t)
	for sql, args := range map[string][]any{
		eventQuery:  {"42", "2025-04-19", maxEvents},
		engineQuery: {"42", "2025-04-19", maxEvents},
	} {
		rows, err := s.DB.Query(t.Context(), "EXPLAIN QUERY PLAN "+sql, args...)
		require.NoError(t, err)
		for i := range rows.Len() {
			assert.NotRegexp(t, `^SCAN (users|user_actions|readings)\b`, rows.At(i).Text("detail"), sql)
		}
	}
}
