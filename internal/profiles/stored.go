package profiles

import (
	"encoding/json"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/zonenames"
	"github.com/witnessos/witnessos/internal/coordinates"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/service"
)

// Members of the preferences that are facts about the person and no preferences.
const (
	keyBirthData     = "birthData"
	keyBirthDate     = "birthDate"
	keyPreferredName = "preferredName"
)

var tierKeys = [...]string{"tier1_completed", "tier2_completed", "tier3_completed"}

// stored is what the preferences of an account say. They were free text to older clients, so what
// does not read as what it should be says nothing.
type stored struct {
	members       []rawjson.Member
	birth         []rawjson.Member // of birthData
	preferredName string
	date, time    string
	place         *service.Place
	placeName     string
	timezone      string
}

func readStored(preferences string) (s stored) {
	s.members = membersOf([]byte(preferences))
	s.birth = membersOf(member(s.members, keyBirthData))
	s.preferredName = textOf(member(s.members, keyPreferredName))
	s.date = first(day(textOf(member(s.birth, "birthDate"))), day(textOf(member(s.members, keyBirthDate))))
	s.time = clock(textOf(member(s.birth, "birthTime")))
	s.placeName = textOf(member(s.birth, "birthPlace"))
	if zone := textOf(member(s.birth, "timezone")); zonenames.Known(zone) {
		s.timezone = zone
	}
	if location := member(s.birth, "birthLocation"); len(location) > 0 {
		var p coordinates.Place
		if p.UnmarshalJSON(location) == nil {
			s.place = (*service.Place)(&p)
		} else if _, _, ok := coordinates.Read(location); !ok {
			s.placeName = first(s.placeName, textOf(location)) // a name, in the words of the person
		}
	}
	return s
}

// membersOf takes an object apart; anything else has no members.
func membersOf(text []byte) []rawjson.Member {
	if _, isObject := rawjson.Object(text); !isObject {
		return nil
	}
	members, _ := rawjson.Members(text)
	return members
}

// member is the last of that name, as for every reader of JSON; nil when there is none.
//
//go:noinline
func member(members []rawjson.Member, name string) (value json.RawMessage) {
	for _, m := range members {
		if m.Name == name {
			value = m.Value
		}
	}
	return value
}

// textOf reads a text; anything else is "".
//
//go:noinline
func textOf(raw json.RawMessage) (s string) {
	_ = json.Unmarshal(raw, &s)
	return s
}

// day is the text when it is a day, else "".
func day(text string) string {
	if _, err := civil.Parse(text); err != nil {
		return ""
	}
	return text
}

// clock is the text when it is a time of day, else "".
func clock(text string) string {
	if _, err := civil.ParseTime(text); err != nil {
		return ""
	}
	return text
}
