package nadabrahman

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/draw"
	"github.com/witnessos/witnessos/internal/schema"
)

// Input is what the engine accepts. Values that are absent stay so: a result names those for which
// it took a default.
type Input struct {
	UserID        UserID          `json:"user_id" required:"true" doc:"Whose suggestion it is; part of the default seed."`
	HRV           *float64        `json:"heart_rate_variability,omitempty" minimum:"0" maximum:"1" doc:"0 to 1, default 0.5: raises the ground note."`
	Breath        *Breath         `json:"breath_pattern,omitempty" doc:"How the caller breathes."`
	Stress        *float64        `json:"stress_level,omitempty" minimum:"0" maximum:"1" doc:"0 to 1, default 0.5: above 0.7 the raga is one of three slow ones."`
	Energy        *float64        `json:"energy_level,omitempty" minimum:"0" maximum:"1" doc:"0 to 1, default 0.5: sets tempo and rhythm."`
	Consciousness *float64        `json:"consciousness_level,omitempty" minimum:"0" maximum:"1" doc:"0 to 1, default 0.5, the caller's own estimate: sets the duration."`
	Mouse         *MousePosition  `json:"mouse_position,omitempty" doc:"Where the pointer is, in percent of the window: x places the sound, y raises the ground note."`
	TimeOfDay     string          `json:"time_of_day,omitempty" enum:"morning,afternoon,evening,night" doc:"Instead of the local hour."`
	RagaFamily    string          `json:"raga_family,omitempty" enum:"morning,afternoon,evening,night" doc:"Instead of the local hour and of time_of_day."`
	DesignType    string          `json:"human_design_type,omitempty" enum:"generator,manifesting_generator,projector,manifestor,reflector" doc:"Adds a hint on how to listen."`
	TrainingMode  string          `json:"training_mode" enum:"awareness,influence,mastery" default:"awareness" doc:"What to do with the music: hear it, move with it, or sing it."`
	TargetDate    civil.Date      `json:"target_date,omitzero" alias:"current_date,currentDate" minimum:"1900-01-01" doc:"Local date, part of the default seed; default: today."`
	TargetTime    string          `json:"target_time,omitempty" format:"time" doc:"Local time, whose hour decides the family; default: the present hour."`
	Seed          draw.Seed       `json:"seed,omitempty"`
	IncludeSVG    bool            `json:"include_svg,omitempty" doc:"Whether to draw the raga: data.svg."`
	Velocity      json.RawMessage `json:"velocity,omitempty" doc:"Accepted from older clients and ignored."`
	engines.Zone
}

// Breath is a way of breathing.
type Breath struct {
	Rate      *float64 `json:"rate,omitempty" minimum:"0" maximum:"60" doc:"Breaths a minute, default 12: two of them make a note of the phrase."`
	Depth     *float64 `json:"depth,omitempty" minimum:"0" maximum:"1" doc:"0 to 1, default 0.5: the expression of the melody."`
	Coherence *float64 `json:"coherence,omitempty" minimum:"0" maximum:"1" doc:"0 to 1, default 0.5."`
}

// MousePosition is in percent of the window, from its left and from its top.
type MousePosition struct {
	X *float64 `json:"x,omitempty" minimum:"0" maximum:"100" doc:"Default 50, the middle."`
	Y *float64 `json:"y,omitempty" minimum:"0" maximum:"100" doc:"Default 0."`
}

// UserID is the id of an account, which some clients send as a number.
type UserID string

const longestID = 128

// UnmarshalJSON reads a string of 1 to 128 characters or an integer. The error is a schema.Problem.
func (id *UserID) UnmarshalJSON(raw []byte) error {
	text := strings.TrimSpace(string(raw))
	if text[0] == '"' {
		if err := json.Unmarshal(raw, &text); err != nil {
			text = ""
		}
		text = strings.TrimSpace(text)
	} else if strings.Trim(text, "0123456789") != "" {
		text = ""
	}
	if text == "" || len([]rune(text)) > longestID {
		return schema.BadFormat("", "user id", "a text of 1 to 128 characters, or an integer", nil)
	}
	*id = UserID(text)
	return nil
}

// JSONSchema describes what is accepted.
func (UserID) JSONSchema() *schema.Schema {
	return &schema.Schema{OneOf: []*schema.Schema{{Type: "string", MinLength: 1, MaxLength: longestID}, {Type: "integer"}}}
}

// Normalize fills in the local date, and the local hour where it decides.
func (in *Input) Normalize(env engines.Env, check *engines.Check) {
	if len(in.Velocity) > 0 {
		check.Warn("Field 'velocity' has no effect: nothing in the music follows from the speed of a pointer")
		in.Velocity = nil
	}
	today := check.Today(in.Zone)
	hourCounts := in.RagaFamily == "" && in.TimeOfDay == ""
	if !in.Given() && (hourCounts && in.TargetTime == "" || in.Seed == "" && in.TargetDate.IsZero()) {
		check.Warn("No timezone was given: the hour and the day are those of UTC")
	}
	switch {
	case !hourCounts:
		in.TargetTime = "" // decides nothing
	case in.TargetTime == "" && check.OK("target_time"):
		in.TargetTime = in.local(env).Format("15") + ":00"
	}
	if in.TargetDate.IsZero() && check.OK("target_date") {
		in.TargetDate = today
	}
	if in.RagaFamily != "" && in.TimeOfDay != "" && in.RagaFamily != in.TimeOfDay {
		check.Warn("Field 'time_of_day' was ignored because 'raga_family' says something else")
	}
	if in.RagaFamily != "" {
		in.TimeOfDay = ""
	}
	in.Zone = engines.Zone{} // has served: it decides nothing but day and hour
	if in.Stress != nil && *in.Stress > strained && !hourCounts && check.OK("stress_level") {
		check.Warn("Because stress_level is above 0.7 the raga was chosen among Malkauns, Bageshri and Darbari, and not by the time asked for")
	}
}

// local is the present moment on the clocks of the caller. A zone that does not exist has been
// reported before, and counts as UTC here.
func (in *Input) local(env engines.Env) time.Time {
	now := env.Now.UTC()
	switch {
	case in.Timezone != "":
		if zone, err := civil.LoadZone(in.Timezone, env.LoadZone); err == nil {
			return now.In(zone.Location())
		}
	case in.TimezoneOffset != nil:
		if offset, err := civil.OffsetOfHours(*in.TimezoneOffset); err == nil {
			return now.Add(time.Duration(offset) * time.Second)
		}
	case in.UTCOffset != "":
		if offset, err := civil.ParseOffset(in.UTCOffset); err == nil {
			return now.Add(time.Duration(offset) * time.Second)
		}
	}
	return now
}
