package civil

import (
	"slices"
	"time"
)

// Warning is something that a person should know about how a local time was understood.
type Warning struct {
	Kind     Kind   `json:"kind"`
	Sentence string `json:"sentence"` // complete, with the numbers in it
}

// Kind tells warnings apart for programs.
type Kind string

// The kinds of warnings, from this package and from zonemap.
const (
	// Ambiguous: clocks were turned back, and the local time came twice.
	Ambiguous Kind = "ambiguous_time"
	// Nonexistent: clocks were turned forward over the local time.
	Nonexistent Kind = "nonexistent_time"
	// NonexistentDay: the zone left the whole day out of its calendar.
	NonexistentDay Kind = "nonexistent_day"
	// LocalMeanTime: the zone had no standard time yet.
	LocalMeanTime Kind = "local_mean_time"
	// UncertainHistory: before 1970, which is as far back as the tz database vouches.
	UncertainHistory Kind = "uncertain_history"

	// ZoneInferred: no zone was given, and it was looked up from the coordinates.
	ZoneInferred Kind = "zone_inferred"
	// ZoneAssumed: neither zone nor coordinates were given, and UTC was taken.
	ZoneAssumed Kind = "zone_assumed"
	// ZoneMismatch: the coordinates lie where clocks showed another time than the zone's.
	ZoneMismatch Kind = "zone_mismatch"
)

// IsDefault reports whether the warning stands for an input that was not given and was filled
// in, which lowers the confidence of a result.
func (k Kind) IsDefault() bool { return k == ZoneInferred || k == ZoneAssumed }

// IsDoubt reports whether the instant itself may be wrong by minutes or hours; the rest say
// only how something was understood.
func (k Kind) IsDoubt() bool { return k != ZoneInferred && k != LocalMeanTime }

// Sentences are the warnings as texts, in order.
func Sentences(list []Warning) []string {
	texts := make([]string, len(list))
	for i, w := range list {
		texts[i] = w.Sentence
	}
	return texts
}

// Has reports whether a warning of the kind is among the list.
func Has(list []Warning, k Kind) bool {
	return slices.ContainsFunc(list, func(w Warning) bool { return w.Kind == k })
}

// warnings collects what is doubtful about a resolved moment. change is the change of clocks
// that repeated or skipped its time, nil when it came exactly once.
func (z Zone) warnings(m Moment, change *transition) []Warning {
	var list []Warning
	if change != nil {
		list = append(list, changeWarning(m, *change))
	}
	if m.LMT {
		list = append(list, z.meanTimeWarning(m))
	} else if sentence := z.uncertainty(m.UTC); sentence != "" {
		list = append(list, Warning{UncertainHistory, sentence})
	}
	return list
}

func changeWarning(m Moment, c transition) Warning {
	first, second := m.Readings[0], m.Readings[len(m.Readings)-1]
	from, to := c.wallBefore(), c.wallAfter()
	switch {
	case from > to: // back
		return Warning{Ambiguous, "Clocks in " + m.Zone + " went back from " + wallText(from) + " to " + wallText(to) +
			", so " + m.Date.String() + " " + m.Time.String() + " came twice: at " + first.text() + " and again at " + second.text() +
			". The first is used; give the offset " + second.Offset.String() + " if it was the second."}
	case skipsDay(from, to, m.Date):
		return Warning{NonexistentDay, "There was no " + m.Date.String() + " in " + m.Zone + ": the calendar went from " +
			FromDayNumber(m.Date.DayNumber()-1).String() + " straight to " + FromDayNumber(int(floorDay(to))).String() +
			", across the date line. The time is read as if the days had gone on, at " + first.text() +
			"; with the new offset it would be " + second.text() + ". Please check the date."}
	}
	return Warning{Nonexistent, "Clocks in " + m.Zone + " went forward from " + wallText(from) + " to " + wallText(to) +
		", so they never showed " + m.Date.String() + " " + m.Time.String() + ". It is read with the offset before the change, as " +
		first.text() + "; with the offset after it, it would be " + second.text() + "."}
}

// skipsDay reports whether a change left out the whole of a day.
func skipsDay(from, to int64, d Date) bool {
	start := int64(d.DayNumber()) * secondsPerDay
	return from <= start && start+secondsPerDay <= to
}

func floorDay(wall int64) int64 {
	day := wall / secondsPerDay
	if wall%secondsPerDay < 0 {
		day--
	}
	return day
}

// wallText writes a local reading as date and time.
func wallText(wall int64) string {
	day := floorDay(wall)
	return FromDayNumber(int(day)).String() + " " + timeOfSeconds(int(wall-day*secondsPerDay)).String()
}

// text writes a reading as 05:30 UTC (UTC-04:00, EDT), with the date of UTC in front.
func (r Reading) text() string {
	name := "UTC" + r.Offset.String()
	if a := r.Abbreviation; a != "" && a[0] != '+' && a[0] != '-' {
		name += ", " + a
	}
	return Of(r.UTC).String() + " " + TimeOf(r.UTC).String() + " UTC (" + name + ")"
}

func (z Zone) meanTimeWarning(m Moment) Warning {
	used := "There was no standard time in " + m.Zone + " by " + m.Date.String() +
		", so clocks are taken to have shown local mean time, UTC" + m.Offset.String()
	if m.Basis != BasisLongitude {
		return Warning{LocalMeanTime, used + " for the city in the zone's name. " +
			"Elsewhere it differed by 4 minutes for each degree of longitude; coordinates make it exact."}
	}
	if city, abbreviation := z.city(m.UTC); abbreviation == meanTime {
		return Warning{LocalMeanTime, used + " at the longitude given (UTC" + city.String() + " for the city in the zone's name)."}
	}
	return Warning{LocalMeanTime, used + " at the longitude given."}
}

// city is the tz database's own offset at an instant, whatever the place.
func (z Zone) city(t time.Time) (offset Offset, abbreviation string) {
	abbreviation, seconds := t.In(z.location).Zone()
	return Offset(seconds), abbreviation
}

// dayWarnings leaves out what concerns single times of a day.
func dayWarnings(list []Warning) []Warning {
	return slices.DeleteFunc(list, func(w Warning) bool { return w.Kind == Ambiguous || w.Kind == Nonexistent })
}
