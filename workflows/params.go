package workflows

import (
	"encoding/json"
	"errors"
	"slices"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/schema"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/workflows/plan"
)

// The types of a ConsciousnessWorkflow.
const (
	Natal     = plan.Natal
	Career    = plan.Career
	Spiritual = plan.Spiritual
)

// Types lists them.
func Types() []string { return plan.InBackground() }

// Params are what an instance is created with. They hold no secret, and of the profile only what
// the engines of the workflow need.
type Params struct {
	WorkflowType string          `json:"workflowType"`
	UserProfile  service.Profile `json:"userProfile"`
	Options      Options         `json:"options"`
	// Source is where the request came from, for the timeline: api, raycast or web.
	Source string `json:"source,omitempty"`
}

// Options say what an instance does beside calculating. Depth is basic, detailed or comprehensive.
type Options struct {
	Depth           string `json:"depth"`
	IncludeForecast bool   `json:"includeForecast"`
	IncludeGuidance bool   `json:"includeGuidance"`
	SaveResults     bool   `json:"saveResults"`
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
	who, problems := plan.ReadPerson(profile)
	if who.BirthDate == "" && !problems.Has("birth_date") && !problems.Has("input") {
		problems = append(schema.Problems{schema.Missing("birth_date")}, problems...)
	}
	wrong := plan.Under("userProfile", problems)
	wish, _, problems := schema.Decode[optionFields](options)
	wrong = append(wrong, plan.Under("options", problems)...)
	top, _, problems := schema.Decode[intentionField](body)
	wrong = append(wrong, plan.Under("", problems)...)
	if len(wrong) > 0 {
		return Params{}, api.Validation(wrong...)
	}

	p := Params{WorkflowType: workflowType, UserProfile: who.Profile, Options: Options(wish)}
	p.UserProfile.UserID = subject
	if who.Zoned() && workflowType != Natal {
		p.UserProfile.BirthLocation = nil // which only tells the zone, and in natal charts the ascendant
	}
	switch {
	case workflowType != Spiritual:
		p.UserProfile.Intention = ""
	case top.Intention != "":
		p.UserProfile.Intention = top.Intention
	}
	return p, nil
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
	if !slices.Contains(Types(), p.WorkflowType) || p.UserProfile.UserID == "" {
		return p, errors.New("workflows: the instance has no type or no owner")
	}
	return p, nil
}
