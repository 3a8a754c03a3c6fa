package biofield

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTextsAreCompleteAndOfAReadableLength(t *testing.T) {
	var scores []string
	for _, r := range recipes {
		scores = append(scores, r.score)
	}
	tests := []struct {
		section  string
		entries  []string
		min, max int // words
		label    string
	}{
		{"brightness", []string{"dark", "middle", "bright"}, 12, 35, "Practice"},
		{"contrast", []string{"soft", "clear", "strong"}, 12, 35, "Practice"},
		{"symmetry", []string{"mirrored", "related", "unlike"}, 12, 35, "Practice"},
		{"variety", []string{"plain", "varied", "busy"}, 12, 35, "Practice"},
		{"course", []string{"still", "drifting", "restless"}, 12, 30, ""},
		{"composite", scores, 8, 22, "Label"},
		{"tip", []string{"dark", "light", "clipped", "flat", "noise", "small", "series", "gray", "good"}, 10, 35, ""},
		{"note", []string{"nature", "retention", "protection"}, 8, 60, ""},
	}
	sections, seen := map[string]int{}, map[string]bool{}
	for _, tt := range tests {
		sections[tt.section] = len(tt.entries)
		for _, name := range tt.entries {
			entry := texts().Entry(tt.section, name)
			words := len(strings.Fields(entry.Text))
			assert.True(t, words >= tt.min && words <= tt.max, "%s %s has %d words", tt.section, name, words)
			assert.False(t, seen[entry.Text], "%s %s repeats another", tt.section, name)
			seen[entry.Text] = true
			if tt.label == "" {
				assert.Empty(t, entry.Labels)
				continue
			}
			assert.Len(t, entry.Labels, 1)
			assert.NotEmpty(t, entry.Labels[tt.label], "%s %s", tt.section, name)
		}
	}
	assert.Equal(t, sections, texts().Sections(), "no entry that nothing shows")
}

func TestTextsClaimNothingAboutPeople(t *testing.T) {
	for name, entry := range texts().All() {
		all := strings.ToLower(entry.Text)
		for _, label := range entry.Labels {
			all += " " + strings.ToLower(label)
		}
		for _, word := range []string{"aura", "chakra", "your energy", "heal", "vital force", "you are", "you will"} {
			if strings.HasPrefix(name, "note") && word == "heal" { // "say nothing about body, health"
				continue
			}
			assert.NotContains(t, all, word, name)
		}
	}
}
