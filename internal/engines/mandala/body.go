package mandala

import "github.com/witnessos/witnessos/internal/ephemeris"

// Body is one of the thirteen that mark the wheel on each side.
type Body int

// The bodies. The Earth is opposite to the Sun; the nodes are those of the Moon's true
// (osculating) orbit.
const (
	Sun Body = iota
	Earth
	NorthNode
	SouthNode
	Moon
	Mercury
	Venus
	Mars
	Jupiter
	Saturn
	Uranus
	Neptune
	Pluto

	BodyCount = iota
)

var bodies = [BodyCount]struct {
	name, key, upper string
	sky              ephemeris.Body
	mirrored         bool // the point opposite to that body
}{
	{"Sun", "sun", "SUN", ephemeris.Sun, false},
	{"Earth", "earth", "EARTH", ephemeris.Sun, true},
	{"North Node", "north_node", "NORTH_NODE", ephemeris.TrueNode, false},
	{"South Node", "south_node", "SOUTH_NODE", ephemeris.TrueNode, true},
	{"Moon", "moon", "MOON", ephemeris.Moon, false},
	{"Mercury", "mercury", "MERCURY", ephemeris.Mercury, false},
	{"Venus", "venus", "VENUS", ephemeris.Venus, false},
	{"Mars", "mars", "MARS", ephemeris.Mars, false},
	{"Jupiter", "jupiter", "JUPITER", ephemeris.Jupiter, false},
	{"Saturn", "saturn", "SATURN", ephemeris.Saturn, false},
	{"Uranus", "uranus", "URANUS", ephemeris.Uranus, false},
	{"Neptune", "neptune", "NEPTUNE", ephemeris.Neptune, false},
	{"Pluto", "pluto", "PLUTO", ephemeris.Pluto, false},
}

// String is the name for people: "North Node".
func (b Body) String() string { return bodies[b].name }

// Key is the name in JSON: "north_node".
func (b Body) Key() string { return bodies[b].key }

// Side tells the two halves of a chart apart.
type Side int

// The sides: the moment of birth, and the moment when the Sun stood 88° earlier.
const (
	Personality Side = iota
	Design

	SideCount = iota
)

// String is the name in lower case, which is also its key in JSON.
func (s Side) String() string {
	if s == Design {
		return "design"
	}
	return "personality"
}
