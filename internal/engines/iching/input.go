package iching

import (
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/draw"
	"github.com/witnessos/witnessos/internal/schema"
)

// Input is what the engine accepts.
type Input struct {
	Question     string    `json:"question" required:"true" maxLength:"1000" doc:"What is asked; may be empty when there is an intention."`
	Intention    string    `json:"intention,omitempty" maxLength:"1000" doc:"What the cast is for, in place of a question or beside it."`
	Context      string    `json:"context,omitempty" maxLength:"2000" doc:"Circumstances, repeated in the reading."`
	Urgency      string    `json:"urgency,omitempty" maxLength:"100" doc:"How pressing it is, in the caller's words."`
	FocusArea    string    `json:"focus_area,omitempty" maxLength:"100" doc:"Part of life that is asked about, such as work."`
	Method       Method    `json:"method" enum:"coins,yarrow,random,coin,coin_toss,three_coins,yarrow_stalks" default:"coins" doc:"Three coins, the odds of the yarrow stalks, or one hexagram at random without changing lines. The last four are other names of the first two."`
	IncludeLines bool      `json:"include_changing_lines" default:"true" doc:"Whether to give the texts of the lines."`
	IncludeSVG   bool      `json:"include_svg,omitempty" doc:"Whether to draw the cast: data.svg."`
	Seed         draw.Seed `json:"seed,omitempty"`
}

// Normalize tidies the texts, resolves the names of the methods and asks for a question or an
// intention.
func (in *Input) Normalize(_ engines.Env, check *engines.Check) {
	for _, text := range []*string{&in.Question, &in.Intention, &in.Context, &in.Urgency, &in.FocusArea} {
		*text = strings.Join(strings.Fields(*text), " ")
	}
	switch in.Method {
	case "coin", "coin_toss", "three_coins":
		in.Method = Coins
	case "yarrow_stalks":
		in.Method = Yarrow
	}
	if in.Question == "" && in.Intention == "" {
		check.Report(schema.Problem{
			Field: "question", Code: schema.CodeInvalidValue, Expected: "a question, or an intention beside an empty one",
			Message: "Field 'question' may be empty only with an 'intention'",
		})
	}
}
