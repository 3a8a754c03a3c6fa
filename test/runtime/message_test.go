package runtime

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

func sum(b []byte) (n uint32) {
	for _, c := range b {
		n = n*31 + uint32(c)
	}
	return n
}

const limit = 1 << 20 // of a request body

// messages: what a client sends reaches Go as it was sent, and what Go answers reaches the client.
func messages(t *testing.T, s *harness.System) {
	t.Run("bodies", func(t *testing.T) {
		for _, size := range []int{0, 1, 1000, limit - 1, limit} {
			body := bytes.Repeat([]byte{0, 1, 0xfe, 0xff, 'x'}, size/5+1)[:size]
			got := s.Post(t, "/echo", string(body)).JSON(t)
			assert.EqualValues(t, size, got["size"])
			assert.EqualValues(t, sum(body), got["sum"], "%d bytes", size)
			assert.Equal(t, false, got["tooLong"])
		}
	})
	t.Run("bodies over the limit do not reach Go", func(t *testing.T) {
		got := s.Post(t, "/echo", strings.Repeat("x", limit+1)).JSON(t)
		assert.Equal(t, true, got["tooLong"])
		assert.EqualValues(t, 0, got["size"])

		// Without a declared length the shell has to count.
		assert.Contains(t, chunked(t, s, strings.Repeat("x", limit+1)), `"tooLong":true`)
	})
	t.Run("chunked bodies", func(t *testing.T) {
		assert.Contains(t, chunked(t, s, strings.Repeat("ab", 100_000)), `"size":200000`)
	})
	t.Run("headers", func(t *testing.T) {
		r := s.Get(t, "/echo", "X-Comma: Wed, 21 Oct 2026", "X-Rep: one", "X-Rep: two", "X-Letters: é ü 日本")
		seen := map[string]string{}
		for _, h := range r.JSON(t)["headers"].([]any) {
			field := h.(map[string]any)
			seen[field["Name"].(string)] = field["Value"].(string)
		}
		assert.Equal(t, "Wed, 21 Oct 2026", seen["x-comma"])
		assert.Equal(t, "one, two", seen["x-rep"])
		assert.Equal(t, "é ü 日本", seen["x-letters"])

		assert.Equal(t, []string{"one, with a comma", "two"}, r.Header.Values("X-Twice"))
		assert.Equal(t, []string{"a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"}, r.Header.Values("Set-Cookie"))
	})
	t.Run("methods", func(t *testing.T) {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"} {
			assert.Equal(t, method, s.Do(t, method, "/echo", "").JSON(t)["method"])
		}
		head := s.Do(t, "HEAD", "/echo", "")
		assert.Equal(t, 200, head.Status)
		assert.Empty(t, head.Body)
	})
	t.Run("a body where none belongs", func(t *testing.T) {
		line := rawExchange(t, s, "GET /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody")
		assert.Contains(t, line, " 200 ")
	})
	t.Run("binary replies", func(t *testing.T) {
		r := s.Get(t, "/binary")
		require.Len(t, r.Body, 256)
		for i, b := range r.Body {
			require.EqualValues(t, i, b)
		}
	})
	t.Run("every request has its own id", func(t *testing.T) {
		assert.NotEqual(t, s.Get(t, "/echo").Header.Get("X-Request-ID"), s.Get(t, "/echo").Header.Get("X-Request-ID"))
	})
}

// chunked sends a body without saying how long it is.
func chunked(t *testing.T, s *harness.System, body string) string {
	t.Helper()
	request, err := http.NewRequest("POST", s.URL+"/echo", struct{ *strings.Reader }{strings.NewReader(body)})
	require.NoError(t, err)
	request.ContentLength = -1
	response, err := s.Client.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	var out bytes.Buffer
	_, err = out.ReadFrom(response.Body)
	require.NoError(t, err)
	return out.String()
}
