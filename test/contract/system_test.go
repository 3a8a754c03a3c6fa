package contract

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// order is the canonical order of the engines.
var (
	order = []string{
		"numerology", "human_design", "tarot", "iching", "enneagram", "sacred_geometry", "vimshottari", "gene_keys",
		"sigil_forge", "biorhythm", "vedicclock_tcm", "face_reading", "biofield", "nadabrahman", "astrology",
	}
	// services of /health, in order, with what a binding is called there.
	services = []string{
		"engine-service", "forecast-service", "ai-service", "engine-coordinator", "forecast-session",
		"consciousness-workflow", "integration-workflow",
	}
)

// system: the two roots.
func system(t *testing.T, c *client) {
	check(t, "GET /", "body", func(t *testing.T) {
		r := c.get(t, "/")
		r.succeeds(t, 200)
		assert.Equal(t, "WitnessOS Consciousness API", r.at("name"))
		assert.Equal(t, "2.0-dev", r.at("version"))
		assert.Equal(t, "development", r.at("environment"))
		assert.EqualValues(t, 15, r.at("engines"))
		assert.Equal(t, object{
			"health": "/health", "engines": "/engines", "calculate": "/engines/{engine}/calculate", "batch": "/batch",
			"profiles": "/profiles/{userId}", "cache": "/cache/clear",
		}, r.at("endpoints"))
		assert.Equal(t, "https://witnessos.space/docs", r.at("documentation"))
		assert.Equal(t, "operational", r.at("status"))
	})
	for _, method := range []string{"GET", "POST", "PUT", "DELETE"} {
		check(t, method+" /validate/user", "is gone", func(t *testing.T) {
			r := c.do(t, method, "/validate/user", "", c.As(ada))
			r.fails(t, 410, "GONE")
			assert.Equal(t, "This endpoint has been removed", r.at("message"))
		})
	}
	check(t, "GET /api", "body", func(t *testing.T) {
		r := c.get(t, "/api")
		r.succeeds(t, 200)
		assert.Equal(t, "WitnessOS Consciousness API", r.at("message"))
		assert.Equal(t, "2.0-dev", r.at("version"))
		assert.Equal(t, []string{"engines", "forecast", "ai", "auth", "workflows", "readings"}, texts(r.at("services")))
	})
}

// health: the body for all its readers; here two coordinators are not built yet, so it is degraded.
func health(t *testing.T, c *client) {
	check(t, "GET /health", "body", func(t *testing.T) {
		r := c.get(t, "/health")
		checkHealth(t, r)
		overall := checkOverall(t, r)
		assert.Equal(t, "degraded", overall)
		r.succeeds(t, 206)
		assert.Equal(t, "healthy", at(serviceOf(t, r, "engine-service"), "status"))
		assert.Equal(t, order, texts(r.at("engines")))
		assert.Equal(t, "healthy", r.at("storage", "status"))
		for _, name := range []string{"engine-coordinator", "consciousness-workflow"} {
			s := serviceOf(t, r, name)
			assert.Equal(t, "healthy", at(s, "status"), name)
			assert.Equal(t, true, at(s, "metadata", "configured"), name)
			assert.EqualValues(t, 0, at(s, "responseTime"), name)
		}
		assert.Equal(t, "durable-object", at(serviceOf(t, r, "engine-coordinator"), "metadata", "type"))
		assert.Equal(t, "workflow", at(serviceOf(t, r, "consciousness-workflow"), "metadata", "type"))
		assert.Equal(t, "Durable Object not configured", at(serviceOf(t, r, "forecast-session"), "metadata", "error"))
		assert.Equal(t, "Workflow not configured", at(serviceOf(t, r, "integration-workflow"), "metadata", "error"))
	})
	check(t, "GET /health", "the same under /api, for everyone", func(t *testing.T) {
		plain := c.get(t, "/health")
		for _, other := range []*reply{c.get(t, "/api/health"), c.get(t, "/health", c.As(ada)), c.get(t, "/health", "Authorization: Bearer x")} {
			assert.Equal(t, plain.Status, other.Status)
			assert.Equal(t, keys(plain.body), keys(other.body))
			assert.Equal(t, plain.at("engines"), other.at("engines"))
		}
	})
	check(t, "GET /health", "the isolate counts its events", func(t *testing.T) {
		first, second := c.get(t, "/health"), c.get(t, "/health")
		if first.at("isolate", "id") == second.at("isolate", "id") {
			assert.Greater(t, second.at("isolate", "events"), first.at("isolate", "events"))
			assert.Equal(t, first.at("isolate", "startedAt"), second.at("isolate", "startedAt"))
		}
	})
	check(t, "GET /health", "100 polls calculate nothing and ask no model", func(t *testing.T) {
		work := func() int {
			c.settle(t)
			return c.calls("calculateEngine", "") + c.calls("batchCalculate", "") + c.calls("synthesizeWorkflow", "")
		}
		before, asked := work(), c.calls("healthCheck", "")
		first := c.get(t, "/health")
		again := 0
		for range 99 {
			r := c.get(t, "/health")
			if at(serviceOf(t, r, "engine-service"), "lastCheck") == at(serviceOf(t, first, "engine-service"), "lastCheck") {
				again++
			}
		}
		assert.Equal(t, before, work())
		assert.NotZero(t, again, "answers are good for 10 s")
		assert.Less(t, c.calls("healthCheck", "")-asked, 90, "so the services are not asked each time")
	})
}

// checkHealth holds the body of /health against its shape.
func checkHealth(t *testing.T, r *reply) {
	t.Helper()
	for _, field := range []string{
		"overall", "status", "service", "version", "engines", "engines_available", "engineStatus", "services",
		"summary", "circuitBreakers", "isolate", "storage", "data",
	} {
		assert.Contains(t, r.body, field)
	}
	assert.Equal(t, "witnessos-api", r.at("service"))
	assert.Equal(t, r.at("overall"), r.at("status"))
	assert.Equal(t, r.at("overall"), r.at("data", "status"))
	require.IsType(t, []any{}, r.at("engines"))
	for _, path := range [][]any{{"engines_available"}, {"engineStatus", "available"}, {"data", "engines_available"}} {
		assert.Equal(t, r.at("engines"), r.at(path...), path)
	}
	assert.IsType(t, true, r.at("data", "swiss_ephemeris"))
	assert.Equal(t, "witnessos-api", r.at("data", "service"))
	assert.Regexp(t, instant, r.at("data", "timestamp"))
	for _, detail := range []string{"engineData", "userProfiles", "cache"} {
		assert.IsType(t, true, r.at("storage", "details", detail), detail)
	}
	assert.Regexp(t, instant, r.at("storage", "details", "timestamp"))
	assert.Equal(t, services, strings.Fields(strings.Join(texts(each(r.at("services"), "service")), " ")))
	for i := range services {
		s := r.at("services", i)
		for _, field := range []string{"service", "status", "lastCheck", "responseTime", "errorRate", "uptime", "metadata"} {
			assert.Contains(t, s, field)
		}
		assert.Contains(t, []any{"healthy", "degraded", "unhealthy"}, at(s, "status"))
		assert.Regexp(t, instant, at(s, "lastCheck"))
		assert.IsType(t, 0.0, at(s, "responseTime"))
		if rate, measured := at(s, "errorRate").(float64); measured {
			assert.InDelta(t, 100, rate+at(s, "uptime").(float64), 1e-9)
		} else {
			assert.Nil(t, at(s, "errorRate"))
			assert.Nil(t, at(s, "uptime"))
		}
	}
	breakers := r.at("circuitBreakers")
	for _, name := range services {
		assert.Equal(t, []string{"failureCount", "lastFailureTime", "nextAttemptTime", "state"}, keys(at(breakers, name)), name)
	}
	assert.Len(t, keys(breakers), 7)
	assert.NotEmpty(t, r.at("isolate", "id"))
	assert.Regexp(t, instant, r.at("isolate", "startedAt"))
	assert.IsType(t, 0.0, r.at("isolate", "events"))
}

// checkOverall adds up what the services say and returns what follows from it.
func checkOverall(t *testing.T, r *reply) string {
	t.Helper()
	counts := map[any]int{}
	for _, status := range each(r.at("services"), "status") {
		counts[status]++
	}
	want := "healthy"
	switch {
	case counts["unhealthy"] > counts["healthy"]:
		want = "unhealthy"
	case counts["unhealthy"] > 0 || counts["degraded"] > 0:
		want = "degraded"
	}
	assert.Equal(t, want, r.at("overall"))
	assert.Equal(t, object{
		"total": 7.0, "healthy": float64(counts["healthy"]), "degraded": float64(counts["degraded"]), "unhealthy": float64(counts["unhealthy"]),
	}, r.at("summary"))
	return want
}

// serviceOf is the entry of a service.
func serviceOf(t *testing.T, r *reply, name string) any {
	t.Helper()
	list, _ := r.at("services").([]any)
	for _, s := range list {
		if at(s, "service") == name {
			return s
		}
	}
	t.Fatalf("no service %s in %s", name, r.Body)
	return nil
}
