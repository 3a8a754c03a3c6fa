package plan

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
)

// topic is a group of members of an input that say one thing, in whatever spelling.
type topic int

const (
	name topic = iota
	date
	clock
	place
	zone
	question
	intention
	seed
	target
	answers
	user
)

// spellings are the names under which engines look for a topic.
var spellings = [...]string{
	name:      "full_name fullName name birth_name birthName person1_name person1Name",
	date:      "birth_date birthDate date person1_birth_date person1BirthDate",
	clock:     "birth_time birthTime time time_unknown timeUnknown",
	place:     "birth_location birthLocation location birth_latitude birthLatitude latitude birth_longitude birthLongitude longitude",
	zone:      "timezone timezone_offset timezoneOffset utcOffset utc_offset",
	question:  "question",
	intention: "intention purpose",
	seed:      "seed",
	target:    "target_date targetDate current_date currentDate",
	answers: "selected_type selectedType self_selected_type selfSelectedType assessment_responses assessmentResponses responses " +
		"assessment_answers assessmentAnswers behavioral_description behavioralDescription identification_method identificationMethod",
	user: "user_id userId",
}

// topics are what an engine wants to know.
func topics(engine string) []topic {
	switch engine {
	case "numerology":
		return []topic{name, date, target, zone}
	case "biorhythm":
		return []topic{date, target, zone}
	case "human_design", "vimshottari", "gene_keys", "astrology", "vedicclock_tcm", "face_reading", "biofield":
		return []topic{date, clock, place, zone}
	case "tarot", "iching":
		return []topic{question, seed}
	case "enneagram":
		return []topic{answers}
	case "sacred_geometry", "sigil_forge":
		return []topic{intention, date}
	case "nadabrahman":
		return []topic{user, zone, seed}
	}
	return nil
}

// sky reports whether an engine computes from the moment of birth.
func sky(engine string) bool { return slices.Contains(topics(engine), clock) }

// facts are what there is to tell an engine.
type facts struct {
	who       *Person
	question  string
	intention string
	seed      string
	day       string // to look at, YYYY-MM-DD
}

// tell writes what is known of a topic, and returns the name of the member that is missing when
// nothing is.
func (f *facts) tell(o *api.Object, t topic) (missing string) {
	p := f.who
	text := func(name, value string) string {
		if value == "" {
			return name
		}
		o.Set(name, value)
		return ""
	}
	switch t {
	case name:
		if p.PreferredName != "" {
			o.Set("preferred_name", p.PreferredName)
		}
		return text("full_name", p.FullName)
	case date:
		return text("birth_date", p.BirthDate)
	case clock:
		return text("birth_time", p.BirthTime)
	case place:
		if p.BirthLocation == nil {
			return "birth_location"
		}
		o.Set("birth_location", []float64{p.BirthLocation.Latitude, p.BirthLocation.Longitude})
	case zone:
		switch {
		case p.Timezone != "":
			o.Set("timezone", p.Timezone)
		case p.TimezoneOffset != nil:
			o.Set("timezone_offset", *p.TimezoneOffset)
		default:
			return text("utcOffset", p.UTCOffset)
		}
	case question:
		return text("question", f.question)
	case intention:
		return text("intention", f.intention)
	case seed:
		return text("seed", f.seed)
	case target:
		return text("target_date", f.day)
	case answers:
		if p.Enneagram == nil {
			return "enneagram"
		}
		members, _ := rawjson.Members(p.Enneagram) // which is our own text
		o.Members(members)
	case user:
		return text("user_id", p.UserID)
	}
	return ""
}

// needs is the first member without which an engine has nothing to calculate from; "" when all that
// it needs has been told.
func needs(engine string, missing []string) string {
	required := []string{"full_name", "birth_date", "question", "enneagram"}
	switch engine {
	case "sacred_geometry": // from either
		if slices.Contains(missing, "intention") && slices.Contains(missing, "birth_date") {
			return "intention"
		}
		return ""
	case "sigil_forge":
		required = []string{"intention"}
	case "vedicclock_tcm": // the Sun rises somewhere
		required = append(required, "birth_location")
	case "nadabrahman":
		required = []string{"user_id"}
	}
	for _, name := range required {
		if slices.Contains(missing, name) {
			return name
		}
	}
	return ""
}

// compose writes the input of an engine: what is known, then what the workflow decides. It also
// returns what is not known.
func (f *facts) compose(engine, options string) (o *api.Object, missing []string) {
	o = &api.Object{}
	for _, t := range topics(engine) {
		if lacking := f.tell(o, t); lacking != "" {
			missing = append(missing, lacking)
		}
	}
	if options != "" {
		members, _ := rawjson.Members([]byte("{" + options + "}")) // of the table
		o.Members(members)
	}
	return o, missing
}

// complete adds to an input that a caller wrote what it lacks and the facts tell. An input about
// another birth than the person's is another person's, of whom the facts tell nothing.
func (f *facts) complete(engine string, given json.RawMessage) (input json.RawMessage, timeUnknown bool) {
	if string(given) == "null" {
		given = json.RawMessage("{}")
	}
	members, err := rawjson.Members(given)
	if err != nil {
		return given, false // the engine explains
	}
	members = slices.DeleteFunc(members, func(m rawjson.Member) bool { return string(m.Value) == "null" }) // says nothing
	says := func(t topic) (value string, ok bool) {
		for _, m := range members {
			if slices.Contains(strings.Fields(spellings[t]), m.Name) {
				return string(m.Value), true
			}
		}
		return "", false
	}
	o := (&api.Object{}).Members(members)
	birth, dated := says(date)
	stranger := dated && birth != `"`+f.who.BirthDate+`"`
	for _, t := range topics(engine) {
		personal := t == name || t == date || t == clock || t == place || t == zone
		if _, there := says(t); there || personal && stranger {
			continue
		}
		lacking := f.tell(o, t)
		dated = dated || t == date && lacking == ""
		if t == clock && lacking != "" && dated {
			o.Set("time_unknown", true)
			timeUnknown = true
		}
	}
	if _, timed := says(clock); stranger && sky(engine) && !timed {
		o.Set("time_unknown", true)
		timeUnknown = true
	}
	return o.JSON(), timeUnknown
}
