package enneagram

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

var texts = sync.OnceValue(func() prose.Book { return prose.Parse(textFile) })

// label returns a label of a type, such as its Name.
//
//go:noinline
func (t Type) label(name string) string {
	value, ok := t.words().entry.Labels[name]
	if !ok {
		panic("enneagram: no label " + name + " of type " + t.String())
	}
	return value
}

// text returns the text of an entry.
//
//go:noinline
func text(section, name string) string { return texts().Text(section, name) }

// short is the name without its article.
func (t Type) short() string { return strings.TrimPrefix(t.label("Name"), "The ") }

// arrow returns the text of the line from one type to another, and its traits.
func arrow(from, to Type) (description string, traits []string) {
	entry := texts().Entry("arrow", from.String()+" to "+to.String())
	return entry.Text, strings.Split(entry.Labels["Traits"], ", ")
}

// instinctText describes an instinct (an index in instincts) in a type.
func instinctText(t Type, instinct int) string {
	return texts().Label("instinct", t.String(), [3]string{"Self-preservation", "Social", "Sexual"}[instinct])
}
