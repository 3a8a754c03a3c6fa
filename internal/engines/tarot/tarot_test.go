package tarot

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines/draw"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/schema"
)

func TestEngine(t *testing.T) { enginetest.Run(t, New()) }

func TestMadeUpInputs(t *testing.T) { enginetest.MadeUp(t, New(), 200) }

func FuzzInput(f *testing.F) { enginetest.Fuzz(f, New()) }

func BenchmarkCalculate(b *testing.B) {
	enginetest.Bench(b, New(), json.RawMessage(`{"question":"What deserves my attention?","seed":"golden"}`))
}

func BenchmarkCelticCross(b *testing.B) {
	enginetest.Bench(b, New(), json.RawMessage(`{"question":"What deserves my attention?","spread_type":"celtic_cross","seed":"golden"}`))
}

func BenchmarkPicture(b *testing.B) {
	enginetest.Bench(b, New(), json.RawMessage(`{"question":"What deserves my attention?","spread_type":"celtic_cross","seed":"golden","include_svg":true}`))
}

type object = map[string]any

func calculateJSON(t *testing.T, input string) object {
	t.Helper()
	result := New().Calculate(enginetest.Env(), json.RawMessage(input))
	require.True(t, result.Success, "%s", result.Error)
	var data object
	require.NoError(t, json.Unmarshal(result.Data, &data))
	return data
}

// The keys that both families of clients read. Seed golden deals -20 51 70: Judgement reversed,
// the Two of Swords and the Seven of Pentacles.
func TestFieldsOfBothFamilies(t *testing.T) {
	data := calculateJSON(t, `{"question":" What   now? ","seed":"golden","focus_area":"My Garden"}`)
	for snake, others := range map[string]string{
		"question_asked": "questionAsked question", "spread_type": "spreadType", "deck_used": "deckUsed", "focus_area": "focusArea",
		"spread_layout": "spreadLayout", "drawn_cards": "drawnCards", "elemental_balance": "elementalBalance",
		"archetypal_patterns": "archetypalPatterns", "overall_theme": "overallTheme", "card_meanings": "cardMeanings",
		"interpretation": "spread_interpretation spreadInterpretation", "key_insights": "keyInsights",
		"guidance_summary": "guidanceSummary advice", "timing_indicators": "timingIndicators", "action_steps": "actionSteps",
		"meditation_focus": "meditationFocus",
	} {
		require.Contains(t, data, snake)
		for other := range strings.FieldsSeq(others) {
			assert.Equal(t, data[snake], data[other], other)
		}
	}
	judgement := object{
		"name": "Judgement", "number": 20.0, "arcana_type": "major", "arcanaType": "major",
		"keywords": []any{"calling", "awakening", "reckoning", "renewal"},
		"picture":  "An angel sounds a trumpet, and people rise from their open coffins, arms lifted.",
		"element":  "Fire", "astrological": "Pluto",
		"question": "What would I do differently if my past counted as finished schooling?",
	}
	for _, key := range []string{"upright_meaning", "uprightMeaning"} {
		judgement[key] = judgement["picture"].(string) + " Something calls you by your real name. Look back once, honestly and without cruelty, then get up and answer."
	}
	for _, key := range []string{"reversed_meaning", "reversedMeaning"} {
		judgement[key] = "You hear the call and turn up the radio, or an old verdict on yourself is still in force. Review the case: the evidence has changed, and so has the judge."
	}
	assert.Equal(t, judgement, data["card"])
	assert.Equal(t, judgement["reversed_meaning"], data["meaning"])
	cards := data["drawn_cards"].([]any)
	require.Len(t, cards, 3)
	first := cards[0].(object)
	assert.Equal(t, judgement, first["card"])
	assert.Equal(t, true, first["reversed"])
	assert.Equal(t, "Past", first["position"])
	assert.Equal(t, 1.0, first["position_number"])
	assert.Equal(t, first["position_meaning"], first["positionMeaning"])
	assert.Equal(t, "Past: Judgement, reversed. What has led here, and is still at work in the background. "+judgement["reversed_meaning"].(string), first["interpretation"])
	assert.Equal(t, first["interpretation"], data["card_meanings"].(object)["Past_Judgement"])
	assert.Len(t, data["card_meanings"], 3)
	assert.Equal(t, object{
		"name": "Two of Swords", "suit": "Swords", "number": 2.0, "reversed": false,
		"meaning": cards[1].(object)["card"].(object)["upright_meaning"], "position_meaning": "Where you stand now, and what asks for your attention first.",
	}, data["cards"].([]any)[1])

	for key, want := range map[string]any{
		"question_asked": "What now?", "spread_type": "three_card", "deck_used": "rider_waite", "deck_name": "Rider–Waite–Smith",
		"focus_area": "My Garden", "confidence_score": 0.0, "seed": "golden", "rng": draw.RNG,
		"elemental_balance":   object{"Fire": 1.0, "Water": 0.0, "Air": 1.0, "Earth": 1.0},
		"archetypal_themes":   []any{"Judgement"},
		"archetypal_patterns": []any{},
		"overall_theme":       "Transformation, carried by Judgement. Something is changing its form altogether; let the old shape go with thanks, and do not hurry the new one.",
		"spread_layout": object{
			"name": "Three Cards", "description": texts().Text("spread", "three_card"), "positions": []any{"Past", "Present", "Future"},
			"card_count": 3.0, "cardCount": 3.0,
		},
	} {
		assert.Equal(t, want, data[key], key)
	}
	raw := data["raw_data"].(object)
	assert.Equal(t, []any{20.0, 51.0, 70.0}, raw["order"])
	assert.Equal(t, []any{true, false, false}, raw["reversed"])
	assert.Equal(t, "golden", raw["seed"])
	assert.NotContains(t, data, "svg")
}

// With a seed of their own, requests without one differ, and the seed that comes back repeats them.
func TestASeedIsDrawnAndReturned(t *testing.T) {
	data := calculateJSON(t, `{"question":"What now?"}`)
	seed := data["seed"].(string)
	assert.Len(t, seed, 32)
	again := calculateJSON(t, `{"question":"What now?","seed":"`+seed+`"}`)
	assert.Equal(t, data["drawn_cards"], again["drawn_cards"])
	assert.Equal(t, data["interpretation"], again["interpretation"])
}

func order(t *testing.T, input string) (order, reversed any) {
	t.Helper()
	raw := calculateJSON(t, input)["raw_data"].(object)
	return raw["order"], raw["reversed"]
}

// Neither spread nor deck nor reversals move the cards of a seed.
func TestWhatDoesNotMoveTheCards(t *testing.T) {
	const base = `{"question":"?","seed":"golden","spread_type":"celtic_cross"`
	plain, some := order(t, base+`}`)
	upright, none := order(t, base+`,"include_reversed":false}`)
	thoth, _ := order(t, base+`,"deck":"thoth"}`)
	assert.Equal(t, plain, upright)
	assert.Equal(t, plain, thoth)
	assert.Contains(t, some, true)
	assert.NotContains(t, none, true)
	three, _ := order(t, `{"question":"?","seed":"golden"}`)
	assert.Equal(t, plain.([]any)[:3], three)
	other, _ := order(t, `{"question":"?","seed":"silver"}`)
	assert.NotEqual(t, three, other)
}

func TestSpellings(t *testing.T) {
	normalized := func(input string) object {
		t.Helper()
		v := New().Validate(enginetest.Env(), json.RawMessage(input))
		require.True(t, v.Valid, v.Errors)
		var o object
		require.NoError(t, json.Unmarshal(v.NormalizedInput, &o))
		return o
	}
	for input, want := range map[string]object{
		`{"question":"?"}`: {
			"question": "?", "spread_type": "three_card", "deck_type": "rider_waite", "include_reversed": true, "reversal_probability": .3},
		`{"question":"?","spreadType":"single","deckType":"Thoth","includeReversed":false,"focusArea":" my  work ","seed":7}`: {
			"question": "?", "spread_type": "single_card", "deck_type": "thoth", "include_reversed": false, "reversal_probability": .3, "focus_area": "my work", "seed": "7"},
		`{"question":"","spread_type":"Celtic Cross","deck":"Rider-Waite-Smith","include_reversals":false}`: {
			"question": "", "spread_type": "celtic_cross", "deck_type": "rider_waite", "include_reversed": false, "reversal_probability": .3},
		`{"question":"?","spread_type":"relationship","reversal_probability":0}`: {
			"question": "?", "spread_type": "three_card", "deck_type": "rider_waite", "include_reversed": true, "reversal_probability": 0.0, "focus_area": "relationship"},
		`{"question":"?","spread_type":"career","focus_area":"shadow"}`: {
			"question": "?", "spread_type": "three_card", "deck_type": "rider_waite", "include_reversed": true, "reversal_probability": .3, "focus_area": "shadow"},
	} {
		assert.Equal(t, want, normalized(input), input)
	}
}

func TestRefusals(t *testing.T) {
	for input, want := range map[string][3]string{
		`{}`:             {"question", string(schema.CodeMissingField), ""},
		`{"question":7}`: {"question", string(schema.CodeInvalidType), ""},
		`{"question":"?","spread_type":"celtic"}`:     {"spread_type", string(schema.CodeInvalidValue), ""},
		`{"question":"?","spread_type":"horshoe"}`:    {"spread_type", string(schema.CodeInvalidValue), "horseshoe"},
		`{"question":"?","spreadType":"three_cards"}`: {"spread_type", string(schema.CodeInvalidValue), "three_card"},
		`{"question":"?","deck":"toth"}`:              {"deck_type", string(schema.CodeInvalidValue), "thoth"},
		`{"question":"?","deck":"marseille"}`:         {"deck_type", string(schema.CodeInvalidValue), ""},
		`{"question":"?","include_reversed":"no"}`:    {"include_reversed", string(schema.CodeInvalidType), ""},
		`{"question":"?","reversal_probability":2}`:   {"reversal_probability", string(schema.CodeOutOfRange), ""},
		`{"question":"?","seed":""}`:                  {"seed", string(schema.CodeInvalidFormat), ""},
	} {
		v := New().Validate(enginetest.Env(), json.RawMessage(input))
		require.Len(t, v.FieldErrors, 1, input)
		assert.Equal(t, want[0], v.FieldErrors[0].Field, input)
		assert.Equal(t, want[1], string(v.FieldErrors[0].Code), input)
		if want[2] != "" {
			assert.Contains(t, v.FieldErrors[0].Message, "'"+want[2]+"'", input)
		}
	}
}

func TestEverySpreadInEveryDeck(t *testing.T) {
	counts := map[string]int{"single_card": 1, "three_card": 3, "celtic_cross": 10, "two_people": 5, "decision": 6, "horseshoe": 7}
	require.Len(t, spreads, len(counts))
	texts := map[string]bool{}
	for _, s := range spreads {
		for _, d := range []Deck{RiderWaite, MorganGreer, Thoth} {
			data := calculateJSON(t, `{"question":"?","seed":"s","spread_type":"`+s.name+`","deck":"`+string(d)+`"}`)
			assert.Len(t, data["drawn_cards"], counts[s.name])
			assert.Len(t, data["cards"], counts[s.name])
			assert.Len(t, data["card_meanings"], counts[s.name])
			assert.Equal(t, float64(counts[s.name]), data["spread_layout"].(object)["card_count"])
			assert.Equal(t, string(d), data["deck_used"])
			for _, list := range []string{"key_insights", "timing_indicators", "action_steps"} {
				assert.NotEmpty(t, data[list], list)
			}
			for _, text := range []string{"interpretation", "guidance_summary", "overall_theme", "meditation_focus", "formatted_output"} {
				assert.NotEmpty(t, data[text], text)
				assert.NotContains(t, data[text], "{", text)
			}
			texts[data["formatted_output"].(string)] = true
		}
	}
	assert.Len(t, texts, 18)
}
