package ephemeris

// LongitudesOfDate are apparent longitudes by body, degrees in [0, 360).
type LongitudesOfDate [BodyCount]float64

// Longitudes are those of Chart without the rest, for a tenth less time: no latitudes, distances
// and speeds.
//
// The error is a [*RangeError] outside 1600–2400.
func Longitudes(jdTT float64) (LongitudesOfDate, error) {
	m, err := momentAt(jdTT)
	if err != nil {
		return LongitudesOfDate{}, err
	}
	var l LongitudesOfDate
	l[Sun] = m.longitude(m.sunDirection())
	moon, _ := m.moonDirection(false)
	l[Moon] = m.longitude(moon)
	m.eachPlanet(func(b Body, q, v vector) {
		s := m.see(q, v)
		l[b] = m.longitude(s.apparent)
	})
	dpsi := m.nutation / degree
	node, _ := m.tables.node.at(jdTT, false)
	l[TrueNode] = wrap360(node + dpsi)
	node, _ = meanNodeAt(jdTT)
	l[MeanNode] = wrap360(node + dpsi)
	apogee, _, _ := meanApogeeAt(jdTT)
	l[MeanApogee] = wrap360(apogee + dpsi)
	return l, nil
}

// SunAt is the apparent Sun alone, the same as that of Chart, for a fifth of its cost.
//
// The error is a [*RangeError] outside 1600–2400.
func SunAt(jdTT float64) (Position, error) {
	m, err := momentAt(jdTT)
	if err != nil {
		return Position{}, err
	}
	return m.sunPosition(), nil
}
