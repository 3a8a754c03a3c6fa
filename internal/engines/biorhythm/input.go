package biorhythm

import (
	"slices"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
)

// Input is what the engine accepts.
type Input struct {
	BirthDate        civil.Date `json:"birth_date" alias:"date" required:"true" minimum:"1900-01-01" doc:"Day of birth."`
	TargetDate       civil.Date `json:"target_date,omitzero" alias:"current_date,currentDate" minimum:"1900-01-01" doc:"Day to look at, at most a year ahead; default: today."`
	IncludeExtended  bool       `json:"include_extended_cycles" default:"false" doc:"Also the intuitive, aesthetic and spiritual cycles."`
	Cycles           []string   `json:"cycles" enum:"physical,emotional,intellectual,intuitive,aesthetic,spiritual" maxItems:"12" doc:"Cycles to show; the three core cycles always are."`
	IncludeCritical  bool       `json:"include_critical_days" default:"true" doc:"Whether to list the critical days of the forecast."`
	ForecastDays     int        `json:"forecast_days" alias:"days_ahead,daysAhead" minimum:"1" maximum:"90" default:"7" doc:"Days of the forecast, the target date included."`
	PartnerBirthDate civil.Date `json:"partner_birth_date,omitzero" alias:"person2_birth_date,person2BirthDate" minimum:"1900-01-01" doc:"Birth date of a second person, for compatibility."`
	IncludeSVG       bool       `json:"include_svg,omitempty" doc:"Whether to draw the curves: data.svg."`
	engines.Zone
}

// Normalize fills in today's date, makes one list of the two ways to ask for extended
// cycles, and checks how the dates relate.
func (in *Input) Normalize(_ engines.Env, check *engines.Check) {
	today := check.Today(in.Zone)
	if in.TargetDate.IsZero() {
		in.TargetDate = today
		if !in.Given() && check.OK("target_date") {
			check.Warn("Neither target_date nor timezone was given: today is the day in UTC")
		}
	}
	in.Zone = engines.Zone{} // has served: it decides nothing but the day

	check.BirthDate("birth_date", in.BirthDate, today)
	check.BirthDate("partner_birth_date", in.PartnerBirthDate, today)
	check.DateRange("target_date", in.TargetDate, civil.Date{}, today.AddYears(1))
	if check.OK("birth_date") {
		check.DateRange("target_date", in.TargetDate, in.BirthDate, civil.Date{})
	}

	asked := in.Cycles
	in.Cycles = nil
	for i, c := range cycles {
		if i < coreCycles || in.IncludeExtended || slices.Contains(asked, c.Name) {
			in.Cycles = append(in.Cycles, c.Name)
		}
	}
	in.IncludeExtended = len(in.Cycles) == len(cycles)
}

// shown are the cycles of a normalised input.
func (in *Input) shown() []Cycle {
	var list []Cycle
	for _, c := range cycles {
		if slices.Contains(in.Cycles, c.Name) {
			list = append(list, c)
		}
	}
	return list
}
