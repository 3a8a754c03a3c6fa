package numerology

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
)

// Number is a number that may not exist: a name without vowels has no soul urge. Zero
// stands for that and is null in JSON.
type Number int

// AppendJSON writes the number, or null for zero.
func (n Number) AppendJSON(b []byte) ([]byte, error) {
	if n == 0 {
		return append(b, "null"...), nil
	}
	return strconv.AppendInt(b, int64(n), 10), nil
}

// MarshalJSON writes the same.
func (n Number) MarshalJSON() ([]byte, error) { return n.AppendJSON(nil) }

// JSONSchema describes the type.
func (Number) JSONSchema() *schema.Schema {
	return &schema.Schema{Type: []string{"integer", "null"}}
}

// Result is what the engine returns. Its aliases are the names that three generations of
// clients read.
type Result struct {
	engines.Reading `json:"-"`

	FullName  string     `json:"full_name"`
	BirthDate civil.Date `json:"birth_date"`

	LifePath     int    `json:"life_path" alias:"lifePath,life_path_number" doc:"1-9, 11, 22 or 33, as all core numbers."`
	Expression   int    `json:"expression" alias:"expression_number" doc:"All letters of the name."`
	SoulUrge     Number `json:"soul_urge" alias:"soulUrge,soul_urge_number" doc:"Vowels of the name; null when it has none."`
	Personality  Number `json:"personality" alias:"personality_number" doc:"Consonants of the name; null when it has none."`
	Maturity     int    `json:"maturity" alias:"maturity_number" doc:"Life path and expression."`
	PersonalYear int    `json:"personal_year" alias:"personalYear,personal_year_number" doc:"1-9, for calculation_year."`

	PersonalMonth int `json:"personal_month" doc:"1-9, for the month of calculation_date."`
	PersonalDay   int `json:"personal_day" doc:"1-9, for calculation_date."`
	Birthday      int `json:"birthday" alias:"birth_day" doc:"The day of the month, reduced."`
	Attitude      int `json:"attitude" doc:"Month and day of birth."`

	LifePathSteps     Steps `json:"life_path_steps"`
	LifePathAllDigits int   `json:"life_path_all_digits" doc:"Common variant: the digits of the date in one sum."`

	LifeExpressionBridge  int       `json:"life_expression_bridge" alias:"lifeExpressionBridge"`
	SoulPersonalityBridge *int      `json:"soul_personality_bridge" alias:"soulPersonalityBridge"`
	Bridges               BridgeSet `json:"bridge_numbers"`

	Masters     []int `json:"master_numbers" alias:"masterNumbers"`
	KarmicDebts []int `json:"karmic_debt" alias:"karmicDebt,karmic_debt_numbers"`

	Pinnacles       [4]Pinnacle `json:"pinnacles"`
	PinnacleNumbers [4]int      `json:"pinnacle_numbers"`
	Challenges      [4]int      `json:"challenges" alias:"challenge_numbers"`

	System          System     `json:"numerology_system" alias:"numerologySystem,system_used"`
	CalculationYear int        `json:"calculation_year" alias:"calculationYear"`
	CalculationDate civil.Date `json:"calculation_date"`

	NameBreakdown   Breakdown     `json:"name_breakdown" alias:"nameBreakdown"`
	Preferred       *PreferredSet `json:"preferred_name_analysis,omitempty"`
	CoreMeanings    CoreMeanings  `json:"core_meanings" alias:"coreMeanings"`
	Interpretations TextSet       `json:"interpretations"`
	Meanings        Meanings      `json:"meanings"`

	YearlyGuidance     string   `json:"yearly_guidance" alias:"yearlyGuidance"`
	LifePurpose        string   `json:"life_purpose" alias:"lifePurpose"`
	CompatibilityNotes []string `json:"compatibility_notes" alias:"compatibilityNotes"`
	FavorablePeriods   []string `json:"favorable_periods" alias:"favorablePeriods"`
	ChallengePeriods   []string `json:"challenge_periods" alias:"challengePeriods"`

	Compatibility *Compatibility `json:"compatibility,omitempty"`

	SVG string `json:"svg,omitempty" doc:"The numbers as an SVG document, with include_svg."`
}

// Steps are the components of the life path.
type Steps struct {
	Month int `json:"month"`
	Day   int `json:"day"`
	Year  int `json:"year"`
	Sum   int `json:"sum" doc:"Before reduction."`
}

// BridgeSet holds the distances between core numbers.
type BridgeSet struct {
	LifePathExpression    int  `json:"life_path_expression"`
	SoulUrgePersonality   *int `json:"soul_urge_personality"`
	LifePathSoulUrge      *int `json:"life_path_soul_urge"`
	ExpressionPersonality *int `json:"expression_personality"`
}

// Breakdown shows how the name was counted.
type Breakdown struct {
	Letters []Letter `json:"letters"`
	Words   []Word   `json:"words"`
	Totals  Sums     `json:"totals"`
}

// Sums are totals of letters before reduction.
type Sums struct {
	Expression  int `json:"expression"`
	SoulUrge    int `json:"soul_urge"`
	Personality int `json:"personality"`
}

// PreferredSet are the numbers of the name in daily use.
type PreferredSet struct {
	Name        string `json:"name"`
	Expression  int    `json:"expression"`
	SoulUrge    Number `json:"soul_urge"`
	Personality Number `json:"personality"`

	Meanings PreferredMeanings `json:"meanings"`
}

// PreferredMeanings are the numbers of the name in daily use in a few words.
type PreferredMeanings struct {
	Expression  string `json:"expression"`
	SoulUrge    string `json:"soul_urge"`
	Personality string `json:"personality"`
}

// CoreMeanings are the four core numbers in a few words.
type CoreMeanings struct {
	LifePath    string `json:"life_path"`
	Expression  string `json:"expression"`
	SoulUrge    string `json:"soul_urge"`
	Personality string `json:"personality"`
}

// TextSet holds a text for each of the six numbers that clients show.
type TextSet struct {
	LifePath     string `json:"life_path"`
	Expression   string `json:"expression"`
	SoulUrge     string `json:"soul_urge"`
	Personality  string `json:"personality"`
	Maturity     string `json:"maturity"`
	PersonalYear string `json:"personal_year"`
}

// Meanings are the texts of everything else.
type Meanings struct {
	Birthday      string         `json:"birthday"`
	Attitude      string         `json:"attitude"`
	PersonalMonth string         `json:"personal_month"`
	PersonalDay   string         `json:"personal_day"`
	Pinnacles     [4]string      `json:"pinnacles"`
	Challenges    [4]string      `json:"challenges"`
	Masters       []NumberedText `json:"master_numbers"`
	KarmicDebts   []NumberedText `json:"karmic_debt"`
	Bridges       BridgeTexts    `json:"bridges"`
}

// NumberedText is the text of a number in a list of varying length.
type NumberedText struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

// BridgeTexts are the texts of the bridges; empty for one that does not exist.
type BridgeTexts struct {
	LifePathExpression    string `json:"life_path_expression" alias:"life_expression"`
	SoulUrgePersonality   string `json:"soul_urge_personality" alias:"soul_personality"`
	LifePathSoulUrge      string `json:"life_path_soul_urge"`
	ExpressionPersonality string `json:"expression_personality"`
}

// Raw is the detail behind a result: what the conventions of this product were.
type Raw struct {
	Sums         Sums   `json:"unreduced"`
	MaturitySum  int    `json:"maturity_sum"`
	CurrentAge   int    `json:"age_at_calculation_date"`
	CurrentIndex int    `json:"current_pinnacle_index" doc:"0-3."`
	Periods      string `json:"periods_convention"`
}
