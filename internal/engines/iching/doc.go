// Package iching is the engine of the Yi Jing, the Book of Changes: six lines are cast with
// coins, with the odds of the yarrow stalks or at random, and read as one of 64 hexagrams.
//
// [Throw] draws from a seed, so that every cast can be repeated. [Figure] is the arithmetic of
// the hexagrams: their King Wen numbers, trigrams and relatives. Everything a person reads is
// in texts.md, written for this product; the arrangement of lines and the names belong to
// everyone (Unicode, U+4DC0 to U+4DFF).
package iching

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "iching",
		Version:         "1.0.0",
		Cache:           engines.CacheDraw,
		CalculationTime: "< 1 ms",
		Accuracy:        "exact odds of each method; the same seed gives the same cast for ever",
		Examples: []string{
			`{"question": "What deserves my attention this week?"}`,
			`{"question": "How do I meet the new team?", "method": "yarrow_stalks", "focusArea": "work", "seed": "first monday", "includeSvg": true}`,
			`{"question": "", "intention": "to see the quarrel from the other side", "method": "random", "include_changing_lines": false, "seed": 64}`,
		},
	}, calculate)
}

// calculate casts a hexagram and puts it into words.
func calculate(env engines.Env, in Input) (Result, error) {
	seed, err := in.Seed.OrDrawn(env)
	if err != nil {
		return Result{}, err
	}
	return present(in, Throw(in.Method, seed), seed), nil
}
