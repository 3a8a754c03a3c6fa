//go:build !js

package accounts_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/password"
)

func TestValidEmail(t *testing.T) {
	for email, want := range map[string]bool{
		adas: true, "a@b.c": true, "a+b@sub.example.org": true, "ä@example.org": true,
		"": false, "ada": false, "ada@": false, "@example.org": false, "ada@example": false, "ada@@example.org": false, "a@b@c.d": false,
		"ada@.org": false, "ada@example.": false, "ada@.": false, "ada @example.org": false, "ada@exa mple.org": false, "ada@example.org\n": false,
		"ada\x00@example.org": false, "ada@example\u00a0.org": false, "ada.example@org": false,
		strings.Repeat("a", 242) + "@example.org": true, strings.Repeat("a", 243) + "@example.org": false,
	} {
		assert.Equal(t, want, accounts.ValidEmail(email), "%q", email)
	}
}

func TestRegister(t *testing.T) {
	b := newBench(t)
	user, err := b.Register(t.Context(), "  Ada@Example.ORG ", secret, "  Ada Example ")
	require.NoError(t, err)
	assert.JSONEq(t, `{"id":1,"email":"ada@example.org","name":"Ada Example","created_at":"2025-07-19 08:00:00","updated_at":"2025-07-19 08:00:00",
     "verified":false,"preferences":"{}","preferencesData":{},"is_admin":false,"has_completed_onboarding":false,
     "developer_tier":"free","api_calls_used":0,"api_calls_limit":1000,"billing_customer_id":null,"webhook_url":null,
     "birth_date":null,"birth_time":null,"birth_latitude":null,"birth_longitude":null,"birth_timezone":null,
     "tier1_completed":false,"tier2_completed":false,"tier3_completed":false}`, string(user.Object().JSON()))
	for _, email := range []string{adas, "ADA@example.org", " ada@EXAMPLE.org"} {
		_, err = b.Register(t.Context(), email, secret, "")
		assert.ErrorIs(t, err, accounts.ErrExists, email)
	}
	b.exec("INSERT INTO users (email, password_hash) VALUES ('Earlier@Example.org', ''), ('ÄDA@example.org', '')")
	for _, email := range []string{"earlier@example.org", "ÄDA@example.org"} {
		_, err = b.Register(t.Context(), email, secret, "")
		assert.ErrorIs(t, err, accounts.ErrExists, email)
	}
	assert.EqualValues(t, 3, b.count("users"))
	assert.True(t, strings.HasPrefix(b.one("SELECT password_hash FROM users WHERE id = 1").Text("password_hash"), "pbkdf2-sha256$100000$"))

	nameless, err := b.Register(t.Context(), "nameless@example.org", secret, " ")
	require.NoError(t, err)
	assert.Contains(t, string(nameless.Object().JSON()), `"name":null`)
}

func TestUserObject(t *testing.T) {
	b := newBench(t)
	id := b.register(adas)
	b.exec(`UPDATE users SET preferences = '{"theme":"dark","n":[1]}', is_admin = TRUE, verified = 1, birth_latitude = 0, birth_longitude = 13.405,
		birth_date = '1990-06-15', tier1_completed = 'true', api_calls_used = 99, developer_tier = 'pro' WHERE id = ?`, id)
	b.exec("INSERT INTO users (id, email, password_hash) VALUES (99, 'ben@example.org', '')")
	for _, at := range []string{"2025-06-30 23:59:59", "2025-06-30T23:59:59.999Z", "2025-07-01 00:00:00", "2025-07-01T00:00:00.000Z", "2025-07-19 07:59:00"} {
		b.exec("INSERT INTO api_usage_logs (user_id, endpoint, method, status_code, ip_address, timestamp) VALUES (?, '/', 'GET', 200, '192.0.2.1', ?), (?, '/', 'GET', 200, NULL, ?), (99, '/', 'GET', 200, '192.0.2.1', ?)", id, at, id, at, at)
	}
	read := func() map[string]any {
		user, err := b.User(t.Context(), id)
		require.NoError(t, err)
		var o map[string]any
		require.NoError(t, json.Unmarshal(user.Object().JSON(), &o))
		return o
	}
	o := read()
	assert.Equal(t, `{"theme":"dark","n":[1]}`, o["preferences"], "as it was stored")
	assert.Equal(t, map[string]any{"theme": "dark", "n": []any{1.0}}, o["preferencesData"])
	assert.Equal(t, []any{true, true, true, false}, []any{o["is_admin"], o["verified"], o["tier1_completed"], o["tier2_completed"]})
	assert.Equal(t, []any{0.0, 13.405, "1990-06-15", nil}, []any{o["birth_latitude"], o["birth_longitude"], o["birth_date"], o["birth_time"]})
	assert.EqualValues(t, 3, o["api_calls_used"], "of this month, by the log")
	assert.NotContains(t, o, "password_hash")

	for _, broken := range []any{nil, "", "[]", "{", "null"} {
		b.exec("UPDATE users SET preferences = ?, developer_tier = NULL WHERE id = ?", broken, id)
		o = read()
		assert.Equal(t, []any{"{}", map[string]any{}, "free"}, []any{o["preferences"], o["preferencesData"], o["developer_tier"]}, broken)
	}
	_, err := b.User(t.Context(), 7)
	assert.ErrorIs(t, err, accounts.ErrUnknown)
}

func TestLogin(t *testing.T) {
	b := newBench(t)
	id := b.register(adas)
	session, user, err := b.Login(t.Context(), " ADA@example.org", secret, accounts.Device{UserAgent: strings.Repeat("x", 1000), IP: "192.0.2.1"})
	require.NoError(t, err)
	assert.Contains(t, string(user.Object().JSON()), `"email":"ada@example.org"`)
	claims, err := b.Keys.Claims(session.Token, b.now)
	require.NoError(t, err)
	assert.Equal(t, "1", claims.Subject)
	assert.Equal(t, adas, claims.Email)
	assert.False(t, claims.Admin)
	assert.Equal(t, "00000000-0000-4000-8000-000000000002", claims.ID)
	assert.Equal(t, time.Date(2025, 7, 26, 8, 0, 0, 0, time.UTC), session.Expires)
	assert.EqualValues(t, session.Expires.Unix(), claims.ExpiresAt)
	assert.NoError(t, b.open(session.Token))

	row := b.one("SELECT * FROM user_sessions")
	assert.Equal(t, auth.Hash(session.Token), row.Text("token_hash"))
	assert.Equal(t, "2025-07-26T08:00:00.000Z", row.Text("expires_at"))
	assert.EqualValues(t, id, row.Int("user_id"))
	assert.JSONEq(t, `{"userAgent":"`+strings.Repeat("x", 256)+`","ip":"192.0.2.1","timestamp":"2025-07-19T08:00:00.123Z","family":"00000000-0000-4000-8000-000000000001"}`, row.Text("device_info"))
	refresh := b.one("SELECT * FROM refresh_tokens")
	assert.Equal(t, auth.Hash(session.Refresh), refresh.Text("token_hash"))
	assert.Equal(t, "00000000-0000-4000-8000-000000000001", refresh.Text("family"))
	assert.Equal(t, "2025-08-18T08:00:00.000Z", refresh.Text("expires_at"))
	assert.False(t, refresh.Bool("used"))
	raw, err := base64.RawURLEncoding.DecodeString(session.Refresh)
	require.NoError(t, err)
	assert.Len(t, raw, 32)

	for _, wrong := range [][2]string{{adas, secret + "x"}, {adas, ""}, {"ben@example.org", secret}, {"", secret}} {
		_, _, err := b.Login(t.Context(), wrong[0], wrong[1], here)
		assert.ErrorIs(t, err, accounts.ErrCredentials, wrong)
	}
	assert.EqualValues(t, 1, b.count("user_sessions"))
	b.exec("UPDATE users SET is_admin = TRUE")
	claims, err = b.Keys.Claims(b.login(adas).Token, b.now)
	require.NoError(t, err)
	assert.True(t, claims.Admin)
}

// TestUnknownAddressesTakeAsLong is the firm half of the promise; the contract test has the clock.
func TestUnknownAddressesTakeAsLong(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	statements := func(email string) (derived []int, asked int) {
		b.derived, b.db.seen = nil, map[string][]any{}
		_, _, err := b.Login(t.Context(), email, "wrong", here)
		assert.ErrorIs(t, err, accounts.ErrCredentials)
		return b.derived, len(b.db.seen)
	}
	known, questions := statements(adas)
	assert.Equal(t, []int{password.Iterations}, known)
	assert.Equal(t, 1, questions)
	b.exec("INSERT INTO users (email, password_hash) VALUES ('old@example.org', ?), ('none@example.org', '')",
		base64.StdEncoding.EncodeToString(make([]byte, 48)))
	for _, email := range []string{"nobody@example.org", "old@example.org", "none@example.org"} {
		derived, asked := statements(email)
		assert.Equal(t, known, derived, email)
		assert.Equal(t, questions, asked, email)
	}
}

func TestHashesAreRenewed(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	stored := func() string { return b.one("SELECT password_hash FROM users").Text("password_hash") }
	_, parts, _ := strings.Cut(stored(), "$100000$")
	salt, hash, _ := strings.Cut(parts, "$")
	rawSalt, err := base64.StdEncoding.DecodeString(salt)
	require.NoError(t, err)
	rawHash, err := base64.StdEncoding.DecodeString(hash)
	require.NoError(t, err)
	earlier := base64.StdEncoding.EncodeToString(append(rawSalt, rawHash...))
	b.exec("UPDATE users SET password_hash = ?", earlier)

	_, _, err = b.Login(t.Context(), adas, "wrong", here)
	assert.ErrorIs(t, err, accounts.ErrCredentials)
	assert.Equal(t, earlier, stored())
	b.login(adas)
	renewed := stored()
	assert.True(t, strings.HasPrefix(renewed, "pbkdf2-sha256$100000$"), renewed)
	b.login(adas)
	assert.Equal(t, renewed, stored(), "a current one stays")

	b.Passwords.Pepper = []byte("pepper")
	b.login(adas)
	assert.True(t, strings.HasPrefix(stored(), "pbkdf2-sha256-pepper$100000$"), stored())
	b.login(adas)
}

func TestPasswordThatChangesMeanwhile(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	b.before = func() { b.exec("UPDATE users SET password_hash = 'another'") }
	_, _, err := b.Login(t.Context(), adas, secret, here)
	assert.ErrorIs(t, err, accounts.ErrCredentials)
	assert.Zero(t, b.count("user_sessions")+b.count("refresh_tokens"))
	assert.Equal(t, "another", b.one("SELECT password_hash FROM users").Text("password_hash"))
}

func TestTwoThatDifferInCaseOnly(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	b.exec("INSERT INTO users (id, email, password_hash) SELECT 50, 'Ada@Example.org', password_hash FROM users")
	for typed, want := range map[string]string{adas: "1", "Ada@Example.org": "50", "ADA@EXAMPLE.ORG": "1"} {
		claims, err := b.Keys.Claims(b.login(typed).Token, b.now)
		require.NoError(t, err)
		assert.Equal(t, want, claims.Subject, typed)
	}
}

func TestLogout(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	gone, kept := b.login(adas), b.login(adas)
	later, err := b.Refresh(t.Context(), gone.Refresh, here)
	require.NoError(t, err)
	require.NoError(t, b.Logout(t.Context(), gone.Token))
	assert.ErrorIs(t, b.open(gone.Token), auth.ErrNoSession)
	assert.ErrorIs(t, b.open(later.Token), auth.ErrNoSession, "of the same login")
	_, err = b.Refresh(t.Context(), later.Refresh, here)
	assert.ErrorIs(t, err, accounts.ErrToken)
	assert.NoError(t, b.open(kept.Token), "another login")
	_, err = b.Refresh(t.Context(), kept.Refresh, here)
	assert.NoError(t, err)
	assert.NoError(t, b.Logout(t.Context(), gone.Token), "twice")
	assert.NoError(t, b.Logout(t.Context(), "no.such.token"))

	for i, device := range []any{nil, "", "a phone", "[]", `{"family":7}`} {
		token, err := b.Keys.Sign("1", adas, false, b.uuid(), b.now, time.Hour)
		require.NoError(t, err)
		b.exec("INSERT INTO user_sessions (user_id, token_hash, expires_at, device_info) VALUES (1, ?, '2030-01-01', ?)", auth.Hash(token), device)
		another := b.login(adas)
		require.NoError(t, b.Logout(t.Context(), token), i)
		assert.ErrorIs(t, b.open(token), auth.ErrNoSession)
		require.NoError(t, b.Logout(t.Context(), another.Token), "rows of earlier releases do not stand in the way: %v", device)
	}
}

func TestConfirm(t *testing.T) {
	b := newBench(t)
	id := b.register(adas)
	assert.NoError(t, b.Confirm(t.Context(), id, secret))
	assert.ErrorIs(t, b.Confirm(t.Context(), id, "wrong"), accounts.ErrCredentials)
	assert.ErrorIs(t, b.Confirm(t.Context(), id+1, secret), accounts.ErrCredentials)
}

func TestDatabaseDown(t *testing.T) {
	b := newBench(t)
	id := b.register(adas)
	session := b.login(adas)
	recipient, err := b.Recipient(t.Context(), adas)
	require.NoError(t, err)
	for _, c := range []struct { // what closes the doors comes last
		fails string
		call  func() error
	}{
		{"SELECT", func() error { _, err := b.Register(t.Context(), "x@example.org", secret, ""); return err }},
		{"INSERT INTO users", func() error { _, err := b.Register(t.Context(), "x@example.org", secret, ""); return err }},
		{"INSERT INTO user_sessions", func() error { _, _, err := b.Login(t.Context(), adas, secret, here); return err }},
		{"FROM user_sessions WHERE token_hash", func() error { return b.Logout(t.Context(), session.Token) }},
		{"INSERT INTO refresh_tokens", func() error { _, err := b.Refresh(t.Context(), session.Refresh, here); return err }},
		{"s.device_info", func() error { _, err := b.Renew(t.Context(), id, session.Token, here); return err }},
		{"COLLATE NOCASE", func() error { _, err := b.Recipient(t.Context(), adas); return err }},
		{"INSERT INTO password_reset_tokens", func() error { _, err := b.NewResetToken(t.Context(), recipient); return err }},
		{"password_reset_tokens t", func() error { return b.SetPassword(t.Context(), adas, "x", secret) }},
		{"FROM readings", func() error { _, err := b.Export(t.Context(), id, ""); return err }},
		{"DELETE FROM readings", func() error { _, err := b.Erase(t.Context(), id); return err }},
		{"UPDATE api_keys", func() error { _, err := b.EraseByEmail(t.Context(), adas); return err }},
	} {
		b.db.fails = c.fails
		assert.ErrorIs(t, c.call(), errDown, c.fails)
	}
	b.db.fails = ""
	assert.EqualValues(t, 1, b.count("users"))
}
