package faults

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// state is what the tests read in /health.
type state struct {
	HTTP     int `json:"-"`
	Success  bool
	Overall  string
	Error    string
	Message  string
	Services []struct {
		Service      string
		Status       string
		LastCheck    string
		ResponseTime int
		ErrorRate    *float64
		Uptime       *float64
		Metadata     map[string]any
	}
	Summary         map[string]int
	CircuitBreakers map[string]breaker
	Isolate         struct{ ID string }
	Engines         []string
	Data            map[string]any
}

func (s *stage) health(t *testing.T) state {
	t.Helper()
	r := s.Get(t, "/health")
	var h state
	require.NoError(t, json.Unmarshal(r.Body, &h), "%s", r.Body)
	h.HTTP = r.Status
	assert.NotContains(t, string(r.Body), "kaputt")
	require.Len(t, h.Services, 7)
	return h
}

// checked returns /health after its next check of the services: they are asked every 10 s at most.
func (s *stage) checked(t *testing.T) state {
	t.Helper()
	last := s.health(t).Services[0].LastCheck
	var h state
	require.Eventually(t, func() bool {
		h = s.health(t)
		return h.Services[0].LastCheck != last
	}, time.Minute, 500*time.Millisecond)
	return h
}

func (h state) statuses() string {
	var all []string
	for _, s := range h.Services {
		all = append(all, s.Service+" "+s.Status)
	}
	return strings.Join(all, ", ")
}

// health: what /health says of the services, and that asking changes nothing.
func health(t *testing.T, s *stage) {
	t.Run("all answer", func(t *testing.T) {
		h := s.checked(t)
		assert.Equal(t, "engine-service healthy, forecast-service healthy, ai-service degraded, engine-coordinator healthy, "+
			"forecast-session unhealthy, consciousness-workflow healthy, integration-workflow unhealthy", h.statuses())
		assert.Equal(t, "degraded", h.Overall)
		assert.Equal(t, 206, h.HTTP)
		assert.True(t, h.Success)
		assert.Equal(t, map[string]int{"total": 7, "healthy": 4, "degraded": 1, "unhealthy": 2}, h.Summary)
		assert.Equal(t, []string{"numerology"}, h.Engines)
		assert.Equal(t, true, h.Data["swiss_ephemeris"])
		assert.Equal(t, map[string]any{"version": "7.0-test"}, h.Services[0].Metadata)
		assert.Equal(t, map[string]any{"error": "No AI provider configured"}, h.Services[2].Metadata)
		for i, name := range []string{"engine-service", "forecast-service", "ai-service", "engine-coordinator",
			"forecast-session", "consciousness-workflow", "integration-workflow"} {
			assert.Equal(t, name, h.Services[i].Service)
			assert.Contains(t, h.CircuitBreakers, name)
		}
		assert.Equal(t, breaker{State: "closed"}, h.CircuitBreakers["ai-service"], "all are listed, used or not")
		assert.Equal(t, -1, h.Services[4].ResponseTime)
		assert.Equal(t, map[string]any{"error": "Durable Object not configured"}, h.Services[4].Metadata)
	})
	t.Run("polls are cheap", func(t *testing.T) {
		for _, method := range []string{engineHealth, aiHealth, calculateEngine, validateEngine, listEngines, synthesize} {
			s.play(method, healthy[method])
		}
		begun := time.Now()
		for range 100 {
			s.health(t)
		}
		assert.LessOrEqual(t, len(s.calls(engineHealth)), 1+int(time.Since(begun)/(10*time.Second)))
		assert.LessOrEqual(t, len(s.calls(aiHealth)), 1+int(time.Since(begun)/(10*time.Second)))
		for _, method := range []string{calculateEngine, validateEngine, listEngines} {
			assert.Empty(t, s.calls(method), method)
		}
	})
	t.Run("most are down", func(t *testing.T) {
		s.play(engineHealth, does("throw"))
		s.play(forecastHealth, succeeds("{}"))
		s.play(aiHealth, hangs)
		h := s.checked(t)
		assert.Equal(t, "engine-service unhealthy, forecast-service unhealthy, ai-service unhealthy, engine-coordinator healthy, "+
			"forecast-session unhealthy, consciousness-workflow healthy, integration-workflow unhealthy", h.statuses())
		assert.Equal(t, "unhealthy", h.Overall)
		assert.Equal(t, 503, h.HTTP)
		assert.False(t, h.Success)
		assert.Equal(t, "HEALTH_CHECK_FAILED", h.Error)
		assert.NotEmpty(t, h.Message)
		assert.Empty(t, h.Engines)
		assert.Equal(t, false, h.Data["swiss_ephemeris"])
		for _, down := range h.Services[:3] {
			assert.Equal(t, map[string]any{"error": "The service does not answer"}, down.Metadata)
			assert.Positive(t, *down.ErrorRate)
			assert.InDelta(t, 100, *down.ErrorRate+*down.Uptime, 1e-9)
		}
		assert.GreaterOrEqual(t, h.Services[2].ResponseTime, 1980, "its time is 2 s")
		for _, name := range []string{"engine-service", "forecast-service", "ai-service"} {
			assert.Equal(t, "closed", h.CircuitBreakers[name].State)
			assert.Zero(t, h.CircuitBreakers[name].FailureCount, "checks do not count")
		}
		assert.Equal(t, 200, s.calculate(t).Status, "what does not want to be checked may still work")
	})
	t.Run("they say that they are ill", func(t *testing.T) {
		s.play(engineHealth, succeeds(`{"status":"poorly","engines":["numerology"],"missing":["tarot"],"ephemeris":false,"version":"7"}`))
		s.play(forecastHealth, succeeds(`{"status":"unhealthy"}`))
		s.play(aiHealth, healthy[aiHealth])
		h := s.checked(t)
		assert.True(t, strings.HasPrefix(h.statuses(), "engine-service degraded, forecast-service degraded, ai-service degraded, "), h.statuses())
		assert.Equal(t, map[string]any{"version": "7", "missing": []any{"tarot"}}, h.Services[0].Metadata)
		assert.Equal(t, 206, h.HTTP)
	})
	t.Run("the rate is measured", func(t *testing.T) {
		s.play(engineHealth, healthy[engineHealth])
		s.play(forecastHealth, healthy[forecastHealth])
		s.checked(t)
		s.play(validateEngine, fails(422, "TOO_ODD", false))
		for range 100 {
			s.validate(t)
		}
		s.play(validateEngine, broken)
		for range 4 {
			s.validate(t)
		}
		s.play(engineHealth, append(times(6, does("throw")), healthy[engineHealth])...)
		for range 6 {
			requireFailure(t, s.Get(t, "/engines/health"), 503, "SERVICE_UNAVAILABLE")
		}
		engine := s.health(t).Services[0]
		assert.EqualValues(t, 10, *engine.ErrorRate, "of the last 100 calls and checks 4 and 6 failed")
		assert.EqualValues(t, 90, *engine.Uptime)
		assert.Equal(t, 4, s.breaker(t).FailureCount)
	})
}
