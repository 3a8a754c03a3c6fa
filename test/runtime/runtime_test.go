// Package runtime proves in real workerd what doc/runtime.md promises of internal/edge.
package runtime

import (
	"testing"

	"github.com/witnessos/witnessos/test/harness"
)

// TestRuntime runs against one probe, in this order; what each part leaves behind, such as a
// program that has just crashed, is what the next one has to live with.
func TestRuntime(t *testing.T) {
	s := harness.Start(t, harness.Config{Probe: true})
	for _, part := range []struct {
		name string
		run  func(*testing.T, *harness.System)
	}{
		{"messages", messages},
		{"ports", ports},
		{"crashes", crashes},
		{"waiting together", waitingTogether},
		{"a handler that never ends", neverEnding},
		{"clients that go away", leavingClients},
		{"objects are apart", objectsApart},
		{"alarms", alarms},
		{"sockets", sockets},
		{"workflows", workflows},
		{"work after the reply", workAfter},
		{"cron", cron},
		{"memory", memory},
	} {
		t.Run(part.name, func(t *testing.T) { part.run(t, s) })
	}
}
