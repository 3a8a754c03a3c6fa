package contract

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// endOfTheProcess: the machine crashes while a batch and a workflow are under way. Both come to their
// end on the next start, and what was finished before is not done again. It is the last part, since
// it restarts the system.
func endOfTheProcess(t *testing.T, c *client) {
	const items = 20
	batch := c.begin(t, ada, slowItems(items, 700, "killed"))
	instance := c.launch(t, ada, "/workflows/spiritual?async=true",
		`{`+profile+`,"intention":"What grows here? tag-workflow ponder-12000","options":{"saveResults":true}}`)
	var before *reply
	require.Eventually(t, func() bool {
		before = c.status(t, ada, batch)
		return before.at("completed").(float64) >= 2 && c.calls("synthesizeWorkflow", "tag-workflow") > 0 &&
			c.calls("batchCalculate", "tag-workflow") > 0
	}, aWhile, pause, "both are under way")
	require.False(t, final(before), "there is something left to interrupt")
	require.Equal(t, "running", c.get(t, "/workflows/spiritual/"+instance, c.As(ada)).at("status", "status"))
	require.Equal(t, 1, c.calls("batchCalculate", "tag-workflow"), "the engines are done")
	c.Kill()
	c.Restart(t)

	check(t, startBatch, "a killed process", func(t *testing.T) {
		r := c.until(t, ada, batch, final)
		assert.Equal(t, "complete", r.at("status"), "%s", r.Body)
		require.Len(t, r.at("results"), items)
		for i := range items {
			assert.Equal(t, true, r.at("results", i, "success"))
			assert.Equal(t, fmt.Sprintf("2025-07-%02d", i+1), r.at("results", i, "data", "target_date"), "in order")
		}
		c.settle(t)
		kept, all := int(before.at("completed").(float64)), 0
		for i := range items {
			n := c.calls("calculateEngine", fmt.Sprintf("tag-killed-%d", i))
			all += n
			if i < kept { // its line may have died with the process
				assert.LessOrEqual(t, n, 1, "item %d was stored before", i)
			}
		}
		assert.LessOrEqual(t, all, items+1, "the running item at most is repeated")
	})
	check(t, workflowStatus, "a killed process", func(t *testing.T) {
		end := c.outcome(t, ada, "/workflows/spiritual/"+instance)
		require.Equal(t, "complete", end.at("status", "status"), "%s", end.Body)
		checkOutput(t, end.at("status", "output"), "spiritual", instance)
		assert.Equal(t, 1, c.calls("batchCalculate", "tag-workflow"), "a finished step is not repeated")
		assert.GreaterOrEqual(t, c.calls("synthesizeWorkflow", "tag-workflow"), 2, "the interrupted one is")
		assert.Len(t, c.query(t, fmt.Sprintf("SELECT id FROM timeline_entries WHERE id = '%s'", instance)), 1)
	})
	check(t, "GET /health", "after a restart", func(t *testing.T) {
		c.get(t, "/health").succeeds(t, 206)
		c.post(t, "/engines/numerology/calculate", person, c.As(ada)).succeeds(t, 200)
	})
}
