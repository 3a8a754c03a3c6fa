package biofield

import (
	"math"

	"github.com/witnessos/witnessos/internal/decimal"
)

// Composites are weighted scores from 0 to 1, conventions of this product. A score is null when one of
// its inputs is.
type Composites struct {
	Energy         *float64 `json:"energy_score" doc:"0.25 light_quanta_density + 0.25 average_intensity + 0.40 energy_analysis + 0.10 (fractal_dimension - 1)."`
	Balance        *float64 `json:"symmetry_balance_score" doc:"0.40 symmetry + 0.30 (1 - contour) + 0.20 (1 - entropy) + 0.10 area."`
	Coherence      *float64 `json:"coherence_score" doc:"0.40 regularity + 0.30 (1 - lyapunov) + 0.20 dfa + 0.10 correlation_dimension/3."`
	Complexity     *float64 `json:"complexity_score" doc:"0.30 (fractal_dimension - 1) + 0.25 entropy + 0.20 bifurcation + 0.15 correlation_dimension/3 + 0.10 nonlinear."`
	Regulation     *float64 `json:"regulation_score" doc:"0.40 (1 - lyapunov) + 0.30 hurst + 0.15 recurrence + 0.15 (1 - noise)."`
	ColorVitality  *float64 `json:"color_vitality_score" doc:"0.30 color_energy + 0.25 mean spectral power + 0.20 color_entropy/3 + 0.25 wavelength/700."`
	ColorCoherence *float64 `json:"color_coherence_score" doc:"0.30 color_symmetry + 0.25 color_correlation + 0.20 color_coherence + 0.25 (1 - color_contrast)."`
}

// Part is an input of a score, brought to the range from 0 to 1.
type Part struct {
	Name   string   `json:"input"`
	Weight float64  `json:"weight"`
	Value  *float64 `json:"value" doc:"0 to 1; null when it is not computable."`
}

// Terms is a composite with all its inputs.
type Terms struct {
	Score string `json:"score"`
	Parts []Part `json:"parts"`
}

// ingredient numbers the metrics that composites are made of.
type ingredient int

const (
	ofLight ingredient = iota
	ofIntensity
	ofEnergy
	ofFractal
	ofSymmetry
	ofContour
	ofEntropy
	ofArea
	ofRegularity
	ofLyapunov
	ofDFA
	ofCorrelation
	ofBifurcation
	ofNonlinear
	ofHurst
	ofRecurrence
	ofNoise
	ofChroma
	ofPower
	ofColorEntropy
	ofWavelength
	ofColorSymmetry
	ofColorCorrelation
	ofColorCoherence
	ofContrast
	ingredients
)

// recipes are the composites. An ingredient enters as factor·x + shift, cut at 0 and 1.
var recipes = [...]struct {
	score string
	parts []part
}{
	{"energy_score", []part{{"light_quanta_density", .25, ofLight, 1, 0}, {"average_intensity", .25, ofIntensity, 1, 0},
		{"energy_analysis", .40, ofEnergy, 1, 0}, {"fractal_dimension - 1", .10, ofFractal, 1, -1}}},
	{"symmetry_balance_score", []part{{"(body_symmetry + 1)/2", .40, ofSymmetry, .5, .5}, {"1 - contour_complexity", .30, ofContour, -1, 1},
		{"1 - entropy_form_coefficient", .20, ofEntropy, -1, 1}, {"normalized_area", .10, ofArea, 1, 0}}},
	{"coherence_score", []part{{"pattern_regularity", .40, ofRegularity, 1, 0}, {"1 - lyapunov_exponent", .30, ofLyapunov, -1, 1},
		{"dfa_analysis/2", .20, ofDFA, .5, 0}, {"correlation_dimension/3", .10, ofCorrelation, 1. / 3, 0}}},
	{"complexity_score", []part{{"fractal_dimension - 1", .30, ofFractal, 1, -1}, {"entropy_form_coefficient", .25, ofEntropy, 1, 0},
		{"bifurcation_analysis", .20, ofBifurcation, 1, 0}, {"correlation_dimension/3", .15, ofCorrelation, 1. / 3, 0}, {"nonlinear_mapping", .10, ofNonlinear, 1, 0}}},
	{"regulation_score", []part{{"1 - lyapunov_exponent", .40, ofLyapunov, -1, 1}, {"hurst_exponent", .30, ofHurst, 1, 0},
		{"recurrence_analysis", .15, ofRecurrence, 1, 0}, {"1 - inner_noise", .15, ofNoise, -1, 1}}},
	{"color_vitality_score", []part{{"color_energy", .30, ofChroma, 1, 0}, {"mean of spectral_power_distribution", .25, ofPower, 1, 0},
		{"color_entropy/3", .20, ofColorEntropy, 1. / 3, 0}, {"dominant_wavelength/700", .25, ofWavelength, 1. / 700, 0}}},
	{"color_coherence_score", []part{{"(color_symmetry + 1)/2", .30, ofColorSymmetry, .5, .5}, {"(color_correlation + 1)/2", .25, ofColorCorrelation, .5, .5},
		{"color_coherence", .20, ofColorCoherence, 1, 0}, {"1 - color_contrast", .25, ofContrast, -1, 1}}},
}

// ofRecipes is how many parts they have together.
const ofRecipes = 29

// part of a recipe.
type part struct {
	name          string
	weight        float64
	of            ingredient
	factor, shift float64
}

// compose computes the scores.
func compose(m *Metrics, c *Color) (s Composites, all []Terms) {
	var power *float64
	if c.Power != nil {
		power = number((c.Power.Red + c.Power.Green + c.Power.Blue) / 3)
	}
	values := [ingredients]*float64{
		m.LightQuantaDensity, m.AverageIntensity, m.EnergyAnalysis, m.FractalDimension, m.Symmetry, m.Contour, m.Entropy, m.NormalizedArea,
		m.Regularity, m.Lyapunov, m.DFA, m.Correlation, m.Bifurcation, m.Nonlinear, m.Hurst, m.Recurrence, m.InnerNoise,
		c.Energy, power, c.Entropy, c.Wavelength, c.Symmetry, c.Correlation, c.Coherence, c.Contrast,
	}
	all = make([]Terms, len(recipes))
	shown := make([]Part, ofRecipes)
	units := make([]float64, ofRecipes)
	for i, score := range s.list() {
		parts := recipes[i].parts
		all[i] = Terms{recipes[i].score, shown[:len(parts):len(parts)]}
		sum, complete := 0.0, true
		for k := range parts {
			p := &parts[k]
			shown[k].Name, shown[k].Weight = p.name, p.weight
			if x := values[p.of]; x != nil {
				unit := clamp(p.factor**x+p.shift, 0, 1)
				sum += p.weight * unit
				units[k] = decimal.Round(unit, 6)
				shown[k].Value = &units[k]
			} else {
				complete = false
			}
		}
		if complete {
			*score = number(min(sum, 1))
		}
		shown, units = shown[len(parts):], units[len(parts):]
	}
	return s, all
}

// list is the scores in the order of the recipes.
func (s *Composites) list() [len(recipes)]**float64 {
	return [...]**float64{&s.Energy, &s.Balance, &s.Coherence, &s.Complexity, &s.Regulation, &s.ColorVitality, &s.ColorCoherence}
}

// contrastOf standard deviations is twice their root mean square, at most 1: 1 is half black, half white.
func contrastOf(sds ...float64) float64 {
	sum := 0.0
	for _, sd := range sds {
		sum += sd * sd
	}
	return min(2*math.Sqrt(sum/float64(len(sds))), 1)
}

// clamp cuts x at both ends. It is written out, since the built-in functions for numbers with a
// fraction are slow in Wasm.
//
//go:noinline
func clamp(x, least, most float64) float64 {
	if x < least {
		return least
	}
	if x > most {
		return most
	}
	return x
}

// number is a value of a result: rounded to six digits after the point, never to a negative zero.
//
//go:noinline
func number(x float64) *float64 {
	x = decimal.Round(x, 6)
	return &x
}
