package biorhythm

import (
	_ "embed"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

var texts = sync.OnceValue(func() prose.Book { return prose.Parse(textFile) })

// energyBand names the entry of the overall section for an overall energy in percent.
func energyBand(overall float64) string {
	switch {
	case overall > 50:
		return "high"
	case overall >= 0:
		return "steady"
	case overall >= -50:
		return "quiet"
	}
	return "low"
}
