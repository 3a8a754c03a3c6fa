package iching

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

var texts = sync.OnceValue(func() prose.Book { return prose.Parse(textFile) })

// page is everything that is written about a hexagram.
type page struct {
	name, chinese, pinyin            string
	keywords, themes                 []string
	judgment, image, meaning, advice string
	lines                            [Lines]string
	seventh                          string // of hexagrams 1 and 2
}

// pages are indexed by King Wen number.
var pages = sync.OnceValue(func() *[Hexagrams + 1]page {
	var list [Hexagrams + 1]page
	for number := 1; number <= Hexagrams; number++ {
		e := texts().Entry("hexagram", strconv.Itoa(number))
		p := page{
			name: e.Labels["Name"], chinese: e.Labels["Chinese"], pinyin: e.Labels["Pinyin"],
			keywords: strings.Split(e.Labels["Keywords"], ", "), themes: strings.Split(e.Labels["Themes"], ", "),
			judgment: e.Text, image: e.Labels["Image"], meaning: e.Labels["Meaning"], advice: e.Labels["Advice"],
			seventh: e.Labels["7"],
		}
		for i := range p.lines {
			p.lines[i] = e.Labels[strconv.Itoa(i+1)]
		}
		list[number] = p
	}
	return &list
})

func (f Figure) page() *page { return &pages()[f.Number()] }

// name is that of the English entry of texts.md.
func (t Trigram) name() string {
	return [8]string{"Heaven", "Thunder", "Water", "Mountain", "Earth", "Wind", "Fire", "Lake"}[t]
}

func (t Trigram) label(name string) string { return texts().Label("trigram", t.name(), name) }

func (t Trigram) trait() Trait { return traits()[t] }

// traits are the trigrams as results show them.
var traits = sync.OnceValue(func() []Trait {
	list := make([]Trait, len(byBits))
	for bits, t := range byBits {
		list[t] = Trait{
			Name: t.name(), Chinese: t.label("Chinese"), Pinyin: t.label("Pinyin"), Symbol: t.label("Symbol"),
			Binary: Figure(bits).String()[:3], Attribute: t.label("Attribute"), Element: t.label("Element"),
			Direction: t.label("Direction"), Family: t.label("Family"), Meaning: texts().Text("trigram", t.name()),
		}
	}
	return list
})
