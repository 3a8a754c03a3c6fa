// Package vimshottari is the engine of the Vimshottari dasha: the 120 years of planetary periods
// that Indian astrology counts from the Moon's place at birth, to the third level.
//
// [Chart] holds the periods without words ([Cast]); the rest of the package puts them into words,
// and says how firmly they stand when the time of birth is moved or not known. The arithmetic of
// periods is that of package jyotish.
package vimshottari

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "vimshottari",
		Version:         "1.0.0",
		Cache:           engines.CacheQuarterHour,
		CalculationTime: "< 1 ms",
		Accuracy: "birth Moon within 0.25\" of the Swiss Ephemeris, which moves the dates of a 20-year period by 55 minutes; " +
			"a minute of birth time moves them by up to 5 days",
		Examples: []string{
			`{"birth_date": "1990-03-25", "birth_time": "05:30", "timezone": "Asia/Kolkata", "birth_location": [28.6139, 77.209],
			  "current_date": "2025-07-18"}`,
			`{"birthDate": "1961-08-05", "birthTime": "15:24", "timezoneOffset": 10, "timeUncertaintyMinutes": 20,
			  "includeSubPeriods": false, "yearsForecast": 25, "yearLength": 365.2422}`,
			`{"birth_date": "2000-01-01", "time_unknown": true, "timezone": "Europe/London", "current_date": "2024-02-29T23:30:00+01:00"}`,
		},
	}, calculate)
}
