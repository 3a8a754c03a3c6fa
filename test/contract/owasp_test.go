package contract

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/test/harness"
	"github.com/witnessos/witnessos/workers/router"
)

// TestOWASP has one test for each item of the OWASP API Security Top 10 (2023), over HTTP, as an
// attacker would try it. What the rest of the suite proves in breadth is not repeated here.
func TestOWASP(t *testing.T) {
	c := start(t, harness.Config{
		// Enough for these tests, and few enough to be reached by the one about limits.
		Vars:    map[string]string{"AUTH_RATE_LIMIT_MAX": "60"},
		Replace: map[string]string{"wrangler-ai.toml": "test/contract/testdata/mischief.mjs"},
		Users:   accounts()[:tierOne+1],
	})
	for _, item := range []struct {
		name string
		run  func(*testing.T, *client)
	}{
		{"API1 broken object level authorization", foreignObjects},
		{"API2 broken authentication", forgedTokens},
		{"API3 broken object property level authorization", massAssignment},
		{"API5 broken function level authorization", foreignFunctions},
		{"API6 unrestricted access to sensitive business flows", guessing},
		{"API7 server side request forgery", requestForgery},
		{"API8 security misconfiguration", misconfiguration},
		{"API9 improper inventory management", forgottenRoutes},
		{"API10 unsafe consumption of APIs", untrustedServices},
		{"API4 unrestricted resource consumption", greed}, // last: it uses the limits up
	} {
		check(t, "OWASP", item.name, func(t *testing.T) { item.run(t, c) })
	}
}

// foreignObjects: what belongs to Ada does not exist for Ben, whatever he does with its id.
func foreignObjects(t *testing.T, c *client) {
	saved := c.post(t, "/api/readings", `{"reading":{"engines":["tarot"],"results":{"secret":"hers"}}}`, c.As(ada))
	saved.succeeds(t, 200)
	reading := saved.at("readingId").(string)
	made := c.post(t, "/api/developer/keys", `{"name":"hers","scopes":["readings:read"]}`, c.As(ada))
	made.succeeds(t, 201)
	key := at(made.body, "data", "apiKey", "id").(string)
	c.post(t, "/engines/numerology/calculate", `{"input":{"full_name":"Ada","birth_date":"1990-06-15"},"options":{"userId":"1001"}}`, c.As(ada)).succeeds(t, 200)
	var entry string
	for range 50 { // it is written behind the reply
		if list := c.get(t, "/timeline", c.As(ada)); at(list.body, "timeline", "entries", 0) != nil {
			entry = at(list.body, "timeline", "entries", 0, "id").(string)
			break
		}
	}
	require.NotEmpty(t, entry)

	for _, attempt := range []struct{ method, known, unknown string }{
		{"GET", "/api/readings/" + reading, "/api/readings/reading_1_aaaaaaaaa"},
		{"PUT", "/api/readings/" + reading + "/favorite", "/api/readings/reading_1_aaaaaaaaa/favorite"},
		{"DELETE", "/api/readings/" + reading, "/api/readings/reading_1_aaaaaaaaa"},
		{"GET", "/api/developer/keys/" + key, "/api/developer/keys/nothing"},
		{"DELETE", "/api/developer/keys/" + key, "/api/developer/keys/nothing"},
		{"GET", "/api/developer/usage?apiKeyId=" + key, "/api/developer/usage?apiKeyId=nothing"},
		{"DELETE", "/timeline/entry/" + entry, "/timeline/entry/nothing"},
	} {
		foreign, unknown := c.do(t, attempt.method, attempt.known, "", c.As(ben)), c.do(t, attempt.method, attempt.unknown, "", c.As(ben))
		assert.Equal(t, 404, foreign.Status, "%s %s: %s", attempt.method, attempt.known, foreign.Body)
		assert.Equal(t, []any{unknown.Status, unknown.at("code"), unknown.at("message")},
			[]any{foreign.Status, foreign.at("code"), foreign.at("message")}, "%s: foreign and unknown are alike", attempt.known)
	}
	c.do(t, "PUT", "/timeline/entry/"+entry, `{"metadata":{"accuracy":1}}`, c.As(ben)).fails(t, 404, "NOT_FOUND")
	c.do(t, "PUT", "/api/developer/keys/"+key, `{"isActive":false}`, c.As(ben)).fails(t, 404, "NOT_FOUND")

	// A reading of hers in his hands becomes a new one of his.
	his := c.post(t, "/api/readings", `{"reading":{"id":"`+reading+`","engines":["tarot"],"results":{"mine":1}}}`, c.As(ben))
	his.succeeds(t, 200)
	assert.NotEqual(t, reading, his.at("readingId"))
	assert.Equal(t, map[string]any{"secret": "hers"}, at(c.get(t, "/api/readings/"+reading, c.As(ada)).body, "reading", "results"), "it is as it was")

	for _, path := range []string{
		"/api/readings/history?userId=1001", "/api/readings/stats?userId=1001", "/api/readings/correlation?userId=1001", "/api/readings/insights?userId=1001",
		"/api/timeline?userId=1001", "/api/timeline/stats?userId=1001", "/api/optimal-timing?userId=1001",
		"/api/analytics/user-stats?userId=1001", "/api/analytics/patterns?userId=1001", "/profiles/1001", "/profiles/1001/numerology",
	} {
		c.get(t, path, c.As(ben)).fails(t, 403, "FORBIDDEN")
	}
	c.post(t, "/api/readings", `{"userId":1001,"reading":{"engines":["tarot"],"results":{}}}`, c.As(ben)).fails(t, 403, "FORBIDDEN")
	c.do(t, "DELETE", "/profiles/1001", "", c.As(ben)).fails(t, 403, "FORBIDDEN")
}

// forgedTokens: only what this API has signed, for a session that stands, is anybody.
func forgedTokens(t *testing.T, c *client) {
	good := c.Tokens[ada]
	parts := strings.Split(good, ".")
	for _, header := range []string{`{"alg":"none","typ":"JWT"}`, `{"alg":"HS512","typ":"JWT"}`, `{"alg":"HS256","typ":"JWT","crit":["exp"]}`} {
		c.Execute(t, "INSERT INTO user_sessions (user_id, token_hash, expires_at) VALUES (1001, '"+auth.Hash(misnamed(header))+"', '2999-01-01T00:00:00.000Z')")
	}
	wellSigned := map[string]bool{"no session": true, "an admin by claim": true}
	for name, forged := range map[string]string{
		"no algorithm":      token(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, "1001", nil),
		"another algorithm": token(jwt.SigningMethodHS512, secret, "1001", nil),
		"misnamed":          misnamed(`{"alg":"none","typ":"JWT"}`),
		"misnamed HS512":    misnamed(`{"alg":"HS512","typ":"JWT"}`),
		"critical":          misnamed(`{"alg":"HS256","typ":"JWT","crit":["exp"]}`),
		"another secret":    token(jwt.SigningMethodHS256, []byte(strings.Repeat("x", 32)), "1001", nil),
		"expired":           token(jwt.SigningMethodHS256, secret, "1001", func(m jwt.MapClaims) { m["exp"] = m["iat"] }),
		"of the future":     token(jwt.SigningMethodHS256, secret, "1001", func(m jwt.MapClaims) { m["iat"] = m["exp"] }),
		"no session":        token(jwt.SigningMethodHS256, secret, "1001", nil),
		"truncated":         good[:len(good)-3],
		"unsigned":          parts[0] + "." + parts[1] + ".",
		"other claims":      parts[0] + "." + strings.Split(token(jwt.SigningMethodHS256, secret, "1002", nil), ".")[1] + "." + parts[2],
		"an admin by claim": token(jwt.SigningMethodHS256, secret, "1001", func(m jwt.MapClaims) { m["is_admin"] = true }),
	} {
		for _, path := range []string{"/auth/me", "/api/readings/history", "/api/user/preferences", "/timeline", "/api/developer/keys"} {
			r := c.get(t, path, "Authorization: Bearer "+forged)
			assert.Equal(t, 401, r.Status, "%s %s", name, path)
			assert.Equal(t, "INVALID_TOKEN", r.at("code"), "%s %s", name, path)
			if !strings.HasPrefix(path, "/api/developer/") { // which do not say why
				assert.Equal(t, wellSigned[name], r.at("message") == "Session not found", "%s %s: %v", name, path, r.at("message"))
			}
		}
	}
}

// misnamed is a token with the right secret's HS256 under a header that says something else, and with a
// session, so that nothing but the header speaks against it.
func misnamed(header string) string {
	encode := base64.RawURLEncoding.EncodeToString
	text := encode([]byte(header)) + "." + encode([]byte(`{"sub":"1001","email":"ada@example.org","jti":"x","iat":1,"exp":32503680000}`))
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(text))
	return text + "." + encode(mac.Sum(nil))
}

// massAssignment: what a client may not set it cannot set by sending it, and what it may not see is
// not in any reply.
func massAssignment(t *testing.T, c *client) {
	const more = `"id":1,"is_admin":true,"isAdmin":true,"developer_tier":"enterprise","developerTier":"enterprise","verified":true,"api_calls_limit":1000000,` +
		`"password_hash":"x","tier1_completed":true,"tier2_completed":true,"user_id":1001`
	c.post(t, "/auth/register", `{"email":"mallory@example.org","password":"correct horse battery","name":"Mallory",`+more+`}`).succeeds(t, 201)
	login := c.post(t, "/auth/login", `{"email":"mallory@example.org","password":"correct horse battery"}`)
	login.succeeds(t, 200)
	mallory := "Authorization: Bearer " + login.at("token").(string)
	for _, write := range [][3]string{
		{"PUT", "/api/user/preferences", `{"preferences":{"a":1},` + more + `}`},
		{"PUT", "/api/user/profile/update", `{"profileData":{"personalData":{"name":"Mallory",` + more + `},` + more + `},` + more + `}`},
		{"POST", "/api/onboarding/tier1", `{"fullName":"Mallory",` + more + `}`},
		{"POST", "/api/developer/keys", `{"name":"k","scopes":["readings:read"],"is_admin_key":true,"isAdminKey":true,"rate_limit_per_minute":100000,"customRateLimits":{"perMinute":100000},` + more + `}`},
	} {
		r := c.do(t, write[0], write[1], write[2], mallory)
		assert.Less(t, r.Status, 300, "%s: %s", write[1], r.Body)
		for _, secret := range []string{"password_hash", "key_hash", "token_hash"} {
			assert.NotContains(t, string(r.Body), `"`+secret+`"`, write[1])
		}
	}
	me := c.get(t, "/auth/me", mallory)
	for field, want := range map[string]any{"is_admin": false, "developer_tier": "free", "verified": false, "api_calls_limit": 1000.0, "tier2_completed": false} {
		assert.Equal(t, want, me.at("user", field), field)
	}
	assert.NotEqual(t, 1.0, me.at("user", "id"))
	keys := c.get(t, "/api/developer/keys", mallory)
	assert.Equal(t, 10.0, at(keys.body, "data", "apiKeys", 0, "rate_limit_per_minute"), "the tier's at most")

	c.post(t, "/api/readings", `{"reading":{"engines":["tarot"],"results":{},"userId":"1001"}}`, mallory).fails(t, 403, "FORBIDDEN")
	saved := c.post(t, "/api/readings", `{"reading":{"engines":["tarot"],"results":{},"user_id":1001,"createdAt":"1999-01-01T00:00:00.000Z","share_token":"x","shared":true}}`, mallory)
	saved.succeeds(t, 200)
	reading := c.get(t, "/api/readings/"+saved.at("readingId").(string), mallory)
	assert.Equal(t, me.at("user", "id"), number(reading.at("reading", "userId")))
	assert.NotContains(t, reading.at("reading", "createdAt"), "1999")
}

// number reads a text as JSON has numbers.
func number(value any) any {
	var n float64
	_, _ = fmt.Sscan(fmt.Sprint(value), &n)
	return n
}

// greed: no list, body, batch or loop is without an end.
func greed(t *testing.T, c *client) {
	for range 3 {
		c.post(t, "/api/readings", `{"reading":{"engines":["tarot"],"results":{}}}`, c.As(ben)).succeeds(t, 200)
	}
	for _, limit := range []string{"1000000", "-1", "0", "x", "9999999999999999999"} {
		history := c.get(t, "/api/readings/history?limit="+limit, c.As(ben))
		history.succeeds(t, 200)
		assert.LessOrEqual(t, at(history.body, "data", "limit"), 100.0)
		c.get(t, "/timeline?limit="+limit+"&offset="+limit, c.As(ben)).succeeds(t, 200)
		c.get(t, "/api/timeline?limit="+limit, c.As(ben)).succeeds(t, 200)
		c.get(t, "/analytics/biorhythm?days="+limit, c.As(ben)).succeeds(t, 200)
		c.get(t, "/api/readings/correlation?limit="+limit, c.As(ben)).succeeds(t, 200)
	}
	c.post(t, "/api/readings", `{"reading":{"engines":["tarot"],"results":"`+strings.Repeat("x", mebibyte)+`"}}`, c.As(ben)).fails(t, 413, "PAYLOAD_TOO_LARGE")
	c.post(t, "/api/analytics/action", `{"action":"x","metadata":{"a":"`+strings.Repeat("x", 5000)+`"}}`, c.As(ben)).fails(t, 400, "VALIDATION_ERROR")
	c.post(t, "/auth/register", `{"email":"long@example.org","password":"`+strings.Repeat("x", 257)+`"}`).fails(t, 400, "WEAK_PASSWORD")
	for range 80 {
		if c.post(t, "/auth/login", `{"email":"nobody@example.org"}`).Status == 429 {
			return
		}
	}
	t.Error("an address can knock without end")
}

// foreignFunctions: what is for admins, or for tokens alone, is closed to everybody else.
func foreignFunctions(t *testing.T, c *client) {
	c.Execute(t, "UPDATE users SET developer_tier = 'enterprise' WHERE id = 1002") // whose limits suffice for all of this
	key := c.post(t, "/api/developer/keys", `{"name":"reader","scopes":["readings:read"]}`, c.As(ben))
	key.succeeds(t, 201)
	apiKey := "X-API-Key: " + at(key.body, "data", "plainTextKey").(string)
	for _, r := range router.Routes() {
		path := samples.Replace(r.Path)
		switch r.Access {
		case "admin", "admin+":
			assert.Equal(t, 403, c.do(t, r.Method, path, "", c.As(ben)).Status, path)
			assert.Contains(t, []int{401, 403}, c.do(t, r.Method, path, "", apiKey).Status, path)
			assert.Equal(t, 401, c.do(t, r.Method, path, "").Status, path)
		case "JWT":
			if path != "/auth/logout" && path != "/api/auth/logout" {
				assert.Equal(t, 401, c.do(t, r.Method, path, "", apiKey).Status, "an API key is no token: %s", path)
			}
		}
	}
	c.post(t, "/auth/refresh", "", apiKey).fails(t, 401, "MISSING_TOKEN")
	c.get(t, "/api/readings/history", apiKey).succeeds(t, 200)
	for _, closed := range [][2]string{
		{"POST", "/api/readings"}, {"DELETE", "/api/readings/reading_1_aaaaaaaaa"}, {"GET", "/api/user/preferences"}, {"PUT", "/api/user/preferences"},
		{"POST", "/engines/numerology/calculate"}, {"POST", "/engines/batch"}, {"GET", "/analytics/usage"}, {"GET", "/analytics/biorhythm"},
	} {
		r := c.do(t, closed[0], closed[1], `{"input":{}}`, apiKey)
		r.fails(t, 403, "FORBIDDEN")
		assert.NotEmpty(t, at(r.body, "details", "requiredScope"), closed[1])
	}
	c.post(t, "/api/developer/keys", `{"name":"admin","scopes":["admin:system:monitoring"]}`, c.As(ben)).fails(t, 400, "VALIDATION_ERROR")
	c.post(t, "/api/developer/keys", `{"name":"more","scopes":["ai:interpret"]}`, c.As(cleo)).fails(t, 400, "VALIDATION_ERROR")
}

// guessing: passwords and reset tokens cannot be tried without end, and answers tell nothing of who
// has an account.
func guessing(t *testing.T, c *client) {
	c.post(t, "/auth/register", `{"email":"victim@example.org","password":"the right password"}`).succeeds(t, 201)
	known := c.post(t, "/auth/login", `{"email":"victim@example.org","password":"wrong"}`)
	unknown := c.post(t, "/auth/login", `{"email":"unknown@example.org","password":"wrong"}`)
	assert.Equal(t, []any{401, "LOGIN_FAILED", known.at("message")}, []any{unknown.Status, unknown.at("code"), unknown.at("message")})
	locked := false
	for range 12 {
		locked = locked || c.post(t, "/auth/login", `{"email":"Victim@Example.org","password":"wrong"}`).Status == 429
	}
	assert.True(t, locked, "ten failures lock an address out, in whatever case it is written")
	c.post(t, "/auth/login", `{"email":"victim@example.org","password":"the right password"}`).fails(t, 429, "RATE_LIMIT_EXCEEDED")
	c.post(t, "/auth/reset-password", `{"email":"victim@example.org","newPassword":"mine from now on","resetToken":"guessed"}`).fails(t, 400, "INVALID_TOKEN")
}

// requestForgery: no field of any request makes the API ask an address of the client's choice.
func requestForgery(t *testing.T, c *client) {
	var asked atomic.Int64
	target := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer target.Close()
	fields := []string{"url", "webhook_url", "webhookUrl", "callback", "callbackUrl", "image_url", "imageUrl", "avatar", "redirect", "target", "source", "endpoint", "birth_location", "timezone", "deck"}
	var members []string
	for _, f := range fields {
		members = append(members, `"`+f+`":"`+target.URL+`"`)
	}
	all := strings.Join(members, ",")
	body := `{` + all + `,"input":{` + all + `,"birth_date":"1990-06-15","full_name":"Ada"},"reading":{` + all + `,"engines":["tarot"],"results":{}},"profile":{` + all + `},"profileData":{` + all + `},"preferences":{` + all + `},"config":{` + all + `},"options":{` + all + `}}`
	for _, r := range router.Routes() {
		if (r.Method == "POST" || r.Method == "PUT") && !strings.HasSuffix(r.Path, "/auth/logout") {
			c.do(t, r.Method, samples.Replace(r.Path), body, c.As(ben), "Referer: "+target.URL, "X-Forwarded-Host: "+strings.TrimPrefix(target.URL, "http://"))
		}
	}
	assert.Zero(t, asked.Load())
}

// misconfiguration: errors say nothing of the inside, methods that nobody needs are refused, CORS
// gives no credentials away. (client.checked holds every reply of the suite against the headers.)
func misconfiguration(t *testing.T, c *client) {
	for _, r := range router.Routes() {
		if r.Method != "POST" && r.Method != "PUT" {
			continue
		}
		path := samples.Replace(r.Path)
		bad := c.do(t, r.Method, path, `{"a":`, c.As(cleo))
		if r.Access == "admin" || r.Access == "admin+" {
			continue
		}
		bad.fails(t, 400, "INVALID_JSON")
	}
	for _, method := range []string{"PATCH", "PROPFIND"} {
		c.do(t, method, "/auth/login", "").fails(t, 405, "METHOD_NOT_ALLOWED")
	}
	r := c.get(t, "/auth/me", c.As(ada), "Origin: https://evil.example")
	assert.Empty(t, r.Header.Get("Access-Control-Allow-Credentials"))
	assert.Equal(t, "no-store", r.Header.Get("Cache-Control"))
	assert.Empty(t, r.Header.Get("Set-Cookie"))
	assert.Empty(t, r.Header.Get("Server"))
	assert.Empty(t, r.Header.Get("X-Powered-By"))
}

// forgottenRoutes: what is not in the table does not exist, and every row of it has a class that
// the contract gives it (inventory goes through all of them).
func forgottenRoutes(t *testing.T, c *client) {
	for _, path := range []string{
		"/admin", "/admin/users", "/debug", "/debug/pprof", "/metrics", "/.env", "/.git/config", "/api/v1/users", "/v2/auth/login", "/users", "/users/1001",
		"/api/users/1001", "/graphql", "/swagger.json", "/auth", "/auth/token", "/api/backend/auth/login", "/raycast/daily",
	} {
		c.get(t, path, c.As(ada)).fails(t, 404, "ENDPOINT_NOT_FOUND")
	}
	for _, r := range router.Routes() {
		assert.Contains(t, access, endpointOf(r.Method, samples.Replace(r.Path)))
	}
}

// untrustedServices: what another service answers is data (testdata/mischief.mjs). Nothing of it becomes
// a header, a member of ours or the text of an error.
func untrustedServices(t *testing.T, c *client) {
	for intention, source := range map[string]string{"What now?": "ai", "answer-garbage": "fallback", "answer-error": "fallback"} {
		r := c.post(t, "/workflows/daily", object{"userProfile": object{"birthDate": "1990-06-15"}, "intention": intention}, c.As(ada))
		r.succeeds(t, 200) // without the service the engines' own words are the answer
		assert.Equal(t, source, r.at("synthesisSource"))
		assert.Equal(t, "application/json", r.Header.Get("Content-Type"))
		assert.Empty(t, r.Header.Get("Set-Cookie"))
		assert.NotEqual(t, "forged", r.at("requestId"))
		assert.NotContains(t, string(r.Body), "secret.")
		assert.NotContains(t, string(r.Body), "SELECT")
	}
}
