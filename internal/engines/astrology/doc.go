// Package astrology is the engine of the chart of positions: Sun, Moon, planets and lunar nodes in
// signs and houses, the aspects between them, and the phase of the Moon.
//
// [Chart] holds it without words ([Cast]): all that a list or a drawn wheel needs. The rest of the
// package puts it into words, and says how firmly it stands when the time of birth is moved or not
// known.
package astrology

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "astrology",
		Version:         "1.0.0",
		Cache:           engines.CacheQuarterHour,
		CalculationTime: "< 1 ms",
		Accuracy: "longitudes within 0.25\" of the Swiss Ephemeris (Sun 0.08\", Mars 0.35\", true node 1\"; 0.8\" behind the Sun's disc); " +
			"ascendant, midheaven and cusps within 0.6\" of sidereal time, 1850 to 2050",
		Examples: []string{
			`{"birth_date": "1990-03-25", "birth_time": "05:30", "timezone": "Asia/Kolkata", "birth_location": [28.6139, 77.209]}`,
			`{"birthDate": "1984-02-29", "birthTime": "23:15:30", "utcOffset": "-05:00", "timeUncertaintyMinutes": 15, "latitude": 40.7128, "longitude": -74.006,
			  "zodiac": "sidereal", "node": "true", "houseSystem": "placidus"}`,
			`{"birth_date": "2000-01-01", "time_unknown": true, "timezone": "Europe/London"}`,
		},
	}, calculate)
}
