package enneagram

import (
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
)

// Wing is the number of a wing, or Balanced, or empty when it is not known. JSON has a
// number, "balanced" or null.
type Wing string

// Balanced is the wing of someone whose two neighbours score alike.
const Balanced Wing = "balanced"

// AppendJSON writes the wing.
func (w Wing) AppendJSON(b []byte) ([]byte, error) {
	switch w {
	case "":
		return append(b, "null"...), nil
	case Balanced:
		return append(b, `"balanced"`...), nil
	}
	return append(b, w...), nil
}

// MarshalJSON writes the same.
func (w Wing) MarshalJSON() ([]byte, error) { return w.AppendJSON(nil) }

// JSONSchema describes the type.
func (Wing) JSONSchema() *schema.Schema {
	return &schema.Schema{
		Type:        []string{"integer", "string", "null"},
		Description: "Number of the wing, 'balanced' when both score alike, or null without data.",
	}
}

// Result is what the engine returns.
type Result struct {
	engines.Reading `json:"-"`

	Method   Method `json:"identification_method" alias:"identificationMethod"`
	Type     Type   `json:"type" doc:"Primary type, 1-9."`
	TypeName string `json:"type_name" alias:"typeName"`
	Wing     Wing   `json:"wing" alias:"dominant_wing,dominantWing"`
	Instinct string `json:"instinctual_variant,omitempty" alias:"instinctualVariant" doc:"Leading instinct; absent without data for all three, or when two lead."`
	Tied     []Type `json:"tied_types" alias:"tiedTypes" doc:"Types that share the highest score, if more than one does."`

	Profile    Profile    `json:"profile"`
	TypeScores TypeScores `json:"type_scores" alias:"typeScores" doc:"Type to 0-1, null for a type without answers; empty for self_select."`

	CenterAnalysis string   `json:"center_analysis" alias:"centerAnalysis"`
	GrowthGuidance []string `json:"growth_guidance" alias:"growthGuidance"`
	FocusArea      string   `json:"focus_area,omitempty" alias:"focusArea"`
	FocusGuidance  string   `json:"focus_guidance,omitempty" alias:"focusGuidance"`

	Levels       [9]Level `json:"levels" doc:"How freely or tightly the type can be lived, from wide to narrow."`
	CurrentLevel *int     `json:"current_level" alias:"currentLevel,health_level,healthLevel" doc:"Always null: no questionnaire can tell."`

	Compatibility *Pairing `json:"compatibility,omitempty" doc:"The two types beside each other, when a partner is given."`

	SVG string `json:"svg,omitempty" doc:"The circle with the result, on request."`
}

// Profile is the type with what belongs to it, and what is known of the person.
type Profile struct {
	PrimaryType  TypeProfile   `json:"primary_type" alias:"primaryType"`
	Center       CenterProfile `json:"center"`
	DominantWing Wing          `json:"dominant_wing" alias:"dominantWing,wing"`

	Instinct string   `json:"instinctual_variant,omitempty" alias:"instinctualVariant"`
	Stack    []string `json:"instinctual_stacking,omitempty" alias:"instinctualStacking" doc:"The three instincts, the strongest first."`

	Confidence     float64     `json:"assessment_confidence" alias:"assessmentConfidence" doc:"0 to 1."`
	Integration    Type        `json:"integration_direction,omitempty" alias:"integrationDirection"`
	Disintegration Type        `json:"disintegration_direction,omitempty" alias:"disintegrationDirection"`
	Secondary      []Secondary `json:"secondary_types" alias:"secondaryTypes" doc:"The next types by score, two at most."`
}

// TypeProfile describes one of the nine types.
type TypeProfile struct {
	Number           Type        `json:"number"`
	Name             string      `json:"name"`
	AlternativeNames []string    `json:"alternative_names" alias:"alternativeNames"`
	Description      string      `json:"description"`
	Center           Center      `json:"center"`
	Hornevian        string      `json:"hornevian_group" alias:"hornevianGroup" doc:"assertive, compliant or withdrawn."`
	Harmonic         string      `json:"harmonic_group" alias:"harmonicGroup" doc:"positive, competency or reactive."`
	Motivation       string      `json:"core_motivation" alias:"coreMotivation"`
	Fear             string      `json:"core_fear" alias:"coreFear"`
	Desire           string      `json:"core_desire" alias:"coreDesire"`
	Proposition      string      `json:"basic_proposition" alias:"basicProposition"`
	Vice             string      `json:"vice"`
	Virtue           string      `json:"virtue"`
	Passion          string      `json:"passion"`
	Fixation         string      `json:"fixation"`
	HolyIdea         string      `json:"holy_idea" alias:"holyIdea"`
	Trap             string      `json:"trap"`
	Wings            WingPair    `json:"wings,omitempty"`
	Arrows           *ArrowPair  `json:"arrows,omitempty"`
	Variants         *VariantSet `json:"instinctual_variants,omitempty" alias:"instinctualVariants"`
	Growth           []string    `json:"growth_recommendations" alias:"growthRecommendations"`
	Keywords         []string    `json:"keywords"`
}

// WingPair holds the two possible wings of a type by their numbers.
type WingPair map[string]WingText

// WingText describes a wing of a type.
type WingText struct {
	Number      Type   `json:"number"`
	Notation    string `json:"notation" doc:"Such as 5w4."`
	Name        string `json:"name"`
	Description string `json:"description"`
}

// ArrowPair holds the two lines that lead away from a type.
type ArrowPair struct {
	Integration    Arrow `json:"integration"`
	Disintegration Arrow `json:"disintegration"`
}

// Arrow is a line of the circle.
type Arrow struct {
	Direction   Type     `json:"direction" doc:"Type at the end of the arrow."`
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Traits      []string `json:"traits"`
}

// VariantSet describes the three instincts in a type.
type VariantSet struct {
	SelfPreservation string `json:"self_preservation" alias:"selfPreservation"`
	Social           string `json:"social"`
	Sexual           string `json:"sexual"`
}

// CenterProfile describes the center of a type.
type CenterProfile struct {
	Name        Center  `json:"name"`
	Types       [3]Type `json:"types"`
	CoreEmotion string  `json:"core_emotion" alias:"coreEmotion"`
	Focus       string  `json:"focus"`
}

// Secondary is a type that the data also speak for.
type Secondary struct {
	Number Type    `json:"number"`
	Name   string  `json:"name"`
	Score  float64 `json:"score" doc:"0 to 1."`
}

// Level is one of nine ways to live a type.
type Level struct {
	Level       int    `json:"level" doc:"1 is the widest."`
	Band        string `json:"band" doc:"healthy, average or stressed."`
	Name        string `json:"name"`
	Description string `json:"description"`
}

// Raw is the detail behind a result.
type Raw struct {
	Items      itemSums            `json:"type_items,omitempty" doc:"Answers to the items of each type, reversed items turned round."`
	Instincts  shares              `json:"instinct_scores,omitempty" doc:"0 to 1."`
	Centers    shares              `json:"center_means,omitempty" doc:"Mean of the scored types of a center."`
	Words      map[string][]string `json:"matched_words,omitempty" doc:"Keywords found in the description, by type."`
	Confidence ConfidenceTerms     `json:"confidence_terms"`
	Note       string              `json:"note"`
	LevelNote  string              `json:"level_note"`
}

// ItemSum is the sum of some answers, each counted from 0.
type ItemSum struct {
	Answered int `json:"answered"`
	Points   int `json:"points"`
	Most     int `json:"most"`
}

// ConfidenceTerms are what the formula of the confidence was given.
type ConfidenceTerms struct {
	Formula  string   `json:"formula"`
	Best     *float64 `json:"best,omitempty"`
	Second   *float64 `json:"second,omitempty"`
	Answered int      `json:"answered,omitempty"`
	Top      int      `json:"top,omitempty"`
	Total    int      `json:"total,omitempty"`
}
