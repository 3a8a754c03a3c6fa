package sigilforge

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/drawing/sigil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func TestEngine(t *testing.T) { enginetest.Run(t, New()) }

func TestMadeUpInputs(t *testing.T) { enginetest.MadeUp(t, New(), 200) }

func FuzzInput(f *testing.F) { enginetest.Fuzz(f, New()) }

func BenchmarkCalculate(b *testing.B) { enginetest.Bench(b, New(), New().TestInput()) }

// normalized decodes an input as the engine does.
func normalized(t *testing.T, input string) Input {
	t.Helper()
	v := New().Validate(enginetest.Env(), json.RawMessage(input))
	require.True(t, v.Valid, v.Errors)
	var in Input
	require.NoError(t, json.Unmarshal(v.NormalizedInput, &in))
	return in
}

func result(t *testing.T, input string) Result {
	t.Helper()
	r, err := calculate(enginetest.Env(), normalized(t, input))
	require.NoError(t, err)
	return r
}

func data(t *testing.T, input string) map[string]any {
	t.Helper()
	r := New().Calculate(enginetest.Env(), json.RawMessage(input))
	require.True(t, r.Success, r.Error)
	var d map[string]any
	require.NoError(t, json.Unmarshal(r.Data, &d))
	return d
}

// The vectors of the specification.
func TestLetterVectors(t *testing.T) {
	for _, tt := range []struct {
		intention, letters string
		numbers            []int
	}{
		{"I am aligned with my highest purpose", "IAMLGNEDWTHYSPURO", []int{9, 1, 13, 12, 7, 14, 5, 4, 23, 20, 8, 25, 19, 16, 21, 18, 15}},
		{"Love and light", "LOVEANDIGHT", []int{12, 15, 22, 5, 1, 14, 4, 9, 7, 8, 20}},
		{"abundance", "ABUNDCE", []int{1, 2, 21, 14, 4, 3, 5}},
	} {
		quoted, _ := json.Marshal(tt.intention)
		r := result(t, `{"intention":`+string(quoted)+`}`)
		assert.Equal(t, tt.letters, r.UniqueLetters)
		assert.Equal(t, tt.numbers, r.LetterNumbers)
	}
	r := result(t, `{"intention":"I am aligned with my highest purpose","remove_vowels":true}`)
	assert.Equal(t, "MLGNDWTHYSPR", r.UniqueLetters)
	r = result(t, `{"intention":"Añb Ça ß","letter_elimination":false}`)
	assert.Equal(t, "ANBCASS", r.UniqueLetters)
}

func TestDrawingsAreProper(t *testing.T) {
	for _, method := range []string{"traditional", "geometric", "hybrid", "personal", "wheel", "kamea"} {
		for _, style := range []string{"minimal", "ornate", "organic", "geometric", "mystical"} {
			for _, rest := range []string{
				`"size":256`,
				`"size":2048,"connection_style":"organic","color_scheme":"golden","add_activation_symbols":true,"optimize_for_meditation":true,"planet":"moon"`,
				`"include_border":false,"sacred_geometry":"circle","letter_elimination":false`,
			} {
				r := result(t, `{"intention":"I am aligned with my highest purpose","birth_date":"1990-06-15","method":"`+method+`","style":"`+style+`",`+rest+`}`)
				root := svgtest.Check(t, r.SVG)
				svgtest.NoOverlap(t, root)
				assert.Equal(t, r.Description, root.Desc())
				assert.NotContains(t, r.SVG, "aligned", "who shows the sigil need not show the intention")
				for _, e := range r.Composition.Elements {
					for _, p := range append([]sigil.Point{e.Start, e.End}, e.Controls...) {
						for _, v := range p {
							assert.GreaterOrEqual(t, v, 0.0)
							assert.LessOrEqual(t, v, 1.0)
						}
					}
				}
				assert.Equal(t, len(r.Composition.Elements), r.Analysis.ElementCount)
			}
		}
	}
}

func TestLongestIntention(t *testing.T) {
	long, _ := json.Marshal(strings.Repeat("The quick brown fox jumps over the lazy dog and naps ", 10)[:500])
	for _, method := range []string{"traditional", "geometric", "hybrid", "wheel", "kamea"} {
		for _, connection := range []string{"sequential", "organic"} {
			r := result(t, `{"intention":`+string(long)+`,"letter_elimination":false,"style":"ornate","method":"`+method+`","connection_style":"`+connection+`"}`)
			svgtest.Check(t, r.SVG)
			assert.Less(t, len(r.Composition.Elements), 300)
		}
	}
}

func TestPlanetaryInfluences(t *testing.T) {
	d := data(t, `{"intention":"abundance","birth_date":"1990-06-15"}`)
	p := d["planetary_influences"].(map[string]any)
	// 1+2+21+14+4+3+5 = 50, 50 mod 7 = 1: the Moon. 15 June 1990 was a Friday.
	assert.Equal(t, []any{"moon", "letters", "Monday", "silver", 9.0, 369.0, "Friday", "venus"},
		[]any{p["planet"], p["source"], p["day"], p["metal"], p["square_order"], p["squareSum"], p["birth_day"], p["birthPlanet"]})
	assert.Contains(t, d["activation_guidance"].(map[string]any)["timing_recommendations"], "You were born on a Friday, the day of Venus")

	p = data(t, `{"intention":"abundance","planet":"Jupiter"}`)["planetary_influences"].(map[string]any)
	assert.Equal(t, []any{"jupiter", "chosen", nil}, []any{p["planet"], p["source"], p["birth_day"]})
}

func TestElementalCorrespondences(t *testing.T) {
	// A and E are fire, B and N earth, C air, U fire, D water.
	e := elemental([]int{1, 2, 21, 14, 4, 3, 5})
	assert.Equal(t, []int{3, 2, 1, 1}, []int{e.Fire, e.Earth, e.Air, e.Water})
	assert.Equal(t, "fire", e.Dominant)
}

func TestScoresAreMeasured(t *testing.T) {
	r := result(t, `{"intention":"Love and light","include_border":true}`)
	bare := result(t, `{"intention":"Love and light","planet":"sun","include_border":false}`)
	assert.InDelta(t, *r.Analysis.BalanceScore, *bare.Analysis.BalanceScore, 1e-3, "border and marks do not count")
	assert.InDelta(t, *r.Analysis.SymmetryScore, *bare.Analysis.SymmetryScore, 0.02)

	s := sigil.Measure(r.Composition.Elements)
	assert.InDelta(t, s.Balance, *r.Analysis.BalanceScore, 5e-4)
	assert.InDelta(t, s.Symmetry, *r.Analysis.SymmetryScore, 5e-4)
	assert.InDelta(t, s.Complexity, *r.Analysis.ComplexityScore, 5e-4)
	web := result(t, `{"intention":"Love and light","connection_style":"web"}`)
	assert.Greater(t, *web.Analysis.ComplexityScore, *r.Analysis.ComplexityScore)
	assert.Equal(t, []string{"line", "circle"}, r.Analysis.DominantShapes)
}

func TestEnergyFlow(t *testing.T) {
	at := func(radius, turn float64) sigil.Point { return sigil.Polar(radius, turn) }
	for _, tt := range []struct {
		points []sigil.Point
		want   string
	}{
		{[]sigil.Point{at(0.2, 0), at(0.3, 1), at(0.4, 2)}, "clockwise, leading outward"},
		{[]sigil.Point{at(0.4, 0), at(0.3, -1), at(0.2, -2)}, "counter-clockwise, leading inward"},
		{[]sigil.Point{at(0.4, 0), at(0.4, math.Pi), at(0.4, 0)}, "to and fro across the middle, keeping its distance"},
	} {
		var strokes []sigil.Stroke
		for i := range len(tt.points) - 1 {
			strokes = append(strokes, sigil.Straight(tt.points[i], tt.points[i+1]))
		}
		assert.Equal(t, tt.want, flowText(flow(strokes)))
	}
	assert.Equal(t, "to and fro across the middle, keeping its distance", flowText(flow(nil)))
}

func TestTwinsAndHash(t *testing.T) {
	d := data(t, `{"intention":"  Love   and light ","style":"ornate"}`)
	for snake, camel := range map[string]string{
		"sigil_composition": "sigilComposition", "sigil_analysis": "sigilAnalysis", "activation_guidance": "activationGuidance",
		"method_used": "methodUsed", "unique_letters": "uniqueLetters", "letter_numbers": "letterNumbers", "symbolic_meaning": "symbolicMeaning",
		"elemental_correspondences": "elementalCorrespondences", "planetary_influences": "planetaryInfluences", "sigil_description": "sigilDescription",
	} {
		require.NotNil(t, d[snake], snake)
		assert.Equal(t, d[snake], d[camel], camel)
	}
	composition := d["sigil_composition"].(map[string]any)
	for snake, camel := range map[string]string{"center_point": "centerPoint", "bounding_box": "boundingBox", "symmetry_type": "symmetryType", "intention_hash": "intentionHash"} {
		require.NotNil(t, composition[snake], snake)
		assert.Equal(t, composition[snake], composition[camel], camel)
	}
	assert.Equal(t, "2be3789f2a3ae349", composition["intention_hash"], "SHA-256 of “Love and light”")
	element := composition["elements"].([]any)[0].(map[string]any)
	for _, key := range []string{"element_type", "start_point", "end_point", "control_points", "properties"} {
		assert.Contains(t, element, key)
	}
	for _, key := range []string{"weight", "style", "opacity", "radius", "fill"} {
		assert.Contains(t, element["properties"], key)
	}
}

func TestDifferentIntentionsGiveDifferentSigils(t *testing.T) {
	seen := map[string]string{}
	for _, method := range []string{"traditional", "geometric", "hybrid", "wheel", "kamea"} {
		for i := range 40 {
			intention := "wish " + strconv.FormatInt(int64(1e6+7919*i), 36) + string(rune('a'+i%26)) + string(rune('a'+i*7%26))
			svg := result(t, `{"intention":"`+intention+`","method":"`+method+`","style":"geometric","planet":"moon"}`).SVG
			letters := normalized(t, `{"intention":"`+intention+`"}`)
			key := method + letters.letters()
			for drawn, other := range seen {
				if other != key {
					assert.NotEqual(t, drawn, svg, "%s and %s", key, other)
				}
			}
			seen[svg] = key
		}
	}
}

func TestSignalsAndConfidence(t *testing.T) {
	r := result(t, `{"intention":"abundance","planet":"saturn"}`)
	assert.Equal(t, []engines.Signal{{Kind: "theme", Value: engines.ThemeStructure, Weight: 0.5, Source: "planet of the sigil, saturn (chosen)"}}, r.Signals)
	assert.Equal(t, 1.0, r.Confidence)
	r = result(t, `{"intention":"abundance","method":"kamea"}`)
	assert.Equal(t, 0.9, r.Confidence, "the square was assumed")
	assert.Equal(t, 0.3, r.Signals[0].Weight)
}
