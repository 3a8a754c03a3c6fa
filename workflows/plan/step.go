package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/engines"
)

// Step is one calculation of a workflow.
type Step struct {
	Engine  string          // canonical name, or what the caller wrote
	Subject string          // Self or Partner where there are two; else empty
	Input   json.RawMessage // nil when the step is left out
	// Missing is the field of the request without which the step is left out.
	Missing string
	// TimeUnknown says that the engine was told to do without a time of birth.
	TimeUnknown bool
	// Compares says that the step is there for the compatibility of two persons only.
	Compares bool
}

// The subjects of a workflow about two persons.
const (
	Self    = "self"
	Partner = "partner"
)

// Reason says why a step is left out.
func (s *Step) Reason() string {
	if strings.HasSuffix(s.Missing, ".enneagram") {
		return "Left out: " + s.Missing + " has neither a type nor answers"
	}
	return "Left out: " + s.Missing + " is not given"
}

// Background are the steps of an instance of that type, and nil for a type that has no such mode.
// Nothing is left out: the engines themselves say what they lack.
func Background(workflowType string, who Person) []Step {
	w, _ := find(workflowType)
	f := facts{who: &who, question: or(who.Intention, w.question)}
	var steps []Step
	for _, c := range w.background {
		input, _ := f.compose(c.engine, c.options)
		steps = append(steps, Step{Engine: c.engine, Input: input.JSON()})
	}
	return steps
}

// Steps are the calculations that a request asks for.
func (a *Ask) Steps() []Step {
	f := facts{who: &a.Self, question: a.Question, intention: a.Intention, day: a.Day.String()}
	if a.Type == Custom && a.Set == "" {
		return a.customSteps(f)
	}
	var steps []Step
	add := func(c choice, subject string, f facts) {
		f.seed = a.seed(c.engine)
		steps = append(steps, f.step(c, subject))
	}
	for _, c := range a.choices() {
		if a.Partner == nil || c.engine == "tarot" { // the cards are asked once, for both
			add(c, "", f)
			continue
		}
		theirs := f
		theirs.who = a.Partner
		add(c, Self, f)
		add(c, Partner, theirs)
	}
	if a.Partner != nil {
		steps = append(steps, a.comparisons()...)
	}
	return steps
}

// choices are the engines of the type or of the set.
func (a *Ask) choices() []choice {
	if a.Set == "" {
		w, _ := find(a.Type)
		return w.now
	}
	var list []choice
	cards := choice{"tarot", `"spread_type":"three_card"`}
	if a.Options.Depth == "deep" {
		cards.options = `"spread_type":"celtic_cross"`
	}
	drawn := false
	for _, engine := range setOf(a.Set) {
		if engine == cards.engine {
			list, drawn = append(list, cards), true
			continue
		}
		list = append(list, choice{engine, ""})
	}
	if a.Options.IncludeDivination && !drawn {
		list = append(list, cards)
	}
	return list
}

// step is one calculation about one person, or the reason why there is none.
func (f *facts) step(c choice, subject string) Step {
	s := Step{Engine: c.engine, Subject: subject}
	input, missing := f.compose(c.engine, c.options)
	if lacking := needs(c.engine, missing); lacking != "" {
		s.Missing = part(lacking, subject)
		return s
	}
	if sky(c.engine) && f.who.BirthTime == "" {
		input.Set("time_unknown", true)
		s.TimeUnknown = true
	}
	s.Input = input.JSON()
	return s
}

// Lacking is the first thing without which an engine cannot calculate for a person who asks nothing
// and brings nothing along; "" when the profile holds all that it needs.
func Lacking(engine string, who *Person) string {
	switch engine {
	case "face_reading", "biofield": // somebody has to agree, and to be looked at, each time
		return "consent"
	}
	f := facts{who: who}
	_, missing := f.compose(engine, "")
	return needs(engine, missing)
}

// part is where in a request a member is to be given.
func part(member, subject string) string {
	switch {
	case member == "intention" || member == "question":
		return member
	case subject == Partner:
		return "partnerProfile." + member
	}
	return "userProfile." + member
}

func (a *Ask) customSteps(f facts) []Step {
	steps := make([]Step, len(a.Items))
	for i, item := range a.Items {
		engine := item.EngineName
		if canonical, ok := engines.Canonical(engine); ok {
			engine = canonical
		}
		steps[i] = Step{Engine: engine}
		steps[i].Input, steps[i].TimeUnknown = f.complete(engine, item.Input)
	}
	return steps
}

// comparisons are the steps of the compatibility block. The engines compare two persons themselves,
// when their input names both.
func (a *Ask) comparisons() []Step {
	me, you := facts{who: &a.Self}, facts{who: a.Partner}
	compare := func(engine, options string, theirs func(o *api.Object)) Step {
		s := me.step(choice{engine, options}, Self)
		s.Compares = true
		yours := you.step(choice{engine, ""}, Partner)
		if s.Missing == "" && yours.Missing != "" {
			s.Missing, s.Input = yours.Missing, nil
		}
		if s.Missing != "" {
			return s
		}
		s.TimeUnknown = s.TimeUnknown || yours.TimeUnknown
		members := &api.Object{}
		theirs(members)
		s.Input = joined(s.Input, members)
		return s
	}
	return []Step{
		compare("numerology", "", func(o *api.Object) {
			o.Set("person2_name", a.Partner.FullName).Set("person2_birth_date", a.Partner.BirthDate)
			if kind := strings.ToLower(a.Focus); strings.Contains(" romantic friendship business family general ", " "+kind+" ") {
				o.Set("relationship_type", kind)
			}
		}),
		compare("biorhythm", `"forecast_days":1`, func(o *api.Object) { o.Set("partner_birth_date", a.Partner.BirthDate) }),
		compare("human_design", `"include_design_calculation":false,"detailed_gates":false`, func(o *api.Object) {
			o.Set("partner", you.step(choice{"human_design", ""}, Partner).Input)
		}),
		compare("enneagram", `"focus_area":"relationships"`, func(o *api.Object) { o.Set("partner", a.Partner.Enneagram) }),
	}
}

// joined puts the members of an object behind those of another.
func joined(object json.RawMessage, members *api.Object) json.RawMessage {
	text := members.JSON()
	if len(text) == len("{}") {
		return object
	}
	return append(append(object[:len(object)-1:len(object)-1], ','), text[1:]...)
}

// seed is the one from which an engine draws in a daily workflow of a known person: the same all
// day, so that looking twice changes nothing, and another for everybody else. Another question is
// another draw.
func (a *Ask) seed(engine string) string {
	if a.Type != Daily || a.Subject == "" || a.Day.IsZero() {
		return ""
	}
	purpose := "daily"
	if w, _ := find(Daily); a.Question != w.question {
		purpose += "\x00" + a.Question
	}
	return DaySeed(a.Subject, a.Day.String(), engine, purpose)
}

// DaySeed is the seed of what an engine draws for a person on a day (calculation spec, section 1.4):
// SHA-256 over user id, date, engine and purpose, each closed by a zero byte, in hexadecimal.
func DaySeed(userID, date, engine, purpose string) string {
	sum := sha256.Sum256([]byte(userID + "\x00" + date + "\x00" + engine + "\x00" + purpose + "\x00"))
	return hex.EncodeToString(sum[:])
}

func or(text, otherwise string) string {
	if strings.TrimSpace(text) == "" {
		return otherwise
	}
	return text
}
