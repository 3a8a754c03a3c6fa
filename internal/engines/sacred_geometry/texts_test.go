package sacredgeometry

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/drawing/figure"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/geometry"
)

// entries are the names of patterns and solids in the texts.
func entries() []string {
	list := slices.DeleteFunc(slices.Clone(figure.Patterns), func(p string) bool { return p == "platonic_solid" })
	return append(list, geometry.Solids...)
}

func TestTextsAreCompleteAndOfAReadableLength(t *testing.T) {
	lotuses := slices.DeleteFunc(append(entries(), "lotus", "heart"), func(e string) bool { return e == "mandala" || e == "personal" })
	points := strings.Fields("center crossing tip pole lens gate bindu corner heart seeds")
	ratios := strings.Fields("lens enclosure spacing longest chord layer equilateral quarter rectangle circumradius spheres face_diagonal space_diagonal")
	tests := []struct {
		section  string
		entries  []string
		min, max int // words
		labels   []string
	}{
		{"symbolism", entries(), 40, 70, []string{"Name", "Archetype", "Theme", "Second"}},
		{"meaning", entries(), 40, 75, nil},
		{"meditation", entries(), 45, 75, []string{"Practice", "Patch"}},
		{"manifestation", entries(), 20, 45, nil},
		{"chakra", lotuses, 12, 40, nil},
		{"flow", entries(), 10, 30, []string{"Type", "Direction"}},
		{"construction", entries(), 25, 65, nil},
		{"point", points, 7, 25, []string{"Technique"}},
		{"ratio", ratios, 5, 20, []string{"Name"}},
		{"note", []string{"tradition", "nature", "convention"}, 20, 60, nil},
	}
	sections := map[string]int{}
	seen := map[string]string{}
	for _, tt := range tests {
		sections[tt.section] = len(tt.entries)
		for _, name := range tt.entries {
			e := texts().Entry(tt.section, name)
			words := len(strings.Fields(e.Text))
			assert.GreaterOrEqual(t, words, tt.min, "%s %s", tt.section, name)
			assert.LessOrEqual(t, words, tt.max, "%s %s", tt.section, name)
			for _, label := range tt.labels {
				assert.NotEmpty(t, e.Labels[label], "%s %s %s", tt.section, name, label)
			}
			if tt.section == "ratio" {
				continue // what was measured may be told in the same words
			}
			for _, text := range append([]string{e.Text}, e.Labels["Practice"], e.Labels["Patch"], e.Labels["Technique"]) {
				if text != "" {
					assert.Empty(t, seen[text], "%s %s repeats another", tt.section, name)
					seen[text] = name
				}
			}
		}
	}
	assert.Equal(t, sections, texts().Sections(), "no entry that nothing shows")
}

func TestEveryMarkAndRatioHasItsText(t *testing.T) {
	marks, ratios := map[string]bool{}, map[string]bool{}
	for _, in := range inputs() {
		r, _ := calculated(t, in.text)
		for _, p := range r.MeditationPoints {
			marks[p.Type] = true
		}
		for _, p := range r.SacredRatios.Ratios {
			ratios[p.Name] = true
		}
	}
	assert.Len(t, marks, texts().Sections()["point"], "no text that nothing shows")
	assert.Len(t, ratios, texts().Sections()["ratio"], "no text that nothing shows")
}

func TestLabelsAreFromTheirVocabularies(t *testing.T) {
	archetypes := map[string]bool{}
	for _, name := range entries() {
		e := texts().Entry("symbolism", name)
		assert.Contains(t, engines.Themes(), e.Labels["Theme"])
		assert.Contains(t, engines.Themes(), e.Labels["Second"])
		assert.NotEqual(t, e.Labels["Theme"], e.Labels["Second"])
		archetypes[e.Labels["Archetype"]] = true
	}
	assert.Len(t, archetypes, len(entries()))
	for _, name := range entries() {
		if name == "mandala" || name == "personal" {
			continue
		}
		for chakra := range strings.SplitSeq(texts().Label("chakra", name, "Chakras"), ",") {
			assert.True(t, slices.ContainsFunc(chakras[:], func(c Chakra) bool { return c.Name == chakra }), chakra)
		}
	}
}

func TestTextsPromiseNothing(t *testing.T) {
	text := strings.ToLower(textFile)
	for _, phrase := range []string{"you will be", "destined", "guarantee", "cure", "heals", "lucky", "your fate", "vibration", "frequency", "quantum"} {
		assert.NotContains(t, text, phrase)
	}
}
