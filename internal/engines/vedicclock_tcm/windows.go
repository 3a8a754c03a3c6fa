package vedicclock

import (
	"math"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// readOrgans reads the organ clock at the target and, slot by slot, ahead.
func (s *State) readOrgans(track *jyotish.Track, o Options) error {
	bounds := s.civilBounds
	seconds := s.Target.Time.Seconds()
	if o.TrueSolarTime {
		solar, err := newSolarClock(s.Instant, s.Target.Place)
		if err != nil {
			return err
		}
		s.SolarOffset = solar.offset(s.Target.UTC)
		shown := s.Target.UTC.Add(s.SolarOffset)
		seconds = shown.Hour()*3600 + shown.Minute()*60 + shown.Second()
		bounds = func(n int) time.Time { return solar.bound(s.Target.UTC, n) }
	}
	s.Slot = SlotAt(seconds)
	s.SlotTimes = jyotish.Span{Start: bounds(0), End: bounds(1)}
	s.Resonance = ResonanceOf(&s.Panchanga, s.Slot.Organ)

	end := s.Target.UTC.Add(time.Duration(o.WindowHours) * time.Hour)
	start := s.SlotTimes.End
	for n := 1; o.WindowHours > 0; n++ {
		next := bounds(n + 1)
		if next.After(end) {
			return nil
		}
		if next.After(start) { // not when clocks skip a whole slot
			s.Windows = append(s.Windows, s.window(track, (s.Slot.Organ+Organ(n))%Organs, start, next))
		}
		start = next
	}
	return nil
}

func (s *State) window(track *jyotish.Track, o Organ, start, end time.Time) Window {
	const day = 24 * time.Hour
	middle := start.Add(end.Sub(start) / 2)
	tt := s.Instant.TT + float64(middle.Sub(s.Target.UTC))/float64(day)
	w := Window{Organ: o, Start: start, End: end, Panchanga: track.PanchangaAt(tt)}
	w.Resonance = ResonanceOf(&w.Panchanga, o)
	return w
}

// civilBounds is when clocks of the target show the beginning of the nth slot after that of the
// target, 0 for its own.
func (s *State) civilBounds(n int) time.Time {
	hour, _, _ := s.Target.Time.Clock()
	hours := (hour+1)/2*2 - 1 + 2*n // after the midnight before the target
	day := floorDiv(hours, 24)
	clock := civil.TimeOf(time.Unix(int64(hours-24*day)*3600, 0).UTC())
	m, err := civil.Resolve(s.Target.Date.AddDays(day), clock, s.Target.Clocks)
	if err != nil {
		return time.Time{} // cannot be: the target itself was resolved
	}
	return m.UTC
}

func floorDiv(a, b int) int { return int(math.Floor(float64(a) / float64(b))) }

// solarClock shows apparent solar time, as a sundial does: its noon is the Sun's culmination.
type solarClock struct {
	at    ephemeris.Instant
	start time.Duration // apparent solar time − UTC at the instant
	drift float64       // of that, seconds a second: at most 30 s a day
}

// newSolarClock sets the clock of a place by the Sun's hour angle at an instant and a day later.
func newSolarClock(i ephemeris.Instant, p civil.Place) (*solarClock, error) {
	const step = 1.0 // days
	now, err := solarOffset(i, p)
	if err != nil {
		return nil, err
	}
	tomorrow, err := ephemeris.FromTT(i.TT + step)
	if err != nil {
		return nil, err
	}
	later, err := solarOffset(tomorrow, p)
	if err != nil {
		return nil, err
	}
	return &solarClock{i, time.Duration(now * float64(time.Second)), math.Remainder(later-now, 86400) / (step * 86400)}, nil
}

// solarOffset is apparent solar time less UTC in seconds, up to whole days: the hour angle of the
// apparent Sun and twelve hours.
func solarOffset(i ephemeris.Instant, p civil.Place) (float64, error) {
	sky, err := ephemeris.Chart(i.TT)
	if err != nil {
		return 0, err
	}
	theta, err := ephemeris.SiderealTime(i)
	if err != nil {
		return 0, err
	}
	sin, cos := math.Sincos(sky.Positions[ephemeris.Sun].Longitude * math.Pi / 180)
	ascension := math.Atan2(sin*math.Cos(sky.Obliquity*math.Pi/180), cos) * 180 / math.Pi
	solar := jyotish.Wrap360(theta+p.Longitude-ascension+180) / 360 * 86400
	utc := i.UTC()
	clock := float64(utc.Hour()*3600+utc.Minute()*60+utc.Second()) + float64(utc.Nanosecond())/1e9
	return math.Remainder(solar-clock, 86400), nil
}

// offset is apparent solar time − UTC.
func (c *solarClock) offset(t time.Time) time.Duration {
	return c.start + time.Duration(c.drift*float64(t.Sub(c.at.UTC())))
}

// bound is when the nth slot after that of an instant begins by the Sun, 0 for its own.
func (c *solarClock) bound(t time.Time, n int) time.Time {
	shown := t.Add(c.offset(t))
	seconds := (shown.Hour()*3600 + shown.Minute()*60 + shown.Second() + slotShift) % slotSeconds
	start := shown.Truncate(time.Second).Add(time.Duration(n*slotSeconds-seconds) * time.Second)
	utc := start.Add(-c.offset(t))
	return start.Add(-c.offset(utc)).Round(time.Second)
}
