package iching

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
)

func TestTextsAreCompleteAndOfAReadableLength(t *testing.T) {
	between := func(text string, least, most int, where string) {
		t.Helper()
		words := len(strings.Fields(text))
		assert.True(t, least <= words && words <= most, "%s has %d words, not %d to %d: %s", where, words, least, most, text)
	}
	for number := 1; number <= Hexagrams; number++ {
		where := "hexagram " + strconv.Itoa(number)
		labels, p := 14, FigureOf(number).page()
		between(p.judgment, 30, 45, where+" judgment")
		between(p.image, 20, 30, where+" image")
		between(p.meaning, 25, 35, where+" meaning")
		between(p.advice, 15, 25, where+" advice")
		for i, line := range p.lines {
			between(line, 14, 22, where+" line "+strconv.Itoa(i+1))
		}
		if number <= 2 {
			labels++
			between(p.seventh, 14, 22, where+" seventh text")
		}
		assert.Len(t, texts().Entry("hexagram", strconv.Itoa(number)).Labels, labels, where)

		assert.Contains(t, []int{4, 5}, len(p.keywords), where)
		for _, keyword := range p.keywords {
			between(keyword, 1, 3, where+" keyword")
		}
		assert.Contains(t, []int{1, 2}, len(p.themes), where)
		for _, theme := range p.themes {
			assert.Contains(t, engines.Themes(), theme, where)
		}
	}
	for trigram := Heaven; trigram <= Lake; trigram++ {
		entry := texts().Entry("trigram", trigram.name())
		assert.Len(t, entry.Labels, 9, trigram.name())
		between(entry.Text, 25, 45, trigram.name())
		between(entry.Labels["Practice"], 10, 20, trigram.name()+" practice")
	}
	assert.Equal(t, map[string]int{"hexagram": 64, "trigram": 8, "reading rule": 8, "method": 3, "note": 1}, texts().Sections(),
		"no entry that nothing shows")
}

// body is what stands below the note to writers.
func body(t *testing.T) string {
	t.Helper()
	_, after, ok := strings.Cut(textFile, "\n# hexagram\n")
	require.True(t, ok)
	return after
}

func TestNoSentenceOccursTwice(t *testing.T) {
	end := regexp.MustCompile(`[.!?;:]\s+`)
	label := regexp.MustCompile(`^(Image|Meaning|Advice|Practice|\d): `)
	plain := regexp.MustCompile(`[^a-z' ]`)
	seen := map[string]string{}
	sentences := 0
	for line := range strings.Lines(body(t)) {
		if !label.MatchString(line) && regexp.MustCompile(`^(#|[A-Z][a-z]+: )`).MatchString(line) {
			continue // headings, names and keywords
		}
		for _, sentence := range end.Split(label.ReplaceAllString(line, ""), -1) {
			key := strings.TrimSpace(plain.ReplaceAllString(strings.ToLower(sentence), ""))
			if len(strings.Fields(key)) < 3 {
				continue
			}
			sentences++
			assert.Empty(t, seen[key], "occurs twice: %s", sentence)
			seen[key] = sentence
		}
	}
	assert.Greater(t, sentences, 1200)
}

// Phrases of six words that come back are a habit of the writer and no picture of the hexagram.
func TestNoLongPhraseComesBackInAnotherHexagram(t *testing.T) {
	const phrase = 6
	owner := map[string]int{}
	for number := 1; number <= Hexagrams; number++ {
		p := FigureOf(number).page()
		for _, text := range append([]string{p.judgment, p.image, p.meaning, p.advice, p.seventh}, p.lines[:]...) {
			words := strings.Fields(strings.ToLower(text))
			for i := range max(len(words)-phrase+1, 0) {
				key := strings.Join(words[i:i+phrase], " ")
				if first := owner[key]; first != 0 {
					assert.Equal(t, first, number, "hexagrams %d and %d share: %s", first, number, key)
				}
				owner[key] = number
			}
		}
	}
}

func TestTextsPromiseNothing(t *testing.T) {
	words := " " + strings.ToLower(regexp.MustCompile(`[^A-Za-z']+`).ReplaceAllString(body(t), " ")) + " "
	for _, phrase := range []string{
		"you will", "will be yours", "destiny", "destined", "fate", "guarantee", "guaranteed", "cure", "cures", "heal", "heals", "healing",
		"lucky", "misfortune", "fortune", "omen", "illness", "disease", "superior man", "without fail",
	} {
		assert.NotContains(t, words, " "+phrase+" ")
	}
}

// Names are those of Unicode 4.0, U+4DC0 to U+4DFF, without HEXAGRAM FOR and, for a doubled
// trigram, without the trigram's own name.
const unicodeNames = `THE CREATIVE HEAVEN|THE RECEPTIVE EARTH|DIFFICULTY AT THE BEGINNING|YOUTHFUL FOLLY|WAITING|CONFLICT|THE ARMY|
HOLDING TOGETHER|SMALL TAMING|TREADING|PEACE|STANDSTILL|FELLOWSHIP|GREAT POSSESSION|MODESTY|ENTHUSIASM|FOLLOWING|WORK ON THE DECAYED|
APPROACH|CONTEMPLATION|BITING THROUGH|GRACE|SPLITTING APART|RETURN|INNOCENCE|GREAT TAMING|MOUTH CORNERS|GREAT PREPONDERANCE|
THE ABYSMAL WATER|THE CLINGING FIRE|INFLUENCE|DURATION|RETREAT|GREAT POWER|PROGRESS|DARKENING OF THE LIGHT|THE FAMILY|OPPOSITION|
OBSTRUCTION|DELIVERANCE|DECREASE|INCREASE|BREAKTHROUGH|COMING TO MEET|GATHERING TOGETHER|PUSHING UPWARD|OPPRESSION|THE WELL|REVOLUTION|
THE CAULDRON|THE AROUSING THUNDER|THE KEEPING STILL MOUNTAIN|DEVELOPMENT|THE MARRYING MAIDEN|ABUNDANCE|THE WANDERER|THE GENTLE WIND|
THE JOYOUS LAKE|DISPERSION|LIMITATION|INNER TRUTH|SMALL PREPONDERANCE|AFTER COMPLETION|BEFORE COMPLETION`

func TestNames(t *testing.T) {
	names := strings.Split(strings.ReplaceAll(unicodeNames, "\n", ""), "|")
	require.Len(t, names, Hexagrams)
	chinese, pinyin := map[string]bool{}, map[string]bool{}
	for i, name := range names {
		f := FigureOf(i + 1)
		if f.Upper() == f.Lower() {
			name = strings.TrimSuffix(name, " "+strings.ToUpper(f.Upper().name()))
		}
		if i+1 == 52 {
			name = strings.TrimPrefix(name, "THE ") // nobody calls it The Keeping Still
		}
		assert.Equal(t, name, strings.ToUpper(f.page().name))
		assert.Equal(t, rune(0x4DC0+i), []rune(relative(f).Symbol)[0])
		chinese[f.page().chinese], pinyin[f.page().pinyin] = true, true
	}
	assert.Len(t, chinese, Hexagrams)
	assert.Len(t, pinyin, Hexagrams-1, "10 and 56 are both Lǚ; 1 and 15 differ by their tone")
}
