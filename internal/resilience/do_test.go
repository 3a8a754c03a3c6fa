package resilience_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/resilience"
)

// script is a service that answers as written, in order, and then with success.
type script struct {
	answers []error
	takes   time.Duration // how long each answer takes
	starts  []time.Duration
	begun   time.Time
}

func (s *script) run(ctx context.Context, g *resilience.Guard, p resilience.Policy) (string, error) {
	s.begun = time.Now()
	return resilience.Do(ctx, g, p, func(ctx context.Context) (string, error) {
		s.starts = append(s.starts, time.Since(s.begun))
		if err := sleep(ctx, s.takes); err != nil {
			return "", err
		}
		if i := len(s.starts) - 1; i < len(s.answers) {
			return "", s.answers[i]
		}
		return "done", nil
	})
}

func TestRetry(t *testing.T) {
	const ms = time.Millisecond
	for _, test := range []struct {
		name    string
		retries int
		answers []error
		starts  []time.Duration
		err     error
		count   int // failures in the breaker afterwards
	}{
		{"none needed", 2, nil, []time.Duration{0}, nil, 0},
		{"once", 2, []error{errUnavailable}, []time.Duration{0, 100 * ms}, nil, 0},
		{"twice", 2, []error{errUnavailable, errLost}, []time.Duration{0, 100 * ms, 300 * ms}, nil, 0},
		{"all used", 2, []error{errLost, errLost, errUnavailable}, []time.Duration{0, 100 * ms, 300 * ms}, errUnavailable, 1},
		{"at most 1 s", 6, []error{errLost, errLost, errLost, errLost, errLost, errLost},
			[]time.Duration{0, 100 * ms, 300 * ms, 700 * ms, 1500 * ms, 2500 * ms, 3500 * ms}, nil, 0},
		{"no retries allowed", 0, []error{errUnavailable}, []time.Duration{0}, errUnavailable, 1},
		{"client fault", 2, []error{errNotFound}, []time.Duration{0}, errNotFound, 0},
		{"client fault that calls itself retryable", 2, []error{&serviceError{429, true}}, []time.Duration{0}, &serviceError{429, true}, 0},
		{"not retryable", 2, []error{errInternal}, []time.Duration{0}, errInternal, 1},
		{"not retryable the second time", 2, []error{errUnavailable, errInternal}, []time.Duration{0, 100 * ms}, errInternal, 1},
		{"cancelled", 2, []error{context.Canceled}, []time.Duration{0}, context.Canceled, 0},
		{"caller's event over", 2, []error{errUnavailable, errEventOver}, []time.Duration{0, 100 * ms}, errEventOver, 0},
		{"another breaker open", 2, []error{&resilience.OpenError{Service: "x"}}, []time.Duration{0}, &resilience.OpenError{Service: "x"}, 1},
	} {
		bubble(t, test.name, func(t *testing.T, g *resilience.Guard) {
			s := &script{answers: test.answers}
			out, err := s.run(t.Context(), g, resilience.Policy{Timeout: time.Minute, Retries: test.retries})
			assert.Equal(t, test.err, err)
			assert.Equal(t, test.err == nil, out == "done")
			assert.Equal(t, test.starts, s.starts)
			assert.Equal(t, test.count, g.Snapshot().FailureCount)
		})
	}
	bubble(t, "a logical call is one sample", func(t *testing.T, g *resilience.Guard) {
		_, _ = (&script{answers: []error{errLost, errLost}}).run(t.Context(), g, resilience.Policy{Retries: 2})
		rate, _ := g.Rates()
		assert.Zero(t, *rate)
	})
}

func TestJitter(t *testing.T) {
	for _, test := range []struct {
		random float64
		starts []time.Duration // milliseconds
	}{
		{0, []time.Duration{0, 50, 150, 350, 750, 1250, 1750}},
		{0.25, []time.Duration{0, 75, 225, 525, 1125, 1875, 2625}},
		{0.5, []time.Duration{0, 100, 300, 700, 1500, 2500, 3500}},
		{1, []time.Duration{0, 150, 450, 1050, 2050, 3050, 4050}},
	} {
		synctest.Test(t, func(t *testing.T) {
			o := options()
			o.Random = func() float64 { return test.random }
			s := &script{answers: []error{errLost, errLost, errLost, errLost, errLost, errLost}}
			_, err := s.run(t.Context(), resilience.New("x", o), resilience.Policy{Timeout: time.Minute, Retries: 6})
			require.NoError(t, err)
			for i := range test.starts {
				test.starts[i] *= time.Millisecond
			}
			assert.Equal(t, test.starts, s.starts)
		})
	}
}

func TestBudget(t *testing.T) {
	const ms = time.Millisecond
	lost := []error{errLost, errLost, errLost, errLost, errLost, errLost}
	for _, test := range []struct {
		name    string
		timeout time.Duration // of the policy
		parent  time.Duration // what is left of the caller's; 0: no deadline
		takes   time.Duration
		answers []error
		tries   int
		ends    time.Duration
		timeup  bool
		last    error // what the error wraps or is
		count   int
	}{
		{name: "in time", timeout: 2 * time.Second, takes: 1999 * ms, tries: 1, ends: 1999 * ms},
		{name: "policy", timeout: 2 * time.Second, takes: 3 * time.Second, tries: 1, ends: 2 * time.Second, timeup: true, count: 1},
		{name: "the parent's is shorter", timeout: 2 * time.Second, parent: 500 * ms, takes: 3 * time.Second, tries: 1, ends: 500 * ms, timeup: true, count: 1},
		{name: "the parent's is longer", timeout: 2 * time.Second, parent: time.Minute, takes: 3 * time.Second, tries: 1, ends: 2 * time.Second, timeup: true, count: 1},
		{name: "the parent's alone", parent: 700 * ms, takes: 3 * time.Second, tries: 1, ends: 700 * ms, timeup: true, count: 1},
		{name: "none at all", takes: time.Hour, tries: 1, ends: time.Hour},
		{name: "all tries share it", timeout: 2 * time.Second, takes: 900 * ms, answers: lost, tries: 2, ends: 1900 * ms, last: errLost, count: 1},
		{name: "spent in the second try", timeout: 2 * time.Second, takes: 1200 * ms, answers: lost, tries: 2, ends: 2 * time.Second, timeup: true, count: 1},
		{name: "a pause that does not fit is not begun", timeout: time.Second, takes: 900 * ms, answers: lost, tries: 1, ends: 900 * ms, last: errLost, count: 1},
		{name: "a pause that fits", timeout: time.Second, takes: 899 * ms, answers: lost, tries: 2, ends: time.Second, timeup: true, count: 1},
		{name: "spent before the first try", timeout: time.Second, parent: -1, tries: 0, timeup: true, count: 0},
	} {
		bubble(t, test.name, func(t *testing.T, g *resilience.Guard) {
			ctx := t.Context()
			if test.parent != 0 {
				ctx = edge.WithDeadline(ctx, time.Now().Add(test.parent))
			}
			s := &script{takes: test.takes, answers: test.answers}
			_, err := s.run(ctx, g, resilience.Policy{Timeout: test.timeout, Retries: 2})
			assert.Len(t, s.starts, test.tries)
			assert.Equal(t, test.ends, time.Since(s.begun))
			assert.Equal(t, test.count, g.Snapshot().FailureCount)
			var timeout *resilience.TimeoutError
			assert.Equal(t, test.timeup, errors.As(err, &timeout))
			if test.timeup {
				assert.Equal(t, "engine-service", timeout.Service)
				assert.ErrorIs(t, err, context.DeadlineExceeded)
				assert.Equal(t, "engine-service did not answer in time", err.Error())
			} else {
				assert.Equal(t, test.last, err)
			}
		})
	}
	bubble(t, "an answer that comes when the budget is spent", func(t *testing.T, g *resilience.Guard) {
		for _, test := range []struct{ answer, wraps error }{
			{nil, nil}, {errNotFound, errNotFound}, {errInternal, errInternal}, {errUnavailable, context.DeadlineExceeded},
		} {
			out, err := resilience.Do(t.Context(), g, resilience.Policy{Timeout: time.Second, Retries: 2},
				func(context.Context) (string, error) { time.Sleep(2 * time.Second); return "late", test.answer })
			assert.ErrorIs(t, err, test.wraps)
			assert.ErrorIs(t, err, test.answer)
			assert.Equal(t, "late", out)
		}
	})
}

func TestCallerGoesAway(t *testing.T) {
	bubble(t, "before the call", func(t *testing.T, g *resilience.Guard) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		s := &script{}
		_, err := s.run(ctx, g, once)
		assert.Equal(t, context.Canceled, err)
		assert.Empty(t, s.starts)
	})
	for name, answer := range map[string]error{"during the call": errLost, "and the call says so": context.Canceled} {
		bubble(t, name, func(t *testing.T, g *resilience.Guard) {
			fail(g, 4)
			ctx, cancel := context.WithCancel(t.Context())
			tries := 0
			_, err := resilience.Do(ctx, g, resilience.Policy{Retries: 2}, func(context.Context) (int, error) {
				tries++
				cancel()
				return 0, answer
			})
			assert.ErrorIs(t, err, answer)
			assert.Equal(t, 1, tries)
			assert.Equal(t, 4, g.Snapshot().FailureCount)
		})
	}
	bubble(t, "during a pause", func(t *testing.T, g *resilience.Guard) {
		fail(g, 4)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(30*time.Millisecond, cancel)
		s := &script{answers: []error{errLost}}
		_, err := s.run(ctx, g, resilience.Policy{Timeout: time.Minute, Retries: 2})
		assert.Equal(t, context.Canceled, err)
		assert.Len(t, s.starts, 1)
		assert.Equal(t, 4, g.Snapshot().FailureCount)
	})
}

func TestPanicGoesOn(t *testing.T) {
	bubble(t, "", func(t *testing.T, g *resilience.Guard) {
		assert.PanicsWithValue(t, "bad day", func() {
			_, _ = resilience.Do(t.Context(), g, once, func(context.Context) (int, error) { panic("bad day") })
		})
		assert.Equal(t, 1, g.Snapshot().FailureCount)
	})
}

// Under the race detector: many goroutines, and the books balance.
func TestConcurrentCalls(t *testing.T) {
	bubble(t, "", func(t *testing.T, g *resilience.Guard) {
		var all sync.WaitGroup
		for i := range 50 {
			all.Go(func() {
				for range 20 {
					s := &script{takes: time.Duration(i) * time.Millisecond}
					if i == 0 {
						s.answers = []error{errInternal}
					}
					_, err := s.run(t.Context(), g, resilience.Policy{Timeout: time.Second, Retries: 1})
					var open *resilience.OpenError
					if i != 0 && !errors.As(err, &open) {
						assert.NoError(t, err)
					}
					g.Sample(true)
					g.Snapshot()
					g.Rates()
				}
			})
		}
		all.Wait()
		time.Sleep(time.Minute)
		for range 3 {
			require.NoError(t, call(g, nil))
		}
		assert.Equal(t, "closed", g.Snapshot().State)
	})
}
