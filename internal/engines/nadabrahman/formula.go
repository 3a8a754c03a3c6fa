package nadabrahman

import "math"

// strained is the stress above which one of three slow ragas is chosen.
const strained = 0.7

const formulaConvention = "Conventions of this product: tempo 60 + 60 × energy beats a minute; duration 3 + 7 × consciousness minutes; " +
	"ground note (220 + 220 × mouse y / 100) × (0.8 + 0.4 × heart-rate variability) Hz; coherence the mean of heart-rate variability, " +
	"breath coherence, consciousness and 1 − stress; phrase of half as many notes as breaths a minute, 4 to 12; notes in equal temperament over the ground note."

// Values are the inputs of the formulas, with defaults in the place of what was not given.
type Values struct {
	HRV           float64 `json:"heart_rate_variability"`
	BreathRate    float64 `json:"breath_rate"`
	BreathDepth   float64 `json:"breath_depth"`
	BreathCohere  float64 `json:"breath_coherence"`
	Stress        float64 `json:"stress_level"`
	Energy        float64 `json:"energy_level"`
	Consciousness float64 `json:"consciousness_level"`
	MouseX        float64 `json:"mouse_x"`
	MouseY        float64 `json:"mouse_y"`
}

// values of an input, and the names of those that it took a default for. A zero is a value.
func (in *Input) values() (v Values, defaulted []string) {
	defaulted = []string{}
	take := func(given *float64, fallback float64, name string) float64 {
		if given != nil {
			return *given
		}
		defaulted = append(defaulted, name)
		return fallback
	}
	breath, mouse := in.Breath, in.Mouse
	if breath == nil {
		breath = &Breath{}
	}
	if mouse == nil {
		mouse = &MousePosition{}
	}
	v.HRV = take(in.HRV, 0.5, "heart_rate_variability")
	v.BreathRate = take(breath.Rate, 12, "breath_pattern.rate")
	v.BreathDepth = take(breath.Depth, 0.5, "breath_pattern.depth")
	v.BreathCohere = take(breath.Coherence, 0.5, "breath_pattern.coherence")
	v.Stress = take(in.Stress, 0.5, "stress_level")
	v.Energy = take(in.Energy, 0.5, "energy_level")
	v.Consciousness = take(in.Consciousness, 0.5, "consciousness_level")
	v.MouseX = take(mouse.X, 50, "mouse_position.x")
	v.MouseY = take(mouse.Y, 0, "mouse_position.y")
	if in.Seed == "" {
		defaulted = append(defaulted, "seed")
	}
	return v, defaulted
}

func (v Values) tempo() float64 { return 60 + 60*v.Energy }

func (v Values) duration() float64 { return 3 + 7*v.Consciousness }

func (v Values) baseFrequency() float64 { return (220 + 220*v.MouseY/100) * (0.8 + 0.4*v.HRV) }

func (v Values) coherence() float64 {
	return (v.HRV + v.BreathCohere + v.Consciousness + 1 - v.Stress) / 4
}

// phraseLength is half the rate of the breath, within 4 and 12.
func (v Values) phraseLength() int { return min(max(int(math.Round(v.BreathRate/2)), 4), 12) }

// third divides 0 to 1 into three.
func third(v float64) int { return min(int(3*v), 2) }

// frequency of a note in equal temperament, in Hz.
func frequency(base float64, semitone int) float64 { return base * math.Pow(2, float64(semitone)/12) }
