//go:build !js

package router

import (
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/kvtest"
	"github.com/witnessos/witnessos/internal/mail"
	"github.com/witnessos/witnessos/internal/password"
	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
	"github.com/witnessos/witnessos/internal/web"
)

// desk is a router where people register and sign in: real accounts on a real database, and rate
// limits that count. What is left for after the reply waits for settle.
type desk struct {
	*Router
	t       *testing.T
	now     time.Time
	from    string // the caller's address
	fails   string // statements that hold this text
	later   []func(context.Context)
	letters []mail.Letter
	post    error // of the mail
	purged  []string
	ids     int
}

type (
	deskDB struct {
		sqldb.DB
		*desk
	}
	deskMail    struct{ *desk }
	deskObjects struct{ *desk }
)

var errBroken = errors.New("D1_ERROR: no such table: users")

func (d deskDB) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	if d.fails != "" && strings.Contains(sql, d.fails) {
		return nil, errBroken
	}
	return d.DB.Query(ctx, sql, args...)
}

func (d deskDB) Batch(ctx context.Context, statements ...sqldb.Statement) ([]int64, error) {
	for _, s := range statements {
		if d.fails != "" && strings.Contains(s.SQL, d.fails) {
			return nil, errBroken
		}
	}
	return d.DB.Batch(ctx, statements...)
}

func (d deskMail) Send(_ context.Context, l mail.Letter) error {
	d.letters = append(d.letters, l)
	return d.desk.post
}

func (d deskObjects) Call(_ context.Context, name, method string, _ []byte) ([]byte, error) {
	d.purged = append(d.purged, method+" "+name)
	return nil, nil
}

func newDesk(t *testing.T) *desk {
	d := &desk{t: t, now: time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC), from: "192.0.2.1"}
	now := func() time.Time { return d.now }
	db := deskDB{sqlitetest.OpenMigrated(t), d}
	uuid := func() string {
		d.ids++
		return fmt.Sprintf("00000000-0000-4000-8000-%012d", d.ids)
	}
	keys := auth.Keys{Current: make([]byte, auth.MinSecret)}
	d.Router = New(Deps{
		Config: Config{
			Environment: "production", Keys: keys, AuthRateMax: 1000,
			RateMax: 1 << 20, RateAnonMax: 1 << 20, RateWindow: time.Hour,
		},
		DB:       db,
		Accounts: auth.Accounts{DB: db},
		Belongings: Belongings{Members: &accounts.Store{
			DB: db, Now: now, Keys: keys, UUID: uuid, Random: rand.Reader,
			Passwords: &password.Hasher{Random: rand.Reader, Derive: func(_ context.Context, from, salt []byte, _, size int) ([]byte, error) {
				return pbkdf2.Key(sha256.New, string(from), salt, 1, size)
			}},
			Cache: &kvtest.Memory{}, Profiles: &kvtest.Memory{}, Objects: []accounts.Objects{deskObjects{d}},
		}},
		Mail:      deskMail{d},
		Limiter:   ratelimit.NewLimiter(&counters{t: t, now: now, windows: map[string]ratelimit.Window{}}, now, ratelimit.DefaultCapacity),
		UUID:      uuid,
		Now:       now,
		WaitUntil: func(_ context.Context, f func(context.Context)) { d.later = append(d.later, f) },
	})
	return d
}

// settle does what was left for after the replies.
func (d *desk) settle() {
	for _, f := range d.later {
		f(d.t.Context())
	}
	d.later = nil
}

func (d *desk) ask(method, path, body, token string) answer {
	d.t.Helper()
	request := &web.Request{ID: "request", Method: method, URL: "http://localhost" + path, Body: []byte(body)}
	request.Header.Add("CF-Connecting-IP", d.from)
	request.Header.Add("User-Agent", "a browser")
	if token != "" {
		request.Header.Add("Authorization", "Bearer "+token)
	}
	a := answer{Response: d.Handle(d.t.Context(), request)}
	sent := map[string]bool{}
	for _, f := range a.Header {
		assert.False(d.t, sent[f.Name], "%s is sent once", f.Name)
		sent[f.Name] = true
	}
	require.NoError(d.t, json.Unmarshal(a.Whole(), &a.body), "%s", a.Whole())
	assert.NotContains(d.t, string(a.Whole()), "D1_ERROR")
	assert.NotContains(d.t, string(a.Whole()), "password_hash")
	return a
}

func (d *desk) fails4(a answer, status int, code string) {
	d.t.Helper()
	require.Equal(d.t, status, a.Status, "%s", a.Whole())
	require.Equal(d.t, code, a.body["code"], "%s", a.Whole())
}

const (
	adasLogin    = `{"email":"ada@example.org","password":"correct horse"}`
	adasMistake  = `{"email":" ADA@example.org","password":"wrong"}`
	nobodysLogin = `{"email":"nobody@example.org","password":"correct horse"}`
)

// member registers an account and signs it in.
func (d *desk) member(name string) answer {
	d.t.Helper()
	body := fmt.Sprintf(`{"email":"%s@example.org","password":"correct horse","name":"%s"}`, name, name)
	require.Equal(d.t, 201, d.ask("POST", "/auth/register", body, "").Status)
	a := d.ask("POST", "/auth/login", body, "")
	require.Equal(d.t, 200, a.Status, "%s", a.Whole())
	return a
}

func TestFromRegisteringToLoggingOut(t *testing.T) {
	d := newDesk(t)
	a := d.ask("POST", "/api/auth/register", `{"email":" Ada@Example.org","password":"correct horse","name":"Ada Example"}`, "")
	require.Equal(t, 201, a.Status, "%s", a.Whole())
	assert.Equal(t, "User registered successfully", a.body["message"])
	assert.EqualValues(t, 1, at(a.body, "user", "id"))
	assert.Equal(t, "ada@example.org", at(a.body, "user", "email"))
	assert.NotContains(t, a.body, "token", "clients log in next")

	a = d.ask("POST", "/auth/login", adasLogin, "")
	require.Equal(t, 200, a.Status, "%s", a.Whole())
	assert.Equal(t, "Login successful", a.body["message"])
	assert.Equal(t, "2025-07-26T08:00:00.000Z", a.body["expiresAt"])
	assert.EqualValues(t, 604800, a.body["expiresIn"])
	assert.Equal(t, "{}", at(a.body, "user", "preferences"))
	assert.Equal(t, "no-store", a.Header.Get("Cache-Control"))
	token, refresh := a.body["token"].(string), a.body["refreshToken"].(string)

	me := d.ask("GET", "/auth/me", "", token)
	require.Equal(t, 200, me.Status)
	assert.Equal(t, a.body["user"], me.body["user"])

	next := d.ask("POST", "/api/auth/refresh", `{"refreshToken":"`+refresh+`"}`, "null")
	require.Equal(t, 200, next.Status, "%s", next.Whole())
	assert.EqualValues(t, 604800, next.body["expiresIn"])
	assert.NotEqual(t, token, next.body["token"])
	renewed := d.ask("POST", "/auth/refresh", "", next.body["token"].(string))
	require.Equal(t, 200, renewed.Status, "%s", renewed.Whole())
	require.Equal(t, 200, d.ask("GET", "/auth/me", "", renewed.body["token"].(string)).Status)

	out := d.ask("POST", "/auth/logout", "", token)
	require.Equal(t, 200, out.Status)
	assert.Equal(t, "Logout successful", out.body["message"])
	for _, ended := range []any{token, next.body["token"], renewed.body["token"]} {
		gone := d.ask("GET", "/auth/me", "", ended.(string))
		d.fails4(gone, 401, "INVALID_TOKEN")
		assert.Equal(t, "Session not found", gone.body["message"])
		d.fails4(d.ask("POST", "/auth/refresh", "", ended.(string)), 401, "INVALID_TOKEN")
		assert.Equal(t, 200, d.ask("POST", "/auth/logout", "", ended.(string)).Status, "as often as one likes")
	}
	d.fails4(d.ask("POST", "/auth/refresh", `{"refreshToken":"`+refresh+`"}`, ""), 401, "INVALID_TOKEN")
}

func TestWhatAccountsRefuse(t *testing.T) {
	d := newDesk(t)
	adas := d.member("ada").body["token"].(string)
	d.now = d.now.Add(8 * 24 * time.Hour)
	bens := d.member("ben").body["token"].(string)
	for _, test := range []struct {
		name, method, path, body, token string
		status                          int
		code                            string
	}{
		{"register: JSON first", "POST", "/auth/register", `{`, "", 400, "INVALID_JSON"},
		{"register: nothing", "POST", "/auth/register", ``, "", 400, "MISSING_FIELDS"},
		{"register: no password", "POST", "/auth/register", `{"email":"bad"}`, "", 400, "MISSING_FIELDS"},
		{"register: a blank address", "POST", "/auth/register", `{"email":"  ","password":"x"}`, "", 400, "MISSING_FIELDS"},
		{"register: null", "POST", "/auth/register", `{"email":null,"password":"x"}`, "", 400, "MISSING_FIELDS"},
		{"register: the address before the password", "POST", "/auth/register", `{"email":"bad","password":"x"}`, "", 400, "INVALID_EMAIL"},
		{"register: the password before the account", "POST", "/auth/register", `{"email":"ada@example.org","password":"1234567"}`, "", 400, "WEAK_PASSWORD"},
		{"register: too long", "POST", "/auth/register", `{"email":"x@example.org","password":"` + strings.Repeat("x", 257) + `"}`, "", 400, "WEAK_PASSWORD"},
		{"register: again", "POST", "/auth/register", `{"email":"ADA@example.org","password":"12345678"}`, "", 400, "REGISTRATION_FAILED"},
		{"register: a number", "POST", "/auth/register", `{"email":"x@example.org","password":12345678}`, "", 400, "VALIDATION_ERROR"},
		{"register: a name without end", "POST", "/auth/register", `{"email":"x@example.org","password":"12345678","name":"` + strings.Repeat("x", 201) + `"}`, "", 400, "VALIDATION_ERROR"},
		{"login: nothing", "POST", "/auth/login", `{}`, "", 400, "MISSING_CREDENTIALS"},
		{"login: no password", "POST", "/auth/login", `{"email":"ada@example.org","password":""}`, "", 400, "MISSING_CREDENTIALS"},
		{"login: wrong", "POST", "/auth/login", adasMistake, "", 401, "LOGIN_FAILED"},
		{"login: nobody", "POST", "/auth/login", nobodysLogin, "", 401, "LOGIN_FAILED"},
		{"login: no address at all", "POST", "/auth/login", `{"email":"x","password":"y"}`, "", 401, "LOGIN_FAILED"},
		{"login: an object", "POST", "/auth/login", `{"email":{},"password":"y"}`, "", 400, "VALIDATION_ERROR"},
		{"logout: nothing", "POST", "/auth/logout", ``, "", 401, "MISSING_TOKEN"},
		{"logout: undefined", "POST", "/auth/logout", ``, "undefined", 401, "MISSING_TOKEN"},
		{"logout: no JWT", "POST", "/auth/logout", ``, "abc", 400, "LOGOUT_FAILED"},
		{"logout: three words", "POST", "/auth/logout", ``, "nobody.signed.this", 400, "LOGOUT_FAILED"},
		{"logout: lists", "POST", "/auth/logout", ``, "W10.W10.x", 400, "LOGOUT_FAILED"},
		{"logout: nobody's", "POST", "/auth/logout", ``, "e30.e30.x", 200, ""},
		{"logout: expired", "POST", "/auth/logout", ``, adas, 200, ""},
		{"me: nothing", "GET", "/auth/me", ``, "", 401, "MISSING_TOKEN"},
		{"me: null", "GET", "/auth/me", ``, "null", 401, "MISSING_TOKEN"},
		{"me: expired", "GET", "/auth/me", ``, adas, 401, "INVALID_TOKEN"},
		{"reset: nothing", "POST", "/auth/request-reset", `{}`, "", 400, "MISSING_EMAIL"},
		{"reset: blank", "POST", "/api/backend/auth/request-reset", `{"email":" "}`, "", 400, "MISSING_EMAIL"},
		{"reset: no address", "POST", "/auth/request-reset", `{"email":"x"}`, "", 400, "INVALID_EMAIL"},
		{"set: nothing", "POST", "/auth/reset-password", `{}`, "", 400, "MISSING_FIELDS"},
		{"set: no token", "POST", "/api/backend/auth/reset-password", `{"email":"ada@example.org","newPassword":"x"}`, "", 400, "MISSING_FIELDS"},
		{"set: the password before the token", "POST", "/auth/reset-password", `{"email":"ada@example.org","newPassword":"x","resetToken":"x"}`, "", 400, "WEAK_PASSWORD"},
		{"set: unknown", "POST", "/auth/reset-password", `{"email":"ada@example.org","newPassword":"12345678","resetToken":"x"}`, "", 400, "INVALID_TOKEN"},
		{"refresh: nothing", "POST", "/auth/refresh", `{}`, "", 401, "MISSING_TOKEN"},
		{"refresh: null", "POST", "/auth/refresh", `{"refreshToken":null}`, "null", 401, "MISSING_TOKEN"},
		{"refresh: a number", "POST", "/auth/refresh", `{"refreshToken":7}`, "", 400, "VALIDATION_ERROR"},
		{"refresh: unknown", "POST", "/auth/refresh", `{"refreshToken":"x"}`, bens, 401, "INVALID_TOKEN"},
		{"refresh: an expired token", "POST", "/auth/refresh", `{}`, adas, 401, "INVALID_TOKEN"},
		{"leave: nothing", "DELETE", "/api/user/account", `{}`, "", 401, "UNAUTHORIZED"},
		{"leave: expired", "DELETE", "/api/user/account", `{"password":"correct horse"}`, adas, 401, "INVALID_TOKEN"},
		{"leave: no password", "DELETE", "/api/user/account", ``, bens, 400, "MISSING_DATA"},
		{"leave: wrong", "DELETE", "/api/user/account", `{"password":"wrong"}`, bens, 401, "LOGIN_FAILED"},
		{"export: nothing", "GET", "/api/user/export", ``, "", 401, "UNAUTHORIZED"},
		{"export: nowhere", "GET", "/api/user/export?after=x", ``, bens, 400, "VALIDATION_ERROR"},
		{"admin: nothing", "DELETE", "/admin/users/ada@example.org", ``, "", 401, "UNAUTHORIZED"},
		{"admin: expired", "DELETE", "/admin/users/ada@example.org", ``, adas, 401, "INVALID_TOKEN"},
		{"admin: none", "DELETE", "/admin/users/ada@example.org", ``, bens, 403, "FORBIDDEN"},
		{"status: nothing", "GET", "/admin/system/status", ``, "", 401, "UNAUTHORIZED"},
		{"status: none", "GET", "/admin/system/status", ``, bens, 403, "FORBIDDEN"},
		{"extra segment", "GET", "/auth/me/anything", ``, bens, 404, "ENDPOINT_NOT_FOUND"},
		{"method", "GET", "/auth/login", ``, bens, 405, "METHOD_NOT_ALLOWED"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := d.ask(test.method, test.path, test.body, test.token)
			require.Equal(t, test.status, a.Status, "%s", a.Whole())
			if test.code != "" {
				assert.Equal(t, test.code, a.body["code"])
			}
			if test.status == 401 {
				assert.Equal(t, "Bearer", a.Header.Get("WWW-Authenticate"))
			}
		})
	}
	wrong, nobody := d.ask("POST", "/auth/login", adasMistake, ""), d.ask("POST", "/auth/login", nobodysLogin, "")
	assert.Equal(t, wrong.body, nobody.body, "alike")
	assert.Equal(t, "Invalid credentials", wrong.body["message"])
}

// TestReuse: a refresh token that has been copied ends the sessions of both who hold it.
func TestReuse(t *testing.T) {
	d := newDesk(t)
	first := d.member("ada")
	body := `{"refreshToken":"` + first.body["refreshToken"].(string) + `"}`
	second := d.ask("POST", "/auth/refresh", body, "")
	require.Equal(t, 200, second.Status)
	d.fails4(d.ask("POST", "/auth/refresh", body, ""), 401, "INVALID_TOKEN")
	for _, a := range []answer{first, second} {
		d.fails4(d.ask("GET", "/auth/me", "", a.body["token"].(string)), 401, "INVALID_TOKEN")
		d.fails4(d.ask("POST", "/auth/refresh", `{"refreshToken":"`+a.body["refreshToken"].(string)+`"}`, ""), 401, "INVALID_TOKEN")
	}
}

func TestForeseenFailures(t *testing.T) {
	d := newDesk(t)
	a := d.member("ada")
	token, refresh := a.body["token"].(string), a.body["refreshToken"].(string)
	for _, test := range []struct{ method, path, body, token, fails, code string }{
		{"POST", "/auth/register", `{"email":"x@example.org","password":"12345678"}`, "", "FROM users", "REGISTRATION_ERROR"},
		{"POST", "/auth/login", adasLogin, "", "FROM users", "LOGIN_ERROR"},
		{"POST", "/auth/login", adasLogin, "", "INSERT INTO user_sessions", "LOGIN_ERROR"},
		{"POST", "/auth/logout", "", token, "user_sessions", "LOGOUT_ERROR"},
		{"GET", "/auth/me", "", token, "api_usage_logs", "AUTH_ERROR"},
		{"POST", "/auth/request-reset", `{"email":"ada@example.org"}`, "", "FROM users", "RESET_REQUEST_FAILED"},
		{"POST", "/auth/reset-password", `{"email":"ada@example.org","newPassword":"12345678","resetToken":"x"}`, "", "password_reset_tokens", "PASSWORD_RESET_FAILED"},
		{"POST", "/auth/refresh", `{"refreshToken":"` + refresh + `"}`, "", "refresh_tokens", "INTERNAL_ERROR"},
		{"GET", "/api/user/export", "", token, "FROM readings", "FETCH_FAILED"},
		{"DELETE", "/api/user/account", `{"password":"correct horse"}`, token, "DELETE FROM readings", "DELETE_ERROR"},
	} {
		d.fails = test.fails
		d.fails4(d.ask(test.method, test.path, test.body, test.token), 500, test.code)
		d.fails = ""
	}
}
