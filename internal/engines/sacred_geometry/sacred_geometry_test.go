package sacredgeometry

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/drawing/figure"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/geometry"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func TestEngine(t *testing.T) { enginetest.Run(t, New()) }

func TestMadeUpInputs(t *testing.T) { enginetest.MadeUp(t, New(), 120) }

func FuzzInput(f *testing.F) { enginetest.Fuzz(f, New()) }

func BenchmarkCalculate(b *testing.B) {
	for _, input := range inputs() {
		b.Run(input.name, func(b *testing.B) { enginetest.Bench(b, New(), json.RawMessage(input.text)) })
	}
}

type input struct{ name, text string }

// inputs are one for every pattern and solid.
func inputs() []input {
	list := []input{
		{"personal", `{"birth_date":"1990-06-15"}`},
		{"personal of another day", `{"birth_date":"2000-12-31","color_scheme":"chakra"}`},
		{"personal with the most elements", `{"birth_date":"1999-09-23"}`},
	}
	for _, pattern := range figure.Patterns {
		if pattern != "personal" && pattern != "platonic_solid" {
			list = append(list, input{pattern, `{"intention":"a calm year","pattern_type":"` + pattern + `"}`})
		}
	}
	for _, solid := range geometry.Solids {
		list = append(list, input{solid, `{"intention":"a calm year","pattern_type":"platonic_solid","solid_type":"` + solid + `"}`})
	}
	return list
}

func calculated(t *testing.T, text string) (Result, map[string]any) {
	t.Helper()
	result := New().Calculate(enginetest.Env(), json.RawMessage(text))
	require.True(t, result.Success, "%s: %s", text, result.Error)
	var r Result
	require.NoError(t, json.Unmarshal(result.Data, &r))
	var data map[string]any
	require.NoError(t, json.Unmarshal(result.Data, &data))
	return r, data
}

// with adds fields to an input.
func with(text, fields string) string { return strings.TrimSuffix(text, "}") + "," + fields + "}" }

func TestPersonalVectors(t *testing.T) {
	for day, want := range map[string]Personal{
		"1990-06-15": {7, 3, 1.40, 5, "tetrahedron"},
		"2000-12-31": {11, 4, 0.50, 3, "tetrahedron"},
		"1999-02-12": {4, 4, 1.49, 2, "icosahedron"},
		"1983-05-23": {15, 2, 1.33, 7, "dodecahedron"},
	} {
		assert.Equal(t, want, personal(civil.MustParse(day)), day)
	}

	r, data := calculated(t, `{"birth_date":"1990-06-15"}`)
	assert.Equal(t, "personal", r.PrimaryPattern.PatternType)
	assert.Equal(t, 1.4, r.PrimaryPattern.Scale)
	assert.Equal(t, 7, r.MathematicalProperties.SymmetryOrder)
	raw := data["raw_data"].(map[string]any)
	assert.Equal(t, map[string]any{"petals": 7., "layers": 3., "scale": 1.4, "turns": 5., "solid": "tetrahedron"}, raw["personal"])
	assert.Contains(t, raw["personal_convention"], "convention of this product")
	petals := 0
	for _, e := range r.PrimaryPattern.Elements {
		if e.Type == "polygon" && len(e.Points) == 8 {
			petals++
		}
	}
	assert.Equal(t, 7*3, petals)
}

func TestEveryPattern(t *testing.T) {
	seen := map[string]string{}
	for _, in := range inputs() {
		t.Run(in.name, func(t *testing.T) {
			r, data := calculated(t, in.text)
			for snake, camel := range map[string]string{
				"primary_pattern": "primaryPattern", "mathematical_properties": "mathematicalProperties",
				"sacred_ratios": "sacredRatios", "symmetry_analysis": "symmetryAnalysis", "meditation_points": "meditationPoints",
				"energy_flow": "energyFlow", "chakra_correspondences": "chakraCorrespondences", "geometric_meaning": "geometricMeaning",
				"meditation_guidance": "meditationGuidance", "manifestation_notes": "manifestationNotes",
			} {
				require.NotEmpty(t, data[snake], snake)
				assert.Equal(t, data[snake], data[camel], snake)
			}
			for _, absent := range []string{"image_path", "svg_path", "construction_geometry", "constructionGeometry"} {
				assert.NotContains(t, data, absent)
			}
			pattern := data["primary_pattern"].(map[string]any)
			assert.Equal(t, map[string]any{"x": 256., "y": 256.}, pattern["centerPoint"])
			assert.Equal(t, pattern["pattern_type"], pattern["patternType"])

			root := svgtest.Check(t, r.SVG)
			svgtest.NoOverlap(t, root)
			assert.Equal(t, "0 0 512 512", root.Attr["viewBox"])
			assert.NotContains(t, strings.Join(root.Texts(), ""), "…", "the caption fits")
			assert.Empty(t, seen[r.SVG], "looks like another")
			seen[r.SVG] = in.name

			p := r.MathematicalProperties
			assert.Equal(t, len(r.PrimaryPattern.Elements), p.ElementCount)
			assert.Equal(t, r.SymmetryAnalysis.Order, p.SymmetryOrder)
			assert.Positive(t, p.Complexity)
			assert.LessOrEqual(t, p.Complexity, p.ElementCount)
			require.NotNil(t, p.FractalDimension)
			assert.Greater(t, *p.FractalDimension, 1.0)
			assert.Less(t, *p.FractalDimension, 2.0)
			assert.NotEmpty(t, r.MeditationPoints)
			assert.NotEmpty(t, r.ChakraCorrespondences.Chakras)
			assert.Contains(t, r.ChakraCorrespondences.Tradition, "tradition")
			assert.NotEmpty(t, r.SacredRatios.Ratios)
			assert.Len(t, r.PrimaryPattern.SacredRatios, len(r.SacredRatios.Ratios))
			assert.Equal(t, 1.0, data["confidence_score"])

			result := New().Calculate(enginetest.Env(), json.RawMessage(in.text))
			largest := 60_000
			if r.PrimaryPattern.PatternType == "personal" {
				largest = 130_000 // with the most petals, layers and seeds that a date can have
			}
			assert.Less(t, len(result.Data), largest, "bytes of data")
			assert.GreaterOrEqual(t, len(result.Signals), 2)
		})
	}
}

func TestFiguresThatAreKeptStayAsTheyWere(t *testing.T) {
	sizes := []string{`"size":300`, `"size":300,"meditation_focus":true,"include_sacred_ratios":true`, `"size":900`, `"size":900,"include_construction_lines":true`}
	data := func(text string) string { return string(New().Calculate(enginetest.Env(), json.RawMessage(text)).Data) }
	want := map[string]string{}
	for _, input := range inputs() {
		for _, fields := range sizes {
			text := with(input.text, fields)
			compositions.Clear()
			want[text] = data(text)
		}
	}
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			for text, want := range want { // in another order each time, and two at a time
				assert.Equal(t, want, data(text))
			}
		})
	}
	all.Wait()
	for _, pattern := range figure.Patterns {
		_, kept := compositions.Load(pattern)
		assert.Equal(t, pattern != "personal", kept, "%s: what follows a birth date is not kept", pattern)
	}
}

func TestElementsWriteTheirOwnJSON(t *testing.T) {
	for _, in := range inputs() {
		r, _ := calculated(t, with(in.text, `"include_construction_lines":true`))
		for _, list := range []Elements{r.PrimaryPattern.Elements, r.ConstructionGeometry.Elements} {
			want, err := json.Marshal([]Element(list))
			require.NoError(t, err)
			got, err := list.AppendJSON(nil)
			require.NoError(t, err)
			assert.Equal(t, string(want), string(got), in.name)
		}
	}
	for _, bad := range []float64{math.NaN(), math.Inf(1), 1e300} {
		p := geometry.Point{X: bad}
		_, err := Elements{{Type: "line", Points: []geometry.Point{p}}}.AppendJSON(nil)
		assert.Error(t, err)
		_, err = Elements{{Type: "circle", Center: &p, Radius: 1}}.AppendJSON(nil)
		assert.Error(t, err)
		_, err = Elements{{Type: "circle", Center: &geometry.Point{}, Radius: bad}}.AppendJSON(nil)
		assert.Error(t, err)
	}
	got, err := Elements{{Type: "line", Points: []geometry.Point{{X: -0.05, Y: 10.5}, {X: 3.12, Y: 0.007}}}}.AppendJSON(nil)
	require.NoError(t, err)
	assert.Equal(t, `[{"type":"line","points":[{"x":-0.05,"y":10.5},{"x":3.12,"y":0.007}]}]`, string(got))
}

// Every option changes the picture, and the data or the text with it.
func TestOptionsShow(t *testing.T) {
	const mandala = `{"intention":"a calm year","pattern_type":"mandala"}`
	const spiral = `{"intention":"a calm year","pattern_type":"golden_spiral"}`
	tests := []struct{ name, input, option string }{
		{"petals", mandala, `"petal_count":9`},
		{"layers", mandala, `"layer_count":4`},
		{"turns", spiral, `"spiral_turns":5`},
		{"solid", `{"intention":"x","pattern_type":"platonic_solid"}`, `"solid_type":"cube"`},
		{"size", mandala, `"size":300`},
		{"construction", mandala, `"include_construction_lines":true`},
		{"ratios", mandala, `"include_sacred_ratios":false`},
		{"focus", mandala, `"meditation_focus":true`},
	}
	for _, scheme := range figure.Schemes[1:] {
		tests = append(tests, struct{ name, input, option string }{scheme, mandala, `"color_scheme":"` + scheme + `"`})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			plain, _ := calculated(t, tt.input)
			changed, _ := calculated(t, with(tt.input, tt.option))
			assert.NotEqual(t, plain.SVG, changed.SVG)
		})
	}

	plain, text := calculated(t, mandala)
	built, _ := calculated(t, with(mandala, `"include_construction_lines":true`))
	assert.Equal(t, plain.PrimaryPattern, built.PrimaryPattern, "the figure stays the same")
	assert.NotEmpty(t, built.ConstructionGeometry.Elements)
	assert.NotEmpty(t, built.ConstructionGeometry.Steps)

	bare, data := calculated(t, with(mandala, `"include_sacred_ratios":false`))
	assert.Nil(t, bare.SacredRatios)
	assert.Nil(t, data["sacred_ratios"])
	assert.NotContains(t, data["primary_pattern"], "sacred_ratios")
	assert.Empty(t, svgtest.Parse(t, bare.SVG).Texts())

	_, focused := calculated(t, with(mandala, `"meditation_focus":true`))
	assert.Greater(t, len(focused["recommendations"].([]any)), len(text["recommendations"].([]any)))
	for _, p := range plain.MeditationPoints {
		assert.Contains(t, focused["formatted_output"], p.Technique)
		assert.NotContains(t, text["formatted_output"], p.Technique)
	}
}

func TestTheIntentionIsReadBack(t *testing.T) {
	_, calm := calculated(t, `{"intention":"  a calm \n year ","pattern_type":"seed_of_life"}`)
	_, loud := calculated(t, `{"purpose":"a loud year","pattern_type":"seed_of_life"}`)
	assert.Contains(t, calm["formatted_output"], "for the intention: a calm year\n")
	assert.NotEqual(t, calm["formatted_output"], loud["formatted_output"])
	assert.Equal(t, calm["svg"], loud["svg"], "the picture can be shown to others")
}

func TestGoldenRatioFlag(t *testing.T) {
	for _, in := range inputs() {
		r, data := calculated(t, in.text)
		want := in.name == "golden_spiral" || in.name == "dodecahedron" || in.name == "icosahedron" || in.name == "personal with the most elements"
		golden := r.SacredRatios.GoldenRatio
		assert.Equal(t, want, golden.Present, in.name)
		assert.Equal(t, want, golden.Value != nil, in.name)
		assert.Equal(t, want, data["raw_data"].(map[string]any)["golden_pair"] != nil, in.name)
		if want {
			assert.InDelta(t, math.Phi, *golden.Value, 1e-9)
		}
		assert.Positive(t, golden.Lengths)
	}
	five, _ := calculated(t, `{"intention":"x","pattern_type":"mandala","petal_count":5}`)
	assert.True(t, five.SacredRatios.GoldenRatio.Present, "a pentagon has it")
}

func TestSriYantra(t *testing.T) {
	r, data := calculated(t, `{"intention":"x","pattern_type":"sri_yantra"}`)
	p := r.MathematicalProperties
	assert.Equal(t, 9, p.Triangles)
	assert.Equal(t, 43, p.SmallTriangles)
	assert.False(t, *p.Stylised)
	assert.Less(t, *p.Residual, 1e-15)
	assert.Equal(t, 31., data["raw_data"].(map[string]any)["triple_points"])
	assert.Len(t, r.EnergyFlow.IntensityPoints, 31)
	assert.Contains(t, data["mathematical_properties"], "stylised")
	other, _ := calculated(t, `{"intention":"x","pattern_type":"mandala"}`)
	assert.Nil(t, other.MathematicalProperties.Stylised)
}

func TestSolids(t *testing.T) {
	elements := map[string]string{"tetrahedron": "fire", "cube": "earth", "octahedron": "air", "icosahedron": "water", "dodecahedron": "ether"}
	for solid, element := range elements {
		text := `{"intention":"x","pattern_type":"platonic_solid","solid_type":"` + solid + `"}`
		r, _ := calculated(t, text)
		p := r.MathematicalProperties
		assert.Equal(t, 2, p.Vertices-p.Edges+p.Faces)
		assert.Equal(t, solid, r.PrimaryPattern.SolidType)
		assert.Contains(t, New().Calculate(enginetest.Env(), json.RawMessage(text)).Signals,
			engines.Signal{Kind: engines.SignalElement, Value: element, Weight: 0.7, Source: solid})
	}
	r, _ := calculated(t, `{"birth_date":"1983-05-23","pattern_type":"platonic_solid"}`)
	assert.Equal(t, "dodecahedron", r.PrimaryPattern.SolidType, "by the birth date")
	r, _ = calculated(t, `{"intention":"x","pattern_type":"platonic_solid"}`)
	assert.Equal(t, "tetrahedron", r.PrimaryPattern.SolidType)
}

func TestChakrasOfPetals(t *testing.T) {
	for petals, want := range map[int]string{4: "muladhara", 6: "svadhisthana", 10: "manipura", 12: "anahata", 16: "vishuddha", 7: "anahata", 24: "anahata"} {
		r, _ := calculated(t, `{"intention":"x","pattern_type":"mandala","petal_count":`+strconv.Itoa(petals)+`}`)
		require.Len(t, r.ChakraCorrespondences.Chakras, 1)
		assert.Equal(t, want, r.ChakraCorrespondences.Chakras[0].Name)
	}
}

func TestAuto(t *testing.T) {
	r, _ := calculated(t, `{"intention":"x"}`)
	assert.Equal(t, "mandala", r.PrimaryPattern.PatternType)
	r, _ = calculated(t, `{"intention":"x","birth_date":"1990-06-15","pattern_type":"auto","complexity":"high","full_name":"someone","birth_time":"nonsense"}`)
	assert.Equal(t, "personal", r.PrimaryPattern.PatternType, "and extra fields are ignored")
}

func TestValidation(t *testing.T) {
	for input, want := range map[string]string{
		`{}`:                                          "Missing required field: intention",
		`{"intention":"  "}`:                          "Missing required field: intention",
		`{"pattern_type":"seed_of_life"}`:             "Missing required field: intention",
		`{"birth_date":"2025-07-19"}`:                 "Field 'birth_date' must be <= 2025-07-18",
		`{"birth_date":"1899-12-31"}`:                 "Field 'birth_date' must be >= 1900-01-01",
		`{"intention":"x","petal_count":3}`:           "Field 'petal_count' must be >= 4",
		`{"intention":"x","petal_count":25}`:          "Field 'petal_count' must be <= 24",
		`{"intention":"x","layer_count":1}`:           "Field 'layer_count' must be >= 2",
		`{"intention":"x","layer_count":9}`:           "Field 'layer_count' must be <= 8",
		`{"intention":"x","spiral_turns":1}`:          "Field 'spiral_turns' must be >= 2",
		`{"intention":"x","spiralTurns":11}`:          "Field 'spiral_turns' must be <= 10",
		`{"intention":"x","size":255}`:                "Field 'size' must be >= 256",
		`{"intention":"x","size":2049}`:               "Field 'size' must be <= 2048",
		`{"intention":7}`:                             "Field 'intention' must be of type string",
		`{"intention":"x","pattern_type":"personal"}`: "Missing required field: birth_date",
		`{"intention":"x","color_scheme":"gold"}`:     "Field 'color_scheme' must be one of: golden, rainbow, monochrome, chakra, elemental",
		`{"intention":"x","pattern_type":"platonic_solid","solid_type":"dodecahedra"}`: "Field 'solid_type' must be one of: tetrahedron, cube, octahedron, dodecahedron, icosahedron (did you mean 'dodecahedron'?)",
	} {
		v := New().Validate(enginetest.Env(), json.RawMessage(input))
		require.Len(t, v.Errors, 1, "%s: %s", input, v.Errors)
		assert.True(t, strings.HasPrefix(v.Errors[0], want), "%s: %s", input, v.Errors[0])
	}
	for _, edge := range []string{
		`{"intention":"x","petal_count":4,"layer_count":2,"size":256}`, `{"intention":"x","petal_count":24,"layer_count":8,"size":2048}`,
		`{"intention":"x","pattern_type":"golden-spiral","spiral_turns":10}`, `{"purpose":"x","patternType":"Flower-Of-Life"}`,
	} {
		v := New().Validate(enginetest.Env(), json.RawMessage(edge))
		assert.True(t, v.Valid, "%s: %s", edge, v.Errors)
	}
}

func TestOptionsOfOtherPatternsAreDroppedAndSaid(t *testing.T) {
	v := New().Validate(enginetest.Env(), json.RawMessage(`{"intention":"x","pattern_type":"seed_of_life","petal_count":9,"spiral_turns":4,"solid_type":"cube"}`))
	require.True(t, v.Valid)
	assert.Equal(t, []string{
		"Field 'petal_count' was ignored because it belongs to the pattern mandala",
		"Field 'solid_type' was ignored because it belongs to the pattern platonic_solid",
	}, v.Warnings)
	plain := New().Validate(enginetest.Env(), json.RawMessage(`{"intention":"x","pattern_type":"seed_of_life"}`))
	assert.Equal(t, string(plain.NormalizedInput), string(v.NormalizedInput))
	assert.Empty(t, plain.Warnings)
}
