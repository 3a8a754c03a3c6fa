package contract

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	startBatch  = "POST /durable/engine-coordinator/calculate-batch"
	batchStatus = "GET /durable/engine-coordinator/calculation-status"
	cancelBatch = "POST /durable/engine-coordinator/cancel-calculation"
)

// aWhile is how long background work may take on a busy machine.
const aWhile = 2 * time.Minute

// slowItems are calculations of some milliseconds each. Each has the tag with its number.
func slowItems(n, ms int, tag string) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`{"engineName":"biorhythm","input":{"birth_date":"1990-06-15","target_date":"2025-07-%02d","note":"tag-%s-%d hold-%d"}}`, i+1, tag, i, ms)
	}
	return `{"engines":[` + strings.Join(list, ",") + `],"options":{"useCache":false}}`
}

// begin starts a batch and returns its id.
func (c *client) begin(t *testing.T, user int, body string) string {
	t.Helper()
	r := c.post(t, "/durable/engine-coordinator/calculate-batch", body, c.As(user))
	r.succeeds(t, 202)
	assert.Equal(t, "pending", r.at("status"))
	id, _ := r.at("calculationId").(string)
	require.NotEmpty(t, id)
	return id
}

func (c *client) status(t *testing.T, user int, id string) *reply {
	t.Helper()
	return c.get(t, "/durable/engine-coordinator/calculation-status?id="+url.QueryEscape(id), c.As(user))
}

// until polls a calculation until a condition holds.
func (c *client) until(t *testing.T, user int, id string, holds func(*reply) bool) *reply {
	t.Helper()
	var last *reply
	require.Eventually(t, func() bool {
		last = c.status(t, user, id)
		return last.Status == 200 && holds(last)
	}, aWhile, pause, "calculation %s", id)
	return last
}

func final(r *reply) bool { return r.at("status") == "complete" || r.at("status") == "error" }

func (c *client) cancel(t *testing.T, user int, id string) *reply {
	t.Helper()
	return c.post(t, "/durable/engine-coordinator/cancel-calculation", object{"calculationId": id}, c.As(user))
}

// coordinator: the Durable Object EngineCoordinator over HTTP.
func coordinator(t *testing.T, c *client) {
	check(t, batchStatus, "from start to end", func(t *testing.T) {
		id := c.begin(t, ada, `{"engines":[
			{"engineName":"numerology","input":{"full_name":"Ada Example","birth_date":"1990-06-15"}},
			{"engine":"biorhythm","birth_date":"1990-06-15","target_date":"2025-07-18"},
			{"engineName":"palmistry","input":{}},{"engineName":"biorhythm","input":{"birth_date":"x"}},{"engineName":"i-ching","input":{}}]}`)
		owner, rest, _ := strings.Cut(id, ":")
		assert.Equal(t, "1001", owner)
		ms, uuid, _ := strings.Cut(rest, ":")
		assert.Regexp(t, `^\d{13}$`, ms)
		assert.Regexp(t, uuid4, uuid)

		r := c.until(t, ada, id, final)
		assert.Equal(t, "complete", r.at("status"), "every item was tried, whatever its outcome")
		assert.Equal(t, id, r.at("calculationId"))
		assert.EqualValues(t, 100, r.at("progress"))
		assert.Equal(t, []string{"numerology", "biorhythm", "palmistry", "biorhythm", "iching"}, texts(r.at("engines")))
		assert.EqualValues(t, 5, r.at("completed"))
		assert.EqualValues(t, 5, r.at("total"))
		assert.Equal(t, object{"total": 5.0, "successful": 2.0, "failed": 3.0}, r.at("summary"))
		assert.IsType(t, 0.0, r.at("startTime"))
		assert.GreaterOrEqual(t, r.at("elapsedTime"), 0.0)
		assert.Nil(t, r.at("error"))
		results := r.at("results")
		assert.Equal(t, []any{"numerology", "biorhythm", "palmistry", "biorhythm", "iching"}, each(results, "engineName"))
		assert.Equal(t, []any{true, true, false, false, false}, each(results, "success"))
		assert.EqualValues(t, 4, at(results, 0, "data", "life_path"))
		assert.InDelta(t, 99.77, at(results, 1, "data", "physical_percentage"), 0.005, "an item without input is itself the input")
		assert.Equal(t, "Engine 'palmistry' not found", at(results, 2, "error"))
		assert.Equal(t, r.at("elapsedTime"), c.status(t, ada, id).at("elapsedTime"), "time stands still when it is done")
	})
	check(t, batchStatus, "while it runs", func(t *testing.T) {
		id := c.begin(t, ada, slowItems(6, 300, "running"))
		r := c.until(t, ada, id, func(r *reply) bool { return r.at("completed").(float64) >= 1 })
		if !final(r) {
			assert.Equal(t, "processing", r.at("status"))
			assert.NotContains(t, r.body, "results")
			assert.EqualValues(t, int(r.at("completed").(float64))*100/6, r.at("progress"))
		}
		r = c.until(t, ada, id, final)
		assert.Equal(t, "complete", r.at("status"))
		c.settle(t)
		for i := range 6 {
			assert.Equal(t, 1, c.calls("calculateEngine", fmt.Sprintf("tag-running-%d", i)), "item %d is calculated once", i)
		}
	})
	check(t, batchStatus, "whose it is", func(t *testing.T) {
		id := c.begin(t, ada, slowItems(1, 0, "owned"))
		foreign, unknown := c.status(t, ben, id), c.status(t, ben, "1002:1:00000000-0000-4000-8000-000000000000")
		foreign.fails(t, 404, "NOT_FOUND")
		unknown.fails(t, 404, "NOT_FOUND")
		assert.Equal(t, "Calculation not found", foreign.at("message"))
		assert.Equal(t, unknown.at("message"), foreign.at("message"), "no difference to be seen")
		c.cancel(t, ben, id).fails(t, 404, "NOT_FOUND")
		r := c.get(t, "/durable/engine-coordinator/calculation-status", c.As(ada))
		r.fails(t, 400, "MISSING_PARAMS")
		assert.Equal(t, "Missing calculation ID", r.at("message"))
		c.get(t, "/durable/engine-coordinator/calculation-status?id=", c.As(ada)).fails(t, 400, "MISSING_PARAMS")
		c.until(t, ada, id, final)
	})
	for name, body := range map[string]string{
		"nothing": `{}`, "null": `{"engines":null}`, "none": `{"engines":[]}`, "an object": `{"engines":{}}`, "no items": `{"engines":[1]}`,
		"a nameless item": `{"engines":[{"input":{}}]}`, "a name that is none": `{"engines":[{"engineName":7}]}`,
		"21 items": slowItems(21, 0, "many"), "options that are none": `{"engines":[{"engine":"biorhythm"}],"options":[]}`,
		"a profile that is none": `{"engines":[{"engine":"biorhythm"}],"userProfile":"me"}`,
	} {
		check(t, startBatch, name, func(t *testing.T) {
			r := c.post(t, "/durable/engine-coordinator/calculate-batch", body, c.As(ada))
			r.fails(t, 400, "INVALID_PARAMS")
			assert.Equal(t, "Invalid request parameters", r.at("message"))
		})
	}
	check(t, startBatch, "20 items", func(t *testing.T) {
		r := c.until(t, ada, c.begin(t, ada, slowItems(20, 0, "twenty")), final)
		assert.Equal(t, "complete", r.at("status"))
		assert.Len(t, r.at("results"), 20)
	})
	check(t, cancelBatch, "it stops behind the running item and stays so", func(t *testing.T) {
		id := c.begin(t, ben, slowItems(15, 400, "cancelled"))
		c.until(t, ben, id, func(r *reply) bool { return r.at("completed").(float64) >= 1 })
		r := c.cancel(t, ben, id)
		r.succeeds(t, 200)
		assert.Equal(t, "Calculation cancelled", r.at("message"))
		// Another calculation of the same object comes after it: whatever was running then has ended.
		c.until(t, ben, c.begin(t, ben, slowItems(1, 0, "after")), final)
		r = c.status(t, ben, id)
		assert.Equal(t, "error", r.at("status"))
		assert.Equal(t, "Calculation cancelled by user", r.at("error"))
		assert.Equal(t, true, r.at("cancelled"))
		assert.Equal(t, true, r.at("partial"))
		c.settle(t)
		done, calls := len(r.at("results").([]any)), c.calls("calculateEngine", "")
		assert.Less(t, done, 15)
		assert.GreaterOrEqual(t, done, 1)
		for i := range 15 {
			n := c.calls("calculateEngine", fmt.Sprintf("tag-cancelled-%d", i))
			assert.LessOrEqual(t, n, 1, "item %d", i)
			if i < done {
				assert.Equal(t, 1, n, "item %d", i)
			}
			if i > done {
				assert.Zero(t, n, "item %d is behind the cancel", i)
			}
		}
		c.until(t, ben, c.begin(t, ben, slowItems(1, 0, "again")), final)
		c.settle(t)
		assert.Equal(t, calls+1, c.calls("calculateEngine", ""), "nothing of it went on")
		r = c.cancel(t, ben, id)
		r.fails(t, 400, "INVALID_STATE")
		assert.Equal(t, "Cannot cancel calculation with status: error", r.at("message"))
	})
	check(t, cancelBatch, "what is complete", func(t *testing.T) {
		id := c.begin(t, ada, slowItems(1, 0, "complete"))
		c.until(t, ada, id, final)
		r := c.cancel(t, ada, id)
		r.fails(t, 400, "INVALID_STATE")
		assert.Equal(t, "Cannot cancel calculation with status: complete", r.at("message"))
	})
	check(t, cancelBatch, "no id, no such id", func(t *testing.T) {
		for _, body := range []string{`{}`, `{"calculationId":""}`, `{"calculationId":null}`, `{"calculationId":7}`} {
			r := c.post(t, "/durable/engine-coordinator/cancel-calculation", body, c.As(ada))
			r.fails(t, 400, "MISSING_PARAMS")
			assert.Equal(t, "Missing calculation ID", r.at("message"))
		}
		c.cancel(t, ada, "1001:1:x").fails(t, 404, "NOT_FOUND")
	})
	check(t, startBatch, "ten unfinished ones are the most", func(t *testing.T) {
		ids := make([]string, 10)
		for i := range ids {
			ids[i] = c.begin(t, cleo, slowItems(20, 3000, fmt.Sprintf("crowd-%d", i)))
		}
		r := c.post(t, "/durable/engine-coordinator/calculate-batch", slowItems(1, 0, "eleventh"), c.As(cleo))
		r.fails(t, 429, "RATE_LIMIT_EXCEEDED")
		assert.Equal(t, "5", r.Header.Get("Retry-After"))
		c.begin(t, ben, slowItems(1, 0, "other")) // which is no concern of others
		for _, id := range ids {
			c.cancel(t, cleo, id).succeeds(t, 200)
		}
		id := c.begin(t, cleo, slowItems(1, 0, "room"))
		assert.Equal(t, "complete", c.until(t, cleo, id, final).at("status"), "and there is room again")
	})
}
