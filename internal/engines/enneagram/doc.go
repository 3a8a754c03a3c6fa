// Package enneagram is the engine of the nine types: from the answers to its own 45 items,
// from the votes of a simple test, from the reader's own choice, or from a description in
// their words, to a profile with wings, arrows, instincts and levels.
//
// What the circle implies (centers, neighbours, arrows) is arithmetic in circle.go. Which
// type it is follows from data or is not said: nothing here defaults to a type, a wing or an
// instinct, and a draw between types is stated. [Assessment] is the questionnaire for
// clients, which need no key to use it; [Pair] compares two types.
//
// Facts and scoring are those of engines.md 3.7; all texts and items are in texts.md.
package enneagram

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "enneagram",
		Version:         "1.0.0",
		Cache:           engines.CacheHalfHour,
		CalculationTime: "< 1 ms",
		Accuracy:        "exact scoring of the answers given; how well answers describe a person is not measured",
		Questions:       func() any { return Assessment() },
		Examples: []string{
			`{"assessment_responses": {"q01": 4, "q02": 5, "q03": 2, "q04": 4, "q05": 2, "q06": 2, "q07": 3, "q08": 3, "q09": 2,
			  "q10": 2, "q11": 4, "q12": 1, "q13": 3, "q14": 3, "q15": 2, "q16": 3, "q17": 2, "q18": 5, "q19": 4, "q20": 3,
			  "q21": 4, "q22": 2, "q23": 1, "q24": 3, "q25": 2, "q26": 3, "q27": 2, "q28": 2, "q29": 2, "q30": 4, "q31": 3,
			  "q32": 3, "q33": 2, "q34": 2, "q35": 3, "q36": 1, "q37": 2, "q38": 4, "q39": 5, "q40": 4, "q41": 3, "q42": 4,
			  "q43": 2, "q44": 3, "q45": 5}, "focus_area": "career"}`,
			`{"identificationMethod": "self_select", "selectedType": 9, "selectedWing": 1, "focusArea": "relationships"}`,
			`{"identification_method": "self_select", "selected_type": 5, "partner": {"identification_method": "self_select", "selected_type": 2}}`,
			`{"assessmentResponses": {"weekend": "4", "quarrel": "4", "work": "5"}}`,
			`{"identification_method": "intuitive", "include_arrows": false, "behavioral_description":
			  "I am curious, I love solitude and research, and I guard my privacy. I am never restless."}`,
		},
	}, calculate)
}
