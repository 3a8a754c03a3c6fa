package contract

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

const socketEndpoint = "GET /durable/engine-coordinator/ws"

// socket is an open WebSocket.
type socket struct {
	*websocket.Conn
	t   *testing.T
	ctx context.Context
}

// dial asks for a WebSocket. One of the results is nil.
func (c *client) dial(t *testing.T, query string, header http.Header, protocols ...string) (*socket, *reply) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), aWhile)
	t.Cleanup(cancel)
	path := "/durable/engine-coordinator/ws" + query
	conn, response, err := websocket.Dial(ctx, strings.Replace(c.URL, "http://", "ws://", 1)+path,
		&websocket.DialOptions{HTTPHeader: header, Subprotocols: protocols})
	if err != nil {
		require.NotNil(t, response, "%v", err)
		out := &harness.Response{Status: response.StatusCode, Header: response.Header}
		out.Body, _ = io.ReadAll(response.Body)
		return nil, c.checked(t, out, "GET", path, nil)
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	conn.SetReadLimit(1 << 22)
	return &socket{conn, t, ctx}, nil
}

// open is dial for those who have a right to it. The first message greets them.
func (c *client) open(t *testing.T, user int) *socket {
	t.Helper()
	s, refused := c.dial(t, fmt.Sprintf("?userId=%d", 1001+user), http.Header{"Authorization": {"Bearer " + c.Tokens[user]}})
	require.Nil(t, refused)
	s.greeted(user)
	return s
}

func (s *socket) read() map[string]any {
	s.t.Helper()
	_, raw, err := s.Read(s.ctx)
	require.NoError(s.t, err)
	var message map[string]any
	require.NoError(s.t, json.Unmarshal(raw, &message), "%s", raw)
	return message
}

func (s *socket) say(message any) {
	s.t.Helper()
	require.NoError(s.t, s.Write(s.ctx, websocket.MessageText, []byte(text(message))))
}

func (s *socket) greeted(user int) {
	s.t.Helper()
	hello := s.read()
	assert.Equal(s.t, "connected", hello["type"])
	assert.Equal(s.t, fmt.Sprint(1001+user), hello["userId"])
	assert.Regexp(s.t, instant, hello["timestamp"])
}

// next returns the next message of a type, whatever comes before it.
func (s *socket) next(kind string) map[string]any {
	s.t.Helper()
	for {
		if message := s.read(); message["type"] == kind {
			return message
		}
	}
}

// follow reads the updates of a calculation until it is final.
func (s *socket) follow(id string) (all []map[string]any) {
	s.t.Helper()
	for {
		message := s.next("calculation_update")
		if message["calculationId"] != id {
			continue
		}
		all = append(all, message)
		if message["status"] == "complete" || message["status"] == "error" {
			return all
		}
	}
}

// sockets: the Durable Object EngineCoordinator over WebSocket.
func sockets(t *testing.T, c *client) {
	const own = "?userId=1001"
	good := c.Tokens[ada]
	// Nothing happens on this one until the end: the platform puts its object to sleep after 10 s.
	sleeper, asleep := c.open(t, remembered), time.Now()
	bearer := http.Header{"Authorization": {"Bearer " + good}}
	check(t, socketEndpoint, "the ways to show a token", func(t *testing.T) {
		for name, open := range map[string]func() (*socket, *reply){
			"header":                func() (*socket, *reply) { return c.dial(t, own, bearer) },
			"query":                 func() (*socket, *reply) { return c.dial(t, own+"&token="+good, nil) },
			"subprotocol":           func() (*socket, *reply) { return c.dial(t, own, nil, "witnessos", "bearer."+good) },
			"subprotocol, reversed": func() (*socket, *reply) { return c.dial(t, own, nil, "bearer."+good, "witnessos") },
			"null header and query": func() (*socket, *reply) {
				return c.dial(t, own+"&token="+good, http.Header{"Authorization": {"Bearer null"}})
			},
			"header before query": func() (*socket, *reply) { return c.dial(t, own+"&token=bad", bearer) },
		} {
			s, refused := open()
			if !assert.Nil(t, refused, name) {
				continue
			}
			s.greeted(ada)
			want := ""
			if strings.HasPrefix(name, "subprotocol") {
				want = "witnessos"
			}
			assert.Equal(t, want, s.Subprotocol(), "%s: the token is never echoed", name)
		}
	})
	for _, test := range []struct {
		name, query string
		header      http.Header
		protocols   []string
		status      int
		code        string
	}{
		{"nobody", own, nil, nil, 401, "AUTHENTICATION_REQUIRED"},
		{"null", own, http.Header{"Authorization": {"Bearer null"}}, nil, 401, "AUTHENTICATION_REQUIRED"},
		{"a bad header", own, http.Header{"Authorization": {"Bearer x"}}, nil, 401, "INVALID_TOKEN"},
		{"a bad header beside a good query", own + "&token=" + good, http.Header{"Authorization": {"Bearer x"}}, nil, 401, "INVALID_TOKEN"},
		{"a bad query", own + "&token=x", nil, nil, 401, "INVALID_TOKEN"},
		{"a bad subprotocol", own, nil, []string{"witnessos", "bearer.x"}, 401, "INVALID_TOKEN"},
		{"a subprotocol without token", own, nil, []string{"witnessos"}, 401, "AUTHENTICATION_REQUIRED"},
		{"logged out", own + "&token=" + c.Tokens[loggedOut], nil, nil, 401, "INVALID_TOKEN"},
		{"another user", "?userId=1002", bearer, nil, 403, "FORBIDDEN"},
		{"no user id", "", bearer, nil, 400, "MISSING_USER_ID"},
		{"an empty user id", "?userId=", bearer, nil, 400, "MISSING_USER_ID"},
	} {
		check(t, socketEndpoint, test.name, func(t *testing.T) {
			_, refused := c.dial(t, test.query, test.header, test.protocols...)
			require.NotNil(t, refused)
			refused.fails(t, test.status, test.code)
		})
	}
	check(t, socketEndpoint, "without Upgrade", func(t *testing.T) {
		c.get(t, "/durable/engine-coordinator/ws?userId=1001", c.As(ada)).fails(t, 426, "UPGRADE_REQUIRED")
		c.get(t, "/durable/engine-coordinator/ws?userId=1001").fails(t, 401, "AUTHENTICATION_REQUIRED")
		c.get(t, "/durable/engine-coordinator/ws?userId=1001&token="+good).fails(t, 426, "UPGRADE_REQUIRED")
		c.post(t, "/durable/engine-coordinator/ws?userId=1001", `{}`, c.As(ada)).fails(t, 405, "METHOD_NOT_ALLOWED")
	})
	check(t, "any path", "an upgrade is a request like any other elsewhere", func(t *testing.T) {
		r := c.get(t, "/engines", "Upgrade: websocket", "Connection: Upgrade")
		assert.Equal(t, 200, r.Status)
	})
	check(t, socketEndpoint, "connected, updates, complete", func(t *testing.T) {
		s, other := c.open(t, ada), c.open(t, ben)
		id := c.begin(t, ada, slowItems(4, 50, "watched"))
		updates := s.follow(id)
		progress := -1.0
		for _, u := range updates {
			assert.GreaterOrEqual(t, u["progress"], progress, "forwards only")
			progress = u["progress"].(float64)
			assert.IsType(t, 0.0, u["timestamp"])
		}
		assert.Equal(t, "processing", updates[0]["status"])
		last := updates[len(updates)-1]
		assert.Equal(t, "complete", last["status"])
		assert.EqualValues(t, 100, last["progress"])
		assert.Len(t, last["results"], 4)
		assert.GreaterOrEqual(t, len(updates), 4, "one for each item at least")
		other.say(object{"type": "ping"})
		assert.Equal(t, "pong", other.read()["type"], "nothing of it reached another user")
	})
	check(t, socketEndpoint, "what is under way is told at once", func(t *testing.T) {
		id := c.begin(t, ada, slowItems(20, 1000, "under-way"))
		s := c.open(t, ada)
		active := s.next("active_calculations")
		var mine map[string]any
		for _, a := range active["calculations"].([]any) {
			if at(a, "calculationId") == id {
				mine = a.(map[string]any)
			}
		}
		require.NotNil(t, mine, "%v", active)
		assert.Equal(t, []string{"calculationId", "engines", "progress", "startTime", "status"}, keys(mine))
		c.cancel(t, ada, id).succeeds(t, 200)
		end := s.follow(id)
		assert.Equal(t, "error", end[len(end)-1]["status"])
		assert.Equal(t, "Calculation cancelled by user", end[len(end)-1]["error"])
	})
	check(t, socketEndpoint, "subscriptions", func(t *testing.T) {
		first := c.begin(t, ada, slowItems(1, 0, "first"))
		c.until(t, ada, first, final)
		choosy, all := c.open(t, ada), c.open(t, ada)
		choosy.say(object{"type": "subscribe_calculation", "calculationId": first})
		answer := choosy.next("calculation_update")
		assert.Equal(t, first, answer["calculationId"])
		assert.Equal(t, "complete", answer["status"])
		assert.Equal(t, []any{"biorhythm"}, answer["engines"])
		assert.NotContains(t, answer, "timestamp")
		second := c.begin(t, ada, slowItems(2, 0, "second"))
		all.follow(second)
		choosy.say(object{"type": "ping"})
		assert.Equal(t, "pong", choosy.read()["type"], "a subscriber hears of nothing else")
		choosy.say(object{"type": "subscribe_calculation", "calculationId": "1002:1:x"})
		assert.Equal(t, object{"type": "error", "error": "Calculation not found"}, choosy.read())
		// Another user's id, through one's own socket.
		foreign := c.begin(t, ben, slowItems(1, 0, "foreign"))
		choosy.say(object{"type": "subscribe_calculation", "calculationId": foreign})
		assert.Equal(t, object{"type": "error", "error": "Calculation not found"}, choosy.read())
	})
	check(t, socketEndpoint, "messages", func(t *testing.T) {
		s := c.open(t, ada)
		s.say(object{"type": "ping"})
		pong := s.read()
		assert.Equal(t, "pong", pong["type"])
		assert.IsType(t, 0.0, pong["timestamp"])
		for message, want := range map[string]string{
			`{"type":"dance"}`: "Unknown message type", `{}`: "Unknown message type", `{`: "Failed to process message", `[]`: "Failed to process message",
			`{"type":"` + strings.Repeat("x", 20<<10) + `"}`: "Failed to process message",
		} {
			s.say(message)
			assert.Equal(t, object{"type": "error", "error": want}, s.read(), "%.40s", message)
		}
		require.NoError(t, s.Write(s.ctx, websocket.MessageBinary, []byte{0xff, 0x00, 0xfe}))
		assert.Equal(t, object{"type": "error", "error": "Failed to process message"}, s.read(), "bytes that are no text")
		s.say("ping")
		_, raw, err := s.Read(s.ctx)
		require.NoError(t, err)
		assert.Equal(t, "pong", string(raw), "answered by the platform")
		require.NoError(t, s.Close(websocket.StatusNormalClosure, ""))
	})
	check(t, socketEndpoint, "sockets outlive the sleep of their object", func(t *testing.T) {
		time.Sleep(time.Until(asleep.Add(15 * time.Second)))
		sleeper.t = t
		sleeper.say(object{"type": "subscribe_calculation", "calculationId": "x"})
		assert.Equal(t, object{"type": "error", "error": "Calculation not found"}, sleeper.read())
		id := c.begin(t, remembered, slowItems(2, 0, "awake"))
		updates := sleeper.follow(id)
		assert.Equal(t, "complete", updates[len(updates)-1]["status"], "and are still found")
	})
}
