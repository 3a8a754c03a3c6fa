package contract

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/auth"
)

// Accounts of developers, by their tiers. None of them has finished its onboarding.
const (
	freeTier, proTier, enterpriseTier, administrator = "2001", "2002", "2003", "2004"
)

var developers sync.Once

// developer is the header of a developer's token. The accounts are made when the first one is wanted.
func (c *client) developer(t *testing.T, id string) string {
	t.Helper()
	header := func(id string) string { return token(jwt.SigningMethodHS256, secret, id, fixed) }
	developers.Do(func() {
		sql := `INSERT INTO users (id, email, password_hash, developer_tier, is_admin) VALUES
			(2001, 'freely@example.org', '', 'free', FALSE), (2002, 'pros@example.org', '', 'pro', FALSE),
			(2003, 'plusses@example.org', '', 'enterprise', FALSE), (2004, 'boss@example.org', '', 'free', TRUE);`
		for _, id := range []string{freeTier, proTier, enterpriseTier, administrator} {
			sql += fmt.Sprintf("INSERT INTO user_sessions (user_id, token_hash, expires_at) VALUES (%s, '%s', '2999-01-01T00:00:00.000Z');", id, auth.Hash(header(id)))
		}
		c.Execute(t, sql)
	})
	return "Authorization: Bearer " + header(id)
}

var started = time.Now().Unix()

// fixed makes the same token each time.
func fixed(claims jwt.MapClaims) { claims["iat"], claims["exp"] = started, started+3600 }

// newKey makes a key and returns it with its id. Its owner has none besides.
func (c *client) newKey(t *testing.T, owner string, order object) (key, id string) {
	t.Helper()
	for _, old := range each(c.get(t, "/api/developer/keys", c.developer(t, owner)).at("data", "apiKeys"), "id") {
		c.do(t, "DELETE", "/api/developer/keys/"+fmt.Sprint(old), "", c.developer(t, owner)).succeeds(t, 200)
	}
	if order["name"] == nil {
		order["name"] = "a key"
	}
	r := c.post(t, "/api/developer/keys", order, c.developer(t, owner))
	r.succeeds(t, 201)
	return fmt.Sprint(r.at("data", "plainTextKey")), fmt.Sprint(r.at("data", "apiKey", "id"))
}

// developerPortal: what the dashboard reads, and that nobody reads another's.
func developerPortal(t *testing.T, c *client) {
	columns := []string{"created_at", "description", "environment", "expires_at", "id", "is_active", "key_prefix", "last_used_at", "name",
		"rate_limit_per_day", "rate_limit_per_hour", "rate_limit_per_minute", "scopes", "updated_at", "user_id"}
	check(t, "POST /api/developer/keys", "a key is made, shown once, changed and deleted", func(t *testing.T) {
		owner := c.developer(t, freeTier)
		r := c.post(t, "/api/developer/keys", object{"name": "mine", "scopes": []string{"readings:read"}}, owner)
		r.succeeds(t, 201)
		key := fmt.Sprint(r.at("data", "plainTextKey"))
		assert.Regexp(t, regexp.MustCompile(`^wos_live_[A-Za-z0-9]{32}$`), key)
		made := r.at("data", "apiKey")
		assert.Equal(t, columns, keys(made))
		assert.Regexp(t, uuid4, at(made, "id"))
		assert.Equal(t, "2001", at(made, "user_id"))
		assert.Regexp(t, instant, at(made, "created_at"))
		assert.Equal(t, true, at(made, "is_active"))
		id := fmt.Sprint(at(made, "id"))

		list := c.get(t, "/api/developer/keys", owner)
		assert.EqualValues(t, 1, list.at("data", "total"))
		assert.Equal(t, made, list.at("data", "apiKeys", 0))
		assert.NotContains(t, string(list.Body), key)
		assert.Equal(t, auth.Hash(key), c.query(t, "SELECT key_hash FROM api_keys WHERE id = '"+id+"'")[0]["key_hash"])

		r = c.do(t, "PUT", "/api/developer/keys/"+id, `{"isActive":false,"customRateLimits":{"perMinute":1000,"perHour":7}}`, owner)
		r.succeeds(t, 200)
		assert.Equal(t, false, r.at("data", "apiKey", "is_active"))
		assert.EqualValues(t, 10, r.at("data", "apiKey", "rate_limit_per_minute"), "clamped to the tier")
		assert.EqualValues(t, 7, r.at("data", "apiKey", "rate_limit_per_hour"))
		for _, method := range []string{"GET", "PUT", "DELETE"} {
			c.do(t, method, "/api/developer/keys/"+id, "", c.developer(t, proTier)).fails(t, 404, "NOT_FOUND")
		}
		c.do(t, "DELETE", "/api/developer/keys/"+id, "", owner).succeeds(t, 200)
		c.get(t, "/api/developer/keys/"+id, owner).fails(t, 404, "NOT_FOUND")
	})
	check(t, "POST /api/developer/keys", "what is refused", func(t *testing.T) {
		for body, message := range map[string]string{
			`{}`: "Name and scopes are required", `{"name":"k","scopes":[]}`: "Name and scopes are required",
			`{"name":"k","scopes":["batch:calculate"]}`: "free tier", `{"name":"k","scopes":["x"]}`: "scopes that exist",
			`{"name":"k","scopes":["readings:read"],"expiresAt":"2020-01-01T00:00:00Z"}`: "expiresAt", `{"name":"k","scopes":["readings:read"],"environment":"x"}`: "environment",
			`{"name":"k","scopes":["admin:debug:access"]}`: "free tier",
		} {
			r := c.post(t, "/api/developer/keys", body, c.developer(t, freeTier))
			r.fails(t, 400, "VALIDATION_ERROR")
			assert.Contains(t, r.at("message"), message)
		}
		c.post(t, "/api/developer/keys", "{", c.developer(t, freeTier)).fails(t, 400, "INVALID_JSON")
	})
	check(t, "POST /api/developer/keys", "many at once get no more than the tier allows", func(t *testing.T) {
		owner := c.developer(t, freeTier)
		var group sync.WaitGroup
		var mu sync.Mutex
		statuses := map[int]int{}
		for range 8 {
			group.Go(func() {
				r, err := c.Try(http.MethodPost, "/api/developer/keys", `{"name":"k","scopes":["readings:read"]}`, owner)
				if assert.NoError(t, err) {
					mu.Lock()
					defer mu.Unlock()
					statuses[r.Status]++
				}
			})
		}
		group.Wait()
		assert.Equal(t, map[int]int{201: 2, 400: 6}, statuses)
	})
	check(t, "GET /api/developer/usage", "the four that the dashboard loads", func(t *testing.T) {
		owner := c.developer(t, proTier)
		usage := c.get(t, "/api/developer/usage", owner)
		usage.succeeds(t, 200)
		assert.Equal(t, []string{"averageResponseTime", "callsThisMonth", "callsToday", "errorBreakdown", "successRate", "timeSeriesData", "topEngines", "totalApiCalls"}, keys(usage.at("data")))
		c.get(t, "/api/developer/usage?apiKeyId=x", owner).fails(t, 404, "NOT_FOUND")
		limits := c.get(t, "/api/developer/rate-limits", owner)
		limits.succeeds(t, 200)
		for window, limit := range map[string]int{"perMinute": 100, "perHour": 5000, "perDay": 50000} {
			assert.EqualValues(t, limit, limits.at("data", window, "limit"))
			assert.Equal(t, []string{"limit", "remaining", "resetTime", "used"}, keys(limits.at("data", window)))
			assert.Regexp(t, instant, limits.at("data", window, "resetTime"))
		}
		scopes := c.get(t, "/api/developer/scopes", owner)
		scopes.succeeds(t, 200)
		assert.Equal(t, "pro", scopes.at("data", "userTier"))
		assert.EqualValues(t, 23, scopes.at("data", "total"))
		assert.Equal(t, []string{"description", "id", "scope_name", "tier_required"}, keys(scopes.at("data", "scopes", 0)))
		assert.EqualValues(t, 18, c.get(t, "/api/developer/scopes", c.developer(t, administrator)).at("data", "total"), "those of his tier, and the privileges")
	})
	check(t, "GET /analytics/usage", "of one's own requests", func(t *testing.T) {
		r := c.get(t, "/analytics/usage?timeRange=7d", c.developer(t, proTier))
		r.succeeds(t, 200)
		assert.Equal(t, []string{"activityPattern", "cachePerformance", "engineUsage", "performanceMetrics", "timeRange", "totalReadings"}, keys(r.at("data")))
		assert.Equal(t, "7d", r.at("data", "timeRange"))
		assert.Len(t, r.at("data", "activityPattern", "hourlyDistribution"), 24)
		assert.Len(t, r.at("data", "activityPattern", "dailyDistribution"), 7)
		c.get(t, "/analytics/usage?userId=1001", c.developer(t, proTier)).fails(t, 403, "FORBIDDEN")
	})
	check(t, "any path", "the portal takes no API key", func(t *testing.T) {
		key, _ := c.newKey(t, administrator, object{"scopes": []string{"admin:debug:access"}})
		assert.Regexp(t, `^wos_admin_live_`, key)
		c.get(t, "/api/developer/keys", "X-API-Key: "+key).fails(t, 401, "UNAUTHORIZED")
		c.post(t, "/api/developer/keys", "{}", "Authorization: Bearer "+key).fails(t, 401, "UNAUTHORIZED")
	})
}

// apiKeys: what a key opens.
func apiKeys(t *testing.T, c *client) {
	check(t, "POST /engines/{n}/calculate", "with a key", func(t *testing.T) {
		key, id := c.newKey(t, proTier, object{"scopes": []string{"engines:numerology:read"}})
		for _, header := range []string{"X-API-Key: " + key, "Authorization: Bearer " + key} {
			r := c.post(t, "/engines/numerology/calculate", person, header)
			r.succeeds(t, 200)
			assert.Equal(t, "no-store", r.Header.Get("Cache-Control"))
			assert.Equal(t, "100", r.Header.Get("X-RateLimit-Limit"), "the key's own bucket")
			r = c.post(t, "/engines/biorhythm/calculate", person, header)
			r.fails(t, 403, "FORBIDDEN")
			assert.Equal(t, "engines:biorhythm:read", r.at("details", "requiredScope"))
		}
		r := c.post(t, "/engines/numerology/calculate", person, "X-API-Key: "+key, "Authorization: Bearer abc")
		r.succeeds(t, 200)
		assert.NotEqual(t, "100", r.Header.Get("X-RateLimit-Limit"), "Authorization wins, and is worth nothing")
		r = c.post(t, "/engines/numerology/calculate", person, "X-API-Key: "+key, "Authorization: Bearer null")
		assert.Equal(t, "100", r.Header.Get("X-RateLimit-Limit"))
		c.do(t, "DELETE", "/api/developer/keys/"+id, "", c.developer(t, proTier)).succeeds(t, 200)
		r = c.post(t, "/engines/biorhythm/calculate", `{"input":{"birth_date":"1990-06-15"}}`, "X-API-Key: "+key)
		r.succeeds(t, 200)
		assert.NotEqual(t, "100", r.Header.Get("X-RateLimit-Limit"), "a key that is gone is no credential")
	})
	check(t, "POST /batch", "with a key", func(t *testing.T) {
		const body = `{"calculations":[{"engine":"numerology","input":{}},{"engine":"tarot","input":{}}]}`
		for missing, scopes := range map[string][]string{
			"batch:calculate":    {"engines:numerology:read", "engines:tarot:read"},
			"engines:tarot:read": {"engines:numerology:read", "batch:calculate"},
		} {
			key, _ := c.newKey(t, proTier, object{"scopes": scopes})
			r := c.post(t, "/batch", body, "X-API-Key: "+key)
			r.fails(t, 403, "FORBIDDEN")
			assert.Equal(t, missing, r.at("details", "requiredScope"))
		}
		key, _ := c.newKey(t, enterpriseTier, object{"scopes": []string{"engines:*:read", "batch:calculate"}})
		c.post(t, "/batch", body, "X-API-Key: "+key).succeeds(t, 200)
		c.get(t, "/durable/engine-coordinator/calculation-status?id=x", "X-API-Key: "+key).fails(t, 404, "NOT_FOUND")
		c.get(t, "/workflows/natal/x", "X-API-Key: "+key).fails(t, 403, "FORBIDDEN")
	})
	check(t, "GET /workflows/{type}/{instance}", "a key that nobody has", func(t *testing.T) {
		r := c.get(t, "/workflows/natal/x", "X-API-Key: wos_live_"+strings.Repeat("a", 32))
		r.fails(t, 401, "INVALID_TOKEN")
		assert.Equal(t, "Invalid or expired token", r.at("message"))
	})
}

// limitsOfKeys: a key has three windows, and many requests at once never get more.
func limitsOfKeys(t *testing.T, c *client) {
	check(t, "any path", "a key's hour", func(t *testing.T) {
		const limit = 9
		key, _ := c.newKey(t, proTier, object{"scopes": []string{"readings:read"}, "customRateLimits": object{"perHour": limit}})
		if until := time.Until(endOf(time.Hour)); until < 30*time.Second {
			time.Sleep(until)
		}
		c.get(t, "/engines", "X-API-Key: "+key) // finds everything cold
		counted, passed, stopped := c.stampede(t, 40, "X-API-Key: "+key)
		assert.LessOrEqual(t, counted, limit)
		assert.Equal(t, 40, counted+passed+stopped)
		r := c.get(t, "/engines", "X-API-Key: "+key)
		r.fails(t, 429, "RATE_LIMIT_EXCEEDED")
		assert.Equal(t, "hour", r.at("details", "window"))
		assert.Equal(t, fmt.Sprint(limit), r.Header.Get("X-RateLimit-Limit"))
		assert.Eventually(t, func() bool { // last_used_at is written behind the reply
			used := c.get(t, "/api/developer/rate-limits", c.developer(t, proTier)).at("data", "perHour", "used")
			n, _ := used.(float64)
			return n == limit
		}, 10*time.Second, 200*time.Millisecond)
	})
}

// usageLog: what stays of a request.
func usageLog(t *testing.T, c *client) {
	check(t, "POST /engines/{n}/calculate", "is logged behind its reply", func(t *testing.T) {
		key, id := c.newKey(t, proTier, object{"scopes": []string{"engines:numerology:read"}})
		for range 2 { // the second one comes from the cache
			c.post(t, "/api/engines/numerology/calculate", `{"input":{"full_name":"Log Example","birth_date":"1990-06-15"}}`, "X-API-Key: "+key, "User-Agent: contract/1").succeeds(t, 200)
			time.Sleep(300 * time.Millisecond)
		}
		c.post(t, "/engines/tarot/calculate", person, "X-API-Key: "+key).fails(t, 403, "FORBIDDEN")
		var rows []map[string]string
		require.Eventually(t, func() bool {
			rows = c.query(t, "SELECT * FROM api_usage_logs WHERE api_key_id = '"+id+"' ORDER BY id")
			return len(rows) == 3
		}, 10*time.Second, 200*time.Millisecond)
		assert.Equal(t, "/api/engines/{n}/calculate", rows[0]["endpoint"])
		assert.Equal(t, "numerology", rows[0]["engine_used"])
		assert.Equal(t, "contract/1", rows[0]["user_agent"])
		assert.Equal(t, []string{"0", "1", ""}, []string{rows[0]["cache_hit"], rows[1]["cache_hit"], rows[2]["cache_hit"]})
		assert.Equal(t, "FORBIDDEN", rows[2]["error_message"])
		assert.Equal(t, "2002", rows[2]["user_id"])
		usage := c.get(t, "/api/developer/usage?timeRange=1d&apiKeyId="+id, c.developer(t, proTier))
		assert.EqualValues(t, 3, usage.at("data", "totalApiCalls"))
		assert.EqualValues(t, 66.67, usage.at("data", "successRate"))
		found := c.get(t, "/api/developer/keys/"+id, c.developer(t, proTier))
		assert.Regexp(t, instant, found.at("data", "apiKey", "last_used_at"))
	})
	check(t, "any path", "each use of an admin key is recorded", func(t *testing.T) {
		key, id := c.newKey(t, administrator, object{"scopes": []string{"admin:system:monitoring"}, "environment": "test"})
		c.get(t, "/engines", "X-API-Key: "+key).succeeds(t, 200)
		require.Eventually(t, func() bool {
			return len(c.query(t, "SELECT * FROM admin_api_key_audit WHERE api_key_id = '"+id+"' AND endpoint = '/engines'")) == 1 &&
				len(c.keyValues(t, "admin_audit:"+id+":")) == 1
		}, 10*time.Second, 200*time.Millisecond)
	})
}
