package biofield

import (
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biometric"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/schema"
)

// Input is what the engine accepts: consent, and an image in one of four forms. When several are
// given the first in the order of frames, pixels and pixel_statistics is measured; the series of
// brightness comes from frames, else from intensity_series.
type Input struct {
	BirthDate civil.Date `json:"birth_date,omitzero" alias:"date" minimum:"1900-01-01" doc:"Day of birth, for the comparison with the birth Moon only."`
	biometric.Person
	Consent    bool        `json:"biometric_consent" required:"true" doc:"Must be true: whoever is in the picture has agreed."`
	Pixels     *Pixels     `json:"pixels,omitempty" doc:"A grid of at most 128 × 128 pixels."`
	Frames     []Pixels    `json:"frames,omitempty" minItems:"2" maxItems:"256" doc:"Grids of one size, in the order of time. The last one is measured as the picture, the mean intensities of all are the series."`
	Statistics *Statistics `json:"pixel_statistics,omitempty" doc:"What the client has computed of an image, in the place of pixels."`
	Series     []float64   `json:"intensity_series,omitempty" alias:"frame_series,frameSeries" minItems:"8" maxItems:"512" minimum:"0" maximum:"1" doc:"Mean intensity of each frame, 0 to 1, in the place of frames."`
	FrameRate  *float64    `json:"frame_rate,omitempty" minimum:"0.001" maximum:"1000" doc:"Frames a second."`

	Mode      string `json:"analysis_mode,omitempty" alias:"captureMode,capture_mode" enum:"single_frame,temporal_sequence,real_time,snapshot,continuous,timeline" doc:"snapshot, continuous and timeline stand for single_frame, real_time and temporal_sequence. Default: temporal_sequence with a series, else single_frame."`
	Depth     string `json:"analysis_depth" enum:"basic,detailed,comprehensive" default:"detailed" doc:"How much the text tells."`
	Spatial   bool   `json:"include_spatial_metrics" default:"true" doc:"Whether to compute what one picture shows."`
	Temporal  bool   `json:"include_temporal_metrics" default:"true" doc:"Whether to compute what a series shows."`
	Color     bool   `json:"include_color_analysis" default:"true" doc:"Whether to compute the measures of colour."`
	Composite bool   `json:"include_composite_scores" default:"true" doc:"Whether to compute the weighted scores."`

	WithFace  bool        `json:"integrate_with_face_reading" default:"false" doc:"Whether to lay the element of face_reading beside the clocks."`
	WithVedic bool        `json:"integrate_with_vedic" default:"false" doc:"Whether to read the panchanga of the present moment, and the birth Moon."`
	WithTCM   bool        `json:"integrate_with_tcm" default:"false" doc:"Whether to read the organ clock of the present moment."`
	Face      *FaceResult `json:"face_reading,omitempty" doc:"five_elements of a result of face_reading."`

	NoiseReduction  bool         `json:"noise_reduction" default:"false" doc:"Median of 3 × 3 pixels in each channel, before all measures of the picture."`
	EdgeEnhancement bool         `json:"edge_enhancement" default:"false" doc:"Unsharp mask of 3 × 3 pixels in each channel, after noise_reduction."`
	CalibrationMode string       `json:"calibration_mode" enum:"auto,manual,reference" default:"auto" doc:"auto: intensities as they are, the lit area by Otsu's threshold. manual: black, white and threshold of calibration. reference: a gain from a patch of known reflectance."`
	Calibration     *Calibration `json:"calibration,omitempty" doc:"Numbers for calibration_mode manual or reference."`
	AnalysisOnly    bool         `json:"store_analysis_only" default:"true" doc:"Accepted for earlier clients: this engine stores neither pixels nor analysis."`
	IncludeSVG      bool         `json:"include_svg,omitempty" doc:"Whether to draw the panel of statistics: data.svg."`

	Image biometric.Unread `json:"image_data,omitempty"`
	Video biometric.Unread `json:"video_data,omitempty"`

	birth *birth.Birth // of an arbitrary day without birth_date
	image *image       // nil without pixels
}

// FaceResult is what is read of a result of face_reading.
type FaceResult struct {
	Element string `json:"dominant_element" required:"true" enum:"wood,fire,earth,metal,water"`
}

// The modes.
const (
	singleFrame      = "single_frame"
	temporalSequence = "temporal_sequence"
	realTime         = "real_time"
)

// Normalize checks the consent and leaves one image and one series.
func (in *Input) Normalize(env engines.Env, check *engines.Check) {
	if check.OK("biometric_consent") {
		biometric.Consent(check, "biometric_consent", in.Consent)
	}
	in.resolvePerson(env, check)
	for i := range in.Frames {
		path := "frames[" + itoa(i) + "]"
		in.Frames[i].check(check, path)
		if a, b := &in.Frames[0], &in.Frames[i]; check.OK("frames") && (a.Width != b.Width || a.Height != b.Height || *a.Channels != *b.Channels) {
			biometric.Refuse(check, path, schema.CodeInvalidValue, "the size of frames[0]", "object", "must have the width, height and channels of the first frame")
		}
	}
	if in.Pixels != nil {
		in.Pixels.check(check, "pixels")
	}
	if in.Statistics != nil {
		in.Statistics.check(check)
	}
	in.chooseData(check)
	in.checkOptions(check)
	picture := in.Pixels
	if n := len(in.Frames); n > 0 {
		picture = &in.Frames[n-1]
	}
	if picture != nil && check.OK("pixels") && check.OK("frames") && check.OK("calibration") && check.OK("calibration_mode") {
		in.image = newImage(picture, in.calibration(), in.NoiseReduction, in.EdgeEnhancement)
	}
}

// resolvePerson finds the zone for the clocks of the present moment, and the birth for its Moon. Who
// asks for neither and gives no birth hears nothing of zones.
func (in *Input) resolvePerson(env engines.Env, check *engines.Check) {
	asked := in.WithVedic || in.WithTCM || !in.BirthDate.IsZero() || in.Person != biometric.Person{}
	if asked && check.OK("birth_date") {
		in.birth = in.Person.Resolve(env, check, in.BirthDate)
	}
}

// chooseData leaves the data that count.
func (in *Input) chooseData(check *engines.Check) {
	refused := !check.OK("pixels") || !check.OK("frames") || !check.OK("pixel_statistics") || !check.OK("intensity_series")
	none := in.Pixels == nil && in.Frames == nil && in.Statistics == nil && in.Series == nil
	if in.Image || in.Video {
		field, what := "image_data", "Pictures"
		if !bool(in.Image) {
			field, what = "video_data", "Films"
		}
		if none && !refused {
			biometric.Refuse(check, field, schema.CodeInvalidValue, "pixels", "string",
				"is not decoded here: decode the image in the client and send a grid of at most 128 × 128 pixels as 'pixels'")
			return
		}
		check.Warn(what + " are not decoded here: '" + field + "' was not read")
		in.Image, in.Video = false, false
	}
	if none && !refused {
		biometric.Refuse(check, "pixels", schema.CodeMissingField, "pixels, frames, pixel_statistics or intensity_series", nil,
			"is required, or 'frames', 'pixel_statistics' or 'intensity_series'")
		return
	}
	if refused {
		return
	}
	ignore := func(given bool, field, other string) bool {
		if given {
			check.Warn("Field '" + field + "' was ignored because there are " + other)
		}
		return given
	}
	if in.Frames != nil {
		if ignore(in.Pixels != nil, "pixels", "frames") {
			in.Pixels = nil
		}
		if ignore(in.Series != nil, "intensity_series", "frames") {
			in.Series = nil
		}
	}
	if ignore(in.Statistics != nil && (in.Frames != nil || in.Pixels != nil), "pixel_statistics", "pixels") {
		in.Statistics = nil
	}
	in.chooseMode(check)
}

// chooseMode reads the mode of older clients, and holds it against the data.
func (in *Input) chooseMode(check *engines.Check) {
	series := in.Frames != nil || in.Series != nil
	switch in.Mode {
	case "snapshot":
		in.Mode = singleFrame
	case "continuous":
		in.Mode = realTime
	case "timeline":
		in.Mode = temporalSequence
	case "":
		in.Mode = singleFrame
		if series {
			in.Mode = temporalSequence
		}
	}
	switch {
	case in.Mode == temporalSequence && !series:
		biometric.Refuse(check, "frames", schema.CodeMissingField, "frames or intensity_series", nil,
			"is required, or 'intensity_series', by analysis_mode temporal_sequence")
	case in.Mode == singleFrame && series:
		if in.Pixels == nil && in.Statistics == nil && in.Frames == nil {
			biometric.Refuse(check, "pixels", schema.CodeMissingField, "pixels, frames or pixel_statistics", nil,
				"is required, or 'frames' or 'pixel_statistics', by analysis_mode single_frame")
			return
		}
		check.Warn("The series was not read because analysis_mode is single_frame")
		if n := len(in.Frames); n > 0 {
			last := in.Frames[n-1]
			in.Pixels, in.Frames = &last, nil
		}
		in.Series = nil
	}
}
