package enneagram

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
)

func wordsOf(t Type) []string { return strings.Fields(texts().Text("word", t.String())) }

func length(t *testing.T, what, text string, least, most int) {
	t.Helper()
	n := len(strings.Fields(text))
	assert.True(t, least <= n && n <= most, "%s has %d words, not %d to %d: %s", what, n, least, most, text)
}

func TestTextsAreCompleteAndOfAReadableLength(t *testing.T) {
	for kind := Type(1); kind <= 9; kind++ {
		name := kind.String()
		entry := texts().Entry("type", name)
		length(t, "type "+name, entry.Text, 60, 100)
		assert.Len(t, entry.Labels, 13)
		for _, label := range []string{"Motivation", "Fear", "Desire", "Proposition", "Trap"} {
			length(t, "type "+name+" "+label, entry.Labels[label], 7, 25)
		}
		length(t, "practice "+name, entry.Labels["Practice"], 10, 30)
		length(t, "gift "+name, entry.Labels["Gift"], 3, 12)
		for _, label := range []string{"Name", "Figure"} {
			length(t, label+" "+name, entry.Labels[label], 2, 4)
			assert.True(t, strings.HasPrefix(entry.Labels[label], "The "))
		}
		profile := kind.describe(Input{IncludeWings: true, IncludeInstincts: true, IncludeArrows: true})
		assert.Len(t, profile.AlternativeNames, 3)
		assert.GreaterOrEqual(t, len(profile.Keywords), 5)
		assert.Contains(t, engines.Themes(), entry.Labels["Theme"])
		assert.Contains(t, engines.Themes(), entry.Labels["Second"])
		assert.NotEqual(t, entry.Labels["Theme"], entry.Labels["Second"])

		require.Len(t, profile.Wings, 2)
		for _, wing := range profile.Wings {
			length(t, "wing "+wing.Notation, wing.Description, 22, 45)
		}
		for _, arrow := range []Arrow{profile.Arrows.Integration, profile.Arrows.Disintegration} {
			length(t, "arrow "+name, arrow.Description, 24, 50)
			assert.Len(t, arrow.Traits, 3)
		}
		for _, variant := range []string{profile.Variants.SelfPreservation, profile.Variants.Social, profile.Variants.Sexual} {
			length(t, "instinct "+name, variant, 16, 36)
		}
		require.Len(t, profile.Growth, 4)
		for _, advice := range profile.Growth {
			length(t, "growth "+name, advice, 9, 26)
		}
		for _, area := range []string{"Growth", "Relationships", "Career", "Spirituality"} {
			length(t, "focus "+name+" "+area, texts().Label("focus", name, area), 24, 52)
		}
		for _, level := range kind.levels() {
			length(t, "level "+name+" "+level.Name, level.Description, 12, 30)
		}
		assert.Len(t, texts().Entry("levels", name).Labels, 9)
	}
	for _, c := range centers {
		length(t, string(c), texts().Text("center", string(c)), 45, 75)
		assert.NotEmpty(t, c.describe().CoreEmotion)
		assert.NotEmpty(t, c.describe().Focus)
	}
	for kind := Type(1); kind <= 9; kind++ {
		length(t, kind.Hornevian(), texts().Text("group", kind.Hornevian()), 12, 25)
		length(t, kind.Harmonic(), texts().Text("group", kind.Harmonic()), 12, 25)
	}
	assert.Equal(t, map[string]int{
		"type": 9, "levels": 9, "wing": 18, "arrow": 18, "instinct": 9, "growth": 9, "focus": 9,
		"center": 3, "group": 6, "pair": 10, "note": 5, "item": itemCount, "word": 9,
	}, texts().Sections(), "no entry that nothing shows")
}

func TestLevelsComeInThreeBands(t *testing.T) {
	var bandsSeen []string
	for i, level := range Type(4).levels() {
		assert.Equal(t, i+1, level.Level)
		bandsSeen = append(bandsSeen, level.Band)
	}
	assert.Equal(t, []string{"healthy", "healthy", "healthy", "average", "average", "average", "stressed", "stressed", "stressed"}, bandsSeen)
}

// sentences are the sentences of the file, labels without their names.
func sentences() []string {
	var list []string
	_, body, _ := strings.Cut(textFile, "\n# ")
	body, _, _ = strings.Cut(body, "\n# word")
	for line := range strings.Lines(body) {
		if label, text, ok := strings.Cut(line, ": "); ok && !strings.Contains(label, " ") {
			if slices.Contains([]string{"Theme", "Second", "Figure", "Key", "Keywords", "Name", "Also", "Traits", "Emotion"}, label) {
				continue
			}
			line = text
		}
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, sentence := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(".!?\n", r) }) {
			if sentence = strings.TrimSpace(sentence); sentence != "" {
				list = append(list, sentence)
			}
		}
	}
	return list
}

func TestNoSentenceOccursTwice(t *testing.T) {
	seen := map[string]bool{}
	for _, sentence := range sentences() {
		key := strings.ToLower(sentence)
		assert.False(t, seen[key], sentence)
		seen[key] = true
	}
	assert.Greater(t, len(seen), 400)
}

func TestNamesOccurOnce(t *testing.T) {
	seen := map[string]string{}
	once := func(name, where string) {
		assert.Empty(t, seen[name], "%s in %s", name, where)
		seen[name] = where
	}
	for kind := Type(1); kind <= 9; kind++ {
		profile := kind.describe(Input{IncludeWings: true})
		once(profile.Name, "type "+kind.String())
		for _, name := range profile.AlternativeNames {
			once(name, "type "+kind.String())
		}
		for _, wing := range profile.Wings {
			once(wing.Name, wing.Notation)
		}
	}
}

func TestTextsPromiseNothing(t *testing.T) {
	for _, sentence := range sentences() {
		plain := " " + strings.ToLower(strings.NewReplacer(",", " ", ";", " ", ":", " ").Replace(sentence)) + " "
		for _, phrase := range []string{"you will be", "destined", "guarantee", "guaranteed", "cure", "cures", "heal", "heals", "healing", "therapy",
			"disorder", "depression", "burnout", "neurotic", "patient's", "symptom", "fate", "lucky"} {
			assert.NotContains(t, plain, " "+phrase+" ")
		}
	}
}

func TestItems(t *testing.T) {
	count, reversed := map[string]int{}, map[string]int{}
	for n, i := range items() {
		assert.Equal(t, itemID(n), i.id)
		length(t, i.id, i.text, 7, 22)
		assert.True(t, strings.HasSuffix(i.text, "."))
		scale := i.kind.String()
		if i.kind == 0 {
			scale = instincts[i.instinct]
		}
		key := strings.TrimPrefix(texts().Label("item", i.id, "Key"), "-")
		assert.Equal(t, key, scale, "the key names a type or an instinct")
		count[scale]++
		if i.reversed {
			reversed[scale]++
		}
		if n > 0 {
			last := items()[n-1]
			assert.False(t, last.kind == i.kind, "%s follows one of its kind", i.id)
		}
	}
	for kind := Type(1); kind <= 9; kind++ {
		assert.Equal(t, 4, count[kind.String()])
		assert.Equal(t, 1, reversed[kind.String()], "alike for all, so that saying yes to everything favours none")
	}
	for _, name := range instincts {
		assert.Equal(t, 3, count[name])
		assert.Equal(t, 1, reversed[name])
	}
	for answer := leastAnswer; answer <= mostAnswer; answer++ {
		assert.Equal(t, answer-1, item{}.keyed(answer))
		assert.Equal(t, 5-answer, item{reversed: true}.keyed(answer))
	}
}

func TestAssessmentHidesItsKey(t *testing.T) {
	a := Assessment()
	assert.Equal(t, itemCount, a.Count)
	assert.Len(t, a.Questions, itemCount)
	assert.Equal(t, Questions(), a.Questions)
	require.Len(t, a.Scale, mostAnswer)
	for i, step := range a.Scale {
		assert.Equal(t, i+1, step.Value)
		assert.NotEmpty(t, step.Label)
	}
	raw, err := json.Marshal(a)
	require.NoError(t, err)
	for _, secret := range []string{"reversed", "key", "Key", "self_preservation", "-5"} {
		assert.NotContains(t, string(raw), `"`+secret)
	}
	// What it serves is what the engine takes.
	answers := map[string]int{}
	for _, q := range a.Questions {
		assert.NotEmpty(t, q.Text)
		answers[q.ID] = 3
	}
	input, err := json.Marshal(map[string]any{a.Field: answers})
	require.NoError(t, err)
	data, _ := calculated(t, string(input))
	assert.Equal(t, 0.5, part(t, data, "type_scores", "1"))
}

func TestItemIndex(t *testing.T) {
	for _, id := range []string{"", "q", "q0", "q1", "q00", "q46", "q99", "q001", "Q01", "qq01", "01", "q+1", "q-1", "q\u0663", "q0:", "\xff\xff\xff"} {
		assert.Equal(t, -1, itemIndex(id), id)
	}
	for n := range itemCount {
		assert.Equal(t, n, itemIndex(itemID(n)))
	}
	assert.Equal(t, "q01", itemID(0))
	assert.Equal(t, "q45", itemID(itemCount-1))
}
