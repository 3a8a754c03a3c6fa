package contract

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// window is a window of the rate limit that does not end while the tests run. Windows begin at
// multiples of their length.
func window() time.Duration {
	length := time.Hour
	for time.Until(endOf(length)) < 20*time.Minute {
		length += 7 * time.Minute
	}
	return length
}

// endOf is when the window ends that is now. (Time.Truncate counts from the year 1.)
func endOf(length time.Duration) time.Time {
	ms := length.Milliseconds()
	return time.UnixMilli((time.Now().UnixMilli()/ms + 1) * ms)
}

// stampede sends n requests at once. It returns how many of them were counted and answered, how many
// passed because the counter did not answer in time, and how many were refused.
func (c *client) stampede(t *testing.T, n int, header string) (counted, passed, stopped int) {
	t.Helper()
	var group sync.WaitGroup
	var mu sync.Mutex
	for range n {
		group.Go(func() {
			r, err := c.Try(http.MethodGet, "/engines", "", header)
			if !assert.NoError(t, err) {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			switch {
			case r.Status == 429:
				stopped++
			case r.Header.Get("X-RateLimit-Remaining") == "":
				passed++
			default:
				counted++
			}
		})
	}
	group.Wait()
	return counted, passed, stopped
}

// TestLimits is the rate limit: 11 requests for a user, and half of that, rounded up, for an address.
func TestLimits(t *testing.T) {
	const limit, anonymous = 11, 6
	length := window()
	c := start(t, harness.Config{
		Vars:  map[string]string{"RATE_LIMIT_MAX": strconv.Itoa(limit), "RATE_LIMIT_WINDOW": strconv.FormatInt(length.Milliseconds(), 10), "AUTH_RATE_LIMIT_MAX": "3"},
		Users: accounts()[:tierOne+1],
	})
	// The first request finds everything cold, and a counter that does not answer in time lets pass.
	c.get(t, "/engines", c.As(tierOne))

	// exhaust makes n requests of one bucket and checks how the count goes down.
	exhaust := func(t *testing.T, n int, header ...string) {
		for i := range n {
			r := c.get(t, "/engines", header...)
			r.succeeds(t, 200)
			assert.Equal(t, strconv.Itoa(n), r.Header.Get("X-RateLimit-Limit"))
			assert.Equal(t, strconv.Itoa(n-1-i), r.Header.Get("X-RateLimit-Remaining"))
			reset, err := time.Parse(time.RFC3339, r.Header.Get("X-RateLimit-Reset"))
			require.NoError(t, err)
			assert.Equal(t, endOf(length).UTC(), reset.UTC())
		}
	}
	refused := func(t *testing.T, r *reply) {
		r.fails(t, 429, "RATE_LIMIT_EXCEEDED")
		assert.Equal(t, "0", r.Header.Get("X-RateLimit-Remaining"))
		if r.body != nil {
			assert.Equal(t, "Too many requests", r.at("message"))
		}
		reset, err := time.Parse(time.RFC3339, r.Header.Get("X-RateLimit-Reset"))
		require.NoError(t, err)
		after, _ := strconv.Atoi(r.Header.Get("Retry-After"))
		assert.InDelta(t, time.Until(reset).Seconds(), after, 60, "whole seconds until the reset")
	}
	check(t, "any path", "an address", func(t *testing.T) {
		exhaust(t, anonymous)
		refused(t, c.get(t, "/engines"))
	})
	check(t, "any path", "before routing, the body and the rest", func(t *testing.T) {
		for _, r := range []*reply{
			c.get(t, "/nothing"), c.do(t, "PATCH", "/engines", ""), c.get(t, "/health"), c.get(t, "/"),
			c.post(t, "/batch", "{"), c.post(t, "/engines/numerology/calculate", person), c.get(t, "/workflows/natal/x"),
			c.do(t, "HEAD", "/engines", ""),
		} {
			refused(t, r)
		}
	})
	check(t, "any path", "OPTIONS is never counted", func(t *testing.T) {
		for range 2 * limit {
			c.do(t, "OPTIONS", "/engines", "")
		}
	})
	check(t, "any path", "a token of no worth earns no bucket", func(t *testing.T) {
		for i := range 2 * anonymous {
			refused(t, c.get(t, "/engines", "Authorization: Bearer random-"+strconv.Itoa(i)))
		}
		refused(t, c.get(t, "/engines", "Authorization: Bearer null"))
		refused(t, c.get(t, "/engines", c.As(ada)+"x"))
		refused(t, c.get(t, "/engines", "X-API-Key: wos_live_"+strings.Repeat("a", 32)))
	})
	check(t, "any path", "a user has his own", func(t *testing.T) {
		exhaust(t, limit, c.As(ada))
		refused(t, c.get(t, "/engines", c.As(ada)))
		exhaust(t, limit, c.As(ben))
		refused(t, c.post(t, "/batch", "{}", c.As(ben)))
	})
	check(t, "POST /auth/login", "few attempts of an address, whoever has signed in", func(t *testing.T) {
		// Should a minute begin in between, there are more.
		for range 6 {
			r := c.post(t, "/auth/login", "{}", c.As(tierOne))
			if r.Status != 429 {
				r.fails(t, 400, "MISSING_CREDENTIALS")
				continue
			}
			r.fails(t, 429, "RATE_LIMIT_EXCEEDED")
			assert.Equal(t, "3", r.Header.Get("X-RateLimit-Limit"))
			after, _ := strconv.Atoi(r.Header.Get("Retry-After"))
			assert.LessOrEqual(t, after, 60)
			return
		}
		t.Fatal("no attempt was refused")
	})
	check(t, "any path", "many at once never get more", func(t *testing.T) {
		counted, passed, stopped := c.stampede(t, 60, c.As(cleo))
		assert.LessOrEqual(t, counted, limit)
		assert.Equal(t, 60, counted+passed+stopped)
		assert.NotZero(t, counted)
		refused(t, c.get(t, "/engines", c.As(cleo)))
	})
}
