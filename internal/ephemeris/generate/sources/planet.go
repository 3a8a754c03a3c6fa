package sources

import (
	"fmt"
	"math"
)

// Wave is Amplitude·cos(Phase + Frequency·τ), τ in Julian millennia from J2000.0.
type Wave struct{ Amplitude, Phase, Frequency float64 }

// Coordinate is a sum of waves for each power of τ, 0 … 5.
type Coordinate [6][]Wave

// Planet is VSOP87B: heliocentric longitude and latitude (radians) and radius (AU) in the dynamical
// ecliptic and equinox J2000.
type Planet [3]Coordinate

// Epoch400 is the largest |τ| of the tables, 400 years: what a wave of power k is worth at most is
// amplitude·Epoch400ᵏ.
const Epoch400 = 0.4

// ReadPlanet reads VSOP87B of mercury, venus, earth or mars.
func ReadPlanet(folder, name string) (*Planet, error) {
	var table struct{ L, B, R byPower }
	if err := load(folder, "vsop87B"+name+".js", &table); err != nil {
		return nil, err
	}
	p := &Planet{}
	for q, series := range []byPower{table.L, table.B, table.R} {
		for k := range p[q] {
			for _, row := range series[fmt.Sprint(k)] {
				if len(row) != 3 {
					return nil, fmt.Errorf("vsop87B %s: a row of %d numbers", name, len(row))
				}
				p[q][k] = append(p[q][k], Wave{row[0], row[1], row[2]})
			}
		}
	}
	return p, nil
}

// At evaluates a coordinate.
func (c *Coordinate) At(tau float64) (sum float64) {
	for k := range c {
		part := 0.0
		for i := len(c[k]) - 1; i >= 0; i-- { // small ones first
			w := &c[k][i]
			part += w.Amplitude * math.Cos(w.Phase+w.Frequency*tau)
		}
		sum += part * math.Pow(tau, float64(k))
	}
	return sum
}

// MeanRadius is the constant of the radius.
func (p *Planet) MeanRadius() (r float64) {
	for _, w := range p[2][0] {
		if w.Frequency == 0 {
			r = w.Amplitude
		}
	}
	return r
}

// Cut keeps what is worth at least limit (radians; for the radius relative to the mean one) within
// 400 years.
func (p *Planet) Cut(limit float64) *Planet {
	kept := &Planet{}
	for q := range p {
		smallest := limit
		if q == 2 {
			smallest *= p.MeanRadius()
		}
		for k := range p[q] {
			for _, w := range p[q][k] {
				if math.Abs(w.Amplitude)*math.Pow(Epoch400, float64(k)) >= smallest {
					kept[q][k] = append(kept[q][k], w)
				}
			}
		}
	}
	return kept
}
