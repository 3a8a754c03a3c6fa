package ephemeris

import "math"

// SiderealLights are the Lahiri longitudes of the Sun and the Moon, degrees in [0, 360): those that the
// limbs of the panchanga are counted by, for half of what two of them cost. The error is a
// [*RangeError] outside 1600–2400.
func SiderealLights(jdTT float64) (sun, moon float64, err error) {
	m, err := momentAt(jdTT)
	if err != nil {
		return 0, 0, err
	}
	w, _ := m.moonDirection(false)
	shift := m.nutation/degree + ayanamsaAt(jdTT)
	return wrap360(m.longitude(m.sunDirection()) - shift), wrap360(m.longitude(w) - shift), nil
}

// SiderealMoon is the second of the SiderealLights alone, the angle that [LimbAt] gives for a nakshatra.
// The Moon needs neither the Earth nor the giants, which makes it a third of the cost. The error is a
// [*RangeError] outside 1600–2400.
func SiderealMoon(jdTT float64) (float64, error) {
	t, err := tablesFor(jdTT)
	if err != nil {
		return 0, err
	}
	w, _ := t.moon.at(jdTT, false)
	f := newFrame(jdTT)
	return wrap360(f.longitude(w) - (f.nutation/degree + ayanamsaAt(jdTT))), nil
}

// SiderealMoonPart returns in which of so many equal parts of the zodiac, from 0 on, the [SiderealMoon]
// stands. Unless it is near the edge of one, its largest waves tell, in a hundredth of the time. The
// error is a [*RangeError] outside 1600–2400.
func SiderealMoonPart(jdTT float64, parts int) (int, error) {
	t, err := tablesFor(jdTT)
	if err != nil {
		return 0, err
	}
	size := 360 / float64(parts)
	moon := wrap360(t.moon.roughly(jdTT) - ayanamsaAt(j2000))
	if within := math.Mod(moon, size); within < roughMoon || within > size-roughMoon {
		if moon, err = SiderealMoon(jdTT); err != nil {
			return 0, err
		}
	}
	return min(int(moon/size), parts-1), nil
}
