package zonemap

import (
	"errors"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
)

// Hints are what is known of the zone of a local time. All of it may be missing.
type Hints struct {
	Name   string        // IANA name, "" when not given
	Offset *civil.Offset // nil when not given; counts when there is no name
	Place  *civil.Place  // nil when not given; counts when there is neither

	// Load finds a zone of the tz database; nil stands for time.LoadLocation.
	Load func(name string) (*time.Location, error)
}

// Choice is the zone that hints lead to.
type Choice struct {
	Zone   civil.Zone
	Source Source

	// Warnings say what was inferred or assumed. Resolve and DaySpan repeat them.
	Warnings []civil.Warning

	hints Hints
}

// Source is what a zone was chosen by.
type Source string

// The sources of a zone, best first.
const (
	FromName        Source = "timezone"    // the caller named it
	FromOffset      Source = "offset"      // the caller gave an offset
	FromCoordinates Source = "coordinates" // looked up on the map
	FromDefault     Source = "default"     // UTC, for want of anything
)

// ErrPlace is returned for coordinates outside of ±90° and ±180°.
var ErrPlace = errors.New("zonemap: no such place")

// Choose takes the first hint that there is: the name, the offset, the place, and else UTC.
// Coordinates at sea lead to the ship's time of their longitude (civil.Nautical). Coordinates
// with a name make local mean time exact (civil.Zone.At).
//
// The error is civil.ErrZone for an unknown name, civil.ErrOffset, or ErrPlace.
func Choose(h Hints) (Choice, error) {
	if h.Place != nil && !h.Place.IsValid() {
		return Choice{}, ErrPlace
	}
	c := Choice{hints: h}
	var err error
	switch {
	case h.Name != "":
		c.Source = FromName
		c.Zone, err = civil.LoadZone(h.Name, h.Load)
	case h.Offset != nil:
		c.Source = FromOffset
		c.Zone, err = civil.FixedOffset(*h.Offset)
	case h.Place != nil:
		c.Source = FromCoordinates
		err = c.infer()
	default:
		c.Source, c.Zone = FromDefault, civil.UTC
		c.warn(civil.ZoneAssumed, "Neither a time zone nor coordinates were given, so the time is read as UTC. "+
			"If it is local time, give the zone: an hour moves the Moon by half a degree and the ascendant by fifteen.")
	}
	if err != nil {
		return Choice{}, err
	}
	if h.Place != nil {
		c.Zone = c.Zone.At(*h.Place)
	}
	return c, nil
}

func (c *Choice) warn(k civil.Kind, sentence string) {
	c.Warnings = append(c.Warnings, civil.Warning{Kind: k, Sentence: sentence})
}

func (c *Choice) infer() error {
	names := Zones(*c.hints.Place)
	if len(names) == 0 {
		c.Zone = civil.Nautical(*c.hints.Place)
		c.warn(civil.ZoneInferred, "No time zone was given, and the coordinates lie beyond the zones of any country: "+
			"the ship's time of their longitude is used, "+c.Zone.Name()+".")
		return nil
	}
	zone, err := civil.LoadZone(names[0], c.hints.Load)
	if err != nil {
		return err
	}
	c.Zone = zone
	sentence := "No time zone was given: " + names[0] + " was looked up from the coordinates"
	if len(names) > 1 {
		sentence += ", which " + strings.Join(names[1:], " and ") + " claims too"
	}
	c.warn(civil.ZoneInferred, sentence+". Boundaries are those of today, drawn to about two kilometres; "+
		"give the zone if the place is close to one or had another time then.")
	return nil
}

// Resolve is civil.Resolve in the chosen zone. The warnings of the choice come first, then those
// of the time, and last a civil.ZoneMismatch when the zone was given, and the coordinates too,
// and clocks there showed another time. The error is civil.ErrNotGiven.
func (c Choice) Resolve(d civil.Date, t civil.Time) (civil.Moment, error) {
	m, err := civil.Resolve(d, t, c.Zone)
	if err != nil {
		return civil.Moment{}, err
	}
	m.Warnings = c.with(m.Warnings, m.UTC)
	return m, nil
}

// DaySpan is civil.DaySpan in the chosen zone, with warnings like those of Resolve.
func (c Choice) DaySpan(d civil.Date) (civil.Span, []civil.Warning, error) {
	span, warnings, err := civil.DaySpan(d, c.Zone)
	if err != nil {
		return civil.Span{}, nil, err
	}
	return span, c.with(warnings, span.Middle()), nil
}

func (c Choice) with(warnings []civil.Warning, at time.Time) []civil.Warning {
	list := append(c.Warnings[:len(c.Warnings):len(c.Warnings)], warnings...)
	if w, ok := c.mismatch(at); ok {
		list = append(list, w)
	}
	return list
}
