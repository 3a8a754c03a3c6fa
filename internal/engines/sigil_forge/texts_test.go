package sigilforge

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
	shapes := choices("Shape")
	tests := []struct {
		section  string
		names    []string
		min, max int // words
		labels   []string
	}{
		{"method", choices("Method"), 45, 90, []string{"Short"}},
		{"style", choices("Style"), 45, 90, []string{"Short"}},
		{"connection", choices("Connection"), 20, 45, nil},
		{"shape", shapes[:len(shapes)-1], 28, 55, nil}, // auto is one of the others
		{"planet", choices("Planet"), 45, 75, []string{"Archetype", "Theme", "Timing"}},
		{"charging", choices("Charging"), 65, 110, []string{"Practice"}},
		{"meditation", []string{"long", "short"}, 20, 90, nil},
		{"element", elementNames[:], 12, 30, []string{"Weekday", "First", "Second", "Third"}},
		{"destruction", elementNames[:], 40, 70, nil},
		{"color", choices("ColorScheme"), 12, 35, nil},
		{"symbol", choices("Symbols"), 4, 15, nil},
		{"note", []string{"nature"}, 25, 60, nil},
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
		}
	}
	assert.Equal(t, sections, texts().Sections(), "no entry that nothing shows")
}

func TestTextsPromiseNothing(t *testing.T) {
	for _, phrase := range []string{"you will", "destined", "guarantee", "cure", "heal", "lucky", "fate", "attract", "manifest"} {
		assert.NotContains(t, strings.ToLower(textFile), " "+phrase+" ")
		assert.NotContains(t, strings.ToLower(textFile), " "+phrase+".")
	}
}

func TestThemesBelongToTheSharedVocabulary(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range planets {
		theme := texts().Label("planet", p.Name, "Theme")
		assert.Contains(t, engines.Themes(), theme)
		assert.False(t, seen[theme])
		seen[theme] = true
	}
}
