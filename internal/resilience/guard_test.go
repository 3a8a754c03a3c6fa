package resilience_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/resilience"
)

// The tests run in synctest bubbles: time.Now, which gobreaker reads too, is virtual there and
// moves only when every goroutine waits.

// sleep ends with the context, as the platform's sleep does.
func sleep(ctx context.Context, d time.Duration) error {
	if at, ok := ctx.Deadline(); ok && time.Until(at) < d {
		time.Sleep(time.Until(at))
		return context.DeadlineExceeded
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return ctx.Err()
	}
}

func options() resilience.Options {
	return resilience.Options{
		Now:          time.Now,
		Sleep:        sleep,
		WithDeadline: edge.WithDeadline,
		Random:       func() float64 { return 0.5 }, // no jitter
		Cancelled:    func(err error) bool { return errors.Is(err, errEventOver) },
	}
}

type serviceError struct {
	status    int
	retryable bool
}

func (e *serviceError) Error() string     { return "service error" }
func (e *serviceError) ClientFault() bool { return e.status < 500 }
func (e *serviceError) Retryable() bool   { return e.retryable }

var (
	errNotFound    = &serviceError{status: 404}
	errInternal    = &serviceError{status: 500}
	errUnavailable = &serviceError{status: 503, retryable: true}
	errLost        = errors.New("connection lost")
	errEventOver   = errors.New("the event is over")
)

var once = resilience.Policy{Timeout: time.Second}

// call makes one logical call without retries that ends in err.
func call(g *resilience.Guard, err error) error {
	_, got := resilience.Do(context.Background(), g, once, func(context.Context) (int, error) { return 0, err })
	return got
}

func fail(g *resilience.Guard, times int) {
	for range times {
		_ = call(g, errInternal)
	}
}

// pending is a logical call that runs until it is told how to end.
type pending struct {
	end  chan error
	done chan error
}

func begin(g *resilience.Guard, p resilience.Policy) *pending {
	c := &pending{make(chan error), make(chan error, 1)}
	go func() {
		_, err := resilience.Do(context.Background(), g, p, func(context.Context) (int, error) { return 0, <-c.end })
		c.done <- err
	}()
	synctest.Wait()
	return c
}

func (c *pending) finish(err error) error {
	c.end <- err
	return <-c.done
}

func bubble(t *testing.T, name string, test func(t *testing.T, g *resilience.Guard)) {
	t.Run(name, func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) { test(t, resilience.New("engine-service", options())) })
	})
}

func requireRefused(t *testing.T, g *resilience.Guard) *resilience.OpenError {
	t.Helper()
	called := false
	_, err := resilience.Do(t.Context(), g, once, func(context.Context) (int, error) { called = true; return 0, nil })
	var open *resilience.OpenError
	require.ErrorAs(t, err, &open)
	require.False(t, called)
	return open
}

func TestClosed(t *testing.T) {
	panics := func(g *resilience.Guard) {
		defer func() { _ = recover() }()
		_, _ = resilience.Do(context.Background(), g, once, func(context.Context) (int, error) { panic("bad day") })
	}
	for _, test := range []struct {
		name  string
		calls func(g *resilience.Guard)
		state string
		count int
	}{
		{"unused", func(g *resilience.Guard) {}, "closed", 0},
		{"4 failures", func(g *resilience.Guard) { fail(g, 4) }, "closed", 4},
		{"5 failures", func(g *resilience.Guard) { fail(g, 5) }, "open", 5},
		{"refused calls do not count", func(g *resilience.Guard) { fail(g, 9) }, "open", 5},
		{"success between", func(g *resilience.Guard) { fail(g, 4); _ = call(g, nil); fail(g, 4) }, "closed", 4},
		{"100 client faults", func(g *resilience.Guard) {
			for range 100 {
				_ = call(g, errNotFound)
			}
		}, "closed", 0},
		{"wrapped client fault between", func(g *resilience.Guard) {
			fail(g, 4)
			_ = call(g, errors.Join(errors.New("metadata"), errNotFound))
			fail(g, 1)
		}, "closed", 1},
		{"cancellation between", func(g *resilience.Guard) {
			fail(g, 4)
			_ = call(g, context.Canceled)
			_ = call(g, errEventOver)
		}, "closed", 4},
		{"cancellation leaves the run of failures whole", func(g *resilience.Guard) {
			fail(g, 4)
			_ = call(g, context.Canceled)
			fail(g, 1)
		}, "open", 5},
		{"100 cancellations", func(g *resilience.Guard) {
			for range 100 {
				_ = call(g, context.Canceled)
			}
		}, "closed", 0},
		{"lost connections", func(g *resilience.Guard) {
			for range 5 {
				_ = call(g, errLost)
			}
		}, "open", 5},
		{"deadlines", func(g *resilience.Guard) {
			for range 5 {
				_ = call(g, context.DeadlineExceeded)
			}
		}, "open", 5},
		{"panics", func(g *resilience.Guard) {
			for range 5 {
				panics(g)
			}
		}, "open", 5},
	} {
		bubble(t, test.name, func(t *testing.T, g *resilience.Guard) {
			test.calls(g)
			assert.Equal(t, test.state, g.Snapshot().State)
			assert.Equal(t, test.count, g.Snapshot().FailureCount)
		})
	}
}

func TestRefusal(t *testing.T) {
	bubble(t, "error", func(t *testing.T, g *resilience.Guard) {
		opened := time.Now()
		fail(g, 5)
		time.Sleep(58900 * time.Millisecond)
		err := requireRefused(t, g)
		assert.Equal(t, "Circuit breaker open for engine-service", err.Error())
		assert.Equal(t, "engine-service", err.Service)
		assert.Equal(t, opened.Add(time.Minute), err.NextAttempt)
		assert.Equal(t, 1100*time.Millisecond, err.Wait)
		assert.Equal(t, 2, err.RetryAfter())
		assert.False(t, err.Retryable())
	})
	for wait, seconds := range map[time.Duration]int{
		0: 1, 1: 1, time.Second: 1, time.Second + 1: 2, 59 * time.Second: 59, time.Minute: 60,
	} {
		assert.Equal(t, seconds, (&resilience.OpenError{Wait: wait}).RetryAfter(), wait)
	}
}

func TestOpenTime(t *testing.T) {
	for name, openFor := range map[string]time.Duration{"default": 0, "set": 1500 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := options()
				o.OpenFor = openFor
				g := resilience.New("engine-service", o)
				if openFor == 0 {
					openFor = time.Minute
				}
				fail(g, 5)
				time.Sleep(openFor - 1)
				requireRefused(t, g)
				time.Sleep(1 * time.Nanosecond)
				assert.Equal(t, "open", g.Snapshot().State, "it takes a call to try")
				require.NoError(t, call(g, nil))
				assert.Equal(t, "half-open", g.Snapshot().State)
			})
		})
	}
}

// halfOpen runs test on a breaker whose next call is a probe.
func halfOpen(t *testing.T, name string, test func(t *testing.T, g *resilience.Guard)) {
	bubble(t, name, func(t *testing.T, g *resilience.Guard) {
		fail(g, 5)
		time.Sleep(time.Minute)
		test(t, g)
	})
}

func TestHalfOpen(t *testing.T) {
	halfOpen(t, "3 successes close", func(t *testing.T, g *resilience.Guard) {
		for i := range 3 {
			require.NoError(t, call(g, nil))
			assert.Equal(t, i == 2, g.Snapshot().State == "closed")
		}
		assert.Equal(t, 0, g.Snapshot().FailureCount)
		fail(g, 4)
		assert.Equal(t, "closed", g.Snapshot().State, "the count began at 0")
	})
	for failures := range 3 {
		halfOpen(t, "a failure reopens", func(t *testing.T, g *resilience.Guard) {
			for range failures {
				require.NoError(t, call(g, nil))
			}
			fail(g, 1)
			s := g.Snapshot()
			assert.Equal(t, "open", s.State)
			assert.Equal(t, 6, s.FailureCount)
			assert.Equal(t, time.Now().Add(time.Minute).UnixMilli(), s.NextAttemptTime)
			time.Sleep(time.Minute - 1)
			requireRefused(t, g)
			time.Sleep(1 * time.Nanosecond)
			for range 3 {
				require.NoError(t, call(g, nil))
			}
			assert.Equal(t, "closed", g.Snapshot().State, "successes before the failure are forgotten")
		})
	}
	halfOpen(t, "3 probes at a time", func(t *testing.T, g *resilience.Guard) {
		probes := []*pending{begin(g, once), begin(g, once), begin(g, once)}
		assert.Equal(t, 1, requireRefused(t, g).RetryAfter())
		require.NoError(t, probes[0].finish(nil))
		more := begin(g, once)
		requireRefused(t, g)
		require.NoError(t, probes[1].finish(nil))
		require.NoError(t, more.finish(nil))
		assert.Equal(t, "closed", g.Snapshot().State)
		require.ErrorIs(t, probes[2].finish(errInternal), errInternal)
		assert.Equal(t, 0, g.Snapshot().FailureCount, "a probe of the time before does not count")
	})
	halfOpen(t, "probes of an earlier time take no slots", func(t *testing.T, g *resilience.Guard) {
		endless := resilience.Policy{}
		old := []*pending{begin(g, endless), begin(g, endless)}
		fail(g, 1)
		time.Sleep(time.Minute)
		probes := []*pending{begin(g, endless), begin(g, endless), begin(g, endless)}
		requireRefused(t, g)
		require.Error(t, old[0].finish(errInternal))
		requireRefused(t, g)
		for _, p := range probes {
			require.NoError(t, p.finish(nil))
		}
		assert.Equal(t, "closed", g.Snapshot().State)
		require.NoError(t, old[1].finish(nil))
	})
	halfOpen(t, "cancelled probes give their slots back and decide nothing", func(t *testing.T, g *resilience.Guard) {
		require.NoError(t, call(g, nil))
		for range 10 {
			probes := []*pending{begin(g, once), begin(g, once), begin(g, once)}
			requireRefused(t, g)
			for i, p := range probes {
				require.Error(t, p.finish([]error{context.Canceled, errEventOver, context.Canceled}[i]))
			}
			require.Equal(t, "half-open", g.Snapshot().State)
		}
		require.NoError(t, call(g, nil))
		require.NoError(t, call(g, nil))
		assert.Equal(t, "closed", g.Snapshot().State)
	})
	halfOpen(t, "client faults are answers", func(t *testing.T, g *resilience.Guard) {
		for range 3 {
			require.ErrorIs(t, call(g, errNotFound), errNotFound)
		}
		assert.Equal(t, "closed", g.Snapshot().State)
	})
	halfOpen(t, "a probe that never ends holds its slot until its deadline", func(t *testing.T, g *resilience.Guard) {
		long := resilience.Policy{Timeout: 10 * time.Second}
		lost := []*pending{begin(g, long), begin(g, long), begin(g, long)}
		time.Sleep(10*time.Second - 1)
		requireRefused(t, g)
		time.Sleep(1 * time.Nanosecond)
		for range 3 {
			require.NoError(t, call(g, nil))
		}
		assert.Equal(t, "closed", g.Snapshot().State)
		for _, p := range lost {
			require.Error(t, p.finish(errEventOver))
		}
	})
}

func TestOutcomesOfAnEarlierStateDoNotCount(t *testing.T) {
	bubble(t, "late failure", func(t *testing.T, g *resilience.Guard) {
		late := begin(g, resilience.Policy{Timeout: time.Hour})
		fail(g, 5)
		time.Sleep(time.Minute)
		require.NoError(t, call(g, nil))
		require.ErrorIs(t, late.finish(errInternal), errInternal)
		assert.Equal(t, "half-open", g.Snapshot().State)
	})
	bubble(t, "late successes", func(t *testing.T, g *resilience.Guard) {
		late := []*pending{begin(g, once), begin(g, once), begin(g, once)}
		fail(g, 5)
		for _, c := range late {
			require.NoError(t, c.finish(nil))
		}
		assert.Equal(t, "open", g.Snapshot().State)
		assert.Equal(t, 5, g.Snapshot().FailureCount)
	})
	bubble(t, "failures at the same time", func(t *testing.T, g *resilience.Guard) {
		var all []*pending
		for range 8 {
			all = append(all, begin(g, once))
		}
		for _, c := range all {
			require.Error(t, c.finish(errInternal))
		}
		assert.Equal(t, 5, g.Snapshot().FailureCount)
	})
}
