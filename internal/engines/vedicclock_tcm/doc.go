// Package vedicclock is the engine vedicclock_tcm: what three traditional clocks show at one moment
// and place: the Vimshottari dasha of a birth, the panchanga, and the organ clock of Chinese
// medicine.
//
// [State] is the reading of the clocks without words ([Read]); the rest of the package puts it into
// words. All is evaluated at the target moment; the birth enters through the dasha alone. Scores are
// conventions of this product and come with their terms.
package vedicclock

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "vedicclock_tcm",
		Version:         "1.0.0",
		Cache:           engines.CacheQuarterHour,
		CalculationTime: "< 1 ms",
		Accuracy:        "ends of tithi, karana, nakshatra and yoga within 1 s, sunrise within 1 s of the standard refraction (up to 60° of latitude)",
		Examples: []string{
			`{"birth_date": "1990-03-25", "birth_time": "05:30", "timezone": "Asia/Kolkata", "birth_location": [28.6139, 77.209],
			  "target_date": "2025-07-10", "target_time": "17:30"}`,
			`{"birthDate": "1984-02-29", "birthTime": "23:15:30", "utcOffset": "-05:00", "latitude": 40.7128, "longitude": -74.006,
			  "targetDate": "2025-07-18", "targetTime": "23:30", "targetLocation": "69.65,18.96", "targetTimezone": "Europe/Oslo",
			  "optimizationFocus": ["career", "creativity"], "analysisDepth": "comprehensive", "trueSolarTime": true, "predictionHours": 72}`,
			`{"birth_date": "2000-01-01", "time_unknown": true, "timezone": "Europe/London", "birth_location": {"latitude": 51.4779, "longitude": 0},
			  "include_predictions": false, "analysis_depth": "basic"}`,
		},
	}, calculate)
}
