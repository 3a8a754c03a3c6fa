package ephemeris

// Sky is everything at one instant.
type Sky struct {
	TT        float64 // JD
	Positions [BodyCount]Position
	Nutation  float64 // in longitude, Δψ, degrees; contained in all longitudes
	Obliquity float64 // of the ecliptic, true (with Δε), degrees
	Ayanamsa  float64 // mean Lahiri, degrees
}

// Sidereal is the Lahiri longitude of a body, degrees in [0, 360): apparent tropical − Δψ −
// ayanamsa.
func (s *Sky) Sidereal(b Body) float64 {
	return wrap360(s.Positions[b].Longitude - s.Nutation - s.Ayanamsa)
}

// Chart is the sky at a JD TT: all bodies with longitude, latitude, distance and speed.
//
// The error is a [*RangeError] outside 1600–2400.
func Chart(jdTT float64) (Sky, error) {
	m, err := momentAt(jdTT)
	if err != nil {
		return Sky{}, err
	}
	s := Sky{TT: jdTT, Nutation: m.nutation / degree, Obliquity: m.obliquity / degree, Ayanamsa: ayanamsaAt(jdTT)}
	s.Positions[Sun] = m.sunPosition()
	s.Positions[Moon] = m.moonPosition()
	m.eachPlanet(func(b Body, q, v vector) { s.Positions[b] = m.planetPosition(q, v) })
	// The nodes and the apogee are counted from the mean equinox of date: they take nutation, and
	// no precession.
	nutationSpeed := nutationRate(jdTT)
	lon, rate := m.tables.node.at(jdTT, true)
	s.Positions[TrueNode] = Position{Longitude: wrap360(lon + s.Nutation), Speed: rate + nutationSpeed}
	lon, rate = meanNodeAt(jdTT)
	s.Positions[MeanNode] = Position{Longitude: wrap360(lon + s.Nutation), Speed: rate + nutationSpeed}
	lon, lat, rate := meanApogeeAt(jdTT)
	s.Positions[MeanApogee] = Position{Longitude: wrap360(lon + s.Nutation), Latitude: lat, Speed: rate + nutationSpeed}
	return s, nil
}
