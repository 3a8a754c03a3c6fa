package ephemeris

// Body is a point of the sky.
type Body int

// The bodies, in the order of [Sky.Positions].
const (
	Sun Body = iota
	Moon
	Mercury
	Venus
	Mars
	Jupiter // with its moons: the barycentre of the system, as for the planets that follow
	Saturn
	Uranus
	Neptune
	Pluto
	Chiron
	TrueNode   // ascending node of the Moon's osculating orbit
	MeanNode   // ascending node of the Moon's mean orbit
	MeanApogee // apogee of the Moon's mean orbit, "Black Moon Lilith"

	// BodyCount is how many there are.
	BodyCount = iota
)

var bodyNames = [BodyCount]string{
	"Sun", "Moon", "Mercury", "Venus", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune", "Pluto",
	"Chiron", "TrueNode", "MeanNode", "MeanApogee",
}

// String is the name, without spaces: "Sun", "TrueNode".
func (b Body) String() string {
	if b < 0 || b >= BodyCount {
		return "unknown body"
	}
	return bodyNames[b]
}

// Position is the apparent geocentric place of a body.
type Position struct {
	Longitude float64 // degrees in [0, 360), true equinox and ecliptic of date
	Latitude  float64 // degrees; 0 for the nodes
	Distance  float64 // AU, as the light travelled; 0 for the nodes and the apogee
	Speed     float64 // of the longitude, degrees per day
}

// Retrograde tells whether the longitude decreases.
func (p Position) Retrograde() bool { return p.Speed < 0 }
