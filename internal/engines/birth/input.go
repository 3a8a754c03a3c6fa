package birth

import (
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/zonemap"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
)

// Input is the group of fields that say when and where a birth was.
type Input struct {
	BirthDate       civil.Date `json:"birth_date" alias:"date" required:"true" minimum:"1900-01-01" doc:"Day of birth, as clocks and calendars at the place had it."`
	BirthTime       string     `json:"birth_time,omitempty" alias:"time" required:"true" unless:"time_unknown" format:"time" doc:"Time of birth on the clocks of the place."`
	TimeUnknown     bool       `json:"time_unknown,omitempty" default:"false" doc:"The time of birth is not known: the whole day is considered, and the chart shown is that of noon."`
	TimeUncertainty float64    `json:"time_uncertainty_minutes,omitempty" default:"0" minimum:"0" maximum:"720" doc:"By how many minutes the time of birth may be wrong, either way."`

	BirthLocation  *Location `json:"birth_location,omitempty" alias:"location" doc:"Place of birth: [latitude, longitude], {latitude, longitude} or \"latitude,longitude\" in degrees."`
	BirthLatitude  *float64  `json:"birth_latitude,omitempty" alias:"latitude" minimum:"-90" maximum:"90" doc:"Latitude of the place, when there is no birth_location."`
	BirthLongitude *float64  `json:"birth_longitude,omitempty" alias:"longitude" minimum:"-180" maximum:"180" doc:"Longitude of the place, when there is no birth_location."`

	Timezone       string   `json:"timezone,omitempty" format:"iana" doc:"IANA time zone of the place. Without any zone it is looked up from the coordinates; without these, UTC is assumed."`
	TimezoneOffset *float64 `json:"timezone_offset,omitempty" minimum:"-16" maximum:"16" doc:"Hours east of UTC, when there is no timezone."`
	UTCOffset      string   `json:"utcOffset,omitempty" alias:"utc_offset" format:"utc-offset" doc:"Offset such as +05:30, when there is neither of the others."`

	birth *Birth
}

// Birth is what Normalize made of the input. It must not be called on an input with problems.
func (in *Input) Birth() *Birth { return in.birth }

// Normalize brings the spellings into one, resolves the birth and reports what is wrong with
// it. The path stands before the names of fields in problems: "" or, for a nested input,
// "partner.". A nil input is left alone.
func (in *Input) Normalize(env engines.Env, check *engines.Check, path string) {
	if in == nil {
		return
	}
	in.normalizePlace(check, path)
	in.normalizeTime(check, path)
	zone := in.choose(env, check, path)

	today := env.Today(zone.Zone.Location())
	check.BirthDate(path+"birth_date", in.BirthDate, today)
	for _, field := range [...]string{"birth_date", "birth_time", "timezone", "birth_location", "birth_latitude", "birth_longitude"} {
		if !check.OK(path + field) {
			return
		}
	}
	in.birth = in.resolve(zone)
	if in.birth == nil {
		check.Report(schema.Missing(path + "birth_time"))
		return
	}
	if now := env.Now.UTC(); in.birth.Span.From.After(now) {
		_, clock, _ := zone.Zone.Show(now)
		check.Report(schema.TooLarge(path+"birth_time", clock.String(), in.BirthTime))
		return
	}
	for _, w := range in.birth.Warnings {
		check.Warn(subject(path) + w.Sentence)
	}
}

// subject tells whose birth a warning is about, when it is not that of the caller.
func subject(path string) string {
	if path == "partner." {
		return "Partner: "
	}
	return path
}

// normalizePlace moves separate coordinates into the location.
func (in *Input) normalizePlace(check *engines.Check, path string) {
	latitude, longitude := in.BirthLatitude, in.BirthLongitude
	switch {
	case in.BirthLocation != nil:
		if latitude != nil && *latitude != in.BirthLocation.Latitude || longitude != nil && *longitude != in.BirthLocation.Longitude {
			check.Warn("Fields '" + path + "birth_latitude' and '" + path + "birth_longitude' were ignored because '" +
				path + "birth_location' says something else")
		}
	case latitude != nil && longitude != nil:
		in.BirthLocation = &Location{civil.Place{Latitude: *latitude, Longitude: *longitude}}
	case latitude != nil:
		check.Report(schema.Missing(path + "birth_longitude"))
	case longitude != nil:
		check.Report(schema.Missing(path + "birth_latitude"))
	}
	if check.OK(path+"birth_latitude") && check.OK(path+"birth_longitude") {
		in.BirthLatitude, in.BirthLongitude = nil, nil
	}
}

// normalizeTime writes the time in its shortest form, and drops what an unknown time makes
// meaningless.
func (in *Input) normalizeTime(check *engines.Check, path string) {
	if in.TimeUnknown {
		if in.BirthTime != "" {
			check.Warn("Field '" + path + "birth_time' was ignored because '" + path + "time_unknown' is true")
		}
		in.BirthTime, in.TimeUncertainty = "", 0
		return
	}
	if t, err := civil.ParseTime(in.BirthTime); err == nil {
		in.BirthTime = t.String()
	}
}

// resolve finds the instants. It is nil when the input has no time and does not say so.
func (in *Input) resolve(zone zonemap.Choice) *Birth {
	b := &Birth{
		TimeUnknown: in.TimeUnknown,
		Uncertainty: time.Duration(in.TimeUncertainty * float64(time.Minute)),
	}
	if in.BirthLocation != nil {
		b.Place = &in.BirthLocation.Place
	}
	clock, err := civil.ParseTime(in.BirthTime)
	if in.TimeUnknown {
		clock, err = civil.MustParseTime("12:00"), nil
	}
	if err == nil {
		err = b.resolve(in.BirthDate, clock, zone)
	}
	if err != nil {
		return nil
	}
	return b
}
