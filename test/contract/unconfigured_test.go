package contract

import (
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/test/harness"
)

// TestUnconfigured is a staging system whose secret is too short to be one, and which lacks its AI
// service, its coordinator and its workflow.
func TestUnconfigured(t *testing.T) {
	const short = "31 bytes are one byte too few.."
	assert.Len(t, short, 31)
	c := start(t, harness.Config{
		Vars: map[string]string{"JWT_SECRET": short, "ENVIRONMENT": "staging"},
		Omit: []string{`binding = "AI_SERVICE"`, `name = "ENGINE_COORDINATOR"`, `binding = "CONSCIOUSNESS_WORKFLOW"`},
	})
	for _, e := range endpoints() {
		check(t, e.name, "no secret, "+e.path, func(t *testing.T) {
			signed := "Authorization: Bearer " + token(jwt.SigningMethodHS256, []byte(short), "1001", nil)
			c.do(t, "OPTIONS", e.path, "")
			for _, path := range []string{e.path, strings.TrimSuffix(e.path, "/") + "/"} {
				for _, header := range [][]string{nil, {signed}} {
					r := c.do(t, e.method, path, "", header...)
					if e.name == "GET /health" {
						assert.Equal(t, 200, r.Status, "staging always answers: %s", r.Body)
						continue
					}
					r.fails(t, 503, "CONFIG_ERROR")
				}
			}
			c.do(t, "PATCH", e.path, "").fails(t, 405, "METHOD_NOT_ALLOWED")
		})
	}
	check(t, "any path", "unknown paths stay unknown", func(t *testing.T) {
		c.get(t, "/nothing").fails(t, 404, "ENDPOINT_NOT_FOUND")
	})
	check(t, "GET /health", "no secret is unhealthy, whatever the services say", func(t *testing.T) {
		r := c.get(t, "/api/health/")
		r.succeeds(t, 200)
		checkHealth(t, r)
		assert.Equal(t, "unhealthy", r.at("overall"))
		assert.NotContains(t, string(r.Body), short)
		ai := serviceOf(t, r, "ai-service")
		assert.EqualValues(t, -1, at(ai, "responseTime"))
		for name, message := range map[string]string{
			"ai-service": "Service not configured", "engine-coordinator": "Durable Object not configured", "forecast-session": "Durable Object not configured",
			"consciousness-workflow": "Workflow not configured", "integration-workflow": "Workflow not configured",
		} {
			s := serviceOf(t, r, name)
			assert.Equal(t, "unhealthy", at(s, "status"), name)
			assert.Equal(t, message, at(s, "metadata", "error"), name)
		}
		assert.NotEqual(t, -1.0, at(serviceOf(t, r, "engine-service"), "responseTime"))
		assert.Equal(t, order, texts(r.at("engines")))
	})
}
