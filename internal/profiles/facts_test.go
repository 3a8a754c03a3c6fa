//go:build !js

package profiles

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/kvtest"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

// ledger is a store with a person of the number 42 and another one, 43.
type ledger struct {
	*Store
	kv  *kvtest.Memory
	now time.Time
	t   testing.TB
}

func newLedger(t testing.TB) *ledger {
	l := &ledger{kv: &kvtest.Memory{}, now: time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC), t: t}
	l.Store = &Store{DB: sqlitetest.OpenMigrated(t), KV: l.kv, Now: func() time.Time { return l.now }}
	l.execute("INSERT INTO users (id, email, password_hash, name) VALUES (42, 'ada@example.org', '', 'Ada Example'), (43, 'ben@example.org', '', 'Ben Other')")
	return l
}

func (l *ledger) execute(sql string, args ...any) {
	l.t.Helper()
	_, err := sqldb.Exec(l.t.Context(), l.DB, sql, args...)
	require.NoError(l.t, err)
}

func (l *ledger) row(sql string, args ...any) sqldb.Row {
	l.t.Helper()
	rows, err := l.DB.Query(l.t.Context(), sql, args...)
	require.NoError(l.t, err)
	row, found := rows.First()
	require.True(l.t, found, sql)
	return row
}

func (l *ledger) facts() Facts {
	l.t.Helper()
	f, err := l.Facts(l.t.Context(), 42)
	require.NoError(l.t, err)
	return f
}

func TestFactsAreReadFromTheColumnsFirst(t *testing.T) {
	berlin := &service.Place{Latitude: 52.52, Longitude: 13.405}
	const columns = "UPDATE users SET birth_date = '1990-06-15', birth_time = '08:30', birth_latitude = 52.52, birth_longitude = 13.405, birth_timezone = 'Europe/Berlin'"
	for name, c := range map[string]struct {
		sql, preferences string
		want             Facts
		tier             int
	}{
		"nothing": {"", `{}`, Facts{}, 1},
		"columns": {columns, `{"birthData":{"birthDate":"1991-01-01","birthTime":"09:00","birthLocation":[1,2],"timezone":"UTC","birthPlace":"Berlin"},"birthDate":"1992-01-01"}`,
			Facts{BirthDate: "1990-06-15", BirthTime: "08:30", Place: berlin, Timezone: "Europe/Berlin", PlaceName: "Berlin"}, 2},
		"birthData": {"", `{"birthData":{"birthDate":"1990-06-15","birthTime":"08:30:10","birthLocation":[52.52,13.405],"timezone":"Europe/Berlin"},"birthDate":"1992-01-01"}`,
			Facts{BirthDate: "1990-06-15", BirthTime: "08:30:10", Place: berlin, Timezone: "Europe/Berlin"}, 2},
		"an object as place": {"", `{"birthData":{"birthLocation":{"latitude":52.52,"longitude":13.405}}}`, Facts{Place: berlin}, 1},
		"a name as place":    {"", `{"birthData":{"birthLocation":"Berlin"}}`, Facts{PlaceName: "Berlin"}, 1},
		"zeroes as place":    {"UPDATE users SET birth_latitude = 0, birth_longitude = 0", `{}`, Facts{Place: &service.Place{}}, 1},
		"half a place":       {"UPDATE users SET birth_latitude = 1", `{"birthData":{"birthLocation":[52.52,13.405]}}`, Facts{Place: berlin}, 1},
		"a flat birth date":  {"", `{"birthDate":"1990-06-15"}`, Facts{BirthDate: "1990-06-15"}, 1},
		"what reads as nothing": {"UPDATE users SET birth_date = 'soon'", `{"birthData":{"birthDate":"1990-02-30","birthTime":"8:30","birthLocation":[91,0],"timezone":"Atlantis"},"birthDate":19900615,"preferredName":7}`,
			Facts{}, 2}, // which is how tiers are decided: the three are there
		"no JSON":          {"", `{"birthDate":"1990-06-15"`, Facts{}, 1},
		"a preferred name": {"", `{"preferredName":"Countess"}`, Facts{PreferredName: "Countess"}, 1},
		"flags":            {"", `{"tier2_completed":true,"tier3_completed":true}`, Facts{Onboarding: true}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLedger(t)
			if c.sql != "" {
				l.execute(c.sql)
			}
			l.execute("UPDATE users SET preferences = ?", c.preferences)
			f := l.facts()
			assert.Equal(t, c.tier, f.Tier())
			assert.Equal(t, "Ada Example", f.Name)
			assert.Equal(t, service.Profile{UserID: "42", FullName: "Ada Example", BirthDate: c.want.BirthDate, BirthTime: c.want.BirthTime, BirthLocation: c.want.Place, Timezone: c.want.Timezone}, f.Profile())
			assert.Equal(t, c.want.PlaceName, f.PlaceName)
			assert.Equal(t, c.want.PreferredName, f.PreferredName)
			assert.Equal(t, c.want.Onboarding, f.Onboarding)
			assert.Equal(t, "free", f.DeveloperTier)
		})
	}
	l := newLedger(t)
	_, err := l.Facts(t.Context(), 44)
	assert.ErrorIs(t, err, auth.ErrNoUser)
}
