package letters

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
)

func TestFold(t *testing.T) {
	for r, want := range map[rune]string{
		'a': "A", 'Z': "Z", 'é': "E", 'Å': "A", '\u212b': "A", '\u212a': "K", 'ß': "SS", 'ẞ': "SS", 'æ': "AE", 'þ': "TH",
		'ł': "L", 'đ': "D", 'ổ': "O", 'ẖ': "H", 'ı': "I", 'İ': "I",
	} {
		got, isLetter := Fold(r)
		assert.Equal(t, want, got, string(r))
		assert.True(t, isLetter, string(r))
	}
	for r, letter := range map[rune]bool{'1': false, ' ': false, '\u0301': false, 'ж': true, '李': true, '☉': false, '\ufffd': false} {
		got, isLetter := Fold(r)
		assert.Empty(t, got, string(r))
		assert.Equal(t, letter, isLetter, string(r))
	}
}

// The shortcut past the table must not pass by any letter that stands in it.
func TestEveryLetterOfTheTableIsFound(t *testing.T) {
	for _, row := range foldTable {
		for _, r := range row.letters {
			got, isLetter := Fold(r)
			assert.Equal(t, row.ascii, got, string(r))
			assert.True(t, isLetter)
			lower, _ := Fold(unicode.ToLower(r))
			assert.Equal(t, row.ascii, lower, "small %c", r)
		}
	}
}

func TestOf(t *testing.T) {
	folded, foreign := Of("Ça va? Straße no. 5, мир и мир")
	assert.Equal(t, "CAVASTRASSENO", folded)
	assert.Equal(t, "мир", string(foreign), "each once")
	folded, foreign = Of("?!…")
	assert.Empty(t, folded)
	assert.Empty(t, foreign)
}

func TestIsVowel(t *testing.T) {
	for i := range len(Alphabet) {
		assert.Equal(t, strings.Contains("AEIOU", Alphabet[i:i+1]), IsVowel(Alphabet[i]))
	}
}
