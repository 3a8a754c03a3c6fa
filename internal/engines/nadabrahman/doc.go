// Package nadabrahman is the engine that suggests a raga for the hour, with a tempo, a ground note,
// a rhythm and a phrase that follow from a few values the caller gives of themselves.
//
// Which ragas belong to which hours is the timetable of Hindustani music; the formulas from breath
// and energy to tempo and pitch are conventions of this product. Raga and phrase are drawn with a
// seed that, unless given, is the fingerprint of the input and the local date: who asks again on
// the same day hears the same. Nothing is measured here, and no value is taken for a measurement.
package nadabrahman

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "nadabrahman",
		Version:         "1.0.0",
		Cache:           engines.CacheDraw,
		CalculationTime: "< 1 ms",
		Accuracy:        "exact formulas; frequencies rounded to 0.01 Hz",
		Examples: []string{
			`{"userId": "42", "timezone": "Asia/Kolkata"}`,
			`{"user_id": "42", "heartRateVariability": 0.8, "breathPattern": {"rate": 12, "depth": 0.5, "coherence": 0.9}, "stressLevel": 0.2,
			  "consciousnessLevel": 0.7, "energyLevel": 1, "timeOfDay": "evening", "trainingMode": "mastery", "include_svg": true}`,
			`{"user_id": 42, "ragaFamily": "afternoon", "humanDesignType": "manifesting_generator", "mousePosition": {"x": 80, "y": 25}, "seed": "a quiet room"}`,
			`{"user_id": "42", "stress_level": 0.9, "target_date": "2025-07-18", "target_time": "08:30"}`,
		},
	}, calculate)
}
