package contract

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// identity: a user id in a request is accepted when it names the caller, and 403 when it names
// another; anonymous callers may write what they like (G8, G10).
func identity(t *testing.T, c *client) {
	const input = `{"full_name":"Ada Example","birth_date":"1990-06-15"}`
	// %s is the user id as JSON.
	places := []struct {
		endpoint, where, path, body string
		anonymous                   bool // open to them
		status                      int  // when all is well
	}{
		{"POST /engines/{n}/calculate", "options", "/engines/numerology/calculate", `{"input":` + input + `,"options":{"userId":%s}}`, true, 200},
		{"POST /engines/{n}/calculate", "config", "/engines/numerology/calculate", `{"input":` + input + `,"config":{"userId":%s}}`, true, 200},
		{"POST /engines/calculate", "options", "/engines/calculate", `{"engineName":"numerology","input":` + input + `,"options":{"userId":%s}}`, true, 200},
		{"POST /engines/batch", "options", "/engines/batch", `{"engines":[{"engineName":"numerology","input":` + input + `}],"options":{"userId":%s}}`, true, 200},
		{"POST /batch", "options", "/batch", `{"calculations":[{"engine":"numerology","input":` + input + `}],"options":{"userId":%s}}`, true, 200},
		{"POST /batch", "an item's options", "/batch", `{"calculations":[{"engine":"numerology","input":` + input + `,"options":{"userId":%s}}]}`, true, 200},
		{"POST /durable/engine-coordinator/calculate-batch", "top level", "/durable/engine-coordinator/calculate-batch", `{"engines":[{"engine":"biorhythm","birth_date":"1990-06-15"}],"userId":%s}`, false, 202},
		{"POST /durable/engine-coordinator/calculate-batch", "userProfile", "/durable/engine-coordinator/calculate-batch", `{"engines":[{"engine":"biorhythm","birth_date":"1990-06-15"}],"userProfile":{"userId":%s}}`, false, 202},
		{"POST /durable/engine-coordinator/calculate-batch", "options", "/durable/engine-coordinator/calculate-batch", `{"engines":[{"engine":"biorhythm","birth_date":"1990-06-15"}],"options":{"userId":%s}}`, false, 202},
		{"POST /durable/engine-coordinator/calculate-batch", "userProfile, beside a good one", "/durable/engine-coordinator/calculate-batch", `{"engines":[{"engine":"biorhythm","birth_date":"1990-06-15"}],"userId":"1001","userProfile":{"userId":%s}}`, false, 202},
		{"POST /durable/engine-coordinator/cancel-calculation", "top level", "/durable/engine-coordinator/cancel-calculation", `{"calculationId":"x","userId":%s}`, false, 404},
		{"POST /workflows/natal", "userProfile", "/workflows/natal?async=true", `{"userProfile":{"full_name":"Ada","birth_date":"1990-06-15","userId":%s}}`, false, 202},
		{"POST /workflows/natal", "top level", "/workflows/natal?async=true", `{"userProfile":{"full_name":"Ada","birth_date":"1990-06-15"},"userId":%s}`, false, 202},
	}
	for _, part := range []string{`"userProfile":{"birth_date":"1990-06-15","userId":%s}`, `"userProfile":{"birth_date":"1990-06-15"},"userId":%s`, `"userProfile":{"birth_date":"1990-06-15"},"options":{"userId":%s}`} {
		place := places[0]
		place.endpoint, place.where, place.path, place.body = "POST /workflows/daily", part, "/workflows/daily", "{"+part+"}"
		places = append(places, place)
	}
	for _, place := range places {
		check(t, place.endpoint, place.where+" "+place.path, func(t *testing.T) {
			send := func(id any, header ...string) *reply {
				raw, err := json.Marshal(id)
				require.NoError(t, err)
				return c.post(t, place.path, fmt.Sprintf(place.body, raw), header...)
			}
			for _, own := range []any{"1001", 1001, nil, ""} {
				send(own, c.As(ada)).succeeds(t, place.status)
			}
			for _, foreign := range []any{"1002", 1002, "0", -1, " 1001", "1001x", "ada@example.org"} {
				r := send(foreign, c.As(ada))
				assert.Equal(t, 403, r.Status, "%v: %s", foreign, r.Body)
				assert.Equal(t, "FORBIDDEN", r.at("code"))
				assert.NotContains(t, fmt.Sprint(r.at("message")), "1002")
			}
			for _, nonsense := range []any{true, object{}, []int{1001}} {
				r := send(nonsense, c.As(ada))
				assert.Contains(t, []int{400, 403}, r.Status, "%v: %s", nonsense, r.Body)
			}
			if place.anonymous {
				for _, any := range []any{"1001", 1002} {
					send(any).succeeds(t, 200)
				}
			}
		})
	}
	for _, path := range []string{
		"/durable/engine-coordinator/calculation-status?id=x&userId=%s",
		"/durable/engine-coordinator/ws?userId=%s",
	} {
		check(t, "GET "+pattern(path), "userId in the query", func(t *testing.T) {
			own := c.get(t, fmt.Sprintf(path, "1001"), c.As(ada))
			assert.Contains(t, []int{404, 426}, own.Status)
			c.get(t, fmt.Sprintf(path, "1002"), c.As(ada)).fails(t, 403, "FORBIDDEN")
			c.get(t, fmt.Sprintf(path, "1001"), c.As(ben)).fails(t, 403, "FORBIDDEN")
		})
	}
	check(t, "POST /durable/engine-coordinator/cancel-calculation", "userId in the query beside one's own in the body", func(t *testing.T) {
		c.post(t, "/durable/engine-coordinator/cancel-calculation?userId=1002", `{"calculationId":"x","userId":"1001"}`, c.As(ada)).fails(t, 403, "FORBIDDEN")
	})
	check(t, "GET /durable/engine-coordinator/calculation-status", "the internal header is overwritten", func(t *testing.T) {
		started := c.post(t, "/durable/engine-coordinator/calculate-batch", `{"engines":[{"engine":"biorhythm","birth_date":"1990-06-15"}]}`, c.As(ada))
		started.succeeds(t, 202)
		path := fmt.Sprint("/durable/engine-coordinator/calculation-status?id=", started.at("calculationId"))
		c.get(t, path, c.As(ben), "X-WitnessOS-User: 1001").fails(t, 404, "NOT_FOUND")
		c.get(t, path, c.As(ada), "X-WitnessOS-User: 1002").succeeds(t, 200)
	})
}

// onboarding: the gate stands in front of the two calculate endpoints, for valid tokens only.
func onboarding(t *testing.T, c *client) {
	named := `{"engineName":"numerology",` + person[1:]
	for _, test := range []struct {
		name     string
		user     int
		tier     int // -1: through
		nextStep bool
	}{
		{"onboarded", ada, -1, false},
		{"no birth data", tierOne, 1, true},
		{"no name", tierZero, 0, true},
		{"by the flags", flagged, -1, false},
		{"by columns, where 0 is a coordinate", atNullIsle, -1, false},
		{"by preferences.tier2_completed", preferring, -1, false},
		{"by preferences.birthData", remembered, -1, false},
		{"a session that is gone makes anonymous", loggedOut, -1, false},
	} {
		for endpoint, send := range map[string]func() *reply{
			"POST /engines/{n}/calculate": func() *reply { return c.post(t, "/engines/numerology/calculate", person, c.As(test.user)) },
			"POST /engines/calculate":     func() *reply { return c.post(t, "/api/engines/calculate", named, c.As(test.user)) },
		} {
			check(t, endpoint, test.name, func(t *testing.T) {
				r := send()
				if test.tier < 0 {
					r.succeeds(t, 200)
					return
				}
				r.fails(t, 403, "INSUFFICIENT_ONBOARDING")
				assert.EqualValues(t, test.tier, r.at("details", "currentTier"))
				assert.EqualValues(t, 2, r.at("details", "requiredTier"))
				assert.NotEmpty(t, r.at("details", "nextStep"))
			})
		}
	}
	check(t, "POST /engines/batch", "no gate", func(t *testing.T) {
		c.post(t, "/engines/batch", `{"engines":[{"engineName":"numerology","input":{}}]}`, c.As(tierOne)).succeeds(t, 200)
	})
	check(t, "POST /batch", "no gate", func(t *testing.T) {
		c.post(t, "/batch", `{"calculations":[{"engine":"numerology","input":{}}]}`, c.As(tierOne)).succeeds(t, 200)
	})
	check(t, "POST /engines/validate", "no gate", func(t *testing.T) {
		c.post(t, "/engines/validate", named, c.As(tierOne)).succeeds(t, 200)
	})
}
