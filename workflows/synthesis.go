package workflows

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/synthesis"
)

// How long the lists of a synthesis may be.
const (
	maxInsights        = 5
	maxRecommendations = 5
	maxThemes          = 3
)

// synthesize asks a model. That there is no model is a result, and no reason to ask again.
func (c *Consciousness) synthesize(
	ctx context.Context, p Params, results []service.EngineData,
) (service.SynthesisResult, error) {
	return answered(c.ai.SynthesizeWorkflow(ctx, service.WorkflowSynthesis{
		CoreEngines:  results,
		WorkflowType: p.WorkflowType,
		UserProfile:  p.reader(),
		Options:      service.SynthesisOptions{UseCache: true, Depth: p.Options.Depth},
	}))
}

// guide asks a model for guidance; the intention is the question.
func (c *Consciousness) guide(ctx context.Context, p Params, results []service.EngineData) (service.SynthesisResult, error) {
	return answered(c.ai.GenerateGuidance(ctx, service.Guidance{
		UserProfile:   p.reader(),
		EngineResults: results,
		Question:      p.UserProfile.Intention,
	}))
}

// answered makes errors of the results that say that a model failed: those may get better.
func answered(r service.SynthesisResult, err error) (service.SynthesisResult, error) {
	switch {
	case err != nil || r.Success || r.Code == service.CodeAINotAvailable:
		return r, err
	case r.Code == service.CodeAIError:
		return r, fmt.Errorf("workflows: %s: %s", r.Code, r.Error)
	default: // the request is refused
		return r, edge.Permanent(fmt.Errorf("workflows: %s: %s", r.Code, r.Error))
	}
}

// reader is what a model provider may know of the person: the engines' results tell the rest.
func (p Params) reader() service.Profile {
	return service.Profile{UserID: p.UserProfile.UserID, Intention: p.UserProfile.Intention}
}

// SynthesisOf takes the parts of a model's answer, or finds them in its text.
func SynthesisOf(r service.SynthesisResult, results []service.EngineData) Synthesis {
	s := Synthesis{Metadata: SynthesisMetadata{Model: r.Metadata.Model, TokensUsed: r.Metadata.TokensUsed}}
	if r.Synthesis != "" {
		s.AIAnalysis = &r.Synthesis
	}
	if parts := r.Structured; parts != nil {
		s.KeyInsights = atMost(maxInsights, parts.KeyInsights)
		s.Recommendations = atMost(maxRecommendations, parts.Recommendations)
		s.Themes = atMost(maxThemes, parts.Themes)
		return s
	}
	said := sentences(r.Synthesis)
	s.KeyInsights = atMost(maxInsights, containing(said, "key insight", "important", "significant"))
	s.Recommendations = atMost(maxRecommendations, containing(said, "recommend", "suggest", "consider"))
	var mentioned []string
	for _, e := range readAll(results) {
		for _, theme := range e.Themes {
			if len(containing([]string{r.Synthesis}, theme)) > 0 && !slices.Contains(mentioned, theme) {
				mentioned = append(mentioned, theme)
			}
		}
	}
	s.Themes = atMost(maxThemes, mentioned)
	return s
}

// Fallback is the synthesis of when no model has answered: what the engines agree on (package
// synthesis), and then the engines' own words, each by its name.
func Fallback(results []service.EngineData, analysis *synthesis.Result) Synthesis {
	all := readAll(results)
	quote := func(limit int, first []string, each func(legible) []string, name func(engine, text string) string) []string {
		return atMost(limit, append(first, alternate(all, each, name)...))
	}
	said := func(engine, text string) string { return engine + ": " + text }
	from := func(engine, text string) string { return text + " (" + engine + ")" }
	return Synthesis{
		KeyInsights:     quote(maxInsights, analysis.KeyInsights(), legible.insights, said),
		Recommendations: quote(maxRecommendations, analysis.Recommendations(), func(e legible) []string { return e.Recommendations }, said),
		Themes:          quote(maxThemes, analysis.SharedThemes(), func(e legible) []string { return e.Themes }, from),
		Metadata:        SynthesisMetadata{Fallback: true, Error: service.CodeAINotAvailable},
	}
}

// Analyze reads the signals of results together. The subject of a result, if there is any, comes
// from the function; nil stands for none.
func Analyze(at synthesis.Moment, results []service.EngineData, subject func(i int) string) *synthesis.Result {
	sources := make([]synthesis.Source, len(results))
	for i, r := range results {
		sources[i] = synthesis.Source{Engine: r.EngineName, Signals: signalsIn(r.Data)}
		if subject != nil {
			sources[i].Of = subject(i)
		}
	}
	return synthesis.Synthesize(at, sources)
}

// signalsIn reads data.raw_data.signals without decoding the rest, which is large. Data without
// signals has none.
func signalsIn(data json.RawMessage) (signals []engines.Signal) {
	raw := member(data, "raw_data")
	if list := member(raw, "signals"); list != nil {
		_ = json.Unmarshal(list, &signals)
	}
	return signals
}

// member is the text of one member of an object; nil when there is none.
func member(object json.RawMessage, name string) json.RawMessage {
	members, err := rawjson.Members(object)
	if err != nil {
		return nil
	}
	for _, m := range members {
		if m.Name == name {
			return m.Value
		}
	}
	return nil
}

// legible is the part of a result that every engine words for people.
type legible struct {
	name            string
	Text            string
	Recommendations []string
	Themes          []string
}

func readAll(results []service.EngineData) []legible {
	all := make([]legible, len(results))
	for i, r := range results {
		e := &all[i]
		members, _ := rawjson.Members(r.Data)
		for _, m := range members {
			var into any
			switch m.Name {
			case "formattedOutput":
				into = &e.Text
			case "recommendations":
				into = &e.Recommendations
			case "archetypalThemes":
				into = &e.Themes
			default:
				continue
			}
			_ = json.Unmarshal(m.Value, into) // what is not legible is not quoted
		}
		e.name = DisplayName(r.EngineName)
	}
	return all
}

// DisplayName is the name of an engine for people.
func DisplayName(engine string) string {
	if entry, known := engines.Lookup(engine); known {
		return entry.DisplayName
	}
	return engine
}

func (e legible) insights() []string {
	if first := opening(e.Text); first != "" {
		return []string{first}
	}
	return nil
}

// alternate takes the engines' texts by turns, so that a short list has something of each.
func alternate(all []legible, each func(legible) []string, name func(engine, text string) string) (list []string) {
	var seen []string
	for turn, more := 0, true; more; turn++ {
		more = false
		for _, e := range all {
			texts := each(e)
			if turn >= len(texts) {
				continue
			}
			more = true
			if text := strings.TrimSpace(texts[turn]); text != "" && !slices.Contains(seen, text) {
				seen = append(seen, text)
				list = append(list, name(e.name, text))
			}
		}
	}
	return list
}

// atMost shortens a list; it is never nil, which JSON would write as null.
func atMost(n int, list []string) []string {
	return append([]string{}, list[:min(n, len(list))]...)
}
