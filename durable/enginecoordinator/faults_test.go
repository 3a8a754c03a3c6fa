//go:build !js

package enginecoordinator_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/durable/objecttest"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
)

func TestInfrastructureFaultsAreTriedAgain(t *testing.T) {
	for _, test := range []struct {
		name       string
		fault      error
		code       string
		faults     int // of the first item
		times      []time.Duration
		successful float64
	}{
		{"lost connection, for good", errors.New("connection lost"), "SERVICE_UNAVAILABLE", 4,
			[]time.Duration{0, 2 * time.Second, 10 * time.Second, 40 * time.Second}, 1},
		{"no answer in time, for good", fmt.Errorf("engine: %w", context.DeadlineExceeded), "TIMEOUT", 4,
			[]time.Duration{0, 2 * time.Second, 10 * time.Second, 40 * time.Second}, 1},
		{"a failing service, for good", &rpc.Error{Code: "INTERNAL_ERROR", Status: 500, Message: "oops"}, "SERVICE_UNAVAILABLE", 4,
			[]time.Duration{0, 2 * time.Second, 10 * time.Second, 40 * time.Second}, 1},
		{"once", errors.New("connection lost"), "", 1, []time.Duration{0, 2 * time.Second}, 2},
		{"three times", errors.New("connection lost"), "", 3,
			[]time.Duration{0, 2 * time.Second, 10 * time.Second, 40 * time.Second}, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			var times []time.Duration
			w.answer = func(c service.Calculation) (engines.Result, error) {
				if string(c.Input) != `{"i":0}` {
					return success(c), nil
				}
				times = append(times, w.now.Sub(begin))
				if len(times) <= test.faults {
					return engines.Result{}, test.fault
				}
				return success(c), nil
			}
			id := w.start(batch(2))
			w.fire()
			state := w.status(id)
			assert.Equal(t, "processing", state["status"])
			assert.Equal(t, 0.0, state["completed"])
			assert.Equal(t, begin.Add(2*time.Second), w.state.Alarm)
			w.settle()
			assert.Equal(t, test.times, times)
			state = w.status(id)
			assert.Equal(t, "complete", state["status"])
			assert.Equal(t, test.successful, state["summary"].(map[string]any)["successful"])
			if test.code != "" {
				item := state["results"].([]any)[0].(map[string]any)
				assert.Equal(t, false, item["success"])
				assert.Equal(t, test.code, item["code"])
				assert.NotContains(t, item["error"], "oops")
				assert.NotContains(t, item["error"], "connection lost")
			}
		})
	}
}

// The tries of one item are not counted against the next.
func TestEachItemHasItsOwnTries(t *testing.T) {
	w := newWorld(t)
	tries := map[string]int{}
	w.answer = func(c service.Calculation) (engines.Result, error) {
		if tries[string(c.Input)]++; tries[string(c.Input)] <= 3 {
			return engines.Result{}, errors.New("connection lost")
		}
		return success(c), nil
	}
	id := w.start(batch(3))
	w.settle()
	assert.Equal(t, map[string]any{"total": 3.0, "successful": 3.0, "failed": 0.0}, w.status(id)["summary"])
	assert.Equal(t, begin.Add(120*time.Second), w.now)
}

func TestOpenBreakerPostponesWithoutATry(t *testing.T) {
	w := newWorld(t)
	asked := 0
	w.answer = func(c service.Calculation) (engines.Result, error) {
		asked++
		switch {
		case asked <= 10:
			return engines.Result{}, fmt.Errorf("call: %w", &resilience.OpenError{Service: "engine-service", Wait: 17 * time.Second})
		case asked <= 13:
			return engines.Result{}, errors.New("connection lost")
		}
		return success(c), nil
	}
	id := w.start(batch(1))
	for i := range 10 {
		w.fire()
		assert.Equal(t, i+1, asked)
		assert.Equal(t, w.now.Add(17*time.Second), w.state.Alarm)
		w.now = w.state.Alarm
	}
	w.settle()
	assert.Equal(t, 14, asked, "all four tries were still there")
	assert.Equal(t, map[string]any{"total": 1.0, "successful": 1.0, "failed": 0.0}, w.status(id)["summary"])
}

// The breaker says "now" while its probes are under way; asking again at once would be a tight circle.
func TestPostponementIsNeverZero(t *testing.T) {
	w := newWorld(t)
	w.answer = func(service.Calculation) (engines.Result, error) {
		return engines.Result{}, &resilience.OpenError{Service: "engine-service"}
	}
	w.start(batch(1))
	w.fire()
	assert.Equal(t, begin.Add(time.Second), w.state.Alarm)
}

func TestWaitingRecordLetsOthersPass(t *testing.T) {
	w := newWorld(t)
	w.answer = func(c service.Calculation) (engines.Result, error) {
		if c.EngineName == "tarot" {
			return engines.Result{}, errors.New("connection lost")
		}
		return success(c), nil
	}
	w.start(`{"engines":[{"engine":"tarot","input":{}}]}`)
	younger := w.start(`{"engines":[{"engine":"iching","input":{}}]}`)
	w.fire()
	w.fire()
	assert.Equal(t, "complete", w.status(younger)["status"])
	assert.Equal(t, begin.Add(2*time.Second), w.state.Alarm)
}

func TestHousekeepingWhileARecordWaits(t *testing.T) {
	w := newWorld(t)
	w.answer = func(service.Calculation) (engines.Result, error) {
		return engines.Result{}, &resilience.OpenError{Wait: 12 * time.Minute}
	}
	w.start(batch(1))
	w.fire()
	for _, after := range []time.Duration{5, 10, 12} {
		require.Equal(t, begin.Add(after*time.Minute), w.state.Alarm)
		w.now = w.state.Alarm
		w.fire()
	}
	assert.Len(t, w.asked, 2)
}

// An alarm that fires while another is at work finds nothing due.
func TestAlarmWhileAnItemIsCalculated(t *testing.T) {
	w := newWorld(t)
	id := w.start(batch(3))
	w.answer = func(c service.Calculation) (engines.Result, error) {
		if len(w.asked) < 10 {
			require.NoError(t, w.object.Alarm(context.Background(), w.state, 1))
		}
		return success(c), nil
	}
	w.fire()
	assert.Equal(t, []int{0, 1, 2}, w.inputs())
	assert.Equal(t, "complete", w.status(id)["status"])
}

func TestAlarmAfterTheWorkIsDone(t *testing.T) {
	w := newWorld(t)
	id := w.start(batch(2))
	w.fire()
	before := w.status(id)
	for range 3 {
		require.NoError(t, w.object.Alarm(context.Background(), w.state, 0))
	}
	assert.Equal(t, []int{0, 1}, w.inputs())
	assert.Equal(t, before, w.status(id))
}

// The program ends after effect number k of a run, for each k: whatever was stored is not
// calculated again, what was being calculated may be once more, and the batch comes to its end.
func TestProgramEndsAnywhere(t *testing.T) {
	const items = 5
	ended := true
	for k := 1; ended; k++ {
		ended = false
		t.Run(fmt.Sprint(k), func(t *testing.T) {
			w := newWorld(t)
			w.took = 200 * time.Millisecond
			socket := w.connect()
			id := w.start(batch(items))
			effects := 0
			w.state.Effect = func(string) {
				if effects++; effects == k {
					ended = true
					panic(objecttest.ErrCrash)
				}
			}
			w.settle()
			w.state.Effect = nil
			state := w.status(id)
			assert.Equal(t, "complete", state["status"])
			assert.Equal(t, map[string]any{"total": 5.0, "successful": 5.0, "failed": 0.0}, state["summary"])
			for i, item := range state["results"].([]any) {
				assert.Equal(t, map[string]any{"echo": map[string]any{"i": float64(i)}}, item.(map[string]any)["data"])
			}
			asked := w.inputs()
			assert.IsNonDecreasing(t, asked)
			assert.LessOrEqual(t, len(asked), items+1, "more than the running item was calculated again: %v", asked)
			last := socket.Take(t)
			require.NotEmpty(t, last)
			assert.Less(t, w.now.Sub(begin), 10*time.Second)
		})
		require.Less(t, k, 1000)
	}
}

// The program ends right after storing an item: that item is not calculated again.
func TestStoredItemsAreSkipped(t *testing.T) {
	for _, point := range []string{"stored", "told"} {
		t.Run(point, func(t *testing.T) {
			w := newWorld(t)
			w.connect()
			w.start(batch(3))
			stored := false
			w.state.Effect = func(kind string) {
				rows, err := w.state.DB().Query(context.Background(), `SELECT cursor FROM calculation`)
				require.NoError(t, err)
				if row, ok := rows.First(); !stored && ok && row.Int("cursor") == 2 && (point == "stored") == (kind == "sql") {
					stored = true
					panic(objecttest.ErrCrash)
				}
			}
			w.settle()
			assert.True(t, stored)
			assert.Equal(t, []int{0, 1, 2}, w.inputs())
		})
	}
}

// Even if the cursor were behind, an outcome that is there counts.
func TestOutcomeCountsMoreThanTheCursor(t *testing.T) {
	w := newWorld(t)
	id := w.start(batch(3))
	_, err := sqldb.Exec(context.Background(), w.state.DB(),
		`UPDATE item SET outcome = '{"engineName":"numerology","success":true}', success = 1 WHERE n < 2`)
	require.NoError(t, err)
	w.fire()
	assert.Equal(t, []int{2}, w.inputs())
	assert.Equal(t, 3.0, w.status(id)["completed"])
}

// An item that ends the program each time it is tried is given up like any other.
func TestItemThatEndsTheProgram(t *testing.T) {
	w := newWorld(t)
	w.answer = func(c service.Calculation) (engines.Result, error) {
		if string(c.Input) == `{"i":1}` {
			panic(objecttest.ErrCrash)
		}
		return success(c), nil
	}
	id := w.start(batch(3))
	w.settle()
	assert.Equal(t, []int{0, 1, 1, 1, 1, 2}, w.inputs())
	state := w.status(id)
	assert.Equal(t, "complete", state["status"])
	assert.Equal(t, map[string]any{"total": 3.0, "successful": 2.0, "failed": 1.0}, state["summary"])
	assert.Equal(t, "SERVICE_UNAVAILABLE", state["results"].([]any)[1].(map[string]any)["code"])
}

func TestUnableToGoOn(t *testing.T) {
	w := newWorld(t)
	id := w.start(batch(3))
	_, err := sqldb.Exec(context.Background(), w.state.DB(), `DELETE FROM item`)
	require.NoError(t, err)
	w.settle()
	state := w.status(id)
	assert.Equal(t, "error", state["status"])
	assert.Equal(t, "The calculation could not go on", state["error"])
	assert.NotContains(t, state, "cancelled")
	assert.Equal(t, true, state["partial"])
}

// The platform calls a handler that failed a few times only; so an alarm is set while work goes on.
func TestAlarmIsSetDuringTheWork(t *testing.T) {
	w := newWorld(t)
	w.answer = func(c service.Calculation) (engines.Result, error) {
		assert.Equal(t, begin.Add(2*time.Second), w.state.Alarm)
		return success(c), nil
	}
	w.start(batch(2))
	w.fire()
	assert.Len(t, w.asked, 2)
}

// A calculation that outlasts the pause may be overtaken by a second one; what was stored stays.
func TestOutcomeIsStoredOnce(t *testing.T) {
	w := newWorld(t)
	id := w.start(batch(1))
	w.answer = func(c service.Calculation) (engines.Result, error) {
		if len(w.asked) > 1 {
			return success(c), nil
		}
		w.now = w.now.Add(3 * time.Second)
		w.fire()
		return engines.Result{Error: "too late", Code: "CALCULATION_FAILED"}, nil
	}
	w.fire()
	assert.Len(t, w.asked, 2)
	assert.Equal(t, map[string]any{"total": 1.0, "successful": 1.0, "failed": 0.0}, w.status(id)["summary"])
}
