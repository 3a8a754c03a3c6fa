package civil

import "time"

// Span is the range of instants that an event can have happened at, both ends included in
// the question asked of it. Both are in time.UTC.
type Span struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// Length is the time that passes from one end to the other.
func (s Span) Length() time.Duration { return s.To.Sub(s.From) }

// Middle is the instant half way, to the second.
func (s Span) Middle() time.Time { return s.From.Add(s.Length() / 2).Truncate(time.Second) }

// Contains reports whether t lies in the span or on its ends.
func (s Span) Contains(t time.Time) bool { return !t.Before(s.From) && !t.After(s.To) }

// Widen moves both ends outwards.
func (s Span) Widen(by time.Duration) Span { return Span{s.From.Add(-by), s.To.Add(by)} }

// DaySpan is the range of instants at which clocks in the zone showed the date: what a birth
// with an unknown time can have been. It runs from the first 00:00 to the last 24:00 and is 23
// or 25 hours long on days when the clocks change. A day that the zone left out (2011-12-30 in
// Samoa) is taken to run on with the offset in force before it, with a warning. The zone's
// other doubts, local mean time and uncertain history, come as warnings too. The error is
// ErrNotGiven.
func DaySpan(d Date, z Zone) (Span, []Warning, error) {
	noon, err := Resolve(d, timeOfSeconds(secondsPerDay/2), z)
	if err != nil {
		return Span{}, nil, err
	}
	dayStart := int64(d.DayNumber()) * secondsPerDay
	dayEnd := dayStart + secondsPerDay

	// One hull over all stretches: a change shortly after midnight can go back to the eve.
	first, last := int64(endOfTime), int64(beginning)
	for _, wall := range []int64{dayStart, dayEnd} {
		for _, p := range z.periodsAround(wall) {
			from := max(p.start, dayStart-int64(p.Offset))
			to := min(p.end, dayEnd-int64(p.Offset))
			if from < to {
				first, last = min(first, from), max(last, to)
			}
		}
	}
	if first > last {
		first = dayStart - int64(noon.Offset)
		last = first + secondsPerDay
	}
	span := Span{time.Unix(first, 0).UTC(), time.Unix(last, 0).UTC()}
	return span, dayWarnings(noon.Warnings), nil
}

// Span is the range of instants that the moment can have been when its local time is only
// known to within a number of minutes either way. A time that came twice widens it: the range
// then covers every reading.
func (m Moment) Span(uncertainty time.Duration) Span {
	s := Span{m.UTC, m.UTC}
	for _, r := range m.Readings {
		if r.UTC.Before(s.From) {
			s.From = r.UTC
		}
		if r.UTC.After(s.To) {
			s.To = r.UTC
		}
	}
	return s.Widen(max(uncertainty, 0))
}
