package ephemeris

// sighting is a planet as its light arrives now.
type sighting struct {
	q        vector  // from the Sun, when the light left, AU
	velocity vector  // about the barycentre, when the light left, AU a day
	line     vector  // from the Earth, AU
	distance float64 // AU
	bent     vector  // the direction of line, bent at the Sun
	apparent vector  // the direction that is seen
}

// see follows the light of a body back to where it left: q is the body's place from the Sun now, v
// its velocity about the barycentre. One evaluation of the series suffices, because over the light
// time the orbit is q − τv + ½τ²·a with the Sun's attraction a.
func (m *moment) see(q, v vector) sighting {
	tau := q.minus(m.earth).length() / lightAU
	tau = q.add(-tau, v).minus(m.earth).length() / lightAU
	a := attraction(q)
	var s sighting
	s.q = q.add(-tau, v).add(tau*tau/2, a)
	s.velocity = v.add(-tau, a)
	s.line = s.q.minus(m.earth)
	s.distance = s.line.length()
	s.bent = deflect(s.line, s.q, m.earth)
	s.apparent = aberrate(s.bent, m.earthVelocity)
	return s
}

// planetPosition is the apparent place of a planet with its speed.
func (m *moment) planetPosition(q, v vector) Position {
	s := m.see(q, v)
	return Position{
		Longitude: m.longitude(s.apparent),
		Latitude:  m.latitude(s.apparent),
		Distance:  s.distance,
		Speed:     m.speed(s.apparent, m.change(&s)) + m.drift,
	}
}

// nearSun is the cosine of 3.6°: nearer to the far side of the Sun the deflection changes so fast
// that its change is worth computing.
const nearSun = 0.998

// change is the rate of the apparent direction, a day: that of the geometric one, with a light time
// that changes too, and that of the aberration, which follows the acceleration of the Earth.
func (m *moment) change(s *sighting) vector {
	u := s.line.times(1 / s.distance)
	dp := s.velocity.minus(m.earthVelocity)
	dp = dp.add(-u.dot(dp)/lightAU, s.velocity)
	var du vector
	if u.dot(m.earth) < -nearSun*m.earth.length() {
		const h = 1e-3 // days
		later := deflect(s.line.add(h, dp), s.q.add(h, s.velocity.minus(m.sunVelocity)),
			m.earth.add(h, m.earthVelocity.minus(m.sunVelocity)))
		du = later.minus(s.bent).times(1 / h)
	} else {
		du = dp.add(-u.dot(dp), u).times(1 / s.distance)
	}
	return du.add(1/lightAU, attraction(m.earth))
}

// innerPlanets and farPlanets pair bodies with what evaluates them; the giants are in the moment.
func (m *moment) innerPlanets() [3]*planetSeries {
	return [3]*planetSeries{&m.tables.mercury, &m.tables.venus, &m.tables.mars}
}

func (m *moment) farPlanets() [2]*chebyshev { return [2]*chebyshev{&m.tables.pluto, &m.tables.chiron} }

// eachPlanet calls place for Mercury … Chiron with their place from the Sun and velocity about the
// barycentre.
func (m *moment) eachPlanet(place func(b Body, q, v vector)) {
	for i, p := range m.innerPlanets() {
		q, v := p.at(m.jdTT)
		place(Mercury+Body(i), q, v.plus(m.sunVelocity))
	}
	for i := range m.giants {
		g := &m.giants[i]
		place(Jupiter+Body(i), g.position.minus(m.sun), g.velocity)
	}
	for i, c := range m.farPlanets() {
		r, v := c.at(m.jdTT)
		place(Pluto+Body(i), r.minus(m.sun), v)
	}
}
