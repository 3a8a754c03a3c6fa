package numerology

import "github.com/witnessos/witnessos/internal/engines/letters"

// YRule decides what the letter Y is.
type YRule string

const (
	YConsonant YRule = "consonant" // always a consonant
	YPhonetic  YRule = "phonetic"  // a vowel when its syllable has no other vowel
)

// vowels tells for each letter of a word (A-Z) whether it is a vowel.
//
// Syllables are found by spelling, under the phonetic rule as follows. A Y that follows a
// vowel directly closes or opens that vowel's sound (Kay, Maya, Lloyd): consonant. A Y that
// is followed by a vowel begins its syllable at the start of a word (Yolanda) and after an
// earlier syllable (Tanya, Sonya): consonant; after the first consonants of a word it carries
// a syllable of its own (Ryan, Wyatt, Lyon): vowel. Any other Y stands alone between
// consonants or at an end (Lynn, Mary, Yvonne): vowel.
func (rule YRule) vowels(word string) []bool {
	is := make([]bool, len(word))
	earlier := false // a vowel has occurred
	for i := range len(word) {
		switch {
		case letters.IsVowel(word[i]):
			is[i] = true
		case word[i] == 'Y' && rule == YPhonetic:
			afterVowel := i > 0 && is[i-1]
			beforeVowel := i+1 < len(word) && letters.IsVowel(word[i+1])
			opensSyllable := beforeVowel && (i == 0 || earlier)
			is[i] = !afterVowel && !opensSyllable
		}
		earlier = earlier || is[i]
	}
	return is
}
