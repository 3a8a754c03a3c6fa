package contract

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// paths: they are matched exactly, segment by segment, each decoded once.
func paths(t *testing.T, c *client) {
	const none = "ENDPOINT_NOT_FOUND"
	for _, test := range []struct {
		name, path string
		status     int
		code       string
	}{
		{"unknown", "/nothing", 404, none},
		{"case of a fixed segment", "/Engines", 404, none},
		{"case of the family", "/API/engines", 404, none},
		{"case of an engine", "/engines/Numerology/metadata", 404, "ENGINE_NOT_FOUND"},
		{"case of the last segment", "/engines/numerology/Metadata", 404, none},
		{"an extra segment", "/health/more", 404, none},
		{"an extra segment behind a parameter", "/engines/numerology/metadata/more", 404, none},
		{"a missing segment", "/engines/numerology", 404, none},
		{"two trailing slashes", "/engines//", 404, none},
		{"an empty segment", "/engines//metadata", 404, none},
		{"an empty first segment", "//engines", 404, none},
		{"a file", "/favicon.ico", 404, none},
		{"encoded letters", "/%65ngines/l%69st", 200, ""},
		{"an encoded letter of an engine", "/engines/%6eumerology/metadata", 200, ""},
		{"encoded twice stays encoded", "/engines/%256eumerology/metadata", 404, "ENGINE_NOT_FOUND"},
		{"an encoded slash is no separator", "/engines%2Flist", 404, none},
		{"nor within a pattern", "/engines/numerology%2Fmetadata", 404, none},
		{"an encoded slash in a parameter", "/engines/numer%2Fology/metadata", 404, "ENGINE_NOT_FOUND"},
		{"an encoded question mark is no query", "/engines%3Fformat=detailed", 404, none},
		{"a trailing slash before the query", "/engines/?format=detailed", 200, ""},
		{"a family under /api", "/api/engines/list", 200, ""},
		{"/api twice", "/api/api/engines", 404, none},
		{"no family under /api", "/api/durable/engine-coordinator/calculation-status", 404, none},
		{"the root of /api with a slash", "/api/", 200, ""},
		{"a pattern as it is written", "/engines/{n}/metadata", 404, "ENGINE_NOT_FOUND"},
		{"unknown object", "/durable/nothing/ws", 404, "NOT_FOUND"},
		{"unknown action", "/durable/engine-coordinator/nothing", 404, "NOT_FOUND"},
		{"an internal action", "/durable/engine-coordinator/purge", 404, "NOT_FOUND"},
		{"the other object without socket", "/durable/rate-limiter/ws", 404, "NOT_FOUND"},
		{"too few segments of an object", "/durable/engine-coordinator", 404, none},
	} {
		check(t, "any path", test.name, func(t *testing.T) {
			r := c.get(t, test.path)
			if test.status == 200 {
				r.succeeds(t, 200)
				return
			}
			r.fails(t, test.status, test.code)
			if test.code == none {
				assert.Equal(t, "API endpoint not found", r.at("message"))
			}
		})
	}
	check(t, "any path", "what does not decode", func(t *testing.T) {
		r := c.rawRequest(t, "GET /engines/%zz/metadata HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
		r.fails(t, 404, none)
	})
	// Reserved words are never engines, in whichever place an engine may stand.
	for _, word := range []string{"list", "health", "metadata", "calculate", "batch", "validate"} {
		check(t, "GET /engines/{n}/metadata", "reserved: "+word, func(t *testing.T) {
			for _, path := range []string{"/engines/" + word + "/metadata", "/engines/metadata/" + word, "/api/engines/metadata/" + word} {
				c.get(t, path).fails(t, 404, "ENGINE_NOT_FOUND")
			}
		})
		check(t, "POST /engines/{n}/calculate", "reserved: "+word, func(t *testing.T) {
			r := c.post(t, "/engines/"+word+"/calculate", `{"input":{}}`)
			if word == "metadata" { // GET /engines/metadata/{n}: a known path
				r.fails(t, 405, "METHOD_NOT_ALLOWED")
				return
			}
			r.fails(t, 404, "ENGINE_NOT_FOUND")
		})
	}
	for path, allow := range map[string]string{
		"/engines": "GET, HEAD, OPTIONS", "/api/batch": "POST, OPTIONS", "/workflows/natal/x": "GET, HEAD, OPTIONS",
	} {
		check(t, "any path", "Allow of "+path, func(t *testing.T) {
			assert.ElementsMatch(t, splitList(allow), splitList(c.do(t, "DELETE", path, "").Header.Get("Allow")))
		})
	}
}

// methods: all that there are, on a path that takes one, on one that takes another, and on none.
func methods(t *testing.T, c *client) {
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "PROPFIND"} {
		check(t, "any path", method, func(t *testing.T) {
			c.do(t, method, "/engines", "").fails(t, 405, "METHOD_NOT_ALLOWED")
			c.do(t, method, "/nothing", "").fails(t, 404, "ENDPOINT_NOT_FOUND")
		})
	}
	check(t, "any path", "HEAD", func(t *testing.T) {
		for _, path := range []string{"/", "/api", "/engines", "/engines/numerology/metadata", "/nothing", "/workflows/natal/x"} {
			get, head := c.get(t, path), c.do(t, "HEAD", path, "")
			assert.Equal(t, get.Status, head.Status, path)
			for _, name := range []string{"Content-Type", "Cache-Control", "WWW-Authenticate"} {
				assert.Equal(t, get.Header.Get(name), head.Header.Get(name), "%s: %s", path, name)
			}
		}
		c.do(t, "HEAD", "/batch", "").fails(t, 405, "")
	})
}
