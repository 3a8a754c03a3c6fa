package biofield

import (
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biometric"
)

// Result is what the engine returns: statistics of an image. What was not computable is null.
type Result struct {
	engines.Reading `json:"-"`

	Metrics     Metrics     `json:"biofield_metrics"`
	Color       Color       `json:"color_analysis"`
	Composites  Composites  `json:"composite_scores"`
	Integration Integration `json:"multi_modal_integration"`

	Quality        *float64   `json:"image_quality_score" doc:"0 to 1 (a convention of this product): mean of the terms in raw_data.image_quality; null when a series is all there is."`
	Seconds        float64    `json:"processing_time" doc:"Duration of the measurement in seconds."`
	Calibration    string     `json:"calibration_status" doc:"auto, manual, reference or not_applicable (statistics)."`
	Trends         *Trends    `json:"temporal_trends,omitempty" doc:"Of a series of 8 frames or more."`
	Stability      *Stability `json:"stability_assessment,omitempty" doc:"Of a series of 8 frames or more."`
	Optimization   []string   `json:"biofield_optimization" doc:"How the next picture can be made better to measure."`
	Practices      []string   `json:"practice_suggestions" doc:"Ways of looking at the picture."`
	Retention      string     `json:"data_retention_policy"`
	Protection     string     `json:"biometric_protection_level"`
	Nature         string     `json:"disclaimer"`
	Mode           string     `json:"analysis_mode"`
	SVG            string     `json:"svg,omitempty" doc:"The panel of statistics, when include_svg asks for it."`
	NotMeasurement bool       `json:"measures_a_person" doc:"Always false."`
}

// Trends are how the brightness goes over the frames.
type Trends struct {
	Frames    int      `json:"frames"`
	Seconds   *float64 `json:"seconds" doc:"From the first frame to the last; null without frame_rate."`
	Mean      float64  `json:"mean"`
	SD        float64  `json:"standard_deviation"`
	Slope     float64  `json:"slope_per_frame" doc:"Of the line of least squares."`
	PerSecond *float64 `json:"slope_per_second" doc:"Null without frame_rate."`
	Fit       float64  `json:"correlation_with_time" doc:"Pearson, -1 to 1."`
	Direction string   `json:"direction" doc:"rising or falling when correlation_with_time is 0.5 or more either way, else level."`
}

// Stability is how much the brightness moves.
type Stability struct {
	Score       float64 `json:"score" doc:"1 - 4·standard deviation, at least 0 (a convention of this product)."`
	Label       string  `json:"label" doc:"still to a standard deviation of 0.01, drifting to 0.05, else restless."`
	Description string  `json:"description"`
}

// Integration lays results of other engines beside each other. Nothing in it follows from the image.
type Integration struct {
	Constitutional *Constitution    `json:"constitutional_correlation" doc:"Element of the face beside the sign of the birth Moon."`
	Alignment      *Alignment       `json:"five_elements_alignment" doc:"Element of the face beside the organ clock of the present moment."`
	Panchanga      *Panchanga       `json:"panchanga_correlation" doc:"Of the present moment."`
	Timing         *float64         `json:"cosmic_timing_alignment" doc:"Auspiciousness of the panchanga by the convention of vedicclock_tcm, 0 to 1."`
	Organ          *biometric.Watch `json:"organ_clock_correlation" doc:"Organ clock of the present moment, a way to tell the time."`
	Harmony        *float64         `json:"elemental_harmony" doc:"Of the Moon's sign and the organ clock, both of the present moment, by the convention of vedicclock_tcm."`
	Consistency    *float64         `json:"multi_modal_consistency" doc:"Mean harmony of all pairs of elements that are there (a convention of this product); null with fewer than two."`
	Unified        []string         `json:"unified_recommendations"`
	Unavailable    []string         `json:"unavailable" doc:"Why parts that were asked for are null."`
}

// Constitution is the face beside the birth Moon.
type Constitution struct {
	Face string         `json:"face_element"`
	Moon biometric.Moon `json:"birth_moon"`
	biometric.Harmony
}

// Alignment is the face beside the hour.
type Alignment struct {
	Face  string `json:"face_element"`
	Phase string `json:"hour_element"`
	biometric.Harmony
}

// Panchanga is what the Moon and the Sun make of the moment.
type Panchanga struct {
	Tithi     int    `json:"tithi" doc:"1 to 30."`
	Paksha    string `json:"paksha"`
	Nakshatra string `json:"nakshatra"`
	Yoga      string `json:"yoga"`
	Karana    string `json:"karana"`
	biometric.Moon
}

// Raw is the detail behind a result.
type Raw struct {
	Source     string       `json:"data_source" doc:"pixels, frames, pixel_statistics or intensity_series."`
	Image      *ImageInfo   `json:"image"`
	Series     *SeriesInfo  `json:"series"`
	Quality    []Part       `json:"image_quality"`
	Composites []Terms      `json:"composite_terms"`
	Definition []Definition `json:"definitions"`
}

// ImageInfo says what was measured, without repeating it.
type ImageInfo struct {
	Width     int      `json:"width"`
	Height    int      `json:"height"`
	Channels  int      `json:"channels"`
	Black     float64  `json:"black"`
	Gain      float64  `json:"gain"`
	Threshold float64  `json:"threshold" doc:"Above it a pixel is lit."`
	Otsu      bool     `json:"threshold_by_otsu"`
	Filters   []string `json:"filters"`
	Clipped   float64  `json:"clipped" doc:"Share of raw values at 0 or 255."`
}

// SeriesInfo says which series the measures of time come from.
type SeriesInfo struct {
	Frames int    `json:"frames"`
	Memory string `json:"hurst_and_dfa_of" doc:"rows, frames or none."`
}

// Definition is a rule that the metrics share.
type Definition struct {
	Of   string `json:"of"`
	Rule string `json:"rule"`
}

var definitions = []Definition{
	{"intensity", "(raw/255 - black)·gain between 0 and 1; colours: luma 0.2126 R + 0.7152 G + 0.0722 B"},
	{"dynamics", "correlation_dimension, lyapunov_exponent, bifurcation_analysis, recurrence_analysis and nonlinear_mapping need a series of 64 frames; states are 3 samples, in standard deviations"},
	{"hurst_exponent, dfa_analysis", "sums of the rows from 64 rows, else the series from 64 frames"},
	{"composites", "inputs between 0 and 1; null when an input is null"},
	{"order", "calibration, noise_reduction, edge_enhancement; the filters leave the series of frames alone"},
}
