package router

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A header that is read without being wanted would look absent in workerd, and nowhere else.
func TestHeadersThatAreReadAreWanted(t *testing.T) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	read := regexp.MustCompile(`\b(?:c|req)\.Header\.Get\("([^"]+)"\)`)
	passedOn := regexp.MustCompile(`"([A-Z][A-Za-z-]+)"`) // in the lists of names in durable.go
	found := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			names := read.FindAllStringSubmatch(line, -1)
			if file == "durable.go" && strings.Contains(line, "names ") {
				names = append(names, passedOn.FindAllStringSubmatch(line, -1)...)
			}
			for _, name := range names {
				found[strings.ToLower(name[1])] = true
			}
		}
	}
	for _, name := range []string{"authorization", "cf-connecting-ip", "upgrade", "user-agent"} {
		assert.True(t, found[name], "the test finds %s", name)
	}
	for name := range found {
		assert.Contains(t, Wanted(), name)
	}
	for _, name := range Wanted() {
		assert.Equal(t, strings.ToLower(name), name)
	}
}
