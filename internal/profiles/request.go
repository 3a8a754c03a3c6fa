package profiles

import (
	"encoding/json"
	"math"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/coordinates"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/schema"
)

// The functions below read requests. Each returns MISSING_DATA where something required is absent,
// or VALIDATION_ERROR with everything that is wrong with the fields.

// ReadTier reads the body of a step of onboarding, 1 to 3.
func ReadTier(tier int, body json.RawMessage, now time.Time) (Change, *api.Error) {
	r := reading{now: now}
	r.tier(tier, "", r.members("body", body))
	return r.result()
}

// ReadPreferences reads {preferences}.
func ReadPreferences(body json.RawMessage, now time.Time) (Change, *api.Error) {
	r := reading{now: now}
	r.preferences("", r.members("body", body), true)
	return r.result()
}

// ReadUpload reads a profile that is to become the active one. It is the member of that name, or, when
// bare, the body itself. Of its parts all may be absent, but not everything.
func ReadUpload(name string, profile json.RawMessage, bare bool, now time.Time) (Change, *api.Error) {
	r := reading{now: now}
	members := r.members(name, profile)
	if len(r.problems) == 0 && !slices.ContainsFunc(members, func(m rawjson.Member) bool { return m.Name != "userId" }) {
		return Change{}, missing(name)
	}
	path := name + "."
	if bare {
		path = ""
	}
	r.parts(path, members)
	r.label(path, member(members, "location"))
	r.Tiers, r.Onboarding = [3]bool{true, true, true}, new(bool)
	*r.Onboarding = true
	return r.result()
}

// ReadUpdate reads {profileData}.
func ReadUpdate(profileData json.RawMessage, now time.Time) (Change, *api.Error) {
	r := reading{now: now}
	const name, path = "profileData", "profileData."
	if absent(profileData) {
		return Change{}, missing(name)
	}
	members := r.members(name, profileData)
	r.parts(path, members)
	for tier := 1; tier <= 3; tier++ {
		part := [...]string{"tier1Data", "tier2Data", "tier3Data"}[tier-1]
		if raw := member(members, part); !absent(raw) {
			r.tier(tier, path+part+".", r.members(path+part, raw))
		}
	}
	if raw := member(members, "hasCompletedOnboarding"); !absent(raw) {
		completed, err := rawjson.Bool(raw)
		if err != nil {
			r.report(path, schema.WrongType("hasCompletedOnboarding", "boolean", nil))
		}
		r.Onboarding = &completed
	}
	return r.result()
}

// parts reads what an upload and an update have in common.
func (r *reading) parts(path string, members []rawjson.Member) {
	r.person(path+"personalData.", r.members(path+"personalData", member(members, "personalData")))
	r.add(r.birth(path+"birthData.", r.members(path+"birthData", member(members, "birthData")), false))
	r.preferences(path, members, false)
}

// add lets what is said of a birth win over what has been said so far.
func (r *reading) add(b Birth) {
	r.Birth.Date = first(b.Date, r.Birth.Date)
	r.Birth.Time = first(b.Time, r.Birth.Time)
	r.Birth.PlaceName = first(b.PlaceName, r.Birth.PlaceName)
	r.Birth.Timezone = first(b.Timezone, r.Birth.Timezone)
	if b.Place != nil {
		r.Birth.Place = b.Place
	}
}

// tier reads a step of onboarding.
func (r *reading) tier(tier int, path string, members []rawjson.Member) {
	wrong := len(r.problems)
	switch tier {
	case 1:
		r.person(path, only(members, "fullName", "full_name", "name"))
		if r.Name == "" && len(r.problems) == wrong {
			r.missing = append(r.missing, path+"fullName")
		}
	case 2:
		b := r.birth(path, members, true)
		b.Timezone = first(b.Timezone, "UTC")
		r.add(b)
	case 3:
		r.preferences(path, members, true)
		r.Onboarding = new(bool)
		*r.Onboarding = true
	}
	r.Tiers[tier-1] = true
}

func only(members []rawjson.Member, names ...string) []rawjson.Member {
	return slices.DeleteFunc(slices.Clone(members), func(m rawjson.Member) bool { return !slices.Contains(names, m.Name) })
}

// preferences reads the member of that name. Birth data in it are birth data.
func (r *reading) preferences(path string, members []rawjson.Member, required bool) {
	raw := member(members, "preferences")
	if required && absent(raw) {
		r.missing = append(r.missing, path+"preferences")
	}
	for _, m := range r.members(path+"preferences", raw) {
		r.Preferences = append(r.Preferences, m)
		if m.Name == keyBirthData {
			at := path + "preferences." + keyBirthData
			r.add(r.birth(at+".", r.members(at, m.Value), false))
		}
	}
}

// label takes the name of the place of birth from the location of a profile, unless that is the
// location of something else.
func (r *reading) label(path string, raw json.RawMessage) {
	if absent(raw) || r.Birth.PlaceName != "" {
		return
	}
	if raw[0] == '"' {
		if _, _, ok := coordinates.Read(raw); !ok {
			r.Birth.PlaceName = r.name(path+"location", textOf(raw))
		}
		return
	}
	if raw[0] != '{' {
		r.report(path, schema.WrongType("location", "object", nil))
		return
	}
	var location struct {
		Name, Label, City, Country string
		Coordinates                json.RawMessage
	}
	_ = json.Unmarshal(raw, &location) // members of another type name nothing
	at := raw
	if !absent(location.Coordinates) {
		at = location.Coordinates
	}
	const near = 0.1 // degrees, about a town
	if latitude, longitude, ok := coordinates.Read(at); ok && r.Birth.Place != nil &&
		math.Abs(latitude-r.Birth.Place.Latitude)+math.Abs(longitude-r.Birth.Place.Longitude) > near {
		return
	}
	name := first(location.Name, location.Label, location.City)
	if name == location.City && name != "" && location.Country != "" {
		name += ", " + location.Country
	}
	r.Birth.PlaceName = r.name(path+"location", name)
}
