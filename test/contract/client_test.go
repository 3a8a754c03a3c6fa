package contract

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// client talks to a system and holds every single reply against the global rules of the contract.
type client struct {
	*harness.System
	origins []string // CORS_ORIGIN as a list; nil stands for any
	unread  int      // how many requests may get lost behind bodies over the limit
}

func start(t *testing.T, c harness.Config) *client {
	t.Helper()
	s := harness.Start(t, c)
	s.Client.Timeout = 2 * time.Minute
	return &client{System: s}
}

// reply is a reply and its body.
type reply struct {
	*harness.Response
	body map[string]any // nil where there is none
}

// do sends a request and checks what every reply has to have.
func (c *client) do(t *testing.T, method, path, body string, header ...string) *reply {
	t.Helper()
	r := c.again(t, body, func() (*harness.Response, error) { return c.Try(method, path, body, header...) })
	return c.checked(t, r, method, path, header)
}

// again sends a request, and sends it again when it has not arrived. After a body over the limit, of
// which nobody has read the rest, the platform closes the connection; wrangler's proxy may be about to
// use it once more, and then has words of its own.
func (c *client) again(t *testing.T, body string, send func() (*harness.Response, error)) *harness.Response {
	t.Helper()
	if len(body) > mebibyte {
		c.unread += 2
	}
	for {
		r, err := send()
		lost := err != nil || r.Status == 500 && strings.HasPrefix(string(r.Body), "Error: Network connection lost.")
		if !lost || c.unread == 0 {
			require.NoError(t, err)
			return r
		}
		c.unread--
	}
}

func (c *client) get(t *testing.T, path string, header ...string) *reply {
	t.Helper()
	return c.do(t, "GET", path, "", header...)
}

func (c *client) post(t *testing.T, path string, body any, header ...string) *reply {
	t.Helper()
	return c.do(t, "POST", path, text(body), header...)
}

// text is a body as JSON; texts are sent as they are.
func text(body any) string {
	if s, ok := body.(string); ok {
		return s
	}
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// object is a JSON object of a request.
type object = map[string]any

var (
	uuid4    = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	instant  = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$`)
	decimal  = regexp.MustCompile(`^\d+$`)
	duration = regexp.MustCompile(`^\d+ms$`)
	code     = regexp.MustCompile(`^[A-Z][A-Z0-9_]+$`)
	// leak is what the inside of the system looks like.
	leak = regexp.MustCompile(`(?i)goroutine \d|\.go:\d|\.mjs|\.wasm|panic|\bat [\w.]+ \(|\b(SELECT|INSERT INTO|UPDATE|DELETE FROM) [a-z_*]|sqlite|D1_ERROR|workerd|/(home|work|tmp)/|node_modules|syscall/js`)
)

const (
	allowMethods  = "GET, POST, PUT, DELETE, OPTIONS"
	allowHeaders  = "Content-Type, Authorization, X-Requested-With, X-API-Key, Prefer"
	exposeHeaders = "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, X-Request-ID, X-Response-Time"
)

// checked holds a reply against §1.2, §1.3 and §1.5 of the contract.
func (c *client) checked(t *testing.T, r *harness.Response, method, path string, header []string) *reply {
	t.Helper()
	out := &reply{Response: r}
	what := fmt.Sprintf("%s %s → %d", method, path, r.Status)
	for name, lines := range r.Header {
		assert.Len(t, lines, 1, "%s: %s is sent once", what, name)
	}
	c.checkCORS(t, r, method, header, what)
	assert.Regexp(t, uuid4, r.Header.Get("X-Request-ID"), what)
	assert.Regexp(t, duration, r.Header.Get("X-Response-Time"), what)
	assert.Equal(t, "nosniff", r.Header.Get("X-Content-Type-Options"), what)
	assert.Regexp(t, decimal, r.Header.Get("X-RateLimit-Limit"), what)
	if method == "OPTIONS" {
		assert.Empty(t, r.Body, what)
		assert.Equal(t, 200, r.Status, what)
		return out
	}
	checkRate(t, r, what)
	if r.Status == 200 && r.Header.Get("Content-Type") == "image/svg+xml" {
		return out
	}
	assert.Equal(t, "application/json", r.Header.Get("Content-Type"), what)
	failed := r.Status >= 400
	if failed {
		assert.Equal(t, "no-store", r.Header.Get("Cache-Control"), what)
	}
	assert.Equal(t, r.Status == 401, r.Header.Get("WWW-Authenticate") == "Bearer", "%s: WWW-Authenticate", what)
	assert.Equal(t, r.Status == 405, r.Header.Get("Allow") != "", "%s: Allow", what)
	if r.Status == 429 {
		assert.NotEmpty(t, r.Header.Get("Retry-After"), what)
	}
	if after := r.Header.Get("Retry-After"); after != "" {
		n, err := strconv.Atoi(after)
		assert.NoError(t, err, what)
		assert.GreaterOrEqual(t, n, 1, "%s: Retry-After", what)
		assert.Contains(t, []int{429, 503}, r.Status, what)
	}
	if method == "HEAD" {
		assert.Empty(t, r.Body, what)
		return out
	}
	require.NoError(t, json.Unmarshal(r.Body, &out.body), "%s: %s", what, r.Body)
	assert.Equal(t, r.Header.Get("X-Request-ID"), out.body["requestId"], what)
	assert.Regexp(t, instant, out.body["timestamp"], what)
	assert.Equal(t, !failed, out.body["success"], what)
	if failed {
		checkFailure(t, out, what)
	}
	checkSchema(t, out, method, path, what)
	return out
}

func (c *client) checkCORS(t *testing.T, r *harness.Response, method string, header []string, what string) {
	t.Helper()
	origin := "*"
	if c.origins != nil {
		origin = ""
		for _, h := range header {
			if o, is := strings.CutPrefix(h, "Origin: "); is && slices.Contains(c.origins, o) {
				origin = o
			}
		}
		assert.Equal(t, "Origin", r.Header.Get("Vary"), what)
	}
	_, sent := r.Header["Access-Control-Allow-Origin"]
	assert.Equal(t, origin != "", sent, "%s: Access-Control-Allow-Origin is absent without a match", what)
	assert.Equal(t, origin, r.Header.Get("Access-Control-Allow-Origin"), what)
	assert.Equal(t, allowMethods, r.Header.Get("Access-Control-Allow-Methods"), what)
	assert.Equal(t, allowHeaders, r.Header.Get("Access-Control-Allow-Headers"), what)
	assert.Equal(t, exposeHeaders, r.Header.Get("Access-Control-Expose-Headers"), what)
	assert.NotContains(t, r.Header, "Access-Control-Allow-Credentials", what)
	age := ""
	if method == "OPTIONS" {
		age = "86400"
	}
	assert.Equal(t, age, r.Header.Get("Access-Control-Max-Age"), "%s: preflight only", what)
}

func checkRate(t *testing.T, r *harness.Response, what string) {
	t.Helper()
	remaining, reset := r.Header.Get("X-RateLimit-Remaining"), r.Header.Get("X-RateLimit-Reset")
	// Both are left out when the counter could not be reached.
	assert.Equal(t, remaining == "", reset == "", what)
	if remaining != "" {
		assert.Regexp(t, decimal, remaining, what)
		assert.Regexp(t, instant, reset, "%s: an instant, not epoch seconds", what)
		limit, _ := strconv.Atoi(r.Header.Get("X-RateLimit-Limit"))
		n, _ := strconv.Atoi(remaining)
		assert.Less(t, n, limit, "%s: this request has been counted", what)
	}
}

// checkFailure holds an error body against the envelope.
func checkFailure(t *testing.T, r *reply, what string) {
	t.Helper()
	for _, field := range []string{"error", "code", "message", "requestId", "timestamp"} {
		value, isText := r.body[field].(string)
		assert.True(t, isText && value != "", "%s: %s is a text, not %v", what, field, r.body[field])
	}
	assert.Regexp(t, code, r.body["code"], what)
	assert.Equal(t, r.body["code"], r.body["error"], what)
	if _, isHealth := r.body["services"]; !isHealth { // whose status is a word
		assert.EqualValues(t, r.Status, r.body["status"], what)
	}
	assert.NotRegexp(t, leak, string(r.Body), what)
}

// fails checks status and code of a failure.
func (r *reply) fails(t *testing.T, status int, code string) {
	t.Helper()
	require.Equal(t, status, r.Status, "%s", r.Body)
	if r.body != nil {
		require.Equal(t, code, r.body["code"], "%s", r.Body)
	}
}

// succeeds checks the status.
func (r *reply) succeeds(t *testing.T, status int) {
	t.Helper()
	require.Equal(t, status, r.Status, "%s", r.Body)
}

// at walks into a JSON value: names of members, and indices of lists.
func at(value any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			o, _ := value.(map[string]any)
			value = o[step]
		case int:
			list, _ := value.([]any)
			if step >= len(list) {
				return nil
			}
			value = list[step]
		}
	}
	return value
}

// at walks into the body.
func (r *reply) at(path ...any) any { return at(r.body, path...) }

// keys are the sorted names of an object's members.
func keys(value any) []string {
	o, _ := value.(map[string]any)
	names := make([]string, 0, len(o))
	for name := range o {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// texts is a list of texts.
func texts(value any) []string {
	list, _ := value.([]any)
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = fmt.Sprint(v)
	}
	return out
}

// each is the member of that name of every object in a list.
func each(value any, name string) []any {
	list, _ := value.([]any)
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = at(v, name)
	}
	return out
}
