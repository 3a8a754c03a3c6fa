package biofield

import "github.com/witnessos/witnessos/internal/decimal"

// Metrics are the 17 numbers that describe the form of an image and the course of a series. Null is
// not computable from the data given.
type Metrics struct {
	LightQuantaDensity *float64 `json:"light_quanta_density" doc:"Light of the lit pixels per pixel of the image, 0 to 1."`
	NormalizedArea     *float64 `json:"normalized_area" doc:"Share of pixels that are lit: above the threshold of the calibration, or above 0.5 when all are equal."`
	AverageIntensity   *float64 `json:"average_intensity" doc:"Mean intensity, 0 to 1; of colours their luma (BT.709)."`
	InnerNoise         *float64 `json:"inner_noise" doc:"Standard deviation of additive noise (Immerkær 1996), at most 1."`
	EnergyAnalysis     *float64 `json:"energy_analysis" doc:"Mean square of the intensity, 0 to 1."`
	Entropy            *float64 `json:"entropy_form_coefficient" doc:"Shannon entropy of a histogram of 32 bins over 5 bits, 0 to 1."`
	FractalDimension   *float64 `json:"fractal_dimension" doc:"Box-counting dimension of the smaller one of the lit and the unlit part, 0 to 2."`
	Correlation        *float64 `json:"correlation_dimension" doc:"Of the states of the series (Grassberger and Procaccia, by Takens' estimate), 0 to 3."`
	Hurst              *float64 `json:"hurst_exponent" doc:"Rescaled range, corrected for short series, 0 to 1; of the sums of the rows when there are 64 or more, else of a series of 64 frames or more."`
	Lyapunov           *float64 `json:"lyapunov_exponent" doc:"Largest exponent of the series, natural logarithms a frame (Rosenstein et al. 1993)."`
	DFA                *float64 `json:"dfa_analysis" doc:"Exponent of detrended fluctuation analysis, 0 to 2; of the same series as hurst_exponent."`
	Bifurcation        *float64 `json:"bifurcation_analysis" doc:"Entropy of the heights of the local maxima of the series over 4 bits, 0 to 1."`
	Recurrence         *float64 `json:"recurrence_analysis" doc:"Share of pairs of states of the series that are nearer than half a standard deviation, 0 to 1."`
	Nonlinear          *float64 `json:"nonlinear_mapping" doc:"Part of the variance left by a line in the return map that a parabola explains, 0 to 1."`
	Symmetry           *float64 `json:"body_symmetry" doc:"Pearson correlation of the image with its mirror image, -1 to 1; 1 by definition when it is constant. Of the image, not of a body."`
	Contour            *float64 `json:"contour_complexity" doc:"Share of the sides between neighbouring pixels at which lit and unlit meet, 0 to 1."`
	Regularity         *float64 `json:"pattern_regularity" doc:"Highest peak of the autocorrelation of rows or columns at shifts of 2 to 16 pixels, 0 to 1; 1 by definition when the image is constant."`
}

// Color are the 10 numbers that describe the colours of an image. All are null for gray ones.
type Color struct {
	Distribution *RGB     `json:"color_distribution" doc:"Share of each channel in the sum of all; null for black."`
	Entropy      *float64 `json:"color_entropy" doc:"Sum over the channels of the Shannon entropy of a histogram of 32 bins over 5 bits, 0 to 3."`
	Correlation  *float64 `json:"color_correlation" doc:"Mean Pearson correlation of pairs of channels, -1 to 1; null when fewer than two channels vary."`
	Power        *RGB     `json:"spectral_power_distribution" doc:"Mean square of each channel, 0 to 1: three broad bands, no spectrum."`
	Coherence    *float64 `json:"color_coherence" doc:"1 less the mean difference of channels between neighbouring pixels, 0 to 1."`
	Energy       *float64 `json:"color_energy" doc:"Root mean square of the chroma (largest less smallest channel), 0 to 1."`
	Symmetry     *float64 `json:"color_symmetry" doc:"Mean over the channels of the correlation with the mirror image, -1 to 1."`
	Contrast     *float64 `json:"color_contrast" doc:"Twice the root mean square of the standard deviations of the channels, 0 to 1."`
	Wavelength   *float64 `json:"dominant_wavelength" doc:"Of the mean colour, nanometres (CIE 1931, white D65); null for gray and purple."`
	Perimeter    *float64 `json:"color_perimeter" doc:"Share of the sides between neighbouring pixels that lie in different ones of 64 colours, 0 to 1."`
}

// RGB is a number for each channel.
type RGB struct {
	Red   float64 `json:"red"`
	Green float64 `json:"green"`
	Blue  float64 `json:"blue"`
}

// spatial measures the form of an image.
func (m *Metrics) spatial(img *image, of *moments) {
	threshold := 0.5
	if img.threshold != nil {
		threshold = *img.threshold
	} else if img.division, img.divided = otsu(img.luma); img.divided {
		threshold = img.division
	}
	bright := lit(img.luma, img.width, threshold)
	n := float64(len(img.luma))
	light := 0.0
	for i, set := range bright.set {
		if set != 0 {
			light += img.luma[i]
		}
	}
	m.LightQuantaDensity = number(light / n)
	m.NormalizedArea = number(float64(bright.count) / n)
	m.AverageIntensity = number(of.mean)
	m.EnergyAnalysis = number(of.power)
	m.Entropy = number(entropy(of.bins[:]))
	m.InnerNoise = noise(img.luma, img.width)
	m.Symmetry = number(symmetry(img.luma, img.width, of))
	m.Contour = number(bright.perimeter())
	m.Regularity = number(regularity(img.luma, img.width, of))
	m.FractalDimension = bright.figure().boxDimension()
	rows := rowSums(img.luma, img.width)
	m.Hurst, m.DFA = hurst(rows), dfa(rows)
}

// temporal measures a series of frames. Hurst and DFA are those of the rows where an image has enough.
func (m *Metrics) temporal(series []float64) {
	d := dynamicsOf(series)
	m.Correlation, m.Lyapunov, m.Recurrence, m.Bifurcation, m.Nonlinear = d.correlation, d.lyapunov, d.recurrence, d.bifurcation, d.nonlinear
	if m.Hurst == nil {
		m.Hurst = hurst(series)
	}
	if m.DFA == nil {
		m.DFA = dfa(series)
	}
}

// measure the colours of an image.
func (c *Color) measure(img *image) {
	if img.channels == nil {
		return
	}
	var of [3]moments
	mirrored, entropies := 0.0, 0.0
	for i, p := range img.channels {
		of[i] = momentsOf(p)
		entropies += entropy(of[i].bins[:])
		mirrored += symmetry(p, img.width, &of[i])
	}
	c.moments(&of)
	c.Entropy = number(entropies)
	c.Symmetry = number(mirrored / 3)
	c.Coherence = number(likeness(img.channels, img.width))
	c.Energy = number(chroma(img.channels))
	c.Perimeter = number(colorPerimeter(img.channels, img.width))
	sum, pairs := 0.0, 0.0
	for i := range 2 {
		for j := i + 1; j < 3; j++ {
			if r, ok := correlation(img.channels[i], img.channels[j], &of[i], &of[j]); ok {
				sum += r
				pairs++
			}
		}
	}
	if pairs > 0 {
		c.Correlation = number(sum / pairs)
	}
}

// moments fills in what follows from means and standard deviations.
func (c *Color) moments(of *[3]moments) {
	red, green, blue := &of[0], &of[1], &of[2]
	if sum := red.mean + green.mean + blue.mean; sum > 0 {
		c.Distribution = rgb(red.mean/sum, green.mean/sum, blue.mean/sum)
	}
	c.Power = rgb(red.power, green.power, blue.power)
	c.Contrast = number(contrastOf(red.sd, green.sd, blue.sd))
	c.Wavelength = dominantWavelength(red.mean, green.mean, blue.mean)
}

func rgb(red, green, blue float64) *RGB {
	return &RGB{decimal.Round(red, 6), decimal.Round(green, 6), decimal.Round(blue, 6)}
}
