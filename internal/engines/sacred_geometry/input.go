package sacredgeometry

import (
	"strings"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
)

// Input is what the engine accepts. Options that a pattern has no use for are dropped.
type Input struct {
	Intention string     `json:"intention,omitempty" alias:"purpose" maxLength:"500" doc:"What the pattern is for, in your own words. Required unless there is a birth date."`
	BirthDate civil.Date `json:"birth_date,omitzero" alias:"date" minimum:"1900-01-01" doc:"Day of birth. Required for the personal pattern, and for any other without an intention."`
	engines.Zone

	PatternType string `json:"pattern_type" alias:"pattern" enum:"auto,mandala,flower_of_life,sri_yantra,golden_spiral,platonic_solid,vesica_piscis,personal,seed_of_life,fruit_of_life,metatrons_cube" default:"auto" doc:"Figure to construct; auto is personal with a birth date and else mandala."`
	PetalCount  int    `json:"petal_count,omitempty" alias:"petals" minimum:"4" maximum:"24" default:"8" doc:"Petals of a layer of the mandala."`
	LayerCount  int    `json:"layer_count,omitempty" alias:"layers" minimum:"2" maximum:"8" default:"3" doc:"Layers of the mandala."`
	SpiralTurns int    `json:"spiral_turns,omitempty" alias:"turns" minimum:"2" maximum:"10" default:"4" doc:"Turns of the golden spiral, each with 13 seeds."`
	SolidType   string `json:"solid_type,omitempty" alias:"solid" enum:"tetrahedron,cube,octahedron,dodecahedron,icosahedron" doc:"Regular solid of the pattern platonic_solid; default: that of the birth date, or the tetrahedron."`
	Size        int    `json:"size" minimum:"256" maximum:"2048" default:"512" doc:"Side of the picture's viewBox; all coordinates are in its units."`
	ColorScheme string `json:"color_scheme" enum:"golden,rainbow,monochrome,chakra,elemental" default:"golden" doc:"Colours of the picture."`

	IncludeConstruction bool `json:"include_construction_lines" default:"false" doc:"Whether to draw how the figure is constructed, and return construction_geometry."`
	IncludeRatios       bool `json:"include_sacred_ratios" default:"true" doc:"Whether to measure the proportions, and write them below the figure."`
	MeditationFocus     bool `json:"meditation_focus" default:"false" doc:"Whether to mark the points to rest the eyes on, and add how to use each of them."`
}

// Normalize checks what the pattern needs, and drops what it has no use for.
func (in *Input) Normalize(_ engines.Env, check *engines.Check) {
	today := check.Today(in.Zone)
	in.Zone = engines.Zone{} // has served: it decides nothing but whether the birth was before tomorrow
	check.BirthDate("birth_date", in.BirthDate, today)

	in.Intention = strings.Join(strings.Fields(in.Intention), " ")
	born := !in.BirthDate.IsZero() || !check.OK("birth_date")
	if in.Intention == "" && !born {
		check.Report(schema.Missing("intention"))
	}
	if in.PatternType == "auto" {
		in.PatternType = "mandala"
		if born {
			in.PatternType = "personal"
		}
	}
	if in.PatternType == "personal" && !born {
		check.Report(schema.Missing("birth_date"))
	}
	if check.OK("pattern_type") {
		in.drop(check)
	}
	if in.PatternType == "platonic_solid" && in.SolidType == "" && check.OK("solid_type") {
		in.SolidType = "tetrahedron"
		if !in.BirthDate.IsZero() {
			in.SolidType = personal(in.BirthDate).Solid
		}
	}
}

// drop forgets the options of other patterns, so that they reach neither caches nor signatures,
// and says so where they differ from what they would be without being given.
func (in *Input) drop(check *engines.Check) {
	number := func(field, pattern string, value *int, otherwise int) {
		if in.PatternType == pattern || !check.OK(field) {
			return
		}
		if *value != otherwise && *value != 0 {
			check.Warn("Field '" + field + "' was ignored because it belongs to the pattern " + pattern)
		}
		*value = 0
	}
	number("petal_count", "mandala", &in.PetalCount, 8)
	number("layer_count", "mandala", &in.LayerCount, 3)
	number("spiral_turns", "golden_spiral", &in.SpiralTurns, 4)
	if in.PatternType != "platonic_solid" && in.SolidType != "" && check.OK("solid_type") {
		check.Warn("Field 'solid_type' was ignored because it belongs to the pattern platonic_solid")
		in.SolidType = ""
	}
}
