package enneagram

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
)

// Method is a way to find the type.
type Method string

// The methods.
const (
	ByAssessment Method = "assessment"
	BySelection  Method = "self_select"
	ByIntuition  Method = "intuitive"
)

// Person is what is known of somebody's type. Which of the data count depends on the method.
type Person struct {
	Method       Method  `json:"identification_method" enum:"assessment,self_select,intuitive" default:"assessment" doc:"How the type is found: from answers, from your own choice, or from a description."`
	SelectedType Type    `json:"selected_type,omitempty" alias:"self_selected_type,selfSelectedType" minimum:"1" maximum:"9" doc:"Your type, for self_select."`
	SelectedWing Type    `json:"selected_wing,omitempty" minimum:"1" maximum:"9" doc:"Your wing, a neighbour of the type, for self_select."`
	Answers      Answers `json:"assessment_responses,omitzero" alias:"responses,assessment_answers,assessmentAnswers" doc:"For assessment: answers to its items, or votes."`
	Description  string  `json:"behavioral_description,omitempty" maxLength:"4000" doc:"How you are, in English and in your own words, for intuitive."`
}

// Input is what the engine accepts.
type Input struct {
	Person
	Partner          *Person `json:"partner,omitempty" doc:"A second person to compare with: data.compatibility."`
	IncludeWings     bool    `json:"include_wings" default:"true" doc:"Whether to describe the wings and to find yours."`
	IncludeInstincts bool    `json:"include_instincts" default:"true" doc:"Whether to describe the instincts and to find yours."`
	IncludeArrows    bool    `json:"include_arrows" default:"true" doc:"Whether to describe integration and disintegration."`
	FocusArea        string  `json:"focus_area,omitempty" enum:"growth,relationships,career,spirituality" doc:"Part of life to add guidance for."`
	IncludeSVG       bool    `json:"include_svg,omitempty" doc:"Whether to draw the circle with the result: data.svg."`
}

// Normalize checks the data that the method needs, and drops, with a warning, what belongs to
// another method, so that inputs that mean the same are the same.
func (in *Input) Normalize(_ engines.Env, check *engines.Check) {
	in.Person.normalize("", check)
	if in.Partner != nil {
		in.Partner.normalize("partner.", check)
	}
}

// normalize is Normalize for the person whose fields are below path.
func (in *Person) normalize(path string, check *engines.Check) {
	for _, p := range in.Answers.problems {
		name := path + "assessment_responses." + p.Field
		p.Message = strings.Replace(p.Message, "'"+p.Field+"'", "'"+name+"'", 1)
		p.Field = name
		check.Report(p)
	}
	if !check.OK(path + "identification_method") {
		return
	}
	if in.Method != ByAssessment && !in.Answers.IsZero() {
		in.unused(path+"assessment_responses", check)
		in.Answers = Answers{}
	}
	if in.Method != ByIntuition && in.Description != "" {
		in.unused(path+"behavioral_description", check)
		in.Description = ""
	}
	if in.Method != BySelection {
		if in.SelectedType != 0 {
			in.unused(path+"selected_type", check)
		}
		if in.SelectedWing != 0 {
			in.unused(path+"selected_wing", check)
		}
		in.SelectedType, in.SelectedWing = 0, 0
	}
	switch in.Method {
	case ByAssessment:
		in.checkAnswers(path+"assessment_responses", check)
	case BySelection:
		in.checkSelection(path, check)
	case ByIntuition:
		in.checkDescription(path+"behavioral_description", check)
	}
}

func (in *Person) unused(field string, check *engines.Check) {
	check.Warn("Field '" + field + "' has no effect with identification_method '" + string(in.Method) + "'")
}

// missing reports a field that only the chosen method needs.
func (in *Person) missing(field string, check *engines.Check) {
	p := schema.Missing(field)
	p.Message += " (identification_method is '" + string(in.Method) + "')"
	check.Report(p)
}

func (in *Person) checkAnswers(field string, check *engines.Check) {
	switch {
	case in.Answers.IsZero():
		in.missing(field, check)
	case check.OK(field) && len(in.Answers.votes) == 0 && countLikert(&in.Answers).answered() == 0:
		p := schema.Missing(field)
		p.Message = "Field '" + field + "' answers no item about the types"
		p.Expected = "an answer to at least one of the " + strconv.Itoa(typeItems) + " items about the types"
		check.Report(p)
	}
}

func (in *Person) checkSelection(path string, check *engines.Check) {
	t := in.SelectedType
	if t == 0 {
		in.missing(path+"selected_type", check)
	}
	if t.valid() && in.SelectedWing != 0 && !t.IsNeighbour(in.SelectedWing) {
		wings := t.Previous().String() + " or " + t.Next().String()
		check.Report(schema.Problem{
			Field: path + "selected_wing", Code: schema.CodeInvalidValue, Expected: wings, Received: int(in.SelectedWing),
			Message: "Field '" + path + "selected_wing' must be a neighbour of type " + t.String() + ": " + wings,
		})
	}
}

func (in *Person) checkDescription(field string, check *engines.Check) {
	switch {
	case in.Description == "":
		in.missing(field, check)
	case countWords(in.Description).total == 0:
		check.Report(schema.Problem{
			Field: field, Code: schema.CodeInvalidValue, Received: schema.Excerpt(in.Description),
			Expected: "English words for qualities, such as curious, loyal or cheerful",
			Message:  "Field '" + field + "' has no word that points to a type",
		})
	}
}
