package humandesign

import "github.com/witnessos/witnessos/internal/engines/mandala"

// byBody is a JSON object with a member for each body, byUpperBody the same in the spelling
// that camelCase clients read.
type byBody[T any] struct {
	Sun       T `json:"sun"`
	Earth     T `json:"earth"`
	NorthNode T `json:"north_node"`
	SouthNode T `json:"south_node"`
	Moon      T `json:"moon"`
	Mercury   T `json:"mercury"`
	Venus     T `json:"venus"`
	Mars      T `json:"mars"`
	Jupiter   T `json:"jupiter"`
	Saturn    T `json:"saturn"`
	Uranus    T `json:"uranus"`
	Neptune   T `json:"neptune"`
	Pluto     T `json:"pluto"`
}

type byUpperBody[T any] struct {
	Sun       T `json:"SUN"`
	Earth     T `json:"EARTH"`
	NorthNode T `json:"NORTH_NODE"`
	SouthNode T `json:"SOUTH_NODE"`
	Moon      T `json:"MOON"`
	Mercury   T `json:"MERCURY"`
	Venus     T `json:"VENUS"`
	Mars      T `json:"MARS"`
	Jupiter   T `json:"JUPITER"`
	Saturn    T `json:"SATURN"`
	Uranus    T `json:"URANUS"`
	Neptune   T `json:"NEPTUNE"`
	Pluto     T `json:"PLUTO"`
}

// list gives the members in the order of bodies.
func (s *byBody[T]) list() [mandala.BodyCount]*T {
	return [...]*T{&s.Sun, &s.Earth, &s.NorthNode, &s.SouthNode, &s.Moon, &s.Mercury, &s.Venus, &s.Mars, &s.Jupiter, &s.Saturn, &s.Uranus, &s.Neptune, &s.Pluto}
}

// byCenter is a JSON object with a member for each center, byCenterName the same under names.
type byCenter[T any] struct {
	Head        T `json:"head"`
	Ajna        T `json:"ajna"`
	Throat      T `json:"throat"`
	G           T `json:"g"`
	Heart       T `json:"heart"`
	Spleen      T `json:"spleen"`
	Sacral      T `json:"sacral"`
	SolarPlexus T `json:"solar_plexus"`
	Root        T `json:"root"`
}

type byCenterName[T any] struct {
	Head        T `json:"Head"`
	Ajna        T `json:"Ajna"`
	Throat      T `json:"Throat"`
	G           T `json:"G"`
	Heart       T `json:"Heart"`
	Spleen      T `json:"Spleen"`
	Sacral      T `json:"Sacral"`
	SolarPlexus T `json:"Solar Plexus"`
	Root        T `json:"Root"`
}

// list gives the members from the top down.
func (s *byCenter[T]) list() [CenterCount]*T {
	return [...]*T{&s.Head, &s.Ajna, &s.Throat, &s.G, &s.Heart, &s.Spleen, &s.Sacral, &s.SolarPlexus, &s.Root}
}

// byVariable is a JSON object with a member for each variable.
type byVariable[T any] struct {
	Motivation    T `json:"motivation"`
	Perspective   T `json:"perspective"`
	Determination T `json:"determination"`
	Environment   T `json:"environment"`
}

func newByVariable[T any](of func(Variable) T) byVariable[T] {
	return byVariable[T]{of(Motivation), of(Perspective), of(Determination), of(Environment)}
}
