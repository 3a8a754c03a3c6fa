package biofield

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biometric"
	"github.com/witnessos/witnessos/internal/schema"
)

// Calibration are the numbers that map pixels to intensities. All are parts of the full scale.
type Calibration struct {
	Black     *float64 `json:"black,omitempty" minimum:"0" maximum:"1" doc:"Manual: what counts as 0. Default 0."`
	White     *float64 `json:"white,omitempty" minimum:"0" maximum:"1" doc:"Manual: what counts as 1. Default 1."`
	Threshold *float64 `json:"threshold,omitempty" minimum:"0" maximum:"1" doc:"Manual: above it a pixel is lit. Default 0.5."`
	Measured  *float64 `json:"reference_measured,omitempty" minimum:"0.01" maximum:"1" doc:"Reference: the mean intensity of the patch in the picture."`
	Value     *float64 `json:"reference_value,omitempty" minimum:"0.01" maximum:"1" doc:"Reference: what it should be."`
}

// mapping turns a raw value v of 0 to 1 into (v − black)·gain, cut at 0 and 1. Without a threshold
// Otsu's is taken.
type mapping struct {
	mode        string
	black, gain float64
	threshold   *float64
}

func valueOr(x *float64, otherwise float64) float64 {
	if x == nil {
		return otherwise
	}
	return *x
}

// calibration is the mapping of an input whose calibration has been checked.
func (in *Input) calibration() mapping {
	m := mapping{mode: in.CalibrationMode, gain: 1}
	c := in.Calibration
	if c == nil {
		c = &Calibration{}
	}
	switch in.CalibrationMode {
	case "manual":
		m.black = valueOr(c.Black, 0)
		m.gain = 1 / (valueOr(c.White, 1) - m.black)
		threshold := valueOr(c.Threshold, 0.5)
		m.threshold = &threshold
	case "reference":
		m.gain = *c.Value / *c.Measured
	}
	return m
}

// checkOptions refuses options that could not do what their names say.
func (in *Input) checkOptions(check *engines.Check) {
	if !in.AnalysisOnly {
		check.Warn("Pixels are never stored, although store_analysis_only is false")
	}
	c := in.Calibration
	switch {
	case !check.OK("calibration") || !check.OK("calibration_mode"):
	case in.CalibrationMode == "auto":
		if c != nil {
			check.Warn("Field 'calibration' was ignored because calibration_mode is auto")
			in.Calibration = nil
		}
	case in.CalibrationMode == "manual" && c == nil:
		check.Report(schema.Missing("calibration"))
	case in.CalibrationMode == "manual" && valueOr(c.White, 1)-valueOr(c.Black, 0) < 0.01:
		biometric.Refuse(check, "calibration.white", schema.CodeOutOfRange, "at least black + 0.01", valueOr(c.White, 1),
			"must be at least 0.01 above 'calibration.black'")
	case in.CalibrationMode == "reference" && (c == nil || c.Measured == nil):
		check.Report(schema.Missing("calibration.reference_measured"))
	case in.CalibrationMode == "reference" && c.Value == nil:
		check.Report(schema.Missing("calibration.reference_value"))
	}
	if in.Pixels != nil || in.Frames != nil || !check.OK("pixels") || !check.OK("frames") {
		return
	}
	refuse := func(field string, received any) {
		biometric.Refuse(check, field, schema.CodeInvalidValue, "pixels or frames", received, "needs pixels: it cannot be applied to statistics")
	}
	if in.NoiseReduction {
		refuse("noise_reduction", true)
	}
	if in.EdgeEnhancement {
		refuse("edge_enhancement", true)
	}
	if in.CalibrationMode != "auto" {
		refuse("calibration_mode", in.CalibrationMode)
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
