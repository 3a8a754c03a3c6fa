package tarot

import "github.com/witnessos/witnessos/internal/engines"

// Result is what the engine returns. Names are those of the deck that was asked for.
type Result struct {
	engines.Reading `json:"-"`

	QuestionAsked string `json:"question_asked" alias:"questionAsked,question"`
	SpreadType    string `json:"spread_type" alias:"spreadType"`
	DeckUsed      Deck   `json:"deck_used" alias:"deckUsed"`
	DeckName      string `json:"deck_name" alias:"deckName" doc:"The deck's name for people."`
	FocusArea     string `json:"focus_area,omitempty" alias:"focusArea"`

	SpreadLayout SpreadLayout `json:"spread_layout" alias:"spreadLayout"`
	DrawnCards   []DrawnCard  `json:"drawn_cards" alias:"drawnCards" doc:"In the order of the positions."`
	Cards        []CardBrief  `json:"cards" doc:"The drawn cards in short."`
	Card         Face         `json:"card" doc:"The first drawn card."`
	Meaning      string       `json:"meaning" doc:"What the first drawn card says as it lies."`

	ElementalBalance   ElementalBalance  `json:"elemental_balance" alias:"elementalBalance"`
	ArchetypalPatterns []string          `json:"archetypal_patterns" alias:"archetypalPatterns" doc:"What stands out about several cards: majors, courts, aces, suits, ranks."`
	OverallTheme       string            `json:"overall_theme" alias:"overallTheme" doc:"The theme that most cards share, with their names."`
	CardMeanings       map[string]string `json:"card_meanings" alias:"cardMeanings" doc:"Interpretations under position_card, such as Past_The Fool."`
	Interpretation     string            `json:"interpretation" alias:"spread_interpretation,spreadInterpretation" doc:"The positions read together."`
	KeyInsights        []string          `json:"key_insights" alias:"keyInsights"`
	GuidanceSummary    string            `json:"guidance_summary" alias:"guidanceSummary,advice"`
	TimingIndicators   []string          `json:"timing_indicators" alias:"timingIndicators" doc:"Pace of the leading suit, and days that tradition gives to the cards; no forecast."`
	ActionSteps        []string          `json:"action_steps" alias:"actionSteps"`
	MeditationFocus    string            `json:"meditation_focus" alias:"meditationFocus"`

	Seed string `json:"seed" doc:"Give it as input to draw the same cards."`
	RNG  string `json:"rng" doc:"Generator that the seed feeds."`
	SVG  string `json:"svg,omitempty" doc:"The spread drawn as a sheet, when asked for."`
}

// SpreadLayout is the spread without its cards.
type SpreadLayout struct {
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Positions   []string `json:"positions" doc:"Names, in the order in which they are dealt."`
	CardCount   int      `json:"card_count" alias:"cardCount"`
}

// Face is a card with its texts, however it lies.
type Face struct {
	Name            string   `json:"name"`
	Title           string   `json:"title,omitempty" doc:"Title that the Thoth deck prints on its small cards."`
	Suit            string   `json:"suit,omitempty"`
	Number          int      `json:"number" doc:"Of majors as printed, 0 to 21; of minors 1, the ace, to 10, then 11 to 14 for the courts from the lowest."`
	ArcanaType      string   `json:"arcana_type" alias:"arcanaType" doc:"major or minor."`
	Keywords        []string `json:"keywords"`
	Picture         string   `json:"picture" doc:"What is to be seen on the card."`
	UprightMeaning  string   `json:"upright_meaning" alias:"uprightMeaning"`
	ReversedMeaning string   `json:"reversed_meaning" alias:"reversedMeaning"`
	Element         string   `json:"element" doc:"Fire, Water, Air or Earth."`
	Astrological    string   `json:"astrological" doc:"Attribution of the Golden Dawn: planet, sign, planet in a sign, or element of an element."`
	Question        string   `json:"question" doc:"To sit with."`
}

// DrawnCard is a card in its position.
type DrawnCard struct {
	Card            Face   `json:"card"`
	Position        string `json:"position" doc:"Name of the position."`
	PositionNumber  int    `json:"position_number" alias:"positionNumber" doc:"From 1."`
	PositionMeaning string `json:"position_meaning" alias:"positionMeaning"`
	Reversed        bool   `json:"reversed"`
	Interpretation  string `json:"interpretation"`
}

// CardBrief is a drawn card in the terms of the Raycast extension.
type CardBrief struct {
	Name            string `json:"name"`
	Suit            string `json:"suit,omitempty"`
	Number          int    `json:"number"`
	Reversed        bool   `json:"reversed"`
	Meaning         string `json:"meaning" doc:"As the card lies."`
	PositionMeaning string `json:"position_meaning"`
}

// ElementalBalance counts the drawn cards of each element.
type ElementalBalance struct {
	Fire  int `json:"Fire"`
	Water int `json:"Water"`
	Air   int `json:"Air"`
	Earth int `json:"Earth"`
}

// Raw is the detail behind a result.
type Raw struct {
	Order       []int          `json:"order" doc:"Drawn cards: 0 to 21 the majors after Waite, then 14 each of Wands, Cups, Swords and Pentacles."`
	Reversed    []bool         `json:"reversed"`
	Probability float64        `json:"reversal_probability" doc:"As used; 0 when no card may be reversed."`
	Themes      map[string]int `json:"theme_weights" doc:"Project convention: 2 for the first and 1 for the second theme of a major, 1 for that of a minor."`
	Tradition   string         `json:"tradition"`
	Timing      string         `json:"timing_convention"`
	Deck        string         `json:"deck"`
	Confidence  string         `json:"confidence_convention"`
	Note        string         `json:"note"`
}
