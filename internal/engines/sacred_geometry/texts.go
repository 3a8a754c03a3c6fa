package sacredgeometry

import (
	_ "embed"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

var texts = sync.OnceValue(func() prose.Book { return prose.Parse(textFile) })

// chakras are the seven of the most common system, from below, with the petals of their lotuses.
var chakras = [7]Chakra{
	{"muladhara", "base of the spine", 4},
	{"svadhisthana", "below the navel", 6},
	{"manipura", "navel", 10},
	{"anahata", "heart", 12},
	{"vishuddha", "throat", 16},
	{"ajna", "brow", 2},
	{"sahasrara", "crown", 1000},
}
