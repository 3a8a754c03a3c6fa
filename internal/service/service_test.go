package service_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/web"
)

// transport answers every method as it is told, and counts.
type transport struct {
	answer    func(method string) (string, error)
	tries     int
	method    string
	deadlines []time.Time // that the calls were given
	written   []time.Time // that the requests carry
}

func (t *transport) Call(ctx context.Context, method string, request []byte) (web.Pieces, error) {
	t.tries++
	t.method = method
	at, _ := ctx.Deadline()
	t.deadlines = append(t.deadlines, at)
	var in struct{ Deadline int64 }
	if err := json.NewDecoder(strings.NewReader(strings.TrimPrefix(string(request), "\x1e"))).Decode(&in); err != nil {
		return nil, err
	}
	t.written = append(t.written, time.UnixMilli(in.Deadline))
	reply, err := t.answer(method)
	return web.Pieces{[]byte(reply)}, err
}

var errLost = errors.New("connection lost")

func lost(string) (string, error) { return "", errLost }

func says(reply string) func(string) (string, error) {
	return func(string) (string, error) { return reply, nil }
}

// newGuard makes a guard for a synctest bubble, where time is virtual.
func newGuard() *resilience.Guard {
	return resilience.New("test-service", resilience.Options{
		Now:          time.Now,
		Sleep:        func(_ context.Context, d time.Duration) error { time.Sleep(d); return nil },
		WithDeadline: edge.WithDeadline,
		Random:       func() float64 { return 0.5 },
	})
}

// method is one method of a client, without its types.
type method struct {
	name    string
	timeout time.Duration
	retries int
	call    func(context.Context, rpc.Transport, *resilience.Guard) error
}

func of[P, R any](call func(service.EngineClient, context.Context, P) (R, error)) func(context.Context, rpc.Transport, *resilience.Guard) error {
	return func(ctx context.Context, t rpc.Transport, g *resilience.Guard) error {
		var p P
		_, err := call(service.NewEngineClient(t, g), ctx, p)
		return err
	}
}

func ofAI[P, R any](call func(service.AIClient, context.Context, P) (R, error)) func(context.Context, rpc.Transport, *resilience.Guard) error {
	return func(ctx context.Context, t rpc.Transport, g *resilience.Guard) error {
		var p P
		_, err := call(service.NewAIClient(t, g), ctx, p)
		return err
	}
}

// methods are all methods of all services, with the policies of the contract.
var methods = []method{
	{"calculateEngine", 10 * time.Second, 2, of(service.EngineClient.CalculateEngine)},
	{"validateEngine", 2 * time.Second, 2, of(service.EngineClient.ValidateEngine)},
	{"getEngineMetadata", 2 * time.Second, 2, of(service.EngineClient.GetEngineMetadata)},
	{"getQuestions", 2 * time.Second, 2, of(service.EngineClient.GetQuestions)},
	{"listEngines", 2 * time.Second, 2, of(service.EngineClient.ListEngines)},
	{"batchCalculate", 20 * time.Second, 2, of(service.EngineClient.BatchCalculate)},
	{"getTestInput", 2 * time.Second, 2, of(service.EngineClient.GetTestInput)},
	{"healthCheck", 2 * time.Second, 0, of(service.EngineClient.HealthCheck)},
	{"synthesizeWorkflow", 45 * time.Second, 0, ofAI(service.AIClient.SynthesizeWorkflow)},
	{"generateGuidance", 45 * time.Second, 0, ofAI(service.AIClient.GenerateGuidance)},
	{"healthCheck", 2 * time.Second, 0, ofAI(service.AIClient.HealthCheck)},
	{"healthCheck", 2 * time.Second, 0, func(ctx context.Context, t rpc.Transport, g *resilience.Guard) error {
		_, err := service.NewForecastClient(t, g).HealthCheck(ctx, service.None{})
		return err
	}},
}

func eachMethod(t *testing.T, f func(*testing.T, method, *transport, *resilience.Guard)) {
	for _, m := range methods {
		t.Run(m.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { f(t, m, &transport{}, newGuard()) })
		})
	}
}

func TestPolicies(t *testing.T) {
	eachMethod(t, func(t *testing.T, m method, w *transport, g *resilience.Guard) {
		w.answer = lost
		end := time.Now().Add(m.timeout)
		assert.ErrorIs(t, m.call(t.Context(), w, g), errLost)
		assert.Equal(t, m.name, w.method)
		assert.Equal(t, 1+m.retries, w.tries)
		for i := range w.tries {
			assert.True(t, end.Equal(w.deadlines[i]), "all tries share the time of the method")
			assert.True(t, end.Equal(w.written[i]), "and tell the service")
		}
		rate, _ := g.Rates()
		assert.EqualValues(t, 100, *rate, "a call or a check is measured")
	})
}

func TestShorterBudgetOfTheCallerWins(t *testing.T) {
	eachMethod(t, func(t *testing.T, m method, w *transport, g *resilience.Guard) {
		w.answer = lost
		end := time.Now().Add(time.Second)
		assert.Error(t, m.call(edge.WithDeadline(t.Context(), end), w, g))
		assert.True(t, end.Equal(w.deadlines[0]))
		assert.True(t, end.Equal(w.written[0]))
	})
}

func TestFaultsOfTheCallerAreFinal(t *testing.T) {
	eachMethod(t, func(t *testing.T, m method, w *transport, g *resilience.Guard) {
		w.answer = says(`{"v":1,"ok":false,"error":{"code":"ENGINE_NOT_FOUND","status":404,"message":"x","retryable":true}}`)
		var typed *rpc.Error
		for range 10 {
			assert.ErrorAs(t, m.call(t.Context(), w, g), &typed)
			assert.Equal(t, "ENGINE_NOT_FOUND", typed.Code)
		}
		assert.Equal(t, 10, w.tries)
		assert.Equal(t, resilience.Snapshot{State: "closed"}, g.Snapshot())
	})
}

// Every call but healthCheck passes the breaker.
func TestBreaker(t *testing.T) {
	eachMethod(t, func(t *testing.T, m method, w *transport, g *resilience.Guard) {
		w.answer = says(`{"v":1,"ok":false,"error":{"code":"BROKEN","status":500,"message":"x","retryable":false}}`)
		for range 10 {
			assert.Error(t, m.call(t.Context(), w, g))
		}
		if m.name == "healthCheck" {
			assert.Equal(t, 10, w.tries)
			assert.Equal(t, resilience.Snapshot{State: "closed"}, g.Snapshot(), "checks do not open it")
			return
		}
		assert.Equal(t, 5, w.tries)
		assert.Equal(t, resilience.Open, g.Snapshot().State)
		var open *resilience.OpenError
		assert.ErrorAs(t, m.call(t.Context(), w, g), &open)
	})
}

func TestChecksPassAnOpenBreaker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, g := &transport{answer: lost}, newGuard()
		engine := service.NewEngineClient(w, g)
		for range 5 {
			_, _ = engine.ListEngines(t.Context(), service.None{})
		}
		before := g.Snapshot()
		assert.Equal(t, resilience.Open, before.State)
		w.answer = says(`{"v":1,"ok":true,"result":{"status":"healthy"}}`)
		time.Sleep(2 * time.Minute) // its open time is over
		for range 20 {
			h, err := engine.HealthCheck(t.Context(), service.None{})
			assert.NoError(t, err)
			assert.Equal(t, service.Healthy, h.Status)
		}
		assert.Equal(t, before, g.Snapshot(), "and do not close it")
		rate, uptime := g.Rates()
		assert.EqualValues(t, 20, *rate, "5 calls failed, 20 checks succeeded")
		assert.EqualValues(t, 80, *uptime)
	})
}

// A client that goes away says nothing of the service.
func TestAbandonedChecksAreNotMeasured(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, gone := range []error{edge.ErrEventOver, context.Canceled} {
			g := newGuard()
			w := &transport{answer: func(string) (string, error) { return "", gone }}
			_, err := service.NewEngineClient(w, g).HealthCheck(t.Context(), service.None{})
			assert.ErrorIs(t, err, gone)
			rate, _ := g.Rates()
			assert.Nil(t, rate)
		}
	})
}

// What a result has to say it says, or the call has failed: nothing is made up for what is missing.
func TestHalfAResultIsNone(t *testing.T) {
	halves := map[string][]string{
		"calculateEngine":    {`{}`, `{"success":false}`, `{"success":true}`, `{"success":true,"data":null}`, `{"success":true,"data":[]}`, `{"error":"x"}`},
		"validateEngine":     {`{}`, `{"valid":false,"errors":[]}`},
		"getEngineMetadata":  {`"x"`, `[]`, `7`},
		"getQuestions":       {`"x"`, `[]`, `7`},
		"listEngines":        {`{}`, `"x"`, `[1]`},
		"batchCalculate":     {`{"results":[{"success":true,"data":{}}]}`}, // nothing was asked for
		"getTestInput":       {`"x"`, `[]`},
		"healthCheck":        {`{}`, `{"status":""}`},
		"synthesizeWorkflow": {`{}`, `{"success":true}`, `{"success":false}`},
		"generateGuidance":   {`{}`, `{"success":true}`},
	}
	eachMethod(t, func(t *testing.T, m method, w *transport, g *resilience.Guard) {
		assert.NotEmpty(t, halves[m.name])
		for _, half := range halves[m.name] {
			w.tries = 0
			w.answer = says(`{"v":1,"ok":true,"result":` + half + `}`)
			err := m.call(t.Context(), w, newGuard())
			assert.Error(t, err, half)
			assert.Equal(t, 1+m.retries, w.tries, "as if the connection had been lost: %s", half)
			var typed *rpc.Error
			assert.False(t, errors.As(err, &typed))
		}
	})
}

func TestBatchesAreWhole(t *testing.T) {
	good := `{"success":true,"data":{}}`
	for results, whole := range map[string]bool{
		`[` + good + `,` + good + `]`:                         true,
		`[` + good + `,{"success":false,"code":"X"}]`:         true,
		`[` + good + `]`:                                      false,
		`[` + good + `,` + good + `,` + good + `]`:            false,
		`[` + good + `,{}]`:                                   false,
		`[` + good + `,null]`:                                 false,
		`null`:                                                false,
		`[{"success":true},{"success":true}]`:                 false,
		`[` + good + `,{"success":true,"data":"not object"}]`: false,
	} {
		w := &transport{answer: says(`{"v":1,"ok":true,"result":{"results":` + results + `,"summary":{}}}`)}
		synctest.Test(t, func(t *testing.T) {
			_, err := service.NewEngineClient(w, newGuard()).BatchCalculate(t.Context(), service.Batch{Engines: make([]service.BatchItem, 2)})
			assert.Equal(t, whole, err == nil, "%s: %v", results, err)
		})
	}
}

func TestCalculationsWriteWhatEncodingJSONDoes(t *testing.T) {
	for _, options := range []service.Options{
		{}, {UseCache: true}, {UserID: `4"2`}, {SaveProfile: true}, {UseCache: true, UserID: "42", SaveProfile: true},
	} {
		c := service.Calculation{EngineName: "tarot", Options: options}
		got, err := c.AppendMessage(nil)
		require.NoError(t, err)
		want, err := json.Marshal(struct {
			Engine  string          `json:"engineName"`
			Options service.Options `json:"options,omitzero"`
		}{c.EngineName, options})
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got))
	}
}
