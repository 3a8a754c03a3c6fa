package faults

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// workflow: a step whose service fails twice succeeds at the third attempt, and without a model
// the workflow completes and says so.
func workflow(t *testing.T, s *stage) {
	s.play(batchCalculate, broken, broken, healthy[batchCalculate])
	r := s.Post(t, "/workflows/career",
		`{"userProfile":{"fullName":"Ada Example","birthDate":"1990-06-15"},"options":{"async":true}}`, s.As(0))
	require.Equal(t, 202, r.Status, "%s", r.Body)
	path := r.JSON(t)["statusUrl"].(string)
	var status struct {
		Status struct {
			Status string
			Output struct {
				CoreEngines map[string]json.RawMessage
				Synthesis   struct {
					AIAnalysis *string
					Metadata   struct {
						Fallback bool
						Error    string
					}
				}
				Metadata struct {
					RetryCount int
					WorkflowID string
				}
			}
		}
	}
	require.Eventually(t, func() bool {
		r := s.Get(t, path, s.As(0))
		require.NoError(t, json.Unmarshal(r.Body, &status), "%s", r.Body)
		return status.Status.Status == "complete"
	}, time.Minute, 500*time.Millisecond)
	out := status.Status.Output
	assert.Len(t, out.CoreEngines, 3)
	assert.JSONEq(t, `{"engine_name":"numerology","answer":42}`, string(out.CoreEngines["numerology"]))
	assert.Equal(t, 2, out.Metadata.RetryCount)
	assert.Nil(t, out.Synthesis.AIAnalysis)
	assert.True(t, out.Synthesis.Metadata.Fallback)
	assert.Equal(t, "AI_NOT_AVAILABLE", out.Synthesis.Metadata.Error)

	calls := s.calls(batchCalculate)
	require.Len(t, calls, 3)
	assert.GreaterOrEqual(t, calls[1].at.Sub(calls[0].at), 5*time.Second-early)
	for _, c := range calls {
		assert.Equal(t, out.Metadata.WorkflowID, c.RequestID)
	}
	assert.Len(t, s.calls(synthesize), 1, "that there is no model is no reason to ask again")
}
