package faults

import (
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// startBatch starts a batch of one calculation in the background and returns its id.
func (s *stage) startBatch(t *testing.T) (id string, r *harness.Response) {
	t.Helper()
	r = s.Post(t, "/durable/engine-coordinator/calculate-batch",
		`{"engines":[{"engine":"numerology","input":{"birth_date":"1990-06-15"}}]}`, s.As(0))
	require.Equal(t, 202, r.Status, "%s", r.Body)
	return r.JSON(t)["calculationId"].(string), r
}

func (s *stage) batch(t *testing.T, id string) map[string]any {
	t.Helper()
	r := s.Get(t, "/durable/engine-coordinator/calculation-status?id="+url.QueryEscape(id), s.As(0))
	require.Equal(t, 200, r.Status, "%s", r.Body)
	return r.JSON(t)
}

func (s *stage) finished(t *testing.T, id string) map[string]any {
	t.Helper()
	require.Eventually(t, func() bool { return s.batch(t, id)["status"] == "complete" }, time.Minute, 200*time.Millisecond)
	return s.batch(t, id)
}

// coordinator: a batch outlives the troubles of the service that it needs.
func coordinator(t *testing.T, s *stage) {
	t.Run("a failure is tried again after 2 s", func(t *testing.T) {
		s.play(calculateEngine, broken, healthy[calculateEngine])
		id, started := s.startBatch(t)
		end := s.finished(t, id)
		assert.Equal(t, map[string]any{"total": 1.0, "successful": 1.0, "failed": 0.0}, end["summary"])
		item := end["results"].([]any)[0].(map[string]any)
		assert.Equal(t, map[string]any{"engine_name": "numerology", "answer": 42.0}, item["data"])
		calls := s.calls(calculateEngine)
		require.Len(t, calls, 2)
		assert.GreaterOrEqual(t, calls[1].at.Sub(calls[0].at), 2*time.Second-early)
		for _, c := range calls {
			assert.Equal(t, started.Header.Get("X-Request-ID"), c.RequestID, "the request that caused it")
			assert.JSONEq(t, `{"useCache":true,"userId":"1"}`, options(t, c))
		}
	})
	t.Run("a fault of the item is not", func(t *testing.T) {
		s.play(calculateEngine, fails(422, "TOO_ODD", true))
		id, _ := s.startBatch(t)
		item := s.finished(t, id)["results"].([]any)[0].(map[string]any)
		assert.Equal(t, false, item["success"])
		assert.Equal(t, "TOO_ODD", item["code"])
		assert.Len(t, s.calls(calculateEngine), 1)
	})
	t.Run("an open breaker postpones", func(t *testing.T) {
		b := s.open(t)
		s.play(calculateEngine, healthy[calculateEngine])
		id, _ := s.startBatch(t)
		end := s.finished(t, id)
		assert.Equal(t, map[string]any{"total": 1.0, "successful": 1.0, "failed": 0.0}, end["summary"])
		calls := s.calls(calculateEngine)
		require.Len(t, calls, 1)
		assert.GreaterOrEqual(t, calls[0].at.UnixMilli(), b.NextAttemptTime)
	})
}
