// Package biorhythm is the engine of the sine cycles that start on the day of birth: three
// core cycles of 23, 28 and 33 days and three extended ones of 38, 43 and 53.
//
// Everything follows from one integer, the number of days lived, so results are exact. The
// cycles accept any pair of dates; the bounds of the API belong to [Input]. What is a
// convention of this product (alignment, compatibility) is labelled so in the result.
package biorhythm

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "biorhythm",
		Version:         "1.1.0",
		Cache:           engines.CacheHour,
		CalculationTime: "< 1 ms",
		Accuracy:        "exact day count; values rounded to 0.01",
		Examples: []string{
			`{"birth_date": "1990-06-15", "target_date": "2025-07-18", "days_ahead": 7}`,
			`{"birthDate": "1980-02-29", "targetDate": "2024-02-29", "includeExtendedCycles": true, "forecastDays": 30}`,
			`{"date": "2000-01-01", "timezone": "UTC", "cycles": ["intuitive"], "include_critical_days": false,
			  "partner_birth_date": "1998-11-05"}`,
		},
	}, calculate)
}
