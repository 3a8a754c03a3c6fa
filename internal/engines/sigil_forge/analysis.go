package sigilforge

import (
	"math"
	"slices"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/drawing/sigil"
)

// pathOf is the number of strokes whose order means something: those of the path, or all.
func pathOf(d sigil.Design) int {
	if d.Path > 0 {
		return d.Path
	}
	return len(d.Strokes)
}

// flow tells how strokes turn around the middle, from −1 to 1 and over 0 for clockwise, and how
// much farther out the last one ends than the first begins.
func flow(strokes []sigil.Stroke) (turning, net float64) {
	if len(strokes) == 0 {
		return 0, 0
	}
	for _, s := range strokes {
		ax, ay, bx, by := s.From[0]-0.5, s.From[1]-0.5, s.To[0]-0.5, s.To[1]-0.5
		if l := math.Hypot(ax, ay) * math.Hypot(bx, by); l > 1e-9 {
			turning += (ax*by - ay*bx) / l
		}
	}
	out := func(p sigil.Point) float64 { return math.Hypot(p[0]-0.5, p[1]-0.5) }
	return turning / float64(len(strokes)), out(strokes[len(strokes)-1].To) - out(strokes[0].From)
}

func analysis(elements []sigil.Element, s sigil.Scores, turning, net float64) Analysis {
	a := Analysis{ElementCount: len(elements), DominantShapes: shapes(elements), EnergyFlow: flowText(turning, net), Convention: scoreConvention}
	if s.Length > 0 {
		complexity, balance, symmetry := decimal.Round(s.Complexity, 3), decimal.Round(s.Balance, 3), decimal.Round(s.Symmetry, 3)
		a.ComplexityScore, a.BalanceScore, a.SymmetryScore = &complexity, &balance, &symmetry
	}
	return a
}

func flowText(turning, net float64) string {
	text := "to and fro across the middle"
	switch {
	case turning > 0.1:
		text = "clockwise"
	case turning < -0.1:
		text = "counter-clockwise"
	}
	switch {
	case net > 0.02:
		return text + ", leading outward"
	case net < -0.02:
		return text + ", leading inward"
	}
	return text + ", keeping its distance"
}

// shapes lists the types of the elements that belong to the sigil itself, the most frequent first.
func shapes(elements []sigil.Element) []string {
	names := [...]string{sigil.Line, sigil.Curve, sigil.Circle, sigil.Symbol}
	var counts [len(names)]int
	for i := range elements {
		e := &elements[i]
		if role := e.Properties.Role; role == "figure" || role == "base" || role == "node" {
			counts[slices.Index(names[:], e.Type)]++
		}
	}
	list := make([]string, 0, len(names))
	for len(list) < len(names) {
		best := slices.Index(counts[:], slices.Max(counts[:]))
		if counts[best] <= 0 {
			break
		}
		list, counts[best] = append(list, names[best]), 0
	}
	return list
}
