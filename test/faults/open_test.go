package faults

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestOpen: a breaker that stays open for as long as it does when nobody says otherwise, on staging.
func TestOpen(t *testing.T) {
	s := start(t, map[string]string{"BREAKER_OPEN_MS": "", "ENVIRONMENT": "staging"})

	coordinator := s.health(t).Services[3]
	assert.Nil(t, coordinator.ErrorRate, "without calls there is no rate")
	assert.Nil(t, coordinator.Uptime)

	s.play(validateEngine, broken)
	for range 4 {
		require.Equal(t, 500, s.validate(t).Status)
	}
	require.Equal(t, 200, s.Get(t, "/engines").Status, "which sets the count back")
	listed := time.Now()
	assert.Equal(t, "healthy", s.health(t).Services[0].Status)
	for range 5 {
		require.Equal(t, 500, s.validate(t).Status)
	}
	b := s.breaker(t)
	require.Equal(t, "open", b.State)

	t.Run("the list of engines is remembered for 10 s", func(t *testing.T) {
		r := s.Get(t, "/engines")
		if time.Since(listed) < 10*time.Second {
			assert.Equal(t, 200, r.Status)
		}
	})

	t.Run("for 60 s", func(t *testing.T) {
		assert.Equal(t, 5, b.FailureCount)
		assert.InDelta(t, b.LastFailureTime+60_000, b.NextAttemptTime, together)
		assert.LessOrEqual(t, b.LastFailureTime, time.Now().UnixMilli())
	})

	s.mend()
	t.Run("calls are refused and do not reach the service", func(t *testing.T) {
		for _, route := range [][3]string{
			{"GET", "/engines/numerology/metadata", ""},
			{"POST", "/engines/validate", `{"engineName":"numerology","input":{}}`},
			{"POST", "/engines/numerology/calculate", someInput},
			{"POST", "/engines/calculate", `{"engineName":"numerology","input":{}}`},
			{"POST", "/engines/batch", `{"engines":[{"engine":"numerology","input":{}}]}`},
			{"POST", "/batch", `{"calculations":[{"engine":"numerology","input":{}}]}`},
			{"POST", "/batch", `{"calculations":[{"engine":"numerology","input":{}}],"options":{"parallel":false}}`},
		} {
			for range 3 {
				before := time.Until(time.UnixMilli(b.NextAttemptTime)).Seconds()
				seconds := requireRefused(t, s.Do(t, route[0], route[1], route[2]))
				after := time.Until(time.UnixMilli(b.NextAttemptTime)).Seconds()
				assert.LessOrEqual(t, float64(seconds), before+1.1, "seconds to the next attempt, rounded up")
				assert.GreaterOrEqual(t, float64(seconds), after-0.1)
			}
		}
		for _, method := range []string{calculateEngine, validateEngine, getEngineMetadata, batchCalculate} {
			assert.Empty(t, s.calls(method), method)
		}
		assert.Equal(t, b, s.breaker(t), "refusals change nothing")
	})

	t.Run("the rest of the system works", func(t *testing.T) {
		assert.Equal(t, 200, s.Get(t, "/").Status)
		assert.Equal(t, 200, s.Get(t, "/api").Status)
		assert.Equal(t, 404, s.Get(t, "/nowhere").Status)
		assert.Equal(t, 400, s.Post(t, "/engines/numerology/calculate", "{").Status)
		assert.Equal(t, 404, s.Post(t, "/engines/palmistry/calculate", someInput).Status, "what needs no service is answered as ever")
		assert.Equal(t, 404, s.Get(t, "/durable/engine-coordinator/calculation-status?id=none", s.As(0)).Status)
		assert.Equal(t, 404, s.Get(t, "/workflows/natal/none", s.As(0)).Status)
		assert.Equal(t, 401, s.Get(t, "/workflows/natal/none").Status)
	})

	t.Run("health shows it, and neither closes nor opens it", func(t *testing.T) {
		for range 20 {
			r := s.Get(t, "/engines/health")
			require.Equal(t, 200, r.Status, "checks pass the breaker: %s", r.Body)
			assert.Equal(t, b, s.breaker(t))
		}
		assert.GreaterOrEqual(t, len(s.calls(engineHealth)), 20)
		h := s.health(t)
		assert.Equal(t, "unhealthy", h.Services[0].Status, "whatever it says of itself")
		assert.Equal(t, "degraded", h.Overall)
		assert.Equal(t, 200, h.HTTP, "always, on staging")
		assert.True(t, h.Success)
	})

	t.Run("a batch waits", func(t *testing.T) {
		id, _ := s.startBatch(t)
		require.Eventually(t, func() bool { return s.batch(t, id)["status"] == "processing" }, 30*time.Second, 100*time.Millisecond)
		time.Sleep(3 * time.Second) // an ordinary failure would be tried again after 2 s
		assert.Equal(t, "processing", s.batch(t, id)["status"])
		assert.Empty(t, s.calls(calculateEngine))
	})

	t.Run("most services down", func(t *testing.T) {
		s.play(forecastHealth, does("throw"))
		s.play(aiHealth, does("throw"))
		h := s.checked(t)
		assert.Equal(t, "unhealthy", h.Overall)
		assert.Equal(t, 200, h.HTTP, "always, on staging")
		assert.Empty(t, h.Error)
	})

	t.Run("and not for longer", func(t *testing.T) {
		require.Eventually(t, func() bool { return s.Get(t, "/engines").Status == 503 }, 30*time.Second, 500*time.Millisecond)
		requireRefused(t, s.Get(t, "/engines"))
		assert.Empty(t, s.calls(listEngines))
	})
}
