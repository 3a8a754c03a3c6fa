package plan

import (
	"encoding/json"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/coordinates"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
	"github.com/witnessos/witnessos/internal/service"
)

// Person is what a profile says, in one spelling. What it does not say is empty.
type Person struct {
	service.Profile
	PreferredName string
	// Enneagram is the input of that engine as far as it is about the person: a type, answers or a
	// description. It is nil when there is none.
	Enneagram json.RawMessage
}

// profileFields is a profile as clients spell it.
type profileFields struct {
	FullName      string             `json:"full_name" alias:"name,birth_name" maxLength:"200"`
	PreferredName string             `json:"preferred_name" maxLength:"200"`
	BirthDate     civil.Date         `json:"birth_date" alias:"date" minimum:"1900-01-01"`
	BirthTime     string             `json:"birth_time" alias:"time" format:"time"`
	Location      *coordinates.Place `json:"birth_location" alias:"location"`
	Latitude      *float64           `json:"birth_latitude" alias:"latitude" minimum:"-90" maximum:"90"`
	Longitude     *float64           `json:"birth_longitude" alias:"longitude" minimum:"-180" maximum:"180"`
	engines.Zone
	Intention string           `json:"intention" maxLength:"500"`
	Enneagram *enneagramFields `json:"enneagram"`
	enneagramFields
}

// enneagramFields are what a person knows about their type, in a profile or an object of its own.
type enneagramFields struct {
	Method      string          `json:"identification_method"`
	Type        int             `json:"selected_type" alias:"self_selected_type" minimum:"1" maximum:"9"`
	Wing        int             `json:"selected_wing" minimum:"1" maximum:"9"`
	Responses   json.RawMessage `json:"assessment_responses" alias:"responses,assessment_answers"`
	Description string          `json:"behavioral_description" maxLength:"5000"`
}

// ReadPerson reads a profile in any of its spellings. Nothing is required; what is there must be
// right.
func ReadPerson(profile json.RawMessage) (Person, schema.Problems) {
	f, _, problems := schema.Decode[profileFields](profile)
	place, wrongPlace := f.place()
	problems = append(problems, wrongPlace...)
	answers := f.enneagramFields
	if f.Enneagram != nil {
		answers = *f.Enneagram
	}
	return Person{
		Profile: service.Profile{
			FullName:       f.FullName,
			BirthDate:      f.BirthDate.String(),
			BirthTime:      f.BirthTime,
			BirthLocation:  place,
			Timezone:       f.Timezone,
			TimezoneOffset: f.TimezoneOffset,
			UTCOffset:      f.UTCOffset,
			Intention:      f.Intention,
		},
		PreferredName: f.PreferredName,
		Enneagram:     answers.input(),
	}, problems
}

// oldestAge in years is what engines take for possible.
const oldestAge = 150

// lives adds the problem of a birth date on which nobody was born who can be alive at that time. It
// may be tomorrow already where the person is.
func (p *Person) lives(now time.Time, problems schema.Problems) schema.Problems {
	const farthestEast = 14 * time.Hour
	born, err := civil.Parse(p.BirthDate)
	if err != nil || problems.Has("birth_date") {
		return problems
	}
	latest := civil.Of(now.UTC().Add(farthestEast))
	switch earliest := latest.AddYears(-oldestAge); {
	case born.After(latest):
		return append(problems, schema.TooLarge("birth_date", latest.String(), p.BirthDate))
	case born.Before(earliest):
		return append(problems, schema.TooSmall("birth_date", earliest.String(), p.BirthDate))
	}
	return problems
}

// place is the birth place in either of its forms, or nil.
func (f *profileFields) place() (*service.Place, schema.Problems) {
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

// input is what the enneagram engine is told; nil when the person told nothing. The method follows
// from what there is, unless the person names one.
func (f *enneagramFields) input() json.RawMessage {
	method := f.Method
	o := &api.Object{}
	set := func(name, means string, value any) {
		o.Set(name, value)
		if method == "" {
			method = means
		}
	}
	if f.Type != 0 {
		set("selected_type", "self_select", f.Type)
	}
	if len(f.Responses) > 0 {
		set("assessment_responses", "assessment", f.Responses)
	}
	if f.Description != "" {
		set("behavioral_description", "intuitive", f.Description)
	}
	if method == "" || method == f.Method && f.Type == 0 && len(f.Responses) == 0 && f.Description == "" {
		return nil
	}
	if f.Wing != 0 {
		o.Set("selected_wing", f.Wing)
	}
	return o.Set("identification_method", method).JSON()
}

// empty reports whether the person said nothing that an engine could use.
func (p *Person) empty() bool {
	return p.FullName == "" && p.BirthDate == "" && p.Enneagram == nil
}

// Zoned reports whether the person named a time zone in any spelling.
func (p *Person) Zoned() bool {
	return p.Timezone != "" || p.TimezoneOffset != nil || p.UTCOffset != ""
}
