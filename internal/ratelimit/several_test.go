//go:build !js

package ratelimit_test

import (
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

const bucketOfKey = "key:7"

func windows(minute, hour, day int) []ratelimit.Rule {
	return []ratelimit.Rule{{Limit: minute, Window: time.Minute}, {Limit: hour, Window: time.Hour}, {Limit: day, Window: 24 * time.Hour}}
}

// The least window refuses, the client is told of the one that has the least left, and a refusal uses
// nothing of the other windows.
func TestTakeAll(t *testing.T) {
	w := newWorld(t)
	l := w.isolate()
	rules := windows(3, 5, 100)
	take := func() ratelimit.Decision {
		decisions, which := l.TakeAll(t.Context(), bucketOfKey, rules)
		require.Len(t, decisions, 3)
		return decisions[which]
	}
	for left := range 3 {
		d := take()
		assert.True(t, d.Allowed)
		assert.Equal(t, 3, d.Limit, "the minute has the least left")
		assert.Equal(t, 2-left, d.Remaining)
		assert.Equal(t, epoch.Add(40*time.Second), d.Reset)
	}
	for range 10 {
		d := take()
		assert.False(t, d.Allowed)
		assert.Equal(t, 3, d.Limit)
		assert.Equal(t, 40*time.Second, d.RetryAfter)
	}
	w.clock = w.clock.Add(40 * time.Second)
	for left := range 2 {
		d := take()
		assert.True(t, d.Allowed, "ten refusals later")
		assert.Equal(t, 5, d.Limit, "now it is the hour")
		assert.Equal(t, 1-left, d.Remaining)
	}
	calls := w.calls
	for range 10 {
		d := take()
		assert.False(t, d.Allowed)
		assert.Equal(t, 5, d.Limit)
		assert.Equal(t, epoch.Add(3580*time.Second), d.Reset)
		assert.Equal(t, 3540*time.Second, d.RetryAfter)
	}
	assert.Equal(t, calls, w.calls, "an empty window needs no question, nor do the others")
	for i, used := range []int{2, 5, 5} {
		got, err := l.Used(t.Context(), bucketOfKey, rules[i])
		require.NoError(t, err)
		assert.Equal(t, used, got, i)
	}
}

func TestRefusalsOfSeveralWindows(t *testing.T) {
	w := newWorld(t)
	l := w.isolate()
	for range 2 {
		l.TakeAll(t.Context(), bucketOfKey, windows(2, 2, 9))
	}
	decisions, which := l.TakeAll(t.Context(), bucketOfKey, windows(2, 2, 9))
	assert.Equal(t, 1, which, "the hour refuses for longer than the minute")
	assert.False(t, decisions[1].Allowed)
	decisions, which = w.isolate().TakeAll(t.Context(), bucketOfKey, windows(2, 2, 9))
	assert.Equal(t, 1, which, "also where it has to be asked for")
	assert.False(t, decisions[1].Allowed)
	decisions, which = l.TakeAll(t.Context(), bucketOfKey, windows(5, 0, 9))
	assert.Equal(t, 1, which)
	assert.False(t, decisions[which].Allowed, "no limit at all")
}

func TestTakeAllWithoutTheAuthority(t *testing.T) {
	w := newWorld(t)
	w.err = errors.New("down")
	l := w.isolate()
	decisions, which := l.TakeAll(t.Context(), bucketOfKey, windows(3, 5, 9))
	assert.Equal(t, ratelimit.Decision{Allowed: true, Limit: 3}, decisions[which], "it passes, and nothing is said of what remains")
	_, err := l.Used(t.Context(), bucketOfKey, windows(3, 5, 9)[0])
	assert.Error(t, err)
}

// Isolates with clocks that differ, each with clients that send at the same time, over several
// minutes, behind a network that delays and, for odd seeds, loses: no window of any length admits more
// than its limit, whatever overtakes what and whatever is given back.
func TestSeveralWindowsAreNeverExceeded(t *testing.T) {
	for seed := range uint64(10) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				random := rand.New(rand.NewPCG(seed, 5))
				// Lengths that no window divides, so that they end apart.
				rules := []ratelimit.Rule{
					{Limit: 1 + random.IntN(30), Window: 20 * time.Second},
					{Limit: 1 + random.IntN(70), Window: 50 * time.Second},
					{Limit: 1 + random.IntN(150), Window: 170 * time.Second},
				}
				authority := slow{ratelimit.Window{DB: sqlitetest.Open(t)}, float64(seed%2) * 0.1}
				var mu sync.Mutex
				admitted := make([]map[time.Time]int, len(rules))
				for i := range admitted {
					admitted[i] = map[time.Time]int{}
				}
				refusals := 0
				var clients sync.WaitGroup
				end := time.Now().Add(4 * time.Minute)
				for range 1 + random.IntN(8) {
					ahead := time.Duration(random.IntN(4000)-2000) * time.Millisecond
					l := ratelimit.NewLimiter(authority, func() time.Time { return time.Now().Add(ahead) }, 10)
					for range 1 + random.IntN(5) {
						clients.Go(func() {
							for time.Now().Before(end) {
								decisions, which := l.TakeAll(t.Context(), bucketOfKey, rules)
								mu.Lock()
								if !decisions[which].Allowed {
									refusals++
								}
								for i, d := range decisions {
									if decisions[which].Allowed && d.Known {
										assert.True(t, d.Allowed)
										admitted[i][d.Reset]++
									}
								}
								mu.Unlock()
								time.Sleep(time.Duration(rand.IntN(1500)) * time.Millisecond)
							}
						})
					}
				}
				clients.Wait()
				for i, rule := range rules {
					require.GreaterOrEqual(t, len(admitted[i]), 2)
					for reset, n := range admitted[i] {
						assert.LessOrEqual(t, n, rule.Limit, "%v until %v", rule.Window, reset)
					}
				}
				assert.NotZero(t, refusals)
			})
		})
	}
}

// What is given back is not lost: whoever goes on gets all that the longest window allows.
func TestWhatTheMinuteRefusesTheHourKeeps(t *testing.T) {
	for seed := range uint64(5) {
		random := rand.New(rand.NewPCG(seed, 6))
		w := newWorld(t)
		rules := []ratelimit.Rule{{Limit: 10, Window: time.Minute}, {Limit: 95, Window: time.Hour}}
		isolates := make([]*ratelimit.Limiter, 1+random.IntN(6))
		for i := range isolates {
			isolates[i] = w.isolate()
		}
		admitted := 0
		for range 40 { // minutes
			for range 60 {
				l := isolates[random.IntN(len(isolates))]
				if decisions, which := l.TakeAll(t.Context(), bucketOfKey, rules); decisions[which].Allowed {
					admitted++
				}
			}
			w.clock = w.clock.Add(time.Minute)
		}
		assert.Equal(t, 95, admitted, "seed %d, %d isolates", seed, len(isolates))
	}
}
