package iching

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/engines"
)

const themeConvention = "Convention of this product: each hexagram is given one or two of the themes that all engines share."

// archetype names the figure of a trigram (project convention), in words that other engines use as
// well, so that two results can be found to speak of the same one.
func archetype(t Trigram) string { return t.label("Archetype") }

// signals are the facts that other engines' results can be compared with. What the cast leans
// toward counts less than where it stands.
func signals(c Cast) []engines.Signal {
	var list []engines.Signal
	add := func(kind engines.SignalKind, value string, weight float64, source string) {
		list = append(list, engines.Signal{Kind: kind, Value: value, Weight: weight, Source: source})
	}
	hexagram := func(f Figure, weight float64, name string) {
		source := name + " hexagram " + title(f)
		add(engines.SignalNumber, strconv.Itoa(reduce(f.Number())), weight, source)
		for i, theme := range f.page().themes {
			add(engines.SignalTheme, theme, weight*[...]float64{.8, .5}[i], source)
		}
	}
	f := c.Primary()
	hexagram(f, 1, "primary")
	if len(c.Changing()) > 0 {
		hexagram(c.Relating(), .5, "relating")
	}
	for _, half := range [...]struct {
		trigram Trigram
		weight  float64
		source  string
	}{{f.Lower(), .7, "lower trigram "}, {f.Upper(), .6, "upper trigram "}} {
		source := half.source + half.trigram.name()
		add(engines.SignalArchetype, archetype(half.trigram), half.weight, source)
		add(engines.SignalElement, half.trigram.trait().Element, half.weight, source)
	}
	return engines.Distinct(list)
}

// reduce sums the digits until one is left, or a master number.
func reduce(n int) int {
	for n > 9 && n != 11 && n != 22 && n != 33 {
		n = n/10 + n%10
	}
	return n
}
