//go:build !js

package enginecoordinator_test

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/durable/objecttest"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/web"
)

func TestRefusedRequests(t *testing.T) {
	w := newWorld(t)
	for _, test := range []struct {
		name, method, action, query, body string
		headers                           []string
		status                            int
		code                              string
	}{
		{"no subject", "POST", "calculate-batch", "", batch(1), []string{"X-WitnessOS-User", ""}, 403, "FORBIDDEN"},
		{"no subject, unknown action", "GET", "nothing", "", "", []string{"X-WitnessOS-User", ""}, 403, "FORBIDDEN"},
		{"unknown action", "POST", "calculate", "", batch(1), nil, 404, "NOT_FOUND"},
		{"no action", "GET", "", "", "", nil, 404, "NOT_FOUND"},
		{"purge from outside", "POST", "purge", "", "{}", nil, 404, "NOT_FOUND"},
		{"GET for POST", "GET", "calculate-batch", "", "", nil, 405, "METHOD_NOT_ALLOWED"},
		{"POST for GET", "POST", "calculation-status", "id=1", "", nil, 405, "METHOD_NOT_ALLOWED"},
		{"POST for the socket", "POST", "ws", "userId=42", "", nil, 405, "METHOD_NOT_ALLOWED"},
		{"no JSON", "POST", "calculate-batch", "", `{"engines":`, nil, 400, "INVALID_JSON"},
		{"a list", "POST", "calculate-batch", "", `[]`, nil, 400, "INVALID_JSON"},
		{"no body", "POST", "calculate-batch", "", ``, nil, 400, "INVALID_PARAMS"},
		{"engines of another type", "POST", "calculate-batch", "", `{"engines":"tarot"}`, nil, 400, "INVALID_PARAMS"},
		{"no items", "POST", "calculate-batch", "", `{"engines":[]}`, nil, 400, "INVALID_PARAMS"},
		{"21 items", "POST", "calculate-batch", "", batch(21), nil, 400, "INVALID_PARAMS"},
		{"item of another type", "POST", "calculate-batch", "", `{"engines":["tarot"]}`, nil, 400, "INVALID_PARAMS"},
		{"null item", "POST", "calculate-batch", "", `{"engines":[null]}`, nil, 400, "INVALID_PARAMS"},
		{"item without name", "POST", "calculate-batch", "", `{"engines":[{"input":{}}]}`, nil, 400, "INVALID_PARAMS"},
		{"name of another type", "POST", "calculate-batch", "", `{"engines":[{"engine":7,"input":{}}]}`, nil, 400, "INVALID_PARAMS"},
		{"endless name", "POST", "calculate-batch", "", `{"engines":[{"engine":"` + strings.Repeat("x", 101) + `"}]}`, nil, 400, "INVALID_PARAMS"},
		{"options of another type", "POST", "calculate-batch", "", batchWith(`"options":[]`), nil, 400, "INVALID_PARAMS"},
		{"useCache of another type", "POST", "calculate-batch", "", batchWith(`"options":{"useCache":"yes"}`), nil, 400, "INVALID_PARAMS"},
		{"profile of another type", "POST", "calculate-batch", "", batchWith(`"userProfile":"me"`), nil, 400, "INVALID_PARAMS"},
		{"another user", "POST", "calculate-batch", "", batchWith(`"userId":43`), nil, 403, "FORBIDDEN"},
		{"profile of another user", "POST", "calculate-batch", "", batchWith(`"userProfile":{"userId":"43"}`), nil, 403, "FORBIDDEN"},
		{"options of another user", "POST", "calculate-batch", "", batchWith(`"options":{"userId":"43"}`), nil, 403, "FORBIDDEN"},
		{"status without id", "GET", "calculation-status", "", "", nil, 400, "MISSING_PARAMS"},
		{"unknown id", "GET", "calculation-status", "id=42:1:x", "", nil, 404, "NOT_FOUND"},
		{"no upgrade", "GET", "ws", "userId=42", "", nil, 426, "UPGRADE_REQUIRED"},
		{"another upgrade", "GET", "ws", "userId=42", "", []string{"Upgrade", "h2c"}, 426, "UPGRADE_REQUIRED"},
		{"socket without user", "GET", "ws", "", "", []string{"Upgrade", "websocket"}, 400, "MISSING_USER_ID"},
		{"socket of another user", "GET", "ws", "userId=43", "", []string{"Upgrade", "websocket"}, 403, "FORBIDDEN"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := w.send(test.method, test.action, test.query, test.body, test.headers...)
			assert.Equal(t, test.status, got.status)
			assert.Equal(t, false, got.body["success"])
			assert.Equal(t, test.code, got.body["error"])
			assert.Equal(t, test.code, got.body["code"])
			assert.Equal(t, float64(test.status), got.body["status"])
			assert.NotEmpty(t, got.body["message"])
			assert.Equal(t, requestID, got.body["requestId"])
			assert.Equal(t, "2025-07-19T08:00:00.000Z", got.body["timestamp"])
		})
	}
	assert.Zero(t, w.state.Alarm)
	assert.Empty(t, w.state.Opened)
}

func batchWith(member string) string {
	return strings.TrimSuffix(batch(1), "}") + "," + member + "}"
}

func TestMessagesOfTheInterface(t *testing.T) {
	w := newWorld(t)
	assert.Equal(t, "Invalid request parameters", w.send("POST", "calculate-batch", "", `{}`).body["message"])
	assert.Equal(t, "Missing calculation ID", w.send("GET", "calculation-status", "", "").body["message"])
	assert.Equal(t, "Calculation not found", w.send("GET", "calculation-status", "id=x", "").body["message"])
	assert.Equal(t, "Not found", w.send("GET", "x", "", "").body["message"])
	assert.Equal(t, "Missing userId parameter", w.send("GET", "ws", "", "", "Upgrade", "websocket").body["message"])
	assert.Equal(t, "POST", w.send("GET", "calculate-batch", "", "").header.Get("Allow"))
}

func TestBodyThatWasTooLong(t *testing.T) {
	w := newWorld(t)
	r := &web.Request{Method: "POST", URL: "https://api.example/calculate-batch", TooLong: true}
	r.Header.Set("X-WitnessOS-User", user)
	assert.Equal(t, 413, w.object.Fetch(context.Background(), w.state, r).Status)
}

func TestTenUnfinishedAtMost(t *testing.T) {
	w := newWorld(t)
	var ids []string
	for range 10 {
		ids = append(ids, w.start(batch(1)))
	}
	got := w.send("POST", "calculate-batch", "", batch(1))
	assert.Equal(t, 429, got.status)
	assert.Equal(t, "RATE_LIMIT_EXCEEDED", got.body["error"])
	assert.Equal(t, "5", got.header.Get("Retry-After"))

	require.Equal(t, 200, w.cancel(ids[4]).status)
	w.start(batch(1))
	assert.Equal(t, 429, w.send("POST", "calculate-batch", "", batch(1)).status)
	w.settle()
	for range 10 {
		w.start(batch(1))
	}
	assert.Equal(t, 429, w.send("POST", "calculate-batch", "", batch(1)).status)
}

func TestOwnerIsReadFromTheRecord(t *testing.T) {
	w := newWorld(t)
	id := w.start(batch(1))
	other := []string{"X-WitnessOS-User", "43"}
	got := w.send("GET", "calculation-status", "id="+url.QueryEscape(id), "", other...)
	assert.Equal(t, 404, got.status)
	assert.Equal(t, "NOT_FOUND", got.body["error"])
	got = w.send("POST", "cancel-calculation", "", `{"calculationId":"`+id+`"}`, other...)
	assert.Equal(t, 404, got.status)
	assert.Equal(t, "pending", w.status(id)["status"])

	require.NotZero(t, w.send("GET", "ws", "userId=43", "", append(other, "Upgrade", "websocket")...).kept)
	stranger := w.state.Opened[0]
	stranger.Take(t)
	assert.Equal(t, []map[string]any{{"type": "error", "error": "Calculation not found"}},
		w.says(stranger, `{"type":"subscribe_calculation","calculationId":"`+id+`"}`))
	w.settle()
	assert.Empty(t, stranger.Take(t))
}

// One Go value serves all objects of the class.
func TestObjectsDoNotSeeEachOther(t *testing.T) {
	w := newWorld(t)
	mine := w.start(batch(2))
	socket := w.connect()

	first := w.state
	w.state = objecttest.New(t, "43")
	assert.Equal(t, 404, w.send("GET", "calculation-status", "id="+url.QueryEscape(mine), "").status)
	assert.Equal(t, 404, w.cancel(mine).status)
	for range 10 {
		w.start(batch(1))
	}
	w.settle()
	_, err := w.object.Call(context.Background(), w.state, "purge", nil)
	require.NoError(t, err)

	w.state = first
	assert.Equal(t, "pending", w.status(mine)["status"])
	assert.Equal(t, begin, w.state.Alarm)
	assert.Empty(t, socket.Take(t))
	assert.Zero(t, socket.Closed)
}

func TestFinishedRecordsExpire(t *testing.T) {
	w := newWorld(t)
	first := w.start(batch(2))
	w.settle()
	w.now = begin.Add(time.Hour)
	second := w.start(batch(1))
	w.settle()
	w.now = begin.Add(2 * time.Hour)
	cancelled := w.start(batch(1))
	require.Equal(t, 200, w.cancel(cancelled).status)

	exists := func(id string) bool {
		return w.send("GET", "calculation-status", "id="+url.QueryEscape(id), "").status == 200
	}
	for i, id := range []string{first, second, cancelled} {
		at := begin.Add(24*time.Hour + time.Duration(i)*time.Hour)
		require.Equal(t, at, w.state.Alarm)
		w.now = at.Add(-time.Millisecond)
		assert.True(t, exists(id))
		w.now = at
		w.fire()
		assert.False(t, exists(id))
	}
	assert.Zero(t, w.state.Alarm, "nothing is left to wake up for")
	assert.Zero(t, w.count("calculation"))
	assert.Zero(t, w.count("item"))
}

// A record that is unfinished for long is not old: its day begins when it ends.
func TestUnfinishedRecordsDoNotExpire(t *testing.T) {
	w := newWorld(t)
	id := w.start(batch(1))
	w.now = begin.Add(30 * 24 * time.Hour)
	w.fire()
	assert.Equal(t, "complete", w.status(id)["status"])
	assert.Equal(t, w.now.Add(24*time.Hour), w.state.Alarm)
}

func TestInputsAreDroppedWhenNotNeeded(t *testing.T) {
	w := newWorld(t)
	w.start(batch(2))
	w.fire()
	w.cancel(w.start(batch(2)))
	assert.Zero(t, w.count("item WHERE input IS NOT NULL"))
}

func TestPurge(t *testing.T) {
	w := newWorld(t)
	socket := w.connect()
	done := w.start(batch(1))
	w.settle()
	open := w.start(batch(1))
	_, err := w.object.Call(context.Background(), w.state, "purge", nil)
	require.NoError(t, err)
	assert.Zero(t, w.state.Alarm)
	assert.Equal(t, 1001, socket.Closed)
	rows, err := w.state.DB().Query(context.Background(), `SELECT name FROM sqlite_master`)
	require.NoError(t, err)
	assert.Zero(t, rows.Len())
	for _, id := range []string{done, open} {
		assert.Equal(t, 404, w.send("GET", "calculation-status", "id="+url.QueryEscape(id), "").status)
	}
	id := w.start(batch(1))
	w.settle()
	assert.Equal(t, "complete", w.status(id)["status"], "an emptied object can be used again")
}

func TestPurgeWhileAnItemIsCalculated(t *testing.T) {
	w := newWorld(t)
	w.start(batch(3))
	w.answer = func(c service.Calculation) (engines.Result, error) {
		_, err := w.object.Call(context.Background(), w.state, "purge", nil)
		return success(c), err
	}
	w.fire()
	assert.Len(t, w.asked, 1)
	assert.Zero(t, w.count("calculation"))
	assert.Zero(t, w.count("item"))
	assert.Zero(t, w.state.Alarm)
}

func TestUnknownInternalMethod(t *testing.T) {
	w := newWorld(t)
	id := w.start(batch(1))
	_, err := w.object.Call(context.Background(), w.state, "drop", json.RawMessage(`{}`))
	assert.ErrorContains(t, err, "drop")
	assert.Equal(t, "pending", w.status(id)["status"])
}

func (w *world) count(from string) int64 {
	w.t.Helper()
	rows, err := w.state.DB().Query(context.Background(), `SELECT COUNT(*) AS n FROM `+from)
	require.NoError(w.t, err)
	return rows.At(0).Int("n")
}
