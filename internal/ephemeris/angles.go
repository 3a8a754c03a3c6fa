package ephemeris

import "math"

// Angles are where the ecliptic crosses the horizon and the meridian of a place.
type Angles struct {
	Ascendant    float64 // rising degree, degrees in [0, 360)
	Midheaven    float64 // culminating degree, degrees in [0, 360)
	SiderealTime float64 // local apparent, degrees in [0, 360): the right ascension of the meridian (ARMC)
}

// AnglesAt computes the ascendant and the midheaven, with the true equinox and obliquity of date.
//
// The ascendant is always the rising one of the two points of the ecliptic on the horizon. Inside
// the polar circles, where the ecliptic rises feet first for a part of the day, the midheaven may
// then be below the horizon.
//
// The error is a [*RangeError] outside 1600–2400, a [*PlaceError] for what is no place and for the
// poles, where all directions are south or north.
func AnglesAt(i Instant, p Place) (Angles, error) {
	if err := inRange(i.TT); err != nil {
		return Angles{}, err
	}
	if err := p.onEarth(); err != nil {
		return Angles{}, err
	}
	if math.Abs(p.Latitude) == 90 {
		return Angles{}, &PlaceError{p, "a pole has no ascendant"}
	}
	f := newFrame(i.TT)
	theta := wrap360(f.siderealTime(i) + p.Longitude)
	st, ct := math.Sincos(theta * degree)
	se, ce := math.Sincos(f.obliquity)
	a := Angles{SiderealTime: theta}
	// (Meeus, Astronomical Algorithms, chapter 14; the quadrant by atan2)
	a.Ascendant = wrap360(math.Atan2(ct, -(st*ce+math.Tan(p.Latitude*degree)*se)) / degree)
	a.Midheaven = wrap360(math.Atan2(st, ct*ce) / degree)
	if wrap360(a.Ascendant-a.Midheaven) > 180 { // the setting point: only inside the polar circles
		a.Ascendant = wrap360(a.Ascendant + 180)
	}
	return a, nil
}
