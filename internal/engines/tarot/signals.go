package tarot

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
)

// How much a card counts among the facts of its spread (project convention): fully when it lies
// alone, and the less the more cards there are; a minor less than a major.
const (
	centralLeast = 0.4
	minorShare   = 0.7

	leastTheme = 0.3 // weight below which a theme is not told
	mostTheme  = 0.9
)

// signals are the facts that other engines' results can be compared with: numbers of majors and
// small cards, figures of majors, elements of suits, and themes. Courts have no number.
func (l *layout) signals(themes []theme, n *census) []engines.Signal {
	var list []engines.Signal
	add := func(kind engines.SignalKind, value string, weight float64, source string) {
		list = append(list, signal(kind, value, weight, source))
	}
	count := float64(len(l.cards))
	central := centralLeast + (1-centralLeast)/count
	for i, d := range l.cards {
		position, _ := l.spread.position(i)
		source, weight := position+": "+l.title(i), central
		if !d.Card.IsMajor() {
			weight *= minorShare
		}
		if number := l.deck.Number(d.Card); number > 0 && !d.Card.IsCourt() {
			add(engines.SignalNumber, strconv.Itoa(reduce(number)), weight, source)
		}
		if d.Card.IsMajor() {
			add(engines.SignalArchetype, figure(d.Card), weight, source)
		}
	}
	for s := Wands; s < NoSuit; s++ {
		if n.suits[s] > 0 {
			source := l.share(n.suits[s]) + " are " + l.deck.Suit(s)
			if len(l.cards) == 1 {
				source = "the card is of " + l.deck.Suit(s)
			}
			add(engines.SignalElement, [4]string{"fire", "water", "air", "earth"}[s], float64(n.suits[s])/count, source)
		}
	}
	for i := range themes {
		if weight := mostTheme * float64(themes[i].weight) / float64(themes[0].weight); weight >= leastTheme {
			add(engines.SignalTheme, themes[i].key, weight*central, "theme of "+l.carriers(&themes[i]))
		}
	}
	return engines.Distinct(list)
}

// signal is not inlined, because of the size of a Worker.
//
//go:noinline
func signal(kind engines.SignalKind, value string, weight float64, source string) engines.Signal {
	return engines.Signal{Kind: kind, Value: value, Weight: decimal.Round(weight, 2), Source: source}
}

// figure is the name of a major among the archetypes that engines share (project convention); its
// own name, after Waite, where no other engine knows it.
func figure(c Card) string {
	if f := classic()[c].figure; f != "" {
		return f
	}
	return majorNames[c]
}

// reduce sums the digits until one is left, or a master number.
func reduce(n int) int {
	for n > 9 && n != 11 && n != 22 && n != 33 {
		n = n/10 + n%10
	}
	return n
}
