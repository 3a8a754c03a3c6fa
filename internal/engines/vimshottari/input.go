package vimshottari

import (
	"slices"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/schema"
)

// Input is what the engine accepts.
type Input struct {
	birth.Input
	CurrentDate       string  `json:"current_date,omitempty" alias:"target_date,targetDate" doc:"Day (YYYY-MM-DD, from its 00:00 in the zone of the birth) or instant (RFC 3339) whose periods are current; default: now."`
	IncludeSubPeriods bool    `json:"include_sub_periods" default:"true" doc:"Whether to list the antardashas of every mahadasha and the pratyantardashas of the current antardasha."`
	YearsForecast     int     `json:"years_forecast" alias:"years_ahead,yearsAhead" minimum:"1" maximum:"50" default:"10" doc:"Years after the current date whose periods are listed as upcoming."`
	YearLength        float64 `json:"year_length" default:"365.25" doc:"Days of a dasha year: 365.25 (Julian), 365.2422 (tropical) or 360 (savana)."`
	IncludeSVG        bool    `json:"include_svg,omitempty" doc:"Whether to draw the periods: data.svg."`

	current time.Time
}

// yearLengths are in use; which one is right is disputed.
var yearLengths = []float64{365.25, 365.2422, 360}

// nowStep is what the default of the current date is rounded down to, so that requests shortly
// after one another mean the same and can be answered from a cache. It is less than the dates of
// periods are certain by.
const nowStep = 15 * time.Minute

// Normalize resolves the birth and the current date.
func (in *Input) Normalize(env engines.Env, check *engines.Check) {
	in.Input.Normalize(env, check, "")
	if !slices.Contains(yearLengths, in.YearLength) {
		check.Report(schema.NotAllowed("year_length", []string{"365.25", "365.2422", "360"}, strconv.FormatFloat(in.YearLength, 'g', -1, 64)))
	}
	if b := in.Birth(); b != nil && check.OK("current_date") {
		in.normalizeCurrent(env, check, b)
	}
}

// latestAge in years is how far the current date may lie after birth.
const latestAge = 200

func (in *Input) normalizeCurrent(env engines.Env, check *engines.Check, b *birth.Birth) {
	given := in.CurrentDate
	switch day, err := civil.Parse(given); {
	case given == "":
		in.current = env.Now.UTC().Truncate(nowStep)
	case err == nil:
		midnight, err := civil.Resolve(day, civil.MustParseTime("00:00"), b.Clocks)
		if err != nil {
			check.Report(notADate(given))
			return
		}
		in.current = midnight.UTC
	default:
		instant, err := time.Parse(time.RFC3339, given)
		if err != nil {
			check.Report(notADate(given))
			return
		}
		in.current = instant.UTC().Truncate(time.Second)
	}
	day := b.Clocks.Day(in.current)
	switch {
	case day.Before(b.Date):
		check.Report(schema.TooSmall("current_date", b.Date.String(), given))
		return
	case day.After(b.Date.AddYears(latestAge)):
		check.Report(schema.TooLarge("current_date", b.Date.AddYears(latestAge).String(), given))
		return
	}
	if in.current.Before(b.Span.To) { // the day of birth, or a birth within the last quarter of an hour
		in.current = b.Span.To.UTC()
	}
	in.CurrentDate = birth.Timestamp(in.current)
}

func notADate(given string) schema.Problem {
	return schema.BadFormat("current_date", "date or date-time", "YYYY-MM-DD or an RFC 3339 instant", schema.Excerpt(given))
}
