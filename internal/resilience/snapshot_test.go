package resilience_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/resilience"
)

func TestSnapshot(t *testing.T) {
	bubble(t, "through all states", func(t *testing.T, g *resilience.Guard) {
		start := time.Now()
		at := func(d time.Duration) int64 { return start.Add(d).UnixMilli() }
		assert.Equal(t, resilience.Snapshot{State: "closed"}, g.Snapshot())

		for range 5 {
			time.Sleep(time.Second)
			fail(g, 1)
		}
		assert.Equal(t, resilience.Snapshot{"open", 5, at(5 * time.Second), at(65 * time.Second)}, g.Snapshot())

		time.Sleep(time.Minute)
		require.NoError(t, call(g, nil))
		assert.Equal(t, resilience.Snapshot{"half-open", 5, at(5 * time.Second), at(65 * time.Second)}, g.Snapshot())

		require.NoError(t, call(g, nil))
		require.NoError(t, call(g, nil))
		assert.Equal(t, resilience.Snapshot{"closed", 0, at(5 * time.Second), 0}, g.Snapshot())
	})
	text, err := json.Marshal(resilience.Snapshot{State: "closed"})
	require.NoError(t, err)
	assert.JSONEq(t, `{"state":"closed","failureCount":0,"lastFailureTime":0,"nextAttemptTime":0}`, string(text))
}

func TestRates(t *testing.T) {
	for _, test := range []struct {
		name string
		do   func(g *resilience.Guard)
		rate any // nil: no samples
	}{
		{"none", func(g *resilience.Guard) {}, nil},
		{"calls", func(g *resilience.Guard) { _ = call(g, nil); fail(g, 1) }, 50.0},
		{"client faults are no failures", func(g *resilience.Guard) { _ = call(g, errNotFound); fail(g, 1) }, 50.0},
		{"cancelled calls are no samples", func(g *resilience.Guard) { _ = call(g, context.Canceled) }, nil},
		{"refused calls are no samples", func(g *resilience.Guard) { _ = call(g, nil); fail(g, 4); fail(g, 1); fail(g, 50) }, 500 / 6.0},
		{"checks", func(g *resilience.Guard) { g.Sample(true); g.Sample(true); g.Sample(true); g.Sample(false) }, 25.0},
		{"the last 100", func(g *resilience.Guard) {
			for range 30 {
				g.Sample(false)
			}
			for range 90 {
				g.Sample(true)
			}
		}, 10.0},
		{"5 minutes old", func(g *resilience.Guard) {
			g.Sample(false)
			time.Sleep(5 * time.Minute)
			g.Sample(true)
		}, 50.0},
		{"older than 5 minutes", func(g *resilience.Guard) {
			g.Sample(false)
			time.Sleep(5*time.Minute + 1)
			g.Sample(true)
		}, 0.0},
		{"all too old", func(g *resilience.Guard) { g.Sample(false); time.Sleep(6 * time.Minute) }, nil},
	} {
		bubble(t, test.name, func(t *testing.T, g *resilience.Guard) {
			test.do(g)
			rate, uptime := g.Rates()
			if test.rate == nil {
				assert.Nil(t, rate)
				assert.Nil(t, uptime)
				return
			}
			require.NotNil(t, rate)
			require.NotNil(t, uptime)
			assert.InDelta(t, test.rate, *rate, 1e-9)
			assert.InDelta(t, 100-test.rate.(float64), *uptime, 1e-9)
		})
	}
	bubble(t, "checks do not count in the breaker", func(t *testing.T, g *resilience.Guard) {
		fail(g, 4)
		for range 20 {
			g.Sample(false)
		}
		assert.Equal(t, 4, g.Snapshot().FailureCount)
		g.Sample(true)
		assert.Equal(t, 4, g.Snapshot().FailureCount)
	})
}
