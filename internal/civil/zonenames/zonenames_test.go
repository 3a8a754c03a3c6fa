package zonenames_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil/tzdata"
	"github.com/witnessos/witnessos/internal/civil/zonenames"
)

func TestTheNamesAreThoseOfTheDatabase(t *testing.T) {
	index, err := os.ReadFile("../tzdata/zones.txt")
	require.NoError(t, err)
	_, lines, _ := strings.Cut(string(index), "\n")
	want := 0
	for line := range strings.Lines(lines) {
		for _, name := range strings.Fields(line)[1:] {
			assert.True(t, zonenames.Known(name), name)
			want++
		}
	}
	list, err := os.ReadFile("names.txt")
	require.NoError(t, err)
	got := strings.Fields(string(list))
	assert.Len(t, got, want)
	for _, name := range got {
		_, err := tzdata.Load(name)
		assert.NoError(t, err, name)
	}
}

func TestNamesThatAreNone(t *testing.T) {
	for _, name := range []string{"", "Local", "utc", "europe/berlin", "Europe", "Europe/Berlin ", "Europe/Berlin\nEurope/Paris", "\n", "Atlantis/Capital"} {
		assert.False(t, zonenames.Known(name), "%q", name)
	}
}
