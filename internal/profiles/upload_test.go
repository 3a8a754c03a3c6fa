//go:build !js

package profiles

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func (l *ledger) upload(profile string) {
	l.t.Helper()
	change, invalid := bare(profile)
	require.Nil(l.t, invalid)
	require.NoError(l.t, l.Upload(l.t.Context(), 42, json.RawMessage(profile), change))
}

func (l *ledger) active() string {
	l.t.Helper()
	profile, err := l.Active(l.t.Context(), 42)
	if errors.Is(err, ErrNoProfile) {
		return ""
	}
	require.NoError(l.t, err)
	return string(profile)
}

func (l *ledger) count(condition string) int64 {
	return l.row("SELECT count(*) AS n FROM consciousness_profiles WHERE " + condition).Int("n")
}

func TestTheLastUploadIsActive(t *testing.T) {
	l := newLedger(t)
	l.execute(`UPDATE users SET preferences = '{"theme":"dark"}'`)
	l.execute("INSERT INTO consciousness_profiles (user_id, profile_data) VALUES (43, '{}')")
	assert.Empty(t, l.active())
	l.upload(`{"mine":1,"preferences":{"card":"The Star"}}`)
	l.upload(`{"mine": 2, "personalData":{"fullName":"Ada Lovelace"}}`)
	assert.Equal(t, `{"mine": 2, "personalData":{"fullName":"Ada Lovelace"}}`, l.active(), "as it came")
	assert.EqualValues(t, 1, l.count("user_id = 42 AND is_active"))
	assert.EqualValues(t, 2, l.count("user_id = 42"))
	assert.EqualValues(t, 1, l.count("user_id = 43 AND is_active"), "of the other one nothing has changed")
	row := l.row("SELECT * FROM users WHERE id = 42")
	for _, flag := range []string{"tier1_completed", "tier2_completed", "tier3_completed", "has_completed_onboarding"} {
		assert.True(t, row.Bool(flag), flag)
	}
	assert.Equal(t, "Ada Lovelace", row.Text("name"))
	assert.JSONEq(t, `{"theme":"dark","card":"The Star","tier1_completed":true,"tier2_completed":true,"tier3_completed":true}`, row.Text("preferences"))

	l.Copy(t.Context(), 42, json.RawMessage(`{"mine":2}`))
	assert.Equal(t, 30*24*time.Hour, l.kv.TTLs["consciousness:42:profile"])
	require.NoError(t, l.Delete(t.Context(), 42))
	assert.Empty(t, l.active())
	assert.Empty(t, l.kv.Keys())
	assert.True(t, l.row("SELECT tier3_completed FROM users WHERE id = 42").Bool("tier3_completed"), "the flags stay")
	assert.EqualValues(t, 1, l.count("user_id = 43"))
	require.NoError(t, l.kv.Put(t.Context(), "consciousness:42:profile", []byte(`{"old":true}`), 0))
	assert.Empty(t, l.active(), "a copy that comes late does not bring it back")
}

func TestProfilesOfEarlierReleasesAreTakenOver(t *testing.T) {
	l := newLedger(t)
	old := func(text string) {
		require.NoError(t, l.kv.Put(t.Context(), "consciousness:42:profile", []byte(text), 0))
	}
	old(`{"old":1}`)
	l.kv.Err = errors.New("down")
	assert.Empty(t, l.active(), "a miss")
	l.kv.Err = nil
	assert.Equal(t, `{"old":1}`, l.active(), "and another try")
	old(`{"old":2}`)
	assert.Equal(t, `{"old":1}`, l.active(), "once")
	assert.Equal(t, "profile", l.row("SELECT kind FROM kv_imports WHERE user_id = 42").Text("kind"))
	assert.Equal(t, []string{"consciousness:42:profile"}, l.kv.Keys(), "KV is left alone")

	l = newLedger(t)
	old(`{"old":1}`)
	l.upload(`{"new":1}`)
	assert.Equal(t, `{"new":1}`, l.active())
	assert.EqualValues(t, 1, l.count(`user_id = 42 AND NOT is_active AND profile_data = '{"old":1}'`), "nothing is lost")

	l = newLedger(t)
	old(`[1]`)
	assert.Empty(t, l.active())
	assert.NotNil(t, l.row("SELECT kind FROM kv_imports"), "there is nothing to take over")
}

func TestEngineProfiles(t *testing.T) {
	l := newLedger(t)
	put := func(user int, engine string, minute int) {
		key := fmt.Sprintf("user:%d:%s:2025-07-19T08:%02d:00.000Z", user, engine, minute)
		require.NoError(t, l.kv.Put(t.Context(), key, []byte(fmt.Sprintf(`{"input":{},"result":{},"calculatedAt":"%d"}`, minute)), 0))
	}
	for minute := range 25 {
		put(42, "numerology", minute)
	}
	put(42, "tarot", 59)
	put(4, "numerology", 59)
	put(421, "numerology", 59)
	require.NoError(t, l.kv.Put(t.Context(), "consciousness:42:profile", []byte(`{}`), 0))

	keys, complete, err := l.Engines(t.Context(), 42, "")
	require.NoError(t, err)
	assert.True(t, complete)
	assert.Len(t, keys, 26)
	for _, key := range keys {
		assert.True(t, strings.HasPrefix(key, "user:42:"), key)
	}
	newest, err := l.Newest(t.Context(), 42, "numerology")
	require.NoError(t, err)
	assert.JSONEq(t, `{"input":{},"result":{},"calculatedAt":"24"}`, string(newest))
	_, err = l.Newest(t.Context(), 42, "biorhythm")
	assert.ErrorIs(t, err, ErrNoProfile)

	require.NoError(t, l.DeleteEngines(t.Context(), 42, "numerology"))
	keys, _, _ = l.Engines(t.Context(), 42, "")
	assert.Equal(t, []string{"user:42:tarot:2025-07-19T08:59:00.000Z"}, keys)
	require.NoError(t, l.DeleteEngines(t.Context(), 42, ""))
	assert.Len(t, l.kv.Keys(), 3)
	keys, _, _ = l.Engines(t.Context(), 42, "")
	assert.Equal(t, []string{}, keys, "a list, if an empty one")

	l.kv.Err = errors.New("down")
	_, err = l.Newest(t.Context(), 42, "tarot")
	assert.Error(t, err)
	assert.Error(t, l.DeleteEngines(t.Context(), 42, ""))
}

// kvtest has two keys a page, so 100 pages are 200 keys.
func TestMoreEngineProfilesThanOneRequestReads(t *testing.T) {
	l := newLedger(t)
	for i := range 203 {
		require.NoError(t, l.kv.Put(t.Context(), fmt.Sprintf("user:42:tarot:%04d", i), []byte(`{}`), 0))
	}
	keys, complete, err := l.Engines(t.Context(), 42, "")
	require.NoError(t, err)
	assert.False(t, complete)
	assert.Len(t, keys, 200)
	assert.ErrorIs(t, l.DeleteEngines(t.Context(), 42, ""), ErrTooMany)
	assert.Len(t, l.kv.Keys(), 3)
	assert.NoError(t, l.DeleteEngines(t.Context(), 42, ""), "the next one goes on")
	assert.Empty(t, l.kv.Keys())
}

func TestNoStatementReadsAWholeTable(t *testing.T) {
	l := newLedger(t)
	for _, statement := range []string{factsQuery, updateUser, insertProfile, deactivate, activeProfile, importProfile, markImport, deleteProfiles} {
		args := make([]any, strings.Count(statement, "?"))
		rows, err := l.DB.Query(t.Context(), "EXPLAIN QUERY PLAN "+statement, args...)
		require.NoError(t, err)
		for i := range rows.Len() {
			detail := rows.At(i).Text("detail")
			assert.False(t, strings.HasPrefix(detail, "SCAN ") && detail != "SCAN CONSTANT ROW", "%s: %s", statement, detail)
		}
	}
}
