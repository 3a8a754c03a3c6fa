package synthesis

import (
	"slices"

	"github.com/witnessos/witnessos/internal/engines"
)

var elements = [...]string{"fire", "water", "air", "earth", "metal", "wood", "ether"}

// phases are the five phases in the order in which each generates the next; each controls the one
// after the next.
var phases = [...]string{"wood", "fire", "earth", "metal", "water"}

// phase is the place of an element among the five phases, or -1. Air stands for metal, as in the
// engine that compares the two systems.
func phase(element string) int {
	if element == "air" {
		element = "metal"
	}
	return slices.Index(phases[:], element)
}

func (s *reader) energy() Energy {
	return Energy{
		Dominant:  s.correlate(engines.SignalElement),
		Flows:     s.relations("generates", 1),
		Blockages: s.relations("controls", 2),
	}
}

// relations finds elements of which the one generates or controls the other, in two different
// engines.
func (s *reader) relations(relation string, steps int) []Relation {
	list := []Relation{}
	named := s.of(engines.SignalElement)
	for _, from := range named {
		for _, to := range named {
			a, b := phase(from.value), phase(to.value)
			if a < 0 || b < 0 || (a+steps)%len(phases) != b {
				continue
			}
			if both := s.inOrder(from.engines, to.engines); len(both) >= 2 {
				list = append(list, Relation{from.value, to.value, relation, both, texts().Text("relation", relation)})
			}
		}
	}
	return list
}

// inOrder lists the engines of two lists once each, in canonical order.
func (s *reader) inOrder(some, others []string) []string {
	var list []string
	for i := range s.voices {
		if engine := s.voices[i].engine; slices.Contains(some, engine) || slices.Contains(others, engine) {
			list = append(list, engine)
		}
	}
	return list
}
