package biometric

import (
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/zonemap"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
)

// Person is the group of birth fields beside the date, which each engine has for itself. All of
// them may be missing.
type Person struct {
	BirthTime      string          `json:"birth_time,omitempty" alias:"time" format:"time" doc:"Time of birth on the clocks of the place."`
	BirthLocation  *birth.Location `json:"birth_location,omitempty" alias:"location" doc:"Place of birth: [latitude, longitude], {latitude, longitude} or \"latitude,longitude\" in degrees."`
	BirthLatitude  *float64        `json:"birth_latitude,omitempty" alias:"latitude" minimum:"-90" maximum:"90" doc:"Latitude of the place, when there is no birth_location."`
	BirthLongitude *float64        `json:"birth_longitude,omitempty" alias:"longitude" minimum:"-180" maximum:"180" doc:"Longitude of the place, when there is no birth_location."`
	Timezone       string          `json:"timezone,omitempty" format:"iana" doc:"IANA time zone of the place. Without any zone it is looked up from the coordinates; without these, UTC is assumed."`
	TimezoneOffset *float64        `json:"timezone_offset,omitempty" minimum:"-16" maximum:"16" doc:"Hours east of UTC, when there is no timezone."`
	UTCOffset      string          `json:"utcOffset,omitempty" alias:"utc_offset" format:"utc-offset" doc:"Offset such as +05:30, when there is neither of the others."`
}

// Resolve brings the spellings into one, reports what is wrong with them, and returns the birth, or
// nil if something is. Without a time the whole day is considered. Without a date the result stands
// for an arbitrary day: only its zone and place mean anything.
func (p *Person) Resolve(env engines.Env, check *engines.Check, date civil.Date) *birth.Birth {
	in := birth.Input{
		BirthDate: date, BirthTime: p.BirthTime, TimeUnknown: p.BirthTime == "",
		BirthLocation: p.BirthLocation, BirthLatitude: p.BirthLatitude, BirthLongitude: p.BirthLongitude,
		Timezone: p.Timezone, TimezoneOffset: p.TimezoneOffset, UTCOffset: p.UTCOffset,
	}
	if date.IsZero() {
		in.BirthDate = civil.Date{Year: 2000, Month: 1, Day: 1}
	}
	in.Normalize(env, check, "")
	*p = Person{
		BirthTime: in.BirthTime, BirthLocation: in.BirthLocation, BirthLatitude: in.BirthLatitude, BirthLongitude: in.BirthLongitude,
		Timezone: in.Timezone, TimezoneOffset: in.TimezoneOffset, UTCOffset: in.UTCOffset,
	}
	return in.Birth()
}

// ZoneKnown reports whether the zone of a birth was given or follows from its place.
func ZoneKnown(b *birth.Birth) bool { return b.ZoneSource != zonemap.FromDefault }
