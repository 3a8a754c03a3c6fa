//go:build !js

package router

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/apikeys"
)

func TestKeysFromBirthToEnd(t *testing.T) {
	p := newPortal(t)
	ada := p.as(adaFree)
	r := p.send("GET", "/api/developer/keys", "", ada)
	assert.JSONEq(t, `{"success":true,"data":{"apiKeys":[],"total":0},"requestId":"request","timestamp":"2025-07-18T23:30:00.000Z"}`, string(r.Whole()))

	r = p.send("POST", "/api/developer/keys", `{"name":" mine ","scopes":["readings:read","readings:read"]}`, ada)
	require.Equal(t, 201, r.Status, "%s", r.Whole())
	text, _ := r.at("data", "plainTextKey").(string)
	assert.True(t, apikeys.WellFormed(text))
	assert.True(t, strings.HasPrefix(text, "wos_live_"))
	id := fmt.Sprint(r.at("data", "apiKey", "id"))
	assert.Equal(t, map[string]any{
		"id": id, "user_id": "1", "key_prefix": "wos_live_", "name": "mine", "description": nil, "scopes": []any{"readings:read"},
		"environment": "live", "rate_limit_per_minute": 10.0, "rate_limit_per_hour": 100.0, "rate_limit_per_day": 1000.0,
		"expires_at": nil, "last_used_at": nil, "created_at": "2025-07-18T23:30:00.000Z", "updated_at": "2025-07-18T23:30:00.000Z", "is_active": true,
	}, r.at("data", "apiKey"))

	for _, path := range []string{"/api/developer/keys", "/api/developer/keys/" + id} {
		body := string(p.send("GET", path, "", ada).Whole())
		assert.NotContains(t, body, text[len("wos_live_"):])
		assert.NotContains(t, body, "hash")
	}
	assert.Equal(t, r.at("data", "apiKey"), p.send("GET", "/api/developer/keys/"+id, "", ada).at("data", "apiKey"))

	p.now = p.now.Add(time.Minute)
	r = p.send("PUT", "/api/developer/keys/"+id, `{"name":"yours","description":"d","isActive":false,"customRateLimits":{"perMinute":99,"perDay":5}}`, ada)
	require.Equal(t, 200, r.Status)
	key := r.at("data", "apiKey")
	assert.Equal(t, []any{"yours", "d", false, 10.0, 100.0, 5.0, "2025-07-18T23:31:00.000Z"},
		[]any{at(key, "name"), at(key, "description"), at(key, "is_active"), at(key, "rate_limit_per_minute"), at(key, "rate_limit_per_hour"), at(key, "rate_limit_per_day"), at(key, "updated_at")})
	r = p.send("PUT", "/api/developer/keys/"+id, `{"description":null}`, ada)
	assert.Nil(t, r.at("data", "apiKey", "description"))

	// Nobody else sees or changes it, and the reply is that for a key that never was.
	pia := p.as(piaPro)
	for _, foreign := range []string{id, "00000000-0000-4000-8000-999999999999", "' OR 1=1 --"} {
		path := "/api/developer/keys/" + strings.ReplaceAll(foreign, " ", "%20")
		for _, method := range []string{"GET", "PUT", "DELETE"} {
			r := p.send(method, path, "", pia)
			r.fails(t, 404, "NOT_FOUND")
			assert.Equal(t, "API key not found", r.at("message"))
		}
		p.send("GET", "/api/developer/usage?apiKeyId="+strings.ReplaceAll(foreign, " ", "%20"), "", pia).fails(t, 404, "NOT_FOUND")
	}
	r = p.send("DELETE", "/api/developer/keys/"+id, "", ada)
	assert.Equal(t, 200, r.Status)
	assert.Equal(t, "API key deleted successfully", r.at("message"))
	p.send("DELETE", "/api/developer/keys/"+id, "", ada).fails(t, 404, "NOT_FOUND")
}

func TestOrdersOfKeys(t *testing.T) {
	p := newPortal(t)
	long := strings.Repeat("ä", 101)
	for _, test := range []struct{ body, field, message string }{
		{`{}`, "name", "Name and scopes are required"},
		{`{"name":"k"}`, "scopes", "Name and scopes are required"},
		{`{"scopes":["readings:read"]}`, "name", "Name and scopes are required"},
		{`{"name":"  ","scopes":["readings:read"]}`, "name", "Name and scopes are required"},
		{`{"name":"k","scopes":[]}`, "scopes", "Name and scopes are required"},
		{`{"name":"k","scopes":null}`, "scopes", "Name and scopes are required"},
		{`{"name":7,"scopes":["readings:read"]}`, "name", "name must be a string"},
		{`{"name":"` + long + `","scopes":["readings:read"]}`, "name", "name must be at most 100 characters"},
		{`{"name":"k","scopes":"readings:read"}`, "scopes", "scopes must be a list of scopes"},
		{`{"name":"k","scopes":[1]}`, "scopes", "scopes must be a list of scopes"},
		{`{"name":"k","scopes":["engines:palmistry:read"]}`, "scopes", "scopes must hold scopes that exist"},
		{`{"name":"k","scopes":["readings:read","batch:calculate"]}`, "scopes", "scopes: the free tier does not include batch:calculate"},
		{`{"name":"k","scopes":["admin:debug:access"]}`, "scopes", "scopes: the free tier does not include admin:debug:access"},
		{`{"name":"k","scopes":["readings:read"],"environment":"dev"}`, "environment", "environment must be live or test"},
		{`{"name":"k","scopes":["readings:read"],"expiresAt":"2025-07-18T23:30:00Z"}`, "expiresAt", "expiresAt must be an instant in the future, such as 2030-01-31T08:00:00Z"},
		{`{"name":"k","scopes":["readings:read"],"expiresAt":"soon"}`, "expiresAt", "expiresAt must be an instant in the future, such as 2030-01-31T08:00:00Z"},
		{`{"name":"k","scopes":["readings:read"],"expiresAt":1800000000}`, "expiresAt", "expiresAt must be a string"},
		{`{"name":"k","scopes":["readings:read"],"customRateLimits":5}`, "customRateLimits", "customRateLimits must be an object with perMinute, perHour, perDay"},
		{`{"name":"k","scopes":["readings:read"],"customRateLimits":{"perHour":0}}`, "customRateLimits.perHour", "customRateLimits.perHour must be a whole number from 1 on"},
		{`{"name":"k","scopes":["readings:read"],"customRateLimits":{"perDay":1.5}}`, "customRateLimits.perDay", "customRateLimits.perDay must be a whole number from 1 on"},
		{`{"name":"k","scopes":["readings:read"],"customRateLimits":{"perMinute":"9"}}`, "customRateLimits.perMinute", "customRateLimits.perMinute must be a whole number from 1 on"},
		{`{"name":"k","scopes":["readings:read"],"description":5}`, "description", "description must be a string"},
	} {
		r := p.send("POST", "/api/developer/keys", test.body, p.as(adaFree))
		r.fails(t, 400, "VALIDATION_ERROR")
		assert.Equal(t, test.message, r.at("message"), test.body)
		assert.Equal(t, test.field, r.at("details", "field"), test.body)
	}
	require.Zero(t, p.rows("SELECT 1 FROM api_keys").Len())
	for _, expires := range []string{"2025-07-18T23:30:00.001Z", "2025-07-19", "2025-07-19T08:00:00+02:00"} {
		body := `{"name":"k","scopes":["readings:read"],"environment":"test","expiresAt":"` + expires + `","customRateLimits":{"perMinute":1e300,"perHour":7,"perDay":null}}`
		r := p.send("POST", "/api/developer/keys", body, p.as(piaPro))
		require.Equal(t, 201, r.Status, "%s", r.Whole())
		key := r.at("data", "apiKey")
		assert.Equal(t, []any{100.0, 7.0, 50000.0, "wos_test_"},
			[]any{at(key, "rate_limit_per_minute"), at(key, "rate_limit_per_hour"), at(key, "rate_limit_per_day"), at(key, "key_prefix")})
		assert.Regexp(t, `^2025-07-1\dT\d\d:\d\d:00\.00\dZ$`, at(key, "expires_at"))
	}
	const good = `{"name":"k","scopes":["readings:read"]}`
	for range 2 {
		require.Equal(t, 201, p.send("POST", "/api/developer/keys", good, p.as(adaFree)).Status)
	}
	r := p.send("POST", "/api/developer/keys", good, p.as(adaFree))
	r.fails(t, 400, "VALIDATION_ERROR")
	assert.Equal(t, "The free tier allows 2 API keys", r.at("message"))
}

func TestChangesOfKeys(t *testing.T) {
	p := newPortal(t)
	_, id := p.key(adaFree, "readings:read")
	before := p.rows("SELECT * FROM api_keys").Values
	for _, body := range []string{
		`{"name":""}`, `{"name":5}`, `{"scopes":[]}`, `{"scopes":["batch:calculate"]}`, `{"scopes":"x"}`, `{"isActive":"yes"}`,
		`{"customRateLimits":[]}`, `{"customRateLimits":{"perMinute":-1}}`, `{"description":{}}`,
	} {
		p.send("PUT", "/api/developer/keys/"+id, body, p.as(adaFree)).fails(t, 400, "VALIDATION_ERROR")
	}
	p.send("PUT", "/api/developer/keys/"+id, `[]`, p.as(adaFree)).fails(t, 400, "INVALID_JSON")
	assert.Equal(t, before, p.rows("SELECT * FROM api_keys").Values)
	r := p.send("PUT", "/api/developer/keys/"+id, `{"scopes":["forecast:read"],"isActive":null,"name":null}`, p.as(adaFree))
	assert.Equal(t, []any{"forecast:read"}, r.at("data", "apiKey", "scopes"))
	assert.Equal(t, true, r.at("data", "apiKey", "is_active"))
}

func TestThePortalIsForPeople(t *testing.T) {
	p := newPortal(t)
	key, _ := p.key(theRoot, "admin:debug:access")
	for _, row := range developerRoutes {
		if row.access != tokenOnly {
			continue
		}
		path := strings.Replace(row.path, "{id}", "x", 1)
		for _, header := range []string{"", key, strings.Replace(key, "X-API-Key: ", "Authorization: Bearer ", 1), "Authorization: Bearer null"} {
			r := p.send(row.method, path, "", header)
			r.fails(t, 401, "UNAUTHORIZED")
			assert.Equal(t, "Authentication required", r.at("message"))
		}
		for _, header := range []string{"Authorization: Bearer x", p.as(99)} {
			r := p.send(row.method, path, "", header)
			r.fails(t, 401, "INVALID_TOKEN")
			assert.Equal(t, "Invalid token", r.at("message"))
		}
	}
}

func TestOthersOfThePortal(t *testing.T) {
	p := newPortal(t)
	for _, row := range developerRoutes {
		path := strings.Replace(row.path, "{id}", "x", 1)
		for _, own := range []string{"", "?userId=", "?userId=3"} {
			assert.NotEqual(t, 403, p.send(row.method, path+own, "", p.as(evePlus)).Status, "%s %s%s", row.method, path, own)
		}
		p.send(row.method, path+"?userId=1", "", p.as(evePlus)).fails(t, 403, "FORBIDDEN")
	}
	p.send("POST", "/api/developer/keys", `{"userId":1,"name":"k","scopes":["readings:read"]}`, p.as(evePlus)).fails(t, 403, "FORBIDDEN")
	assert.Equal(t, 201, p.send("POST", "/api/developer/keys", `{"userId":3,"name":"k","scopes":["readings:read"]}`, p.as(evePlus)).Status)
}

func TestScopesThatATierMayGrant(t *testing.T) {
	p := newPortal(t)
	r := p.send("GET", "/api/developer/scopes", "", p.as(adaFree))
	assert.Equal(t, "free", r.at("data", "userTier"))
	assert.Equal(t, 8.0, r.at("data", "total"))
	assert.Equal(t, map[string]any{
		"id": 1.0, "scope_name": "engines:numerology:read", "description": "Calculate with the engine numerology", "tier_required": "free",
	}, r.at("data", "scopes", 0))
	assert.Equal(t, 23.0, p.send("GET", "/api/developer/scopes", "", p.as(piaPro)).at("data", "total"))
}

func TestUsageOfTheDeveloper(t *testing.T) {
	p := newPortal(t)
	key, id := p.key(piaPro, "engines:numerology:read", "analytics:usage:read")
	for range 3 {
		p.send("POST", "/engines/numerology/calculate", numbers, key)
	}
	p.send("POST", "/engines/biorhythm/calculate", numbers, key)
	p.send("POST", "/engines/numerology/calculate", numbers, p.as(evePlus))
	r := p.send("GET", "/api/developer/usage?timeRange=1d&apiKeyId="+id, "", p.as(piaPro))
	data := r.at("data")
	assert.Equal(t, []any{4.0, 4.0, 4.0, 75.0},
		[]any{at(data, "totalApiCalls"), at(data, "callsThisMonth"), at(data, "callsToday"), at(data, "successRate")})
	assert.Equal(t, []any{map[string]any{"engine": "numerology", "calls": 3.0, "percentage": 100.0}}, at(data, "topEngines"))
	assert.Equal(t, []any{map[string]any{"statusCode": 403.0, "count": 1.0, "percentage": 100.0}}, at(data, "errorBreakdown"))
	assert.Len(t, at(data, "timeSeriesData"), 25)
	for query, points := range map[string]int{"": 31, "?timeRange=7d": 8, "?timeRange=nonsense": 31, "?timeRange=48h": 31, "?timeRange=2d": 49} {
		assert.Len(t, p.send("GET", "/api/developer/usage"+query, "", p.as(piaPro)).at("data", "timeSeriesData"), points, query)
	}
	require.Equal(t, 200, p.send("DELETE", "/api/developer/keys/"+id, "", p.as(piaPro)).Status)
	total, _ := p.send("GET", "/api/developer/usage", "", p.as(piaPro)).at("data", "totalApiCalls").(float64)
	assert.GreaterOrEqual(t, total, 4.0, "what it did stays counted")
}

func TestUsageAnalytics(t *testing.T) {
	p := newPortal(t)
	reader, _ := p.key(piaPro, "analytics:usage:read")
	other, _ := p.key(piaPro, "readings:read")
	p.send("GET", "/analytics/usage", "").fails(t, 401, "AUTHENTICATION_REQUIRED")
	r := p.send("GET", "/analytics/usage", "", other)
	r.fails(t, 403, "FORBIDDEN")
	assert.Equal(t, "analytics:usage:read", r.at("details", "requiredScope"))
	for query, want := range map[string]string{"": "30d", "?timeRange=1w": "1w", "?timeRange=x": "30d", "?userId=2": "30d"} {
		r := p.send("GET", "/analytics/usage"+query, "", reader)
		require.Equal(t, 200, r.Status)
		assert.Equal(t, want, r.at("data", "timeRange"), query)
		assert.NotNil(t, r.at("data", "cachePerformance", "engineStats"))
	}
	r = p.send("GET", "/analytics/usage?includeEngineBreakdown=false", "", reader)
	assert.Nil(t, r.at("data", "cachePerformance", "engineStats"))
	p.send("GET", "/analytics/usage?userId=1", "", reader).fails(t, 403, "FORBIDDEN")
	p.Usage.DB = broken{p.db}
	p.send("GET", "/analytics/usage", "", reader).fails(t, 500, "USAGE_ANALYTICS_FAILED")
	p.send("GET", "/api/developer/usage", "", p.as(piaPro)).fails(t, 500, "INTERNAL_ERROR")
}
