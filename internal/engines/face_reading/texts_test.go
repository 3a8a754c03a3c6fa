package facereading

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/engines"
)

func TestTextsAreCompleteAndOfAReadableLength(t *testing.T) {
	var elementNames, palaceKeys, stationNames []string
	for _, e := range elements {
		elementNames = append(elementNames, string(e))
	}
	for _, p := range housesOf {
		palaceKeys = append(palaceKeys, p.key)
	}
	for _, s := range stations {
		stationNames = append(stationNames, s.name)
	}
	tests := []struct {
		section  string
		entries  []string
		min, max int // words
		labels   []string
	}{
		{"element", elementNames, 30, 60, []string{"Short", "Archetype", "Theme", "Temperament", "Practice", "Breath", "Sitting"}},
		{"palace", palaceKeys, 12, 35, []string{"Name", "Region", "Marked", "Even", "Slight"}},
		{"age", stationNames, 20, 60, []string{"Name", "Practice"}},
		{"relation", []string{"same", "generates", "generated", "controlled", "controls"}, 15, 45, []string{"Label"}},
		{"note", []string{"nature", "privacy", "birth", "hairline", "source", "phases"}, 15, 60, nil},
	}
	sections := map[string]int{}
	seen := map[string]string{}
	unique := func(text, where string) {
		assert.Empty(t, seen[text], "%s repeats %s", where, seen[text])
		seen[text] = where
	}
	for _, tt := range tests {
		sections[tt.section] = len(tt.entries)
		for _, name := range tt.entries {
			entry := texts().Entry(tt.section, name)
			words := len(strings.Fields(entry.Text))
			assert.True(t, words >= tt.min && words <= tt.max, "%s %s has %d words", tt.section, name, words)
			unique(entry.Text, name)
			assert.Len(t, entry.Labels, len(tt.labels), "%s %s", tt.section, name)
			for _, label := range tt.labels {
				assert.NotEmpty(t, entry.Labels[label], "%s %s %s", tt.section, name, label)
				unique(entry.Labels[label], name+" "+label)
			}
		}
	}
	assert.Equal(t, sections, texts().Sections(), "no entry that nothing shows")
	for _, name := range elementNames {
		assert.Contains(t, engines.Themes(), texts().Label("element", name, "Theme"))
		assert.Len(t, strings.Split(texts().Label("element", name, "Temperament"), "; "), 3)
	}
}

func TestTextsPromiseAndJudgeNothing(t *testing.T) {
	for _, word := range []string{"you will", "destined", "guarantee", "lucky", "ugly", "beautiful", "cure", "healing", "illness", "disease", "diagnos", "organ of"} {
		for name, entry := range texts().All() {
			all := entry.Text
			for _, label := range entry.Labels {
				all += " " + label
			}
			assert.NotContains(t, strings.ToLower(all), word, name)
		}
	}
}
