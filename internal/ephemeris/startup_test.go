//go:build !js

package ephemeris

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestStartUpDecodesNothing starts this test program once more and reads what the runtime tells
// about the package's initialisation: it must not allocate, while the decoded tables take 300 kB.
func TestStartUpDecodesNothing(t *testing.T) {
	program, err := os.Executable()
	require.NoError(t, err)
	command := exec.Command(program, "-test.run=^$")
	command.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := command.CombinedOutput()
	require.NoError(t, err)
	require.Contains(t, string(trace), "init runtime", "there is a trace")
	line := regexp.MustCompile(`(?m)^init github\.com/witnessos/witnessos/internal/ephemeris @.* (\d+) bytes`)
	if found := line.FindStringSubmatch(string(trace)); found != nil {
		n, err := strconv.Atoi(found[1])
		require.NoError(t, err)
		assert.Less(t, n, 1024, "bytes allocated: the closure of the tables, not the tables")
	}
}
