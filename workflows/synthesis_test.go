package workflows

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/service"
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
	s := synthesisOf(answer, results)
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
	s := synthesisOf(service.SynthesisResult{Success: true, Structured: &service.Structured{Themes: []string{"rest"}}}, nil)
	assert.Nil(t, s.AIAnalysis, "no text is null, not empty")
	assert.Equal(t, []string{}, s.KeyInsights)
	assert.Equal(t, []string{}, s.Recommendations)
	assert.Equal(t, []string{"rest"}, s.Themes)
}

func TestFallbackTakesTurns(t *testing.T) {
	s := fallbackSynthesis([]service.EngineData{
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

	empty := fallbackSynthesis(nil)
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
