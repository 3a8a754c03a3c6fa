package faults

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// firstCall: what the service is sent.
func firstCall(t *testing.T, s *stage) {
	before := time.Now()
	r := s.Post(t, "/engines/human-design/calculate", `{"input":{"birthDate":"1990-06-15","note":"ö, \"x\""}}`)
	require.Equal(t, 200, r.Status, "%s", r.Body)
	body := r.JSON(t)
	assert.Equal(t, map[string]any{"engine_name": "human_design", "answer": 42.0}, body["data"])
	assert.EqualValues(t, 42, body["answer"])

	calls := s.calls(calculateEngine)
	require.Len(t, calls, 1)
	assert.Equal(t, 1, calls[0].Version)
	assert.Equal(t, r.Header.Get("X-Request-ID"), calls[0].RequestID)
	assert.JSONEq(t, `{"engineName":"human_design","options":{"useCache":true}}`, string(calls[0].Params))
	require.Len(t, calls[0].texts, 1)
	assert.JSONEq(t, `{"birthDate":"1990-06-15","note":"ö, \"x\""}`, calls[0].texts[0], "the input travels behind the message")
	const budget = 10 * time.Second
	deadline := time.UnixMilli(calls[0].Deadline)
	assert.False(t, deadline.Before(before.Truncate(time.Millisecond).Add(budget)), "the policy's budget, from when the call begins")
	assert.False(t, deadline.After(calls[0].at.Add(budget)))

	require.Equal(t, 200, s.Post(t, "/engines/numerology/calculate", someInput, s.As(0)).Status)
	assert.JSONEq(t, `{"useCache":true,"userId":"1"}`, options(t, s.calls(calculateEngine)[1]), "the proven subject")
}

func options(t *testing.T, in request) string {
	t.Helper()
	var p struct{ Options json.RawMessage }
	require.NoError(t, json.Unmarshal(in.Params, &p))
	return string(p.Options)
}

const ok = "" // in place of an error code

// everyWayToFail: what becomes of each fault of the service, for the client and for the breaker,
// and how often the service is asked.
func everyWayToFail(t *testing.T, s *stage) {
	var (
		good  = healthy[calculateEngine]
		half  = result(calculation("numerology"))
		reply = func(text string) []answer { return []answer{replies(text)} }
	)
	for _, test := range []struct {
		name    string
		answers []answer
		tries   int
		status  int
		code    string
		counts  bool // in the breaker
	}{
		{"answers", []answer{good}, 1, 200, ok, false},
		{"answers late", []answer{slowly(700*time.Millisecond, good)}, 1, 200, ok, false},
		{"fails once", []answer{fails(503, "BUSY", true), good}, 2, 200, ok, false},
		{"throws twice", []answer{does("throw"), does("throw"), good}, 3, 200, ok, false},
		{"dies once", []answer{does("die"), good}, 2, 200, ok, false},

		{"fails", []answer{broken}, 1, 500, "INTERNAL_ERROR", true},
		{"fails, and may be asked again", []answer{fails(500, "INTERNAL_ERROR", true)}, 3, 500, "INTERNAL_ERROR", true},
		{"fails, and then for good", []answer{fails(500, "INTERNAL_ERROR", true), broken}, 2, 500, "INTERNAL_ERROR", true},
		{"is unavailable", []answer{fails(503, "BUSY", false)}, 1, 503, "SERVICE_UNAVAILABLE", true},
		{"is unavailable for a moment", []answer{fails(503, "BUSY", true)}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"failed upstream", []answer{fails(502, "UPSTREAM", false)}, 1, 503, "SERVICE_UNAVAILABLE", true},
		{"ran out of time itself", []answer{fails(504, "TIMEOUT", false)}, 1, 504, "TIMEOUT", true},
		{"throws", []answer{does("throw")}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"dies", []answer{does("die")}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"loses a connection of its own", []answer{disconnects}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"never ends", []answer{does("stall")}, 3, 503, "SERVICE_UNAVAILABLE", true},

		{"half a reply", reply(half[:len(half)/2]), 3, 503, "SERVICE_UNAVAILABLE", true},
		{"half a reply once", []answer{replies(half[:len(half)-1]), good}, 2, 200, ok, false},
		{"an empty reply", reply(""), 3, 503, "SERVICE_UNAVAILABLE", true},
		{"no JSON", reply("<html>502</html>"), 3, 503, "SERVICE_UNAVAILABLE", true},
		{"null", reply("null"), 3, 503, "SERVICE_UNAVAILABLE", true},
		{"an empty object", reply("{}"), 3, 503, "SERVICE_UNAVAILABLE", true},
		{"a list", reply("[1]"), 3, 503, "SERVICE_UNAVAILABLE", true},
		{"text in place of bytes", []answer{does("text")}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"nothing in place of bytes", []answer{does("nothing")}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"a number in place of bytes", []answer{does("number")}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"an object in place of bytes", []answer{does("object")}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"no result", reply(`{"v":1,"ok":true}`), 3, 503, "SERVICE_UNAVAILABLE", true},
		{"a result of another type", []answer{succeeds(`"42"`)}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"an empty result", []answer{succeeds("{}")}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"a success without data", []answer{succeeds(`{"success":true}`)}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"no error", reply(`{"v":1,"ok":false}`), 3, 503, "SERVICE_UNAVAILABLE", true},
		{"an empty error", reply(`{"v":1,"ok":false,"error":{}}`), 3, 503, "SERVICE_UNAVAILABLE", true},
		{"an error that is none", []answer{fails(200, "OK", false)}, 3, 503, "SERVICE_UNAVAILABLE", true},
		{"another version", reply(strings.Replace(half, `"v":1`, `"v":2`, 1)), 1, 500, "INTERNAL_ERROR", true},
		{"another version of everything", reply(`{"v":2,"ok":"yes","result":[]}`), 1, 500, "INTERNAL_ERROR", true},

		{"the caller is at fault", []answer{fails(422, "TOO_ODD", false)}, 1, 422, "TOO_ODD", false},
		{"the caller is at fault, and may ask again", []answer{fails(429, "TOO_OFTEN", true)}, 1, 429, "TOO_OFTEN", false},
		{"no such engine", []answer{succeeds(`{"success":false,"code":"ENGINE_NOT_FOUND","error":"Engine 'numerology' not found"}`)},
			1, 404, "ENGINE_NOT_FOUND", false},
		{"a bad input", []answer{succeeds(`{"success":false,"code":"VALIDATION_ERROR","error":"no date","details":{"field":"birth_date","errors":[]}}`)},
			1, 400, "VALIDATION_ERROR", false},
		{"the calculation failed", []answer{succeeds(`{"success":false,"code":"CALCULATION_FAILED","error":"It failed"}`)},
			1, 500, "CALCULATION_FAILED", false},

		{"fields that nobody knows", reply(`{"v":1,"ok":true,"new":[1],"result":{"newer":{},"success":true,"data":{"answer":42},"metadata":{"newest":1}}}`),
			1, 200, ok, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.play(calculateEngine, test.answers...)
			r := s.calculate(t)
			if test.code == ok {
				require.Equal(t, test.status, r.Status, "%.1000s", r.Body)
			} else {
				requireFailure(t, r, test.status, test.code)
				assert.Empty(t, r.Header.Get("Retry-After"), "only an open breaker knows when")
			}
			calls := s.calls(calculateEngine)
			assert.Len(t, calls, test.tries)
			for _, c := range calls {
				assert.Equal(t, r.Header.Get("X-Request-ID"), c.RequestID)
				assert.Equal(t, calls[0].Deadline, c.Deadline, "all tries share one budget")
				assert.JSONEq(t, string(calls[0].Params), string(c.Params))
			}

			failures := 0
			if test.counts {
				failures = 1
			}
			assert.Equal(t, failures, s.breaker(t).FailureCount, "tries of one call count once")
			s.mend()
			require.Equal(t, 200, s.calculate(t).Status, "and the next one is served")
			assert.Zero(t, s.breaker(t).FailureCount, "a success resets the count")
		})
	}
}

// largeReplies: what is over 8 MiB is no reply. The program that has read large ones is replaced
// soon, since its memory does not shrink; with it goes what its breakers know.
func largeReplies(t *testing.T, s *stage) {
	for _, test := range []struct {
		name   string
		size   int
		tries  int
		status int
		code   string
	}{
		{"7 MiB", 7 << 20, 1, 200, ok},
		{"more than 8 MiB", 8 << 20, 1, 500, "INTERNAL_ERROR"},
		{"more than the platform carries", 33 << 20, 3, 503, "SERVICE_UNAVAILABLE"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.play(calculateEngine, succeeds(strings.Replace(calculation("numerology"), "42", `"`+strings.Repeat("x", test.size)+`"`, 1)))
			r := s.calculate(t)
			if test.code == ok {
				require.Equal(t, 200, r.Status)
				assert.Len(t, r.JSON(t)["answer"], test.size)
			} else {
				requireFailure(t, r, test.status, test.code)
			}
			assert.Len(t, s.calls(calculateEngine), test.tries)
			s.mend()
			for range 3 {
				require.Equal(t, 200, s.calculate(t).Status, "and the next ones are served")
			}
		})
	}
}

// everyRoute: each route that calls a service words its failure with the code that it has for it,
// and asks again as the policy of its method says.
func everyRoute(t *testing.T, s *stage) {
	item := `{"engine":"numerology","input":{}}`
	for _, test := range []struct {
		name, method, request, path, body string
		code                              string // of a service that failed
		retries                           int
	}{
		{"list", listEngines, "GET", "/api/engines", "", "ENGINES_LIST_FAILED", 2},
		{"metadata", getEngineMetadata, "GET", "/engines/numerology/metadata", "", "METADATA_FAILED", 2},
		{"questions", getQuestions, "GET", "/engines/enneagram/questions", "", "INTERNAL_ERROR", 2},
		{"validate", validateEngine, "POST", "/engines/validate", `{"engineName":"numerology","input":{}}`, "INTERNAL_ERROR", 2},
		{"calculate by name", calculateEngine, "POST", "/engines/calculate", `{"engineName":"numerology","input":{}}`, "INTERNAL_ERROR", 2},
		{"batch", batchCalculate, "POST", "/engines/batch", `{"engines":[` + item + `]}`, "INTERNAL_ERROR", 2},
		{"old batch", batchCalculate, "POST", "/batch", `{"calculations":[` + item + `]}`, "BATCH_CALCULATION_FAILED", 2},
		{"old batch, one by one", calculateEngine, "POST", "/batch", `{"calculations":[` + item + `],"options":{"parallel":false}}`, "BATCH_CALCULATION_FAILED", 2},
		{"health", engineHealth, "GET", "/engines/health", "", "INTERNAL_ERROR", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			ask := func(a answer) *harness.Response {
				s.play(test.method, a)
				return s.Do(t, test.request, test.path, test.body)
			}
			if test.method == listEngines { // the router remembers its answer for 10 s
				require.Eventually(t, func() bool { return ask(broken).Status != 200 }, 30*time.Second, 500*time.Millisecond)
			}
			requireFailure(t, ask(broken), 500, test.code)
			assert.Len(t, s.calls(test.method), 1)

			requireFailure(t, ask(does("throw")), 503, "SERVICE_UNAVAILABLE")
			assert.Len(t, s.calls(test.method), 1+test.retries)

			requireFailure(t, ask(succeeds("[{}]")), 503, "SERVICE_UNAVAILABLE")
			requireFailure(t, ask(fails(404, "ENGINE_NOT_FOUND", false)), 404, "ENGINE_NOT_FOUND")

			r := ask(healthy[test.method])
			require.Equal(t, 200, r.Status, "%s", r.Body)
		})
	}
}
