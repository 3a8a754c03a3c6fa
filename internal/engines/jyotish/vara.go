package jyotish

import (
	"math"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Day is the day that an instant belongs to when days begin at sunrise.
type Day struct {
	Vara time.Weekday

	// BySunrise is false where the Sun does not rise or set around the instant, near the poles:
	// then the day is the civil one, and the times are zero.
	BySunrise   bool
	Sunrise     time.Time // UTC; begins the day
	Sunset      time.Time // ends its light
	NextSunrise time.Time // ends the day
}

var varaLords = [7]Lord{Sun, Moon, Mars, Mercury, Jupiter, Venus, Saturn}

// VaraLord is the planet that a weekday is named for.
func VaraLord(day time.Weekday) Lord { return varaLords[day] }

// DayAt is the day of an instant at a place, whose calendar gives sunrises their weekday. The Sun
// rises and sets with its upper limb and the refraction of the standard atmosphere.
//
// The error is a *ephemeris.RangeError or *ephemeris.PlaceError.
func DayAt(i ephemeris.Instant, p ephemeris.Place, calendar civil.Zone) (Day, error) {
	// Midnight by local mean time, from which sunrise is searched for.
	midnight := math.Floor(i.UT1-0.5+p.Longitude/360) + 0.5 - p.Longitude/360
	today, err := ephemeris.Daylight(midnight, p, ephemeris.UpperLimb)
	if err != nil {
		return Day{}, err
	}
	// Where nights are short sunrise may come before midnight, hence the second turn.
	for range 2 {
		before := today.Rise.Occurs && i.UT1 < today.Rise.UT1
		if before {
			midnight--
		} else {
			midnight++
		}
		other, err := ephemeris.Daylight(midnight, p, ephemeris.UpperLimb)
		if err != nil {
			return Day{}, err
		}
		first, next := today, other
		if before {
			first, next = other, today
		}
		if !first.Rise.Occurs || !first.Set.Occurs || !next.Rise.Occurs {
			break
		}
		if i.UT1 >= first.Rise.UT1 && i.UT1 < next.Rise.UT1 {
			return sunriseDay(first.Rise, first.Set, next.Rise, calendar)
		}
		today = other
	}
	return Day{Vara: weekday(i.UTC(), calendar)}, nil
}

func sunriseDay(rise, set, next ephemeris.Crossing, calendar civil.Zone) (Day, error) {
	var times [3]time.Time
	for n, crossing := range []ephemeris.Crossing{rise, set, next} {
		i, err := crossing.Instant()
		if err != nil {
			return Day{}, err
		}
		times[n] = i.UTC()
	}
	return Day{
		Vara:      weekday(times[0], calendar),
		BySunrise: true, Sunrise: times[0], Sunset: times[1], NextSunrise: times[2],
	}, nil
}

func weekday(t time.Time, calendar civil.Zone) time.Weekday {
	date := calendar.Day(t)
	return date.Weekday()
}

// Hora is one of the 24 planetary hours of a day from sunrise: twelve of the light and twelve of
// the night, each a twelfth of its half.
type Hora struct {
	Lord       Lord
	Number     int  // 1 to 12
	Night      bool // after sunset
	Start, End time.Time
}

// horaLords is the order of the hours, from the slowest of the planets to the fastest.
var horaLords = []Lord{Saturn, Jupiter, Mars, Sun, Venus, Mercury, Moon}

// HoraAt is the planetary hour of an instant of the day. The first hour of the day is that of the
// lord of the weekday. ok is false when the day does not begin with a sunrise.
func (d Day) HoraAt(t time.Time) (h Hora, ok bool) {
	if !d.BySunrise || t.Before(d.Sunrise) || !t.Before(d.NextSunrise) {
		return Hora{}, false
	}
	start, end := d.Sunrise, d.Sunset
	count := 0
	if !t.Before(d.Sunset) {
		h.Night = true
		start, end, count = d.Sunset, d.NextSunrise, 12
	}
	half := end.Sub(start)
	n := min(int(12*t.Sub(start)/half), 11)
	h.Number = n + 1
	h.Start, h.End = start.Add(half*time.Duration(n)/12), start.Add(half*time.Duration(n+1)/12)
	h.Lord = horaLords[(slices.Index(horaLords, VaraLord(d.Vara))+count+n)%len(horaLords)]
	return h, true
}
