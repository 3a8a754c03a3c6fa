// Package tarot is the engine that draws cards: 78 of them, from three decks, laid in one of six
// spreads around a question.
//
// [Deal] draws from a seed, so that every spread can be laid again. [Card] is one of the 78
// whatever the deck calls it, with its number, element and place in the sky; [Deck] has the names.
// Everything a person reads is in texts.md, written for this product.
package tarot

import "github.com/witnessos/witnessos/internal/engines"

// New returns the engine.
func New() engines.Engine {
	return engines.Define(engines.Spec{
		Name:            "tarot",
		Version:         "1.0.0",
		Cache:           engines.CacheDraw,
		CalculationTime: "< 1 ms",
		Accuracy:        "every order of the cards is equally likely; the same seed gives the same cards for ever",
		Examples: []string{
			`{"question": "What deserves my attention this week?"}`,
			`{"question": "Shall I take the post in the other city?", "spreadType": "decision", "deckType": "thoth", "seed": "first monday", "includeSvg": true}`,
			`{"question": "What now?", "spread_type": "career", "deck": "morgan_greer", "include_reversals": false, "seed": 22}`,
			`{"question": "", "spread_type": "celtic_cross", "reversal_probability": 0.5, "focus_area": "shadow", "seed": "golden"}`,
		},
	}, calculate)
}

// calculate draws the cards and puts them into words.
func calculate(env engines.Env, in Input) (Result, error) {
	seed, err := in.Seed.OrDrawn(env)
	if err != nil {
		return Result{}, err
	}
	probability := in.ReversalProbability
	if !in.IncludeReversed {
		probability = 0
	}
	spread := spreads[spreadIndex(in.SpreadType)]
	l := layout{
		in: in, deck: in.DeckType, spread: spread,
		cards: Deal(seed, len(spread.places), probability),
	}
	return l.present(seed), nil
}
