// Package load lets clients of many accounts do at once what they do all day: sign in, calculate, save
// readings, look at them, change and delete some. Every answer is what it should be, nothing that was
// saved is lost or counted twice, and no answer is a 5xx.
//
// By default it lasts some seconds. `make load` lasts two minutes:
//
//	go test ./test/load -args -for 2m
package load

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

var lasts = flag.Duration("for", 8*time.Second, "how long the clients go on")

const (
	clients  = 20
	people   = 5 // so that clients of one account meet
	password = "a password of people under load"
)

func TestLoad(t *testing.T) {
	s := harness.Start(t, harness.Config{Vars: map[string]string{"AUTH_RATE_LIMIT_MAX": "1000000"}})
	s.Client.Transport = &http.Transport{MaxIdleConnsPerHost: clients}
	accounts := make([]*account, people)
	for i := range accounts {
		a := &account{email: fmt.Sprintf("person%d@example.org", i), readings: map[string]bool{}}
		s.Post(t, "/auth/register", fmt.Sprintf(`{"email":%q,"password":%q,"name":"Person"}`, a.email, password))
		c := &client{t: t, s: s, account: a}
		c.signIn()
		c.must("POST", "/api/onboarding/tier2", `{"birthDate":"1990-06-15","birthTime":"08:30","latitude":52.52,"longitude":13.405,"timezone":"Europe/Berlin"}`)
		accounts[i] = a
	}

	end := time.Now().Add(*lasts)
	var group sync.WaitGroup
	all := make([]*client, clients)
	for i := range all {
		all[i] = &client{t: t, s: s, account: accounts[i%people], number: i}
		group.Go(func() { all[i].work(end) })
	}
	group.Wait()

	requests := 0
	for _, c := range all {
		requests += c.requests
	}
	t.Logf("%d requests of %d clients in %v, %.0f a second", requests, clients, *lasts, float64(requests)/lasts.Seconds())
	for _, a := range accounts {
		a.verify(t, s)
	}
	assert.Zero(t, failures.Load(), "no answer is a 5xx")
	assert.NotContains(t, s.Log(), "goroutine ", "no stack trace in the log")
}

// account is what one person should have by what the answers said.
type account struct {
	email string

	mu       sync.Mutex
	readings map[string]bool // id → favourite
}

// client is one of the devices of a person.
type client struct {
	t        *testing.T
	s        *harness.System
	account  *account
	token    string
	number   int
	requests int
}

var failures atomic.Int64

func (c *client) send(method, path, body string) (int, map[string]any) {
	c.requests++
	r, err := c.s.Try(method, path, body, "Authorization: Bearer "+c.token)
	if !assert.NoError(c.t, err, "%s %s", method, path) {
		return 0, nil
	}
	var out map[string]any
	assert.NoError(c.t, json.Unmarshal(r.Body, &out), "%s %s: %s", method, path, r.Body)
	if r.Status >= 500 {
		failures.Add(1)
		c.t.Errorf("%s %s: %d %s", method, path, r.Status, r.Body)
	}
	return r.Status, out
}

// must sends a request that has to succeed.
func (c *client) must(method, path, body string) map[string]any {
	status, out := c.send(method, path, body)
	assert.Less(c.t, status, 300, "%s %s: %v", method, path, out)
	return out
}

func (c *client) signIn() {
	out := c.must("POST", "/auth/login", fmt.Sprintf(`{"email":%q,"password":%q}`, c.account.email, password))
	c.token, _ = out["token"].(string)
}

func (c *client) work(end time.Time) {
	c.signIn()
	for round := 0; time.Now().Before(end) && !c.t.Failed(); round++ {
		if round%25 == 24 {
			c.signIn()
		}
		out := c.must("POST", "/engines/numerology/calculate",
			fmt.Sprintf(`{"input":{"full_name":"Person %d","birth_date":"1990-06-15"}}`, c.number*1000+round))
		number := out["life_path"]
		assert.EqualValues(c.t, 4, number)
		id := c.save(round)
		if id == "" {
			continue
		}
		if round%3 == 0 {
			c.favor(id)
		}
		if round%4 == 3 {
			c.remove(id)
		}
		history := c.must("GET", "/api/readings/history?limit=5", "")
		list, _ := history["readings"].([]any)
		assert.LessOrEqual(c.t, len(list), 5)
	}
}

func (c *client) save(round int) string {
	out := c.must("POST", "/api/readings", fmt.Sprintf(`{"reading":{"engines":["numerology"],"results":{"n":%d},"notes":"round %d"}}`, round, round))
	id, _ := out["readingId"].(string)
	if assert.NotEmpty(c.t, id) {
		c.account.mu.Lock()
		assert.NotContains(c.t, c.account.readings, id, "an id is given once")
		c.account.readings[id] = false
		c.account.mu.Unlock()
	}
	return id
}

func (c *client) favor(id string) {
	out := c.must("PUT", "/api/readings/"+id+"/favorite", "")
	assert.Equal(c.t, true, out["favorite"])
	c.account.mu.Lock()
	c.account.readings[id] = true
	c.account.mu.Unlock()
}

func (c *client) remove(id string) {
	c.must("DELETE", "/api/readings/"+id, "")
	c.account.mu.Lock()
	delete(c.account.readings, id)
	c.account.mu.Unlock()
}

// verify reads all pages of the history and compares it with what the answers said.
func (a *account) verify(t *testing.T, s *harness.System) {
	c := &client{t: t, s: s, account: a}
	c.signIn()
	found := map[string]bool{}
	for page := 1; ; page++ {
		out := c.must("GET", fmt.Sprintf("/api/readings/history?limit=100&page=%d", page), "")
		assert.EqualValues(t, len(a.readings), out["total"], a.email)
		list, _ := out["readings"].([]any)
		for _, item := range list {
			reading, _ := item.(map[string]any)
			found[reading["id"].(string)] = reading["favorite"] == true
		}
		if len(list) < 100 {
			break
		}
	}
	require.Equal(t, a.readings, found, a.email)
}
