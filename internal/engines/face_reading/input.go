package facereading

import (
	"math"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biometric"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/schema"
)

// Input is what the engine accepts: a date of birth, consent, and a measured face.
type Input struct {
	BirthDate civil.Date `json:"birth_date,omitzero" alias:"date" required:"true" minimum:"1900-01-01" doc:"Day of birth, for the age point."`
	biometric.Person
	Consent    bool       `json:"processing_consent" required:"true" doc:"Must be true: the person has agreed that this face is read."`
	Landmarks  *Landmarks `json:"landmarks,omitempty" doc:"Landmarks of the face, measured on the device of the person."`
	Ratios     *Ratios    `json:"ratios,omitempty" doc:"Proportions that were measured by the client, instead of landmarks; any of them."`
	Config     *Config    `json:"biometric_config,omitempty" doc:"What the client knows about its landmarks."`
	Mode       string     `json:"analysis_mode" enum:"photo,video,live,birth_data_only" default:"photo" doc:"Where the landmarks come from; birth_data_only does without and returns the age point and the parts of the birth."`
	Depth      string     `json:"analysis_depth" enum:"basic,detailed,comprehensive" default:"detailed" doc:"How much the text tells."`
	Houses     bool       `json:"include_twelve_houses" default:"true" doc:"Whether to read the twelve palaces."`
	Elements   bool       `json:"include_five_elements" default:"true" doc:"Whether to read the five elements."`
	AgePoints  bool       `json:"include_age_points" default:"true" doc:"Whether to read the age point."`
	Health     bool       `json:"include_health_indicators" default:"false" doc:"Accepted for earlier clients: there are no health indicators, and their lists stay empty."`
	Vedic      bool       `json:"integrate_with_vedic" default:"true" doc:"Whether to compare with the sign of the birth Moon."`
	TCM        bool       `json:"integrate_with_tcm" default:"true" doc:"Whether to compare with the organ clock at the hour of birth."`
	Store      bool       `json:"store_biometric_data" default:"false" doc:"Accepted for earlier clients: this service keeps no landmarks, whatever it says."`
	Anonymize  bool       `json:"anonymize_results" default:"true" doc:"Leaves the birth data out of raw_data.input, and rounds key points to a hundredth of the distance of the eye corners."`
	Retention  int        `json:"max_retention_hours" minimum:"0" maximum:"8760" default:"24" doc:"Longest time that biometric data may be kept; none are kept."`
	IncludeSVG bool       `json:"include_svg,omitempty" doc:"Whether to draw the map of palaces: data.svg."`

	Image biometric.Unread `json:"image_data,omitempty"`
	Video biometric.Unread `json:"video_data,omitempty"`

	birth    *birth.Birth
	today    civil.Date
	face     *face // nil without landmarks
	unscaled bool  // coordinates are parts of a picture of unknown shape
}

// Config is what a client may tell about its landmarks.
type Config struct {
	Confidence  *float64 `json:"detection_confidence,omitempty" minimum:"0" maximum:"1" doc:"How sure the detector was of the face."`
	ImageWidth  *float64 `json:"image_width,omitempty" minimum:"1" maximum:"100000" doc:"Of the picture in pixels: coordinates from 0 to 1 are parts of it, and distort a face unless it is square."`
	ImageHeight *float64 `json:"image_height,omitempty" minimum:"1" maximum:"100000" doc:"Of the picture in pixels."`
}

// birthDataOnly is the mode without a face.
const birthDataOnly = "birth_data_only"

// Normalize checks the consent, resolves the birth and measures the face.
func (in *Input) Normalize(env engines.Env, check *engines.Check) {
	if check.OK("processing_consent") {
		biometric.Consent(check, "processing_consent", in.Consent)
	}
	if check.OK("birth_date") {
		in.birth = in.Person.Resolve(env, check, in.BirthDate)
	}
	if in.birth != nil {
		in.today = env.Today(in.birth.Clocks.Location())
	}
	if in.Image || in.Video {
		check.Warn("Pictures and films are not read here: measure the face on the device, and send landmarks or ratios")
		in.Image, in.Video = false, false
	}
	if in.Health {
		check.Warn("There are no health indicators: faces are read as cultural content here")
	}
	if in.Store {
		check.Warn("Landmarks are not stored, although store_biometric_data asks for it")
	}
	in.normalizeFace(check)
}

// normalizeFace leaves one source of proportions, or none in the mode without a face.
func (in *Input) normalizeFace(check *engines.Check) {
	if in.Mode == birthDataOnly {
		if in.Landmarks != nil || in.Ratios != nil {
			check.Warn("Landmarks and ratios were not read because analysis_mode is birth_data_only")
			in.Landmarks, in.Ratios = nil, nil
		}
		return
	}
	switch {
	case !check.OK("landmarks") || !check.OK("ratios") || !check.OK("biometric_config"):
	case in.Landmarks != nil:
		if in.Ratios != nil {
			check.Warn("Field 'ratios' was ignored because they are measured on the landmarks")
			in.Ratios = nil
		}
		in.measure(check)
	case in.Ratios != nil && in.Ratios.proportions().measured() > 0:
		in.Ratios.complete(check)
	default:
		biometric.Refuse(check, "landmarks", engines.CodeLandmarksRequired, landmarkForm+", or ratios", nil,
			"is required, or 'ratios': measure the face on the device, or ask for analysis_mode birth_data_only")
	}
}

// measure reads the landmarks. Coordinates that are parts of a picture become square first.
func (in *Input) measure(check *engines.Check) {
	scaleX, scaleY := 1.0, 1.0
	if in.Landmarks.relative() {
		c := in.Config
		if in.unscaled = c == nil || c.ImageWidth == nil || c.ImageHeight == nil; in.unscaled {
			check.Warn("Coordinates look like parts of a picture, and its image_width and image_height were not given: it was taken for square")
		} else {
			scaleX, scaleY = 1, *c.ImageHeight / *c.ImageWidth
		}
	}
	var problem *schema.Problem
	if in.face, problem = measure(in.Landmarks, scaleX, scaleY); problem != nil {
		check.Report(*problem)
	}
}

// relative reports whether coordinates are parts of a picture and not pixels: a face of two pixels
// is none, and a face may reach a little beyond the picture.
func (l *Landmarks) relative() bool {
	for _, p := range l.Points {
		if math.Abs(p.X) > 2 || math.Abs(p.Y) > 2 {
			return false
		}
	}
	return true
}

// complete checks that the thirds are those of one face, and fills in what follows from other
// proportions.
func (r *Ratios) complete(check *engines.Check) {
	if r.UpperThird != nil && r.MiddleThird != nil && r.LowerThird != nil {
		if sum := *r.UpperThird + *r.MiddleThird + *r.LowerThird; math.Abs(sum-1) > 0.02 {
			biometric.Refuse(check, "ratios.upper_third", schema.CodeOutOfRange, "thirds that add up to 1", decimal.Round(sum, 4),
				"must add up to 1 with middle_third and lower_third")
		}
	}
	if r.CheekProminence == nil && r.JawWidth != nil && r.ForeheadWidth != nil {
		cheeks := 2 / (*r.JawWidth + *r.ForeheadWidth)
		r.CheekProminence = &cheeks
	}
}

// proportions of a normalised input, none without a face.
func (in *Input) proportions() *proportions {
	if in.face != nil {
		return &in.face.ratios
	}
	return in.Ratios.proportions()
}
