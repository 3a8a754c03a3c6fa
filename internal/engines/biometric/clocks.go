package biometric

import (
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
	vedicclock "github.com/witnessos/witnessos/internal/engines/vedicclock_tcm"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Harmony is how one of the five phases stands to another, with the score that vedicclock_tcm gives
// to that (a convention of this product).
type Harmony struct {
	Relation string  `json:"relation" doc:"same, generates, generated, controlled or controls: what the first phase does to the second, or suffers from it."`
	Score    float64 `json:"harmony" doc:"0 to 1 (a convention of this product): same 1, generates 0.8, generated 0.75, controlled 0.5, controls 0.4."`
}

// HarmonyOf two phases.
func HarmonyOf(first, second vedicclock.Phase) Harmony {
	r := vedicclock.RelationOf(first, second)
	return Harmony{string(r), r.Harmony()}
}

// Moon is the sidereal sign of the Moon at an instant.
type Moon struct {
	Sign    string           `json:"moon_sign" doc:"Sidereal (Lahiri)."`
	Element string           `json:"element" doc:"Of that sign: fire, earth, air or water."`
	Phase   vedicclock.Phase `json:"phase" doc:"Which of the five phases the element stands for; air is taken for metal."`
}

// MoonAt a birth. ok is false when its time or zone is not known, and when the Moon changes its sign
// within the range of a doubtful time: then the sign is not certain.
func MoonAt(b *birth.Birth) (moon Moon, ok bool, err error) {
	if b == nil || b.TimeUnknown || !ZoneKnown(b) {
		return Moon{}, false, nil
	}
	from, to := b.Range()
	var signs [2]jyotish.Sign
	for i, days := range [...]float64{from, to} {
		if i > 0 && from == to {
			signs[i] = signs[0]
			break
		}
		sign, err := ephemeris.SiderealMoonPart(b.Instant.TT+days, 12)
		if err != nil {
			return Moon{}, false, err
		}
		signs[i] = jyotish.Sign(sign)
	}
	return MoonIn(signs[0]), signs[0] == signs[1], nil
}

// MoonIn a sign.
func MoonIn(s jyotish.Sign) Moon {
	return Moon{s.String(), s.Element(), vedicclock.PhaseOf(s.Element())}
}

// Watch is a watch of the organ clock, a traditional way to tell the time.
type Watch struct {
	Organ     string           `json:"organ" doc:"Name of the two-hour watch; it says nothing about an organ of the reader."`
	Phase     vedicclock.Phase `json:"phase" doc:"Of the five phases, the one of the watch."`
	Direction string           `json:"energy_direction" doc:"ascending, peak or descending, by thirds of the watch."`
}

// WatchAt a time of day in seconds after midnight.
func WatchAt(seconds int) Watch {
	slot := vedicclock.SlotAt(seconds)
	return Watch{slot.Organ.String(), slot.Organ.Element(), slot.Direction()}
}
