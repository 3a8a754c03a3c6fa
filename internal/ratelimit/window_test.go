//go:build !js

package ratelimit_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

// epoch is 20 s into a window of a minute.
var epoch = time.Date(2025, 7, 19, 8, 0, 20, 0, time.UTC)

// floats binds integers as floating point, as the storage of a Durable Object does.
type floats struct{ sqldb.DB }

func (db floats) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	return db.DB.Query(ctx, sql, asFloats(args)...)
}

func (db floats) Batch(ctx context.Context, statements ...sqldb.Statement) ([]int64, error) {
	for i := range statements {
		statements[i].Args = asFloats(statements[i].Args)
	}
	return db.DB.Batch(ctx, statements...)
}

func asFloats(args []any) []any {
	out := make([]any, len(args))
	for i, arg := range args {
		switch v := arg.(type) {
		case int:
			out[i] = float64(v)
		case int64:
			out[i] = float64(v)
		default:
			out[i] = arg
		}
	}
	return out
}

func databases(t *testing.T, test func(t *testing.T, w ratelimit.Window)) {
	t.Run("integers", func(t *testing.T) { test(t, ratelimit.Window{DB: sqlitetest.Open(t)}) })
	t.Run("floats", func(t *testing.T) { test(t, ratelimit.Window{DB: floats{sqlitetest.Open(t)}}) })
}

func TestWindowLeases(t *testing.T) {
	const minute = time.Minute
	type step struct {
		after              time.Duration // since epoch
		limit, want        int
		window             time.Duration
		granted, remaining int
		reset              time.Duration // since epoch
	}
	for name, steps := range map[string][]step{
		"an eighth of the rest at most": {
			{0, 90, 50, minute, 11, 79, 40 * time.Second},
			{0, 90, 50, minute, 9, 70, 40 * time.Second},
			{0, 90, 3, minute, 3, 67, 40 * time.Second},
			{0, 90, 50, minute, 8, 59, 40 * time.Second},
			{0, 90, 50, minute, 7, 52, 40 * time.Second},
		},
		"small limits one by one": {
			{0, 3, 9, minute, 1, 2, 40 * time.Second},
			{0, 3, 9, minute, 1, 1, 40 * time.Second},
			{0, 3, 9, minute, 1, 0, 40 * time.Second},
			{0, 3, 9, minute, 0, 0, 40 * time.Second},
			{0, 3, 9, minute, 0, 0, 40 * time.Second},
		},
		"windows begin at full minutes": {
			{0, 1, 1, minute, 1, 0, 40 * time.Second},
			{40*time.Second - time.Millisecond, 1, 1, minute, 0, 0, 40 * time.Second},
			{40 * time.Second, 1, 1, minute, 1, 0, 100 * time.Second},
			{10 * minute, 1, 1, minute, 1, 0, 10*minute + 40*time.Second},
		},
		"lengths apart": {
			{0, 2, 1, minute, 1, 1, 40 * time.Second},
			{0, 5, 1, time.Hour, 1, 4, 3580 * time.Second},
			{0, 9, 1, 24 * time.Hour, 1, 8, 15*time.Hour + 3580*time.Second},
			{0, 2, 1, minute, 1, 0, 40 * time.Second},
			{0, 5, 1, time.Hour, 1, 3, 3580 * time.Second},
		},
		"the clock goes back": {
			{minute, 2, 1, minute, 1, 1, 100 * time.Second},
			{0, 2, 1, minute, 1, 0, 100 * time.Second},
			{0, 2, 1, minute, 0, 0, 100 * time.Second},
		},
		"the limit changes": {
			{0, 2, 1, minute, 1, 1, 40 * time.Second},
			{0, 1, 1, minute, 0, 0, 40 * time.Second},
			{0, 20, 9, minute, 2, 17, 40 * time.Second},
			{0, 1, 1, minute, 0, 0, 40 * time.Second},
		},
		"only a question": {
			{0, 100, 0, minute, 0, 100, 40 * time.Second},
			{0, 100, 5, minute, 5, 95, 40 * time.Second},
			{0, 100, 0, minute, 0, 95, 40 * time.Second},
		},
		"no limit at all": {
			{0, 0, 1, minute, 0, 0, 40 * time.Second},
			{0, -5, 1, minute, 0, 0, 40 * time.Second},
		},
	} {
		t.Run(name, func(t *testing.T) {
			databases(t, func(t *testing.T, w ratelimit.Window) {
				for i, s := range steps {
					got, err := w.Lease(t.Context(), epoch.Add(s.after), ratelimit.LeaseRequest{Limit: s.limit, Window: s.window, Want: s.want})
					require.NoError(t, err)
					require.Equal(t, ratelimit.Lease{Granted: s.granted, Remaining: s.remaining, Reset: epoch.Add(s.reset)}, got, "step %d", i)
				}
			})
		})
	}
}

func TestWindowTakesBack(t *testing.T) {
	databases(t, func(t *testing.T, w ratelimit.Window) {
		lease := func(now time.Time, r ratelimit.LeaseRequest) (granted, remaining int) {
			r.Limit, r.Window = 2, time.Minute
			l, err := w.Lease(t.Context(), now, r)
			require.NoError(t, err)
			return l.Granted, l.Remaining
		}
		end := epoch.Add(40 * time.Second)
		for range 2 {
			granted, _ := lease(epoch, ratelimit.LeaseRequest{Want: 1})
			require.Equal(t, 1, granted)
		}
		_, remaining := lease(epoch, ratelimit.LeaseRequest{Return: 1, Until: end.Add(-time.Minute)})
		assert.Equal(t, 0, remaining, "from another window")
		_, remaining = lease(epoch, ratelimit.LeaseRequest{Return: 1, Until: end})
		assert.Equal(t, 1, remaining)
		granted, remaining := lease(epoch, ratelimit.LeaseRequest{Return: 5, Until: end, Want: 1})
		assert.Equal(t, []int{1, 1}, []int{granted, remaining}, "never more than there was")
	})
}

func TestWindowRefusesNonsense(t *testing.T) {
	w := ratelimit.Window{DB: sqlitetest.Open(t)}
	for _, r := range []ratelimit.LeaseRequest{
		{Limit: 1, Want: 1}, {Limit: 1, Want: 1, Window: time.Microsecond}, {Limit: 1, Want: 1, Window: -time.Minute},
		{Limit: 1, Want: -1, Window: time.Minute}, {Limit: 1, Return: -1, Window: time.Minute},
	} {
		_, err := w.Lease(t.Context(), epoch, r)
		assert.Error(t, err, "%+v", r)
	}
}

func TestWindowNeverGrantsMoreThanTheLimit(t *testing.T) {
	for seed := range uint64(5) {
		random := rand.New(rand.NewPCG(seed, 1))
		w := ratelimit.Window{DB: sqlitetest.Open(t)}
		limit := 1 + random.IntN(200)
		granted := map[time.Time]int{}
		now := epoch
		for range 200 {
			l, err := w.Lease(t.Context(), now, ratelimit.LeaseRequest{Limit: limit, Window: time.Minute, Want: random.IntN(20)})
			require.NoError(t, err)
			granted[l.Reset] += l.Granted
			require.Equal(t, limit-granted[l.Reset], l.Remaining)
			require.GreaterOrEqual(t, l.Remaining, 0)
			now = now.Add(time.Duration(random.IntN(2500)-200) * time.Millisecond)
		}
		require.Greater(t, len(granted), 2)
	}
}

func TestSweep(t *testing.T) {
	databases(t, func(t *testing.T, w ratelimit.Window) {
		next, err := w.Sweep(t.Context(), epoch)
		require.NoError(t, err)
		assert.True(t, next.IsZero(), "nothing there")
		for _, length := range []time.Duration{time.Minute, time.Hour} {
			_, err := w.Lease(t.Context(), epoch, ratelimit.LeaseRequest{Limit: 9, Window: length, Want: 1})
			require.NoError(t, err)
		}
		minuteEnd, hourEnd := epoch.Add(40*time.Second), epoch.Add(3580*time.Second)
		for _, step := range []struct{ now, next time.Time }{
			{epoch, minuteEnd}, {minuteEnd.Add(-1), minuteEnd}, {minuteEnd, hourEnd}, {hourEnd, time.Time{}},
		} {
			next, err := w.Sweep(t.Context(), step.now)
			require.NoError(t, err)
			assert.Equal(t, step.next, next)
		}
	})
}

func TestLeaseTravelsAsJSON(t *testing.T) {
	text, err := json.Marshal(ratelimit.LeaseRequest{Limit: 100, Window: time.Minute, Want: 3})
	require.NoError(t, err)
	assert.JSONEq(t, `{"limit":100,"window":60000000000,"want":3}`, string(text))
	for _, want := range []ratelimit.LeaseRequest{
		{Limit: 100, Window: time.Minute, Want: 3},
		{Limit: 10, Window: time.Minute, Return: 1, Until: epoch},
	} {
		text, err := json.Marshal(want)
		require.NoError(t, err)
		var got ratelimit.LeaseRequest
		require.NoError(t, json.Unmarshal(text, &got))
		assert.Equal(t, want, got)
	}
}
