package tarot

import (
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/draw"
)

// Input is what the engine accepts.
type Input struct {
	Question            string    `json:"question" required:"true" maxLength:"1000" doc:"What is asked; empty for a reading without a question."`
	SpreadType          string    `json:"spread_type" enum:"single_card,three_card,celtic_cross,two_people,decision,horseshoe,single,relationship,career" default:"three_card" doc:"How the cards are laid. single is another name of single_card; relationship and career are three_card with that focus_area."`
	DeckType            Deck      `json:"deck_type" alias:"deck" enum:"rider_waite,morgan_greer,thoth,rider_waite_smith" default:"rider_waite" doc:"Whose names and pictures the cards have. rider_waite_smith is another name of rider_waite."`
	IncludeReversed     bool      `json:"include_reversed" alias:"include_reversals,includeReversals" default:"true" doc:"Whether cards may lie upside down. The cards themselves do not depend on it."`
	ReversalProbability float64   `json:"reversal_probability" minimum:"0" maximum:"1" default:"0.3" doc:"Chance of each card to lie upside down."`
	FocusArea           string    `json:"focus_area,omitempty" maxLength:"100" doc:"Part of life that is asked about, such as career, relationships or shadow."`
	IncludeSVG          bool      `json:"include_svg,omitempty" doc:"Whether to draw the spread: data.svg."`
	Seed                draw.Seed `json:"seed,omitempty"`
}

// Normalize tidies the texts and resolves the further names of spreads and decks.
func (in *Input) Normalize(_ engines.Env, _ *engines.Check) {
	in.Question = strings.Join(strings.Fields(in.Question), " ")
	in.FocusArea = strings.Join(strings.Fields(in.FocusArea), " ")
	switch in.SpreadType {
	case "single":
		in.SpreadType = "single_card"
	case "relationship", "career":
		if in.FocusArea == "" {
			in.FocusArea = in.SpreadType
		}
		in.SpreadType = "three_card"
	}
	if in.DeckType == "rider_waite_smith" {
		in.DeckType = RiderWaite
	}
}

// areas are names of parts of life, each with its entry in texts.md.
const areas = " career=career work=career job=career vocation=career" +
	" relationships=relationships relationship=relationships love=relationships compatibility=relationships partnership=relationships" +
	" shadow=shadow shadow_work=shadow" +
	" daily_guidance=daily_guidance daily=daily_guidance day=daily_guidance today=daily_guidance" +
	" spiritual=spiritual spirituality=spiritual spiritual_development=spiritual "

// focus is the entry of texts.md for the part of life that is asked about, or empty.
func (in *Input) focus() string {
	area := strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(in.FocusArea), " ", "_"), "-", "_")
	if strings.Contains(area, "=") {
		return ""
	}
	_, found, _ := strings.Cut(areas, " "+area+"=")
	entry, _, _ := strings.Cut(found, " ")
	return entry
}
