package vedicclock

import (
	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

// Auspiciousness is a score of the panchanga between 0 and 1 with its terms (a convention of this
// product): the sum of the terms, cut at 0 and 1.
type Auspiciousness struct {
	Score  float64 `json:"score"`
	Base   float64 `json:"base"`
	Tithi  float64 `json:"tithi"`
	Yoga   float64 `json:"yoga"`
	Karana float64 `json:"karana"`
}

// AuspiciousnessOf a panchanga. Rikta tithis and the new moon, nine of the yogas, and the karana
// Vishti are those that almanacs warn of.
func AuspiciousnessOf(p *jyotish.Panchanga) Auspiciousness {
	a := Auspiciousness{Base: 0.5, Tithi: 0.1, Yoga: 0.1, Karana: 0.1}
	switch group := p.Group(); {
	case group == jyotish.Rikta || p.Tithi == newMoon:
		a.Tithi = -0.2
	case group == jyotish.Purna:
		a.Tithi = 0.2
	}
	if p.HarshYoga() {
		a.Yoga = -0.2
	}
	if p.KaranaName() == "Vishti" {
		a.Karana = -0.1
	}
	a.Score = decimal.Round(min(max(a.Base+a.Tithi+a.Yoga+a.Karana, 0), 1), 6)
	return a
}

const newMoon = 30 // the tithi Amavasya

// Resonance is the mean of harmony and auspiciousness (a convention of this product).
type Resonance struct {
	Relation       Relation
	Harmony        float64
	Auspiciousness Auspiciousness
	Score          float64
}

// optimalOver is the score above which a window counts as optimal.
const optimalOver = 0.7

// ResonanceOf a panchanga and the organ of the hour.
func ResonanceOf(p *jyotish.Panchanga, o Organ) Resonance {
	r := Resonance{
		Relation:       RelationOf(PhaseOf(p.Mansion.Sign.Element()), o.Element()),
		Auspiciousness: AuspiciousnessOf(p),
	}
	r.Harmony = r.Relation.Harmony()
	r.Score = decimal.Round((r.Harmony+r.Auspiciousness.Score)/2, 6)
	return r
}

// Optimal reports whether the score is above the limit.
func (r *Resonance) Optimal() bool { return r.Score > optimalOver }
