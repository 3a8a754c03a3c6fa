package nadabrahman

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/engines"
)

// choices are the allowed values of an input field, so that no text can be missing for one.
func choices(field string) []string {
	f, _ := reflect.TypeFor[Input]().FieldByName(field)
	return strings.Split(f.Tag.Get("enum"), ",")
}

func TestTextsAreCompleteAndOfAReadableLength(t *testing.T) {
	var ragaNames []string
	for _, r := range ragas {
		ragaNames = append(ragaNames, r.Name)
	}
	tests := []struct {
		section  string
		names    []string
		min, max int // words
		labels   []string
	}{
		{"raga", ragaNames, 55, 90, []string{"Theme", "Practice"}},
		{"family", choices("RagaFamily"), 25, 50, nil},
		{"mode", choices("TrainingMode"), 20, 45, []string{"Practice"}},
		{"type", choices("DesignType"), 20, 45, nil},
		{"coherence", []string{"low", "gathering", "steady", "high", "assumed"}, 20, 45, nil},
		{"expression", expressions[:], 5, 15, nil},
		{"pattern", []string{"heart_rate_variability", "breath_pattern.rate", "breath_pattern.depth", "breath_pattern.coherence", "stress_level",
			"energy_level", "consciousness_level"}, 5, 20, nil},
		{"choice", []string{"stress"}, 15, 35, nil},
		{"note", []string{"nature", "types"}, 20, 60, nil},
	}
	sections := map[string]int{}
	seen := map[string]string{}
	for _, tt := range tests {
		sections[tt.section] = len(tt.names)
		for _, name := range tt.names {
			e := texts().Entry(tt.section, name)
			words := len(strings.Fields(e.Text))
			assert.GreaterOrEqual(t, words, tt.min, "%s %s", tt.section, name)
			assert.LessOrEqual(t, words, tt.max, "%s %s", tt.section, name)
			assert.Len(t, e.Labels, len(tt.labels), "%s %s", tt.section, name)
			for _, label := range tt.labels {
				assert.NotEmpty(t, e.Labels[label], "%s %s %s", tt.section, name, label)
			}
			assert.Empty(t, seen[e.Text], "%s %s repeats %s", tt.section, name, seen[e.Text])
			seen[e.Text] = tt.section + " " + name
			if practice := e.Labels["Practice"]; practice != "" {
				assert.Empty(t, seen[practice], "the practice of %s is that of %s", name, seen[practice])
				seen[practice] = name
			}
		}
	}
	assert.Equal(t, sections, texts().Sections(), "no entry that nothing shows")
}

func TestThemesBelongToTheSharedVocabulary(t *testing.T) {
	seen := map[string]string{}
	for _, r := range ragas {
		theme := texts().Label("raga", r.Name, "Theme")
		assert.Contains(t, engines.Themes(), theme)
		assert.Empty(t, seen[theme], "%s has the theme of %s", r.Name, seen[theme])
		seen[theme] = r.Name
	}
}

func TestCoherenceBands(t *testing.T) {
	half := 0.5
	given := Input{HRV: &half}
	for coherence, want := range map[float64]string{0: "low", 0.29: "low", 0.3: "gathering", 0.49: "gathering", 0.5: "steady", 0.74: "steady", 0.75: "high", 1: "high"} {
		assert.Equal(t, want, given.coherenceBand(coherence), coherence)
	}
	assert.Equal(t, "assumed", (&Input{}).coherenceBand(0.5))
	assert.Equal(t, "assumed", (&Input{Energy: &half, Breath: &Breath{Rate: &half}}).coherenceBand(0.5))
}

func TestTextsMakeNoClaims(t *testing.T) {
	for _, phrase := range []string{"you will be", "destined", "guarantee", "cure", "heal", "heals", "therapy", "blood", "lucky", "fate"} {
		assert.NotContains(t, strings.ToLower(textFile), " "+phrase+" ")
		assert.NotContains(t, strings.ToLower(textFile), " "+phrase+".")
	}
}
