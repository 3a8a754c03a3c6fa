//go:build !js

package enginecoordinator_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/durable/enginecoordinator"
)

func subscribe(id string) string {
	return `{"type":"subscribe_calculation","calculationId":"` + id + `"}`
}

func TestGreeting(t *testing.T) {
	w := newWorld(t)
	got := w.send("GET", "ws", "userId=42", "", "Upgrade", "WebSocket")
	require.NotZero(t, got.kept)
	assert.Equal(t, []map[string]any{{"type": "connected", "userId": "42", "timestamp": "2025-07-19T08:00:00.000Z"}},
		w.state.Opened[0].Take(t))

	done := w.start(batch(1))
	w.settle()
	first := w.start(`{"engines":[{"engine":"tarot","input":{}},{"engine":"i-ching","input":{}}]}`)
	w.now = w.now.Add(time.Second)
	second := w.start(batch(1))
	require.NotZero(t, w.send("GET", "ws", "userId=42", "", "Upgrade", "websocket").kept)
	messages := w.state.Opened[1].Take(t)
	require.Len(t, messages, 2)
	assert.Equal(t, map[string]any{"type": "active_calculations", "calculations": []any{
		map[string]any{"calculationId": first, "status": "pending", "progress": 0.0,
			"engines": []any{"tarot", "iching"}, "startTime": 1752912000000.0},
		map[string]any{"calculationId": second, "status": "pending", "progress": 0.0,
			"engines": []any{"numerology"}, "startTime": 1752912001000.0},
	}}, messages[1])
	assert.NotContains(t, fmt.Sprint(messages), done)
}

func TestSubprotocol(t *testing.T) {
	for _, test := range []struct{ offered, chosen string }{
		{"", ""},
		{"witnessos, bearer.abc.def.ghi", "witnessos"},
		{"bearer.abc.def.ghi,witnessos", "witnessos"},
		{"bearer.abc.def.ghi", ""},
		{"witnessos2", ""},
	} {
		w := newWorld(t)
		w.send("GET", "ws", "userId=42", "", "Upgrade", "websocket", "Sec-WebSocket-Protocol", test.offered)
		assert.Equal(t, test.chosen, w.state.Opened[0].Protocol, test.offered)
	}
}

func TestUpdatesOfARun(t *testing.T) {
	w := newWorld(t)
	socket := w.connect()
	w.took = 300 * time.Millisecond
	id := w.start(batch(3))
	w.settle()
	got := socket.Take(t)
	require.Len(t, got, 4)
	for i, want := range []struct {
		status   string
		progress float64
		at       float64
	}{
		{"processing", 0, 1752912000000},
		{"processing", 33, 1752912000300},
		{"processing", 66, 1752912000600},
		{"complete", 100, 1752912000900},
	} {
		assert.Equal(t, "calculation_update", got[i]["type"])
		assert.Equal(t, id, got[i]["calculationId"])
		assert.Equal(t, want.status, got[i]["status"])
		assert.Equal(t, want.progress, got[i]["progress"])
		assert.Equal(t, want.at, got[i]["timestamp"])
		assert.NotContains(t, got[i], "error")
		assert.Equal(t, i == 3, got[i]["results"] != nil)
	}
	assert.Equal(t, w.status(id)["results"], got[3]["results"])
}

func TestUpdateOfACancel(t *testing.T) {
	w := newWorld(t)
	socket := w.connect()
	id := w.start(batch(3))
	w.cancel(id)
	assert.Equal(t, []map[string]any{{"type": "calculation_update", "calculationId": id, "status": "error",
		"progress": 0.0, "results": []any{}, "partial": true, "cancelled": true,
		"error": "Calculation cancelled by user", "timestamp": 1752912000000.0}}, socket.Take(t))
}

func TestUpdatesGoToSubscribers(t *testing.T) {
	w := newWorld(t)
	one, two := w.start(batch(1)), w.start(batch(1))
	all, first, second, gone := w.connect(), w.connect(), w.connect(), w.connect()
	assert.Equal(t, []map[string]any{{"type": "calculation_update", "calculationId": one, "status": "pending",
		"progress": 0.0, "engines": []any{"numerology"}}}, w.says(first, subscribe(one)))
	w.says(second, subscribe(two))
	gone.Gone = true

	// What a socket wants is in its attachment: the program may end in between.
	w.object = enginecoordinator.New(w.engine, func() time.Time { return w.now }, nil)
	w.settle()
	ids := func(messages []map[string]any) (list []string) {
		for _, m := range messages {
			list = append(list, m["calculationId"].(string))
		}
		return list
	}
	assert.Equal(t, []string{one, one, two, two}, ids(all.Take(t)))
	assert.Equal(t, []string{one, one}, ids(first.Take(t)))
	assert.Equal(t, []string{two, two}, ids(second.Take(t)))

	got := w.says(first, subscribe(two))
	require.Len(t, got, 1)
	assert.Equal(t, "complete", got[0]["status"])
	assert.Len(t, got[0]["results"], 1)
	assert.NotContains(t, got[0], "timestamp")
}

func TestSubscriptionsAreBounded(t *testing.T) {
	w := newWorld(t)
	socket := w.connect()
	var ids []string
	for range 25 {
		id := w.start(batch(1))
		ids = append(ids, id)
		w.settle()
		require.Equal(t, id, w.says(socket, subscribe(id))[0]["calculationId"])
	}
	w.says(socket, subscribe(ids[24]))
	var attachment struct {
		UserID        string   `json:"userId"`
		Subscriptions []string `json:"subscriptions"`
	}
	require.NoError(t, json.Unmarshal(socket.Attachment(), &attachment))
	assert.Equal(t, user, attachment.UserID)
	assert.Equal(t, ids[5:], attachment.Subscriptions)
}

func TestMessages(t *testing.T) {
	w := newWorld(t)
	id := w.start(batch(1))
	socket := w.connect()
	fault := func(text string) []map[string]any { return []map[string]any{{"type": "error", "error": text}} }
	padded := func(size int) string {
		return `{"type":"ping","pad":"` + strings.Repeat("x", size-len(`{"type":"ping","pad":""}`)) + `"}`
	}
	pong := []map[string]any{{"type": "pong", "timestamp": 1752912000000.0}}
	for _, test := range []struct {
		name, text string
		want       []map[string]any
	}{
		{"ping", `{"type":"ping"}`, pong},
		{"16 KiB", padded(16 << 10), pong},
		{"more than 16 KiB", padded(16<<10 + 1), fault("Failed to process message")},
		{"no JSON", `{"type":`, fault("Failed to process message")},
		{"no object", `["ping"]`, fault("Failed to process message")},
		{"nothing", ``, fault("Failed to process message")},
		{"unknown type", `{"type":"subscribe_session"}`, fault("Unknown message type")},
		{"no type", `{}`, fault("Unknown message type")},
		{"type of another type", `{"type":1}`, fault("Unknown message type")},
		{"unknown calculation", subscribe("42:1:x"), fault("Calculation not found")},
		{"no calculation", `{"type":"subscribe_calculation"}`, fault("Calculation not found")},
		{"id of another type", `{"type":"subscribe_calculation","calculationId":[]}`, fault("Calculation not found")},
	} {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.want, w.says(socket, test.text))
		})
	}
	assert.JSONEq(t, `{"userId":"42","subscriptions":[]}`, string(socket.Attachment()), "only what exists is subscribed to")
	w.says(socket, subscribe(id))
	assert.JSONEq(t, `{"userId":"42","subscriptions":["`+id+`"]}`, string(socket.Attachment()))
}

func TestClosedSocketsAreLeftAlone(t *testing.T) {
	w := newWorld(t)
	socket := w.connect()
	require.NoError(t, w.object.Closed(context.Background(), w.state, socket))
	w.start(batch(1))
	w.settle()
	assert.Empty(t, socket.Take(t))
	assert.Equal(t, 1000, socket.Closed)
}
