package vedicclock

import (
	"time"

	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// State is what the clocks show at the target: all that a drawing of them needs.
type State struct {
	Birth   *birth.Birth
	Target  *Target
	Instant ephemeris.Instant // of the target

	Dasha   jyotish.Dasha
	Periods [jyotish.LevelCount]jyotish.Period
	Lords   [jyotish.LevelCount]Lordship

	Panchanga jyotish.Panchanga
	Limbs     [LimbCount]Limb
	Day       jyotish.Day
	Hora      *jyotish.Hora // nil where the Sun does not rise or set

	Slot      Slot
	SlotTimes jyotish.Span
	Resonance Resonance
	Windows   []Window

	Ayanamsa    float64       // degrees, at the target
	SolarOffset time.Duration // apparent solar time − UTC, when the organ clock follows the Sun
}

// Lordship is how firmly the lord of a level stands.
type Lordship struct {
	Certain  bool     // for every instant that the birth can have been
	Possible []string // all lords over that range
	Margin   float64  // arcseconds of the birth Moon to the nearest change
}

// Limb is a limb of the panchanga with its times.
type Limb struct {
	ephemeris.Limb
	jyotish.Span
	Fraction float64 // that has passed
	Margin   float64 // degrees of its angle to the nearer end, in arcseconds
}

// LimbCount is how many limbs the Sun and the Moon decide, the pada of the nakshatra among them.
const LimbCount = 5

// Window is a slot of the organ clock ahead.
type Window struct {
	Organ      Organ
	Start, End time.Time // UTC
	Panchanga  jyotish.Panchanga
	Resonance  Resonance // at its middle
}

// limbReach is longer than any limb, days.
const limbReach = 28.0 / 24

// Options are the choices that a reading of the clocks has.
type Options struct {
	TrueSolarTime bool
	WindowHours   int // 0 for no windows
}

// Read reads the clocks at a target. The target must not lie before any instant that the birth can
// have been. The error is a range error of the ephemeris, or that of a place that is none.
func Read(b *birth.Birth, t *Target, o Options) (*State, error) {
	s := &State{Birth: b, Target: t}
	var err error
	if s.Instant, err = ephemeris.FromUTC(t.UTC); err != nil {
		return nil, err
	}
	if s.Ayanamsa, err = ephemeris.Ayanamsa(s.Instant.TT); err != nil {
		return nil, err
	}
	if err := s.readDasha(); err != nil {
		return nil, err
	}
	ahead := max(limbReach, float64(o.WindowHours)/24)
	track, err := jyotish.NewTrack(s.Instant.TT-limbReach, s.Instant.TT+ahead)
	if err != nil {
		return nil, err
	}
	if err := s.readPanchanga(&track); err != nil {
		return nil, err
	}
	if err := s.readDay(); err != nil {
		return nil, err
	}
	return s, s.readOrgans(&track, o)
}

// readDasha needs the Moon of the birth alone, and those of the ends of its range.
func (s *State) readDasha() error {
	b := s.Birth
	from, to := b.Range()
	var moons [3]float64
	for i, days := range [...]float64{0, from, to} {
		if i > 0 && days == 0 {
			moons[i] = moons[0]
			continue
		}
		moon, err := ephemeris.LimbAt(ephemeris.Nakshatra, b.Instant.TT+days)
		if err != nil {
			return err
		}
		moons[i] = moon.Angle
	}
	const julianYear = 365.25
	s.Dasha = jyotish.NewDasha(b.UTC, moons[0], julianYear)
	s.Periods, _ = s.Dasha.At(s.Target.UTC)
	perYear := jyotish.NakshatraSize * 3600 / float64(s.Dasha.Moon.Nakshatra.Lord().Years())
	phase := s.Dasha.Phase(s.Target.UTC)
	for level, p := range s.Periods {
		l := &s.Lords[level]
		l.Possible = s.Dasha.PossibleLords(jyotish.Level(level), s.Target.UTC, b.Span, moons[1], moons[2])
		l.Certain = len(l.Possible) == 1
		l.Margin = perYear * min(phase-s.Dasha.Phase(p.Start), s.Dasha.Phase(p.End)-phase)
	}
	return nil
}

func (s *State) readPanchanga(track *jyotish.Track) error {
	tt := s.Instant.TT
	s.Panchanga = track.PanchangaAt(tt)
	for i, limb := range [LimbCount]ephemeris.Limb{ephemeris.Tithi, ephemeris.Nakshatra, ephemeris.Yoga, ephemeris.Karana, ephemeris.Pada} {
		span, err := track.LimbSpan(limb, tt)
		if err != nil {
			return err
		}
		angle := jyotish.Wrap360(track.Angle(limb, tt))
		parts := angle / 360 * float64(limb.Count())
		s.Limbs[i] = Limb{limb, span, parts - float64(int(parts)), jyotish.Margin(angle, limb.Count())}
	}
	return nil
}

func (s *State) readDay() (err error) {
	place := ephemeris.Place(s.Target.Place)
	if s.Day, err = jyotish.DayAt(s.Instant, place, s.Target.Clocks); err != nil {
		return err
	}
	if hora, ok := s.Day.HoraAt(s.Target.UTC); ok {
		s.Hora = &hora
	}
	return nil
}
