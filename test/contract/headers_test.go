package contract

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
)

var comma = regexp.MustCompile(`, *`)

func splitList(header string) []string { return comma.Split(header, -1) }

// headers: what every reply carries is checked with every reply (client_test.go); here is what
// depends on the request.
func headers(t *testing.T, c *client) {
	check(t, "any path", "request ids are made here and never repeat", func(t *testing.T) {
		const mine = "6f0c1b7a-3d58-4b0c-9a41-c27d5a8f9b10"
		seen := map[string]bool{mine: true}
		for range 5 {
			id := c.get(t, "/engines", "X-Request-ID: "+mine).Header.Get("X-Request-ID")
			assert.False(t, seen[id], id)
			seen[id] = true
		}
		id := c.get(t, "/durable/engine-coordinator/calculation-status?id=x", c.As(ada), "X-Request-ID: "+mine).Header.Get("X-Request-ID")
		assert.NotEqual(t, mine, id, "also behind a Durable Object")
	})
	check(t, "any path", "Cache-Control", func(t *testing.T) {
		calculation := `{"input":{"full_name":"Ada Example","birth_date":"1990-06-15"}}`
		for _, test := range []struct {
			name  string
			reply *reply
			want  string
		}{
			{"a public reply", c.get(t, "/engines"), ""},
			{"an anonymous calculation", c.post(t, "/engines/numerology/calculate", calculation), ""},
			{"with a token that means nothing", c.post(t, "/engines/numerology/calculate", calculation, "Authorization: Bearer x"), ""},
			{"an authenticated calculation", c.post(t, "/engines/numerology/calculate", calculation, c.As(ada)), "no-store"},
			{"an authenticated batch", c.post(t, "/batch", `{"calculations":[{"engine":"biorhythm","input":{"birth_date":"1990-06-15"}}]}`, c.As(ada)), "no-store"},
		} {
			assert.Equal(t, 200, test.reply.Status, test.name)
			assert.Equal(t, test.want, test.reply.Header.Get("Cache-Control"), test.name)
		}
		assert.Equal(t, "no-store", c.do(t, "HEAD", "/nothing", "").Header.Get("Cache-Control"))
	})
	check(t, "any path", "origins play no part when all are allowed", func(t *testing.T) {
		for _, origin := range []string{"https://witnessos.space", "null", "https://evil.example"} {
			c.get(t, "/engines", "Origin: "+origin)
			c.do(t, "OPTIONS", "/engines", "", "Origin: "+origin, "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: authorization")
		}
	})
	check(t, "any path", "no cookies", func(t *testing.T) {
		assert.Empty(t, c.get(t, "/", "Cookie: a=b").Header.Values("Set-Cookie"))
	})
}
