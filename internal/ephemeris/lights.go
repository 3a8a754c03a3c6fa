package ephemeris

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
