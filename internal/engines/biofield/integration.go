package biofield

import (
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biometric"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
	vedicclock "github.com/witnessos/witnessos/internal/engines/vedicclock_tcm"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// integrate reads the clocks that were asked for. What is missing is null, with its reason.
func (in *Input) integrate(env engines.Env) (i Integration, err error) {
	unified, unavailable := biometric.Lines{}, biometric.Lines{}
	missing := func(reason string) { unavailable.Add(reason) }
	var phases []vedicclock.Phase

	face := vedicclock.Phase("")
	if in.WithFace {
		if in.Face != nil {
			face = vedicclock.Phase(in.Face.Element)
			phases = append(phases, face)
		} else {
			missing("face_reading: no result of it was sent along")
		}
	}
	var moon, hour vedicclock.Phase
	if in.WithVedic {
		if moon, err = i.readPanchanga(env); err != nil {
			return i, err
		}
		phases = append(phases, moon)
		if err := i.readBirth(in, face, missing); err != nil {
			return i, err
		}
	}
	if in.WithTCM {
		if biometric.ZoneKnown(in.birth) {
			_, clock, _ := in.birth.Clocks.Show(env.Now)
			watch := biometric.WatchAt(clock.Seconds())
			i.Organ, hour = &watch, watch.Phase
			phases = append(phases, hour)
		} else {
			missing("organ_clock_correlation: the organ clock needs a timezone or a place")
		}
	}
	if moon != "" && hour != "" {
		h := biometric.HarmonyOf(moon, hour)
		i.Harmony = &h.Score
		unified.Add("The Moon of the moment and the hour: ", string(moon), " and ", string(hour), ", ", h.Relation, ".")
	}
	if face != "" && hour != "" {
		i.Alignment = &Alignment{string(face), string(hour), biometric.HarmonyOf(face, hour)}
		unified.Add("The face and the hour: ", string(face), " and ", string(hour), ", ", i.Alignment.Relation, ".")
	}
	i.Consistency = consistency(phases)
	i.Unified, i.Unavailable = unified, unavailable
	return i, nil
}

// readPanchanga reads the moment, and returns the phase of its Moon.
func (i *Integration) readPanchanga(env engines.Env) (vedicclock.Phase, error) {
	now, err := ephemeris.FromUTC(env.Now)
	if err != nil {
		return "", err
	}
	sun, moon, err := ephemeris.SiderealLights(now.TT)
	if err != nil {
		return "", err
	}
	p := jyotish.PanchangaOf(sun, moon)
	i.Panchanga = &Panchanga{
		Tithi: p.Tithi, Paksha: p.Paksha(), Nakshatra: p.Mansion.Nakshatra.String(), Yoga: p.YogaName(), Karana: p.KaranaName(),
		Moon: biometric.MoonIn(p.Mansion.Sign),
	}
	score := vedicclock.AuspiciousnessOf(&p).Score
	i.Timing = &score
	return i.Panchanga.Phase, nil
}

// readBirth lays the face beside the birth Moon.
func (i *Integration) readBirth(in *Input, face vedicclock.Phase, missing func(string)) error {
	if face == "" {
		return nil
	}
	if in.BirthDate.IsZero() {
		missing("constitutional_correlation: the sign of the birth Moon needs birth_date")
		return nil
	}
	moon, ok, err := biometric.MoonAt(in.birth)
	switch {
	case err != nil:
		return err
	case ok:
		i.Constitutional = &Constitution{string(face), moon, biometric.HarmonyOf(face, moon.Phase)}
	default:
		missing("constitutional_correlation: the sign of the birth Moon needs birth_time, and a timezone or a place")
	}
	return nil
}

// consistency is the mean harmony of all pairs; nil with fewer than two phases.
func consistency(phases []vedicclock.Phase) *float64 {
	sum, pairs := 0.0, 0.0
	for i, first := range phases {
		for _, second := range phases[i+1:] {
			sum += biometric.HarmonyOf(first, second).Score
			pairs++
		}
	}
	if pairs == 0 {
		return nil
	}
	return number(sum / pairs)
}
