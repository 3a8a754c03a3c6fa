package enneagram

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/witnessos/witnessos/internal/decimal"
)

// keywords leads from a content word to the type it speaks for.
var keywords = sync.OnceValue(func() map[string]Type {
	words := map[string]Type{}
	for t := Type(1); t <= 9; t++ {
		for _, word := range strings.Fields(text("word", t.String())) {
			words[word] = t
		}
	}
	return words
})

// negations turn a keyword that follows within two words into the contrary of evidence.
var negations = []string{"not", "no", "never", "nor", "neither", "without", "hardly", "cannot"}

// wordCount holds the keywords of a description, each once, in the order in which they
// first occur.
type wordCount struct {
	words [10][]string // by type
	total int
}

// negationReach is how many words a negation covers: "not at all peaceful".
const negationReach = 3

// countWords finds whole words. Those that a negation of the same clause covers count for
// nothing: that somebody is not calm does not say what they are.
func countWords(description string) *wordCount {
	c := &wordCount{}
	text := strings.ReplaceAll(strings.ToLower(description), "’", "'")
	for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".,;:!?\n", r) }) {
		c.countClause(clause)
	}
	return c
}

func (c *wordCount) countClause(clause string) {
	covered := 0 // words that the last negation still covers
	for _, word := range strings.FieldsFunc(clause, func(r rune) bool { return r != '\'' && !unicode.IsLetter(r) }) {
		word = strings.Trim(word, "'")
		switch {
		case slices.Contains(negations, word) || strings.HasSuffix(word, "n't"):
			covered = negationReach
			continue
		case word == "but":
			covered = 0
		}
		t := keywords()[word]
		if t != 0 && covered == 0 && !slices.Contains(c.words[t], word) {
			c.words[t] = append(c.words[t], word)
			c.total++
		}
		covered = max(covered-1, 0)
	}
}

// mostIntuitive is the confidence that no description exceeds.
const mostIntuitive = 0.8

// enoughWords is how many keywords a description needs to speak with full weight.
const enoughWords = 5

// fromWords scores a description by the share of its keywords that speak for each type. The
// confidence is a convention of this product.
func fromWords(c *wordCount) *finding {
	var hits tally
	f := &finding{raw: Raw{Words: map[string][]string{}}}
	for t := Type(1); t <= 9; t++ {
		hits.points[t], hits.most[t] = len(c.words[t]), c.total
		if len(c.words[t]) > 0 {
			f.raw.Words[t.String()] = c.words[t]
		}
	}
	f.rank(&hits)
	weight := min(1, float64(c.total)/enoughWords)
	f.confidence = decimal.Round(mostIntuitive*f.scores[f.primary()].value*weight, 3)
	f.raw.Confidence = ConfidenceTerms{
		Formula: "0.8·top/total·min(1, total/5), over distinct keywords",
		Top:     hits.points[f.primary()], Total: c.total,
	}
	return f
}
