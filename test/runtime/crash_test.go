package runtime

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// requireFailure checks that a reply is a proper error envelope with the request's id.
func requireFailure(t *testing.T, r *harness.Response, status int, code string) {
	t.Helper()
	require.Equal(t, status, r.Status, "%s", r.Body)
	body := r.JSON(t)
	assert.Equal(t, false, body["success"])
	assert.Equal(t, code, body["error"])
	assert.Equal(t, code, body["code"])
	assert.NotEmpty(t, body["message"])
	assert.Len(t, body["requestId"], 36)
	assert.Equal(t, r.Header.Get("X-Request-ID"), body["requestId"])
	assert.Equal(t, "*", r.Header.Get("Access-Control-Allow-Origin"))
	assert.Equal(t, "no-store", r.Header.Get("Cache-Control"))
	_, err := time.Parse("2006-01-02T15:04:05.000Z", body["timestamp"].(string))
	assert.NoError(t, err)
}

func isolate(t *testing.T, s *harness.System) string {
	t.Helper()
	r := s.Get(t, "/stats")
	require.Equal(t, 200, r.Status)
	return r.JSON(t)["isolate"].(string)
}

// crashes: whatever a handler does, its caller gets a 500 with a request id, and the next request
// and other objects are served.
func crashes(t *testing.T, s *harness.System) {
	for path, survives := range map[string]bool{
		"/panic":    true, // recovered: the program goes on
		"/panic-go": false,
		"/exit":     false,
		"/oom":      false,
		"/overflow": false,
	} {
		t.Run(path, func(t *testing.T) {
			before := isolate(t, s)
			requireFailure(t, s.Get(t, path), 500, "INTERNAL_ERROR")
			after := isolate(t, s)
			assert.Equal(t, survives, before == after, "whether the program went on")
			assert.Equal(t, 200, s.Get(t, "/object?name=after-crash").Status)
		})
	}

	t.Run("takes the events in flight along, each with an answer", func(t *testing.T) {
		var (
			group sync.WaitGroup
			mu    sync.Mutex
			got   []*harness.Response
		)
		for range 10 {
			group.Go(func() {
				r, err := s.Try("GET", "/sleep?ms=1500", "")
				mu.Lock()
				defer mu.Unlock()
				if assert.NoError(t, err) {
					got = append(got, r)
				}
			})
		}
		time.Sleep(300 * time.Millisecond)
		requireFailure(t, s.Get(t, "/exit"), 500, "INTERNAL_ERROR")
		assert.Equal(t, 200, s.Get(t, "/sleep?ms=1").Status, "a new program is there at once")
		group.Wait()
		require.Len(t, got, 10)
		for _, r := range got {
			requireFailure(t, r, 500, "INTERNAL_ERROR")
		}
	})

	t.Run("in a Durable Object", func(t *testing.T) {
		require.Equal(t, 200, s.Get(t, "/object?name=crashing&by=3").Status)
		r := s.Get(t, "/object?name=crashing&exit=1")
		assert.Equal(t, 500, r.Status)
		assert.EqualValues(t, 3, s.Get(t, "/object?name=crashing").JSON(t)["n"], "its storage is as it was")
	})

	t.Run("over RPC", func(t *testing.T) {
		for _, method := range []string{"panic", "exit", "unknown"} {
			r := s.Post(t, "/rpc?method="+method, "x")
			assert.Equal(t, 502, r.Status, "the caller sees an exception")
			assert.NotContains(t, string(r.Body), "asked to", "and no internals")
		}
		r := s.Post(t, "/rpc?method=upper", "alive")
		assert.Equal(t, `"ALIVE"`, string(r.Body))
	})
	assert.Contains(t, s.Log(), "the Go program ended with code", "the reason is in the log")
}

// neverEnding: an event without a reply is answered at its deadline, and the Worker goes on in a
// new program.
func neverEnding(t *testing.T, s *harness.System) {
	for _, path := range []string{"/never", "/timer"} {
		before := isolate(t, s)
		requireFailure(t, s.Get(t, path), 504, "TIMEOUT")
		assert.NotEqual(t, before, isolate(t, s), "a program that something may be stuck in takes no new events")
	}
	r := s.Get(t, "/deadline")
	assert.Equal(t, 502, r.Status)
	assert.True(t, strings.Contains(string(r.Body), "deadline exceeded"), "a host call ends at its context's deadline: %s", r.Body)
}
