//go:build !js

package router

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/apikeys"
)

func TestLimitsOfAKey(t *testing.T) {
	p := newPortal(t)
	key, id := p.keyWith(piaPro, apikeys.Wish{PerMinute: 3, PerHour: 5, PerDay: 6}, "readings:read")
	get := func() answer { return p.send("GET", "/api", "", key) }
	headers := func(a answer) [3]string {
		return [3]string{a.Header.Get("X-RateLimit-Limit"), a.Header.Get("X-RateLimit-Remaining"), a.Header.Get("X-RateLimit-Reset")}
	}
	refused := func(a answer, window, after string) {
		t.Helper()
		a.fails(t, 429, "RATE_LIMIT_EXCEEDED")
		assert.Equal(t, window, a.at("details", "window"))
		assert.Equal(t, after, a.Header.Get("Retry-After"))
		assert.Equal(t, "0", a.Header.Get("X-RateLimit-Remaining"))
	}
	for _, left := range []string{"2", "1", "0"} {
		assert.Equal(t, [3]string{"3", left, "2025-07-18T23:31:00.000Z"}, headers(get()))
	}
	refused(get(), "minute", "60")
	p.now = p.now.Add(time.Minute)
	assert.Equal(t, [3]string{"5", "1", "2025-07-19T00:00:00.000Z"}, headers(get()), "the hour has the least left now")
	assert.Equal(t, [3]string{"5", "0", "2025-07-19T00:00:00.000Z"}, headers(get()))
	refused(get(), "hour", "1740")
	p.now = p.now.Add(29 * time.Minute) // and another day begins
	assert.Equal(t, "3", headers(get())[0])

	// The user's own requests, and those of other keys, are counted apart.
	assert.Equal(t, "1000", headers(p.send("GET", "/api", "", p.as(piaPro)))[0])
	other, _ := p.keyWith(piaPro, apikeys.Wish{PerMinute: 3}, "readings:read")
	assert.Equal(t, "2", headers(p.send("GET", "/api", "", other))[1])

	limits := p.send("GET", "/api/developer/rate-limits", "", p.as(piaPro)).at("data")
	assert.Equal(t, map[string]any{"limit": 100.0, "used": 2.0, "remaining": 98.0, "resetTime": "2025-07-19T00:01:00.000Z"}, at(limits, "perMinute"))
	assert.Equal(t, map[string]any{"limit": 5000.0, "used": 2.0, "remaining": 4998.0, "resetTime": "2025-07-19T01:00:00.000Z"}, at(limits, "perHour"))
	assert.Equal(t, map[string]any{"limit": 50000.0, "used": 2.0, "remaining": 49998.0, "resetTime": "2025-07-20T00:00:00.000Z"}, at(limits, "perDay"))

	// A lower limit holds at once.
	p.exec("UPDATE api_keys SET rate_limit_per_minute = 1 WHERE id = ?", id)
	refused(get(), "minute", "60")
}

func TestCountersThatDoNotAnswer(t *testing.T) {
	p := newPortal(t)
	key, _ := p.key(piaPro, "readings:read")
	p.counters.err = errors.New("down")
	r := p.send("GET", "/api", "", key)
	assert.Equal(t, 200, r.Status)
	assert.Equal(t, "100", r.Header.Get("X-RateLimit-Limit"))
	assert.Empty(t, r.Header.Get("X-RateLimit-Remaining"))
	r = p.send("GET", "/api/developer/rate-limits", "", p.as(piaPro))
	assert.Equal(t, 200, r.Status)
	assert.Equal(t, map[string]any{"limit": 100.0, "used": nil, "remaining": nil, "resetTime": "2025-07-18T23:31:00.000Z"}, r.at("data", "perMinute"))
}

// However many isolates a key's requests reach, and in whatever order, each minute, hour and day admits
// no more than its limit; and whoever goes on gets all of it.
func TestNoNumberOfIsolatesAdmitsMoreThanTheLimits(t *testing.T) {
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 7))
		p := newPortal(t)
		p.now = time.Date(2025, 7, 18, 22, 0, 0, 0, time.UTC)
		wish := apikeys.Wish{PerMinute: 4 + random.IntN(10), PerHour: 30 + random.IntN(20), PerDay: 70}
		key, _ := p.keyWith(evePlus, wish, "readings:read")
		isolates := make([]*Router, 1+random.IntN(7))
		for i := range isolates {
			isolates[i] = p.isolate()
			isolates[i].Config.Analytics = false
		}
		perMinute, perHour, perDay := map[time.Time]int{}, map[time.Time]int{}, map[time.Time]int{}
		for range 4 * 60 { // minutes, over midnight
			for range 20 {
				a := p.sendTo(isolates[random.IntN(len(isolates))], "GET", "/api", "", key)
				if a.Status == 200 {
					perMinute[p.now.Truncate(time.Minute)]++
					perHour[p.now.Truncate(time.Hour)]++
					perDay[p.now.Truncate(24*time.Hour)]++
				} else {
					assert.Equal(t, 429, a.Status)
				}
			}
			p.now = p.now.Add(time.Minute)
		}
		for _, n := range perMinute {
			assert.LessOrEqual(t, n, wish.PerMinute)
		}
		for _, n := range perHour {
			assert.LessOrEqual(t, n, wish.PerHour)
		}
		// 22 and 23 o'clock, and the two hours after midnight.
		for _, n := range perDay {
			assert.Equal(t, min(wish.PerDay, 2*wish.PerHour), n, "%d isolates", len(isolates))
		}
	}
}

// A socket's token in the query is seen only when the route is known. It is counted all the same.
func TestASocketCountsForItsKey(t *testing.T) {
	p := newPortal(t)
	header, _ := p.keyWith(piaPro, apikeys.Wish{PerMinute: 2}, "batch:calculate")
	path := "/durable/engine-coordinator/ws?token=" + header[len("X-API-Key: "):]
	for range 2 {
		assert.NotZero(t, p.send("GET", path, "", "Upgrade: websocket").Kept)
	}
	r := p.send("GET", path, "", "Upgrade: websocket")
	r.fails(t, 429, "RATE_LIMIT_EXCEEDED")
	assert.Equal(t, "minute", r.at("details", "window"))
	assert.Len(t, p.objects, 2)
	rows := p.rows("SELECT status_code, error_message FROM api_usage_logs ORDER BY id")
	assert.Equal(t, [][]any{{int64(101), nil}, {int64(101), nil}, {int64(429), "RATE_LIMIT_EXCEEDED"}}, rows.Values)
}

func TestLimitsOff(t *testing.T) {
	for environment, off := range map[string]bool{"": false, "production": false, "staging": true, "development": true} {
		c := ReadConfig(func(name string) string {
			return map[string]string{"ENVIRONMENT": environment, "RATE_LIMIT_MAX": "0"}[name]
		})
		assert.Equal(t, off, c.RateOff, environment)
		assert.Equal(t, 100, c.RateMax, "what cannot be is the default")
	}
	p := newPortal(t)
	p.Config.RateOff = true
	p.counters.err = errors.New("nobody is to ask")
	key, _ := p.keyWith(piaPro, apikeys.Wish{PerMinute: 1}, "readings:read")
	for range 3 {
		r := p.send("GET", "/api", "", key)
		assert.Equal(t, 200, r.Status)
		assert.Empty(t, r.Header.Get("X-RateLimit-Limit"))
	}
	assert.Empty(t, p.send("OPTIONS", "/api", "").Header.Get("X-RateLimit-Limit"))
}
