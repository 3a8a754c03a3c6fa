//go:build !js

package enginecoordinator_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/durable/enginecoordinator"
	"github.com/witnessos/witnessos/durable/objecttest"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/web"
)

const (
	user      = "42"
	requestID = "6f0c1b7a-3d58-4b0c-9a41-c27d5a8f9b10"
)

var begin = time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC)

// fakeEngine calculates with its func.
type fakeEngine struct {
	calculate func(context.Context, service.Calculation) (engines.Result, error)
}

func (f *fakeEngine) CalculateEngine(ctx context.Context, c service.Calculation) (engines.Result, error) {
	return f.calculate(ctx, c)
}

// world is one object with its clock and its engine service.
type world struct {
	t      *testing.T
	now    time.Time
	state  *objecttest.State
	engine *fakeEngine
	object *enginecoordinator.Coordinator
	// asked are the calculations that the engine was asked for, each of which takes took.
	asked []service.Calculation
	took  time.Duration
	// answer is what the engine says; nil: a success.
	answer func(service.Calculation) (engines.Result, error)
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, now: begin, state: objecttest.New(t, user), engine: &fakeEngine{}}
	ids := 0
	w.object = enginecoordinator.New(w.engine, func() time.Time { return w.now }, func() string {
		ids++
		return fmt.Sprintf("00000000-0000-4000-8000-%012d", ids)
	})
	w.engine.calculate = func(_ context.Context, c service.Calculation) (engines.Result, error) {
		w.asked = append(w.asked, c)
		w.now = w.now.Add(w.took)
		if w.answer != nil {
			return w.answer(c)
		}
		return success(c), nil
	}
	return w
}

func success(c service.Calculation) engines.Result {
	return engines.Result{
		Success:  true,
		Data:     json.RawMessage(`{"echo":` + string(c.Input) + `}`),
		Metadata: engines.ResultMetadata{EngineName: c.EngineName, CalculationTime: 1.5},
	}
}

// reply is an HTTP reply, decoded.
type reply struct {
	status int
	header web.Header
	body   map[string]any
	kept   web.Kept
}

// send sends a request as the router does. Headers are name, value, ….
func (w *world) send(method, action, query, body string, headers ...string) reply {
	w.t.Helper()
	r := &web.Request{ID: requestID, Method: method, Body: []byte(body),
		URL: "https://api.example/durable/engine-coordinator/" + action + "?" + query}
	r.Header.Set("X-WitnessOS-User", user)
	r.Header.Set("X-Request-ID", requestID)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	out := w.object.Fetch(context.Background(), w.state, r)
	got := reply{status: out.Status, header: out.Header, kept: out.Kept}
	if out.Kept == 0 {
		require.NoError(w.t, json.Unmarshal(out.Body, &got.body), "%s", out.Body)
	}
	return got
}

// batch is the body of a start request with n items; the input of item i is {"i":i}.
func batch(n int) string {
	items := make([]string, n)
	for i := range items {
		items[i] = fmt.Sprintf(`{"engineName":"numerology","input":{"i":%d}}`, i)
	}
	return `{"engines":[` + strings.Join(items, ",") + `]}`
}

// start starts a batch and returns its id.
func (w *world) start(body string) string {
	w.t.Helper()
	got := w.send("POST", "calculate-batch", "", body)
	require.Equal(w.t, 202, got.status, got.body)
	return got.body["calculationId"].(string)
}

func (w *world) status(id string) map[string]any {
	w.t.Helper()
	got := w.send("GET", "calculation-status", "id="+url.QueryEscape(id), "")
	require.Equal(w.t, 200, got.status, got.body)
	return got.body
}

func (w *world) cancel(id string) reply {
	w.t.Helper()
	return w.send("POST", "cancel-calculation", "", `{"calculationId":"`+id+`"}`)
}

// fire lets the alarm run, which must be due.
func (w *world) fire() {
	w.t.Helper()
	fired, err := w.state.Fire(w.object, w.now)
	require.NoError(w.t, err)
	require.True(w.t, fired, "the alarm is not due: %v", w.state.Alarm)
}

// settle lets alarms run, moving the clock on to each, until none is set for the next hour.
func (w *world) settle() {
	w.t.Helper()
	for range 1000 {
		if w.state.Alarm.IsZero() || w.state.Alarm.Sub(w.now) > time.Hour {
			return
		}
		if w.state.Alarm.After(w.now) {
			w.now = w.state.Alarm
		}
		if _, err := w.state.Fire(w.object, w.now); err != nil {
			require.ErrorIs(w.t, err, objecttest.ErrCrash)
		}
	}
	require.Fail(w.t, "the alarm goes on and on")
}

// connect opens a socket and drops its greeting.
func (w *world) connect() *objecttest.Socket {
	w.t.Helper()
	got := w.send("GET", "ws", "userId="+user, "", "Upgrade", "websocket")
	require.NotZero(w.t, got.kept, got.body)
	socket := w.state.Opened[len(w.state.Opened)-1]
	socket.Take(w.t)
	return socket
}

// says sends a message from the client and returns the answers.
func (w *world) says(s edge.Socket, text string) []map[string]any {
	w.t.Helper()
	require.NoError(w.t, w.object.Message(context.Background(), w.state, s, text))
	return s.(*objecttest.Socket).Take(w.t)
}

// inputs are the numbers of the items that the engine was asked for.
func (w *world) inputs() []int {
	asked := make([]int, len(w.asked))
	for i, c := range w.asked {
		var in struct{ I int }
		require.NoError(w.t, json.Unmarshal(c.Input, &in))
		asked[i] = in.I
	}
	return asked
}
