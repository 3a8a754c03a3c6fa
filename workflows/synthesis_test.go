package workflows

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/synthesis"
)

func engineData(name, data string) service.EngineData {
	return service.EngineData{EngineName: name, Data: json.RawMessage(data)}
}

func TestAPlainTextAnswerIsReadForItsSentences(t *testing.T) {
	results := []service.EngineData{
		engineData("numerology", `{"archetypalThemes":["Builder","Seeker"]}`),
		engineData("astrology", `{"archetypalThemes":["Healer","BUILDER","Builder","Guide","Rebel"]}`),
	}
	answer := service.SynthesisResult{Success: true, Synthesis: "## Reading\n" +
		"Here is a Key Insight: the builder waits 2.5 years. Nothing more. " +
		"It is IMPORTANT to rest, and I suggest walking!\n\n- Consider the healer, the guide and the rebel.\n"}
	s := SynthesisOf(answer, results)
	assert.Equal(t, answer.Synthesis, *s.AIAnalysis)
	assert.Equal(t, []string{
		"Here is a Key Insight: the builder waits 2.5 years.",
		"It is IMPORTANT to rest, and I suggest walking!",
	}, s.KeyInsights)
	assert.Equal(t, []string{
		"It is IMPORTANT to rest, and I suggest walking!",
		"Consider the healer, the guide and the rebel.",
	}, s.Recommendations)
	assert.Equal(t, []string{"Builder", "Healer", "BUILDER"}, s.Themes)
	assert.Equal(t, SynthesisMetadata{}, s.Metadata)
}

func TestAStructuredAnswerSpeaksForItself(t *testing.T) {
	s := SynthesisOf(service.SynthesisResult{Success: true, Structured: &service.Structured{Themes: []string{"rest"}}}, nil)
	assert.Nil(t, s.AIAnalysis, "no text is null, not empty")
	assert.Equal(t, []string{}, s.KeyInsights)
	assert.Equal(t, []string{}, s.Recommendations)
	assert.Equal(t, []string{"rest"}, s.Themes)
}

func fallback(results []service.EngineData) Synthesis {
	return Fallback(results, Analyze(synthesis.Moment{Now: time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC)}, results, nil))
}

// What engines agree on comes first, then their own words.
func TestFallbackBeginsWithWhatEnginesShare(t *testing.T) {
	data := func(text, theme string) string {
		return `{"formattedOutput":"` + text + ` Says more.","recommendations":["try ` + theme + `"],"archetypalThemes":["Builder"],
			"raw_data":{"input":{"signals":[]},"signals":[{"kind":"theme","value":"` + theme + `","weight":0.8,"source":"part"},
			{"kind":"number","value":"4","weight":1,"source":"other part"}]}}`
	}
	results := []service.EngineData{
		engineData("numerology", data("One.", "structure")), engineData("human_design", data("Two.", "structure")), engineData("gene_keys", `{"raw_data":7}`),
	}
	s := fallback(results)
	assert.Equal(t, []string{
		"Numerology Field Extractor and Human Design Scanner meet in one theme: building what can be relied on.",
		"Numerology Field Extractor and Human Design Scanner arrive at the same number, 4: order, work and firm ground.",
		"Numerology Field Extractor: One.", "Human Design Scanner: Two.",
	}, s.KeyInsights)
	assert.Equal(t, []string{"structure (Numerology Field Extractor, Human Design Scanner)", "Builder (Numerology Field Extractor)"}, s.Themes)
	require.Len(t, s.Recommendations, 2, "a practice for the theme, and what both engines say alike")
	assert.Equal(t, "Numerology Field Extractor: try structure", s.Recommendations[1])

	analysis := Analyze(synthesis.Moment{}, results, func(i int) string { return []string{"", "partner", ""}[i] })
	assert.Equal(t, []string{"numerology: other part", "human_design: partner, other part"}, analysis.Correlations.Numbers[0].Sources)
}

func TestFallbackTakesTurns(t *testing.T) {
	s := fallback([]service.EngineData{
		engineData("numerology", `{"formattedOutput":"Heading","recommendations":["a","b","c","d"],"archetypalThemes":["X"]}`),
		engineData("astrology", `{"recommendations":["a","e"],"archetypalThemes":["Y","X","Z","W"]}`),
		engineData("gene_keys", `{"formattedOutput":"","recommendations":["  ","f"]}`),
		engineData("human_design", `{"recommendations":"not a list"}`),
	})
	assert.Equal(t, []string{"Numerology Field Extractor: Heading"}, s.KeyInsights)
	assert.Equal(t, []string{
		"Numerology Field Extractor: a",
		"Numerology Field Extractor: b",
		"Astrology: e",
		"Gene Keys Compass: f",
		"Numerology Field Extractor: c",
	}, s.Recommendations)
	assert.Equal(t, []string{"X (Numerology Field Extractor)", "Y (Astrology)", "Z (Astrology)"}, s.Themes)

	empty := fallback(nil)
	assert.Equal(t, []string{}, empty.KeyInsights)
	assert.Equal(t, []string{}, empty.Themes)
}

func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                 nil,
		" \n\n ":                           nil,
		"No stop":                          {"No stop"},
		"One. Two! Three? Four":            {"One.", "Two!", "Three?", "Four"},
		"Pi is 3.14. See a.b.":             {"Pi is 3.14.", "See a.b."},
		"\"Go.\" he said... And went.":     {"\"Go.\"", "he said...", "And went."},
		"# Title\n* one. \n> two\n• three": {"Title", "one.", "two", "three"},
		"Über allen Gipfeln. Ist “Ruh.” Äh.": {"Über allen Gipfeln.", "Ist “Ruh.”", "Äh."},
	} {
		assert.Equal(t, want, sentences(text), text)
	}
}

func TestOpening(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "",
		"A title\n\nSubtitle 4":         "A title",
		"A title\nIt says a lot. Much.": "It says a lot.",
		"At once! Then more.":           "At once!",
	} {
		assert.Equal(t, want, opening(text), text)
	}
}
