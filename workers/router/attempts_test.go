//go:build !js

package router

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func (d *desk) tooMany(a answer) {
	d.t.Helper()
	d.fails4(a, 429, "RATE_LIMIT_EXCEEDED")
	assert.Equal(d.t, "Too many requests", a.body["message"])
	after, err := strconv.Atoi(a.Header.Get("Retry-After"))
	require.NoError(d.t, err)
	assert.Positive(d.t, after)
}

func TestFailedLogins(t *testing.T) {
	for name, login := range map[string]string{"an account": adasMistake, "nobody's address": `{"email":"nobody@example.org","password":"wrong"}`} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.member("ada")
			d.member("ben")
			for i := range maxFailures {
				d.from = "192.0.2." + strconv.Itoa(i) // whoever tries, it is the account that counts
				d.fails4(d.ask("POST", "/auth/login", login, ""), 401, "LOGIN_FAILED")
			}
			refused := d.ask("POST", "/auth/login", login, "")
			d.tooMany(refused)
			assert.Equal(t, "900", refused.Header.Get("Retry-After"), "until the window of 15 minutes ends")
			if login == adasMistake {
				d.tooMany(d.ask("POST", "/auth/login", adasLogin, ""))
			}
			assert.Equal(t, 200, d.ask("POST", "/auth/login", `{"email":"ben@example.org","password":"correct horse"}`, "").Status)
			d.now = d.now.Add(failureWindow)
			assert.Equal(t, 200, d.ask("POST", "/auth/login", adasLogin, "").Status)
		})
	}
}

func TestOnlyFailuresCount(t *testing.T) {
	d := newDesk(t)
	d.member("ada")
	for range 3 * maxFailures {
		require.Equal(t, 200, d.ask("POST", "/auth/login", adasLogin, "").Status)
	}
	d.fails = "FROM users"
	for range 2 * maxFailures {
		d.fails4(d.ask("POST", "/auth/login", adasLogin, ""), 500, "LOGIN_ERROR")
	}
	d.fails = ""
	for range maxFailures - 1 {
		d.fails4(d.ask("POST", "/auth/login", adasMistake, ""), 401, "LOGIN_FAILED")
	}
	require.Equal(t, 200, d.ask("POST", "/auth/login", adasLogin, "").Status)
	d.fails4(d.ask("POST", "/auth/login", adasMistake, ""), 401, "LOGIN_FAILED")
	d.tooMany(d.ask("POST", "/auth/login", adasLogin, ""))
}

// TestLeavingIsNoWayAround: whoever has a token could otherwise try passwords without end.
func TestLeavingIsNoWayAround(t *testing.T) {
	d := newDesk(t)
	token := d.member("ada").body["token"].(string)
	for range maxFailures {
		d.fails4(d.ask("DELETE", "/api/user/account", `{"password":"wrong"}`, token), 401, "LOGIN_FAILED")
	}
	d.tooMany(d.ask("DELETE", "/api/user/account", `{"password":"correct horse"}`, token))
	d.tooMany(d.ask("POST", "/auth/login", adasLogin, ""))
}

func TestAttemptsOfAnAddress(t *testing.T) {
	d := newDesk(t)
	token := d.member("ada").body["token"].(string)
	d.Config.AuthRateMax, d.from = 5, "2001:db8::1"
	for _, path := range []string{"/auth/login", "/api/auth/register", "/auth/request-reset", "/api/backend/auth/reset-password", "/auth/refresh"} {
		a := d.ask("POST", path, "{}", "")
		assert.Less(t, a.Status, 402, "%s", a.Whole())
		assert.Equal(t, strconv.Itoa(1<<20), a.Header.Get("X-RateLimit-Limit"), "the usual limit is told")
	}
	d.from = "2001:db8::2" // of the same customer
	for _, path := range []string{
		"/auth/login", "/auth/register", "/auth/request-reset", "/auth/reset-password", "/auth/refresh",
		"/api/auth/login", "/api/backend/auth/request-reset", "/api/backend/auth/reset-password",
	} {
		refused := d.ask("POST", path, "{", token)
		d.tooMany(refused)
		assert.Equal(t, "5", refused.Header.Get("X-RateLimit-Limit"), "the limit that was met is told")
		assert.Equal(t, "0", refused.Header.Get("X-RateLimit-Remaining"))
		assert.Equal(t, "60", refused.Header.Get("Retry-After"))
	}
	assert.Equal(t, 200, d.ask("GET", "/auth/me", "", token).Status)
	assert.Equal(t, 405, d.ask("GET", "/auth/login", "", token).Status)
	d.from = "2001:db8:0:1::1"
	assert.Equal(t, 200, d.ask("POST", "/auth/login", adasLogin, "").Status)
	d.from, d.now = "2001:db8::1", d.now.Add(time.Minute)
	assert.Equal(t, 200, d.ask("POST", "/auth/login", adasLogin, "").Status)
	assert.Equal(t, 200, d.ask("POST", "/auth/logout", "", token).Status)
}

func TestAuthConfig(t *testing.T) {
	vars := map[string]string{}
	read := func() Config { return ReadConfig(func(name string) string { return vars[name] }) }
	assert.Equal(t, 10, read().AuthRateMax)
	assert.Empty(t, read().AdminEmails)
	vars["AUTH_RATE_LIMIT_MAX"], vars["ADMIN_EMAILS"] = "3", " Ada@Example.org, ,ben@example.org"
	assert.Equal(t, 3, read().AuthRateMax)
	assert.Equal(t, []string{"ada@example.org", "ben@example.org"}, read().AdminEmails)
}
