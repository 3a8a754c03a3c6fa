// Package facereading is the engine face_reading: the twelve palaces, the five elements and the age
// points of mian xiang, the Chinese tradition of reading faces, from landmarks that the client has
// measured.
//
// What is measured are proportions ([Ratios]) of a face mesh, after scale, shift and roll have been
// taken out. Everything else is a convention of this product that compares them with one reference
// face and comes with its terms: a logistic score a palace, five logistic scores of elements that
// add up to 100. What was not measured is null. There is no picture here, nothing is kept, and the
// landmarks do not come back in the result.
package facereading

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "face_reading",
		Version:         "1.0.0",
		Cache:           engines.CacheNever,
		CalculationTime: "about 1 ms from ratios, 2 ms from landmarks",
		Accuracy:        "proportions as exact as the landmarks; the readings are conventions of a tradition, not measurements of a person",
		Examples: []string{
			`{"birth_date": "1990-06-15", "birth_time": "08:30", "timezone": "Europe/Berlin", "birth_location": [52.52, 13.405],
			  "processing_consent": true, "ratios": {"face_height_width": 1.31, "upper_third": 0.2, "middle_third": 0.39, "lower_third": 0.41,
			  "jaw_width": 0.74, "forehead_width": 0.83, "chin_width": 0.52, "nose_width": 0.19, "brow_length": 1.8, "eye_opening": 0.31,
			  "symmetry": 0.97}, "include_svg": true}`,
			`{"birthDate": "1958-11-02", "processingConsent": true, "analysisMode": "birth_data_only", "timezone": "UTC",
			  "includeAgePoints": true, "anonymizeResults": false}`,
			`{"date": "2001-01-31", "utcOffset": "+05:30", "processing_consent": true, "analysis_depth": "comprehensive",
			  "ratios": {"height_width": 1.0}, "integrate_with_vedic": false, "include_health_indicators": true}`,
		},
	}, calculate)
}
