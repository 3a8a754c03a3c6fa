package numerology

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/engines"
)

var (
	digits    = []int{1, 2, 3, 4, 5, 6, 7, 8, 9}
	allCores  = append(append([]int{}, digits...), 11, 22, 33)
	upToEight = []int{0, 1, 2, 3, 4, 5, 6, 7, 8}
)

// A 33 cannot come from one day of the month, nor from the sum of two single digits.
var birthdays = append(append([]int{}, digits...), 11, 22)

func TestTextsAreCompleteAndOfAReadableLength(t *testing.T) {
	tests := []struct {
		section  string
		numbers  []int
		min, max int // characters
		labels   []string
	}{
		{"life path", allCores, 250, 400, []string{"Short", "Archetype", "Theme", "Practice"}},
		{"expression", allCores, 150, 300, []string{"Short"}},
		{"soul urge", allCores, 120, 260, []string{"Short"}},
		{"personality", allCores, 120, 260, []string{"Short"}},
		{"maturity", allCores, 120, 260, []string{"Short"}},
		{"birthday", birthdays, 80, 200, []string{"Short"}},
		{"attitude", allCores, 40, 140, nil},
		{"pinnacle", birthdays, 120, 260, []string{"Short"}},
		{"challenge", upToEight, 100, 260, []string{"Short"}},
		{"personal year", digits, 230, 400, []string{"Short", "Practice"}},
		{"personal month", digits, 30, 120, nil},
		{"personal day", digits, 5, 60, nil},
		{"master", []int{11, 22, 33}, 150, 260, []string{"Short"}},
		{"karmic debt", []int{13, 14, 16, 19}, 150, 300, []string{"Short"}},
		{"bridge", upToEight, 50, 130, nil},
	}
	sections := map[string]int{"compatibility": 9}
	for _, tt := range tests {
		sections[tt.section] = len(tt.numbers)
		seen := map[string]int{}
		for _, number := range tt.numbers {
			entry := texts().Entry(tt.section, strconv.Itoa(number))
			assert.GreaterOrEqual(t, len(entry.Text), tt.min, "%s %d", tt.section, number)
			assert.LessOrEqual(t, len(entry.Text), tt.max, "%s %d", tt.section, number)
			assert.Len(t, entry.Labels, len(tt.labels), "%s %d", tt.section, number)
			for _, label := range tt.labels {
				assert.NotEmpty(t, entry.Labels[label], "%s %d %s", tt.section, number, label)
			}
			assert.Zero(t, seen[entry.Text], "%s %d repeats %d", tt.section, number, seen[entry.Text])
			seen[entry.Text] = number
		}
	}
	for _, name := range []string{"natural", "supportive", "learning", "demanding", "romantic", "friendship", "business", "family", "general"} {
		assert.NotEmpty(t, texts().Text("compatibility", name))
	}
	assert.Equal(t, sections, texts().Sections(), "no entry that nothing shows")
}

func TestTextsPromiseNothing(t *testing.T) {
	for _, phrase := range []string{"you will be", "destined", "guarantee", "cure", "heals your", "lucky", "fate"} {
		for line := range strings.Lines(textFile) {
			for _, word := range []string{" " + phrase + " ", " " + phrase + "."} {
				assert.NotContains(t, strings.ToLower(line), word)
			}
		}
	}
}

func TestThemesBelongToTheSharedVocabulary(t *testing.T) {
	for _, number := range allCores {
		assert.Contains(t, engines.Themes(), label("life path", number, "Theme"))
	}
}

func TestPairTable(t *testing.T) {
	for a := 1; a <= 9; a++ {
		for b := 1; b <= 9; b++ {
			assert.Equal(t, pairScore(a, b), pairScore(b, a), "symmetric")
			assert.GreaterOrEqual(t, pairScore(a, b), 40)
			assert.LessOrEqual(t, pairScore(a, b), 90)
		}
	}
	assert.Equal(t, pairScore(2, 4), pairScore(11, 22), "masters by their single digit")
	for _, triad := range [][3]int{{1, 5, 7}, {2, 4, 8}, {3, 6, 9}} {
		for i, a := range triad {
			assert.GreaterOrEqual(t, pairScore(a, triad[(i+1)%3]), 80)
		}
	}
}
