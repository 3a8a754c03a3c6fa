package contract

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What happens after a reply is waited for this long at most, looking every so often.
const (
	patience = 30 * time.Second
	pause    = 100 * time.Millisecond
)

// cache: a repeated calculation comes from the cache in the same shape. The write follows the reply,
// so the second request may still be too early.
func cache(t *testing.T, c *client) {
	const endpoint = "POST /engines/{n}/calculate"
	for _, test := range []struct{ engine, input string }{
		{"numerology", `{"full_name":"Grace Sample","birth_date":"1988-12-09"}`},
		{"biorhythm", `{"birth_date":"1988-12-09"}`},
	} {
		path, body := "/engines/"+test.engine+"/calculate", `{"input":`+test.input+`}`
		check(t, endpoint, test.engine+" again", func(t *testing.T) {
			first := c.post(t, path, body)
			checkCalculation(t, first, test.engine)
			require.Equal(t, false, first.at("cached"))
			var again *reply
			require.Eventually(t, func() bool {
				again = c.post(t, path, body)
				return again.at("cached") == true
			}, patience, pause)
			checkCalculation(t, again, test.engine)
			assert.Equal(t, keys(first.body), keys(again.body), "the same shape")
			assert.Equal(t, numbers(first), numbers(again))
			assert.NotEqual(t, first.at("requestId"), again.at("requestId"))
			assert.LessOrEqual(t, again.at("cachedAt"), again.at("timestamp"))
			assert.Equal(t, first.at("warnings"), again.at("warnings"))
		})
		check(t, endpoint, test.engine+" for anyone", func(t *testing.T) {
			for _, user := range []int{ada, ben} {
				assert.Equal(t, true, c.post(t, path, body, c.As(user)).at("cached"), "the result depends on the input alone")
			}
		})
		check(t, endpoint, test.engine+" with useCache false", func(t *testing.T) {
			r := c.post(t, path, `{"input":`+test.input+`,"options":{"useCache":false}}`)
			checkCalculation(t, r, test.engine)
			assert.Equal(t, false, r.at("cached"))
		})
		check(t, endpoint, test.engine+" in another spelling", func(t *testing.T) {
			spelled := map[string]string{
				"numerology": `{"input":{"fullName":"  Grace   Sample ","birthDate":"1988-12-09","system":"pythagorean","extra":1}}`,
				"biorhythm":  `{"input":{"birthDate":"1988-12-09","forecastDays":7}}`,
			}
			assert.Equal(t, true, c.post(t, path, spelled[test.engine]).at("cached"), "the key is the normalised input")
		})
	}
	check(t, endpoint, "another input is another result", func(t *testing.T) {
		r := c.post(t, "/engines/numerology/calculate", `{"input":{"full_name":"Grace Sample","birth_date":"1988-12-10"}}`)
		assert.Equal(t, false, r.at("cached"))
	})
	check(t, endpoint, "a hit asks the engine for no calculation", func(t *testing.T) {
		body := `{"input":{"birth_date":"1975-05-05","note":"tag-hit"}}`
		misses := 0
		require.Eventually(t, func() bool {
			hit := c.post(t, "/engines/biorhythm/calculate", body).at("cached") == true
			if !hit {
				misses++
			}
			return hit
		}, patience, pause)
		for range 5 {
			assert.Equal(t, true, c.post(t, "/engines/biorhythm/calculate", body).at("cached"))
		}
		c.settle(t)
		assert.Equal(t, misses, c.calls("calculateEngine", "tag-hit"))
	})
	check(t, endpoint, "failures are not kept", func(t *testing.T) {
		for range 3 {
			c.post(t, "/engines/biorhythm/calculate", `{"input":{"birth_date":"never"}}`).fails(t, 400, "VALIDATION_ERROR")
		}
	})
	check(t, "POST /engines/calculate", "shares the cache", func(t *testing.T) {
		r := c.post(t, "/engines/calculate", `{"engineName":"biorhythm","input":{"birth_date":"1988-12-09"}}`)
		assert.Equal(t, true, r.at("cached"))
		assert.Equal(t, true, r.at("metadata", "cached"))
	})
	check(t, "POST /engines/batch", "shares the cache", func(t *testing.T) {
		r := c.post(t, "/engines/batch", `{"engines":[{"engineName":"biorhythm","input":{"birth_date":"1988-12-09"}},{"engineName":"biorhythm","input":{"birth_date":"1931-01-01"}}]}`)
		assert.Equal(t, []any{true, false}, each(r.at("results"), "cached"))
		assert.EqualValues(t, 1, r.at("summary", "cached"))
		off := c.post(t, "/engines/batch", `{"engines":[{"engineName":"biorhythm","input":{"birth_date":"1988-12-09"}}],"options":{"useCache":false}}`)
		assert.Equal(t, []any{false}, each(off.at("results"), "cached"))
	})
	check(t, "POST /batch", "an item's own options", func(t *testing.T) {
		item := func(tag, options string) string {
			return `{"engine":"biorhythm","input":{"birth_date":"1988-12-09","note":"` + tag + `"}` + options + `}`
		}
		for _, mode := range []string{"true", "false"} {
			plain, fresh := "tag-plain-"+mode, "tag-fresh-"+mode
			c.post(t, "/batch", `{"calculations":[`+item(plain, "")+`],"options":{"parallel":`+mode+`}}`).succeeds(t, 200)
			c.post(t, "/batch", `{"calculations":[`+item(fresh, `,"options":{"useCache":false}`)+`],"options":{"parallel":`+mode+`}}`).succeeds(t, 200)
			calls := func(tag string) int { return c.calls("calculateEngine", tag) + c.calls("batchCalculate", tag) }
			c.settle(t)
			assert.Equal(t, 1, calls(fresh), "useCache:false calculates")
			assert.Zero(t, calls(plain), "and a hit does not")
		}
	})
}

// sideEffects: what a calculation leaves behind, after the reply.
func sideEffects(t *testing.T, c *client) {
	const endpoint = "POST /engines/{n}/calculate"
	entries := func(user int, note string) []map[string]string {
		return c.query(t, fmt.Sprintf(
			`SELECT type, engine_name, input, result, timestamp, metadata FROM timeline_entries WHERE user_id = %d AND input LIKE '%%%s%%'`, 1001+user, note))
	}
	send := func(note, options string, header ...string) *reply {
		r := c.post(t, "/engines/numerology/calculate",
			`{"input":{"full_name":"Ada Example","birth_date":"1990-06-15","note":"`+note+`"},"options":`+options+`}`, header...)
		r.succeeds(t, 200)
		return r
	}
	check(t, endpoint, "a timeline entry when options.userId is one's own", func(t *testing.T) {
		send("noted", `{"userId":"1001"}`, c.As(ada))
		var found []map[string]string
		require.Eventually(t, func() bool { found = entries(ada, "noted"); return len(found) > 0 }, patience, pause)
		require.Len(t, found, 1)
		assert.Equal(t, "engine_calculation", found[0]["type"])
		assert.Equal(t, "numerology", found[0]["engine_name"])
		assert.Contains(t, found[0]["result"], `"life_path":4`)
		assert.Regexp(t, instant, found[0]["timestamp"])
	})
	check(t, endpoint, "and none otherwise", func(t *testing.T) {
		send("silent", `{}`, c.As(ada))
		send("silent", `{"userId":null}`, c.As(ada))
		send("silent", `{"userId":"1001"}`) // anonymous: ignored
		// What comes later is there; so what was before it would be.
		send("loud", `{"userId":1001}`, c.As(ada))
		require.Eventually(t, func() bool { return len(entries(ada, "loud")) == 1 }, patience, pause)
		assert.Empty(t, entries(ada, "silent"))
	})
	check(t, endpoint, "saveProfile keeps the profile of a signed-in caller", func(t *testing.T) {
		profiles := func(prefix string) []map[string]string { return c.keyValues(t, prefix) }
		send("anonymous", `{"saveProfile":true}`)
		send("kept", `{"saveProfile":true}`, c.As(ben))
		var found []map[string]string
		require.Eventually(t, func() bool { found = profiles("user:1002:numerology:"); return len(found) > 0 }, patience, pause)
		assert.Len(t, found, 1)
		assert.Regexp(t, `^user:1002:numerology:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$`, found[0]["key"])
		assert.Len(t, profiles("user:"), 1, "nothing of anybody else")
	})
	check(t, endpoint, "an entry of the cache names its engine and scope", func(t *testing.T) {
		var found []map[string]string
		require.Eventually(t, func() bool { found = c.keyValues(t, "cache:numerology:"); return len(found) > 0 }, patience, pause)
		for _, entry := range found {
			assert.Regexp(t, `^cache:numerology:shared:[0-9a-f]{64}$`, entry["key"])
		}
	})
}
