package nadabrahman

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func TestEngine(t *testing.T) { enginetest.Run(t, New()) }

func TestMadeUpInputs(t *testing.T) { enginetest.MadeUp(t, New(), 200) }

func FuzzInput(f *testing.F) { enginetest.Fuzz(f, New()) }

func BenchmarkCalculate(b *testing.B) { enginetest.Bench(b, New(), New().TestInput()) }

func BenchmarkPicture(b *testing.B) {
	enginetest.Bench(b, New(), json.RawMessage(`{"user_id":"42","timezone":"UTC","include_svg":true}`))
}

func run(t *testing.T, env engines.Env, input string) (map[string]any, []string) {
	t.Helper()
	r := New().Calculate(env, json.RawMessage(input))
	require.True(t, r.Success, "%s: %s", input, r.Error)
	var d map[string]any
	require.NoError(t, json.Unmarshal(r.Data, &d))
	return d, r.Warnings
}

func data(t *testing.T, input string) map[string]any {
	t.Helper()
	d, _ := run(t, enginetest.Env(), input)
	return d
}

func names(list any) []string {
	var out []string
	for _, v := range list.([]any) {
		out = append(out, v.(string))
	}
	return out
}

// The vectors of the specification.
func TestVectors(t *testing.T) {
	d := data(t, `{"userId":"42","target_time":"08:00","target_date":"2025-07-18"}`)
	assert.Equal(t, []any{"morning", 90.0, 6.5, 220.0, 0.5}, []any{d["ragaFamily"], d["tempo"], d["duration"], d["baseFrequency"], d["coherenceLevel"]})

	d = data(t, `{"userId":"42","heartRateVariability":0.8,"breathPattern":{"rate":12,"depth":0.5,"coherence":0.9},"stressLevel":0.2,"consciousnessLevel":0.7,"energyLevel":1}`)
	assert.Equal(t, []any{120.0, 7.9, 0.8, 246.4}, []any{d["tempo"], d["duration"], d["coherenceLevel"], d["baseFrequency"]})
	melody := d["breathMelody"].(map[string]any)
	phrase := names(melody["phrase"])
	assert.Len(t, phrase, 6)
	allowed := map[string]bool{}
	for _, key := range []string{"ascending", "descending"} {
		for _, n := range d[key].([]any) {
			allowed[n.(map[string]any)["name"].(string)] = true
		}
	}
	for _, note := range phrase {
		assert.True(t, allowed[strings.Trim(note, ".'")], "%s is not in %s", note, d["ragaName"])
	}
}

func TestFamilies(t *testing.T) {
	for hour := range 24 {
		want := "night"
		switch {
		case hour >= 6 && hour <= 11:
			want = "morning"
		case hour >= 12 && hour <= 17:
			want = "afternoon"
		case hour >= 18 && hour <= 21:
			want = "evening"
		}
		assert.Equal(t, want, familyAt(hour), hour)
		d := data(t, `{"user_id":"42","target_time":"`+time.Date(2000, 1, 1, hour, 59, 0, 0, time.UTC).Format("15:04")+`"}`)
		assert.Equal(t, want, d["raga_family"])
		assert.Equal(t, "local_hour", d["synthesis_type"])
	}
	assert.Equal(t, []int{5, 4, 4, 5}, []int{len(family("morning")), len(family("afternoon")), len(family("evening")), len(family("night"))})
}

// enginetest.Now is noon in UTC.
func TestTheHourIsLocal(t *testing.T) {
	for zone, want := range map[string]string{
		`"timezone":"UTC"`: "afternoon", `"timezone":"America/Los_Angeles"`: "night", `"timezone":"America/New_York"`: "morning",
		`"timezone":"Asia/Kolkata"`: "afternoon", `"timezone":"Asia/Tokyo"`: "evening", `"timezone_offset":-6.5`: "night",
		`"timezone_offset":-6`: "morning", `"utcOffset":"+09:45"`: "evening", `"utcOffset":"Z"`: "afternoon", `"utcOffset":"+10:00"`: "night",
	} {
		d, warnings := run(t, enginetest.Env(), `{"user_id":"42",`+zone+`}`)
		assert.Equal(t, want, d["raga_family"], zone)
		assert.Empty(t, warnings, zone)
	}
	d, warnings := run(t, enginetest.Env(), `{"user_id":"42"}`)
	assert.Equal(t, "afternoon", d["raga_family"])
	assert.Equal(t, []string{"No timezone was given: the hour and the day are those of UTC"}, warnings)
	_, warnings = run(t, enginetest.Env(), `{"user_id":"42","ragaFamily":"night","seed":1}`)
	assert.Empty(t, warnings, "neither the hour nor the day decides anything")
}

func TestExplicitChoicesWin(t *testing.T) {
	for input, want := range map[string][2]string{
		`"timeOfDay":"night"`:                                           {"night", "time_of_day"},
		`"ragaFamily":"evening"`:                                        {"evening", "raga_family"},
		`"ragaFamily":"evening","timeOfDay":"night"`:                    {"evening", "raga_family"},
		`"timeOfDay":"night","target_time":"08:00"`:                     {"night", "time_of_day"},
		`"stressLevel":0.7,"timeOfDay":"morning"`:                       {"morning", "time_of_day"},
		`"stressLevel":0.71,"target_time":"08:00"`:                      {"night", "stress_level"},
		`"stressLevel":1,"ragaFamily":"morning"`:                        {"night", "stress_level"},
		`"stressLevel":0,"ragaFamily":"morning","consciousnessLevel":0`: {"morning", "raga_family"},
	} {
		d := data(t, `{"user_id":"42",`+input+`}`)
		assert.Equal(t, want, [2]string{d["ragaFamily"].(string), d["synthesisType"].(string)}, input)
		if want[1] == "stress_level" {
			assert.Contains(t, []string{"Malkauns", "Bageshri", "Darbari"}, d["ragaName"])
			assert.Contains(t, d["formatted_output"], "under strain")
		}
	}
	_, warnings := run(t, enginetest.Env(), `{"user_id":"42","stressLevel":1,"ragaFamily":"morning","timeOfDay":"night","velocity":{"x":3},"timezone":"UTC"}`)
	assert.Equal(t, []string{
		"Field 'velocity' has no effect: nothing in the music follows from the speed of a pointer",
		"Field 'time_of_day' was ignored because 'raga_family' says something else",
		"Because stress_level is above 0.7 the raga was chosen among Malkauns, Bageshri and Darbari, and not by the time asked for",
	}, warnings)
}

func TestZeroIsAValue(t *testing.T) {
	d := data(t, `{"user_id":"42","heartRateVariability":0,"breathPattern":{"rate":0,"depth":0,"coherence":0},"stressLevel":0,"energyLevel":0,
		"consciousnessLevel":0,"mousePosition":{"x":0,"y":0},"seed":"s"}`)
	assert.Equal(t, []any{60.0, 3.0, 176.0, 0.25, 0.0, 0.0}, []any{d["tempo"], d["duration"], d["baseFrequency"], d["coherenceLevel"], d["heartCoherence"], d["breathCoherence"]})
	assert.Equal(t, []any{}, d["inputs_defaulted"])
	assert.Len(t, d["breathMelody"].(map[string]any)["phrase"], 4)
	assert.Equal(t, map[string]any{"pan": -1.0, "height": 0.0}, d["spatialAudio"])
	assert.Equal(t, 1.0, d["biometricSync"].(map[string]any)["share"])
	assert.Len(t, d["biologicalPatterns"], 7)
}

func TestDefaultsAreNamed(t *testing.T) {
	d := data(t, `{"user_id":"42"}`)
	assert.Equal(t, []string{"heart_rate_variability", "breath_pattern.rate", "breath_pattern.depth", "breath_pattern.coherence", "stress_level",
		"energy_level", "consciousness_level", "mouse_position.x", "mouse_position.y", "seed"}, names(d["inputs_defaulted"]))
	for _, key := range []string{"heart_coherence", "breath_coherence", "mastery_progress", "current_phase", "spatial_audio"} {
		require.Contains(t, d, key)
		assert.Nil(t, d[key], key)
	}
	for _, key := range []string{"achievements", "next_steps", "biological_patterns"} {
		assert.Equal(t, []any{}, d[key], key)
	}
	assert.Equal(t, []any{texts().Text("coherence", "assumed")}, d["consciousness_observations"], "nothing is said about somebody unknown")
	assert.Equal(t, 0.0, d["confidence_score"], "a generated reading")
	assert.NotContains(t, d, "svg")
}

func TestFormulas(t *testing.T) {
	for rate, want := range map[float64]int{0: 4, 8: 4, 9: 5, 11: 6, 12: 6, 23: 12, 24: 12, 60: 12} {
		assert.Equal(t, want, Values{BreathRate: rate}.phraseLength(), rate)
	}
	assert.InDelta(t, 440*1.2, Values{MouseY: 100, HRV: 1}.baseFrequency(), 1e-9)
	assert.InDelta(t, 220*0.8, Values{}.baseFrequency(), 1e-9)
	assert.InDelta(t, 2*220.0, frequency(220, 12), 1e-9)
	assert.InDelta(t, 220*1.4983, frequency(220, 7), 1e-2)
	assert.Equal(t, []int{0, 0, 1, 2, 2}, []int{third(0), third(0.33), third(0.34), third(0.67), third(1)})
}

func TestDefaultSeed(t *testing.T) {
	seed := func(env engines.Env, input string) string {
		d, _ := run(t, env, input)
		return d["seed"].(string)
	}
	base := `{"user_id":"42","timezone":"Asia/Tokyo"}`
	first := seed(enginetest.Env(), base)
	assert.Len(t, first, 32)

	later := enginetest.Env()
	later.Now = later.Now.Add(2 * time.Hour) // 23:00 in Tokyo, the same day
	assert.Equal(t, first, seed(later, base), "stable all day")
	later.Now = later.Now.Add(time.Hour)
	assert.NotEqual(t, first, seed(later, base), "the local day has changed, though not that of UTC")

	assert.Equal(t, first, seed(enginetest.Env(), `{"user_id":"42","timezone":"Asia/Tokyo","trainingMode":"mastery","include_svg":true,"humanDesignType":"projector"}`), "the presentation does not count")
	for _, other := range []string{
		`{"user_id":"43","timezone":"Asia/Tokyo"}`, `{"user_id":"42","timezone":"Asia/Tokyo","energyLevel":0.5}`,
		`{"user_id":"42","timezone":"Asia/Tokyo","target_date":"2025-07-17"}`,
	} {
		assert.NotEqual(t, first, seed(enginetest.Env(), other), other)
	}

	// No randomness is drawn, and a seed that came back repeats the music.
	silent := enginetest.Env()
	silent.Rand = failing{}
	again, _ := run(t, silent, `{"user_id":"someone else","ragaFamily":"evening","seed":"`+first+`"}`)
	once, _ := run(t, silent, base)
	assert.Equal(t, once["ragaName"], again["ragaName"])
	assert.Equal(t, once["breathMelody"], again["breathMelody"])
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("no randomness is wanted") }

func TestRhythm(t *testing.T) {
	for energy, want := range map[float64]string{0: "Dha Ti Dha - Ta Ti Ta -", 0.5: "Dha Ge Na Ti Na Ka Dhi Na", 1: "DhaGe NaTi NaKa DhiNa DhaGe NaTi NaKa DhiNa"} {
		h := rhythm(energy)
		assert.Equal(t, want, strings.Join(h.Pattern[:], " "))
		assert.Equal(t, 3, h.Accents[0], "the first beat is the heaviest")
		assert.Equal(t, energy, h.Intensity)
		for i, bol := range h.Pattern {
			assert.Equal(t, bol == "-", h.Accents[i] == 0, bol)
		}
	}
}

// Every accepted option has its effect.
func TestEveryOptionHasItsEffect(t *testing.T) {
	base := func(option string) map[string]any {
		return data(t, `{"user_id":"42","seed":"s","ragaFamily":"evening","timezone":"UTC"`+option+`}`)
	}
	plain := base("")
	for option, keys := range map[string][]string{
		`,"heartRateVariability":0.9`:        {"base_frequency", "coherence_level", "heart_coherence"},
		`,"breathPattern":{"rate":20}`:       {"breath_melody"},
		`,"breathPattern":{"depth":0.9}`:     {"breath_melody", "formatted_output"},
		`,"breathPattern":{"coherence":0.9}`: {"coherence_level", "breath_coherence"},
		`,"stressLevel":0.1`:                 {"coherence_level"},
		`,"stressLevel":0.9`:                 {"raga_name", "coherence_level"},
		`,"energyLevel":0.9`:                 {"tempo", "heart_rhythm"},
		`,"consciousnessLevel":0.9`:          {"duration", "coherence_level"},
		`,"mousePosition":{"y":50}`:          {"base_frequency", "spatial_audio"},
		`,"mousePosition":{"x":90}`:          {"spatial_audio"},
		`,"trainingMode":"influence"`:        {"harmony_recommendations", "formatted_output"},
		`,"trainingMode":"mastery"`:          {"harmony_recommendations", "formatted_output"},
		`,"humanDesignType":"reflector"`:     {"harmony_recommendations", "formatted_output"},
		`,"include_svg":true`:                {"svg"},
		`,"seed":"t3"`:                       {"breath_melody"},
	} {
		d := base(option)
		for _, key := range keys {
			assert.NotEqual(t, plain[key], d[key], "%s and %s", option, key)
		}
	}
	assert.Contains(t, base(`,"humanDesignType":"Manifesting Generator"`)["formatted_output"], "marks of their owners")
	assert.NotContains(t, plain["formatted_output"], "Human Design")
}

func TestPicture(t *testing.T) {
	for _, f := range []string{"morning", "afternoon", "evening", "night"} {
		for i := range 25 {
			d := data(t, `{"user_id":"42","seed":`+strconv.Itoa(i)+`,"ragaFamily":"`+f+`","include_svg":true,"energyLevel":`+strconv.FormatFloat(float64(i%3)/2, 'f', 1, 64)+`,"breathPattern":{"rate":`+strconv.Itoa(2*i)+`}}`)
			root := svgtest.Check(t, d["svg"].(string))
			svgtest.NoOverlap(t, root)
			assert.Equal(t, "Raga "+d["raga_name"].(string), root.Title())
			assert.Contains(t, root.Desc(), strings.Join(names(d["breath_melody"].(map[string]any)["phrase"]), " "))
		}
	}
}

func TestValidation(t *testing.T) {
	for input, message := range map[string]string{
		`"user_id":""`:   "Field 'user_id' has invalid format. Expected: user id",
		`"user_id":"  "`: "Field 'user_id' has invalid format. Expected: user id",
		`"user_id":1.5`:  "Field 'user_id' has invalid format. Expected: user id",
		`"user_id":true`: "Field 'user_id' has invalid format. Expected: user id",
		`"user_id":{}`:   "Field 'user_id' has invalid format. Expected: user id",
		`"user_id":"` + strings.Repeat("x", 129) + `"`: "Field 'user_id' has invalid format. Expected: user id",
		`"stressLevel":1.01`:                           "Field 'stress_level' must be <= 1",
		`"heartRateVariability":-0.1`:                  "Field 'heart_rate_variability' must be >= 0",
		`"energyLevel":"high"`:                         "Field 'energy_level' must be of type number",
		`"breathPattern":{"rate":61}`:                  "Field 'breath_pattern.rate' must be <= 60",
		`"mousePosition":{"x":101}`:                    "Field 'mouse_position.x' must be <= 100",
		`"timeOfDay":"dawn"`:                           "Field 'time_of_day' must be one of: morning, afternoon, evening, night",
		`"ragaFamily":"evenning"`:                      "Field 'raga_family' must be one of: morning, afternoon, evening, night (did you mean 'evening'?)",
		`"trainingMode":"expert"`:                      "Field 'training_mode' must be one of: awareness, influence, mastery",
		`"humanDesignType":"unicorn"`:                  "Field 'human_design_type' must be one of: generator, manifesting_generator, projector, manifestor, reflector",
		`"target_time":"24:00"`:                        "Field 'target_time' has invalid format. Expected: time",
		`"timezone":"Mars/Olympus"`:                    "Field 'timezone' has invalid format. Expected: iana",
	} {
		var members map[string]any
		require.NoError(t, json.Unmarshal([]byte(`{"user_id":"42",`+input+`}`), &members))
		raw, _ := json.Marshal(members)
		v := New().Validate(enginetest.Env(), raw)
		assert.Equal(t, []string{message}, v.Errors, input)
	}
	assert.Equal(t, []string{"Missing required field: user_id"}, New().Validate(enginetest.Env(), json.RawMessage(`{}`)).Errors)
}

func TestNumericAndTextualIdsAreOne(t *testing.T) {
	a := New().Validate(enginetest.Env(), json.RawMessage(`{"userId":42}`))
	b := New().Validate(enginetest.Env(), json.RawMessage(`{"user_id":"42"}`))
	assert.Equal(t, string(a.NormalizedInput), string(b.NormalizedInput))
	assert.JSONEq(t, `{"user_id":"42","training_mode":"awareness","target_date":"2025-07-18","target_time":"12:00"}`, string(a.NormalizedInput))
}

func TestTwins(t *testing.T) {
	d := data(t, `{"user_id":"42","include_svg":true,"mousePosition":{"x":1,"y":2},"heartRateVariability":0.5}`)
	for key := range d {
		words := strings.Split(key, "_")
		for i, w := range words[1:] {
			if w != "" {
				words[i+1] = strings.ToUpper(w[:1]) + w[1:]
			}
		}
		if camel := strings.Join(words, ""); camel != "calculationTime" {
			assert.Equal(t, d[key], d[camel], camel)
		}
	}
	for _, key := range strings.Fields("ragaName ragaFamily baseFrequency tempo duration heartRhythm breathMelody coherenceLevel heartCoherence breathCoherence masteryProgress " +
		"currentPhase achievements nextSteps synthesisType spatialAudio biometricSync biologicalPatterns consciousnessObservations harmonyRecommendations inputs_defaulted seed rng") {
		assert.Contains(t, d, key)
	}
}

func TestSignals(t *testing.T) {
	r := New().Calculate(enginetest.Env(), json.RawMessage(`{"user_id":"42"}`))
	require.Len(t, r.Signals, 1)
	assert.Equal(t, engines.SignalTheme, r.Signals[0].Kind)
	assert.True(t, bytes.Contains(r.Data, []byte(`"signals":[`)))
}
