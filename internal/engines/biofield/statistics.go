package biofield

import (
	"math"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biometric"
	"github.com/witnessos/witnessos/internal/schema"
)

// Statistics are what a client has computed of an image itself, on intensities from 0 to 1 and by the
// definitions of the metrics. Whatever is missing leaves null behind.
type Statistics struct {
	Mean        *float64  `json:"mean" alias:"mean_intensity,average_intensity" required:"true" minimum:"0" maximum:"1" doc:"Mean intensity."`
	SD          *float64  `json:"standard_deviation,omitempty" alias:"std,std_dev" minimum:"0" maximum:"0.5" doc:"Of the intensity."`
	Histogram   []float64 `json:"histogram,omitempty" minItems:"32" maxItems:"32" minimum:"0" maximum:"1000000000" doc:"Numbers or shares of pixels in 32 equal bins from 0 to 1."`
	LitArea     *float64  `json:"lit_area,omitempty" alias:"normalized_area" minimum:"0" maximum:"1" doc:"Share of pixels above the threshold."`
	LitMean     *float64  `json:"lit_mean,omitempty" minimum:"0" maximum:"1" doc:"Mean intensity of these."`
	Symmetry    *float64  `json:"symmetry,omitempty" alias:"body_symmetry" minimum:"-1" maximum:"1" doc:"Correlation with the mirror image."`
	Edges       *float64  `json:"edge_perimeter,omitempty" alias:"contour_complexity" minimum:"0" maximum:"1" doc:"Share of the sides between neighbours at which lit and unlit meet."`
	Box         *float64  `json:"box_dimension,omitempty" alias:"fractal_dimension" minimum:"0" maximum:"2" doc:"Box-counting dimension."`
	Noise       *float64  `json:"noise,omitempty" alias:"inner_noise" minimum:"0" maximum:"1" doc:"Standard deviation of the noise."`
	Regularity  *float64  `json:"pattern_regularity,omitempty" minimum:"0" maximum:"1" doc:"Highest peak of the autocorrelation."`
	RowSums     []float64 `json:"row_sums,omitempty" minItems:"8" maxItems:"512" minimum:"0" maximum:"1000000000" doc:"Sums or means of the rows from the top: the series of hurst_exponent and dfa_analysis, from 64 rows."`
	Red         *Channel  `json:"red,omitempty" doc:"All three channels, or none."`
	Green       *Channel  `json:"green,omitempty"`
	Blue        *Channel  `json:"blue,omitempty"`
	Correlation *float64  `json:"color_correlation,omitempty" minimum:"-1" maximum:"1"`
	Coherence   *float64  `json:"color_coherence,omitempty" minimum:"0" maximum:"1"`
	Chroma      *float64  `json:"color_energy,omitempty" minimum:"0" maximum:"1"`
	Mirrored    *float64  `json:"color_symmetry,omitempty" minimum:"-1" maximum:"1"`
	Perimeter   *float64  `json:"color_perimeter,omitempty" minimum:"0" maximum:"1"`
}

// Channel are the statistics of a channel.
type Channel struct {
	Mean      float64   `json:"mean" required:"true" minimum:"0" maximum:"1"`
	SD        float64   `json:"standard_deviation" required:"true" minimum:"0" maximum:"0.5"`
	Histogram []float64 `json:"histogram,omitempty" minItems:"32" maxItems:"32" minimum:"0" maximum:"1000000000"`
}

// slack is how far statistics may be off by rounding.
const slack = 0.005

// check refuses numbers that no image has.
func (s *Statistics) check(check *engines.Check) {
	const path = "pixel_statistics"
	if !check.OK(path) {
		return
	}
	impossible := func(field, expected string, received any) {
		biometric.Refuse(check, path+"."+field, schema.CodeOutOfRange, expected, received, "must be "+expected+": no image has these statistics")
	}
	spread := func(field string, mean, sd float64) {
		if sd > math.Sqrt(mean*(1-mean))+slack {
			impossible(field, "at most the square root of mean·(1 - mean)", sd)
		}
	}
	empty := func(field string, bins []float64) {
		sum := 0.0
		for _, n := range bins {
			sum += n
		}
		if bins != nil && sum == 0 {
			impossible(field, "a histogram of at least one pixel", "array")
		}
	}
	if s.SD != nil {
		spread("standard_deviation", *s.Mean, *s.SD)
	}
	empty("histogram", s.Histogram)
	if s.LitArea != nil && s.LitMean != nil && *s.LitArea**s.LitMean > *s.Mean+slack {
		impossible("lit_mean", "at most mean / lit_area", *s.LitMean)
	}
	given := 0
	channels := s.channels()
	for i, c := range channels {
		if c == nil {
			continue
		}
		given++
		name := channelNames[i]
		spread(name+".standard_deviation", c.Mean, c.SD)
		empty(name+".histogram", c.Histogram)
	}
	if given == 1 || given == 2 {
		for i, c := range channels {
			if c == nil {
				check.Report(schema.Missing(path + "." + channelNames[i]))
			}
		}
	}
}

func (s *Statistics) channels() [3]*Channel { return [...]*Channel{s.Red, s.Green, s.Blue} }

var channelNames = [...]string{"red", "green", "blue"}

// fill puts the statistics into the places of the metrics that they are.
func (s *Statistics) fill(m *Metrics) {
	m.AverageIntensity = s.Mean
	m.NormalizedArea = s.LitArea
	if s.LitArea != nil && s.LitMean != nil {
		m.LightQuantaDensity = number(*s.LitArea * *s.LitMean)
	}
	if s.SD != nil {
		m.EnergyAnalysis = number(*s.Mean**s.Mean + *s.SD**s.SD)
	}
	if s.Histogram != nil {
		m.Entropy = number(entropy(s.Histogram))
	}
	m.InnerNoise, m.Symmetry, m.Contour, m.FractalDimension, m.Regularity = s.Noise, s.Symmetry, s.Edges, s.Box, s.Regularity
	m.Hurst, m.DFA = hurst(s.RowSums), dfa(s.RowSums)
}

// fillColor is fill for the colours.
func (s *Statistics) fillColor(c *Color) {
	if s.Red == nil {
		return
	}
	var of [3]moments
	entropies, complete := 0.0, true
	for i, channel := range s.channels() {
		of[i] = moments{mean: channel.Mean, sd: channel.SD, power: channel.Mean*channel.Mean + channel.SD*channel.SD}
		if channel.Histogram == nil {
			complete = false
			continue
		}
		entropies += entropy(channel.Histogram)
	}
	c.moments(&of)
	if complete {
		c.Entropy = number(entropies)
	}
	c.Correlation, c.Coherence, c.Energy, c.Symmetry, c.Perimeter = s.Correlation, s.Coherence, s.Chroma, s.Mirrored, s.Perimeter
}
