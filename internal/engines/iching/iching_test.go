package iching

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/draw"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func TestEngine(t *testing.T) { enginetest.Run(t, New()) }

func FuzzInput(f *testing.F) { enginetest.Fuzz(f, New()) }

func BenchmarkCalculate(b *testing.B) {
	enginetest.Bench(b, New(), json.RawMessage(`{"question":"What deserves my attention?","seed":"golden"}`))
}

func BenchmarkPicture(b *testing.B) {
	enginetest.Bench(b, New(), json.RawMessage(`{"question":"What deserves my attention?","seed":"golden","include_svg":true}`))
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

// casting is the normalised input and the result of a cast with chosen values.
func casting(t *testing.T, values string) Result {
	t.Helper()
	return present(Input{Question: "Why?", Method: Coins, IncludeLines: true, IncludeSVG: true}, parse(t, values), "seed")
}

// The keys that both families of clients read.
func TestFieldsOfBothFamilies(t *testing.T) {
	// 688898: hexagram 8 with lines 1 and 5 changing.
	data := calculateJSON(t, `{"question":"Why?","seed":"golden"}`)
	for key, want := range map[string]any{
		"question_asked": "Why?", "questionAsked": "Why?", "method_used": "coins", "hexagram_number": 8.0, "hexagramNumber": 8.0,
		"hexagram_name": "Holding Together", "trigrams": object{"upper": "Water", "lower": "Earth"},
		"changing_lines": []any{1.0, 5.0}, "changingLines": []any{1.0, 5.0}, "changing_line_count": 2.0, "has_mutation": true,
		"trigram_elements": []any{"water", "earth"}, "trigramElements": []any{"water", "earth"},
		"confidence_score": 0.0, "seed": "golden", "rng": draw.RNG,
		"judgment": pages()[8].judgment, "image": pages()[8].image, "advice": pages()[8].advice,
	} {
		assert.Equal(t, want, data[key], key)
	}
	for snake, camel := range map[string]string{
		"overall_interpretation": "overallInterpretation", "interpretation": "overall_interpretation", "key_insights": "keyInsights",
		"guidance_summary": "guidanceSummary", "reading_rule": "readingRule", "changing_line_interpretations": "changingLineInterpretations",
	} {
		require.NotEmpty(t, data[snake], snake)
		assert.Equal(t, data[snake], data[camel], snake)
	}
	assert.NotContains(t, data, "svg", "on request only")

	reading := data["reading"].(object)
	for snake, camel := range map[string]string{
		"primary_hexagram": "primaryHexagram", "primary_lines": "primaryLines", "mutation_hexagram": "mutationHexagram",
		"relating_hexagram": "relatingHexagram", "mutation_lines": "mutationLines", "nuclear_hexagram": "nuclearHexagram",
		"opposite_hexagram": "oppositeHexagram", "reversed_hexagram": "reversedHexagram",
		"changing_lines": "changingLines", "method_used": "methodUsed",
	} {
		require.NotEmpty(t, reading[snake], snake)
		assert.Equal(t, reading[snake], reading[camel], snake)
	}
	assert.Equal(t, reading["mutation_hexagram"], reading["relating_hexagram"])
	assert.Equal(t, data["hexagram"], reading["primary_hexagram"])

	primary := data["hexagram"].(object)
	for key, want := range map[string]any{
		"number": 8.0, "name": "Holding Together", "chinese": "比", "chinese_name": "比", "chineseName": "比", "pinyin": "Bǐ", "symbol": "䷇",
		"binary": "000010", "trigrams": []any{"Water", "Earth"}, "lines": []any{"yin", "yin", "yin", "yin", "yang", "yin"},
		"divination": pages()[8].advice, "judgment": pages()[8].judgment, "meaning": pages()[8].meaning, "image": pages()[8].image,
	} {
		assert.Equal(t, want, primary[key], key)
	}
	assert.Len(t, primary["keywords"], len(pages()[8].keywords))
	assert.Equal(t, pages()[8].lines[2], primary["changingLines"].(object)["3"])
	assert.Len(t, primary["changing_lines"], 6)
	assert.Equal(t, "Water", primary["upperTrigram"].(object)["name"])
	assert.Equal(t, "southwest", primary["lower_trigram"].(object)["direction"])

	lines := reading["primaryLines"].([]any)
	require.Len(t, lines, 6)
	assert.Equal(t, object{"position": 1.0, "value": 6.0, "type": "yin", "name": "old yin", "chinese": "初六", "changing": true}, lines[0])
	assert.Equal(t, 24.0, reading["relatingHexagram"].(object)["number"], "lines 1 and 5 turned: 100000")
	for _, line := range reading["mutationLines"].([]any) {
		assert.False(t, line.(object)["changing"].(bool))
	}

	texts := data["changingLineInterpretations"].([]any)
	require.Len(t, texts, 2)
	assert.Equal(t, pages()[8].lines[4], texts[1].(object)["text"])
	raw := data["raw_data"].(object)
	assert.Equal(t, "golden", raw["seed"])
	assert.Equal(t, []any{6.0, 8.0, 8.0, 8.0, 9.0, 8.0}, raw["values"])
	assert.Equal(t, []any{.125, .375, .375, .125}, raw["odds"])
}

func TestRelativesOfACast(t *testing.T) {
	r := casting(t, "889786")
	assert.Equal(t, 62, r.Cast.Primary.Number)
	assert.Equal(t, 35, r.Cast.Relating.Number)
	assert.Equal(t, 28, r.Cast.Nuclear.Number)
	assert.Equal(t, 61, r.Cast.Opposite.Number)
	assert.Equal(t, 62, r.Cast.Reversed.Number)
}

func TestAtRest(t *testing.T) {
	data := calculateJSON(t, `{"question":"Why?","method":"random","seed":"golden"}`)
	assert.Equal(t, []any{}, data["changing_lines"])
	assert.Equal(t, false, data["has_mutation"])
	assert.NotContains(t, data, "changing_line_interpretations")
	reading := data["reading"].(object)
	for _, key := range []string{"mutation_hexagram", "relatingHexagram", "mutation_lines"} {
		assert.NotContains(t, reading, key)
	}
}

func TestMethodsAndTheirNames(t *testing.T) {
	engine := New()
	for given, want := range map[string]Method{
		"coins": Coins, "coin": Coins, "coin_toss": Coins, "three_coins": Coins, "three-coins": Coins, "yarrow": Yarrow, "yarrow_stalks": Yarrow, "Random": Random,
	} {
		v := engine.Validate(enginetest.Env(), json.RawMessage(`{"question":"Why?","method":"`+given+`"}`))
		require.True(t, v.Valid, given)
		assert.Contains(t, string(v.NormalizedInput), `"method":"`+string(want)+`"`, given)
	}
	v := engine.Validate(enginetest.Env(), json.RawMessage(`{"question":"Why?"}`))
	assert.Contains(t, string(v.NormalizedInput), `"method":"coins"`)
	assert.NotContains(t, string(v.NormalizedInput), "seed", "a missing seed is not drawn before the calculation")

	v = engine.Validate(enginetest.Env(), json.RawMessage(`{"question":"Why?","method":"yarow"}`))
	require.Len(t, v.Errors, 1)
	assert.Contains(t, v.Errors[0], "did you mean 'yarrow'?")
}

func TestAQuestionOrAnIntention(t *testing.T) {
	for input, problem := range map[string]string{
		`{"question":"Why?"}`:                  "",
		`{"question":"","intention":"to see"}`: "",
		`{"question":" \n","intention":" "}`:   "Field 'question' may be empty only with an 'intention'",
		`{"question":""}`:                      "Field 'question' may be empty only with an 'intention'",
		`{"intention":"to see"}`:               "Missing required field: question",
		`{}`:                                   "Missing required field: question",
		`{"question":7}`:                       "Field 'question' must be of type string",
		`{"question":"` + strings.Repeat("x", 1001) + `"}`:  "Field 'question' must have at most 1000 characters",
		`{"question":"Why?","include_changing_lines":"no"}`: "Field 'include_changing_lines' must be of type boolean",
		`{"question":"Why?","seed":1.5}`:                    "Field 'seed' has invalid format. Expected: seed",
	} {
		v := New().Validate(enginetest.Env(), json.RawMessage(input))
		assert.Equal(t, problem == "", v.Valid, input)
		if problem != "" {
			assert.Equal(t, []string{problem}, v.Errors, input)
		}
	}
}

func TestSeeds(t *testing.T) {
	drawn := calculateJSON(t, `{"question":"Why?"}`)
	seed := drawn["seed"].(string)
	assert.Len(t, seed, 32, "128 bits in hexadecimal")
	again := calculateJSON(t, `{"question":"Why?","seed":"`+seed+`"}`)
	for _, key := range []string{"reading", "interpretation", "formatted_output", "seed"} {
		assert.Equal(t, drawn[key], again[key], key)
	}
	assert.Equal(t, calculateJSON(t, `{"question":"Why?","seed":64}`)["reading"], calculateJSON(t, `{"question":"Why?","seed":"64"}`)["reading"])
}

// Whatever is cast, asking for no line texts leaves none of them anywhere in the reply.
func TestWithoutLineTexts(t *testing.T) {
	for i := range 40 {
		seed := strconv.Itoa(i)
		result := New().Calculate(enginetest.Env(), json.RawMessage(`{"question":"Why?","include_changing_lines":false,"include_svg":true,"seed":"`+seed+`"}`))
		require.True(t, result.Success)
		data, cast := string(result.Data), Throw(Coins, draw.Seed(seed))
		for _, f := range []Figure{cast.Primary(), cast.Relating()} {
			for _, line := range append(f.page().lines[:], f.page().seventh) {
				if line != "" {
					assert.NotContains(t, data, line, seed)
				}
			}
		}
		assert.Contains(t, data, cast.Primary().page().judgment)
	}
}

func TestTextForPeople(t *testing.T) {
	r := present(Input{Question: "Shall we move?", Context: "two children", FocusArea: "home", Method: Yarrow, IncludeLines: true}, parse(t, "978687"), "s")
	for _, part := range []string{
		"䷨ Hexagram 41, Decrease (損 Sǔn)", "Mountain over Lake, cast with the odds of the yarrow stalks",
		"Question: Shall we move?", "Context: two children", "Focus: home", "Line 1, old yang: " + pages()[41].lines[0], "Line 4, old yin: ",
		"Leaning toward ䷿ 64, Before Completion\n" + pages()[64].judgment, "Line 4 of hexagram 41, Decrease",
		"Nuclear: 24, Return. Opposite: 31, Influence. Reversed: 42, Increase.", pages()[41].advice,
	} {
		assert.Contains(t, r.Text, part)
	}
	assert.NotContains(t, r.Text, "Urgency")
	assert.Equal(t, 1, strings.Count(r.Text, pages()[41].lines[0]), "each text once")
	assert.Less(t, len(r.Interpretation), len(r.Text))
	assert.Contains(t, r.Interpretation, "Line 4 of hexagram 41, Decrease: "+pages()[41].lines[3]+"\nLine 1 of")

	all := casting(t, "999999")
	assert.Equal(t, 1, strings.Count(all.Text, pages()[1].seventh))
	four := casting(t, "979869")
	assert.Contains(t, four.Text, "Line 2 of hexagram 29, The Abysmal: "+pages()[29].lines[1], "lines of the relating hexagram stand nowhere else")
}

func TestSignals(t *testing.T) {
	// 978687: 41 (Mountain over Lake) becoming 64.
	r := casting(t, "978687")
	find := func(kind engines.SignalKind) map[string]float64 {
		found := map[string]float64{}
		for _, s := range r.Signals {
			if s.Kind == kind {
				found[s.Value] = s.Weight
			}
		}
		return found
	}
	assert.Equal(t, map[string]float64{"5": 1, "1": .5}, find(engines.SignalNumber), "41 and 64 reduced")
	assert.Equal(t, map[string]float64{"The Lover": .7, "The Hermit": .6}, find(engines.SignalArchetype))
	assert.Equal(t, map[string]float64{"metal": .7, "earth": .6}, find(engines.SignalElement))
	assert.Equal(t, map[string]float64{"structure": .8, "care": .5, "transition": .4, "beginnings": .25}, find(engines.SignalTheme))

	r = casting(t, "777777")
	assert.Equal(t, map[string]float64{"metal": .7}, find(engines.SignalElement), "a doubled trigram counts once")
	assert.Equal(t, []string{"The Sovereign"}, r.Archetypes)
	assert.Len(t, r.RealityPatches, 1)
	assert.Equal(t, 0.0, r.Confidence, "a cast states no confidence")
	assert.Equal(t, engines.CacheDraw, *New().Validate(enginetest.Env(), New().TestInput()).Metadata.Cache)
}

func TestEveryThemeIsGivenToSomeHexagram(t *testing.T) {
	given := map[string]int{}
	for number := 1; number <= Hexagrams; number++ {
		for _, theme := range pages()[number].themes {
			given[theme]++
		}
	}
	for _, theme := range engines.Themes() {
		assert.NotZero(t, given[theme], theme)
	}
}

func TestPictures(t *testing.T) {
	seen := map[string]bool{}
	for number := 1; number <= Hexagrams; number++ {
		rest := present(Input{Question: "Why?", Method: Random, IncludeLines: true, IncludeSVG: true}, Resting(FigureOf(number)), "seed")
		root := svgtest.Check(t, rest.SVG)
		svgtest.NoOverlap(t, root)
		assert.Contains(t, root.Title(), rest.HexagramName)
		seen[rest.SVG] = true

		moving := Resting(FigureOf(number))
		for line := range number % 7 {
			moving[line] = OldYin + 3*(moving[line]&1) // the same line, old
		}
		drawn := present(Input{Intention: "to see", Method: Coins, IncludeLines: true, IncludeSVG: true}, moving, "seed")
		root = svgtest.Check(t, drawn.SVG)
		svgtest.NoOverlap(t, root)
		assert.Contains(t, root.Texts(), "“to see”", "the intention stands in for a question")
	}
	assert.Len(t, seen, Hexagrams)
	assert.Equal(t, calculateJSON(t, `{"question":"Why?","seed":"a","include_svg":true}`)["svg"], calculateJSON(t, `{"question":"Why?","seed":"a","includeSvg":true}`)["svg"])
}
