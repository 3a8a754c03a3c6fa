package sigilforge

import (
	"github.com/witnessos/witnessos/internal/drawing/sigil"
	"github.com/witnessos/witnessos/internal/engines"
)

// Result is what the engine returns. Coordinates run from 0 to 1, x to the right and y down.
type Result struct {
	engines.Reading `json:"-"`

	Intention     string `json:"intention"`
	MethodUsed    string `json:"method_used" alias:"methodUsed"`
	UniqueLetters string `json:"unique_letters" alias:"uniqueLetters" doc:"The letters that the sigil is made of, in order; each once unless letter_elimination is off."`
	LetterNumbers []int  `json:"letter_numbers" alias:"letterNumbers" doc:"Their places in the alphabet, 1 to 26."`

	Composition Composition `json:"sigil_composition" alias:"sigilComposition"`
	Analysis    Analysis    `json:"sigil_analysis" alias:"sigilAnalysis"`
	Activation  Activation  `json:"activation_guidance" alias:"activationGuidance"`

	SymbolicMeaning string    `json:"symbolic_meaning" alias:"symbolicMeaning"`
	Elements        Elemental `json:"elemental_correspondences" alias:"elementalCorrespondences"`
	Planets         Planetary `json:"planetary_influences" alias:"planetaryInfluences"`
	Description     string    `json:"sigil_description" alias:"sigilDescription"`
	SVG             string    `json:"svg" doc:"The sigil as an SVG document; it does not contain the intention."`
}

// Composition is what was drawn.
type Composition struct {
	Elements      []sigil.Element `json:"elements"`
	CenterPoint   sigil.Point     `json:"center_point" alias:"centerPoint"`
	BoundingBox   [4]float64      `json:"bounding_box" alias:"boundingBox" doc:"Left, top, right and bottom of the figure without border and marks."`
	SymmetryType  string          `json:"symmetry_type" alias:"symmetryType" doc:"mirror_vertical, mirror_horizontal, mirror_diagonal, half_turn or none, as measured."`
	IntentionHash string          `json:"intention_hash" alias:"intentionHash" doc:"First 16 hexadecimal digits of the SHA-256 of the intention."`
}

// Analysis is measured on the drawn figure; scores run from 0 to 1 and are null when it has no
// stroke to measure.
type Analysis struct {
	ComplexityScore *float64 `json:"complexity_score" alias:"complexityScore"`
	BalanceScore    *float64 `json:"balance_score" alias:"balanceScore"`
	SymmetryScore   *float64 `json:"symmetry_score" alias:"symmetryScore"`
	ElementCount    int      `json:"element_count" alias:"elementCount" doc:"Of all elements, border and marks included."`
	DominantShapes  []string `json:"dominant_shapes" alias:"dominantShapes" doc:"What the figure is made of, the most frequent first."`
	EnergyFlow      string   `json:"energy_flow" alias:"energyFlow" doc:"How the path turns and whether it leads in or out."`
	Convention      string   `json:"convention"`
}

// Activation says what to do with a sigil.
type Activation struct {
	Charging    string   `json:"charging_instructions" alias:"chargingInstructions"`
	Meditation  string   `json:"meditation_technique" alias:"meditationTechnique"`
	Placement   []string `json:"placement_suggestions" alias:"placementSuggestions"`
	Timing      string   `json:"timing_recommendations" alias:"timingRecommendations"`
	Destruction string   `json:"destruction_guidance" alias:"destructionGuidance"`
}

// Elemental counts the letters by the four elements.
type Elemental struct {
	Fire       int    `json:"fire"`
	Earth      int    `json:"earth"`
	Air        int    `json:"air"`
	Water      int    `json:"water"`
	Dominant   string `json:"dominant"`
	Meaning    string `json:"meaning"`
	Convention string `json:"convention"`
}

// Planetary is the planet of the sigil.
type Planetary struct {
	Planet      string  `json:"planet"`
	Source      string  `json:"source" doc:"chosen, or letters when it was counted from them."`
	Day         string  `json:"day"`
	Metal       string  `json:"metal"`
	SquareOrder int     `json:"square_order" alias:"squareOrder" doc:"Rows of its magic square."`
	SquareSum   int     `json:"square_sum" alias:"squareSum" doc:"Sum of every row, column and diagonal."`
	Meaning     string  `json:"meaning"`
	BirthDay    *string `json:"birth_day" alias:"birthDay" doc:"Weekday of birth, null without a date of birth."`
	BirthPlanet *string `json:"birth_planet" alias:"birthPlanet" doc:"Planet of that weekday."`
}

// Raw is the detail behind a result.
type Raw struct {
	DrawnLength   float64     `json:"drawn_length" doc:"Of all strokes of the figure, in sides of the square."`
	Strokes       int         `json:"strokes"`
	Centroid      sigil.Point `json:"centroid"`
	Turning       float64     `json:"turning" doc:"Mean of sin of the angle between the points of the path as seen from the middle; over 0 is clockwise."`
	NetRadius     float64     `json:"net_radius" doc:"Distance of the last point from the middle less that of the first."`
	SquareNumbers []int       `json:"square_numbers" doc:"Letter numbers as reduced into the square of the planet."`
}
