package runtime

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// flood sends n requests over 20 clients and wants a 200 for each.
func flood(t *testing.T, s *harness.System, n int, method, path, body string) {
	t.Helper()
	var (
		group  sync.WaitGroup
		left   atomic.Int64
		failed atomic.Int64
	)
	left.Store(int64(n))
	for range 20 {
		group.Go(func() {
			for left.Add(-1) >= 0 {
				if r, err := s.Try(method, path, body); err != nil || r.Status != 200 {
					failed.Add(1)
				}
			}
		})
	}
	group.Wait()
	require.Zero(t, failed.Load(), "failed of %d %s %s", n, method, path)
}

type usage struct {
	isolate               string
	heap, sys, goroutines float64
}

func use(t *testing.T, s *harness.System) usage {
	t.Helper()
	m := s.Get(t, "/stats").JSON(t)
	return usage{m["isolate"].(string), m["heap"].(float64), m["sys"].(float64), m["goroutines"].(float64)}
}

const (
	kib = 1 << 10
	mib = 1 << 20
)

// memory: after many events the program holds no more than before. A leak of 100 bytes an event
// would show as 5 MB of heap.
func memory(t *testing.T, s *harness.System) {
	bodies, awaits := 50_000, 10_000
	if testing.Short() {
		bodies, awaits = 5_000, 1_000
	}
	body := strings.Repeat("x", 2000)
	flood(t, s, 2000, "POST", "/echo", body)
	flood(t, s, 500, "POST", "/kv?key=warm", "value")
	flood(t, s, 500, "POST", "/rpc?method=slow", "value")
	before := use(t, s)

	flood(t, s, bodies, "POST", "/echo", body)
	flood(t, s, awaits/4, "POST", "/kv?key=flood", "value")
	flood(t, s, awaits/4, "GET", "/steps?id=none", "") // D1
	flood(t, s, awaits/4, "POST", "/rpc?method=upper", "value")
	flood(t, s, awaits/4, "GET", "/object?name=flood", "")

	after := use(t, s)
	require.Equal(t, before.isolate, after.isolate, "it was one program all the time")
	assert.Less(t, after.heap, before.heap+500*kib, "Go heap: %.0f KiB before, %.0f KiB after", before.heap/kib, after.heap/kib)
	assert.Less(t, after.sys, before.sys+8*mib, "Wasm memory: %.1f MiB before, %.1f MiB after", before.sys/mib, after.sys/mib)
	assert.LessOrEqual(t, after.goroutines, before.goroutines)
	t.Logf("heap %.0f → %.0f KiB, Wasm memory %.1f → %.1f MiB", before.heap/kib, after.heap/kib, before.sys/mib, after.sys/mib)
}

// TestReplacement: a program that has served its share, or has grown past the watermark, is
// replaced without a request noticing.
func TestReplacement(t *testing.T) {
	t.Run("by events", func(t *testing.T) {
		s := harness.Start(t, harness.Config{Probe: true, Vars: map[string]string{"EDGE_EVENT_LIMIT": "50"}})
		seen := map[string]bool{}
		for range 200 {
			seen[isolate(t, s)] = true
		}
		// 200 of these events and a few of the harness's own.
		assert.GreaterOrEqual(t, len(seen), 4)
		assert.LessOrEqual(t, len(seen), 6)
		flood(t, s, 2000, "GET", "/sleep?ms=5", "")
	})
	t.Run("by memory", func(t *testing.T) {
		s := harness.Start(t, harness.Config{Probe: true, Vars: map[string]string{"EDGE_MEMORY_WATERMARK": "5000000"}})
		before := isolate(t, s)
		require.Equal(t, before, isolate(t, s), "little memory is used yet")
		flood(t, s, 40, "POST", "/echo", strings.Repeat("x", limit))
		assert.NotEqual(t, before, isolate(t, s))
	})
}
