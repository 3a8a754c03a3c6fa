//go:build !js

package router

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/kvtest"
	"github.com/witnessos/witnessos/internal/profiles"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/web"
)

// registry is a router whose users 42 and 43 have a name and nothing else; 44 is an admin.
type registry struct {
	*hall
	kv *kvtest.Memory
}

type registryAccounts struct{ *registry }

func (a registryAccounts) Find(ctx context.Context, _ string, claims *auth.Claims) (*auth.Account, error) {
	rows, err := a.DB.Query(ctx, "SELECT * FROM users WHERE id = ?", claims.Subject)
	if err != nil {
		return nil, err
	}
	row, found := rows.First()
	if !found {
		return nil, auth.ErrNoUser
	}
	return auth.AccountOf(row), nil
}

func newRegistry(t testing.TB) *registry {
	r := &registry{newHall(t), &kvtest.Memory{}}
	r.Accounts = registryAccounts{r}
	r.Profiles = &profiles.Store{DB: r.DB, KV: r.kv, Now: r.Now}
	r.Members = &accounts.Store{DB: r.DB, Now: r.Now}
	r.execute("UPDATE users SET name = 'Ada Example' WHERE id = 42")
	r.execute("INSERT INTO users (id, email, password_hash, name, is_admin) VALUES (43, 'ben@example.org', '', 'Ben', FALSE), (44, 'root@example.org', '', 'Root', TRUE)")
	return r
}

func (r *registry) execute(sql string, args ...any) {
	r.t.Helper()
	_, err := sqldb.Exec(r.t.Context(), r.DB, sql, args...)
	require.NoError(r.t, err)
}

// ask sends a request of a user, "" for an anonymous one.
func (r *registry) ask(method, path, body, user string) (int, map[string]any) {
	r.t.Helper()
	request := &web.Request{ID: "request", Method: method, URL: "http://localhost" + path, Body: []byte(body)}
	if user != "" {
		token, err := r.Config.Keys.Sign(user, "ada@example.org", false, "session", r.now, time.Hour)
		require.NoError(r.t, err)
		request.Header.Add("Authorization", "Bearer "+token)
	}
	response := r.Handle(r.t.Context(), request)
	var decoded map[string]any
	require.NoError(r.t, json.Unmarshal(response.Whole(), &decoded), "%s", response.Whole())
	return response.Status, decoded
}

// succeeds is ask by user 42 for what has to work.
func (r *registry) succeeds(method, path, body string) map[string]any {
	r.t.Helper()
	status, reply := r.ask(method, path, body, "42")
	require.Equal(r.t, 200, status, "%s %s: %v", method, path, reply)
	return reply
}

const adaUploads = `{"personalData":{"fullName":"Ada Example","preferredName":"Ada"},
	"birthData":{"birthDate":"1990-06-15","birthTime":"08:30","birthLocation":[52.52,13.405],"timezone":"Europe/Berlin"},
	"location":{"city":"Berlin","country":"Germany"},"preferences":{"favoriteEngines":["tarot"],"direction":"north","card":"The Star"},
	"archetypalSignature":{"a":1},"message":"mine","timestamp":"then","extra":[1]}`

func TestUploadedProfiles(t *testing.T) {
	r := newRegistry(t)
	status, reply := r.ask("GET", "/api/consciousness-profile", "", "42")
	assert.Equal(t, 404, status)
	assert.Equal(t, "PROFILE_NOT_FOUND", reply["code"])

	r.execute(`UPDATE users SET preferences = '{"theme":"dark"}' WHERE id = 42`)
	reply = r.succeeds("POST", "/api/consciousness-profile", `{"profile":`+adaUploads+`}`)
	assert.Equal(t, "Consciousness profile uploaded successfully", reply["message"])
	user := reply["user"]
	assert.Equal(t, 42.0, at(user, "id"))
	assert.Equal(t, "1990-06-15", at(user, "birth_date"))
	assert.Equal(t, true, at(user, "has_completed_onboarding"))
	assert.Equal(t, "dark", at(user, "preferencesData", "theme"))
	assert.IsType(t, "", at(user, "preferences"))
	assert.NotContains(t, user, "password_hash")
	assert.Equal(t, []string{"consciousness:42:profile"}, r.kv.Keys())

	reply = r.succeeds("GET", "/api/consciousness-profile", "")
	var want map[string]any
	require.NoError(t, json.Unmarshal([]byte(adaUploads), &want))
	assert.Equal(t, want, reply["data"])
	assert.Equal(t, want["archetypalSignature"], reply["archetypalSignature"])
	assert.Equal(t, want["extra"], reply["extra"])
	assert.NotContains(t, reply, "message")
	assert.NotEqual(t, "then", reply["timestamp"])

	reply = r.succeeds("GET", "/api/user/profile", "")
	assert.Equal(t, map[string]any{"id": 42.0, "email": "ada@example.org", "name": "Ada Example", "displayName": "Ada",
		"birthDate": "1990-06-15", "birthTime": "08:30", "birthLocation": "Berlin, Germany", "birthLatitude": 52.52, "birthLongitude": 13.405,
		"timezone": "Europe/Berlin", "tier": "free", "onboardingTier": 3.0, "preferences": at(user, "preferencesData")}, reply["data"])

	reply = r.succeeds("DELETE", "/api/consciousness-profile", "")
	assert.Equal(t, "Consciousness profile deleted successfully", reply["message"])
	status, _ = r.ask("GET", "/api/consciousness-profile", "", "42")
	assert.Equal(t, 404, status)
	assert.Empty(t, r.kv.Keys())
	assert.Equal(t, true, at(r.succeeds("GET", "/api/onboarding/status", ""), "onboardingStatus", "onboardingComplete"))
}

func TestOnboarding(t *testing.T) {
	r := newRegistry(t)
	r.execute("UPDATE users SET name = NULL WHERE id = 42")
	steps := []struct {
		path, body string
		status     map[string]any
		extra      string
	}{
		{"", "", map[string]any{"currentTier": 0.0, "tier1Complete": false, "tier2Complete": false, "tier3Complete": false, "enginesAvailable": false, "onboardingComplete": false, "nextStep": "Complete basic profile (name)"}, ""},
		{"tier1", `{"fullName":"Ada Example"}`, map[string]any{"currentTier": 1.0, "tier1Complete": true, "tier2Complete": false, "tier3Complete": false, "enginesAvailable": false, "onboardingComplete": false, "nextStep": "Add birth information (date, time, location)"}, ""},
		{"tier2", `{"birthDate":"1990-06-15","birthTime":"08:30","latitude":0,"longitude":0}`, map[string]any{"currentTier": 2.0, "tier1Complete": true, "tier2Complete": true, "tier3Complete": false, "enginesAvailable": true, "onboardingComplete": false, "nextStep": "Set preferences and complete setup"}, "enginesUnlocked"},
		{"tier3", `{"preferences":{"theme":"dark"}}`, map[string]any{"currentTier": 3.0, "tier1Complete": true, "tier2Complete": true, "tier3Complete": true, "enginesAvailable": true, "onboardingComplete": true, "nextStep": nil}, "onboardingComplete"},
	}
	for i, step := range steps {
		if step.path != "" {
			reply := r.succeeds("POST", "/api/onboarding/"+step.path, step.body)
			assert.EqualValues(t, i, reply["tier"])
			assert.Equal(t, 42.0, at(reply, "user", "id"))
			assert.NotEmpty(t, reply["message"])
			if step.extra != "" {
				assert.Equal(t, true, reply[step.extra])
			}
		}
		for _, path := range []string{"/api/onboarding/status", "/api/user/onboarding-status"} {
			reply := r.succeeds("GET", path, "")
			assert.Equal(t, step.status, reply["onboardingStatus"], step.path)
			assert.IsType(t, "", at(reply, "user", "preferences"))
			assert.Contains(t, reply["user"], "birth_timezone")
			assert.NotContains(t, reply["user"], "created_at")
		}
	}
	user := at(r.succeeds("GET", "/api/onboarding/status", ""), "user")
	assert.Equal(t, 0.0, at(user, "birth_latitude"))
	assert.Equal(t, "UTC", at(user, "birth_timezone"))
	assert.Equal(t, true, at(user, "tier3_completed"))
}

func TestPreferencesAndUpdates(t *testing.T) {
	r := newRegistry(t)
	assert.Equal(t, map[string]any{}, r.succeeds("GET", "/api/user/preferences", "")["preferences"])
	reply := r.succeeds("PUT", "/api/user/preferences", `{"preferences":{"a":{"b":1},"c":2}}`)
	assert.NotEmpty(t, reply["message"])
	assert.Equal(t, map[string]any{"a": map[string]any{"b": 1.0}, "c": 2.0}, reply["preferences"])
	reply = r.succeeds("PUT", "/api/user/preferences", `{"preferences":{"a":{"d":3},"c":null}}`)
	assert.Equal(t, map[string]any{"a": map[string]any{"d": 3.0}}, reply["preferences"])
	assert.Equal(t, reply["preferences"], r.succeeds("GET", "/api/user/preferences", "")["preferences"])

	reply = r.succeeds("PUT", "/api/user/profile/update", `{"profileData":{"personalData":{"fullName":"Ada Lovelace"},"birthData":{"birthDate":"1990-06-15"},"preferences":{"e":5},"hasCompletedOnboarding":true}}`)
	assert.Equal(t, "Ada Lovelace", at(reply, "user", "name"))
	assert.Equal(t, "1990-06-15", at(reply, "user", "birth_date"))
	assert.Equal(t, true, at(reply, "user", "has_completed_onboarding"))
	assert.Equal(t, map[string]any{"d": 3.0}, at(reply, "user", "preferencesData", "a"))
	assert.Equal(t, 5.0, at(reply, "user", "preferencesData", "e"))
	assert.Equal(t, "Ben", at(func() map[string]any { _, b := r.ask("GET", "/api/user/profile", "", "43"); return b }(), "data", "name"), "of the other one nothing has changed")
}

func TestTheSummaryOfAProfile(t *testing.T) {
	r := newRegistry(t)
	status, reply := r.ask("GET", "/api/user/consciousness-profile", "", "42")
	assert.Equal(t, 404, status)
	assert.Equal(t, "PROFILE_NOT_FOUND", reply["code"])

	reply = r.succeeds("PUT", "/api/user/consciousness-profile", `{"userId":"42","source":"raycast","profileData":{"preferences":{"card":"The Star"}}}`)
	assert.NotEmpty(t, reply["message"])
	data := reply["data"]
	noNumbers := map[string]any{"lifePath": nil, "expression": nil, "soulUrge": nil, "personality": nil}
	assert.Equal(t, "42", at(data, "userId"))
	assert.Equal(t, map[string]any{"coreNumbers": noNumbers, "humanDesign": map[string]any{"type": nil, "profile": nil, "authority": nil}, "preferences": map[string]any{"favoriteEngines": []any{}, "direction": nil, "card": "The Star"}}, at(data, "profile"))
	assert.InDelta(t, 2.0/6, at(data, "completeness"), 1e-9, "a name and preferences")
	assert.Empty(t, r.batches, "there is nothing to calculate from")

	r.succeeds("PUT", "/api/user/consciousness-profile", `{"profileData":`+adaUploads+`}`)
	reply = r.succeeds("GET", "/api/user/consciousness-profile", "")
	data = reply["data"]
	assert.Equal(t, map[string]any{"lifePath": 4.0, "expression": 1.0, "soulUrge": 4.0, "personality": 6.0}, at(data, "profile", "coreNumbers"))
	design := at(data, "profile", "humanDesign")
	for _, part := range []string{"type", "profile", "authority"} {
		assert.IsType(t, "", at(design, part), part)
		assert.NotEmpty(t, at(design, part), part)
	}
	assert.Equal(t, map[string]any{"favoriteEngines": []any{"tarot"}, "direction": "north", "card": "The Star"}, at(data, "profile", "preferences"))
	assert.Equal(t, "2025-07-18T23:30:00.000Z", at(data, "lastUpdated"))
	assert.Equal(t, 1.0, at(data, "completeness"))
	assert.Equal(t, data, func() any {
		d := r.succeeds("PUT", "/api/user/consciousness-profile", `{"profileData":`+adaUploads+`}`)
		return d["data"]
	}())

	r.down = errors.New("down")
	reply = r.succeeds("GET", "/api/user/consciousness-profile", "")
	assert.Equal(t, noNumbers, at(reply, "data", "profile", "coreNumbers"))
	assert.Equal(t, 1.0, at(reply, "data", "completeness"))
}

func TestEngineProfiles(t *testing.T) {
	r := newRegistry(t)
	put := func(key, value string) {
		require.NoError(t, r.kv.Put(t.Context(), key, []byte(value), 0))
	}
	put("user:42:human_design:2025-07-18T08:00:00.000Z", `{"input":{},"result":{"old":true},"calculatedAt":"x"}`)
	put("user:42:human_design:2025-07-18T09:00:00.000Z", `{"input":{"a":1},"result":{"b":2},"calculatedAt":"2025-07-18T09:00:00.000Z"}`)
	put("user:42:tarot:2025-07-18T09:00:00.000Z", `{}`)
	put("user:43:tarot:2025-07-18T09:00:00.000Z", `{}`)

	reply := r.succeeds("GET", "/profiles/42", "")
	assert.Equal(t, 3.0, reply["total"])
	assert.Len(t, reply["profiles"], 3)
	for _, name := range []string{"human_design", "human-design"} {
		assert.Equal(t, map[string]any{"input": map[string]any{"a": 1.0}, "result": map[string]any{"b": 2.0}, "calculatedAt": "2025-07-18T09:00:00.000Z"},
			r.succeeds("GET", "/profiles/42/"+name, "")["profile"])
	}
	for _, c := range []struct {
		method, path, user, code string
		status                   int
	}{
		{"GET", "/profiles/42", "", "UNAUTHORIZED", 401},
		{"GET", "/profiles/43", "42", "FORBIDDEN", 403},
		{"GET", "/profiles/99", "42", "FORBIDDEN", 403},
		{"GET", "/profiles/43/palmistry", "42", "FORBIDDEN", 403},
		{"DELETE", "/profiles/43", "42", "FORBIDDEN", 403},
		{"DELETE", "/profiles/43/tarot", "42", "FORBIDDEN", 403},
		{"GET", "/profiles/0", "42", "INVALID_USER_ID", 400},
		{"GET", "/profiles/-42", "42", "INVALID_USER_ID", 400},
		{"GET", "/profiles/042", "42", "INVALID_USER_ID", 400},
		{"GET", "/profiles/me", "42", "INVALID_USER_ID", 400},
		{"GET", "/profiles/42.5/tarot", "42", "INVALID_USER_ID", 400},
		{"GET", "/profiles/42/palmistry", "42", "ENGINE_NOT_FOUND", 404},
		{"DELETE", "/profiles/42/palmistry", "42", "ENGINE_NOT_FOUND", 404},
		{"GET", "/profiles/42/biorhythm", "42", "PROFILE_NOT_FOUND", 404},
		{"PUT", "/profiles/42", "42", "METHOD_NOT_ALLOWED", 405},
		{"GET", "/profiles", "42", "ENDPOINT_NOT_FOUND", 404},
		{"GET", "/api/profiles/42", "42", "ENDPOINT_NOT_FOUND", 404},
	} {
		status, reply := r.ask(c.method, c.path, "", c.user)
		assert.Equal(t, c.status, status, "%s %s", c.method, c.path)
		assert.Equal(t, c.code, reply["code"], "%s %s", c.method, c.path)
	}
	status, reply := r.ask("GET", "/profiles/43", "", "44")
	assert.Equal(t, 200, status, "an admin may")
	assert.Equal(t, 1.0, reply["total"])

	assert.Equal(t, "Profile deleted", r.succeeds("DELETE", "/profiles/42/human-design", "")["message"])
	assert.Equal(t, 1.0, r.succeeds("GET", "/profiles/42", "")["total"])
	assert.Equal(t, "All profiles deleted", r.succeeds("DELETE", "/profiles/42", "")["message"])
	assert.Equal(t, []any{}, r.succeeds("GET", "/profiles/42", "")["profiles"])
	assert.Equal(t, []string{"user:43:tarot:2025-07-18T09:00:00.000Z"}, r.kv.Keys())
	r.kv.Err = errors.New("down")
	status, reply = r.ask("GET", "/profiles/42", "", "42")
	assert.Equal(t, 500, status)
	assert.Equal(t, "PROFILE_OPERATION_FAILED", reply["code"])
}

// brokenDB fails from the call of that number on; a negative one never does.
type brokenDB struct {
	sqldb.DB
	reads, writes int
}

var errNoDatabase = errors.New("D1_ERROR: secret words")

func (b *brokenDB) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	if b.reads--; b.reads < 0 {
		return nil, errNoDatabase
	}
	return b.DB.Query(ctx, sql, args...)
}

func (b *brokenDB) Batch(ctx context.Context, s ...sqldb.Statement) ([]int64, error) {
	if b.writes--; b.writes < 0 {
		return nil, errNoDatabase
	}
	return b.DB.Batch(ctx, s...)
}

func TestFailuresOfTheDatabase(t *testing.T) {
	const many = 1 << 20
	born := `"birthDate":"1990-06-15","birthTime":"08:30","latitude":1,"longitude":1`
	for _, c := range []struct {
		method, path, body, code string
		reads, writes            int
	}{
		{"POST", "/api/consciousness-profile", `{"a":1}`, "UPLOAD_FAILED", 0, many},
		{"POST", "/api/consciousness-profile", `{"a":1}`, "PROFILE_UPDATE_FAILED", many, 1}, // after the import
		{"GET", "/api/consciousness-profile", ``, "FETCH_FAILED", 0, many},
		{"DELETE", "/api/consciousness-profile", ``, "DELETE_FAILED", many, 0},
		{"POST", "/api/onboarding/tier1", `{"fullName":"A"}`, "TIER1_FAILED", 0, many},
		{"POST", "/api/onboarding/tier1", `{"fullName":"A"}`, "UPDATE_FAILED", many, 0},
		{"POST", "/api/onboarding/tier2", `{` + born + `}`, "TIER2_FAILED", 0, many},
		{"POST", "/api/onboarding/tier2", `{` + born + `}`, "UPDATE_FAILED", many, 0},
		{"POST", "/api/onboarding/tier3", `{"preferences":{}}`, "TIER3_FAILED", 0, many},
		{"POST", "/api/onboarding/tier3", `{"preferences":{}}`, "UPDATE_FAILED", many, 0},
		{"GET", "/api/onboarding/status", ``, "STATUS_FAILED", 0, many},
		{"PUT", "/api/user/profile/update", `{"profileData":{}}`, "PROFILE_UPDATE_FAILED", 0, many},
		{"PUT", "/api/user/profile/update", `{"profileData":{}}`, "UPDATE_FAILED", many, 0},
		{"GET", "/api/user/preferences", ``, "PREFERENCES_FETCH_FAILED", 0, many},
		{"PUT", "/api/user/preferences", `{"preferences":{}}`, "PREFERENCES_UPDATE_FAILED", 0, many},
		{"PUT", "/api/user/preferences", `{"preferences":{}}`, "UPDATE_FAILED", many, 0},
		{"GET", "/api/user/profile", ``, "FETCH_FAILED", 0, many},
		{"GET", "/api/user/consciousness-profile", ``, "FETCH_FAILED", 0, many},
		{"GET", "/api/user/consciousness-profile", ``, "FETCH_FAILED", 1, many},
		{"PUT", "/api/user/consciousness-profile", `{"profileData":{"a":1}}`, "UPLOAD_FAILED", 0, many},
	} {
		r := newRegistry(t)
		r.Profiles.DB = &brokenDB{r.DB, c.reads, c.writes}
		status, reply := r.ask(c.method, c.path, c.body, "42")
		assert.Equal(t, 500, status, "%s %s", c.method, c.path)
		assert.Equal(t, c.code, reply["code"], "%s %s", c.method, c.path)
		assert.NotContains(t, reply["message"], "secret")
	}
}

func TestProfilesBelongToTheCaller(t *testing.T) {
	r := newRegistry(t)
	for _, row := range profileRoutes {
		path := strings.NewReplacer("{userId}", "42", "{n}", "tarot").Replace(row.path)
		assert.Equal(t, unauthorized, row.missing, path)
		want := writeProfile
		if row.method == "GET" {
			want = readProfile
		}
		assert.Equal(t, want, row.scope, path)
		status, reply := r.ask(row.method, path, `{}`, "")
		assert.Equal(t, 401, status, path)
		assert.Equal(t, "UNAUTHORIZED", reply["code"], path)
		status, reply = r.ask(row.method, path+"?userId=43", `{}`, "42")
		assert.Equal(t, 403, status, path)
		assert.Equal(t, "FORBIDDEN", reply["code"], path)
		if row.method == "GET" {
			continue
		}
		for _, body := range []string{`{"userId":43}`, `{"userId":"43"}`} {
			status, _ = r.ask(row.method, path, body, "42")
			assert.Equal(t, 403, status, "%s %s", path, body)
		}
		_, reply = r.ask(row.method, path, `[`, "42")
		assert.Equal(t, "INVALID_JSON", reply["code"], path)
	}
	for path, body := range map[string]string{
		"POST /api/consciousness-profile":     `{"profile":{"userId":43}}`,
		"PUT /api/user/consciousness-profile": `{"profileData":{"userId":43}}`,
		"PUT /api/user/profile/update":        `{"profileData":{"userId":"43"}}`,
	} {
		method, path, _ := strings.Cut(path, " ")
		status, _ := r.ask(method, path, body, "42")
		assert.Equal(t, 403, status, path)
	}
}
