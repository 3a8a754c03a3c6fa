package engines

import (
	"math"
	"time"

	"github.com/witnessos/witnessos/internal/schema"
)

// Zone is the caller's time zone in its accepted spellings. Engines of civil dates embed it
// in their input because it decides which day "today" is.
type Zone struct {
	Timezone       string   `json:"timezone,omitempty" format:"iana" doc:"IANA time zone; decides which day is today. Default UTC."`
	TimezoneOffset *float64 `json:"timezone_offset,omitempty" minimum:"-16" maximum:"16" doc:"Hours east of UTC, when there is no timezone."`
	UTCOffset      string   `json:"utcOffset,omitempty" alias:"utc_offset" format:"utc-offset" doc:"Offset such as +05:30, when there is neither of the others."`
}

// Given reports whether the caller named a zone in any spelling.
func (z Zone) Given() bool {
	return z.Timezone != "" || z.TimezoneOffset != nil || z.UTCOffset != ""
}

// location resolves the zone. Of several spellings the first in the order of the struct
// counts.
func (z Zone) location(env Env) (*time.Location, *schema.Problem) {
	switch {
	case z.Timezone != "":
		location, err := env.zone(z.Timezone)
		if err != nil {
			p := schema.BadFormat("timezone", "iana", "IANA time zone, such as Europe/Berlin", schema.Excerpt(z.Timezone))
			return nil, &p
		}
		return location, nil
	case z.TimezoneOffset != nil:
		return time.FixedZone("", int(math.Round(*z.TimezoneOffset*3600))), nil
	case len(z.UTCOffset) == len("+HH:MM"):
		return time.FixedZone("", offsetSeconds(z.UTCOffset)), nil
	}
	return time.UTC, nil
}

// offsetSeconds reads ±HH:MM, which the format of the field has already checked.
func offsetSeconds(s string) int {
	hours := 10*int(s[1]-'0') + int(s[2]-'0')
	minutes := 10*int(s[4]-'0') + int(s[5]-'0')
	seconds := 3600*hours + 60*minutes
	if s[0] == '-' {
		return -seconds
	}
	return seconds
}
