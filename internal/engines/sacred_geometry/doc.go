// Package sacredgeometry is the engine of geometric patterns: figures of circles, petals, lines,
// triangles and regular solids, constructed exactly, drawn as SVG and described.
//
// Package geometry constructs, package figure composes and draws, and this package chooses the
// figure from the input, measures it and finds the words. What is a convention of this product (the
// personal pattern) is labelled so in the result, and so is what is tradition rather than geometry.
package sacredgeometry

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "sacred_geometry",
		Version:         "1.0.0",
		Cache:           engines.CacheHalfHour,
		CalculationTime: "< 1 ms",
		Accuracy:        "exact constructions; coordinates rounded to 0.001",
		Examples: []string{
			`{"intention": "a calm year", "pattern_type": "mandala", "petal_count": 8, "layer_count": 3, "color_scheme": "chakra"}`,
			`{"birth_date": "1990-06-15", "includeConstructionLines": true}`,
			`{"purpose": "see the whole", "patternType": "sri_yantra", "meditation_focus": true, "size": 1024}`,
			`{"intention": "decide", "pattern_type": "platonic_solid", "solid_type": "dodecahedron", "color_scheme": "elemental",
			  "include_sacred_ratios": false}`,
		},
	}, calculate)
}
