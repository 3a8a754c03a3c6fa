//go:build !js

package ratelimit_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

// drain sends requests to isolates, as pick chooses among those that have not refused yet, until
// all have. It returns how many were admitted before the first refusal, and in all.
func drain(isolates []*ratelimit.Limiter, limit int, pick func(n int) int) (first, all int) {
	first = -1
	for open := append([]*ratelimit.Limiter(nil), isolates...); len(open) > 0; {
		i := pick(len(open))
		if take(open[i], limit).Allowed {
			all++
			continue
		}
		if first < 0 {
			first = all
		}
		open = append(open[:i], open[i+1:]...)
	}
	return first, all
}

// What the package comment says of stranding: the first refusal comes at 4/5 of the limit or later,
// at 7/10 when the window before was busy; and who goes on gets everything.
func TestManyIsolatesUseTheWholeLimit(t *testing.T) {
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 2))
		w := newWorld(t)
		limit := 1 + random.IntN(300)
		isolates := make([]*ratelimit.Limiter, 1+random.IntN(20))
		for i := range isolates {
			isolates[i] = w.isolate()
		}
		skew := 1 + 3*random.Float64() // from all alike to nearly all requests in one place
		pick := func(n int) int { return int(float64(n) * pow(random.Float64(), skew)) }
		for window, tenths := range []int{8, 7, 7} {
			first, all := drain(isolates, limit, pick)
			name := fmt.Sprintf("seed %d, limit %d, %d isolates, window %d", seed, limit, len(isolates), window)
			require.GreaterOrEqual(t, 10*first, tenths*limit, name)
			require.Equal(t, limit, all, name)
			w.clock = w.clock.Add(time.Minute)
		}
	}
}

func pow(x, exponent float64) float64 {
	y := x
	for ; exponent > 1; exponent-- {
		y *= x
	}
	return y
}

// The worst case: isolate after isolate falls silent just after it has got a lease.
func TestIsolatesThatFallSilent(t *testing.T) {
	for _, limit := range []int{10, 100, 400} {
		for _, busy := range []int{1, 5, 30, 100} {
			w := newWorld(t)
			admitted := 0
			for refused := false; !refused; {
				l := w.isolate()
				for used, leased := 0, false; !refused && (used < busy || !leased); used++ {
					calls := w.calls
					refused = !take(l, limit).Allowed
					leased = w.calls > calls
					if !refused {
						admitted++
					}
				}
			}
			assert.GreaterOrEqual(t, 10*admitted, 8*limit, "limit %d, silent after %d", limit, busy)
		}
	}
}

// The same when each had its part in the window before, and now falls silent after one request.
func TestBusyIsolatesThatFallSilent(t *testing.T) {
	for _, limit := range []int{10, 100, 400} {
		for _, count := range []int{1, 2, 5, 10} {
			w := newWorld(t)
			isolates := make([]*ratelimit.Limiter, count)
			for i := range isolates {
				isolates[i] = w.isolate()
				for range limit / count {
					require.True(t, take(isolates[i], limit).Known)
				}
			}
			w.clock = w.clock.Add(time.Minute)
			admitted := 0
			for _, l := range isolates {
				if take(l, limit).Allowed {
					admitted++
				}
			}
			for other := w.isolate(); take(other, limit).Allowed; {
				admitted++
			}
			assert.GreaterOrEqual(t, 10*admitted, 7*limit, "limit %d, %d isolates", limit, count)
		}
	}
}

func TestRareRequestsStrandNothing(t *testing.T) {
	w := newWorld(t)
	admitted := 0
	for range 600 { // isolates that come and go
		if w.isolate().Take(t.Context(), "key:1", 500, 24*time.Hour).Allowed {
			admitted++
		}
	}
	assert.Equal(t, 500, admitted)
}

// slow is an authority behind a network: questions and answers take their time and overtake each
// other, and some are lost on the way there or back.
type slow struct {
	window ratelimit.Window
	loss   float64
}

func (s slow) Lease(ctx context.Context, _ string, r ratelimit.LeaseRequest) (ratelimit.Lease, error) {
	travel := func() error {
		time.Sleep(time.Duration(rand.IntN(200)) * time.Millisecond)
		if rand.Float64() < s.loss {
			return errors.New("lost")
		}
		return nil
	}
	if err := travel(); err != nil {
		return ratelimit.Lease{}, err
	}
	l, err := s.window.Lease(ctx, time.Now(), r)
	return l, errors.Join(err, travel())
}

// Isolates with clocks that differ, each with clients that send at the same time, over several
// windows: no window admits more than the limit, whatever overtakes what.
func TestConcurrentRequestsNeverExceedTheLimit(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				random := rand.New(rand.NewPCG(seed, 3))
				limit := 1 + random.IntN(80)
				authority := slow{ratelimit.Window{DB: sqlitetest.Open(t)}, float64(seed%2) * 0.1}
				var mu sync.Mutex
				admitted := map[time.Time]int{}
				unknown := 0
				var clients sync.WaitGroup
				end := time.Now().Add(150 * time.Second)
				for range 1 + random.IntN(6) {
					ahead := time.Duration(random.IntN(4000)-2000) * time.Millisecond
					l := ratelimit.NewLimiter(authority, func() time.Time { return time.Now().Add(ahead) }, 10)
					count := 1 + random.IntN(5)
					for range count {
						clients.Go(func() {
							shown := map[time.Time]int{}
							for time.Now().Before(end) {
								d := take(l, limit)
								mu.Lock()
								switch {
								case !d.Known:
									unknown++
								case d.Allowed:
									admitted[d.Reset]++
								}
								mu.Unlock()
								if d.Known && !d.Allowed {
									assert.Zero(t, d.Remaining)
								}
								if d.Known {
									assert.Less(t, d.Remaining, limit)
									if last, ok := shown[d.Reset]; ok && count == 1 {
										assert.LessOrEqual(t, d.Remaining, last)
									}
									shown[d.Reset] = d.Remaining
								}
								time.Sleep(time.Duration(rand.IntN(1500)) * time.Millisecond)
							}
						})
					}
				}
				clients.Wait()
				require.GreaterOrEqual(t, len(admitted), 3)
				for reset, n := range admitted {
					assert.LessOrEqual(t, n, limit, reset)
				}
				if authority.loss == 0 {
					assert.Zero(t, unknown)
				}
			})
		})
	}
}

// A burst at one isolate: every request asks at the same time, and exactly the limit is admitted.
func TestBurst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := ratelimit.NewLimiter(slow{window: ratelimit.Window{DB: sqlitetest.Open(t)}}, time.Now, 10)
		var mu sync.Mutex
		admitted := 0
		var requests sync.WaitGroup
		for range 100 {
			requests.Go(func() {
				if take(l, 40).Allowed {
					mu.Lock()
					admitted++
					mu.Unlock()
				}
			})
		}
		requests.Wait()
		assert.Equal(t, 40, admitted)
	})
}
