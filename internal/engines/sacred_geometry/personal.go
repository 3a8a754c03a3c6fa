package sacredgeometry

import (
	"math"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/drawing/figure"
	"github.com/witnessos/witnessos/internal/geometry"
)

// Personal is what a birth date makes of the personal pattern.
type Personal struct {
	Petals int     `json:"petals"`
	Layers int     `json:"layers"`
	Scale  float64 `json:"scale" doc:"Breadth of the mandala; 1 is the middle."`
	Turns  int     `json:"turns" doc:"Each with 13 seeds."`
	Solid  string  `json:"solid"`
}

// personal follows the convention of this product: petals = day mod 12 + 4, layers = month mod 5 + 2,
// scale = (year mod 100)/100 + 0.5, turns = day mod 6 + 2, solid by year mod 5.
func personal(born civil.Date) Personal {
	return Personal{
		Petals: born.Day%12 + 4,
		Layers: int(born.Month)%5 + 2,
		Scale:  math.Round(float64(born.Year%100)+50) / 100,
		Turns:  born.Day%6 + 2,
		Solid:  geometry.Solids[born.Year%5],
	}
}

// plan says what to compose for a normalised input.
func (in *Input) plan() figure.Plan {
	p := figure.Plan{
		Pattern: in.PatternType, Solid: in.SolidType, Petals: in.PetalCount, Layers: in.LayerCount,
		Turns: in.SpiralTurns, Scale: 1, Size: float64(in.Size), Construction: in.IncludeConstruction,
	}
	if in.PatternType == "personal" {
		of := personal(in.BirthDate)
		p.Petals, p.Layers, p.Scale, p.Turns, p.Solid = of.Petals, of.Layers, of.Scale, of.Turns, of.Solid
	}
	return p
}

// elementOf is the element of a solid, after Plato's Timaeus (55c-56b).
func elementOf(solid string) string {
	switch solid {
	case "tetrahedron":
		return "fire"
	case "cube":
		return "earth"
	case "octahedron":
		return "air"
	case "icosahedron":
		return "water"
	case "dodecahedron":
		return "ether"
	}
	return ""
}
