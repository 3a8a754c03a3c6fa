package numerology

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
)

// Input is what the engine accepts.
type Input struct {
	FullName      string     `json:"full_name" alias:"name,birth_name,person1_name" required:"true" maxLength:"200" doc:"Full name at birth, in Latin letters; diacritics are fine."`
	BirthDate     civil.Date `json:"birth_date" alias:"date,person1_birth_date" required:"true" minimum:"1900-01-01" doc:"Day of birth."`
	PreferredName string     `json:"preferred_name,omitempty" maxLength:"200" doc:"Name in daily use, analysed beside the full name."`
	System        System     `json:"system" alias:"numerology_system" enum:"pythagorean,chaldean" default:"pythagorean" doc:"Table of letter values."`
	YRule         YRule      `json:"y_rule" enum:"consonant,phonetic" default:"consonant" doc:"Whether Y is always a consonant, or a vowel when its syllable has no other."`
	CurrentYear   int        `json:"current_year" minimum:"1900" doc:"Year of the personal year, at most ten years ahead; default: the year of the target date."`
	TargetDate    civil.Date `json:"target_date,omitzero" alias:"current_date,currentDate" minimum:"1900-01-01" doc:"Day of the personal month and day; default: today."`
	IncludeSVG    bool       `json:"include_svg,omitempty" doc:"Whether to draw the numbers: data.svg."`
	engines.Zone

	Person1Name      string     `json:"person1_name,omitempty" maxLength:"200" doc:"First person of a comparison; default: the full name."`
	Person1BirthDate civil.Date `json:"person1_birth_date,omitzero" minimum:"1900-01-01" doc:"Birth date of the first person; default: the birth date."`
	Person2Name      string     `json:"person2_name,omitempty" maxLength:"200" doc:"Second person; asks for the compatibility block."`
	Person2BirthDate civil.Date `json:"person2_birth_date,omitzero" minimum:"1900-01-01" doc:"Birth date of the second person."`
	RelationshipType string     `json:"relationship_type,omitempty" enum:"romantic,friendship,business,family,general" doc:"Kind of relationship; decides how the two scores are weighed. Default general."`
}

// yearsAhead is how far the personal year may lie in the future.
const yearsAhead = 10

// Normalize fills in today's date and what follows from it, and checks names and days.
func (in *Input) Normalize(_ engines.Env, check *engines.Check) {
	today := check.Today(in.Zone)
	in.Zone = engines.Zone{} // has served: it decides nothing but the day
	in.normalizeDates(today, check)

	in.FullName = normalizeName("full_name", in.FullName, check)
	if in.PreferredName = tidy(in.PreferredName); in.PreferredName != "" {
		in.PreferredName = normalizeName("preferred_name", in.PreferredName, check)
	}
	in.normalizePair(today, check)
}

func (in *Input) normalizeDates(today civil.Date, check *engines.Check) {
	check.BirthDate("birth_date", in.BirthDate, today)
	if in.TargetDate.IsZero() {
		in.TargetDate = today
	}
	check.DateRange("target_date", in.TargetDate, civil.Date{}, today.AddYears(yearsAhead))
	if in.CurrentYear == 0 {
		in.CurrentYear = in.TargetDate.Year
	}
	if latest := today.Year + yearsAhead; in.CurrentYear > latest {
		check.Report(schema.TooLarge("current_year", strconv.Itoa(latest), in.CurrentYear))
	}
}

// normalizePair completes the two persons of a comparison. Half of a second person is an
// error: data about a partner is never accepted and then ignored.
func (in *Input) normalizePair(today civil.Date, check *engines.Check) {
	in.Person2Name = tidy(in.Person2Name)
	if in.Person2Name == "" && in.Person2BirthDate.IsZero() {
		if in.RelationshipType != "" {
			check.Warn("Field 'relationship_type' has no effect without person2_name and person2_birth_date")
		}
		in.Person1Name, in.Person1BirthDate, in.RelationshipType = "", civil.Date{}, ""
		return
	}
	if in.Person2Name == "" {
		check.Report(schema.Missing("person2_name"))
	}
	if in.Person2BirthDate.IsZero() {
		check.Report(schema.Missing("person2_birth_date"))
	}
	if in.Person1Name = tidy(in.Person1Name); in.Person1Name == "" {
		in.Person1Name = in.FullName
	} else {
		in.Person1Name = normalizeName("person1_name", in.Person1Name, check)
	}
	if in.Person1BirthDate.IsZero() {
		in.Person1BirthDate = in.BirthDate
	}
	if in.Person2Name != "" {
		in.Person2Name = normalizeName("person2_name", in.Person2Name, check)
	}
	check.BirthDate("person1_birth_date", in.Person1BirthDate, today)
	check.BirthDate("person2_birth_date", in.Person2BirthDate, today)
	if in.RelationshipType == "" {
		in.RelationshipType = "general"
	}
}

// normalizeName tidies a name and checks that every letter of it has a value.
func normalizeName(field, text string, check *engines.Check) string {
	text = tidy(text)
	if !check.OK(field) {
		return text
	}
	name := ParseName(text)
	skipped, unreadable := quote(name.Skipped)
	switch {
	case unreadable:
		check.Report(schema.BadFormat(field, "readable text", "letters A-Z, with or without diacritics", schema.Excerpt(text)))
	case len(name.Foreign) > 0:
		foreign, _ := quote(name.Foreign)
		check.Report(schema.Problem{
			Field: field, Code: schema.CodeInvalidValue,
			Message:  "Field '" + field + "' has letters without a number: " + foreign,
			Expected: "letters A-Z, with or without diacritics",
			Received: schema.Excerpt(text),
		})
	case len(name.Words) == 0:
		check.Report(schema.Problem{
			Field: field, Code: schema.CodeInvalidValue,
			Message:  "Field '" + field + "' must contain a letter",
			Expected: "at least one letter A-Z",
			Received: schema.Excerpt(text),
		})
	case skipped != "":
		check.Warn("Field '" + field + "' has characters without a number that were skipped: " + skipped)
	}
	return text
}

// tidy trims a text and makes every run of white space one space.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// quote lists the first few characters for a message, and reports whether one of them
// cannot be text.
func quote(runes []rune) (list string, unreadable bool) {
	const enough = 5
	for i, r := range runes {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return "", true
		}
		switch {
		case i == enough:
			list += ", …"
		case i == 0:
			list = string(r)
		case i < enough:
			list += " " + string(r)
		}
	}
	return list, false
}

// subject is what there is to calculate. It must not be called on an input with problems.
func (in *Input) subject() Subject {
	return Subject{
		Name:      ParseName(in.FullName),
		Preferred: ParseName(in.PreferredName),
		Birth:     in.BirthDate,
		System:    in.System,
		YRule:     in.YRule,
		Year:      in.CurrentYear,
		On:        in.TargetDate,
	}
}
