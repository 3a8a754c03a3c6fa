//go:build !js

package enginecoordinator_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/rpc"
	"github.com/witnessos/witnessos/internal/service"
)

func TestLifeCycle(t *testing.T) {
	w := newWorld(t)
	w.answer = func(c service.Calculation) (engines.Result, error) {
		if c.EngineName == "tarot" {
			return engines.Result{Code: "VALIDATION_ERROR", Error: "spread_type is unknown", Warnings: []string{"careful"},
				Details:  &engines.Fault{Field: "spread_type", Expected: "a spread"},
				Metadata: engines.ResultMetadata{EngineName: "tarot"}}, nil
		}
		return success(c), nil
	}
	got := w.send("POST", "calculate-batch", "", `{"engines":[
		{"engineName":"numerology","input":{"birth_date":"1990-06-15"}},
		{"engine":"tarot","input":{"spread_type":"nine lives"}},
		{"engine":"i-ching","question":"Where to?"}],
		"userProfile":{"userId":42},"options":{"useCache":false}}`)
	require.Equal(t, 202, got.status, got.body)
	id := "42:1752912000000:00000000-0000-4000-8000-000000000001"
	assert.Equal(t, map[string]any{"success": true, "calculationId": id, "status": "pending",
		"requestId": requestID, "timestamp": "2025-07-19T08:00:00.000Z"}, got.body)
	assert.Equal(t, "application/json", got.header.Get("Content-Type"))
	assert.Equal(t, begin, w.state.Alarm, "the alarm is set to now")
	assert.Empty(t, w.asked, "a start request calculates nothing")

	w.now = begin.Add(700 * time.Millisecond)
	assert.Equal(t, map[string]any{"success": true, "calculationId": id, "status": "pending", "progress": 0.0,
		"engines": []any{"numerology", "tarot", "iching"}, "completed": 0.0, "total": 3.0,
		"startTime": 1752912000000.0, "elapsedTime": 700.0,
		"requestId": requestID, "timestamp": "2025-07-19T08:00:00.700Z"}, w.status(id))

	w.fire()
	require.Len(t, w.asked, 3)
	assert.JSONEq(t, `{"question":"Where to?"}`, string(w.asked[2].Input), "an item without input is its own input")
	for _, c := range w.asked {
		assert.Equal(t, service.Options{UserID: user}, c.Options)
	}
	w.now = begin.Add(time.Minute)
	assert.Equal(t, map[string]any{"success": true, "calculationId": id, "status": "complete", "progress": 100.0,
		"engines": []any{"numerology", "tarot", "iching"}, "completed": 3.0, "total": 3.0,
		"summary":   map[string]any{"total": 3.0, "successful": 2.0, "failed": 1.0},
		"startTime": 1752912000000.0, "elapsedTime": 700.0,
		"requestId": requestID, "timestamp": "2025-07-19T08:01:00.000Z",
		"results": []any{
			map[string]any{"engineName": "numerology", "success": true,
				"data":     map[string]any{"echo": map[string]any{"birth_date": "1990-06-15"}},
				"metadata": map[string]any{"engineName": "numerology", "calculationTime": 1.5, "cached": false, "timestamp": ""}},
			map[string]any{"engineName": "tarot", "success": false, "error": "spread_type is unknown", "code": "VALIDATION_ERROR",
				"details":  map[string]any{"field": "spread_type", "expected": "a spread", "received": nil, "errors": nil},
				"warnings": []any{"careful"},
				"metadata": map[string]any{"engineName": "tarot", "calculationTime": 0.0, "cached": false, "timestamp": ""}},
			map[string]any{"engineName": "iching", "success": true,
				"data":     map[string]any{"echo": map[string]any{"question": "Where to?"}},
				"metadata": map[string]any{"engineName": "iching", "calculationTime": 1.5, "cached": false, "timestamp": ""}},
		}}, w.status(id))
	assert.Equal(t, begin.Add(700*time.Millisecond+24*time.Hour), w.state.Alarm, "only the expiry is left")
}

func TestSliceEndsAfterHalfASecond(t *testing.T) {
	w := newWorld(t)
	w.took = 200 * time.Millisecond
	id := w.start(batch(7))
	w.fire()
	assert.Equal(t, []int{0, 1, 2}, w.inputs(), "begun at 0, 200 and 400 ms")
	got := w.status(id)
	assert.Equal(t, "processing", got["status"])
	assert.Equal(t, 42.0, got["progress"], "rounded down")
	assert.Equal(t, 3.0, got["completed"])
	assert.NotContains(t, got, "results")
	assert.NotContains(t, got, "summary")
	assert.Equal(t, w.now, w.state.Alarm, "the next slice comes at once")
	w.fire()
	w.fire()
	assert.Equal(t, []int{0, 1, 2, 3, 4, 5, 6}, w.inputs())
	assert.Equal(t, "complete", w.status(id)["status"])
}

func TestOldestFirst(t *testing.T) {
	w := newWorld(t)
	w.took = time.Second
	older := w.start(`{"engines":[{"engine":"tarot","input":{}},{"engine":"tarot","input":{}}]}`)
	younger := w.start(`{"engines":[{"engine":"iching","input":{}}]}`)
	w.fire()
	w.fire()
	assert.Equal(t, "complete", w.status(older)["status"])
	assert.Equal(t, "pending", w.status(younger)["status"])
	w.fire()
	assert.Equal(t, "complete", w.status(younger)["status"])
}

func TestOptionsAndRequestReachTheService(t *testing.T) {
	w := newWorld(t)
	requests := []string{}
	answer := w.engine.calculate
	w.engine.calculate = func(ctx context.Context, c service.Calculation) (engines.Result, error) {
		requests = append(requests, edge.RequestID(ctx))
		return answer(ctx, c)
	}
	w.start(`{"engines":[{"engine":"tarot","input":{}}],"options":{"saveProfile":true,"userId":"42"}}`)
	w.fire()
	assert.Equal(t, []service.Calculation{{EngineName: "tarot", Input: []byte("{}"),
		Options: service.Options{UseCache: true, SaveProfile: true, UserID: user}}}, w.asked)
	assert.Equal(t, []string{requestID}, requests, "the service logs the id of the request that started the batch")
}

func TestResultsThatDoNotFitAreFailedItems(t *testing.T) {
	w := newWorld(t)
	w.answer = func(c service.Calculation) (engines.Result, error) {
		r := success(c)
		if string(c.Input) == `{"i":1}` {
			r.Data = []byte(`"` + strings.Repeat("x", 4<<20) + `"`)
		}
		return r, nil
	}
	id := w.start(batch(3))
	w.fire()
	results := w.status(id)["results"].([]any)
	require.Len(t, results, 3)
	assert.Equal(t, true, results[0].(map[string]any)["success"])
	assert.Equal(t, map[string]any{"engineName": "numerology", "success": false, "code": "CALCULATION_FAILED",
		"error": "The result is too large to be kept; ask for this engine by itself"}, results[1])
	assert.Equal(t, true, results[2].(map[string]any)["success"])
}

// A service that answers 4xx has looked at the item; nothing would change if it looked again.
func TestClientFaultOfTheServiceIsRecordedAtOnce(t *testing.T) {
	w := newWorld(t)
	w.answer = func(service.Calculation) (engines.Result, error) {
		return engines.Result{}, &rpc.Error{Code: "INVALID_PARAMS", Status: 400, Message: "no such thing"}
	}
	id := w.start(batch(1))
	w.fire()
	assert.Len(t, w.asked, 1)
	assert.Equal(t, []any{map[string]any{"engineName": "numerology", "success": false,
		"error": "no such thing", "code": "INVALID_PARAMS"}}, w.status(id)["results"])
}

func TestStartWithoutAlarmLeavesNothing(t *testing.T) {
	w := newWorld(t)
	w.state.AlarmFault = errors.New("storage is down")
	got := w.send("POST", "calculate-batch", "", batch(1))
	assert.Equal(t, 500, got.status)
	assert.Equal(t, "DURABLE_OBJECT_ERROR", got.body["error"])
	assert.NotContains(t, got.body["message"], "storage")
	id := "42:1752912000000:00000000-0000-4000-8000-000000000001"
	assert.Equal(t, 404, w.send("GET", "calculation-status", "id="+id, "").status)
}
