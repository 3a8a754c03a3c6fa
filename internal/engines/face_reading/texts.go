package facereading

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/prose"
	vedicclock "github.com/witnessos/witnessos/internal/engines/vedicclock_tcm"
)

//go:embed texts.md
var textFile string

var texts = sync.OnceValue(func() prose.Book { return prose.Parse(textFile) })

// palaceTexts are the texts of the palaces in their order, looked up once. Results point to the
// readings: they must not be changed.
var palaceTexts = sync.OnceValue(func() *[len(housesOf)]palaceText {
	var list [len(housesOf)]palaceText
	for i := range list {
		entry := texts().Entry("palace", housesOf[i].key)
		t := &list[i]
		t.name, t.region, t.meaning = entry.Labels["Name"], entry.Labels["Region"], entry.Text
		t.readings = []string{marked: entry.Labels["Marked"], even: entry.Labels["Even"], slight: entry.Labels["Slight"]}
	}
	return &list
})

type palaceText struct {
	name, region, meaning string
	readings              []string // by emphasis
}

// elementText are the texts of an element, looked up once. Results share the lists: they must not be
// changed.
type elementText struct {
	short, description, archetype, theme string
	practice, breath, sitting            string
	temperament                          []string
	heard                                []string // what the tradition hears in it: a sentence for each temperament
}

var elementTexts = sync.OnceValue(func() *[len(elements)]elementText {
	var list [len(elements)]elementText
	for i, element := range elements {
		entry := texts().Entry("element", string(element))
		labels := entry.Labels
		list[i] = elementText{
			short: labels["Short"], description: entry.Text, archetype: labels["Archetype"], theme: labels["Theme"],
			practice: labels["Practice"], breath: labels["Breath"], sitting: labels["Sitting"],
			temperament: strings.Split(labels["Temperament"], "; "),
		}
		for _, trait := range list[i].temperament {
			list[i].heard = append(list[i].heard, "The tradition hears in "+string(element)+": "+trait+".")
		}
	}
	return &list
})

// textsOf an element by its name.
func textsOf(element string) *elementText {
	return &elementTexts()[slices.Index(elements[:], vedicclock.Phase(element))]
}

// cultural are the notes about what a reading is; the last one is about palaces.
var cultural = sync.OnceValue(func() *[4]string {
	list := [...]string{"nature", "source", "phases", "hairline"}
	for i, name := range list {
		list[i] = texts().Text("note", name)
	}
	return &list
})

// name fills in what does not depend on a face.
func (h *TwelveHouses) name() {
	for i, palace := range h.list() {
		t := &palaceTexts()[i]
		palace.Name, palace.Region, palace.Meaning = t.name, t.region, t.meaning
	}
}
