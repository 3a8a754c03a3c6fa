package runtime

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// ports: each port of edge does in the platform what its comment says.
func ports(t *testing.T, s *harness.System) {
	t.Run("KV", func(t *testing.T) {
		got := s.Post(t, "/kv?key=a", "hello").JSON(t)
		assert.Equal(t, map[string]any{"sum": float64(sum([]byte("hello"))), "found": true, "other": false, "listed": 1.0}, got)
	})
	t.Run("D1", func(t *testing.T) {
		got := s.Get(t, "/d1?id=1").JSON(t)
		assert.Equal(t, map[string]any{
			"written": 1.0, "batchFailed": true, "rows": 1.0, "none": 0.0,
			"i": 42.0, "f": 2.5, "t": `ö, "x"`, "b": "AP8=", "null": true,
		}, got, "values keep their types, and a batch that fails changes nothing")
	})
	t.Run("PBKDF2", func(t *testing.T) {
		// Published vector: PBKDF2-HMAC-SHA-256, "password", "salt", one iteration.
		assert.Equal(t, `"120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b"`, string(s.Get(t, "/pbkdf2?n=1").Body))
		assert.Equal(t, 200, s.Get(t, "/pbkdf2?n=100000").Status)
	})
	t.Run("randomness", func(t *testing.T) {
		a, b := s.Get(t, "/random").JSON(t), s.Get(t, "/random").JSON(t)
		assert.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, a["uuid"])
		assert.NotEqual(t, a["uuid"], b["uuid"])
		assert.NotEqual(t, a["sum"], b["sum"])
		assert.NotEqual(t, float64(sum(make([]byte, 50_000))), a["tail"], "also behind the first 64 KiB")
	})
	t.Run("RPC", func(t *testing.T) {
		assert.Equal(t, `"HELLO"`, string(s.Post(t, "/rpc?method=upper", "hello").Body))
	})
	t.Run("outgoing fetch", func(t *testing.T) {
		outside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			w.Header().Add("X-Seen", r.Method+" "+r.Header.Get("X-List"))
			switch r.URL.Path {
			case "/moved":
				http.Redirect(w, r, "/elsewhere", http.StatusFound)
			default:
				w.WriteHeader(418)
				_, _ = w.Write(append(body, body...))
			}
		}))
		defer outside.Close()
		got := s.Post(t, "/fetch?limit=1000&url="+outside.URL, "abc").JSON(t)
		assert.EqualValues(t, 418, got["status"])
		assert.EqualValues(t, sum([]byte("abcabc")), got["sum"])
		assert.Contains(t, fmt.Sprint(got["headers"]), "POST a, b")

		assert.EqualValues(t, 0, s.Post(t, "/fetch?limit=5&url="+outside.URL, "abc").JSON(t)["size"], "a body over the limit is dropped")
		assert.EqualValues(t, 302, s.Post(t, "/fetch?limit=1000&url="+outside.URL+"/moved", "").JSON(t)["status"], "redirects are not followed")
	})
}

// workAfter: work behind the reply runs, and the reply does not wait for it.
func workAfter(t *testing.T, s *harness.System) {
	require.Equal(t, `""`, string(s.Get(t, "/after?key=later").Body))
	assert.Eventually(t, func() bool { return string(s.Get(t, "/after?key=later").Body) == `"done"` }, 5*time.Second, 100*time.Millisecond)
}

// cron: the scheduled entry point reaches Go.
func cron(t *testing.T, s *harness.System) {
	r := s.Get(t, "/cdn-cgi/handler/scheduled?cron=0+0+*+*+*")
	require.Equal(t, 200, r.Status, "%s", r.Body)
	got := s.Get(t, "/after?key=scheduled")
	assert.Equal(t, `"0 0 * * *"`, string(got.Body))
}
