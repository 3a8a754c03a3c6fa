package faults

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// breaker is the breaker of the engine service as /health shows it.
type breaker struct {
	State           string
	FailureCount    int
	LastFailureTime int64
	NextAttemptTime int64
}

func (s *stage) breaker(t *testing.T) breaker {
	t.Helper()
	return s.health(t).CircuitBreakers["engine-service"]
}

// opening: what opens the breaker, and what does not.
func opening(t *testing.T, s *stage) {
	t.Run("four failures do not", func(t *testing.T) {
		s.play(validateEngine, broken)
		for i := range 4 {
			s.validate(t)
			b := s.breaker(t)
			assert.Equal(t, "closed", b.State)
			assert.Equal(t, i+1, b.FailureCount)
			assert.Zero(t, b.NextAttemptTime)
		}
		s.play(validateEngine, healthy[validateEngine])
		require.Equal(t, 200, s.validate(t).Status)
		assert.Zero(t, s.breaker(t).FailureCount)
		s.play(validateEngine, broken)
		for range 4 {
			s.validate(t)
		}
		assert.Equal(t, "closed", s.breaker(t).State, "4 and 4 with a success between them are not 5 in a row")
	})
	t.Run("100 faults of callers do not", func(t *testing.T) {
		s.play(validateEngine, fails(422, "TOO_ODD", true))
		for range 100 {
			require.Equal(t, 422, s.validate(t).Status)
		}
		assert.Len(t, s.calls(validateEngine), 100, "and are not tried again")
		b := s.breaker(t)
		assert.Equal(t, "closed", b.State)
		assert.Zero(t, b.FailureCount)
	})
	t.Run("calls of all methods count together, retries do not", func(t *testing.T) {
		s.play(calculateEngine, does("throw"))
		s.play(getEngineMetadata, broken)
		s.play(batchCalculate, succeeds("{}"))
		require.Equal(t, 503, s.calculate(t).Status)
		require.Equal(t, 500, s.Get(t, "/engines/numerology/metadata").Status)
		require.Equal(t, 503, s.Post(t, "/batch", `{"calculations":[{"engine":"numerology","input":{}}]}`).Status)
		require.Equal(t, 503, s.calculate(t).Status)
		assert.Equal(t, "closed", s.breaker(t).State)

		before := time.Now()
		require.Equal(t, 503, s.calculate(t).Status)
		b := s.breaker(t)
		assert.Equal(t, "open", b.State)
		assert.Equal(t, 5, b.FailureCount)
		assert.GreaterOrEqual(t, b.LastFailureTime, before.UnixMilli())
		assert.LessOrEqual(t, b.LastFailureTime, time.Now().UnixMilli())
		assert.InDelta(t, b.LastFailureTime+openFor.Milliseconds(), b.NextAttemptTime, together)
		assert.Len(t, s.calls(calculateEngine), 9)
	})
}

// together is how far apart in ms two looks at the clock may be that follow each other at once.
const together = 500

// untilNextAttempt waits until the breaker admits calls again.
func untilNextAttempt(b breaker) {
	time.Sleep(time.Until(time.UnixMilli(b.NextAttemptTime)) + 5*time.Millisecond)
}

// closingAgain: what a half-open breaker admits, and where it goes from there.
func closingAgain(t *testing.T, s *stage) {
	t.Run("three probes at a time", func(t *testing.T) {
		untilNextAttempt(s.open(t))
		assert.Equal(t, "open", s.breaker(t).State, "it takes a call to half-open it")
		release := make(chan struct{})
		s.play(calculateEngine, held(release, healthy[calculateEngine]))
		var probes []pending
		for range 3 {
			probes = append(probes, s.begin("POST", "/engines/numerology/calculate", someInput))
			s.await(t, calculateEngine)
		}
		assert.Equal(t, "half-open", s.breaker(t).State)
		for range 5 {
			assert.Equal(t, 1, requireRefused(t, s.calculate(t)), "the time is over, so at once")
			requireRefused(t, s.validate(t))
		}
		assert.Len(t, s.calls(calculateEngine), 3)
		for _, p := range probes {
			p.requireUnderWay(t)
		}
		close(release)
		for _, p := range probes {
			r, _ := p.wait(t)
			assert.Equal(t, 200, r.Status)
		}
		b := s.breaker(t)
		assert.Equal(t, "closed", b.State)
		assert.Zero(t, b.FailureCount)
		assert.Zero(t, b.NextAttemptTime)
		assert.Equal(t, 200, s.calculate(t).Status)
	})
	t.Run("three successes in a row", func(t *testing.T) {
		untilNextAttempt(s.open(t))
		s.mend()
		for range 2 {
			require.Equal(t, 200, s.validate(t).Status)
			assert.Equal(t, "half-open", s.breaker(t).State)
		}
		s.play(validateEngine, fails(422, "TOO_ODD", false))
		require.Equal(t, 422, s.validate(t).Status)
		assert.Equal(t, "closed", s.breaker(t).State, "a fault of the caller is a sign of life, too")
	})
	t.Run("one failure opens it again", func(t *testing.T) {
		first := s.open(t)
		untilNextAttempt(first)
		s.mend()
		require.Equal(t, 200, s.validate(t).Status)
		require.Equal(t, 200, s.validate(t).Status)
		s.play(validateEngine, broken)
		require.Equal(t, 500, s.validate(t).Status)
		again := s.breaker(t)
		assert.Equal(t, "open", again.State)
		assert.Equal(t, 6, again.FailureCount)
		assert.Greater(t, again.NextAttemptTime, first.NextAttemptTime)
		assert.InDelta(t, again.LastFailureTime+openFor.Milliseconds(), again.NextAttemptTime, together)

		untilNextAttempt(again)
		s.mend()
		for range 2 {
			require.Equal(t, 200, s.validate(t).Status)
			assert.Equal(t, "half-open", s.breaker(t).State, "the successes before the failure do not count")
		}
		require.Equal(t, 200, s.validate(t).Status)
		assert.Equal(t, "closed", s.breaker(t).State)
	})
	t.Run("a probe that retries", func(t *testing.T) {
		untilNextAttempt(s.open(t))
		s.play(calculateEngine, does("throw"), does("throw"), healthy[calculateEngine])
		require.Equal(t, 200, s.calculate(t).Status)
		assert.Equal(t, "half-open", s.breaker(t).State, "is one success")
	})
}
