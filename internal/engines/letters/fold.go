// Package letters folds text to the 26 letters A to Z, which is what letter numbers and sigils
// are made of: diacritics come off (NFD without the marks), ligatures are written out (ß as SS,
// Æ as AE, Þ as TH), and everything is capitalised.
package letters

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Alphabet holds the letters in order.
const Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// Fold returns the letters A-Z that stand for r, "" for none, and whether r is a letter at all.
// A combining mark is none: text that comes decomposed folds like text that does not.
func Fold(r rune) (ascii string, isLetter bool) {
	r = unicode.ToUpper(r)
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return Alphabet[r-'A' : r-'A'+1], true
		}
		return "", false
	}
	if inTable(r) {
		for i := range foldTable {
			if strings.ContainsRune(foldTable[i].letters, r) {
				return foldTable[i].ascii, true
			}
		}
	}
	return "", unicode.IsLetter(r)
}

// inTable bounds the blocks that the table has letters of, so that long texts in other scripts
// are not searched for in vain: Latin-1 to Latin Extended-B, Latin Extended Additional, and the
// Kelvin and Ångström signs.
func inTable(r rune) bool {
	return r < 0x250 || r >= 0x1e00 && r < 0x1f00 || r == 0x212a || r == 0x212b
}

// Of returns every letter of a text, folded and in order, and the letters that do not fold to
// A-Z, each once.
func Of(text string) (folded string, foreign []rune) {
	var b strings.Builder
	for _, r := range text {
		ascii, isLetter := Fold(r)
		b.WriteString(ascii)
		if ascii == "" && isLetter && !strings.ContainsRune(string(foreign), r) {
			foreign = append(foreign, r)
		}
	}
	return b.String(), foreign
}

// IsVowel reports whether a letter A-Z is A, E, I, O or U.
func IsVowel(letter byte) bool {
	switch letter {
	case 'A', 'E', 'I', 'O', 'U':
		return true
	}
	return false
}
