package ephemeris

// moment is what all bodies share at one instant. Vectors are in the dynamical ecliptic and equinox
// J2000, AU and AU a day.
type moment struct {
	jdTT          float64
	tables        *tables
	earth         vector // from the Sun
	earthVelocity vector // about the barycentre
	sun           vector // about the barycentre
	sunVelocity   vector
	giants        [4]orbitPoint // Jupiter … Neptune about the barycentre
	drift         float64       // what precession and nutation add to every speed, degrees a day
	frame
}

type orbitPoint struct{ position, velocity vector }

// momentAt evaluates the Earth and, because they move the Sun, the four giants.
//
// The Sun's place about the barycentre follows from Σ mᵢrᵢ = 0 over Sun, giants, Earth and Moon;
// the other bodies would move it by less than 1e-7 AU.
func momentAt(jdTT float64) (moment, error) {
	t, err := tablesFor(jdTT)
	if err != nil {
		return moment{}, err
	}
	m := moment{jdTT: jdTT, tables: t}
	var earthVelocity vector
	m.earth, earthVelocity = t.earth.at(jdTT)
	for i, c := range [4]*chebyshev{&t.jupiter, &t.saturn, &t.uranus, &t.neptune} {
		mass := [4]float64{massJupiter, massSaturn, massUranus, massNeptune}[i]
		g := &m.giants[i]
		g.position, g.velocity = c.at(jdTT)
		m.sun = m.sun.add(-mass, g.position)
		m.sunVelocity = m.sunVelocity.add(-mass, g.velocity)
	}
	m.sun = m.sun.add(-massEarth, m.earth.plus(m.sun))
	m.earthVelocity = earthVelocity.plus(m.sunVelocity)
	m.frame = newFrame(jdTT)
	m.drift = precessionRate(jdTT) + nutationRate(jdTT)
	return m, nil
}

// attraction is the Sun's, at a place q from it: −k²q/|q|³, AU/day².
func attraction(q vector) vector {
	r := q.length()
	return q.times(-gauss * gauss / (r * r * r))
}

// sunDirection is where the Sun appears. Its light left it a light time ago, but it is the Earth
// that has moved since, and aberration accounts for that; the Sun's own motion about the barycentre
// changes the place by less than 0.01″.
func (m *moment) sunDirection() vector {
	return aberrate(m.earth.times(-1/m.earth.length()), m.earthVelocity)
}

// sunPosition is the apparent place of the Sun with its speed.
func (m *moment) sunPosition() Position {
	r := m.earth.length()
	w := m.sunDirection()
	u := m.earth.times(-1 / r)
	dp := m.sunVelocity.minus(m.earthVelocity)
	du := dp.add(-u.dot(dp), u).times(1/r).add(1/lightAU, attraction(m.earth))
	return Position{
		Longitude: m.longitude(w),
		Latitude:  m.latitude(w),
		Distance:  r,
		Speed:     m.speed(w, du) + m.drift,
	}
}

// moonDirection is where the Moon appears (not of unit length: km), and its geocentric velocity (km
// a day) if wanted. There is no aberration: it would take back the Earth's motion during the light
// time, which the geocentric series has not put in.
func (m *moment) moonDirection(wantVelocity bool) (place, velocity vector) {
	return m.tables.moon.at(m.jdTT, wantVelocity)
}

// moonPosition is the apparent place of the Moon with its speed.
func (m *moment) moonPosition() Position {
	w, velocity := m.moonDirection(true)
	r := w.length() / astronomicalUnit
	// The light left when the Earth was elsewhere: distance = r − V·r̂·(r/c).
	r -= m.earthVelocity.dot(w) / astronomicalUnit / lightAU
	return Position{
		Longitude: m.longitude(w),
		Latitude:  m.latitude(w),
		Distance:  r,
		Speed:     m.speed(w, velocity) + m.drift,
	}
}
