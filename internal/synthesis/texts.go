package synthesis

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

var texts = sync.OnceValue(func() prose.Book { return prose.Parse(textFile) })

// classes are the families of archetypes that have a text; open is for all others.
var classes = [...]string{
	"initiator", "sovereign", "caretaker", "lover", "warrior", "seeker", "teacher", "messenger", "hermit", "elder", "changer", "open",
}

// classOf finds the family of a figure in the lists of names.
func classOf(figure string) string {
	for _, class := range classes {
		for name := range strings.SplitSeq(texts().Label("archetype", class, "Names"), ", ") {
			if name == figure {
				return class
			}
		}
	}
	return "open"
}

// titled writes the words of a figure with capitals.
func titled(figure string) string {
	words := strings.Fields(figure)
	for i, w := range words {
		if w != "of" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

// enumerate joins names as a sentence does: a, b and c.
func enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
