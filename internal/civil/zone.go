package civil

import (
	"errors"
	"strings"
	"time"
)

// Zone says how far local clocks were from UTC at any instant: a zone of the tz database, or
// a fixed offset. The zero Zone is none; see IsZero. A Zone is a small value and does not change.
type Zone struct {
	name     string         // as in replies: Europe/Berlin, UTC+05:30, Etc/GMT+3
	location *time.Location // nil for a fixed offset
	fixed    Offset

	// Where local mean time is wanted for, when the zone is that of the tz database.
	place    Place
	hasPlace bool
}

// ErrZone is returned for a name that the tz database does not have.
var ErrZone = errors.New("civil: no such time zone")

// UTC is the zone of the same name.
var UTC = Zone{name: "UTC", location: time.UTC}

// LoadZone finds a zone of the tz database by its IANA name, case as in the database. load is
// time.LoadLocation, or whatever stands for it (engines.Env has one); nil stands for
// time.LoadLocation. The error is ErrZone, also for "" and "Local", which time.LoadLocation
// would answer with UTC and the zone of the machine.
func LoadZone(name string, load func(string) (*time.Location, error)) (Zone, error) {
	if name == "" || strings.EqualFold(name, "local") {
		return Zone{}, ErrZone
	}
	if load == nil {
		load = time.LoadLocation
	}
	location, err := load(name)
	if err != nil || location == nil {
		return Zone{}, ErrZone
	}
	return Zone{name: name, location: location}, nil
}

// FixedOffset is a zone whose clocks never change. The error is ErrOffset beyond MaxOffset.
func FixedOffset(o Offset) (Zone, error) {
	if !o.isValid() {
		return Zone{}, ErrOffset
	}
	return Zone{name: "UTC" + o.String(), fixed: o}, nil
}

// Nautical is the zone of the open sea at a longitude: whole hours, the nearest to local mean
// time, under its name in the tz database (Etc/GMT+3 is three hours *behind* UTC, as POSIX
// has it). This is the convention of ships since 1920; before, they kept local mean time.
func Nautical(p Place) Zone {
	hours := int((p.Longitude + 180 + 7.5) / 15)
	hours -= 12
	return Zone{name: nauticalName(hours), fixed: Offset(3600 * hours)}
}

func nauticalName(hours int) string {
	const etc = "Etc/GMT"
	sign := byte('-')
	switch {
	case hours == 0:
		return etc
	case hours < 0:
		sign, hours = '+', -hours
	}
	b := append([]byte(etc), sign)
	if hours >= 10 {
		b = append(b, '1')
	}
	return string(append(b, byte('0'+hours%10)))
}

// At returns the zone with the place in it that is meant. It matters for instants before the
// zone had a standard time: then local mean time is that of the place's own longitude, and not
// that of the city which gave the zone its name. A place that cannot lie in the zone, because
// its mean time is more than four hours from the zone's, is not used so; a fixed offset
// ignores the place.
func (z Zone) At(p Place) Zone {
	z.place, z.hasPlace = p, z.location != nil && p.IsValid()
	return z
}

// IsZero reports whether z is no zone.
func (z Zone) IsZero() bool { return z.name == "" }

// IsFixed reports whether the zone is an offset and not a zone of the tz database.
func (z Zone) IsFixed() bool { return z.location == nil }

// Name is the IANA name, or UTC and the offset, such as UTC+05:30.
func (z Zone) Name() string { return z.name }

// Location is the zone for the functions of package time, with the tz database's own local
// mean time. It is nil for the zero Zone.
func (z Zone) Location() *time.Location {
	if z.location == nil && !z.IsZero() {
		return time.FixedZone(z.name, int(z.fixed))
	}
	return z.location
}

// isGeographic reports whether the zone is an area of the Earth whose laws decided the clocks,
// and not UTC or one of the fixed zones under Etc/.
func (z Zone) isGeographic() bool {
	if z.location == nil || strings.HasPrefix(z.name, "Etc/") {
		return false
	}
	switch z.name {
	case "UTC", "GMT", "UCT", "Universal", "Zulu", "Greenwich", "GMT0", "GMT+0", "GMT-0":
		return false
	}
	return true
}
