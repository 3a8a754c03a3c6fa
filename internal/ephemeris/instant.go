package ephemeris

import (
	"math"
	"time"

	"github.com/soniakeys/meeus/v3/julian"
)

// Instant is a moment on the two time scales of the sky: Terrestrial Time, by which bodies move,
// and Universal Time, by which the Earth turns. Both are Julian dates; a float64 resolves 40 µs.
type Instant struct {
	TT  float64
	UT1 float64
}

// FromTT is the instant of a JD TT. The error is a [*RangeError] outside 1600–2400.
func FromTT(jdTT float64) (Instant, error) {
	if err := inRange(jdTT); err != nil {
		return Instant{}, err
	}
	return Instant{TT: jdTT, UT1: jdTT - deltaTOfTT(jdTT)/secondsInDay}, nil
}

// FromUT1 is the instant of a JD UT1. The error is a [*RangeError] outside 1600–2400.
func FromUT1(jdUT1 float64) (Instant, error) {
	jdTT := jdUT1
	if !math.IsNaN(jdUT1) && !math.IsInf(jdUT1, 0) {
		jdTT += deltaT(jdUT1) / secondsInDay
	}
	if err := inRange(jdTT); err != nil {
		return Instant{}, err
	}
	return Instant{TT: jdTT, UT1: jdUT1}, nil
}

// FromUTC is the instant of a clock that shows UTC:
//
//   - before 1972 the clock shows UT1, as civil time was regulated by the Earth's rotation;
//   - from 1972 TT − UTC is 32.184 s and TAI − UTC, which leap seconds change;
//   - beyond the last announcement of the IERS it follows the forecast of ΔT without a jump.
//
// A time.Time has no leap seconds: see [FromClock]. The calendar is Gregorian throughout, as that
// of package time. The error is a [*RangeError] outside 1600–2400.
func FromUTC(t time.Time) (Instant, error) {
	return fromJDUTC(julian.TimeToJD(t), 0)
}

// FromClock is FromUTC for a clock that may show 23:59:60: second is in [0, 61).
func FromClock(year int, month time.Month, day, hour, minute int, second float64) (Instant, error) {
	whole := math.Floor(second)
	leap := 0.0
	if whole == 60 { // one second after 59, one before the next midnight
		whole, leap = 59, 1
	}
	t := time.Date(year, month, day, hour, minute, int(whole), 0, time.UTC)
	return fromJDUTC(julian.TimeToJD(t), leap+second-math.Floor(second))
}

// fromJDUTC adds seconds to a JD UTC, within its day.
func fromJDUTC(jdUTC, seconds float64) (Instant, error) {
	return FromTT(jdUTC + (ttMinusUTC(jdUTC)+seconds)/secondsInDay)
}

// ttMinusUTC is in seconds, for a JD of the civil clock.
func ttMinusUTC(jdUTC float64) float64 {
	switch {
	case jdUTC < firstUTC:
		return deltaT(jdUTC)
	case jdUTC < validUntil:
		return ttMinusTAI + taiOffset(jdUTC)
	default:
		return ttMinusTAI + taiOffset(validUntil) + deltaT(jdUTC) - deltaT(validUntil)
	}
}

// DeltaT is TT − UT1, seconds. It is a forecast for the future.
func (i Instant) DeltaT() float64 { return (i.TT - i.UT1) * secondsInDay }

// UTC is what a clock shows, to the millisecond; see [FromUTC]. A leap second is shown as the first
// instant of the next day, and so is the 0.05 s by which UT1 and UTC differed when 1972 began.
func (i Instant) UTC() time.Time {
	return julian.JDToTime(jdUTCOf(i.TT)).Round(time.Millisecond)
}

// jdUTCOf inverts ttMinusUTC.
func jdUTCOf(jdTT float64) float64 {
	utc := jdTT - deltaTOfTT(jdTT)/secondsInDay // right before 1972, seconds off later
	if utc < firstUTC-1 {
		return utc
	}
	if jdTT >= validUntil+ttMinusUTC(validUntil)/secondsInDay {
		for range 2 { // the offset changes by less than 2 s a year
			utc = jdTT - ttMinusUTC(utc)/secondsInDay
		}
		return utc
	}
	end := validUntil
	for n := len(leapDays); n >= 0; n-- {
		start := firstUTC
		if n > 0 {
			start = leapDays[n-1]
		}
		if t := jdTT - ttMinusUTC(start)/secondsInDay; t >= start {
			return min(t, end)
		}
		end = start
	}
	return min(utc, firstUTC)
}
