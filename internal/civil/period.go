package civil

import "time"

// period is a stretch of time in which a zone's clocks kept one offset. Instants are in Unix
// seconds; the stretch includes its start and not its end.
type period struct {
	start, end int64 // beginning and endOfTime when unbounded
	Clock
}

const (
	beginning = -1 << 62
	endOfTime = 1 << 62
)

// Clock is what local clocks were set to.
type Clock struct {
	// Offset is local time minus UTC.
	Offset Offset `json:"offset"`

	// Abbreviation as in the tz database: CEST, LMT, or digits (+0530) where English has none.
	// Empty for a fixed offset.
	Abbreviation string `json:"abbreviation,omitempty"`

	// DST as the tz database marks it. In Ireland and Morocco the law calls summer time the
	// standard and winter time the exception, and so does the database.
	DST bool `json:"dst"`

	// LMT: local mean solar time, because the zone had no standard time yet. The mean time of a
	// capital that a law made the time of its whole country (Lisbon until 1911) is not meant.
	LMT bool `json:"lmt"`

	// Basis is where the offset comes from.
	Basis Basis `json:"basis"`
}

// Basis is where an offset comes from.
type Basis string

// The bases of an offset.
const (
	BasisTZ        Basis = "tzdata"    // the tz database
	BasisFixed     Basis = "fixed"     // given as an offset
	BasisLongitude Basis = "longitude" // local mean time at the place's longitude
)

// period returns the stretch that contains the instant. Its ends may be nearer than those of
// the offset: package time also ends a stretch with the year.
func (z Zone) period(unix int64) period {
	if z.location == nil {
		return period{beginning, endOfTime, Clock{Offset: z.fixed, Basis: BasisFixed}}
	}
	t := time.Unix(unix, 0).In(z.location)
	abbreviation, offset := t.Zone()
	p := period{beginning, endOfTime, Clock{
		Offset:       Offset(offset),
		Abbreviation: abbreviation,
		DST:          t.IsDST(),
		Basis:        BasisTZ,
	}}
	start, end := t.ZoneBounds()
	if !start.IsZero() {
		p.start = start.Unix()
	}
	if !end.IsZero() {
		p.end = end.Unix()
	}
	if p.end <= unix {
		// Beyond the table of changes, where a rule counts, package time gives every year 365
		// days (time.tzset), and so on 31 December of a leap year an end that has passed.
		// No rule changes clocks at the turn of the year, so the next midnight will do.
		p.end = (floorDay(unix) + 1) * secondsPerDay
	}
	p.LMT = z.isSolar(p)
	if p.LMT || abbreviation == noTime {
		if mean, ok := z.meanTimeNear(p.Clock); ok {
			p.Offset, p.LMT, p.Basis = mean, true, BasisLongitude
		}
	}
	return p
}

// clock is that of the period, whose ends it looks up only where they matter: package time reads the
// rule of a zone anew at each question beyond the table of its changes.
func (z Zone) clock(unix int64) Clock {
	if z.location != nil {
		t := time.Unix(unix, 0).In(z.location)
		if abbreviation, offset := t.Zone(); abbreviation != meanTime && abbreviation != noTime {
			return Clock{Offset: Offset(offset), Abbreviation: abbreviation, DST: t.IsDST(), Basis: BasisTZ}
		}
	}
	return z.period(unix).Clock
}

// offset is that of the clock.
func (z Zone) offset(unix int64) Offset {
	if z.location != nil {
		if abbreviation, offset := time.Unix(unix, 0).In(z.location).Zone(); abbreviation != meanTime && abbreviation != noTime {
			return Offset(offset)
		}
	}
	return z.period(unix).Offset
}

const (
	meanTime = "LMT" // the tz database's abbreviation for mean time at one place
	noTime   = "-00" // and for a place where nobody kept a local time, mostly for want of people
)

// isSolar reports whether the period is one of mean time before there was any standard: the
// first, or one that only moved across the date line from it. Later ones that the database
// also calls LMT were laws (Lisbon 1884–1911, Lima 1890–1908, Lagos 1908–1913, and Luanda and São Tomé).
func (z Zone) isSolar(p period) bool {
	if p.Abbreviation != meanTime {
		return false
	}
	if p.start == beginning {
		return true
	}
	before, abbreviation := z.city(time.Unix(p.start-1, 0))
	return abbreviation == meanTime && max(before-p.Offset, p.Offset-before) > secondsPerDay/2
}

// farthestMeanTime is how far mean time at a place may be from the mean time of its zone's
// city. China, counted as one zone, reaches 3 h 15 min (Kashgar from Shanghai).
const farthestMeanTime = 4 * 3600

// meanTimeNear is local mean time at the zone's place, on the side of the date line where the
// zone counted its days at the time: Manila kept American days until 1844, and Sitka Asian
// ones until 1867. ok is false without a place or when it cannot lie in the zone.
func (z Zone) meanTimeNear(city Clock) (mean Offset, ok bool) {
	if !z.hasPlace {
		return 0, false
	}
	mean = z.place.MeanTime()
	if city.Abbreviation == noTime {
		return mean, true
	}
	for mean-city.Offset > secondsPerDay/2 {
		mean -= secondsPerDay
	}
	for city.Offset-mean > secondsPerDay/2 {
		mean += secondsPerDay
	}
	return mean, max(mean-city.Offset, city.Offset-mean) <= farthestMeanTime
}

// periodsAround returns the stretches that can show a wall clock's reading, in order and
// without gaps, each with another clock than the one before. wall is the reading in seconds
// as if it were UTC.
func (z Zone) periodsAround(wall int64) []period {
	// No offset is larger, that of a place's mean time included.
	const reach = int64(MaxOffset) + farthestMeanTime
	list := make([]period, 0, 4)
	for unix := wall - reach; unix <= wall+reach; {
		p := z.period(unix)
		unix = p.end
		if n := len(list); n == 0 {
			list = append(list, p)
		} else if last := &list[n-1]; last.Clock == p.Clock {
			last.end = p.end
		} else {
			p.start = last.end
			list = append(list, p)
		}
	}
	return list
}

// shows reports whether local clocks showed the reading during the period.
func (p period) shows(wall int64) bool {
	unix := wall - int64(p.Offset)
	return p.start <= unix && unix < p.end
}
