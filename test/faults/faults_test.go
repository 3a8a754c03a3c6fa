// Package faults proves in real workerd that the system stands what its services may do: fail,
// throw, hang, answer late, answer half, answer nonsense, die. The router is the real one; the
// services are played by the test (services_test.go).
package faults

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/scripts/local"
	"github.com/witnessos/witnessos/test/harness"
)

// openFor is the time that the breakers of TestFaults stay open. Everything that needs an open
// breaker and some time is in TestOpen.
const openFor = 1500 * time.Millisecond

// TestFaults runs against one system, whose breaker closes soon.
func TestFaults(t *testing.T) {
	s := start(t, map[string]string{"BREAKER_OPEN_MS": strconv.FormatInt(openFor.Milliseconds(), 10)})
	t.Run("large replies", func(t *testing.T) { largeReplies(t, s) })
	isolate := s.health(t).Isolate.ID
	for _, part := range []struct {
		name string
		run  func(*testing.T, *stage)
	}{
		{"the first call", firstCall},
		{"every way to fail", everyWayToFail},
		{"every route", everyRoute},
		{"deadlines", deadlines},
		{"opening", opening},
		{"closing again", closingAgain},
		{"coordinator", coordinator},
		{"workflow", workflow},
		{"health", health},
	} {
		t.Run(part.name, func(t *testing.T) {
			s.mend()
			s.close(t)
			part.run(t, s)
		})
	}
	assert.Equal(t, isolate, s.health(t).Isolate.ID, "one program has stood the rest")
}

// stage is a system with the services of the test in place of the real ones.
type stage struct {
	*services
	*harness.System
}

func start(t *testing.T, vars map[string]string) *stage {
	t.Helper()
	s := &services{scripts: map[string]*script{}}
	s.mend()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	vars["FAULTS_URL"] = server.URL
	const entry = "test/faults/services.mjs"
	return &stage{s, harness.Start(t, harness.Config{
		Vars:    vars,
		Replace: map[string]string{"wrangler-engine.toml": entry, "wrangler-forecast.toml": entry, "wrangler-ai.toml": entry},
		// Two of the seven services of /health are missing.
		Omit:  []string{"FORECAST_SESSION", "INTEGRATION_WORKFLOW"},
		Users: []local.User{{ID: 1, Email: "ada@example.com", Name: "Ada Example", Onboarded: true}},
	})}
}

const someInput = `{"input":{"birth_date":"1990-06-15"}}`

func (s *stage) calculate(t *testing.T) *harness.Response {
	t.Helper()
	return s.Post(t, "/engines/numerology/calculate", someInput)
}

// validate is the cheapest call: 2 s at most.
func (s *stage) validate(t *testing.T) *harness.Response {
	t.Helper()
	return s.Post(t, "/engines/validate", `{"engineName":"numerology","input":{}}`)
}

// close brings the breaker of the engine service to its resting state: closed, no failures.
func (s *stage) close(t *testing.T) {
	t.Helper()
	require.Eventually(t, func() bool {
		s.validate(t)
		return s.breaker(t) == breaker{State: "closed", LastFailureTime: s.breaker(t).LastFailureTime}
	}, 30*time.Second, 100*time.Millisecond)
}

// open makes it refuse calls, and returns it.
func (s *stage) open(t *testing.T) breaker {
	t.Helper()
	s.play(validateEngine, broken)
	for range 5 {
		require.Equal(t, 500, s.validate(t).Status)
	}
	b := s.breaker(t)
	require.Equal(t, "open", b.State)
	return b
}

// requireFailure checks that a reply is the error envelope and nothing else, and that it has the
// headers of every error.
func requireFailure(t *testing.T, r *harness.Response, status int, code string) {
	t.Helper()
	require.Equal(t, status, r.Status, "%s", r.Body)
	body := r.JSON(t)
	for name := range body {
		assert.Contains(t, []string{"success", "error", "code", "message", "details", "status", "requestId", "timestamp"}, name)
	}
	assert.Equal(t, false, body["success"])
	assert.Equal(t, code, body["error"])
	assert.Equal(t, code, body["code"])
	assert.NotEmpty(t, body["message"])
	assert.EqualValues(t, status, body["status"])
	assert.Regexp(t, `^[0-9a-f-]{36}$`, body["requestId"])
	_, err := time.Parse("2006-01-02T15:04:05.000Z", body["timestamp"].(string))
	assert.NoError(t, err)
	if status >= 500 {
		assert.NotContains(t, body, "details", "what a service says of its failures is internal")
	}
	for _, internal := range []string{secret, "kaputt", "workerd", "Workers runtime", "rpc", "edge:", "JSON input"} {
		assert.NotContains(t, strings.ToLower(string(r.Body)), strings.ToLower(internal))
	}

	assert.Equal(t, body["requestId"], r.Header.Get("X-Request-ID"))
	assert.Equal(t, "application/json", r.Header.Get("Content-Type"))
	assert.Equal(t, "no-store", r.Header.Get("Cache-Control"))
	assert.Equal(t, "nosniff", r.Header.Get("X-Content-Type-Options"))
	assert.Equal(t, "*", r.Header.Get("Access-Control-Allow-Origin"))
	assert.Regexp(t, `^\d+ms$`, r.Header.Get("X-Response-Time"))
	assert.NotEmpty(t, r.Header.Get("X-RateLimit-Limit"))
}

// requireRefused checks that a call did not pass the breaker, and returns the seconds after which
// the client may try again.
func requireRefused(t *testing.T, r *harness.Response) int {
	t.Helper()
	requireFailure(t, r, http.StatusServiceUnavailable, "SERVICE_UNAVAILABLE")
	seconds, err := strconv.Atoi(r.Header.Get("Retry-After"))
	require.NoError(t, err, "Retry-After: %s", r.Header.Get("Retry-After"))
	require.GreaterOrEqual(t, seconds, 1)
	return seconds
}
