// Package numerology is the engine that reads a name and a birth date as numbers.
//
// The arithmetic is that of the two common letter tables, Pythagorean and Chaldean, with
// the master numbers 11, 22 and 33 kept where they appear. [Compute] does it for any date;
// the bounds that the API sets on birth dates belong to [Input]. What is a convention of
// this product and no tradition (the pair table of compatibility, the choice of favourable
// months) is labelled so in the result.
package numerology

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "numerology",
		Version:         "1.1.0",
		Cache:           engines.CacheHour,
		CalculationTime: "< 1 ms",
		Accuracy:        "exact integer arithmetic",
		Examples: []string{
			`{"full_name": "Ada Example", "birth_date": "1990-06-15"}`,
			`{"fullName": "Jo\u00e3o Beispiel-M\u00fcller", "birthDate": "1985-11-22", "preferredName": "Jo", "system": "chaldean", "currentYear": 2025, "timezone": "UTC"}`,
			`{"name": "Lynn Sample", "date": "2009-09-09", "y_rule": "phonetic",
			  "person2_name": "Max Muster", "person2_birth_date": "1988-02-29", "relationship_type": "friendship"}`,
		},
	}, calculate)
}

// calculate turns a normalised input into numbers and the numbers into words.
func calculate(_ engines.Env, in Input) (Result, error) {
	chart := Compute(in.subject())
	result := present(chart, in)
	if in.Person2Name != "" {
		result.Compatibility = in.compatibility()
	}
	if in.IncludeSVG {
		result.SVG = picture(&chart, &in, &result)
	}
	return result, nil
}
