package engines_test

import (
	"encoding/json"
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
)

// The README's table has every engine, in order, and each of its examples works.
func TestExamplesOfTheREADME(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	r := registry()
	var names []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\|.*\\| `(\\{.*\\})` \\|$").FindAllSubmatch(readme, -1) {
		name, input := string(row[1]), row[2]
		names = append(names, name)
		result := r.Calculate(enginetest.Env(), name, json.RawMessage(input))
		assert.True(t, result.Success, "%s: %s", name, result.Error)
	}
	var all []string
	for _, e := range engines.Catalog() {
		all = append(all, e.Name)
	}
	assert.Equal(t, all, names)
}
