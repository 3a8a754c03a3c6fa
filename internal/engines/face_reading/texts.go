package facereading

import (
	_ "embed"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/prose"
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
		t.readings = [len(emphases)]string{marked: entry.Labels["Marked"], even: entry.Labels["Even"], slight: entry.Labels["Slight"]}
	}
	return &list
})

type palaceText struct {
	name, region, meaning string
	readings              [len(emphases)]string // by emphasis
}

// name fills in what does not depend on a face.
func (h *TwelveHouses) name() {
	for i, palace := range h.list() {
		t := &palaceTexts()[i]
		palace.Name, palace.Region, palace.Meaning = t.name, t.region, t.meaning
	}
}
