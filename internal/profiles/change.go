package profiles

import (
	"encoding/json"
	"slices"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/service"
)

// Change is what a request wants written about a person. What it does not mention stays.
type Change struct {
	Name        string
	Birth       Birth
	Tiers       [3]bool // those that are complete now; none is ever taken back
	Onboarding  *bool
	Preferences []rawjson.Member // replace those of the same name, or remove them where they are null
}

// Birth is what a request says about a birth.
type Birth struct {
	Date, Time string
	Place      *service.Place
	PlaceName  string
	Timezone   string
}

func (b *Birth) empty() bool { return *b == Birth{} }

// over is what is known of a birth when b is said of what was known before.
func (b *Birth) over(f *Facts) Birth {
	known := Birth{
		Date:      first(b.Date, f.BirthDate),
		Time:      first(b.Time, f.BirthTime),
		Place:     f.Place,
		PlaceName: first(b.PlaceName, f.PlaceName),
		Timezone:  first(b.Timezone, f.Timezone),
	}
	if b.Place != nil {
		known.Place = b.Place
		if f.Place != nil && *f.Place != *b.Place {
			known.PlaceName = b.PlaceName // the former one is that of another place
		}
	}
	return known
}

// preferences are those of an account after the change. Whatever is written about a birth stands in
// them too, under the names of earlier releases.
func (c *Change) preferences(f *Facts) string {
	all := slices.Clone(f.Preferences)
	for _, m := range c.Preferences {
		all = set(all, m.Name, m.Value)
	}
	for i, complete := range c.Tiers {
		if complete {
			all = set(all, tierKeys[i], json.RawMessage("true"))
		}
	}
	if !c.Birth.empty() {
		known := c.Birth.over(f)
		data := membersOf(member(all, keyBirthData))
		for _, text := range [...][2]string{{"birthDate", known.Date}, {"birthTime", known.Time}, {"timezone", known.Timezone}, {"birthPlace", known.PlaceName}} {
			if text[1] != "" || text[0] == "birthPlace" {
				data = set(data, text[0], quoted(text[1]))
			}
		}
		if known.Place != nil {
			location, _ := json.Marshal([]float64{known.Place.Latitude, known.Place.Longitude})
			data = set(data, "birthLocation", location)
		}
		all = set(all, keyBirthData, object(data))
		if known.Date != "" && member(all, keyBirthDate) != nil {
			all = set(all, keyBirthDate, quoted(known.Date))
		}
	}
	return string(object(all))
}

// set puts a member in the place of those of its name, or behind all others; null removes them.
func set(members []rawjson.Member, name string, value json.RawMessage) []rawjson.Member {
	place := slices.IndexFunc(members, func(m rawjson.Member) bool { return m.Name == name })
	if place >= 0 {
		rest := slices.DeleteFunc(members[place+1:], func(m rawjson.Member) bool { return m.Name == name })
		members = members[:place+1+len(rest)]
	}
	switch {
	case string(value) == "null" && place >= 0:
		return slices.Delete(members, place, place+1)
	case string(value) == "null":
		return members
	case place >= 0:
		members[place].Value = value
		return members
	default:
		return append(members, rawjson.Member{Name: name, Value: value})
	}
}

// quoted is a text as JSON, or null when it is empty.
func quoted(text string) json.RawMessage {
	if text == "" {
		return json.RawMessage("null")
	}
	return rawjson.AppendString(nil, text)
}

func object(members []rawjson.Member) json.RawMessage {
	return (&api.Object{}).Members(members).JSON()
}
