package contract

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// calls counts the calls of a method that the services' stand-ins have written down so far; with a
// tag only those whose request had it.
func (c *client) calls(method, tag string) int {
	n := 0
	for line := range strings.Lines(c.Log()) {
		_, call, is := strings.Cut(line, "-call "+method+" ")
		if is && (tag == "" || slices.Contains(strings.Fields(strings.TrimSuffix(strings.TrimSpace(call), ";")), tag)) {
			n++
		}
	}
	return n
}

var settled atomic.Int64

// settle waits until the log has every call of the engine service that has been made so far: lines
// arrive late, but in order.
func (c *client) settle(t *testing.T) {
	t.Helper()
	tag := fmt.Sprintf("tag-settle-%d", settled.Add(1))
	c.post(t, "/engines/validate", object{"engineName": "biorhythm", "input": object{"note": tag}}).succeeds(t, 200)
	require.Eventually(t, func() bool { return c.calls("validateEngine", tag) > 0 }, aWhile, pause, "the log of the engine service")
}
