package contract

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/auth"
)

const secretOfAll = "correct horse"

// member registers an account and signs it in.
func (c *client) member(t *testing.T, name string) *reply {
	t.Helper()
	credentials := object{"email": name + "@example.org", "password": secretOfAll, "name": name}
	c.post(t, "/auth/register", credentials).succeeds(t, 201)
	r := c.post(t, "/auth/login", credentials)
	r.succeeds(t, 200)
	return r
}

func (r *reply) text(name string) string {
	s, _ := r.at(name).(string)
	return s
}

func bearer(token string) string { return "Authorization: Bearer " + token }

// accountsOfPeople: registering, signing in and out, and staying signed in.
func accountsOfPeople(t *testing.T, c *client) {
	check(t, "POST /auth/register", "body", func(t *testing.T) {
		r := c.post(t, "/auth/register", object{"email": " Grace@Example.org ", "password": secretOfAll, "name": "Grace Example"})
		r.succeeds(t, 201)
		assert.Equal(t, "User registered successfully", r.at("message"))
		assert.NotContains(t, r.body, "token", "clients log in next")
		assert.Equal(t, "grace@example.org", r.at("user", "email"))
		assert.IsType(t, 0.0, r.at("user", "id"))
		assert.Equal(t, []string{
			"api_calls_limit", "api_calls_used", "billing_customer_id", "birth_date", "birth_latitude", "birth_longitude", "birth_time", "birth_timezone",
			"created_at", "developer_tier", "email", "has_completed_onboarding", "id", "is_admin", "name", "preferences", "preferencesData",
			"tier1_completed", "tier2_completed", "tier3_completed", "updated_at", "verified", "webhook_url",
		}, keys(r.at("user")))
		assert.Equal(t, "{}", r.at("user", "preferences"))
		assert.Equal(t, object{}, r.at("user", "preferencesData"))
		assert.Equal(t, false, r.at("user", "is_admin"))
		assert.Regexp(t, `^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$`, r.at("user", "created_at"))
		c.post(t, "/api/auth/register", object{"email": "GRACE@example.org", "password": secretOfAll}).fails(t, 400, "REGISTRATION_FAILED")
		hash := c.query(t, "SELECT password_hash FROM users WHERE email = 'grace@example.org'")[0]["password_hash"]
		assert.Regexp(t, regexp.MustCompile(`^pbkdf2-sha256\$100000\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$`), hash)
	})
	for _, test := range []struct{ body, code string }{
		{`{"email":"bad"}`, "MISSING_FIELDS"},
		{`{"email":"bad","password":"x"}`, "INVALID_EMAIL"},
		{`{"email":"a b@example.org","password":"12345678"}`, "INVALID_EMAIL"},
		{`{"email":"grace@example.org","password":"1234567"}`, "WEAK_PASSWORD"},
		{`{"email":"grace@example.org","password":"` + strings.Repeat("x", 257) + `"}`, "WEAK_PASSWORD"},
		{`{"email":["grace@example.org"],"password":"12345678"}`, "VALIDATION_ERROR"},
	} {
		check(t, "POST /auth/register", test.body[:min(40, len(test.body))], func(t *testing.T) {
			c.post(t, "/auth/register", test.body).fails(t, 400, test.code)
		})
	}
	check(t, "POST /auth/login", "body, and what it opens", func(t *testing.T) {
		r := c.post(t, "/auth/login", object{"email": "GRACE@example.org", "password": secretOfAll}, "User-Agent: contract")
		r.succeeds(t, 200)
		assert.Equal(t, "Login successful", r.at("message"))
		assert.EqualValues(t, 604800, r.at("expiresIn"))
		assert.Regexp(t, instant, r.at("expiresAt"))
		assert.Regexp(t, `^[A-Za-z0-9_-]{43}$`, r.at("refreshToken"))
		assert.Equal(t, "no-store", r.Header.Get("Cache-Control"))
		token := r.text("token")
		claims := jwt.MapClaims{}
		parsed, err := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"})).ParseWithClaims(token, claims, func(*jwt.Token) (any, error) { return secret, nil })
		require.NoError(t, err)
		assert.Equal(t, map[string]any{"alg": "HS256", "typ": "JWT", "kid": parsed.Header["kid"]}, parsed.Header)
		assert.Regexp(t, `^[\w-]{8}$`, parsed.Header["kid"])
		assert.Equal(t, []string{"email", "exp", "iat", "is_admin", "jti", "sub"}, keys(map[string]any(claims)))
		assert.Equal(t, fmt.Sprint(r.at("user", "id")), claims["sub"])
		assert.Regexp(t, uuid4, claims["jti"])
		assert.EqualValues(t, 604800, claims["exp"].(float64)-claims["iat"].(float64))
		row := c.query(t, "SELECT * FROM user_sessions WHERE token_hash = '"+auth.Hash(token)+"'")
		require.Len(t, row, 1)
		assert.Equal(t, r.at("expiresAt"), row[0]["expires_at"])
		var device map[string]string
		require.NoError(t, json.Unmarshal([]byte(row[0]["device_info"]), &device))
		assert.Equal(t, "contract", device["userAgent"])
		assert.Regexp(t, uuid4, device["family"])
		me := c.get(t, "/api/auth/me", bearer(token))
		me.succeeds(t, 200)
		assert.Equal(t, r.at("user"), me.at("user"))
		assert.NotContains(t, string(me.Body), "hash")
	})
	check(t, "POST /auth/login", "what does not fit", func(t *testing.T) {
		wrong := c.post(t, "/auth/login", object{"email": "grace@example.org", "password": "wrong"})
		nobody := c.post(t, "/auth/login", object{"email": "nobody@example.org", "password": "wrong"})
		unset := c.post(t, "/auth/login", object{"email": "ben@example.org", "password": "wrong"}) // an account without a password
		for _, r := range []*reply{wrong, nobody, unset} {
			r.fails(t, 401, "LOGIN_FAILED")
			assert.Equal(t, "Invalid credentials", r.at("message"))
			assert.Equal(t, keys(wrong.body), keys(r.body))
		}
		c.post(t, "/auth/login", `{"email":"grace@example.org"}`).fails(t, 400, "MISSING_CREDENTIALS")
	})
	check(t, "POST /auth/login", "a hash of an earlier release, which is rewritten", func(t *testing.T) {
		salt := []byte("0123456789abcdef")
		derived, err := pbkdf2.Key(sha256.New, "short", salt, 100_000, 32)
		require.NoError(t, err)
		earlier := base64.StdEncoding.EncodeToString(append(salt, derived...))
		c.Execute(t, "INSERT INTO users (email, password_hash) VALUES ('Earlier@Example.org', '"+earlier+"')")
		for range 2 {
			c.post(t, "/auth/login", object{"email": "earlier@example.org", "password": "short"}).succeeds(t, 200)
			hash := c.query(t, "SELECT password_hash FROM users WHERE email = 'Earlier@Example.org'")[0]["password_hash"]
			assert.True(t, strings.HasPrefix(hash, "pbkdf2-sha256$100000$"), hash)
		}
	})
	check(t, "POST /auth/login", "ten failures of an account", func(t *testing.T) {
		c.member(t, "locked")
		for range 10 {
			c.post(t, "/auth/login", object{"email": "locked@example.org", "password": "wrong"}).fails(t, 401, "LOGIN_FAILED")
		}
		c.post(t, "/auth/login", object{"email": "Locked@example.org", "password": secretOfAll}).fails(t, 429, "RATE_LIMIT_EXCEEDED")
		c.post(t, "/auth/login", object{"email": "grace@example.org", "password": secretOfAll}).succeeds(t, 200)
	})
	check(t, "POST /auth/login", "known and unknown addresses take equal time", func(t *testing.T) { equalTime(t, c) })
	check(t, "POST /auth/logout", "the session and all that came of it", func(t *testing.T) {
		first := c.member(t, "henry")
		next := c.post(t, "/auth/refresh", object{"refreshToken": first.text("refreshToken")})
		next.succeeds(t, 200)
		out := c.post(t, "/api/auth/logout", "", bearer(first.text("token")))
		out.succeeds(t, 200)
		assert.Equal(t, "Logout successful", out.at("message"))
		for _, r := range []*reply{first, next} {
			gone := c.get(t, "/auth/me", bearer(r.text("token")))
			gone.fails(t, 401, "INVALID_TOKEN")
			assert.Equal(t, "Session not found", gone.at("message"))
			c.post(t, "/auth/refresh", object{"refreshToken": r.text("refreshToken")}).fails(t, 401, "INVALID_TOKEN")
			c.post(t, "/auth/logout", "", bearer(r.text("token"))).succeeds(t, 200)
		}
		expired := token(jwt.SigningMethodHS256, secret, "1001", func(m jwt.MapClaims) { m["exp"] = time.Now().Unix() - 60 })
		c.post(t, "/auth/logout", "", bearer(expired)).succeeds(t, 200)
		c.post(t, "/auth/logout", "", bearer("no-jwt")).fails(t, 400, "LOGOUT_FAILED")
		c.post(t, "/auth/logout", "", bearer("null")).fails(t, 401, "MISSING_TOKEN")
	})
	check(t, "POST /auth/refresh", "rotation and reuse", func(t *testing.T) {
		first := c.member(t, "iris")
		second := c.post(t, "/api/auth/refresh", object{"refreshToken": first.text("refreshToken")})
		second.succeeds(t, 200)
		assert.Equal(t, []string{"expiresAt", "expiresIn", "refreshToken", "requestId", "success", "timestamp", "token"}, keys(second.body))
		renewed := c.post(t, "/auth/refresh", "", bearer(second.text("token")))
		renewed.succeeds(t, 200)
		for _, r := range []*reply{first, second, renewed} {
			c.get(t, "/auth/me", bearer(r.text("token"))).succeeds(t, 200)
		}
		c.post(t, "/auth/refresh", object{"refreshToken": first.text("refreshToken")}).fails(t, 401, "INVALID_TOKEN")
		for _, r := range []*reply{first, second, renewed} {
			c.get(t, "/auth/me", bearer(r.text("token"))).fails(t, 401, "INVALID_TOKEN")
			c.post(t, "/auth/refresh", object{"refreshToken": r.text("refreshToken")}).fails(t, 401, "INVALID_TOKEN")
		}
		c.post(t, "/auth/refresh", "").fails(t, 401, "MISSING_TOKEN")
		c.post(t, "/auth/refresh", "", bearer("bad")).fails(t, 401, "INVALID_TOKEN")
	})
	check(t, "POST /auth/refresh", "of many at once one wins", func(t *testing.T) {
		body := text(object{"refreshToken": c.member(t, "june").text("refreshToken")})
		var group sync.WaitGroup
		var mu sync.Mutex
		statuses := map[int]int{}
		for range 6 {
			group.Go(func() {
				r, err := c.Try("POST", "/auth/refresh", body)
				if assert.NoError(t, err) {
					mu.Lock()
					statuses[r.Status]++
					mu.Unlock()
				}
			})
		}
		group.Wait()
		assert.Equal(t, map[int]int{200: 1, 401: 5}, statuses)
	})
}

// equalTime compares medians. Without the hashing of a password nobody has, an unknown address would
// be answered in a fraction of the time.
func equalTime(t *testing.T, c *client) {
	var known, unknown []time.Duration
	try := func(email string) time.Duration {
		start := time.Now()
		c.post(t, "/auth/login", object{"email": email, "password": "wrong"}).fails(t, 401, "LOGIN_FAILED")
		return time.Since(start)
	}
	for n := range 4 { // of each account, since ten failures are the most it may have
		name := fmt.Sprintf("timed%d", n)
		c.post(t, "/auth/register", object{"email": name + "@example.org", "password": secretOfAll}).succeeds(t, 201)
		for range 8 {
			known = append(known, try(name+"@example.org"))
			unknown = append(unknown, try("un"+name+"@example.org"))
		}
	}
	slices.Sort(known)
	slices.Sort(unknown)
	a, b := known[len(known)/2], unknown[len(unknown)/2]
	t.Logf("known %v, unknown %v", a, b)
	assert.Less(t, (a - b).Abs(), max(a, b)*2/5, "known %v, unknown %v", a, b)
}

// mailbox is the mail provider of the system under test.
type mailbox struct {
	mu      sync.Mutex
	letters []object
}

var letterbox mailbox

// open starts the provider and returns its address.
func (m *mailbox) open(t *testing.T) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		letter := object{"authorization": r.Header.Get("Authorization")}
		_ = json.Unmarshal(body, &letter)
		m.mu.Lock()
		defer m.mu.Unlock()
		m.letters = append(m.letters, letter)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// to returns the letters to an address, once there are as many.
func (m *mailbox) to(t *testing.T, address string, count int) (found []object) {
	t.Helper()
	require.Eventually(t, func() bool {
		m.mu.Lock()
		defer m.mu.Unlock()
		found = nil
		for _, l := range m.letters {
			if at(l, "to", 0) == address {
				found = append(found, l)
			}
		}
		return len(found) >= count
	}, 10*time.Second, 50*time.Millisecond)
	return found
}

// resets: a new password by a token that comes by mail.
func resets(t *testing.T, c *client) {
	const answer = "If the address is registered, a reset link has been sent"
	check(t, "POST /auth/request-reset", "alike for all, a letter for some", func(t *testing.T) {
		c.member(t, "kate")
		known := c.post(t, "/auth/request-reset", object{"email": "Kate@example.org"})
		unknown := c.post(t, "/auth/request-reset", object{"email": "unkate@example.org"})
		for _, r := range []*reply{known, unknown} {
			r.succeeds(t, 200)
			assert.Equal(t, answer, r.at("message"))
		}
		assert.Equal(t, []string{"message", "requestId", "success", "timestamp"}, keys(unknown.body))
		assert.Regexp(t, uuid4, known.at("token"), "in development")
		letters := letterbox.to(t, "kate@example.org", 1)
		assert.Equal(t, "Bearer "+mailKey, letters[0]["authorization"])
		assert.Equal(t, "no-reply@example.org", letters[0]["from"])
		assert.Contains(t, letters[0]["text"], known.text("token"))
		assert.Empty(t, letterbox.to(t, "unkate@example.org", 0))
		for _, private := range []string{known.text("token"), auth.Hash(known.text("token")), "kate@example.org"} {
			assert.NotContains(t, c.Log(), private, "logs hold neither tokens nor addresses")
		}
	})
	for _, path := range []string{"/auth", "/api/auth", "/api/backend/auth"} {
		pattern := strings.Replace(path, "/api/auth", "/auth", 1)
		check(t, "POST "+pattern+"/reset-password", path, func(t *testing.T) {
			name := strings.ReplaceAll(path[1:], "/", "-")
			first := c.member(t, name)
			email := name + "@example.org"
			older := c.post(t, path+"/request-reset", object{"email": email}).text("token")
			token := c.post(t, path+"/request-reset", object{"email": email}).text("token")
			set := func(email, password, token string) *reply {
				return c.post(t, path+"/reset-password", object{"email": email, "newPassword": password, "resetToken": token})
			}
			set(email, "another horse", older).fails(t, 400, "INVALID_TOKEN")
			set("ada@example.org", "another horse", token).fails(t, 400, "INVALID_TOKEN")
			set(email, "short", token).fails(t, 400, "WEAK_PASSWORD")
			set(email, "another horse", "").fails(t, 400, "MISSING_FIELDS")
			done := set(email, "another horse", token)
			done.succeeds(t, 200)
			assert.Equal(t, "Password reset successfully", done.at("message"))
			again := set(email, "a third horse", token)
			again.fails(t, 400, "INVALID_TOKEN")
			assert.Equal(t, "Invalid or expired reset token", again.at("message"))
			c.get(t, "/auth/me", bearer(first.text("token"))).fails(t, 401, "INVALID_TOKEN")
			c.post(t, "/auth/refresh", object{"refreshToken": first.text("refreshToken")}).fails(t, 401, "INVALID_TOKEN")
			c.post(t, "/auth/login", object{"email": email, "password": secretOfAll}).fails(t, 401, "LOGIN_FAILED")
			c.post(t, "/auth/login", object{"email": email, "password": "another horse"}).succeeds(t, 200)
		})
	}
}

const mailKey = "key of the mail provider"

// leaving: taking everything along, and being deleted by oneself or an admin.
func leaving(t *testing.T, c *client) {
	check(t, "GET /api/user/export", "everything of one, nothing of others", func(t *testing.T) {
		leo := c.member(t, "leo")
		c.post(t, "/engines/numerology/calculate", person, bearer(leo.text("token"))).fails(t, 403, "INSUFFICIENT_ONBOARDING")
		r := c.get(t, "/api/user/export", bearer(leo.text("token")))
		r.succeeds(t, 200)
		assert.Equal(t, true, r.at("complete"))
		assert.Equal(t, "leo@example.org", r.at("data", "users", 0, "email"))
		assert.Len(t, r.at("data", "user_sessions"), 1)
		assert.NotContains(t, string(r.Body), "_hash")
		assert.NotContains(t, string(r.Body), "ada@example.org")
		tables := c.query(t, `SELECT DISTINCT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'user_id'`)
		assert.Len(t, keys(r.at("data")), len(tables)+1)
	})
	check(t, "DELETE /api/user/account", "rows, keys and objects go", func(t *testing.T) {
		mia := c.member(t, "mia")
		id, token := fmt.Sprint(mia.at("user", "id")), mia.text("token")
		c.Execute(t, "UPDATE users SET tier1_completed = TRUE, tier2_completed = TRUE WHERE id = "+id)
		c.post(t, "/engines/tarot/calculate", object{"input": object{"question": "What now?"}, "options": object{"saveProfile": true, "userId": id}}, bearer(token)).succeeds(t, 200)
		started := c.post(t, "/durable/engine-coordinator/calculate-batch", `{"engines":[{"engine":"biorhythm","birth_date":"1990-06-15"}]}`, bearer(token))
		started.succeeds(t, 202)
		require.Eventually(t, func() bool { return len(c.keyValues(t, "user:"+id+":")) > 0 }, 10*time.Second, 100*time.Millisecond)
		assert.NotEmpty(t, c.query(t, "SELECT id FROM timeline_entries WHERE user_id = "+id))

		c.do(t, "DELETE", "/api/user/account", `{"password":"wrong"}`, bearer(token)).fails(t, 401, "LOGIN_FAILED")
		c.do(t, "DELETE", "/api/user/account", "", bearer(token)).fails(t, 400, "MISSING_DATA")
		r := c.do(t, "DELETE", "/api/user/account", text(object{"password": secretOfAll}), bearer(token))
		r.succeeds(t, 200)
		c.get(t, "/auth/me", bearer(token)).fails(t, 401, "INVALID_TOKEN")
		assert.Empty(t, c.keyValues(t, "user:"+id+":"))
		for _, table := range []string{"user_sessions", "refresh_tokens", "timeline_entries"} {
			assert.Empty(t, c.query(t, "SELECT user_id FROM "+table+" WHERE user_id = "+id), table)
		}
		assert.Empty(t, c.query(t, "SELECT id FROM users WHERE id = "+id))
		c.post(t, "/auth/login", object{"email": "mia@example.org", "password": secretOfAll}).fails(t, 401, "LOGIN_FAILED")
	})
	check(t, "DELETE /admin/users/{email}", "by an admin", func(t *testing.T) {
		root := c.member(t, "root").text("token")
		c.member(t, "noah")
		c.do(t, "DELETE", "/admin/users/noah@example.org", "", bearer(root)).fails(t, 403, "FORBIDDEN")
		c.get(t, "/admin/system/status", bearer(root)).fails(t, 403, "FORBIDDEN")
		c.Execute(t, "UPDATE users SET is_admin = TRUE WHERE email = 'root@example.org'")
		c.do(t, "DELETE", "/admin/users/unnoah@example.org", "", bearer(root)).fails(t, 400, "DELETE_FAILED")
		c.do(t, "DELETE", "/admin/users/%20", "", bearer(root)).fails(t, 400, "MISSING_EMAIL")
		c.do(t, "DELETE", "/admin/users/chief@example.org", "", bearer(root)).fails(t, 400, "DELETE_FAILED")
		r := c.do(t, "DELETE", "/admin/users/Noah%40example.org", "", bearer(root))
		r.succeeds(t, 200)
		assert.Equal(t, "User deleted successfully", r.at("message"))
		assert.Equal(t, "noah@example.org", r.at("email"))
		assert.Empty(t, c.query(t, "SELECT id FROM users WHERE email = 'noah@example.org'"))
	})
	check(t, "GET /admin/system/status", "the health of the system", func(t *testing.T) {
		root := c.post(t, "/auth/login", object{"email": "root@example.org", "password": secretOfAll}).text("token")
		r := c.get(t, "/admin/system/status", bearer(root))
		r.succeeds(t, 200)
		assert.Equal(t, "development", r.at("environment"))
		for _, name := range keys(c.get(t, "/health").body) {
			assert.Contains(t, r.body, name)
		}
	})
	check(t, "DELETE /admin/users/{email}", "not one of ADMIN_EMAILS", func(t *testing.T) {
		root := c.post(t, "/auth/login", object{"email": "root@example.org", "password": secretOfAll}).text("token")
		c.member(t, "chief")
		c.do(t, "DELETE", "/admin/users/Chief@example.org", "", bearer(root)).fails(t, 400, "DELETE_FAILED")
		assert.Len(t, c.query(t, "SELECT id FROM users WHERE email = 'chief@example.org'"), 1)
	})
}
