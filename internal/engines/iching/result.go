package iching

import "github.com/witnessos/witnessos/internal/engines"

// Result is what the engine returns. Lines are counted from the bottom, which is line 1.
type Result struct {
	engines.Reading `json:"-"`

	QuestionAsked string  `json:"question_asked" alias:"questionAsked"`
	MethodUsed    Method  `json:"method_used" alias:"methodUsed"`
	Cast          Casting `json:"reading"`

	Hexagram       Hexagram `json:"hexagram" doc:"The primary hexagram once more."`
	HexagramNumber int      `json:"hexagram_number" alias:"hexagramNumber"`
	HexagramName   string   `json:"hexagram_name" alias:"hexagramName"`
	Trigrams       Pair     `json:"trigrams" doc:"Names."`
	Judgment       string   `json:"judgment"`
	Image          string   `json:"image"`
	Advice         string   `json:"advice"`

	ChangingLines     []int    `json:"changing_lines" alias:"changingLines" doc:"Positions of the old lines."`
	ChangingLineCount int      `json:"changing_line_count" alias:"changingLineCount"`
	HasMutation       bool     `json:"has_mutation" alias:"hasMutation"`
	TrigramElements   []string `json:"trigram_elements" alias:"trigramElements" doc:"Elements of the upper and the lower trigram in the Later Heaven arrangement."`

	ReadingRule     Rule       `json:"reading_rule" alias:"readingRule" doc:"Which of the texts answers, after Zhu Xi (12th century)."`
	Interpretation  string     `json:"interpretation" alias:"overall_interpretation,overallInterpretation" doc:"The judgment and the texts that answer, as plain text."`
	LineTexts       []LineText `json:"changing_line_interpretations,omitempty" alias:"changingLineInterpretations" doc:"Texts of the old lines, unless they were not asked for."`
	KeyInsights     []string   `json:"key_insights" alias:"keyInsights"`
	GuidanceSummary string     `json:"guidance_summary" alias:"guidanceSummary"`

	Seed string `json:"seed" doc:"Give it as input to repeat the cast."`
	RNG  string `json:"rng" doc:"Generator that the seed feeds."`
	SVG  string `json:"svg,omitempty" doc:"The cast drawn as a sheet, when asked for."`
}

// Casting is the cast with the hexagrams that belong to it.
type Casting struct {
	Primary       Hexagram  `json:"primary_hexagram" alias:"primaryHexagram"`
	PrimaryLines  []Line    `json:"primary_lines" alias:"primaryLines"`
	Relating      *Hexagram `json:"mutation_hexagram,omitempty" alias:"mutationHexagram,relating_hexagram,relatingHexagram" doc:"What the old lines turn the primary hexagram into; absent when all lines are at rest."`
	RelatingLines []Line    `json:"mutation_lines,omitempty" alias:"mutationLines"`
	Nuclear       Relative  `json:"nuclear_hexagram" alias:"nuclearHexagram" doc:"Lines 2-3-4 below lines 3-4-5."`
	Opposite      Relative  `json:"opposite_hexagram" alias:"oppositeHexagram" doc:"Every line the other way."`
	Reversed      Relative  `json:"reversed_hexagram" alias:"reversedHexagram" doc:"The primary hexagram turned over."`
	ChangingLines []int     `json:"changing_lines" alias:"changingLines"`
	MethodUsed    Method    `json:"method_used" alias:"methodUsed"`
}

// Hexagram is one of the 64 with its texts.
type Hexagram struct {
	Relative
	UpperTrigram Trait    `json:"upper_trigram" alias:"upperTrigram"`
	LowerTrigram Trait    `json:"lower_trigram" alias:"lowerTrigram"`
	Lines        []string `json:"lines" doc:"yin or yang, from the bottom up."`
	Judgment     string   `json:"judgment"`
	Image        string   `json:"image"`
	Divination   string   `json:"divination" alias:"advice"`

	LineTexts *LineTexts `json:"changing_lines,omitempty" alias:"changingLines" doc:"Texts of the six lines, unless they were not asked for."`
	Seventh   string     `json:"all_lines_changing,omitempty" alias:"allLinesChanging" doc:"Text of hexagrams 1 and 2 for a cast in which every line changes."`

	encoded []byte // see [Hexagram.AppendJSON]
}

// Relative is a hexagram in short.
type Relative struct {
	Number   int      `json:"number" doc:"1 to 64, in King Wen order."`
	Name     string   `json:"name"`
	Chinese  string   `json:"chinese" alias:"chinese_name,chineseName"`
	Pinyin   string   `json:"pinyin"`
	Symbol   string   `json:"symbol" doc:"Unicode character, U+4DC0 to U+4DFF."`
	Binary   string   `json:"binary" doc:"Lines from the bottom up, 1 for a whole one."`
	Trigrams []string `json:"trigrams" doc:"Names of the upper and the lower trigram."`
	Keywords []string `json:"keywords"`
	Meaning  string   `json:"meaning"`
}

// LineTexts are the texts of the lines of a hexagram, from the bottom up.
type LineTexts struct {
	One   string `json:"1"`
	Two   string `json:"2"`
	Three string `json:"3"`
	Four  string `json:"4"`
	Five  string `json:"5"`
	Six   string `json:"6"`
}

// Trait is a trigram with its attributes in the Later Heaven arrangement.
type Trait struct {
	Name      string `json:"name"`
	Chinese   string `json:"chinese"`
	Pinyin    string `json:"pinyin"`
	Symbol    string `json:"symbol"`
	Binary    string `json:"binary"`
	Attribute string `json:"attribute"`
	Element   string `json:"element"`
	Direction string `json:"direction"`
	Family    string `json:"family"`
	Meaning   string `json:"meaning"`
}

// Pair is the names of the trigrams of a hexagram.
type Pair struct {
	Upper string `json:"upper"`
	Lower string `json:"lower"`
}

// Line is one line of a cast.
type Line struct {
	Position int    `json:"position"`
	Value    int    `json:"value" doc:"6 old yin, 7 young yang, 8 young yin, 9 old yang."`
	Type     string `json:"type" doc:"yin or yang."`
	Name     string `json:"name"`
	Chinese  string `json:"chinese" doc:"As the old book calls the line."`
	Changing bool   `json:"changing"`
}

// LineText is an old line with what it says.
type LineText struct {
	Line
	Text string `json:"text"`
}

// Rule says which texts answer.
type Rule struct {
	Rule  string     `json:"rule" doc:"The rule in a sentence."`
	Texts []RuleText `json:"texts" doc:"One or two; the first leads."`
}

// RuleText is a text that answers.
type RuleText struct {
	Hexagram int    `json:"hexagram" doc:"King Wen number."`
	Part     string `json:"part" doc:"judgment, line or all_lines."`
	Line     int    `json:"line,omitempty"`
	Text     string `json:"text,omitempty" doc:"Absent for lines when their texts were not asked for."`
}

// Raw is the detail behind a result.
type Raw struct {
	Values     Cast       `json:"values" doc:"Lines from the bottom up."`
	Relating   Cast       `json:"relating_values"`
	Odds       [4]float64 `json:"odds" doc:"Chances of a line to be 6, 7, 8 and 9."`
	Method     string     `json:"method"`
	Themes     string     `json:"theme_convention"`
	Confidence string     `json:"confidence_convention"`
	Note       string     `json:"note"`
}
