package numerology

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/engines/letters"
)

func TestReduceStopsAtMastersInsideOfTheLoop(t *testing.T) {
	for n, want := range map[int]int{0: 0, 9: 9, 10: 1, 11: 11, 22: 22, 29: 11, 33: 33, 38: 11, 44: 8, 99: 9, 2009: 11, 199: 1} {
		assert.Equal(t, want, reduce(n), n)
	}
	for n, want := range map[int]int{0: 0, 11: 2, 22: 4, 33: 6, 29: 2, 2009: 2} {
		assert.Equal(t, want, reduce9(n), n)
	}
}

func TestLetterTables(t *testing.T) {
	for i := range len(letters.Alphabet) {
		assert.Equal(t, i%9+1, Pythagorean.value(letters.Alphabet[i]))
	}
	groups := map[int]string{1: "AIJQY", 2: "BKR", 3: "CGLS", 4: "DMT", 5: "EHNX", 6: "UVW", 7: "OZ", 8: "FP"}
	count := 0
	for value, group := range groups {
		for i := range len(group) {
			assert.Equal(t, value, Chaldean.value(group[i]), group[i:i+1])
			count++
		}
	}
	assert.Equal(t, 26, count, "no letter is 9")
}

func TestFolding(t *testing.T) {
	for text, want := range map[string]string{
		"José Ångström":             "JOSE ANGSTROM",
		"Jose\u0301 A\u030Angstrom": "JOSE ANGSTROM", // the same, already decomposed
		"Groß":                      "GROSS",
		"STRAẞE":                    "STRASSE",
		"Ægir œuvre":                "AEGIR OEUVRE",
		"Søren Łukasz Đorđe":        "SOREN LUKASZ DORDE",
		"Þór Guðrún":                "THOR GUDRUN",
		"Nguyễn Thị Ổn":             "NGUYEN THI ON",
		"Işık İnci":                 "ISIK INCI",
		"Ǿ ǽ ẖ":                     "O AE H",
		"O'Brien D’Arcy Kaʻahumanu": "OBRIEN DARCY KAAHUMANU",
		"J.R.R. St.John":            "JRR STJOHN",
		"Anne-Marie Jean–Luc":       "ANNE MARIE JEAN LUC",
		"  \tspaced\u00A0out ":      "SPACED OUT",
		"Zażółć gęślą jaźń":         "ZAZOLC GESLA JAZN",
	} {
		n := ParseName(text)
		assert.Equal(t, want, strings.Join(n.Words, " "), text)
		assert.Empty(t, n.Foreign, text)
		assert.Empty(t, n.Skipped, text)
	}
}

func TestWhatHasNoValue(t *testing.T) {
	n := ParseName("Иван 李 Ada Иван")
	assert.Equal(t, "Иван李", string(n.Foreign))
	assert.Equal(t, []string{"ADA"}, n.Words)

	n = ParseName("Ada, the 2nd (2)")
	assert.Empty(t, n.Foreign)
	assert.Equal(t, ",2()", string(n.Skipped))
	assert.Equal(t, []string{"ADA", "THE", "ND"}, n.Words)
}

func TestPhoneticY(t *testing.T) {
	// Capital Y where it is a vowel.
	for _, spoken := range []string{
		"lYnn", "marY", "sYlvia", "gwYneth", "Yvonne", "Yves", "rYan", "brYan", "wYatt", "lYon", "mYers",
		"yolanda", "kay", "maya", "lloyd", "joyce", "tanya", "sonya", "goya", "eyre", "york", "cYndY",
	} {
		word := strings.ToUpper(spoken)
		vowels := YPhonetic.vowels(word)
		for i := range len(word) {
			want := strings.ContainsRune("AEIOU", rune(word[i])) || spoken[i] == 'Y'
			assert.Equal(t, want, vowels[i], "%s, letter %d", spoken, i+1)
			assert.Equal(t, strings.ContainsRune("AEIOU", rune(word[i])), YConsonant.vowels(word)[i])
		}
	}
}

func FuzzParseName(f *testing.F) {
	for _, seed := range []string{"Ada", "Groß", "Иван", "\xff", "a\u0301", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := ParseName(text)
		for _, word := range n.Words {
			if word == "" || strings.Trim(word, letters.Alphabet) != "" {
				t.Fatalf("%q gave the word %q", text, word)
			}
		}
		numbers := n.Count(Chaldean, YPhonetic)
		if numbers.Expression.Sum != numbers.SoulUrge.Sum+numbers.Personality.Sum {
			t.Fatalf("%q: vowels and consonants do not add up", text)
		}
	})
}
