package biofield

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func TestContract(t *testing.T) { enginetest.Run(t, New()) }

func TestMadeUpInputs(t *testing.T) { enginetest.MadeUp(t, New(), 120) }

func FuzzInput(f *testing.F) {
	series, _ := json.Marshal(logistic(70, 0.2))
	f.Add([]byte(`{"biometric_consent":true,"intensity_series":` + string(series) + `}`))
	enginetest.Fuzz(f, New())
}

func noisyImage(size, channels int) *Pixels {
	r := source(3)
	if channels == 3 {
		return colored(size, size, func(x, y int) [3]float64 { return [3]float64{r.Float64(), float64(x) / 128, float64(y) / 128} })
	}
	return gray(size, size, func(x, y int) float64 { return 0.5*r.Float64() + float64(x+y)/512 })
}

func asNumbers(p *Pixels) string {
	var b strings.Builder
	for i, v := range p.Data {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Itoa(int(v)))
	}
	return `{"width":` + strconv.Itoa(p.Width) + `,"height":` + strconv.Itoa(p.Height) + `,"channels":` + strconv.Itoa(*p.Channels) + `,"data":[` + b.String() + `]}`
}

func BenchmarkCalculate(b *testing.B) {
	series, err := json.Marshal(logistic(512, 0.2))
	require.NoError(b, err)
	encoded := func(p *Pixels) string { raw, _ := json.Marshal(p); return string(raw) }
	for _, bench := range []struct{ name, input string }{
		{"example", string(New().TestInput())},
		{"gray 64×64, base64", `{"biometric_consent":true,"pixels":` + encoded(noisyImage(64, 1)) + `}`},
		{"RGB 64×64, base64", `{"biometric_consent":true,"pixels":` + encoded(noisyImage(64, 3)) + `}`},
		{"RGB 128×128, base64", `{"biometric_consent":true,"pixels":` + encoded(noisyImage(128, 3)) + `}`},
		{"RGB 128×128, numbers", `{"biometric_consent":true,"pixels":` + asNumbers(noisyImage(128, 3)) + `}`},
		{"RGB 128×128, filters", `{"biometric_consent":true,"noise_reduction":true,"edge_enhancement":true,"pixels":` + encoded(noisyImage(128, 3)) + `}`},
		{"series of 512", `{"biometric_consent":true,"intensity_series":` + string(series) + `}`},
	} {
		b.Run(bench.name, func(b *testing.B) { enginetest.Bench(b, New(), json.RawMessage(bench.input)) })
	}
}

func TestConsentAndDataAreAskedFor(t *testing.T) {
	pixels := `,"pixels":{"width":2,"height":2,"data":[0,1,2,3]}`
	tests := []struct{ input, field string }{
		{`{` + pixels[1:] + `}`, "biometric_consent"},
		{`{"biometric_consent":false` + pixels + `}`, "biometric_consent"},
		{`{"biometric_consent":true}`, "pixels"},
		{`{"biometric_consent":true,"pixels":null,"birth_date":"1990-06-15","timezone":"UTC"}`, "pixels"},
		{`{"biometric_consent":true,"image_data":"iVBORw0KGgo="}`, "image_data"},
		{`{"biometric_consent":true,"video_data":"AAAA"}`, "video_data"},
		{`{"biometric_consent":true,"analysis_mode":"temporal_sequence"` + pixels + `}`, "frames"},
		{`{"biometric_consent":true,"captureMode":"snapshot","intensity_series":[0,0,0,0,0,0,0,1]}`, "pixels"},
	}
	for _, tt := range tests {
		result, _ := run(t, tt.input)
		assert.Equal(t, engines.CodeValidationError, result.Code, tt.input)
		require.NotNil(t, result.Details, tt.input)
		assert.Equal(t, tt.field, result.Details.Field, tt.input)
	}
	result, _ := run(t, `{"biometric_consent":true,"image_data":"iVBORw0KGgo="}`)
	assert.Contains(t, result.Error, "'pixels'")
	result, _ = run(t, `{"biometric_consent":true,"image_data":"iVBORw0KGgo="`+pixels+`}`)
	assert.True(t, result.Success)
	assert.Len(t, result.Warnings, 1, "the picture was not read")
	assert.Equal(t, engines.CacheNever, *New().Validate(enginetest.Env(), json.RawMessage(`{}`)).Metadata.Cache)
}

func TestVectorsThroughTheEngine(t *testing.T) {
	_, data := imageRun(t, gray(32, 32, constant(0.4)), "")
	assert.EqualValues(t, 0, at(t, data, "biofield_metrics.entropy_form_coefficient"))
	assert.EqualValues(t, 1, at(t, data, "biofield_metrics.body_symmetry"))
	_, data = imageRun(t, colored(32, 32, func(int, int) [3]float64 { return [3]float64{.2, .4, .6} }), "")
	assert.EqualValues(t, 0, at(t, data, "color_analysis.color_contrast"))
	_, data = imageRun(t, gray(32, 32, func(x, _ int) float64 { return float64(x / 16) }), "")
	assert.EqualValues(t, 0.5, at(t, data, "biofield_metrics.normalized_area"))
	assert.EqualValues(t, 0.5, at(t, data, "biofield_metrics.average_intensity"))
	for _, key := range []string{"lyapunov_exponent", "correlation_dimension", "bifurcation_analysis", "recurrence_analysis", "nonlinear_mapping"} {
		assert.Nil(t, at(t, data, "biofield_metrics."+key), "%s of one frame", key)
	}
	assert.Len(t, data["biofield_metrics"], 17)
	assert.Len(t, data["color_analysis"], 10)
	assert.Len(t, data["composite_scores"], 7)
	assert.NotContains(t, data, "temporal_trends")
}

func TestCompositesFollowTheirWeights(t *testing.T) {
	_, data := imageRun(t, gray(64, 64, chequered), "")
	assert.InDelta(t, .25*.5+.25*.5+.4*.5+.1*1, at(t, data, "composite_scores.energy_score"), 1e-6)
	// Mirrored, a chequerboard of even width is its own negative.
	assert.InDelta(t, .4*0+.3*0+.2*.8+.1*.5, at(t, data, "composite_scores.symmetry_balance_score"), 1e-6)
	for _, key := range []string{"coherence_score", "complexity_score", "regulation_score", "color_vitality_score", "color_coherence_score"} {
		assert.Nil(t, at(t, data, "composite_scores."+key), "%s has an input that is null", key)
	}
	for _, terms := range at(t, data, "raw_data.composite_terms").([]any) {
		weights := 0.0
		for _, part := range terms.(map[string]any)["parts"].([]any) {
			weights += part.(map[string]any)["weight"].(float64)
		}
		assert.InDelta(t, 1, weights, 1e-12)
	}
	_, data = imageRun(t, colored(32, 32, func(x, y int) [3]float64 { return [3]float64{1, float64((x + y) % 2), 0} }), "")
	nm := at(t, data, "color_analysis.dominant_wavelength").(float64)
	assert.InDelta(t, .3*at(t, data, "color_analysis.color_energy").(float64)+.25*(1+.5)/3+
		.2*at(t, data, "color_analysis.color_entropy").(float64)/3+.25*nm/700, at(t, data, "composite_scores.color_vitality_score"), 1e-5)
}

func TestScoresOfEveryImageLieInTheirRange(t *testing.T) {
	r := source(11)
	for range 40 {
		w, h := 2+r.IntN(40), 2+r.IntN(90)
		p := colored(w, h, func(x, y int) [3]float64 {
			return [3]float64{r.Float64(), math.Round(r.Float64()), float64(x) / float64(w)}
		})
		_, data := imageRun(t, p, "")
		for name, value := range at(t, data, "composite_scores").(map[string]any) {
			if value != nil {
				assert.True(t, value.(float64) >= 0 && value.(float64) <= 1, "%s %v", name, value)
			}
		}
		assert.NotNil(t, data["image_quality_score"])
	}
}

func TestOptionsDoWhatTheyAreCalled(t *testing.T) {
	r := source(9)
	p := gray(64, 64, func(x, y int) float64 { return 0.2 + 0.6*float64(x/32) + 0.05*r.NormFloat64() })
	_, plain := imageRun(t, p, "")
	_, smooth := imageRun(t, p, `,"noise_reduction":true`)
	_, sharp := imageRun(t, p, `,"edge_enhancement":true`)
	noise := func(data any) float64 { return at(t, data, "biofield_metrics.inner_noise").(float64) }
	assert.Less(t, noise(smooth), noise(plain)/2)
	assert.Greater(t, noise(sharp), 1.5*noise(plain))
	energy := func(data any) float64 { return at(t, data, "biofield_metrics.energy_analysis").(float64) }
	assert.Greater(t, energy(sharp), energy(plain), "a stronger edge has more variance")

	dim := gray(16, 16, func(x, y int) float64 { return 0.2 + 0.2*float64((x+y)%2) })
	_, manual := imageRun(t, dim, `,"calibration_mode":"manual","calibration":{"black":0.2,"white":0.4,"threshold":0.9}`)
	assert.InDelta(t, 0.5, at(t, manual, "biofield_metrics.average_intensity"), 1e-9)
	assert.InDelta(t, 0.5, at(t, manual, "biofield_metrics.normalized_area"), 1e-9)
	assert.Equal(t, "manual", manual["calibration_status"])
	_, manual = imageRun(t, dim, `,"calibration_mode":"manual","calibration":{"threshold":0.5}`)
	assert.EqualValues(t, 0, at(t, manual, "biofield_metrics.normalized_area"))
	_, reference := imageRun(t, dim, `,"calibration_mode":"reference","calibration":{"reference_measured":0.3,"reference_value":0.6}`)
	assert.InDelta(t, 0.6, at(t, reference, "biofield_metrics.average_intensity"), 1e-9)
	_, auto := imageRun(t, dim, "")
	assert.InDelta(t, 0.3, at(t, auto, "biofield_metrics.average_intensity"), 1e-9, "intensities as they are")
	assert.InDelta(t, 0.5, at(t, auto, "biofield_metrics.normalized_area"), 1e-9, "threshold of its own")
}

func TestOptionsThatCannotBeMetAreRefused(t *testing.T) {
	statistics := `"pixel_statistics":{"mean":0.5}`
	pixels := `"pixels":{"width":2,"height":2,"data":[0,1,2,3]}`
	for input, field := range map[string]string{
		statistics + `,"noise_reduction":true`:                                                           "noise_reduction",
		statistics + `,"edge_enhancement":true`:                                                          "edge_enhancement",
		statistics + `,"calibration_mode":"manual","calibration":{"black":0.1}`:                          "calibration_mode",
		pixels + `,"calibration_mode":"manual"`:                                                          "calibration",
		pixels + `,"calibration_mode":"manual","calibration":{"black":0.6,"white":0.5}`:                  "calibration.white",
		pixels + `,"calibration_mode":"reference"`:                                                       "calibration.reference_measured",
		pixels + `,"calibration_mode":"reference","calibration":{"reference_measured":0.5}`:              "calibration.reference_value",
		pixels + `,"calibration_mode":"refernce","calibration":{"reference_measured":0.5}`:               "calibration_mode",
		statistics + `,"timezone":"Mars/Olympus"`:                                                        "timezone",
		`"pixel_statistics":{"mean":0.5,"standard_deviation":0.5,"lit_area":0.9,"lit_mean":0.8}`:         "pixel_statistics.lit_mean",
		`"pixel_statistics":{"mean":0.1,"standard_deviation":0.4}`:                                       "pixel_statistics.standard_deviation",
		`"pixel_statistics":{"standard_deviation":0.4}`:                                                  "pixel_statistics.mean",
		`"pixel_statistics":{"mean":0.5,"histogram":[1,2]}`:                                              "pixel_statistics.histogram",
		`"pixel_statistics":{"mean":0.5,"histogram":[` + strings.Repeat("0,", 31) + `0]}`:                "pixel_statistics.histogram",
		`"pixel_statistics":{"mean":0.5,"red":{"mean":0.5,"standard_deviation":0.1}}`:                    "pixel_statistics.green",
		`"frames":[{"width":2,"height":2,"data":[1,2,3,4]},{"width":2,"height":3,"data":[1,2,3,4,5,6]}]`: "frames[1]",
		`"frames":[{"width":2,"height":2,"data":[1,2,3,4]},{"width":2,"height":2,"data":[1,2,3]}]`:       "frames[1].data",
		`"frames":[{"width":2,"height":2,"data":[1,2,3,4]}]`:                                             "frames",
	} {
		v := New().Validate(enginetest.Env(), json.RawMessage(`{"biometric_consent":true,`+input+`}`))
		if assert.NotEmpty(t, v.FieldErrors, input) {
			assert.Equal(t, field, v.FieldErrors[0].Field, input)
		}
	}
}

func TestStatisticsOfTheClientAgreeWithPixels(t *testing.T) {
	p := noisyImage(64, 1)
	_, want := imageRun(t, p, "")
	img := newImage(p, mapping{gain: 1}, false, false)
	of := momentsOf(img.luma)
	metrics := at(t, want, "biofield_metrics").(map[string]any)
	statistics, err := json.Marshal(map[string]any{
		"mean": of.mean, "std": of.sd, "histogram": of.bins, "normalized_area": metrics["normalized_area"],
		"lit_mean": metrics["light_quanta_density"].(float64) / metrics["normalized_area"].(float64), "body_symmetry": metrics["body_symmetry"],
		"contour_complexity": metrics["contour_complexity"], "fractal_dimension": metrics["fractal_dimension"], "inner_noise": metrics["inner_noise"],
		"pattern_regularity": metrics["pattern_regularity"], "row_sums": rowSums(img.luma, 64),
	})
	require.NoError(t, err)
	result, got := run(t, `{"biometric_consent":true,"pixel_statistics":`+string(statistics)+`}`)
	require.True(t, result.Success, result.Error)
	for name, value := range metrics {
		if value == nil {
			assert.Nil(t, at(t, got, "biofield_metrics."+name), name)
			continue
		}
		assert.InDelta(t, value, at(t, got, "biofield_metrics."+name), 2e-6, name)
	}
	assert.NotNil(t, metrics["hurst_exponent"], "64 rows are enough")
	assert.Equal(t, "not_applicable", got["calibration_status"])
}

func TestSeriesOfFrames(t *testing.T) {
	values := logistic(80, 0.37)
	var frames []string
	for _, v := range values {
		raw, err := json.Marshal(gray(4, 4, constant(v)))
		require.NoError(t, err)
		frames = append(frames, string(raw))
	}
	result, data := run(t, `{"biometric_consent":true,"frame_rate":25,"frames":[`+strings.Join(frames, ",")+`]}`)
	require.True(t, result.Success, result.Error)
	assert.Equal(t, "temporal_sequence", data["analysis_mode"])
	assert.InDelta(t, math.Ln2, at(t, data, "biofield_metrics.lyapunov_exponent"), 0.25)
	assert.InDelta(t, 1, at(t, data, "biofield_metrics.nonlinear_mapping"), 0.01, "256 levels leave a little")
	assert.NotNil(t, at(t, data, "biofield_metrics.hurst_exponent"))
	assert.Equal(t, "frames", at(t, data, "raw_data.series.hurst_and_dfa_of"))
	assert.Equal(t, "restless", at(t, data, "stability_assessment.label"))
	assert.InDelta(t, 79./25, at(t, data, "temporal_trends.seconds"), 1e-9)
	last := math.Round(255*values[79]) / 255
	assert.InDelta(t, last, at(t, data, "biofield_metrics.average_intensity"), 1e-6, "the picture is the last frame")

	_, single := run(t, `{"biometric_consent":true,"analysis_mode":"single_frame","frames":[`+strings.Join(frames, ",")+`]}`)
	assert.Nil(t, at(t, single, "biofield_metrics.lyapunov_exponent"))
	assert.NotContains(t, single, "temporal_trends")
	assert.InDelta(t, last, at(t, single, "biofield_metrics.average_intensity"), 1e-6)

	short, data := run(t, `{"biometric_consent":true,"frames":[`+strings.Join(frames[:63], ",")+`]}`)
	assert.Nil(t, at(t, data, "biofield_metrics.recurrence_analysis"), "63 frames are too few")
	assert.Contains(t, data, "temporal_trends")
	assert.Len(t, short.Warnings, 1)

	_, without := run(t, `{"biometric_consent":true,"include_temporal_metrics":false,"frames":[`+strings.Join(frames, ",")+`]}`)
	assert.Nil(t, at(t, without, "biofield_metrics.lyapunov_exponent"))
	assert.NotContains(t, without, "stability_assessment")
}

func TestAllCompositesOfACompleteInput(t *testing.T) {
	r := source(21)
	raw, err := json.Marshal(colored(64, 64, func(x, y int) [3]float64 {
		return [3]float64{0.6 + 0.2*math.Sin(float64(x)/3) + 0.1*r.NormFloat64(), 0.4 + 0.1*r.NormFloat64(), 0.2 + float64(y)/200}
	}))
	require.NoError(t, err)
	series, err := json.Marshal(logistic(128, 0.41))
	require.NoError(t, err)
	result, data := run(t, `{"biometric_consent":true,"analysis_mode":"real_time","pixels":`+string(raw)+`,"intensity_series":`+string(series)+`}`)
	require.True(t, result.Success, result.Error)
	for _, group := range []string{"biofield_metrics", "color_analysis", "composite_scores"} {
		for name, value := range at(t, data, group).(map[string]any) {
			assert.NotNil(t, value, name)
		}
	}
	assert.Equal(t, "rows", at(t, data, "raw_data.series.hurst_and_dfa_of"))
	assert.Empty(t, result.Warnings)
}

func TestTrends(t *testing.T) {
	rising := make([]float64, 20)
	for i := range rising {
		rising[i] = 0.1 + 0.02*float64(i)
	}
	rate := 10.0
	trends, stability := course(rising, &rate)
	assert.Equal(t, "rising", trends.Direction)
	assert.InDelta(t, 0.02, trends.Slope, 1e-9)
	assert.InDelta(t, 0.2, *trends.PerSecond, 1e-9)
	assert.InDelta(t, 1, trends.Fit, 1e-6)
	assert.Equal(t, "restless", stability.Label)
	trends, stability = course(make([]float64, 8), nil)
	assert.Equal(t, "level", trends.Direction)
	assert.Equal(t, "still", stability.Label)
	assert.Equal(t, 1.0, stability.Score)
	assert.Nil(t, trends.PerSecond)
	trends, _ = course(rising[:7], nil)
	assert.Nil(t, trends)
}

func TestNothingBiometricComesBack(t *testing.T) {
	p := noisyImage(48, 3)
	result, data := imageRun(t, p, `,"birth_date":"1990-06-15","timezone":"UTC","store_analysis_only":false`)
	encoded := base64.StdEncoding.EncodeToString(p.Data)
	assert.NotContains(t, string(result.Data), encoded[:40])
	assert.NotContains(t, string(result.Data), "1990-06-15")
	input := at(t, data, "raw_data.input").(map[string]any)
	for _, member := range []string{"pixels", "frames", "pixel_statistics", "intensity_series", "birth_date"} {
		assert.NotContains(t, input, member)
	}
	assert.Less(t, len(result.Data), 40<<10)
	assert.Equal(t, false, data["measures_a_person"])
	assert.Contains(t, data["formatted_output"], "no measurement of a person")
	assert.Empty(t, result.Signals)
	_, other := imageRun(t, noisyImage(47, 3), "")
	assert.NotEqual(t, data["field_signature"], other["field_signature"])
}

func TestIntegrationIsNullUnlessItIsThere(t *testing.T) {
	pixels := `{"biometric_consent":true,"pixels":{"width":2,"height":2,"data":[0,1,2,3]}`
	_, data := run(t, pixels+`}`)
	for _, part := range []string{"constitutional_correlation", "five_elements_alignment", "panchanga_correlation", "cosmic_timing_alignment", "organ_clock_correlation", "elemental_harmony", "multi_modal_consistency"} {
		assert.Nil(t, at(t, data, "multi_modal_integration."+part), part)
	}
	all := `,"integrate_with_face_reading":true,"integrate_with_vedic":true,"integrate_with_tcm":true`
	_, data = run(t, pixels+all+`}`)
	assert.Len(t, at(t, data, "multi_modal_integration.unavailable"), 2, "no face, no zone")
	assert.NotNil(t, at(t, data, "multi_modal_integration.panchanga_correlation"), "the moment is known")
	assert.Nil(t, at(t, data, "multi_modal_integration.multi_modal_consistency"))

	// 2025-07-18T12:00Z, in Berlin 14:00, the watch of the Small Intestine.
	_, data = run(t, pixels+all+`,"timezone":"Europe/Berlin","birth_date":"1990-06-15","birth_time":"02:00","face_reading":{"dominant_element":"wood"}}`)
	assert.Equal(t, "Small Intestine", at(t, data, "multi_modal_integration.organ_clock_correlation.organ"))
	assert.Equal(t, "fire", at(t, data, "multi_modal_integration.five_elements_alignment.hour_element"))
	assert.Equal(t, "generates", at(t, data, "multi_modal_integration.five_elements_alignment.relation"))
	assert.Equal(t, "Aquarius", at(t, data, "multi_modal_integration.constitutional_correlation.birth_moon.moon_sign"))
	assert.Equal(t, "controlled", at(t, data, "multi_modal_integration.constitutional_correlation.relation"))
	assert.NotNil(t, at(t, data, "multi_modal_integration.multi_modal_consistency"))
	assert.Empty(t, at(t, data, "multi_modal_integration.unavailable"))
}

func TestPictureIsDrawnOnRequest(t *testing.T) {
	_, plain := imageRun(t, noisyImage(16, 3), "")
	assert.NotContains(t, plain, "svg")
	_, data := imageRun(t, noisyImage(16, 3), `,"include_svg":true`)
	root := svgtest.Check(t, data["svg"].(string))
	assert.Len(t, root.All("row"), 17+8+7)
	assert.Empty(t, root.All("course"))
	series, err := json.Marshal(logistic(100, 0.2))
	require.NoError(t, err)
	_, data = run(t, `{"biometric_consent":true,"include_svg":true,"intensity_series":`+string(series)+`}`)
	root = svgtest.Check(t, data["svg"].(string))
	assert.Len(t, root.All("course"), 1)
	assert.NotEmpty(t, root.All("bars"))
}
