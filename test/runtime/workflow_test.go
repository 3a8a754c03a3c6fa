package runtime

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// finish polls an instance until it ends.
func finish(t *testing.T, s *harness.System, id string) map[string]any {
	t.Helper()
	var last map[string]any
	require.Eventually(t, func() bool {
		last = s.Get(t, "/flow-status?id="+id).JSON(t)
		return last["status"] == "complete" || last["status"] == "errored"
	}, 60*time.Second, 200*time.Millisecond)
	return last
}

func stepsOf(t *testing.T, s *harness.System, id string) []string {
	t.Helper()
	var names []string
	require.NoError(t, json.Unmarshal(s.Get(t, "/steps?id="+id).Body, &names))
	return names
}

// workflows: steps retry, permanent errors do not, and neither a crash of the program nor the end
// of the machine repeats a step that has finished.
func workflows(t *testing.T, s *harness.System) {
	t.Run("with a crash in a step", func(t *testing.T) {
		require.Equal(t, 200, s.Post(t, "/flow?id=crashing", `{"pause":100,"crash":true}`).Status)
		end := finish(t, s, "crashing")
		require.Equal(t, "complete", end["status"], "%v", end)
		output := end["output"].(map[string]any)
		assert.EqualValues(t, 1, output["first"])
		assert.EqualValues(t, 3, output["flaky"], "it succeeded at its third attempt")
		assert.Equal(t, true, output["hopeless"])
		assert.Equal(t,
			[]string{"first", "flaky", "flaky", "flaky", "crash", "crash", "hopeless", "last"},
			stepsOf(t, s, "crashing"), "every attempt that ran")
	})
	t.Run("over a kill of the whole process", func(t *testing.T) {
		require.Equal(t, 200, s.Post(t, "/flow?id=killed", `{"pause":6000}`).Status)
		require.Eventually(t, func() bool { return len(stepsOf(t, s, "killed")) == 5 }, 30*time.Second, 100*time.Millisecond)
		s.Kill()
		s.Restart(t)
		end := finish(t, s, "killed")
		require.Equal(t, "complete", end["status"], "%v", end)
		assert.Equal(t,
			[]string{"first", "flaky", "flaky", "flaky", "crash", "hopeless", "last"},
			stepsOf(t, s, "killed"), "no finished step ran again")
	})
}
