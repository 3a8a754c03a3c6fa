package runtime

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// objectsApart: two objects of a class share an isolate and its Go globals, and never each other's
// state.
func objectsApart(t *testing.T, s *harness.System) {
	before := isolate(t, s)
	var group sync.WaitGroup
	for i := range 20 {
		for range 10 {
			group.Go(func() {
				r, err := s.Try("GET", fmt.Sprintf("/object?name=apart-%d&by=%d", i, i+1), "")
				if assert.NoError(t, err) {
					assert.Equal(t, 200, r.Status)
				}
			})
		}
	}
	group.Wait()
	for i := range 20 {
		got := s.Get(t, fmt.Sprintf("/object?name=apart-%d", i)).JSON(t)
		assert.EqualValues(t, 10*(i+1), got["n"], "object %d", i)
		assert.Equal(t, fmt.Sprintf("apart-%d", i), got["name"])
	}
	assert.Equal(t, before, isolate(t, s), "all in one program")

	assert.EqualValues(t, 0, s.Get(t, "/object?name=apart-3&clear=1").JSON(t)["n"])
	assert.EqualValues(t, 50, s.Get(t, "/object?name=apart-4").JSON(t)["n"])
	assert.Equal(t, `"=50"`, string(s.Post(t, "/object-call?name=apart-4&method=fetch", "=").Body), "internal calls reach the same state")
}

// alarms: an alarm wakes the object, and wakes it again when it has failed.
func alarms(t *testing.T, s *harness.System) {
	require.Equal(t, 200, s.Get(t, "/object?name=alarmed&alarm=50").Status)
	assert.Eventually(t, func() bool {
		return s.Get(t, "/object?name=alarmed").JSON(t)["alarms"].(float64) == 1
	}, 15*time.Second, 200*time.Millisecond)
}

// sockets: WebSockets pass the router untouched, hibernate with their attachment, and end.
func sockets(t *testing.T, s *harness.System) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	url := strings.Replace(s.URL, "http://", "ws://", 1) + "/ws?name=talker"
	dial := func() *websocket.Conn {
		c, _, err := websocket.Dial(ctx, url, nil)
		require.NoError(t, err)
		return c
	}
	say := func(c *websocket.Conn, text string) map[string]any {
		require.NoError(t, c.Write(ctx, websocket.MessageText, []byte(text)))
		var got map[string]any
		require.NoError(t, wsjson.Read(ctx, c, &got))
		return got
	}
	first, second := dial(), dial()
	defer second.CloseNow()
	assert.Equal(t, map[string]any{"text": "one", "n": 1.0, "sockets": 2.0, "attachment": map[string]any{"hello": "talker"}}, say(first, "one"))
	assert.Equal(t, map[string]any{"last": "one"}, say(first, "two")["attachment"], "the attachment is what the last message left")
	assert.Equal(t, map[string]any{"hello": "talker"}, say(second, "three")["attachment"], "and belongs to one socket")

	require.NoError(t, first.Write(ctx, websocket.MessageText, []byte("ping")))
	_, text, err := first.Read(ctx)
	require.NoError(t, err)
	assert.Equal(t, "pong", string(text))
	assert.EqualValues(t, 4, say(second, "four")["n"], "ping did not wake the object")

	requireFailure(t, s.Get(t, "/exit"), 500, "INTERNAL_ERROR")
	assert.EqualValues(t, 5, say(second, "five")["n"], "sockets outlive a crash of the program")

	require.NoError(t, first.Write(ctx, websocket.MessageText, []byte("close")))
	_, _, err = first.Read(ctx)
	assert.Equal(t, websocket.StatusNormalClosure, websocket.CloseStatus(err))
	assert.Eventually(t, func() bool {
		return string(s.Post(t, "/object-call?name=talker&method=closed", "").Body) == `"1"`
	}, 5*time.Second, 100*time.Millisecond, "the object learns that the socket has ended")
	assert.EqualValues(t, 1, say(second, "seven")["sockets"])
}
