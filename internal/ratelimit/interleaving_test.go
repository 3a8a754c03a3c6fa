package ratelimit_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ratelimit"
)

// puppet is an authority whose answers the test gives, in any order.
type puppet struct{ questions chan *question }

type question struct {
	ratelimit.LeaseRequest
	answer   chan ratelimit.Lease // closed: unreachable
	decision chan ratelimit.Decision
}

func (p *puppet) Lease(ctx context.Context, _ string, r ratelimit.LeaseRequest) (ratelimit.Lease, error) {
	q := ctx.Value(p).(*question)
	q.LeaseRequest = r
	p.questions <- q
	l, ok := <-q.answer
	if !ok {
		return l, errors.New("unreachable")
	}
	return l, nil
}

// stage is one isolate in front of a puppet, one second after the beginning of a window.
type stage struct {
	*testing.T
	*puppet
	limiter *ratelimit.Limiter
	reset   time.Time
}

func onStage(t *testing.T, name string, play func(s *stage)) {
	t.Run(name, func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			p := &puppet{make(chan *question, 1)}
			s := &stage{t, p, ratelimit.NewLimiter(p, time.Now, 10), time.Now().UTC().Add(time.Minute)}
			time.Sleep(time.Second)
			play(s)
		})
	})
}

// ask begins a request that has to ask.
func (s *stage) ask() *question {
	q := &question{answer: make(chan ratelimit.Lease), decision: make(chan ratelimit.Decision, 1)}
	go func() { q.decision <- takeIn(context.WithValue(s.Context(), s.puppet, q), s.limiter) }()
	synctest.Wait()
	require.Len(s, s.questions, 1, "it should ask")
	return <-s.questions
}

// take makes a request that has no need to ask.
func (s *stage) take() ratelimit.Decision {
	return takeIn(context.WithValue(s.Context(), s.puppet, (*question)(nil)), s.limiter)
}

func takeIn(ctx context.Context, l *ratelimit.Limiter) ratelimit.Decision {
	return l.Take(ctx, "user:7", 100, time.Minute)
}

func (s *stage) grant(q *question, granted, remaining int, reset time.Time) ratelimit.Decision {
	q.answer <- ratelimit.Lease{Granted: granted, Remaining: remaining, Reset: reset}
	return <-q.decision
}

func (q *question) fail() ratelimit.Decision {
	close(q.answer)
	return <-q.decision
}

func TestInterleavings(t *testing.T) {
	onStage(t, "one at a time asks for more than itself", func(s *stage) {
		s.grant(s.ask(), 20, 80, s.reset)
		for range 19 {
			require.True(s, s.take().Allowed)
		}
		a, b, c := s.ask(), s.ask(), s.ask()
		assert.Equal(s, []int{6, 1, 1}, []int{a.Want, b.Want, c.Want})
		s.grant(a, 6, 74, s.reset)
		for range 5 {
			require.True(s, s.take().Allowed)
		}
		d := s.ask()
		assert.Equal(s, 1, d.Want)
		for _, q := range []*question{b, c, d} {
			q.fail()
		}
		e := s.ask()
		assert.Equal(s, 7, e.Want)
		e.fail()
	})
	onStage(t, "one asks while the others go on", func(s *stage) {
		s.grant(s.ask(), 90, 10, s.reset)
		for range 87 {
			require.True(s, s.take().Allowed)
		}
		require.True(s, s.take().Allowed, "89 of 90")
		low := s.ask()
		assert.Equal(s, 1+89/4-1, low.Want, "with one left")
		assert.True(s, s.take().Allowed, "which is not the one that asks")
		late := s.ask()
		assert.Equal(s, 1, late.Want)
		assert.True(s, s.grant(low, 1, 9, s.reset).Allowed)
		assert.True(s, s.grant(late, 1, 8, s.reset).Allowed)
		last := s.ask()
		assert.True(s, s.grant(last, 9, 0, s.reset).Allowed)
		for range 8 {
			assert.True(s, s.take().Allowed, "what is empty is not asked again")
		}
		assert.False(s, s.take().Allowed)
	})
	onStage(t, "answers overtake each other", func(s *stage) {
		a, b := s.ask(), s.ask()
		assert.Equal(s, 85+4, s.grant(b, 5, 85, s.reset).Remaining)
		assert.Equal(s, 89, s.grant(a, 10, 90, s.reset).Remaining, "not more than a moment ago")
		for left := range 13 {
			assert.Equal(s, min(89, 85+12-left), s.take().Remaining)
		}
	})
	onStage(t, "an answer spends what another one brought", func(s *stage) {
		a, b, c := s.ask(), s.ask(), s.ask()
		assert.Equal(s, 1, s.grant(a, 2, 0, s.reset).Remaining)
		d := s.grant(b, 0, 0, s.reset)
		assert.True(s, d.Allowed)
		assert.Equal(s, 0, d.Remaining)
		assert.False(s, s.grant(c, 0, 0, s.reset).Allowed)
		assert.False(s, s.take().Allowed)
	})
	onStage(t, "a lost answer spends what another one brought", func(s *stage) {
		a, b, c := s.ask(), s.ask(), s.ask()
		s.grant(a, 2, 0, s.reset)
		d := b.fail()
		assert.True(s, d.Allowed)
		assert.True(s, d.Known)
		d = c.fail()
		assert.False(s, d.Allowed, "the bucket is known to be empty")
		assert.True(s, d.Known)
	})
	onStage(t, "a lost answer when nothing is known", func(s *stage) {
		assert.Equal(s, ratelimit.Decision{Allowed: true, Limit: 100}, s.ask().fail())
		assert.Equal(s, 99, s.grant(s.ask(), 1, 99, s.reset).Remaining)
	})
	onStage(t, "an answer from the window before serves its request alone", func(s *stage) {
		late, later := s.ask(), s.ask()
		time.Sleep(time.Minute)
		now := s.ask()
		assert.Equal(s, 99, s.grant(now, 1, 99, s.reset.Add(time.Minute)).Remaining)
		d := s.grant(late, 5, 60, s.reset)
		assert.True(s, d.Allowed)
		assert.Equal(s, s.reset, d.Reset)
		assert.Equal(s, 64, d.Remaining)
		d = s.grant(later, 0, 0, s.reset)
		assert.False(s, d.Allowed)
		assert.Equal(s, time.Second, d.RetryAfter)
		again := s.ask()
		assert.Equal(s, 98, s.grant(again, 1, 98, s.reset.Add(time.Minute)).Remaining)
	})
	onStage(t, "the authority's clock is ahead", func(s *stage) {
		early, ahead := s.ask(), s.ask()
		s.grant(early, 3, 97, s.reset)
		next := s.reset.Add(time.Minute)
		d := s.grant(ahead, 2, 98, next)
		assert.Equal(s, next, d.Reset)
		assert.Equal(s, 99, d.Remaining)
		d = s.take()
		assert.Equal(s, next, d.Reset)
		assert.Equal(s, 98, d.Remaining)
		time.Sleep(time.Minute)
		assert.Equal(s, 97, s.grant(s.ask(), 1, 97, next).Remaining, "it stays one window")
	})
	onStage(t, "what is returned is no demand", func(s *stage) {
		for range 40 {
			q := s.ask()
			require.Equal(s, 1, q.Want)
			d := s.grant(q, 1, 99, s.reset)
			back := &question{answer: make(chan ratelimit.Lease, 1)}
			back.answer <- ratelimit.Lease{Remaining: 100, Reset: s.reset}
			require.NoError(s, s.limiter.Return(context.WithValue(s.Context(), s.puppet, back), "user:7", d))
			<-s.questions
			require.Equal(s, ratelimit.LeaseRequest{Limit: 100, Window: time.Minute, Return: 1, Until: s.reset}, back.LeaseRequest)
		}
	})
}
