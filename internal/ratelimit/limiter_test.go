//go:build !js

package ratelimit_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

// objects are the Durable Objects: a Window for each bucket.
type objects struct {
	t       *testing.T
	now     func() time.Time
	mu      sync.Mutex // windows of a bucket are asked for at the same time
	windows map[string]ratelimit.Window
	calls   int
	err     error
}

func (o *objects) Lease(ctx context.Context, bucket string, r ratelimit.LeaseRequest) (ratelimit.Lease, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.calls++
	if o.err != nil {
		return ratelimit.Lease{}, o.err
	}
	w, ok := o.windows[bucket]
	if !ok {
		w = ratelimit.Window{DB: sqlitetest.Open(o.t)}
		o.windows[bucket] = w
	}
	return w.Lease(ctx, o.now(), r)
}

// world has one clock, the objects, and isolates.
type world struct {
	*objects
	clock time.Time
}

func newWorld(t *testing.T) *world {
	w := &world{clock: epoch}
	w.objects = &objects{t: t, now: w.time, windows: map[string]ratelimit.Window{}}
	return w
}

func (w *world) time() time.Time { return w.clock }

func (w *world) isolate() *ratelimit.Limiter {
	return ratelimit.NewLimiter(w.objects, w.time, ratelimit.DefaultCapacity)
}

func take(l *ratelimit.Limiter, limit int) ratelimit.Decision {
	return l.Take(context.Background(), "user:7", limit, time.Minute)
}

func TestOneIsolateAdmitsExactlyTheLimit(t *testing.T) {
	for _, limit := range []int{1, 2, 3, 7, 10, 50, 64, 100, 333, 1000} {
		t.Run(fmt.Sprint(limit), func(t *testing.T) {
			w := newWorld(t)
			l := w.isolate()
			for _, reset := range []time.Duration{40 * time.Second, 100 * time.Second} {
				for i := range limit {
					d := take(l, limit)
					require.True(t, d.Allowed)
					require.True(t, d.Known)
					require.Equal(t, limit, d.Limit)
					require.Equal(t, limit-1-i, d.Remaining)
					require.Equal(t, epoch.Add(reset), d.Reset)
					require.Zero(t, d.RetryAfter)
				}
				calls := w.calls
				for range 50 {
					d := take(l, limit)
					require.False(t, d.Allowed)
					require.True(t, d.Known)
					require.Zero(t, d.Remaining)
					require.Equal(t, epoch.Add(reset), d.Reset)
				}
				require.Equal(t, calls, w.calls, "an empty bucket needs no question")
				w.clock = epoch.Add(reset)
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	for left, seconds := range map[time.Duration]time.Duration{
		time.Minute: 60, time.Minute - 1: 60, 59 * time.Second: 59, 1500 * time.Millisecond: 2, time.Second: 1, 1: 1,
	} {
		w := newWorld(t)
		w.clock = epoch.Add(40*time.Second - left)
		l := w.isolate()
		require.True(t, take(l, 1).Allowed)
		d := take(l, 1)
		assert.False(t, d.Allowed)
		assert.Equal(t, seconds*time.Second, d.RetryAfter, left)
	}
}

// The round trips that the package comment promises.
func TestRoundTrips(t *testing.T) {
	for _, test := range []struct{ limit, requests, first, second int }{
		{1000, 1000, 70, 50},
		{1000, 100, 17, 7},
		{1000, 10, 7, 5},
		{100, 100, 40, 32},
		{10, 10, 10, 10},
	} {
		w := newWorld(t)
		l := w.isolate()
		for _, most := range []int{test.first, test.second} {
			w.calls = 0
			for range test.requests {
				require.True(t, take(l, test.limit).Allowed)
			}
			assert.LessOrEqual(t, w.calls, most, "%+v", test)
			w.clock = w.clock.Add(time.Minute)
		}
	}
}

func TestDemandOfAWindowLongAgoIsForgotten(t *testing.T) {
	w := newWorld(t)
	l := w.isolate()
	for range 100 {
		take(l, 1000)
	}
	w.clock = w.clock.Add(2 * time.Minute)
	w.calls = 0
	for range 4 {
		take(l, 1000)
	}
	assert.Equal(t, 4, w.calls)
}

func TestBucketsAndWindowsAreApart(t *testing.T) {
	w := newWorld(t)
	l := w.isolate()
	for _, bucket := range []string{"user:1", "user:2", "key:1"} {
		for _, window := range []time.Duration{time.Minute, time.Hour} {
			for i := range 4 {
				d := l.Take(t.Context(), bucket, 3, window)
				require.Equal(t, i < 3, d.Allowed)
			}
		}
	}
}

func TestUnreachableAuthority(t *testing.T) {
	w := newWorld(t)
	l := w.isolate()
	w.err = errors.New("no route")
	for range 5 {
		assert.Equal(t, ratelimit.Decision{Allowed: true, Limit: 2}, take(l, 2))
	}
	w.err = nil
	assert.Equal(t, 1, take(l, 2).Remaining)
	assert.Equal(t, 0, take(l, 2).Remaining)
	w.err = errors.New("no route")
	assert.False(t, take(l, 2).Allowed, "what is known stays known")
	w.clock = w.clock.Add(time.Minute)
	assert.False(t, take(l, 2).Known)
}

func TestLimitOfZero(t *testing.T) {
	w := newWorld(t)
	for _, limit := range []int{0, -3} {
		d := take(w.isolate(), limit)
		assert.False(t, d.Allowed)
		assert.True(t, d.Known)
		assert.Equal(t, 0, d.Limit)
		assert.Equal(t, 40*time.Second, d.RetryAfter)
	}
	assert.Zero(t, w.calls)
}

func TestLimitChanges(t *testing.T) {
	w := newWorld(t)
	l := w.isolate()
	for range 3 {
		take(l, 2)
	}
	d := take(l, 5)
	assert.True(t, d.Allowed, "raised")
	assert.Equal(t, 2, d.Remaining)
	d = take(l, 3)
	assert.False(t, d.Allowed, "lowered")
	assert.Equal(t, 3, d.Limit)
	assert.True(t, take(l, 5).Allowed)
	assert.True(t, take(l, 5).Allowed)
	assert.False(t, take(l, 5).Allowed)
}

func TestReturn(t *testing.T) {
	w := newWorld(t)
	a, b := w.isolate(), w.isolate()
	for range 20 { // logins that succeed, here and there
		for _, l := range []*ratelimit.Limiter{a, b} {
			d := take(l, 3)
			require.True(t, d.Allowed)
			require.Equal(t, 2, d.Remaining)
			require.NoError(t, l.Return(t.Context(), "user:7", d))
		}
	}
	first := take(a, 3)
	take(a, 3)
	last := take(a, 3)
	require.False(t, take(a, 3).Allowed)
	require.NoError(t, a.Return(t.Context(), "user:7", last))
	assert.True(t, take(a, 3).Allowed, "the isolate forgets that the bucket was empty")
	refused := take(a, 3)
	require.False(t, refused.Allowed)

	calls := w.calls
	require.NoError(t, a.Return(t.Context(), "user:7", refused))
	require.NoError(t, a.Return(t.Context(), "user:7", ratelimit.Decision{Allowed: true, Limit: 3}))
	assert.Equal(t, calls, w.calls, "nothing was taken")

	w.err = errors.New("no route")
	require.ErrorIs(t, a.Return(t.Context(), "user:7", first), w.err)
	w.err = nil
	w.clock = w.clock.Add(time.Minute)
	for range 3 {
		require.True(t, take(a, 3).Allowed)
	}
	require.NoError(t, a.Return(t.Context(), "user:7", first))
	assert.False(t, take(a, 3).Allowed, "too late: its window is over")
}

func TestCapacity(t *testing.T) {
	const most = 10
	w := newWorld(t)
	l := ratelimit.NewLimiter(w.objects, w.time, most)
	bucket := func(i int) string { return fmt.Sprint("ip:", i) }
	exhaust := func(i int) {
		for l.Take(t.Context(), bucket(i), 1, time.Minute).Allowed {
		}
	}
	for i := range most {
		exhaust(i)
	}
	exhaust(0) // the most recently used now
	exhaust(most)
	asks := func(i int) bool {
		w.calls = 0
		require.False(t, l.Take(t.Context(), bucket(i), 1, time.Minute).Allowed, "forgotten or not, the count holds")
		return w.calls > 0
	}
	assert.False(t, asks(0))
	for i := 2; i < most; i++ {
		assert.False(t, asks(i), i)
	}
	assert.True(t, asks(1), "the one that was used the longest time ago")
}
