//go:build !js

package profiles

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
)

func (l *ledger) apply(read func(string) (Change, *api.Error), body string) string {
	l.t.Helper()
	change, invalid := read(body)
	require.Nil(l.t, invalid, "%v", invalid)
	preferences, err := l.Apply(l.t.Context(), 42, change)
	require.NoError(l.t, err)
	assert.Equal(l.t, l.row("SELECT preferences FROM users WHERE id = 42").Text("preferences"), string(preferences))
	return string(preferences)
}

func TestPreferencesMergeShallowly(t *testing.T) {
	l := newLedger(t)
	l.execute(`UPDATE users SET preferences = ? WHERE id = 42`, `{"theme":"dark","nested":{"a":1,"b":2},"list":[1,2],"gone":true,"large":12345678901234567890,"é\"'$.x":1}`)
	assert.Equal(t, `{"theme":"light","nested":{"c":3},"list":[1,2],"large":12345678901234567890,"é\"'$.x":1,"twice":"b"}`,
		l.apply(wishes, `{"preferences":{"theme":"light","nested":{"c":3},"gone":null,"absent":null,"twice":"a","twice":"b"}}`))
	assert.Equal(t, "2025-07-19 08:00:00", l.row("SELECT updated_at FROM users WHERE id = 42").Text("updated_at"))
	assert.Equal(t, "{}", l.row("SELECT preferences FROM users WHERE id = 43").Text("preferences"))

	for _, before := range []any{nil, "", "[]", "not JSON"} {
		l.execute(`UPDATE users SET preferences = ? WHERE id = 42`, before)
		assert.Equal(t, `{"a":1}`, l.apply(wishes, `{"preferences":{"a":1}}`), "%v", before)
	}
	assert.Equal(t, `{"a":1}`, l.apply(wishes, `{"preferences":{}}`), "nothing sent, nothing lost")
}

func TestBirthDataGoIntoColumnsAndPreferences(t *testing.T) {
	l := newLedger(t)
	l.execute(`UPDATE users SET preferences = ? WHERE id = 42`, `{"theme":"dark","birthDate":"1980-01-01","birthData":{"hospital":"Charité"}}`)
	got := l.apply(tier(2), `{"birthDate":"1990-06-15","birthTime":"08:30","latitude":0,"longitude":13.405,"timezone":"Europe/Berlin","birthLocation":"At sea"}`)
	assert.JSONEq(t, `{"theme":"dark","birthDate":"1990-06-15","tier2_completed":true,
		"birthData":{"hospital":"Charité","birthDate":"1990-06-15","birthTime":"08:30","timezone":"Europe/Berlin","birthLocation":[0,13.405],"birthPlace":"At sea"}}`, got)
	row := l.row("SELECT * FROM users WHERE id = 42")
	assert.Equal(t, []any{"1990-06-15", "08:30", 0.0, 13.405, "Europe/Berlin", true, false, "Ada Example"},
		[]any{row.Text("birth_date"), row.Text("birth_time"), row.Float("birth_latitude"), row.Float("birth_longitude"), row.Text("birth_timezone"), row.Bool("tier2_completed"), row.Bool("tier1_completed"), row.Text("name")})
	assert.False(t, row.Null("birth_latitude"))

	l.apply(update, `{"birthData":{"birthTime":"09:45"}}`)
	f := l.facts()
	assert.Equal(t, []any{"1990-06-15", "09:45", "Europe/Berlin", "At sea", &service.Place{Longitude: 13.405}}, []any{f.BirthDate, f.BirthTime, f.Timezone, f.PlaceName, f.Place})
	l.apply(update, `{"birthData":{"birthLocation":[48.85,2.35]}}`)
	f = l.facts()
	assert.Equal(t, "", f.PlaceName, "the name was that of another place")
	assert.Equal(t, &service.Place{Latitude: 48.85, Longitude: 2.35}, f.Place)
	assert.Equal(t, "dark", textOf(member(f.Preferences, "theme")))

	l.apply(wishes, `{"preferences":{"birthData":{"birthDate":"1991-02-03"}}}`)
	f = l.facts()
	assert.Equal(t, "1991-02-03", f.BirthDate, "birth data among the preferences are birth data")
	assert.Equal(t, "09:45", textOf(member(membersOf(member(f.Preferences, "birthData")), "birthTime")), "both places say the same")
}

// A change of what only old preferences know brings it into the columns.
func TestOldPreferencesMoveIntoTheColumns(t *testing.T) {
	l := newLedger(t)
	l.execute(`UPDATE users SET preferences = '{"birthData":{"birthDate":"1990-06-15","birthLocation":"52.52,13.405","birthTime":"soon"}}' WHERE id = 42`)
	assert.JSONEq(t, `{"birthData":{"birthDate":"1990-06-15","birthLocation":[52.52,13.405],"birthTime":"soon","timezone":"UTC"}}`, l.apply(update, `{"birthData":{"timezone":"UTC"}}`))
	row := l.row("SELECT * FROM users WHERE id = 42")
	assert.Equal(t, "1990-06-15", row.Text("birth_date"))
	assert.Equal(t, 52.52, row.Float("birth_latitude"))
	assert.True(t, row.Null("birth_time"))
}

func TestTiers(t *testing.T) {
	l := newLedger(t)
	l.execute("UPDATE users SET name = NULL WHERE id = 42")
	facts := l.facts()
	assert.Zero(t, facts.Tier())
	assert.JSONEq(t, `{"tier1_completed":true}`, l.apply(tier(1), `{"fullName":"Ada Example"}`))
	assert.JSONEq(t, `{"tier1_completed":true,"theme":"dark","tier3_completed":true}`, l.apply(tier(3), `{"preferences":{"theme":"dark"}}`))
	row := l.row("SELECT * FROM users WHERE id = 42")
	assert.Equal(t, []bool{true, false, true, true}, []bool{row.Bool("tier1_completed"), row.Bool("tier2_completed"), row.Bool("tier3_completed"), row.Bool("has_completed_onboarding")})
	facts = l.facts()
	assert.Equal(t, 1, facts.Tier(), "the second is not complete")
	l.apply(update, `{"hasCompletedOnboarding":false}`)
	assert.False(t, l.row("SELECT has_completed_onboarding FROM users WHERE id = 42").Bool("has_completed_onboarding"))
}

func TestWritersAtTheSameTimeLoseNothing(t *testing.T) {
	l := newLedger(t)
	var all sync.WaitGroup
	const writers = 20
	for i := range writers {
		all.Go(func() {
			change, _ := wishes(fmt.Sprintf(`{"preferences":{"key%d":%d}}`, i, i))
			_, err := l.Apply(t.Context(), 42, change)
			assert.NoError(t, err)
		})
	}
	all.Wait()
	f := l.facts()
	assert.Len(t, f.Preferences, writers)
}

// meddling is a database in which somebody else always writes first.
type meddling struct {
	sqldb.DB
	n   int
	err error
}

func (m *meddling) Batch(ctx context.Context, statements ...sqldb.Statement) ([]int64, error) {
	if m.err != nil {
		return nil, m.err
	}
	m.n++
	_, _ = m.DB.Batch(ctx, sqldb.Do("UPDATE users SET preferences = ? WHERE id = 42", fmt.Sprintf(`{"n":%d}`, m.n)))
	return m.DB.Batch(ctx, statements...)
}

func TestWhatCannotBeWritten(t *testing.T) {
	l := newLedger(t)
	change, _ := wishes(`{"preferences":{"a":1}}`)
	upload, _ := bare(`{"preferences":{"a":1}}`)
	_, err := l.Apply(t.Context(), 44, change)
	assert.ErrorIs(t, err, auth.ErrNoUser)

	m := &meddling{DB: l.DB}
	l.Store.DB = m
	_, err = l.Apply(t.Context(), 42, change)
	assert.ErrorIs(t, err, ErrNotWritten)
	assert.ErrorIs(t, l.Upload(t.Context(), 42, json.RawMessage(`{}`), upload), ErrNotWritten)
	assert.Zero(t, l.row("SELECT count(*) AS n FROM consciousness_profiles").Int("n"), "without the account, no profile")
	down := errors.New("down")
	m.err = down
	_, err = l.Apply(t.Context(), 42, change)
	assert.ErrorIs(t, err, ErrNotWritten)
	assert.ErrorIs(t, err, down)

	l.Store.DB = m.DB
	long, _ := wishes(`{"preferences":{"a":"` + strings.Repeat("x", maxPreferences) + `"}}`)
	_, err = l.Apply(t.Context(), 42, long)
	var refused *api.Error
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, "VALIDATION_ERROR", refused.Code)
}
