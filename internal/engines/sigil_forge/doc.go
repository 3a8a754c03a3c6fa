// Package sigilforge is the engine that turns an intention into a sigil.
//
// The sentence is folded to the letters A to Z, the letters become numbers, and one of six
// constructions makes points of them that strokes join: a circle of letters, the spokes of a
// figure, both, both with personal marks, the ring of the alphabet, or a planetary square. Every
// choice follows from the intention and the options; nothing is random, and the scores are
// measured on the lines that were drawn. Package drawing/sigil dresses and draws them.
package sigilforge

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "sigil_forge",
		Version:         "1.0.0",
		Cache:           engines.CacheQuarterHour,
		CalculationTime: "< 1 ms",
		Accuracy:        "exact construction; coordinates rounded to 0.0001 of the side",
		Examples: []string{
			`{"intention": "Love and light", "method": "wheel", "style": "ornate"}`,
			`{"intention": "I am aligned with my highest purpose", "generationMethod": "kamea", "planet": "jupiter", "style": "geometric",
			  "colorScheme": "blue", "chargingMethod": "planetary", "addActivationSymbols": true}`,
			`{"intention": "abundance", "generation_method": "personal", "birth_date": "1990-06-15", "personal_symbols": ["heart", "key"],
			  "connection_style": "organic", "style": "organic", "color_scheme": "custom", "custom_colors": {"ink": "#1b4d3e", "paper": "#fffdf5"}}`,
			`{"intention": "Calm in the middle of things", "method": "geometric", "sacred_geometry": "hexagon", "connection_style": "star",
			  "style": "mystical", "remove_vowels": true, "optimize_for_meditation": true, "size": 1024}`,
		},
	}, calculate)
}
