package contract

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/test/harness"
)

// TestPartial is a system that lacks the engine and the forecast service, and serves two origins.
func TestPartial(t *testing.T) {
	const first, second = "https://witnessos.space", "https://www.witnessos.space"
	c := start(t, harness.Config{
		Vars:  map[string]string{"CORS_ORIGIN": first + ", " + second},
		Omit:  []string{`binding = "ENGINE_SERVICE"`, `binding = "FORECAST_SERVICE"`},
		Users: accounts()[:1],
	})
	c.origins = []string{first, second}
	for _, origin := range []string{first, second, "https://evil.example", "https://witnessos.space.evil.example", "null", "HTTPS://WITNESSOS.SPACE", "*", ""} {
		check(t, "any path", "origin "+origin, func(t *testing.T) {
			var header []string
			if origin != "" {
				header = append(header, "Origin: "+origin)
			}
			c.get(t, "/", header...).succeeds(t, 200)
			c.get(t, "/nothing", header...).fails(t, 404, "ENDPOINT_NOT_FOUND")
			c.do(t, "PATCH", "/", "", header...).fails(t, 405, "METHOD_NOT_ALLOWED")
			c.get(t, "/workflows/natal/x", header...).fails(t, 401, "AUTHENTICATION_REQUIRED")
			c.get(t, "/durable/engine-coordinator/calculation-status?id=x", append(header, c.As(ada))...).fails(t, 404, "NOT_FOUND")
			c.do(t, "OPTIONS", "/batch", "", header...)
		})
	}
	check(t, "GET /health", "services that are not bound", func(t *testing.T) {
		r := c.get(t, "/health", "Origin: "+first)
		checkHealth(t, r)
		assert.Equal(t, "unhealthy", checkOverall(t, r), "more are down than up")
		r.fails(t, 503, "HEALTH_CHECK_FAILED")
		for _, name := range []string{"engine-service", "forecast-service"} {
			s := serviceOf(t, r, name)
			assert.Equal(t, "unhealthy", at(s, "status"))
			assert.EqualValues(t, -1, at(s, "responseTime"))
			assert.EqualValues(t, 100, at(s, "errorRate"))
			assert.EqualValues(t, 0, at(s, "uptime"))
			assert.Equal(t, "Service not configured", at(s, "metadata", "error"))
		}
		assert.Equal(t, []any{}, r.at("engines"))
		assert.Equal(t, false, r.at("data", "swiss_ephemeris"))
		assert.Equal(t, 503, c.do(t, "HEAD", "/health", "").Status)
	})
	for endpoint, send := range map[string]func() *reply{
		"GET /engines/health":         func() *reply { return c.get(t, "/engines/health") },
		"GET /engines/{n}/metadata":   func() *reply { return c.get(t, "/engines/numerology/metadata") },
		"POST /engines/{n}/calculate": func() *reply { return c.post(t, "/engines/numerology/calculate", person) },
		"POST /engines/validate":      func() *reply { return c.post(t, "/engines/validate", `{"engineName":"numerology","input":{}}`) },
		"POST /batch":                 func() *reply { return c.post(t, "/batch", `{"calculations":[{"engine":"numerology","input":{}}]}`) },
	} {
		check(t, endpoint, "without the engine service", func(t *testing.T) { send().fails(t, 503, "SERVICE_UNAVAILABLE") })
	}
	check(t, "POST /engines/{n}/calculate", "what needs no service is told all the same", func(t *testing.T) {
		c.post(t, "/engines/palmistry/calculate", person).fails(t, 404, "ENGINE_NOT_FOUND")
		c.post(t, "/engines/numerology/calculate", `{}`).fails(t, 400, "INVALID_INPUT")
	})
	check(t, "POST /engines/{n}/calculate", "after some failures nobody asks any more", func(t *testing.T) {
		var r *reply
		for range 6 {
			r = c.post(t, "/engines/numerology/calculate", person)
			r.fails(t, 503, "SERVICE_UNAVAILABLE")
		}
		assert.NotEmpty(t, r.Header.Get("Retry-After"), "the breaker is open")
		h := c.get(t, "/health")
		assert.Equal(t, "open", h.at("circuitBreakers", "engine-service", "state"))
		assert.Equal(t, "closed", h.at("circuitBreakers", "ai-service", "state"))
	})
}
