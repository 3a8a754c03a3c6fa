// Package genekeys is the engine of the Gene Keys profile: eleven of the activations of a
// birth read as the spheres of three sequences.
//
// Activations, their error bounds and their change with the time of birth come from package
// mandala, as for the human design chart. What is added here is which activation is which
// sphere, the codon and amino acid behind a key, its ring and its programming partner, as
// engines.md 3.3 states them; all texts are in texts.md.
package genekeys

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "gene_keys",
		Version:         "1.0.0",
		Cache:           engines.CacheQuarterHour,
		CalculationTime: "< 1 ms",
		Accuracy:        "longitudes within 0.25\" of the Swiss Ephemeris (Sun 0.08\", Mars 0.35\"; 0.8\" behind the Sun's disc)",
		Examples: []string{
			`{"birth_date": "1990-06-15", "birth_time": "08:30", "timezone": "Europe/Berlin", "birth_location": [52.52, 13.405]}`,
			`{"birthDate": "1984-02-29", "birthTime": "23:15:30", "utcOffset": "-05:00", "timeUncertaintyMinutes": 45,
			  "focusSequence": "venus", "pathworkingFocus": "Attraction"}`,
			`{"birth_date": "2000-01-01", "time_unknown": true, "timezone": "Asia/Kolkata", "include_programming_partner": false}`,
		},
	}, calculate)
}
