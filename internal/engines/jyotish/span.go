package jyotish

import (
	"math"
	"time"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Span is the time during which something stays as it is, from Start on and before End. An end
// that lies outside of the track it was found on is the zero time.
type Span struct{ Start, End time.Time } // UTC

// Contains reports whether the span covers all the time between two instants of the track.
func (s Span) Contains(from, to time.Time) bool {
	return (s.Start.IsZero() || !from.Before(s.Start)) && (s.End.IsZero() || to.Before(s.End))
}

// LimbSpan is the span of the part of a limb that an instant (JD TT) lies in. Parts of Tithi,
// Nakshatra and Yoga last up to 27 hours.
func (t *Track) LimbSpan(limb ephemeris.Limb, jdTT float64) (Span, error) {
	angle := func(jd float64) float64 { return t.Angle(limb, jd) }
	return t.AngleSpan(angle, 360/float64(limb.Count()), jdTT)
}

// MoonSignSpan is how long the Moon stays in the sidereal sign that it is in: 2 to 2.5 days.
func (t *Track) MoonSignSpan(jdTT float64) (Span, error) {
	return t.AngleSpan(t.MoonAt, SignSize, jdTT)
}

// AngleSpan is when a growing angle, a function of the JD TT, enters and leaves the part of the circle,
// of the given size in degrees, that it is in.
func (t *Track) AngleSpan(angle func(float64) float64, size, jdTT float64) (Span, error) {
	now := angle(jdTT)
	low := size * math.Floor(now/size)
	const fastest = 15.5 // degrees a day, of the Moon; any guess will do
	return t.between(angle, low, low+size, jdTT-(now-low)/fastest, jdTT+(low+size-now)/fastest)
}

// between is when a growing function reaches two values, given a guess for each.
func (t *Track) between(f func(float64) float64, low, high, guessLow, guessHigh float64) (s Span, err error) {
	if jd, ok := t.Solve(f, low, guessLow); ok {
		if s.Start, err = utc(jd); err != nil {
			return Span{}, err
		}
	}
	if jd, ok := t.Solve(f, high, guessHigh); ok {
		s.End, err = utc(jd)
	}
	return s, err
}

func utc(jdTT float64) (time.Time, error) {
	i, err := ephemeris.FromTT(jdTT)
	return i.UTC(), err
}

// BirthSpan is the span around a birth (JD TT on the track) in which it would have had to happen
// for the same period to run at an instant: how much the lords of a day depend on the time of
// birth. The period is one of d.At(instant).
func (t *Track) BirthSpan(d Dasha, p Period, instant time.Time, birthTT float64) (Span, error) {
	years := instant.Sub(d.Birth).Seconds() / d.yearSeconds
	turns := math.Floor(t.MoonAt(birthTT)/360) * cyclesPerTurn * CycleYears
	phase := func(jd float64) float64 {
		moon := t.MoonAt(jd)
		return moonPhase(moon) + math.Floor(moon/360)*cyclesPerTurn*CycleYears - turns +
			years - (jd-birthTT)*secondsPerDay/d.yearSeconds
	}
	low, high := d.Phase(p.Start), d.Phase(p.End)
	perDay := float64(d.first().Years()) // a little less than a nakshatra a day
	now := d.Phase(instant)
	return t.between(phase, low, high, birthTT-(now-low)/perDay, birthTT+(high-now)/perDay)
}
