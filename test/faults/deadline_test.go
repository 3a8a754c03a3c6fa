package faults

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// pending is a request under way.
type pending chan arrived

// arrived is its reply, nil when there was none, and the time that it took.
type arrived struct {
	reply *harness.Response
	took  time.Duration
}

func (s *stage) begin(method, path, body string) pending {
	p, begun := make(pending, 1), time.Now()
	go func() {
		r, err := s.Try(method, path, body)
		if err != nil {
			r = nil
		}
		p <- arrived{r, time.Since(begun)}
	}()
	return p
}

func (p pending) wait(t *testing.T) (*harness.Response, time.Duration) {
	t.Helper()
	a := <-p
	require.NotNil(t, a.reply, "the request failed")
	return a.reply, a.took
}

func (p pending) requireUnderWay(t *testing.T) {
	t.Helper()
	require.Empty(t, p, "answered already")
}

// early is how much sooner than its budget a call may seem to end, because the clocks of the test
// and of workerd round differently. Later there is no limit: machines may be busy.
const early = 20 * time.Millisecond

// deadlines: a service that never answers costs its caller the budget of the method, once, and
// costs nobody else anything.
func deadlines(t *testing.T, s *stage) {
	long := s.hang(t, calculateEngine, "POST", "/engines/numerology/calculate", someInput)
	require.Equal(t, 200, s.Get(t, "/").Status)
	require.Equal(t, 200, s.Post(t, "/engines/batch", `{"engines":[{"engine":"numerology","input":{}}]}`).Status)
	long.requireUnderWay(t)
	for _, test := range []struct{ name, method, request, path, body string }{
		{"validate", validateEngine, "POST", "/engines/validate", `{"engineName":"numerology","input":{}}`},
		{"metadata", getEngineMetadata, "GET", "/engines/numerology/metadata", ""},
		{"questions", getQuestions, "GET", "/engines/enneagram/questions", ""},
		{"health", engineHealth, "GET", "/engines/health", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, took := s.hang(t, test.method, test.request, test.path, test.body).wait(t)
			requireFailure(t, r, 504, "TIMEOUT")
			assert.Empty(t, r.Header.Get("Retry-After"))
			assert.GreaterOrEqual(t, took, 2*time.Second-early)
			assert.Len(t, s.calls(test.method), 1, "the first try has spent the budget")

			s.play(test.method, healthy[test.method])
			require.Equal(t, 200, s.Do(t, test.request, test.path, test.body).Status)
		})
	}
	t.Run("all tries share the budget", func(t *testing.T) {
		s.play(validateEngine, does("throw"), hangs)
		r, took := s.begin("POST", "/engines/validate", `{"engineName":"numerology","input":{}}`).wait(t)
		requireFailure(t, r, 504, "TIMEOUT")
		assert.GreaterOrEqual(t, took, 2*time.Second-early)
		calls := s.calls(validateEngine)
		require.Len(t, calls, 2)
		assert.Equal(t, calls[0].Deadline, calls[1].Deadline)
	})
	t.Run("calculate", func(t *testing.T) {
		r, took := long.wait(t)
		requireFailure(t, r, 504, "TIMEOUT")
		assert.GreaterOrEqual(t, took, 10*time.Second-early)
		assert.Less(t, took, 20*time.Second, "the budget of the call, not that of the request")
		assert.Len(t, s.calls(calculateEngine), 1)
		s.mend()
		require.Equal(t, 200, s.calculate(t).Status)
	})
	t.Run("counts as a failure", func(t *testing.T) {
		s.play(validateEngine, hangs)
		require.Equal(t, 504, s.validate(t).Status)
		assert.Equal(t, 1, s.breaker(t).FailureCount)
	})
}

// hang begins a request whose service never answers, and returns when the service has been asked.
func (s *stage) hang(t *testing.T, serviceMethod, method, path, body string) pending {
	t.Helper()
	s.play(serviceMethod, hangs)
	p := s.begin(method, path, body)
	s.await(t, serviceMethod)
	return p
}
