package synthesis

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/engines"
)

var numbers = strings.Fields("1 2 3 4 5 6 7 8 9 11 22 33")

func TestTextsAreCompleteAndOfAReadableLength(t *testing.T) {
	sections := map[string]int{}
	seen := map[string]string{}
	for _, section := range []struct {
		name     string
		entries  []string
		min, max int // words of the text
		labels   []string
	}{
		{"theme", engines.Themes(), 40, 70, []string{"Short", "Practice", "Shadow", "Edge", "Outcome"}},
		{"number", numbers, 18, 40, []string{"Short"}},
		{"archetype", classes[:], 20, 45, []string{"Names"}},
		{"element", elements[:], 15, 40, []string{"Short"}},
		{"level", []string{"High", "Moderate", "Emerging", "Low"}, 18, 45, []string{"Short"}},
		{"relation", []string{"generates", "controls"}, 20, 40, []string{"Short"}},
		{"convention", []string{"coherence", "significance", "timing"}, 30, 70, []string{"Short"}},
	} {
		sections[section.name] = len(section.entries)
		for _, name := range section.entries {
			entry := texts().Entry(section.name, name)
			words := len(strings.Fields(entry.Text))
			assert.GreaterOrEqual(t, words, section.min, "%s %s", section.name, name)
			assert.LessOrEqual(t, words, section.max, "%s %s", section.name, name)
			assert.Len(t, entry.Labels, len(section.labels), "%s %s", section.name, name)
			for _, label := range section.labels {
				text := entry.Labels[label]
				assert.NotEmpty(t, text, "%s %s %s", section.name, name, label)
				assert.LessOrEqual(t, len(strings.Fields(text)), 40, "%s %s %s", section.name, name, label)
				if label == "Practice" || label == "Outcome" {
					assert.True(t, strings.HasSuffix(text, "."), "%s %s %s is a sentence", section.name, name, label)
				}
			}
			for label, text := range entry.Labels {
				if section.name != "convention" {
					assert.Empty(t, seen[text], "%s %s %s repeats another", section.name, name, label)
					seen[text] = name
				}
			}
			assert.Empty(t, seen[entry.Text], "%s %s repeats another", section.name, name)
			seen[entry.Text] = name
		}
	}
	assert.Equal(t, sections, texts().Sections(), "no entry that nothing shows")
}

func TestEveryFigureBelongsToOneFamily(t *testing.T) {
	var all []string
	for _, class := range classes {
		for name := range strings.SplitSeq(texts().Label("archetype", class, "Names"), ", ") {
			assert.NotContains(t, all, name)
			assert.Equal(t, figure(name), name, "as figures are written")
			all = append(all, name)
		}
	}
	for _, name := range strings.Split("Investigator,Hermit,Martyr,Opportunist,Heretic,Role Model,The Lover,The Sovereign,The Mother,The Warrior,The Explorer,"+
		"The Teacher,The Elder,The Messenger,The Fool,The Magician,The High Priestess,The Empress,The Emperor,The Hierophant,The Lovers,The Chariot,Strength,"+
		"Wheel of Fortune,Justice,The Hanged Man,Death,Temperance,The Devil,The Tower,The Star,The Moon,The Sun,Judgement,The World", ",") {
		assert.NotEqual(t, "open", classOf(figure(name)), name)
	}
	assert.False(t, slices.Contains(all, ""))
}

func TestTextsPromiseNothing(t *testing.T) {
	lower := strings.ToLower(textFile)
	for _, phrase := range []string{"you will be", "destined", "guarantee", " cure", "heals ", " lucky", "fate ", "always ", "will happen"} {
		assert.NotContains(t, lower, phrase)
	}
}
