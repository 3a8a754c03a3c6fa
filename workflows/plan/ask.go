package plan

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/schema"
	"github.com/witnessos/witnessos/internal/service"
)

// Ask is a request for a workflow as it was understood.
type Ask struct {
	Type    string
	Self    Person
	Partner *Person // of relationships

	Question   string // never empty: what the engines that draw are asked
	Intention  string
	Focus      string     // as sent, or the type's own
	Day        civil.Date // of daily; zero: today, which is for the caller to find out
	Forecast   bool       // the wish for forecasts in a daily workflow
	Predictive bool
	Subject    string // the proven user id of the caller, or ""

	Items []Item // of custom
	Set   string // of custom, instead of items

	Options Options
}

// Item is one engine of a custom workflow. Its input is a JSON object, null, or whatever the caller
// sent in its place.
type Item = service.BatchItem

// Options are the wishes that a workflow knows.
type Options struct {
	UseCache          bool
	IncludeDivination bool
	Depth             string // basic, standard or deep
}

// requestFields are the members of a request beside the profiles.
type requestFields struct {
	Intention  string     `json:"intention" maxLength:"500"`
	Question   string     `json:"question" maxLength:"500"`
	Focus      string     `json:"focus_area" maxLength:"100"`
	Day        civil.Date `json:"date" alias:"target_date,targetDate" minimum:"1900-01-01"`
	Forecast   bool       `json:"forecast_mode"`
	Predictive bool       `json:"include_predictive"`
	Set        string     `json:"set" enum:"complete_natal,relationship_compatibility,career_guidance,spiritual_development,life_transition,daily_guidance,shadow_work,manifestation_timing"`
}

// optionFields are the members of options. Divination, depth and format are those of named sets.
type optionFields struct {
	UseCache          bool   `json:"use_cache"`
	IncludeDivination bool   `json:"include_divination"`
	Depth             string `json:"analysis_depth" enum:"basic,standard,deep" default:"standard"`
	Format            string `json:"format" enum:"standard,mystical,witnessOS" default:"standard"`
	Focus             string `json:"focus_area" maxLength:"100"`
	Forecast          bool   `json:"forecast_mode"`
	Predictive        bool   `json:"include_predictive"`
}

// Read understands the body of a request for a workflow of that type; items are the engines of a
// custom one. The error is a 400: the code of the type when a part is missing that it cannot do
// without, and VALIDATION_ERROR, with everything that is wrong, when something that is there is not
// right. Both name the field. Birth dates are judged by the time of the request.
func Read(workflowType string, body json.RawMessage, items []Item, now time.Time) (*Ask, *api.Error) {
	var parts struct {
		Self    json.RawMessage `json:"userProfile"`
		Partner json.RawMessage `json:"partnerProfile"`
		Options json.RawMessage `json:"options"`
	}
	if len(body) == 0 {
		body = json.RawMessage("{}")
	}
	if json.Unmarshal(body, &parts) != nil {
		return nil, api.ErrInvalidJSON
	}
	a := &Ask{Type: workflowType, Items: items}
	var wrong schema.Problems
	read := func(part string, profile json.RawMessage, into *Person) {
		if given(profile) {
			who, problems := ReadPerson(profile)
			*into = who
			wrong = append(wrong, under(part, who.lives(now, problems))...)
		}
	}
	read("userProfile", parts.Self, &a.Self)
	wrong = append(wrong, a.readWishes(body, parts.Options)...)
	if a.Type == Relationships || a.Set == both {
		a.Partner = &Person{}
		read("partnerProfile", parts.Partner, a.Partner)
	}
	if missing := a.missing(given(parts.Self), given(parts.Partner), wrong); missing != nil {
		return nil, missing
	}
	if len(wrong) > 0 {
		return nil, api.Validation(Problems(wrong)...)
	}
	return a, nil
}

// readWishes reads what stands beside the profiles.
func (a *Ask) readWishes(body, options json.RawMessage) (wrong schema.Problems) {
	if !given(options) {
		options = json.RawMessage("{}")
	}
	top, _, problems := schema.Decode[requestFields](body)
	for _, p := range problems {
		if a.knows(p.Field) {
			wrong = append(wrong, p)
		}
	}
	wish, _, problems := schema.Decode[optionFields](options)
	wrong = append(wrong, under("options", problems)...)

	w, _ := find(a.Type)
	a.Intention = or(top.Intention, a.Self.Intention)
	a.Question = or(or(top.Question, a.Intention), w.question)
	a.Focus = or(or(top.Focus, wish.Focus), w.focus)
	a.Day = top.Day
	a.Forecast = top.Forecast || wish.Forecast
	a.Predictive = top.Predictive || wish.Predictive
	a.Options = Options{wish.UseCache, wish.IncludeDivination, wish.Depth}
	if a.Type == Custom && a.Items == nil {
		a.Set = top.Set
	}
	return wrong
}

// knows reports whether a member of the body means something to the type; all others are ignored.
func (a *Ask) knows(field string) bool {
	switch field {
	case "date", "forecast_mode", "include_predictive":
		return a.Type == Daily
	case "set":
		return a.Type == Custom
	}
	return true
}

// missing is the error of a request that lacks what its type cannot do without: everything that is
// lacking at once. A field that is there and wrong is not lacking.
func (a *Ask) missing(self, partner bool, wrong schema.Problems) *api.Error {
	w, _ := find(a.Type)
	code := w.lacking
	var lacking []string
	need := func(field string, there bool) {
		if !there && !wrong.Has(field) {
			lacking = append(lacking, field)
		}
	}
	need("userProfile", self)
	switch {
	case a.Partner != nil: // both have to say something that can be compared
		code = "MISSING_PROFILES"
		if self && a.Self.empty() {
			need("userProfile", false)
		}
		need("partnerProfile", partner && !a.Partner.empty())
	case a.Type == Spiritual:
		need("intention", a.Intention != "")
	case self && !wrong.Has("userProfile.input"): // a profile that is none has no fields
		for _, field := range w.fields {
			need("userProfile."+field, field == "full_name" && a.Self.FullName != "" || field == "birth_date" && a.Self.BirthDate != "")
		}
	}
	if lacking == nil {
		return nil
	}
	var problems schema.Problems
	for _, field := range lacking {
		problems = append(problems, schema.Missing(field))
	}
	e := api.Validation(Problems(problems)...)
	e.Code = code
	return e
}

// under puts the part of the body before the fields of problems.
func under(part string, problems schema.Problems) schema.Problems {
	for i := range problems {
		problems[i].Field = part + "." + problems[i].Field
	}
	return problems
}

// Problems words problems for the client. What is wrong with a part as a whole is under its name.
func Problems(problems schema.Problems) []api.FieldProblem {
	list := make([]api.FieldProblem, len(problems))
	for i := range problems {
		p := &problems[i]
		list[i] = api.FieldProblem{Field: p.Field, Code: string(p.Code), Message: p.Message, Expected: p.Expected, Received: p.Received}
		if p.Code == schema.CodeInvalidInput {
			list[i].Field = strings.TrimSuffix(p.Field, ".input")
		}
	}
	return list
}

// Under is Problems of a part of the body; "" is the body itself.
func Under(part string, problems schema.Problems) []api.FieldProblem {
	if part != "" {
		problems = under(part, problems)
	}
	return Problems(problems)
}

func given(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }
