package engines

import (
	"encoding/json"
	"slices"
)

// SignalKind is the vocabulary a signal belongs to. Only signals of one kind are compared.
type SignalKind string

const (
	SignalNumber    SignalKind = "number"    // "1" to "9", "11", "22", "33"
	SignalArchetype SignalKind = "archetype" // a name from the engine's fixed table
	SignalElement   SignalKind = "element"   // fire, water, air, earth, metal, wood, ether
	SignalTiming    SignalKind = "timing"    // YYYY, YYYY-MM or YYYY-MM-DD
	SignalTheme     SignalKind = "theme"     // one of the Theme constants
)

// Signal is one fact of a result that can be compared between engines. The synthesis of
// several results reads signals and nothing else.
type Signal struct {
	Kind   SignalKind `json:"kind"`
	Value  string     `json:"value"`
	Weight float64    `json:"weight"` // 0 to 1, how central the fact is to its result
	Source string     `json:"source"` // which part of the result says so, for people
}

// The themes that engines share. An engine maps its own results to them in a fixed table,
// so that two engines can be found to speak of the same thing.
const (
	ThemeBeginnings     = "beginnings"
	ThemePartnership    = "partnership"
	ThemeExpression     = "expression"
	ThemeStructure      = "structure"
	ThemeChange         = "change"
	ThemeCare           = "care"
	ThemeInquiry        = "inquiry"
	ThemeAgency         = "agency"
	ThemeCompletion     = "completion"
	ThemeInsight        = "insight"
	ThemeMastery        = "mastery"
	ThemeService        = "service"
	ThemeVitality       = "vitality"
	ThemeFeeling        = "feeling"
	ThemeClarity        = "clarity"
	ThemeRest           = "rest"
	ThemeTransition     = "transition"
	ThemeTransformation = "transformation"
)

// Themes returns every shared theme key.
func Themes() []string {
	return []string{
		ThemeBeginnings, ThemePartnership, ThemeExpression, ThemeStructure, ThemeChange, ThemeCare,
		ThemeInquiry, ThemeAgency, ThemeCompletion, ThemeInsight, ThemeMastery, ThemeService,
		ThemeVitality, ThemeFeeling, ThemeClarity, ThemeRest, ThemeTransition, ThemeTransformation,
	}
}

// Distinct keeps each (kind, value) once, with its greatest weight and the source that gave
// it: a number found twice in one result is still one fact.
func Distinct(signals []Signal) []Signal {
	var kept []Signal
	for _, s := range signals {
		i := slices.IndexFunc(kept, func(k Signal) bool { return k.Kind == s.Kind && k.Value == s.Value })
		switch {
		case i < 0:
			kept = append(kept, s)
		case s.Weight > kept[i].Weight:
			kept[i] = s
		}
	}
	return kept
}

// SignalsOf reads the signals back from the data of a stored or received result. The error
// is that of malformed JSON; data without signals yields none.
func SignalsOf(data json.RawMessage) ([]Signal, error) {
	var parts struct {
		RawData struct {
			Signals []Signal `json:"signals"`
		} `json:"raw_data"`
	}
	err := json.Unmarshal(data, &parts)
	return parts.RawData.Signals, err
}
