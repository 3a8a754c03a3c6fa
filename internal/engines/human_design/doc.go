// Package humandesign is the engine of the human design chart: 26 activations of the wheel of
// gates, and what they make of nine centers and 36 channels.
//
// [Chart] holds what a chart is, without words and without geometry. It follows from the
// activations alone ([ChartOf]), which follow from the instant of birth. The rest of the
// package puts it into words, says how firmly each of its parts stands when the time of birth
// is moved or not known, and compares it with a second chart or with the sky of a day.
//
// Gates, centers, channels and the rules of derivation are those of the specification,
// engines.md 3.2; names and descriptions are in gates.md and texts.md.
package humandesign

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "human_design",
		Version:         "1.0.0",
		Cache:           engines.CacheQuarterHour,
		CalculationTime: "< 1 ms",
		Accuracy:        "longitudes within 0.25\" of the Swiss Ephemeris (Sun 0.08\", Mars 0.35\", true node 1\"; 0.8\" behind the Sun's disc)",
		Examples: []string{
			`{"birth_date": "1990-06-15", "birth_time": "08:30", "timezone": "Europe/Berlin", "birth_location": [52.52, 13.405]}`,
			`{"birthDate": "1984-02-29", "birthTime": "23:15:30", "utcOffset": "-05:00", "timeUncertaintyMinutes": 30,
			  "partner": {"date": "1986-11-02", "time": "01:30", "timezone": "America/New_York"},
			  "transitDate": "2025-07-18", "detailedGates": false}`,
			`{"birth_date": "2000-01-01", "time_unknown": true, "timezone": "Asia/Kolkata"}`,
		},
	}, calculate)
}
