package numerology

import (
	_ "embed"
	"strconv"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

var texts = sync.OnceValue(func() prose.Book { return prose.Parse(textFile) })

// text returns the paragraphs about a number; empty for a number that does not exist (0,
// except among challenges and bridges, where it has entries).
func text(section string, number int) string {
	if number == 0 && section != "challenge" && section != "bridge" {
		return ""
	}
	return texts().Text(section, strconv.Itoa(number))
}

// label returns a label of the entry of a number, such as its Short form.
func label(section string, number int, name string) string {
	return texts().Label(section, strconv.Itoa(number), name)
}

// titled joins a number to its short meaning: "6: caring for people and for places".
func titled(section string, number int) string {
	if number == 0 && section != "challenge" {
		return ""
	}
	return strconv.Itoa(number) + ": " + label(section, number, "Short")
}
