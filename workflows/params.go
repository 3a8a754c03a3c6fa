package workflows

import (
	"encoding/json"
	"errors"
	"slices"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
	"github.com/witnessos/witnessos/internal/service"
)

// The types of a ConsciousnessWorkflow.
const (
	Natal     = "natal"
	Career    = "career"
	Spiritual = "spiritual"
)

// Types lists them.
func Types() []string { return []string{Natal, Career, Spiritual} }

// Params are what an instance is created with. They hold no secret, and of the profile only what
// the engines of the workflow need.
type Params struct {
	WorkflowType string          `json:"workflowType"`
	UserProfile  service.Profile `json:"userProfile"`
	Options      Options         `json:"options"`
}

// Options say what an instance does beside calculating. Depth is basic, detailed or comprehensive.
type Options struct {
	Depth           string `json:"depth"`
	IncludeForecast bool   `json:"includeForecast"`
	IncludeGuidance bool   `json:"includeGuidance"`
	SaveResults     bool   `json:"saveResults"`
}

// profileFields is a profile as clients spell it.
type profileFields struct {
	FullName  string     `json:"full_name" alias:"name,birth_name" maxLength:"200"`
	BirthDate civil.Date `json:"birth_date" alias:"date" required:"true" minimum:"1900-01-01"`
	BirthTime string     `json:"birth_time" alias:"time" format:"time"`
	Location  *location  `json:"birth_location" alias:"location"`
	Latitude  *float64   `json:"birth_latitude" alias:"latitude" minimum:"-90" maximum:"90"`
	Longitude *float64   `json:"birth_longitude" alias:"longitude" minimum:"-180" maximum:"180"`
	engines.Zone
	intentionField
}

type intentionField struct {
	Intention string `json:"intention" maxLength:"500"`
}

type optionFields struct {
	Depth           string `json:"depth" enum:"basic,detailed,comprehensive" default:"detailed"`
	IncludeForecast bool   `json:"include_forecast"`
	IncludeGuidance bool   `json:"include_guidance"`
	SaveResults     bool   `json:"save_results"`
}

var errNoProfile = api.NewError(400, "MISSING_PARAMS", "userProfile required")

// ParseParams reads the body of a request for an instance of subject, who has been proven. It
// returns INVALID_JSON, MISSING_PARAMS without a profile, VALIDATION_ERROR with everything that is
// wrong with the fields (a birth date is required, nothing has a default that says something about
// a person), or FORBIDDEN when the body names another user.
func ParseParams(workflowType string, body json.RawMessage, subject string) (Params, *api.Error) {
	if !slices.Contains(Types(), workflowType) {
		return Params{}, api.Field("workflowType", "natal, career or spiritual", workflowType)
	}
	var fields struct {
		UserID  json.RawMessage `json:"userId"`
		Profile json.RawMessage `json:"userProfile"`
		Options json.RawMessage `json:"options"`
	}
	if json.Unmarshal(body, &fields) != nil {
		return Params{}, api.ErrInvalidJSON
	}
	if absent(fields.Profile) {
		return Params{}, errNoProfile
	}
	var named struct {
		UserID json.RawMessage `json:"userId"`
	}
	// A profile that is no object is refused below.
	_ = json.Unmarshal(fields.Profile, &named)
	for _, id := range []json.RawMessage{fields.UserID, named.UserID} {
		if !absent(id) && plainID(id) != "" && plainID(id) != subject {
			return Params{}, api.ErrForbidden
		}
	}
	return decodeParams(workflowType, subject, body, fields.Profile, fields.Options)
}

// decodeParams checks the fields of the parts of a body, all of them before it complains.
func decodeParams(workflowType, subject string, body, profile, options json.RawMessage) (Params, *api.Error) {
	if absent(options) {
		options = json.RawMessage("{}")
	}
	var wrong []api.FieldProblem
	who, _, problems := schema.Decode[profileFields](profile)
	place, placeProblems := who.place()
	wrong = append(wrong, under("userProfile", append(problems, placeProblems...))...)
	wish, _, problems := schema.Decode[optionFields](options)
	wrong = append(wrong, under("options", problems)...)
	top, _, problems := schema.Decode[intentionField](body)
	wrong = append(wrong, under("", problems)...)
	if len(wrong) > 0 {
		return Params{}, api.Validation(wrong...)
	}

	p := Params{
		WorkflowType: workflowType,
		UserProfile: service.Profile{
			UserID:         subject,
			FullName:       who.FullName,
			BirthDate:      who.BirthDate.String(),
			BirthTime:      who.BirthTime,
			Timezone:       who.Timezone,
			TimezoneOffset: who.TimezoneOffset,
			UTCOffset:      who.UTCOffset,
		},
		Options: Options(wish),
	}
	switch workflowType {
	case Natal: // the ascendant is the only thing that depends on the place
		p.UserProfile.BirthLocation = place
	case Spiritual:
		if p.UserProfile.Intention = top.Intention; top.Intention == "" {
			p.UserProfile.Intention = who.Intention
		}
	}
	return p, nil
}

// place is the birth place in either of its forms, or nil.
func (f profileFields) place() (*service.Place, schema.Problems) {
	switch {
	case f.Location != nil:
		return (*service.Place)(f.Location), nil
	case f.Latitude == nil && f.Longitude == nil:
		return nil, nil
	case f.Latitude == nil:
		return nil, schema.Problems{schema.Missing("birth_latitude")}
	case f.Longitude == nil:
		return nil, schema.Problems{schema.Missing("birth_longitude")}
	}
	return &service.Place{Latitude: *f.Latitude, Longitude: *f.Longitude}, nil
}

// under words problems for the client, with the part of the body that they are in.
func under(part string, problems schema.Problems) []api.FieldProblem {
	list := make([]api.FieldProblem, len(problems))
	for i, p := range problems {
		field := p.Field
		switch {
		case p.Code == schema.CodeInvalidInput && part != "":
			field = part
		case part != "":
			field = part + "." + p.Field
		}
		list[i] = api.FieldProblem{
			Field: field, Code: string(p.Code), Message: p.Message, Expected: p.Expected, Received: p.Received,
		}
	}
	return list
}

func absent(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// plainID is a user id that came as a number or as text.
func plainID(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

// readParams reads the params of an instance back.
func readParams(raw json.RawMessage) (p Params, err error) {
	if err = json.Unmarshal(raw, &p); err != nil {
		return p, err
	}
	if coreEngines[p.WorkflowType] == nil || p.UserProfile.UserID == "" {
		return p, errors.New("workflows: the instance has no type or no owner")
	}
	return p, nil
}
