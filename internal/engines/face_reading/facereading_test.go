package facereading

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func TestContract(t *testing.T) { enginetest.Run(t, New()) }

func TestMadeUpInputs(t *testing.T) { enginetest.MadeUp(t, New(), 60) }

func FuzzInput(f *testing.F) { enginetest.Fuzz(f, New()) }

// A mesh of landmarks is too long for a fuzzer to change it well: this one says which point of a
// proper face becomes what.
func FuzzLandmarks(f *testing.F) {
	points := strings.SplitAfter(landmarksJSON(f, synthetic{}.face()), "],")
	for _, text := range []string{"[1,2,3]", "[1e400,-0,1]", "[ 1 , 2 ]", "[[1],2,3]", "null", `{"x":1}`, "[1,2,3],[4,5,6]", ""} {
		f.Add(uint16(33), text)
		f.Add(uint16(7), text)
	}
	f.Fuzz(func(t *testing.T, at uint16, text string) {
		i := 1 + int(at)%(len(points)-2)
		input := []byte(`{` + born + `,"landmarks":` + strings.Join(points[:i], "") + text + "," + strings.Join(points[i+1:], "") + `}`)
		env := enginetest.Env()
		env.Fault = func(_ string, cause any) { t.Errorf("point %d is %q: %v", i, text, cause) }
		result, validation := New().Calculate(env, input), New().Validate(env, input)
		assert.Equal(t, validation.Valid, result.Success)
		assert.True(t, !result.Success || json.Valid(result.Data))
		if !json.Valid(input) {
			assert.Equal(t, engines.CodeInvalidInput, result.Code)
		}
	})
}

func BenchmarkCalculate(b *testing.B) {
	for name, points := range map[string][]Point{"ratios": nil, "landmarks": noisy(synthetic{}.face(), 1, 1)} {
		input := New().TestInput()
		if points != nil {
			input = json.RawMessage(`{` + born + `,"landmarks":` + landmarksJSON(b, points) + `}`)
		}
		b.Run(name, func(b *testing.B) { enginetest.Bench(b, New(), input) })
	}
}

func BenchmarkLandmarks(b *testing.B) {
	raw := []byte(landmarksJSON(b, noisy(synthetic{}.face(), 1, 1)))
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for range b.N {
		var l Landmarks
		if err := l.UnmarshalJSON(raw); err != nil {
			b.Fatal(err)
		}
	}
}

const born = `"birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/Berlin","processing_consent":true`

func calculateJSON(t *testing.T, input string) (engines.Result, map[string]any) {
	t.Helper()
	result := New().Calculate(enginetest.Env(), json.RawMessage(input))
	var data map[string]any
	if result.Success {
		require.NoError(t, json.Unmarshal(result.Data, &data))
	}
	return result, data
}

func reading(t *testing.T, points []Point, more string) (engines.Result, map[string]any) {
	t.Helper()
	result, data := calculateJSON(t, `{`+born+`,"landmarks":`+landmarksJSON(t, points)+more+`}`)
	require.True(t, result.Success, "%s", result.Error)
	return result, data
}

// at walks into decoded JSON.
func at(t *testing.T, data any, path string) any {
	t.Helper()
	for _, step := range strings.Split(path, ".") {
		m, ok := data.(map[string]any)
		require.True(t, ok, path)
		require.Contains(t, m, step, path)
		data = m[step]
	}
	return data
}

func TestConsentIsAskedForFirst(t *testing.T) {
	for _, consent := range []string{"", `,"processing_consent":false`, `,"processing_consent":null`} {
		result, _ := calculateJSON(t, `{"birth_date":"1990-06-15","timezone":"UTC","ratios":{"jaw_width":0.8}`+consent+`}`)
		assert.False(t, result.Success)
		assert.Equal(t, engines.CodeValidationError, result.Code)
		assert.Equal(t, "processing_consent", result.Details.Field)
		assert.Nil(t, result.Data)
	}
}

func TestAFaceMustBeMeasured(t *testing.T) {
	for _, without := range []string{``, `,"ratios":{}`, `,"ratios":{"symmetry":0.9}`, `,"landmarks":null`, `,"image_data":"aGVsbG8="`, `,"analysis_mode":"video"`} {
		result, _ := calculateJSON(t, `{`+born+without+`}`)
		assert.Equal(t, engines.CodeLandmarksRequired, result.Code, without)
		assert.Equal(t, "landmarks", result.Details.Field)
		validation := New().Validate(enginetest.Env(), json.RawMessage(`{`+born+without+`}`))
		assert.False(t, validation.Valid)
		assert.EqualValues(t, engines.CodeLandmarksRequired, validation.FieldErrors[0].Code)
	}
	same := make([]Point, meshPoints)
	result, _ := calculateJSON(t, `{`+born+`,"landmarks":`+landmarksJSON(t, same)+`}`)
	assert.Equal(t, engines.CodeValidationError, result.Code, "there are landmarks, and they are wrong")
	assert.Equal(t, "landmarks", result.Details.Field)
	result, _ = calculateJSON(t, `{`+born+`,"landmarks":[[1,2,3]]}`)
	assert.Equal(t, engines.CodeValidationError, result.Code)
}

func TestElementsFollowTheOutline(t *testing.T) {
	share := func(hw float64) map[string]float64 {
		list := map[string]float64{}
		for _, s := range scoreElements(ratiosOf(t, synthetic{heightWidth: hw}.face())) {
			list[s.Element] = s.Share
		}
		return list
	}
	long, round := share(1.5), share(1.0)
	assert.Greater(t, long["wood"], long["earth"])
	assert.True(t, round["earth"] > round["wood"] || round["water"] > round["wood"])
	before := 0.0
	for hw := 0.8; hw < 1.8; hw += 0.05 {
		now := share(hw)
		assert.Greater(t, now["wood"], before, "grows with the height")
		before = now["wood"]
	}
	dominant := func(move map[int][2]float64, hw float64) string {
		return scoreElements(ratiosOf(t, synthetic{heightWidth: hw, move: move}.face()))[0].Element
	}
	assert.Equal(t, "wood", dominant(nil, 1.5))
	assert.Equal(t, "fire", dominant(map[int][2]float64{149: {1.2, 0}, 54: {0.8, 0}}, 0))
	assert.Equal(t, "earth", dominant(map[int][2]float64{172: {-1, 0}, 149: {-0.6, 0}, 136: {-0.9, 0}}, 0))
	assert.Equal(t, "metal", dominant(map[int][2]float64{54: {-0.8, 0}, 172: {1.2, 0}, 136: {1, 0}, 149: {0.6, 0}}, 0))
	assert.Equal(t, "water", dominant(map[int][2]float64{149: {-0.7, 0}, 136: {-0.7, 0}}, 1.05))
}

func TestElementsAddUpToAHundred(t *testing.T) {
	for seed := range uint64(50) {
		scores := scoreElements(ratiosOf(t, noisy(synthetic{}.face(), 8, seed)))
		require.Len(t, scores, 5)
		sum := 0.0
		for i, s := range scores {
			sum += s.Share
			assert.True(t, s.Share >= 0 && s.Share <= 100)
			assert.True(t, i == 0 || s.Score <= scores[i-1].Score, "sorted")
		}
		assert.InDelta(t, 100, sum, 1e-9)
	}
	_, data := calculateJSON(t, `{`+born+`,"ratios":{"face_height_width":1.3}}`)
	assert.Nil(t, at(t, data, "five_elements.fire_percentage"), "nothing of fire was measured")
	assert.Nil(t, at(t, data, "five_elements.metal_percentage"))
	sum := at(t, data, "five_elements.wood_percentage").(float64) + at(t, data, "five_elements.earth_percentage").(float64) + at(t, data, "five_elements.water_percentage").(float64)
	assert.InDelta(t, 100, sum, 1e-9)
	_, data = calculateJSON(t, `{`+born+`,"ratios":{"nose_width":0.2}}`)
	assert.Nil(t, at(t, data, "five_elements.dominant_element"))
	assert.NotEmpty(t, at(t, data, "twelve_houses.cai_bo_gong.score"))
	assert.Nil(t, at(t, data, "twelve_houses.ming_gong.score"), "only from measured ratios of the region")
}

// The logistic of a known proportion, by hand.
func TestScoresHaveTheirTerms(t *testing.T) {
	_, data := calculateJSON(t, `{`+born+`,"ratios":{"face_height_width":1.5,"jaw_width":0.775}}`)
	z := (1.5 - 1.152) / 0.07
	wood, earth, water := 1/(1+math.Exp(-z)), 1/(1+math.Exp(0.5*z)), 1/(1+math.Exp(0.7*z))
	assert.InDelta(t, 100*wood/(wood+earth+water), at(t, data, "five_elements.wood_percentage"), 0.01)
	scores := at(t, data, "raw_data.element_scores").([]any)
	first := scores[0].(map[string]any)
	assert.Equal(t, "wood", first["element"])
	assert.InDelta(t, z, first["logit"], 1e-3)
	assert.Len(t, first["terms"], 2)
	assert.InDelta(t, wood, at(t, data, "twelve_houses.xiang_mao_gong.score"), 1e-4)
	assert.Equal(t, "even", at(t, data, "twelve_houses.nu_pu_gong.emphasis"))
	assert.Equal(t, 0.5, at(t, data, "twelve_houses.nu_pu_gong.score"))
}

func TestTheReferenceFaceIsEvenEverywhere(t *testing.T) {
	_, data := reading(t, synthetic{}.face(), "")
	for _, palace := range housesOf {
		assert.InDelta(t, 0.5, at(t, data, "twelve_houses."+palace.key+".score"), 0.01, palace.key)
	}
	assert.InDelta(t, 1, at(t, data, "twelve_houses.overall_harmony"), 0.01)
	assert.Empty(t, at(t, data, "twelve_houses.dominant_houses"))
	assert.Equal(t, true, at(t, data, "twelve_houses.guan_lu_gong.estimated"))
	assert.InDelta(t, 20, at(t, data, "five_elements.water_percentage"), 0.3)
	assert.Equal(t, true, at(t, data, "five_elements.within_jitter"))
}

func TestTwoFacesGiveTwoReadings(t *testing.T) {
	first, a := reading(t, synthetic{heightWidth: 1.45}.face(), "")
	second, b := reading(t, synthetic{heightWidth: 1.0, move: map[int][2]float64{107: {-0.5, 0}}}.face(), "")
	assert.NotEqual(t, a["field_signature"], b["field_signature"])
	assert.NotEqual(t, a["formatted_output"], b["formatted_output"])
	assert.NotEqual(t, a["five_elements"], b["five_elements"])
	assert.NotEqual(t, a["twelve_houses"], b["twelve_houses"])
	assert.NotEqual(t, first.Signals, second.Signals)
	assert.Equal(t, a["five_elements"], a["five_elements_assessment"])
	assert.Equal(t, a["twelve_houses"], a["twelve_houses_analysis"])
	assert.Equal(t, []any{}, at(t, a, "five_elements.health_tendencies"))
	assert.Equal(t, []any{}, a["health_recommendations"])
}

func TestLandmarksDoNotComeBack(t *testing.T) {
	points := noisy(synthetic{}.face(), 1, 9)
	for _, anonymize := range []string{"true", "false"} {
		result, data := reading(t, points, `,"anonymize_results":`+anonymize+`,"store_biometric_data":true`)
		input := at(t, data, "raw_data.input").(map[string]any)
		assert.NotContains(t, input, "landmarks")
		assert.Equal(t, anonymize == "false", input["birth_date"] != nil)
		for _, i := range []int{17, 105, 334, 477} {
			x := strconv.FormatFloat(points[i].X, 'g', -1, 64)
			assert.NotContains(t, string(result.Data), x)
		}
		assert.Equal(t, false, at(t, data, "privacy_compliance.biometric_data_stored"))
		assert.Contains(t, strings.Join(result.Warnings, " "), "not stored")
		assert.Less(t, len(result.Data), 64<<10)
	}
	validation := New().Validate(enginetest.Env(), json.RawMessage(`{`+born+`,"landmarks":`+landmarksJSON(t, points)+`}`))
	assert.Equal(t, engines.CacheNever, *validation.Metadata.Cache)
}

func TestShapeOfThePicture(t *testing.T) {
	pixels := synthetic{heightWidth: 1.3}.face()
	parts := make([]Point, len(pixels))
	for i, p := range pixels { // of a picture of 1600 × 900
		parts[i] = Point{p.X / 1600, p.Y / 900, p.Z / 1600}
	}
	_, want := reading(t, pixels, "")
	sized, got := reading(t, parts, `,"biometric_config":{"image_width":1600,"image_height":900}`)
	assert.Equal(t, at(t, want, "five_elements"), at(t, got, "five_elements"))
	assert.Empty(t, sized.Warnings)
	assumed, other := reading(t, parts, "")
	assert.Len(t, assumed.Warnings, 1)
	assert.NotEqual(t, at(t, want, "five_elements"), at(t, other, "five_elements"), "a wide picture makes faces long")
	assert.Less(t, other["confidence_score"], got["confidence_score"])
}

func TestConfidenceIsTheQualityOfTheInput(t *testing.T) {
	_, frontal := reading(t, synthetic{heightWidth: 1.4}.face(), "")
	assert.Equal(t, 1.0, frontal["confidence_score"])
	_, doubtful := reading(t, synthetic{heightWidth: 1.4}.face(), `,"biometric_config":{"detection_confidence":0.6}`)
	assert.Equal(t, 0.6, doubtful["confidence_score"])
	assert.Equal(t, 0.6, at(t, doubtful, "facial_landmarks.detection_confidence"))
	turned := synthetic{heightWidth: 1.4, left: func(i int, p Point) Point {
		if i == 454 {
			p.X -= 2
		}
		return p
	}}
	_, aside := reading(t, turned.face(), "")
	assert.InDelta(t, 1-2/(2*7.664-2), aside["confidence_score"], 1e-3)
	_, few := calculateJSON(t, `{`+born+`,"ratios":{"face_height_width":1.4,"nose_width":0.2,"mouth_width":0.3}}`)
	assert.InDelta(t, 3.0/21, few["confidence_score"], 1e-4)
}

func TestAgePoints(t *testing.T) {
	tests := []struct {
		age      int
		location any
	}{
		{0, nil}, {1, "ears"}, {14, "ears"}, {15, "forehead"}, {30, "forehead"}, {31, "brows"}, {33, "brows"}, {34, "brows"},
		{35, "eyes"}, {40, "eyes"}, {41, "nose"}, {50, "nose"}, {51, "mouth and philtrum"}, {60, "mouth and philtrum"},
		{61, "chin and jaw"}, {75, "chin and jaw"}, {76, "outer rim"}, {99, "outer rim"}, {100, nil}, {120, nil},
	}
	for _, tt := range tests {
		env := enginetest.Env()
		env.Now = time.Date(2025, 7, 18, 12, 0, 0, 0, time.UTC)
		birthday := civil.Date{Year: 2025 - tt.age, Month: 3, Day: 1}.String()
		result := New().Calculate(env, json.RawMessage(`{"birth_date":"`+birthday+`","timezone":"UTC","processing_consent":true,"analysis_mode":"birth_data_only"}`))
		require.True(t, result.Success, result.Error)
		var data map[string]any
		require.NoError(t, json.Unmarshal(result.Data, &data))
		assert.Equal(t, tt.location, at(t, data, "age_points.age_point_location"), tt.age)
		if tt.location != nil {
			assert.EqualValues(t, tt.age, at(t, data, "age_points.current_age_point"))
			assert.EqualValues(t, tt.age, at(t, data, "age_points.life_phase_indicators.from_age").(float64)+at(t, data, "age_points.life_phase_indicators.year_of_phase").(float64)-1)
		}
	}
	for i, s := range stations[1:] {
		assert.Equal(t, stations[i].to+1, s.from, "no age is left out")
	}
}

func TestPeriodsComeFromWhatWasMeasured(t *testing.T) {
	_, data := reading(t, synthetic{move: map[int][2]float64{61: {-0.8, 0}, 149: {1.2, 0}, 172: {1, 0}}}.face(), "") // a wide mouth, a slender chin
	assert.Equal(t, "eyes", at(t, data, "age_points.age_point_location"), "35 years old")
	assert.Equal(t, "even", at(t, data, "age_points.age_point_quality"))
	favorable, challenging := at(t, data, "age_points.favorable_periods").([]any), at(t, data, "age_points.challenging_periods").([]any)
	require.Len(t, favorable, 1)
	require.Len(t, challenging, 1)
	assert.Equal(t, "mouth and philtrum", at(t, favorable[0], "location"))
	assert.Equal(t, "chin and jaw", at(t, challenging[0], "location"))
}

func TestBirthDataOnly(t *testing.T) {
	result, data := calculateJSON(t, `{`+born+`,"analysis_mode":"birth_data_only","ratios":{"jaw_width":0.9}}`)
	require.True(t, result.Success, result.Error)
	for _, part := range []string{"facial_landmarks", "twelve_houses", "five_elements"} {
		assert.Nil(t, data[part], part)
	}
	assert.Equal(t, "eyes", at(t, data, "age_points.age_point_location"))
	assert.Nil(t, at(t, data, "age_points.age_point_quality"))
	assert.Equal(t, "Aquarius", at(t, data, "biometric_integration.vedic_element_correlation.moon_sign"))
	assert.Nil(t, at(t, data, "biometric_integration.vedic_element_correlation.harmony"))
	assert.Nil(t, at(t, data, "biometric_integration.consciousness_alignment_score"))
	assert.Equal(t, "Stomach", at(t, data, "biometric_integration.tcm_organ_correlation.organ"))
	assert.Contains(t, data["constitutional_summary"], "No face was measured")
	assert.Len(t, result.Warnings, 2)
	assert.Empty(t, result.Signals)
}

func TestClocksOfTheBirth(t *testing.T) {
	ratios := `"processing_consent":true,"ratios":{"face_height_width":1.5,"jaw_width":0.7}`
	// 1990-06-15T00:00Z: sidereal Moon 314.99°, Aquarius (air, so metal); 00:00 is the watch of the Gallbladder (wood).
	_, data := calculateJSON(t, `{"birth_date":"1990-06-15","birth_time":"00:00","timezone":"UTC",`+ratios+`}`)
	assert.Equal(t, "wood", at(t, data, "five_elements.dominant_element"))
	assert.Equal(t, "Aquarius", at(t, data, "biometric_integration.vedic_element_correlation.moon_sign"))
	assert.Equal(t, "metal", at(t, data, "biometric_integration.vedic_element_correlation.phase"))
	assert.Equal(t, "controlled", at(t, data, "biometric_integration.vedic_element_correlation.relation"))
	assert.Equal(t, "Gallbladder", at(t, data, "biometric_integration.tcm_organ_correlation.organ"))
	assert.Equal(t, "same", at(t, data, "biometric_integration.tcm_organ_correlation.relation"))
	assert.Equal(t, 0.75, at(t, data, "biometric_integration.consciousness_alignment_score"), "mean of 0.5 and 1")
	assert.Empty(t, at(t, data, "biometric_integration.unavailable"))

	_, data = calculateJSON(t, `{"birth_date":"1990-06-15","timezone":"UTC",`+ratios+`}`)
	assert.Nil(t, at(t, data, "biometric_integration.vedic_element_correlation"))
	assert.Nil(t, at(t, data, "biometric_integration.tcm_organ_correlation"))
	assert.Len(t, at(t, data, "biometric_integration.unavailable"), 2)
	assert.Nil(t, at(t, data, "biometric_integration.consciousness_alignment_score"))

	_, data = calculateJSON(t, `{"birth_date":"1990-06-15","birth_time":"00:00",`+ratios+`}`)
	assert.Nil(t, at(t, data, "biometric_integration.vedic_element_correlation"), "a zone that was assumed is no zone")
	assert.NotNil(t, at(t, data, "biometric_integration.tcm_organ_correlation"))

	_, data = calculateJSON(t, `{"birth_date":"1990-06-15","birth_time":"00:00","timezone":"UTC","integrate_with_vedic":false,"integrate_with_tcm":false,`+ratios+`}`)
	assert.Nil(t, at(t, data, "biometric_integration.vedic_element_correlation"))
	assert.Empty(t, at(t, data, "biometric_integration.unavailable"))
}

func TestRatiosAreChecked(t *testing.T) {
	for ratios, field := range map[string]string{
		`{"upper_third":0.5,"middle_third":0.5,"lower_third":0.5}`: "ratios.upper_third",
		`{"jaw_width":0}`:           "ratios.jaw_width",
		`{"face_height_width":9}`:   "ratios.face_height_width",
		`{"face_height_width":"1"}`: "ratios.face_height_width",
		`[1,2]`:                     "ratios",
	} {
		result, _ := calculateJSON(t, `{`+born+`,"ratios":`+ratios+`}`)
		assert.Equal(t, engines.CodeValidationError, result.Code, ratios)
		assert.Equal(t, field, result.Details.Field, ratios)
	}
}

func TestPictureIsDrawnOnRequest(t *testing.T) {
	_, plain := reading(t, synthetic{}.face(), "")
	assert.NotContains(t, plain, "svg")
	_, long := reading(t, synthetic{heightWidth: 1.5}.face(), `,"include_svg":true`)
	root := svgtest.Check(t, long["svg"].(string))
	assert.Len(t, root.All("palace"), 12)
	assert.Len(t, root.All("share"), 5)
	_, broad := reading(t, synthetic{heightWidth: 1.0}.face(), `,"include_svg":true`)
	assert.NotEqual(t, long["svg"], broad["svg"])
	_, birth := calculateJSON(t, `{`+born+`,"analysis_mode":"birth_data_only","include_svg":true}`)
	root = svgtest.Check(t, birth["svg"].(string))
	assert.Empty(t, root.All("dot"), "nothing was measured")
	_, few := calculateJSON(t, `{`+born+`,"include_twelve_houses":false,"include_svg":true,"ratios":{"face_height_width":1.2}}`)
	root = svgtest.Check(t, few["svg"].(string))
	assert.Len(t, root.All("share"), 5, "two of them not measured")
}
