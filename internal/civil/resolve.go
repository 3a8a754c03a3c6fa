package civil

import (
	"errors"
	"time"
)

// Moment is a birth or another event on the clock of its place, and the instant that it was.
type Moment struct {
	UTC  time.Time `json:"utc"`        // the instant, in time.UTC, to the second
	Date Date      `json:"local_date"` // as given
	Time Time      `json:"local_time"` // as given
	Zone string    `json:"zone"`       // Zone.Name

	// Clock is the offset that was used and where it comes from: UTC = local time − offset.
	Clock

	// Readings are all instants that the local time can mean, the one that was used first. It
	// is one but for local times that came twice or, counted once before and once after the
	// change of clocks, did not come at all: then they are two, seldom more.
	Readings []Reading `json:"readings"`

	// Warnings say what a person should know before trusting the instant. Often none.
	Warnings []Warning `json:"-"`
}

// Reading is one way to understand a local time.
type Reading struct {
	UTC time.Time `json:"utc"`
	Clock
}

// ErrNotGiven is returned when the date, the time or the zone is the zero value or invalid.
var ErrNotGiven = errors.New("civil: date, time and zone must be given")

// Resolve finds the instant at which clocks in a zone showed a date and time. Dates are of
// the Gregorian calendar throughout. Warnings say what is doubtful:
//
//   - A time that came twice (clocks turned back) is the first of the two, and a time that did
//     not come (clocks turned forward, or a day left out at the date line) is read with the
//     offset in force before the change. So it is always the earlier offset that counts, as
//     RFC 5545 has it (section 3.3.5). Readings has the other.
//   - Before standard time, clocks showed local mean time: that of the longitude when the zone
//     has a place (Zone.At), else that of the city in the zone's name.
//   - The tz database vouches for clocks since 1970 only.
//
// The error is ErrNotGiven.
func Resolve(d Date, t Time, z Zone) (Moment, error) {
	if !d.IsValid() || !t.IsValid() || z.IsZero() {
		return Moment{}, ErrNotGiven
	}
	wall := wallSeconds(d, t)
	periods := z.periodsAround(wall)

	m := Moment{Date: d, Time: t, Zone: z.name}
	for _, p := range periods {
		if p.shows(wall) {
			m.read(wall, p.Clock)
		}
	}
	var change *transition
	if len(m.Readings) != 1 {
		change = changeAt(periods, wall)
	}
	if len(m.Readings) == 0 {
		m.read(wall, change.before.Clock)
		m.read(wall, change.after.Clock)
	}
	m.UTC, m.Clock = m.Readings[0].UTC, m.Readings[0].Clock
	m.Warnings = z.warnings(m, change)
	return m, nil
}

func (m *Moment) read(wall int64, c Clock) {
	m.Readings = append(m.Readings, Reading{time.Unix(wall-int64(c.Offset), 0).UTC(), c})
}

// wallSeconds is a local reading in Unix seconds as if it were UTC.
func wallSeconds(d Date, t Time) int64 {
	return int64(d.DayNumber())*secondsPerDay + int64(t.Seconds())
}

// transition is a change of clocks between two adjacent periods.
type transition struct{ before, after period }

// wallBefore is what clocks showed as the change came, wallAfter what they were set to.
func (c transition) wallBefore() int64 { return c.before.end + int64(c.before.Offset) }
func (c transition) wallAfter() int64  { return c.after.start + int64(c.after.Offset) }

// changeAt finds the first change that skipped the reading or repeated it.
func changeAt(periods []period, wall int64) *transition {
	for i := range len(periods) - 1 {
		c := transition{periods[i], periods[i+1]}
		from, to := c.wallBefore(), c.wallAfter()
		if min(from, to) <= wall && wall < max(from, to) {
			return &c
		}
	}
	return nil
}

// Show returns what clocks in the zone showed at an instant, the inverse of Resolve. The
// fraction of a second is dropped. It returns zero values for the zero Zone.
func (z Zone) Show(t time.Time) (Date, Time, Clock) {
	if z.IsZero() {
		return Date{}, Time{}, Clock{}
	}
	c := z.clock(t.Unix())
	local := t.UTC().Add(time.Duration(c.Offset) * time.Second)
	return Of(local), TimeOf(local), c
}

// Day is the date that Show returns, for half of its cost.
func (z Zone) Day(t time.Time) Date {
	if z.IsZero() {
		return Date{}
	}
	return Of(t.UTC().Add(time.Duration(z.offset(t.Unix())) * time.Second))
}
