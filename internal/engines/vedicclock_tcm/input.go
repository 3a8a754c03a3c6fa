package vedicclock

import (
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/schema"
)

// Input is what the engine accepts. The place of birth is required, since sunrise depends on it;
// it may be given in any of the spellings of birth.Input.
type Input struct {
	birth.Input
	TargetDate         civil.Date      `json:"target_date,omitzero" alias:"current_date,currentDate" minimum:"1900-01-01" maximum:"2199-12-31" doc:"Day to look at, at the target place; default: today."`
	TargetTime         string          `json:"target_time,omitempty" format:"time" doc:"Time of that day on the clocks of the target place; default: now."`
	TargetLocation     *birth.Location `json:"target_location,omitempty" doc:"Where the clocks are read; default: the place of birth."`
	TargetTimezone     string          `json:"target_timezone,omitempty" format:"iana" doc:"IANA time zone of the target; default: that of target_location, else that of the birth."`
	Depth              string          `json:"analysis_depth" enum:"basic,detailed,comprehensive" default:"detailed" doc:"How much the text tells."`
	Focus              []string        `json:"optimization_focus,omitempty" enum:"energy,creativity,health,spiritual,career" maxItems:"10" doc:"What practices should serve, the most important first; default: what the hour suggests."`
	IncludePredictions bool            `json:"include_predictions" default:"true" doc:"Whether to list the windows ahead."`
	PredictionHours    int             `json:"prediction_hours" minimum:"1" maximum:"168" default:"24" doc:"Hours after the target for which windows are listed."`
	TrueSolarTime      bool            `json:"true_solar_time" default:"false" doc:"Whether the organ clock follows the sun (apparent solar time) and not the clocks of the place."`

	target *Target
}

// Target is the moment that the clocks are read at.
type Target struct {
	civil.Moment
	Clocks   civil.Zone
	Place    civil.Place
	Warnings []civil.Warning // about zone and time; they hide those of Moment
}

// Normalize resolves the birth and the target.
func (in *Input) Normalize(env engines.Env, check *engines.Check) {
	in.Input.Normalize(env, check, "")
	if in.BirthLocation == nil && check.OK("birth_latitude") && check.OK("birth_longitude") {
		check.Report(schema.Missing("birth_location"))
	}
	in.Focus = distinct(in.Focus)
	b := in.Birth()
	if b == nil || b.Place == nil {
		return
	}
	t := &Target{Clocks: b.Clocks, Place: *b.Place}
	if in.TargetLocation != nil {
		t.Place = in.TargetLocation.Place
	}
	if !in.targetZone(env, check, t) {
		return
	}
	in.fillTarget(env, t)
	for _, field := range [...]string{"target_date", "target_time", "target_location"} {
		if !check.OK(field) {
			return
		}
	}
	clock, err := civil.ParseTime(in.TargetTime)
	if err == nil {
		t.Moment, err = civil.Resolve(in.TargetDate, clock, t.Clocks)
	}
	if err != nil {
		check.Report(schema.BadFormat("target_time", "time", "HH:MM or HH:MM:SS", schema.Excerpt(in.TargetTime)))
		return
	}
	if t.UTC.Before(b.Span.To) {
		check.Report(schema.TooSmall("target_date", b.Date.String()+" (the birth)", in.TargetDate.String()+" "+in.TargetTime))
		return
	}
	t.Warnings = append(t.Warnings, t.Moment.Warnings...)
	for _, w := range t.Warnings {
		check.Warn("Target: " + w.Sentence)
	}
	in.target = t
}

// targetZone finds the zone of a target whose place or zone is its own. It reports false when the
// input names a zone that does not exist.
func (in *Input) targetZone(env engines.Env, check *engines.Check, t *Target) bool {
	switch {
	case in.TargetTimezone != "":
		zone, err := civil.LoadZone(in.TargetTimezone, env.LoadZone)
		if err != nil {
			check.Report(schema.BadFormat("target_timezone", "iana", "IANA time zone, such as Europe/Berlin", schema.Excerpt(in.TargetTimezone)))
			return false
		}
		t.Clocks = zone.At(t.Place)
	case in.TargetLocation != nil && check.OK("target_location"):
		// Package birth knows how a zone is looked up: ask it about somebody born there.
		probe := birth.Input{BirthDate: civil.Date{Year: 2000, Month: 1, Day: 1}, BirthTime: "12:00", BirthLocation: in.TargetLocation}
		var ignored engines.Check
		probe.Normalize(env, &ignored, "")
		if b := probe.Birth(); b != nil {
			t.Clocks = b.Clocks
			t.Warnings = slices.DeleteFunc(b.Warnings, func(w civil.Warning) bool { return !w.Kind.IsDefault() })
		}
	}
	return true
}

// fillTarget puts the present moment, to the minute, in the place of what was not given.
func (in *Input) fillTarget(env engines.Env, t *Target) {
	today, clock, _ := t.Clocks.Show(env.Now.Truncate(time.Minute))
	if in.TargetDate.IsZero() {
		in.TargetDate = today
	}
	if in.TargetTime == "" {
		in.TargetTime = clock.String()
	}
	if given, err := civil.ParseTime(in.TargetTime); err == nil {
		in.TargetTime = given.String()
	}
}

func distinct(list []string) []string {
	var kept []string
	for _, s := range list {
		if !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return kept
}
