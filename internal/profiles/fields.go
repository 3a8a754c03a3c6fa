package profiles

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/zonenames"
	"github.com/witnessos/witnessos/internal/coordinates"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/schema"
	"github.com/witnessos/witnessos/internal/service"
)

// personFields are who somebody is, as clients spell it.
type personFields struct {
	FullName      string     `json:"fullName" alias:"full_name,name,birth_name" maxLength:"200"`
	PreferredName string     `json:"preferredName" alias:"preferred_name" maxLength:"200"`
	BirthDate     civil.Date `json:"birthDate" alias:"birth_date" minimum:"1900-01-01"`
}

// birthFields are when and where somebody was born, as clients spell it.
type birthFields struct {
	Date      civil.Date   `json:"birthDate" alias:"birth_date,date" minimum:"1900-01-01"`
	Time      string       `json:"birthTime" alias:"birth_time,time" format:"time"`
	Location  *whereabouts `json:"birthLocation" alias:"birth_location,location"`
	Latitude  *float64     `json:"latitude" alias:"birthLatitude,birth_latitude" minimum:"-90" maximum:"90"`
	Longitude *float64     `json:"longitude" alias:"birthLongitude,birth_longitude" minimum:"-180" maximum:"180"`
	Timezone  string       `json:"timezone" alias:"birthTimezone,birth_timezone" format:"iana"`
	PlaceName string       `json:"birthPlace" alias:"birth_place,placeName,place_name" maxLength:"200"`
}

// whereabouts are coordinates in any form, or the name of a place, which is kept but not looked up.
type whereabouts struct {
	place *service.Place
	name  string
}

// UnmarshalJSON implements json.Unmarshaler with schema.Problems.
func (w *whereabouts) UnmarshalJSON(raw []byte) error {
	if _, _, ok := coordinates.Read(raw); !ok && raw[0] == '"' {
		w.name = textOf(raw)
		return nil
	}
	var p coordinates.Place
	if err := p.UnmarshalJSON(raw); err != nil {
		return err
	}
	w.place = (*service.Place)(&p)
	return nil
}

// reading is a request that is being read. It collects everything that is wrong with it.
type reading struct {
	Change
	now      time.Time
	missing  []string
	problems []api.FieldProblem
}

// result is the change, or MISSING_DATA where something required is absent, or VALIDATION_ERROR.
func (r *reading) result() (Change, *api.Error) {
	switch {
	case len(r.missing) > 0:
		return Change{}, missing(r.missing...)
	case len(r.problems) > 0:
		return Change{}, api.Validation(r.problems...)
	}
	return r.Change, nil
}

// missing is the error of required fields that are absent.
func missing(fields ...string) *api.Error {
	return api.NewError(400, "MISSING_DATA", "Missing required fields: "+strings.Join(fields, ", ")).
		With(map[string]any{"field": fields[0], "fields": fields})
}

// report files problems under the path of the object that they are about.
func (r *reading) report(path string, problems ...schema.Problem) {
	for _, p := range problems {
		r.problems = append(r.problems, api.FieldProblem{
			Field: path + p.Field, Code: string(p.Code),
			Message:  strings.Replace(p.Message, p.Field, path+p.Field, 1),
			Expected: p.Expected, Received: p.Received,
		})
	}
}

// members takes an object of a request apart. It is nil when there is none; anything else than an
// object is a problem.
func (r *reading) members(name string, raw json.RawMessage) []rawjson.Member {
	if absent(raw) {
		return nil
	}
	if raw[0] != '{' {
		r.report("", schema.WrongType(name, "object", nil))
		return nil
	}
	members, _ := rawjson.Members(raw) // a part of a body that is valid JSON
	return members
}

func absent(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// filled is an object without what is null or an empty text: forms send these for what nobody has
// filled in.
func filled(members []rawjson.Member) []rawjson.Member {
	return slices.DeleteFunc(slices.Clone(members), func(m rawjson.Member) bool {
		return string(m.Value) == "null" || m.Value[0] == '"' && strings.TrimSpace(textOf(m.Value)) == ""
	})
}

// person reads who somebody is.
func (r *reading) person(path string, members []rawjson.Member) {
	f, _, problems := schema.Decode[personFields](object(filled(members)))
	r.report(path, problems...)
	if name := r.name(path+"fullName", f.FullName); name != "" {
		r.Name = name
	}
	if name := r.name(path+"preferredName", f.PreferredName); name != "" {
		r.Preferences = set(r.Preferences, keyPreferredName, quoted(name))
	}
	r.born(path, f.BirthDate)
	r.Birth.Date = first(f.BirthDate.String(), r.Birth.Date)
}

// name is a name in one line.
func (r *reading) name(field, name string) string {
	if strings.ContainsFunc(name, unicode.IsControl) {
		r.report("", schema.BadFormat(field, "text in one line", "text in one line", nil))
	}
	return strings.TrimSpace(name)
}

// born sees that nobody is born in the future. It may be tomorrow already where the person is.
func (r *reading) born(path string, date civil.Date) {
	const farthestEast = 14 * time.Hour
	if latest := civil.Of(r.now.UTC().Add(farthestEast)); date.After(latest) {
		r.report(path, schema.TooLarge("birthDate", latest.String(), date.String()))
	}
}

// birth reads when and where somebody was born. A whole one has date, time and coordinates.
func (r *reading) birth(path string, members []rawjson.Member, whole bool) Birth {
	f, _, problems := schema.Decode[birthFields](object(filled(members)))
	r.report(path, problems...)
	r.born(path, f.Date)
	if f.Timezone != "" && !problems.Has("timezone") && !zonenames.Known(f.Timezone) {
		r.report(path, schema.BadFormat("timezone", "iana", "IANA time zone, such as Europe/Berlin", schema.Excerpt(f.Timezone)))
	}
	b := Birth{Date: f.Date.String(), Time: f.Time, Timezone: f.Timezone, PlaceName: r.name(path+"birthPlace", f.PlaceName)}
	if f.Location != nil {
		b.Place, b.PlaceName = f.Location.place, first(b.PlaceName, r.name(path+"birthLocation", f.Location.name))
	}
	if f.Latitude != nil && f.Longitude != nil {
		b.Place = &service.Place{Latitude: *f.Latitude, Longitude: *f.Longitude}
	}
	half := (f.Latitude != nil) != (f.Longitude != nil)
	located := b.Place != nil && !half || problems.Has("birthLocation")
	for _, need := range [...]struct {
		field  string
		absent bool
	}{
		{"birthDate", whole && b.Date == ""},
		{"birthTime", whole && b.Time == ""},
		{"latitude", (whole || half) && !located && f.Latitude == nil},
		{"longitude", (whole || half) && !located && f.Longitude == nil},
	} {
		if need.absent && !problems.Has(need.field) {
			r.missing = append(r.missing, path+need.field)
		}
	}
	return b
}
