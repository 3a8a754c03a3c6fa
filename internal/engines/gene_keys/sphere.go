package genekeys

import "github.com/witnessos/witnessos/internal/engines/mandala"

// Sphere is a place of the profile that an activation fills.
type Sphere int

// The spheres. Core and Vocation are two names of one activation, and so are Life's Work and
// Brand: they belong to different sequences.
const (
	LifesWork Sphere = iota
	Evolution
	Radiance
	Purpose
	Attraction
	IQ
	EQ
	SQ
	Core
	Vocation
	Culture
	Brand
	Pearl

	SphereCount = iota
)

var spheres = [SphereCount]struct {
	name string
	side mandala.Side
	body mandala.Body
}{
	{"Life's Work", mandala.Personality, mandala.Sun},
	{"Evolution", mandala.Personality, mandala.Earth},
	{"Radiance", mandala.Design, mandala.Sun},
	{"Purpose", mandala.Design, mandala.Earth},
	{"Attraction", mandala.Design, mandala.Moon},
	{"IQ", mandala.Personality, mandala.Venus},
	{"EQ", mandala.Personality, mandala.Mars},
	{"SQ", mandala.Design, mandala.Venus},
	{"Core", mandala.Design, mandala.Mars},
	{"Vocation", mandala.Design, mandala.Mars},
	{"Culture", mandala.Design, mandala.Jupiter},
	{"Brand", mandala.Personality, mandala.Sun},
	{"Pearl", mandala.Personality, mandala.Jupiter},
}

// String is the name: "Life's Work".
func (s Sphere) String() string { return spheres[s].name }

// Activation is the one that fills the sphere.
func (s Sphere) Activation(natal *mandala.Natal) *mandala.Activation {
	return &natal.Sides[spheres[s].side].Activations[spheres[s].body]
}

// isOf reports whether a crossing moves the sphere.
func (s Sphere) isOf(c *mandala.Crossing) bool {
	return c.Side == spheres[s].side && c.Body == spheres[s].body
}

// sequence is a way through spheres.
type sequence struct {
	key     string // in inputs and texts
	spheres []Sphere
}

var sequences = [...]sequence{
	{"activation", []Sphere{LifesWork, Evolution, Radiance, Purpose}},
	{"venus", []Sphere{Purpose, Attraction, IQ, EQ, SQ, Core}},
	{"pearl", []Sphere{Vocation, Culture, Brand, Pearl}},
}

// pathways lead from sphere to sphere; the sequence is an index of the list above.
var pathways = [...]struct {
	name     string
	from, to Sphere
	sequence int
}{
	{"Challenge", LifesWork, Evolution, 0},
	{"Breakthrough", Evolution, Radiance, 0},
	{"Core Stability", Radiance, Purpose, 0},
	{"Dharma", Purpose, Attraction, 1},
	{"Karma", Attraction, IQ, 1},
	{"Intelligence", IQ, EQ, 1},
	{"Love", EQ, SQ, 1},
	{"Realisation", SQ, Core, 1},
	{"Initiative", Vocation, Culture, 2},
	{"Growth", Culture, Brand, 2},
	{"Service", Brand, Pearl, 2},
	{"Quantum", Pearl, Vocation, 2},
}
