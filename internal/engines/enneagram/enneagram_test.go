package enneagram

import (
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func TestEngine(t *testing.T) { enginetest.Run(t, New()) }

func FuzzInput(f *testing.F) {
	for _, input := range []string{
		`{"responses":{"q01":"4","q02":null,"x":[1],"q45":1e400,"q44":-0}}`, `{"responses":{"\u0000":"9","q1":"0"}}`,
		`{"identification_method":"intuitive","behavioral_description":"don’t CURIOUS’; never\nloyal but calm"}`,
		`{"identification_method":"Self-Select","selected_type":1,"selected_wing":9,"include_svg":true,"responses":{"q01":9}}`,
	} {
		f.Add([]byte(input))
	}
	enginetest.Fuzz(f, New())
}

func BenchmarkCalculate(b *testing.B) {
	enginetest.Bench(b, New(), New().TestInput())
}

// answersBy makes answers to all 45 items.
func answersBy(answer func(item) int) Answers {
	var answers Answers
	for n, i := range items() {
		answers.likert[n] = int8(answer(i))
	}
	return answers
}

// favouring agrees with one type, in the direction of its items, and with nothing else.
func favouring(kind Type) func(item) int {
	return func(i item) int {
		if (i.kind == kind) != i.reversed {
			return mostAnswer
		}
		return leastAnswer
	}
}

func inputOf(answers Answers) string {
	raw, _ := json.Marshal(map[string]any{"assessment_responses": answers})
	return string(raw)
}

// calculated returns the data of an input that must succeed.
func calculated(t *testing.T, input string) (data map[string]any, result engines.Result) {
	t.Helper()
	result = New().Calculate(enginetest.Env(), json.RawMessage(input))
	require.True(t, result.Success, "%s: %s", input, result.Error)
	require.NoError(t, json.Unmarshal(result.Data, &data))
	return data, result
}

func part(t *testing.T, data map[string]any, names ...string) any {
	t.Helper()
	var value any = data
	for _, name := range names {
		object, ok := value.(map[string]any)
		require.True(t, ok, name)
		require.Contains(t, object, name)
		value = object[name]
	}
	return value
}

// The vectors of the specification, 3.7.

func TestVectorTypeFive(t *testing.T) {
	// "All maximal" holds for answers as given and for answers as keyed.
	for name, answer := range map[string]func(item) int{
		"as keyed": favouring(5),
		"as given": func(i item) int {
			if i.kind == 5 {
				return mostAnswer
			}
			return leastAnswer
		},
	} {
		t.Run(name, func(t *testing.T) {
			data, _ := calculated(t, inputOf(answersBy(answer)))
			assert.EqualValues(t, 5, data["type"])
			assert.EqualValues(t, 5, part(t, data, "profile", "primaryType", "number"))
			assert.Equal(t, "balanced", data["wing"])
			assert.Equal(t, "balanced", part(t, data, "profile", "dominantWing"))
			assert.EqualValues(t, 1, data["confidence"])
			assert.EqualValues(t, 1, part(t, data, "profile", "assessmentConfidence"))
			assert.EqualValues(t, 8, part(t, data, "profile", "integrationDirection"))
			assert.EqualValues(t, 7, part(t, data, "profile", "disintegrationDirection"))
		})
	}
}

func TestVectorVotes(t *testing.T) {
	data, _ := calculated(t, `{"assessment_answers":{"a":"4","b":"4","c":"5"}}`)
	assert.EqualValues(t, 4, data["type"])
	assert.EqualValues(t, 0.667, data["confidence"])
	assert.Nil(t, data["wing"])
	assert.NotContains(t, data, "instinctual_variant")
	assert.EqualValues(t, 0.6667, part(t, data, "typeScores", "4"))
	assert.EqualValues(t, 0, part(t, data, "typeScores", "9"))
	assert.Equal(t, []any{map[string]any{"number": 5.0, "name": "The Investigator", "score": 0.3333}}, part(t, data, "profile", "secondary_types"))
}

func TestVectorSelection(t *testing.T) {
	data, _ := calculated(t, `{"identification_method":"self_select","self_selected_type":9}`)
	assert.EqualValues(t, 9, data["type"])
	assert.EqualValues(t, 0.9, data["confidence"])
	wings, _ := part(t, data, "profile", "primary_type", "wings").(map[string]any)
	assert.Len(t, wings, 2)
	assert.Contains(t, wings, "8")
	assert.Contains(t, wings, "1")
	assert.EqualValues(t, 3, part(t, data, "profile", "primary_type", "arrows", "integration", "direction"))
	assert.EqualValues(t, 6, part(t, data, "profile", "primary_type", "arrows", "disintegration", "direction"))
	assert.Nil(t, data["wing"], "no wing without data")
	assert.Empty(t, data["type_scores"])

	data, _ = calculated(t, `{"identificationMethod":"self-select","selectedType":9,"selectedWing":8}`)
	assert.EqualValues(t, 8, data["wing"])
}

func TestEveryTypeCanBeFound(t *testing.T) {
	for kind := Type(1); kind <= 9; kind++ {
		data, result := calculated(t, inputOf(answersBy(favouring(kind))))
		assert.EqualValues(t, kind, data["type"])
		assert.EqualValues(t, 1, data["confidence"])
		assert.Equal(t, kind.label("Name"), part(t, data, "profile", "primary_type", "name"))
		assert.Equal(t, facts(result), []string{"number " + kind.String(), "archetype " + kind.label("Figure"),
			"theme " + kind.label("Theme"), "theme " + kind.label("Second")})
	}
}

// facts lists the kinds and values of signals.
func facts(r engines.Result) (list []string) {
	for _, s := range r.Signals {
		list = append(list, string(s.Kind)+" "+s.Value)
	}
	return list
}

func TestEveryFieldOfTheSpecification(t *testing.T) {
	data, _ := calculated(t, string(New().TestInput()))
	for _, key := range []string{"profile", "typeScores", "type_scores", "interpretation", "centerAnalysis", "center_analysis",
		"growthGuidance", "growth_guidance", "wing", "dominantWing", "instinctualVariant", "focusGuidance", "levels"} {
		assert.NotEmpty(t, data[key], key)
	}
	for _, key := range []string{"current_level", "currentLevel", "healthLevel", "health_level"} {
		assert.Nil(t, part(t, data, key), key)
	}
	profile, _ := data["profile"].(map[string]any)
	for _, key := range []string{"primaryType", "center", "dominantWing", "instinctualVariant", "assessmentConfidence",
		"integrationDirection", "disintegrationDirection", "secondary_types", "instinctualStacking"} {
		assert.NotEmpty(t, profile[key], key)
	}
	primary, _ := profile["primaryType"].(map[string]any)
	for _, key := range []string{"number", "name", "alternativeNames", "center", "coreMotivation", "coreFear", "coreDesire",
		"basicProposition", "vice", "virtue", "passion", "fixation", "holyIdea", "trap", "wings", "arrows", "instinctualVariants",
		"growthRecommendations", "keywords", "core_motivation", "holy_idea", "instinctual_variants"} {
		assert.NotEmpty(t, primary[key], key)
	}
	for _, key := range []string{"name", "types", "core_emotion", "focus"} {
		assert.NotEmpty(t, part(t, data, "profile", "center", key), key)
	}
	for _, key := range []string{"direction", "name", "description", "traits"} {
		assert.NotEmpty(t, part(t, data, "profile", "primaryType", "arrows", "integration", key), key)
	}
	for _, key := range []string{"self_preservation", "social", "sexual"} {
		assert.NotEmpty(t, part(t, data, "profile", "primaryType", "instinctualVariants", key), key)
	}
	assert.Len(t, data["levels"], 9)
	assert.Len(t, data["growthGuidance"], 5, "four recommendations and the focus")
	assert.Equal(t, primary, profile["primary_type"])
}

func TestPartsCanBeLeftOut(t *testing.T) {
	data, _ := calculated(t, `{"identification_method":"self_select","selected_type":6,"selected_wing":5,
		"include_wings":false,"include_instincts":false,"include_arrows":false}`)
	primary, _ := part(t, data, "profile", "primary_type").(map[string]any)
	for _, key := range []string{"wings", "arrows", "instinctual_variants", "instinctualVariants"} {
		assert.NotContains(t, primary, key)
	}
	assert.Nil(t, data["wing"])
	profile, _ := data["profile"].(map[string]any)
	assert.NotContains(t, profile, "integration_direction")
	assert.NotContains(t, data["interpretation"], "under strain")
	assert.NotContains(t, data, "svg")
}

func TestPicture(t *testing.T) {
	draw := func(input string) string {
		data, _ := calculated(t, input)
		svg, _ := data["svg"].(string)
		return svg
	}
	five := draw(`{"identification_method":"self_select","selected_type":5,"selected_wing":4,"include_svg":true}`)
	root := svgtest.Check(t, five)
	assert.Contains(t, root.Texts(), "5w4")
	scored := svgtest.Check(t, draw(`{"responses":{"a":"4","b":"4","c":"5"},"include_svg":true,"include_arrows":false}`))
	assert.Contains(t, scored.Texts(), "67%")
	assert.Empty(t, scored.All("arrow"))
	assert.NotEqual(t, five, draw(`{"identification_method":"self_select","selected_type":6,"include_svg":true}`))
	assert.Empty(t, draw(`{"identification_method":"self_select","selected_type":5,"include_svg":false}`))
}

// Any answers at all give a type whose score nothing exceeds, and confidence by the formula.
func TestProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 7))
	seen := map[string]bool{}
	for range 500 {
		var answers Answers
		for n := range items() {
			if random.IntN(10) < 8 {
				answers.likert[n] = int8(1 + random.IntN(5))
			}
		}
		if countLikert(&answers).answered() == 0 {
			continue
		}
		in := Person{Method: ByAssessment, Answers: answers}
		f := find(in)
		best, second := f.scores[f.primary()].value, 0.0
		for kind := Type(1); kind <= 9; kind++ {
			assert.LessOrEqual(t, f.scores[kind].value, best)
			if kind != f.primary() {
				second = max(second, f.scores[kind].value)
			}
		}
		if len(f.ranking) > 1 {
			want := 0.5*min(1, (best-second)/0.25) + 0.5*float64(countLikert(&answers).answered())/36
			assert.InDelta(t, want, f.confidence, 0.0005+1e-9)
		}
		if f.wing != "" && f.wing != Balanced {
			number, err := strconv.Atoi(string(f.wing))
			require.NoError(t, err)
			assert.True(t, f.primary().IsNeighbour(Type(number)))
		}
		data, _ := calculated(t, inputOf(answers))
		text, _ := data["formatted_output"].(string)
		seen[text] = true
	}
	assert.Greater(t, len(seen), 400, "different answers give different readings")
}
