package mandala

import (
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Activation is a body on the wheel.
type Activation struct {
	Body      Body
	Longitude float64 // degrees in [0, 360)
	Speed     float64 // degrees a day, at its own moment
	Bound     float64 // greatest error of the longitude to expect, arc-seconds
	Address
	units float64 // from the start of the wheel
}

// Margin is how far the activation is from the nearest boundary of a level, arc-seconds.
func (a *Activation) Margin(level Level) float64 { return level.margin(a.units) }

// Uncertain reports whether the nearest boundary of a level is within the error bound.
func (a *Activation) Uncertain(level Level) bool { return a.Margin(level) < a.Bound }

// Retrograde reports whether the body moves backwards. The true node mostly does.
func (a *Activation) Retrograde() bool { return a.Speed < 0 }

// Imprint is the sky of one moment on the wheel.
type Imprint struct {
	TT          float64 // JD
	Activations [BodyCount]Activation
}

// Natal holds both imprints of a birth.
type Natal struct{ Sides [SideCount]Imprint }

// NatalAt computes both imprints for a birth at a JD TT. The error is that of the ephemeris,
// a range error for births outside 1600–2400 and in the first three months of 1600.
func NatalAt(jdTT float64) (*Natal, error) {
	personality, err := ephemeris.Chart(jdTT)
	if err != nil {
		return nil, err
	}
	sun := personality.Positions[ephemeris.Sun]
	design, err := DesignMoment(jdTT, sun.Longitude)
	if err != nil {
		return nil, err
	}
	sky, err := ephemeris.Chart(design)
	if err != nil {
		return nil, err
	}
	// The Sun of the design is 88° behind by definition: the solver's last digits (1e-9°)
	// must not decide a line.
	sky.Positions[ephemeris.Sun].Longitude = wrap360(sun.Longitude - ephemeris.DesignArc)

	n := &Natal{}
	n.Sides[Personality] = imprint(&personality, 0)
	n.Sides[Design] = imprint(&sky, designUncertainty(sky.Positions[ephemeris.Sun].Speed))
	return n, nil
}

// DesignMoment is the JD TT at which the Sun stood 88° before its longitude at birth.
func DesignMoment(jdTT, sunLongitude float64) (float64, error) {
	return ephemeris.SunBefore(jdTT, sunLongitude, ephemeris.DesignArc)
}

// ImprintAt is the sky of any moment, such as that of a transit. The error is a range error
// outside 1600–2400.
func ImprintAt(jdTT float64) (*Imprint, error) {
	sky, err := ephemeris.Chart(jdTT)
	if err != nil {
		return nil, err
	}
	i := imprint(&sky, 0)
	return &i, nil
}

// imprint puts a sky on the wheel. Its moment may be off by some days' fraction, which
// widens the error bound of what moves, the Sun excepted: it defines the moment.
func imprint(sky *ephemeris.Sky, days float64) Imprint {
	i := Imprint{TT: sky.TT}
	sun := sky.Positions[ephemeris.Sun].Longitude
	for b := range Body(BodyCount) {
		p := &sky.Positions[bodies[b].sky]
		a := Activation{Body: b, Longitude: p.Longitude, Speed: p.Speed}
		if bodies[b].mirrored {
			a.Longitude = wrap360(p.Longitude + 180)
		}
		a.Bound = errorBound(b, p.Speed, p.Longitude-sun, days)
		a.units = unitsFrom(a.Longitude)
		a.Address = addressOf(int(a.units))
		i.Activations[b] = a
	}
	return i
}
