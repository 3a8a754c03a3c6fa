package numerology

import (
	"strings"
	"unicode"

	"github.com/witnessos/witnessos/internal/engines/letters"
)

// System is a table of letter values.
type System string

const (
	Pythagorean System = "pythagorean" // A-I, J-R, S-Z as 1 to 9
	Chaldean    System = "chaldean"    // by sound; no letter is 9
)

// The tables list the values of A to Z.
const pythagoreanTable = "12345678912345678912345678"
const chaldeanTable = "12345835112345781234666517"

// value of a letter A-Z.
func (s System) value(letter byte) int {
	if s == Chaldean {
		return int(chaldeanTable[letter-'A'] - '0')
	}
	return int(pythagoreanTable[letter-'A'] - '0')
}

// Name is a name in the 26 letters that have values.
type Name struct {
	Words []string // A-Z only, divided at spaces and hyphens

	// Skipped are characters without a value that are neither letters nor the spaces,
	// hyphens, apostrophes and dots that belong to names, each once.
	Skipped []rune
	// Foreign are letters that do not fold to A-Z, each once. A name that has any cannot
	// be calculated.
	Foreign []rune
}

// ParseName folds a name, as package letters does, and divides it into words.
func ParseName(s string) Name {
	var n Name
	var word []byte
	closeWord := func() {
		if len(word) > 0 {
			n.Words = append(n.Words, string(word))
			word = word[:0]
		}
	}
	for _, r := range s {
		ascii, isLetter := letters.Fold(r)
		switch {
		case ascii != "":
			word = append(word, ascii...)
		case unicode.Is(unicode.Mn, r) || isApostropheOrDot(r):
		case isSpaceOrHyphen(r):
			closeWord()
		case isLetter:
			n.Foreign = appendOnce(n.Foreign, r)
		default:
			n.Skipped = appendOnce(n.Skipped, r)
			closeWord()
		}
	}
	closeWord()
	return n
}

// isApostropheOrDot knows the marks inside of words. Two of them, the modifier letters of
// Hawaiian and of transliterations, count as letters in Unicode.
func isApostropheOrDot(r rune) bool { return strings.ContainsRune("'’‘ʼʻ`´.·", r) }

func isSpaceOrHyphen(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) }

func appendOnce(runes []rune, r rune) []rune {
	for _, old := range runes {
		if old == r {
			return runes
		}
	}
	return append(runes, r)
}
