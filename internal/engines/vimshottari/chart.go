package vimshottari

import (
	"time"

	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Chart is a dasha without words: all that a list or a drawing of it needs.
type Chart struct {
	Birth *birth.Birth
	Dasha jyotish.Dasha

	Current time.Time                          // the instant that is looked at
	Now     [jyotish.LevelCount]jyotish.Period // the periods that run then
	Until   time.Time                          // end of the forecast

	// Ahead are the mahadashas and antardashas that begin within the forecast, and the
	// pratyantardashas that the current antardasha still has before it, in the order of time and, at
	// the same time, of levels.
	Ahead []Nested

	// Mahadashas from birth on, for 120 years and at least to the end of the forecast. The first
	// one begins before birth.
	Mahadashas []jyotish.Period

	Ayanamsa   float64 // degrees, at birth
	moonPerDay float64 // motion of the Moon at birth, degrees
	Facts      []jyotish.Fact
}

// reach is how far around a birth changes are looked for, days: just so much that six nodes of a
// track suffice. What lasts longer is not sensitive to the time of birth.
const reach = 0.99

// Cast computes the periods of a birth. current must not lie before any instant that the birth
// can have been; yearLength is in days. The error is a range error of the ephemeris.
func Cast(b *birth.Birth, current time.Time, years int, yearLength float64) (*Chart, error) {
	from, to := b.Range()
	track, err := jyotish.NewTrack(b.Instant.TT+from-reach, b.Instant.TT+to+reach)
	if err != nil {
		return nil, err
	}
	moon, err := ephemeris.LimbAt(ephemeris.Nakshatra, b.Instant.TT)
	if err != nil {
		return nil, err
	}
	c := &Chart{Birth: b, Current: current, Dasha: jyotish.NewDasha(b.UTC, moon.Angle, yearLength)}
	if c.Ayanamsa, err = ephemeris.Ayanamsa(b.Instant.TT); err != nil {
		return nil, err
	}
	c.moonPerDay = (track.MoonAt(b.Instant.TT+0.05) - track.MoonAt(b.Instant.TT-0.05)) * 10
	c.Now, _ = c.Dasha.At(current)
	c.Until = current.Add(c.years(float64(years)))
	c.Mahadashas = c.mahadashas()
	c.Ahead = c.ahead()
	c.Facts, err = c.facts(&track)
	return c, err
}

// years is a number of dasha years as a duration.
func (c *Chart) years(n float64) time.Duration {
	return time.Duration(n / c.Dasha.Years(time.Hour) * float64(time.Hour))
}

func (c *Chart) mahadashas() []jyotish.Period {
	end := c.Birth.UTC.Add(c.years(jyotish.CycleYears))
	if c.Until.After(end) {
		end = c.Until
	}
	var list []jyotish.Period
	for n := 0; ; n++ {
		p := c.Dasha.Mahadasha(n)
		if !p.Start.Before(end) {
			return list
		}
		list = append(list, p)
	}
}

func (c *Chart) ahead() []Nested {
	var list []Nested
	for _, maha := range c.Mahadashas {
		if !maha.End.After(c.Current) || !maha.Start.Before(c.Until) {
			continue
		}
		list = c.appendAhead(list, Nested{maha, []jyotish.Lord{maha.Lord}})
		for _, antar := range maha.Subs() {
			list = c.appendAhead(list, Nested{antar, []jyotish.Lord{maha.Lord, antar.Lord}})
			if antar != c.Now[jyotish.Antardasha] {
				continue
			}
			for _, sub := range antar.Subs() {
				list = c.appendAhead(list, Nested{sub, []jyotish.Lord{maha.Lord, antar.Lord, sub.Lord}})
			}
		}
	}
	return list
}

// Nested is a period with its lords from the mahadasha down.
type Nested struct {
	jyotish.Period
	Lords []jyotish.Lord
}

func (c *Chart) appendAhead(list []Nested, p Nested) []Nested {
	if p.Start.After(c.Current) && p.Start.Before(c.Until) {
		return append(list, p)
	}
	return list
}
