package birth

import (
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/zonemap"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Birth is a birth as it was understood.
type Birth struct {
	civil.Moment                   // the time given; noon when it is unknown
	Instant      ephemeris.Instant // of Moment.UTC
	Span         civil.Span        // all instants that it can have been

	TimeUnknown bool
	Uncertainty time.Duration // either way, as given

	Clocks     civil.Zone     // the zone of Moment
	ZoneSource zonemap.Source // what it was chosen by
	Place      *civil.Place   // nil when not given
}

// resolve fills in what follows from the local time. The error is civil.ErrNotGiven or a
// range error of the ephemeris.
func (b *Birth) resolve(date civil.Date, clock civil.Time, zone zonemap.Choice) (err error) {
	b.Clocks, b.ZoneSource = zone.Zone, zone.Source
	if b.Moment, err = zone.Resolve(date, clock); err != nil {
		return err
	}
	b.Span = b.Moment.Span(b.Uncertainty)
	if b.TimeUnknown {
		// What is doubtful about noon alone is of no interest.
		if b.Span, b.Warnings, err = zone.DaySpan(date); err != nil {
			return err
		}
	}
	b.Instant, err = ephemeris.FromUTC(b.UTC)
	return err
}

// Exact reports whether the birth is known to be a single instant, to the second or minute
// that was given.
func (b *Birth) Exact() bool { return b.Span.Length() == 0 }

// Range is the span in days from the instant: from is not positive, to is not negative.
func (b *Birth) Range() (from, to float64) {
	const day = 24 * time.Hour
	return float64(b.Span.From.Sub(b.UTC)) / float64(day), float64(b.Span.To.Sub(b.UTC)) / float64(day)
}

// Confidence counts what the birth takes away from the confidence of a result: a missing
// time, and every input that was filled in or could be read in two ways.
func (b *Birth) Confidence() engines.Confidence {
	c := engines.Confidence{TimeMissing: b.TimeUnknown}
	for _, w := range b.Warnings {
		switch w.Kind {
		case civil.Ambiguous, civil.Nonexistent, civil.NonexistentDay:
			c.Assumed++
		default:
			if w.Kind.IsDefault() {
				c.Assumed++
			}
		}
	}
	return c
}
