package humandesign

import (
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/schema"
)

// Input is what the engine accepts.
type Input struct {
	birth.Input
	FullName      string `json:"full_name,omitempty" alias:"name,birth_name" maxLength:"200" doc:"Accepted and not used: a chart does not depend on it."`
	IncludeDesign bool   `json:"include_design_calculation" default:"true" doc:"Whether to show how the design moment was found."`
	DetailedGates bool   `json:"detailed_gates" default:"true" doc:"Whether to describe each of the 26 activations."`

	Partner *birth.Input `json:"partner,omitempty" doc:"Birth of a second person, for the connection of both charts."`

	TransitDate     civil.Date `json:"transit_date,omitzero" minimum:"1900-01-01" maximum:"2399-12-01" doc:"Day whose gates are laid over the chart."`
	TransitTime     string     `json:"transit_time,omitempty" format:"time" doc:"Time of that day; without it the whole day counts."`
	TransitTimezone string     `json:"transit_timezone,omitempty" format:"iana" doc:"IANA time zone of the transit; default: that of the birth."`

	IncludeSVG bool `json:"include_svg,omitempty" doc:"Whether to draw the chart: data.svg."`

	transit civil.Zone
}

// Normalize resolves the births and the zone of the transit.
func (in *Input) Normalize(env engines.Env, check *engines.Check) {
	in.FullName = "" // must not matter, hence must not reach caches and signatures
	in.Input.Normalize(env, check, "")
	in.Partner.Normalize(env, check, "partner.")
	in.normalizeTransit(env, check)
}

func (in *Input) normalizeTransit(env engines.Env, check *engines.Check) {
	if in.TransitDate.IsZero() {
		if (in.TransitTime != "" || in.TransitTimezone != "") && check.OK("transit_date") {
			check.Report(schema.Missing("transit_date"))
		}
		return
	}
	if t, err := civil.ParseTime(in.TransitTime); err == nil {
		in.TransitTime = t.String()
	}
	switch {
	case in.TransitTimezone != "":
		zone, err := civil.LoadZone(in.TransitTimezone, env.LoadZone)
		if err != nil && check.OK("transit_timezone") {
			check.Report(schema.BadFormat("transit_timezone", "iana", "IANA time zone, such as Europe/Berlin", schema.Excerpt(in.TransitTimezone)))
		}
		in.transit = zone
	case in.Birth() != nil:
		in.transit = in.Birth().Clocks
	}
}
