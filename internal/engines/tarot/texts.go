package tarot

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

var texts = sync.OnceValue(func() prose.Book { return prose.Parse(textFile) })

// written is the text of an entry, and label one of its labels. Neither is inlined, because at
// their many calls it would show in the size of a Worker.
//
//go:noinline
func written(section, name string) string { return texts().Text(section, name) }

//go:noinline
func label(section, name, label string) string { return texts().Label(section, name, label) }

// page is everything that is written about a card.
type page struct {
	name, title, picture       string
	keywords, themes           []string
	upright, reversed          string // upright without the picture
	whole                      string // picture and upright
	question, practice, figure string
}

// classic and own are the pages of the decks with the pictures of Smith, and of Thoth.
var (
	classic = sync.OnceValue(func() *[Cards]page { return pages(RiderWaite) })
	own     = sync.OnceValue(func() *[Cards]page { return pages(Thoth) })
)

func (d Deck) page(c Card) *page {
	if d == Thoth {
		return &own()[c]
	}
	return &classic()[c]
}

// pages reads the cards of a deck. What the section of the deck does not say is shared.
func pages(d Deck) *[Cards]page {
	var list [Cards]page
	for i := range list {
		c := Card(i)
		labels := texts().Entry("card", c.key()).Labels
		var replaced map[string]string
		if d == Thoth {
			replaced = texts().Entry("thoth", c.key()).Labels
		}
		either := func(name string) string {
			if text := replaced[name]; text != "" {
				return text
			}
			return labels[name]
		}
		major := replaced["Name"]
		if major == "" {
			major = c.key()
		}
		list[i] = page{
			name: d.name(c, major), title: either("Title"), picture: either("Picture"),
			keywords: strings.Split(either("Keywords"), ", "), themes: strings.Split(either("Themes"), ", "),
			upright: either("Upright"), reversed: either("Reversed"),
			whole:    either("Picture") + " " + either("Upright"),
			question: either("Question"), practice: either("Practice"), figure: either("Figure"),
		}
	}
	return &list
}

// suitText fills the name that the deck gives to a suit into a text about it; without a label it
// is the text of the entry.
func (d Deck) suitText(s Suit, label string) string {
	e := texts().Entry("suit", suitNames[s])
	text := e.Text
	if label != "" {
		text = e.Labels[label]
	}
	return strings.ReplaceAll(text, "{suit}", d.Suit(s))
}
