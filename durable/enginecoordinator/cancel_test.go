//go:build !js

package enginecoordinator_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
)

func TestCancelBeforeTheFirstItem(t *testing.T) {
	w := newWorld(t)
	id := w.start(batch(2))
	w.now = begin.Add(time.Second)
	got := w.cancel(id)
	require.Equal(t, 200, got.status, got.body)
	assert.Equal(t, map[string]any{"success": true, "message": "Calculation cancelled",
		"requestId": requestID, "timestamp": "2025-07-19T08:00:01.000Z"}, got.body)
	assert.Equal(t, begin.Add(time.Second+24*time.Hour), w.state.Alarm)
	w.settle()
	assert.Empty(t, w.asked)

	w.now = begin.Add(time.Hour)
	state := w.status(id)
	assert.Equal(t, "error", state["status"])
	assert.Equal(t, "Calculation cancelled by user", state["error"])
	assert.Equal(t, true, state["cancelled"])
	assert.Equal(t, true, state["partial"])
	assert.Equal(t, []any{}, state["results"])
	assert.Equal(t, map[string]any{"total": 2.0, "successful": 0.0, "failed": 0.0}, state["summary"])
	assert.Equal(t, 1000.0, state["elapsedTime"])
}

// The cancel comes in while item 1 is being calculated: that item is finished and kept, and what
// the alarm writes afterwards does not undo the cancel.
func TestCancelWhileAnItemIsCalculated(t *testing.T) {
	for _, test := range []struct {
		name      string
		items     int
		fault     error
		completed float64
	}{
		{"in the middle", 4, nil, 2},
		{"during the last item", 2, nil, 2},
		{"during an item that fails", 4, errors.New("connection lost"), 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			id := w.start(batch(test.items))
			w.answer = func(c service.Calculation) (engines.Result, error) {
				if len(w.asked) < 2 {
					return success(c), nil
				}
				require.Equal(t, 200, w.cancel(id).status)
				return success(c), test.fault
			}
			w.settle()
			assert.Equal(t, []int{0, 1}, w.inputs(), "nothing is begun after the cancel")
			state := w.status(id)
			assert.Equal(t, "error", state["status"])
			assert.Equal(t, "Calculation cancelled by user", state["error"])
			assert.Equal(t, true, state["cancelled"])
			assert.Equal(t, true, state["partial"])
			assert.Equal(t, test.completed, state["completed"])
			assert.Len(t, state["results"], int(test.completed))
		})
	}
}

func TestCancelOfWhatCannotBeCancelled(t *testing.T) {
	w := newWorld(t)
	done, stopped := w.start(batch(1)), w.start(batch(1))
	w.fire()
	require.Equal(t, 200, w.cancel(stopped).status)
	before := w.status(stopped)
	for _, test := range []struct {
		name, body    string
		status        int
		code, message string
	}{
		{"complete", `{"calculationId":"` + done + `"}`, 400, "INVALID_STATE", "Cannot cancel calculation with status: complete"},
		{"cancelled", `{"calculationId":"` + stopped + `"}`, 400, "INVALID_STATE", "Cannot cancel calculation with status: error"},
		{"unknown", `{"calculationId":"42:1:x"}`, 404, "NOT_FOUND", "Calculation not found"},
		{"no id", `{}`, 400, "MISSING_PARAMS", "Missing calculation ID"},
		{"no body", ``, 400, "MISSING_PARAMS", "Missing calculation ID"},
		{"id of another type", `{"calculationId":{}}`, 400, "MISSING_PARAMS", "Missing calculation ID"},
		{"no JSON", `{`, 400, "INVALID_JSON", "The request body must be a JSON object"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := w.send("POST", "cancel-calculation", "", test.body)
			assert.Equal(t, test.status, got.status)
			assert.Equal(t, test.code, got.body["error"])
			assert.Equal(t, test.message, got.body["message"])
		})
	}
	assert.Equal(t, before, w.status(stopped))
	assert.Equal(t, "complete", w.status(done)["status"])
}
