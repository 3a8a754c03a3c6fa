package humandesign

import (
	"slices"

	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// Aspect is something about a chart that depends on the time of birth.
type Aspect int

// The aspects whose changes are looked for.
const (
	AnyLine Aspect = iota
	AnyGate
	ProfileAspect
	TypeAspect
	AuthorityAspect
	DefinitionAspect

	AspectCount = iota
)

// String is the name in lower case.
func (a Aspect) String() string {
	return [...]string{"line", "gate", "profile", "type", "authority", "definition"}[a]
}

// Change is the moment from which on an aspect would be another.
type Change struct {
	mandala.Crossing        // what changes it; Days from the birth
	From, To         string // the values of the aspect, in the order of time
}

// Changes are those of an aspect that are nearest to the birth, nil when there is none in
// reach.
type Changes struct{ Before, After *Change }

// state is a chart while the time of birth is moved.
type state struct {
	counts    [mandala.Gates + 1]int8 // activations by gate
	gates     GateSet
	structure Structure
	profile   Profile
}

func stateOf(c *Chart) *state {
	s := &state{structure: c.Structure, profile: c.Profile, gates: c.Gates}
	for side := range c.Natal.Sides {
		for b := range c.Natal.Sides[side].Activations {
			s.counts[c.Natal.Sides[side].Activations[b].Gate]++
		}
	}
	return s
}

// move goes through a crossing, backwards when the birth is moved to earlier times.
func (s *state) move(c *mandala.Crossing, backwards bool) {
	from, to := c.From, c.To
	if backwards {
		from, to = to, from
	}
	if c.Body == mandala.Sun && c.Side == mandala.Personality {
		s.profile.Personality = to.Line
	} else if c.Body == mandala.Sun {
		s.profile.Design = to.Line
	}
	if from.Gate == to.Gate {
		return
	}
	s.counts[from.Gate]--
	s.counts[to.Gate]++
	gates := s.gates | gateBit(to.Gate)
	if s.counts[from.Gate] == 0 {
		gates &^= gateBit(from.Gate)
	}
	if gates != s.gates {
		s.gates = gates
		if gates.whole() != s.structure.Channels {
			s.structure = StructureOf(gates)
		}
		s.structure.Gates = gates
	}
}

// value is an aspect as text.
func (s *state) value(a Aspect) string {
	switch a {
	case ProfileAspect:
		return s.profile.String()
	case TypeAspect:
		return string(s.structure.Type)
	case AuthorityAspect:
		return string(s.structure.Authority)
	case DefinitionAspect:
		return s.structure.Definition()
	}
	return ""
}

// changesOf finds, for every aspect, the nearest changes among the crossings. Opposite points
// cross together, and only then is the state that of a sky.
func changesOf(c *Chart, crossings []mandala.Crossing) (all [AspectCount]Changes) {
	middle, _ := slices.BinarySearchFunc(crossings, 0, func(x mandala.Crossing, _ int) int {
		if x.Days <= 0 {
			return -1
		}
		return 1
	})
	s := stateOf(c)
	first := middle // of those that cross together: the one that the opposite point follows
	for i, missing := middle, AspectCount; i < len(crossings) && missing > 0; i++ {
		s.move(&crossings[i], false)
		if i+1 == len(crossings) || crossings[i+1].Days != crossings[i].Days {
			missing -= s.note(c, &crossings[first], false, &all)
			first = i + 1
		}
	}
	s = stateOf(c)
	for i, missing := middle-1, AspectCount; i >= 0 && missing > 0; i-- {
		s.move(&crossings[i], true)
		if i == 0 || crossings[i-1].Days != crossings[i].Days {
			missing -= s.note(c, &crossings[i], true, &all)
		}
	}
	return all
}

// note files a crossing under the aspects that it is the first to change, and says how many
// these are.
func (s *state) note(c *Chart, x *mandala.Crossing, backwards bool, all *[AspectCount]Changes) (filed int) {
	for a := range Aspect(AspectCount) {
		slot := &all[a].After
		if backwards {
			slot = &all[a].Before
		}
		if *slot != nil || !s.differs(a, c, x) {
			continue
		}
		var from, to string
		if a == AnyLine || a == AnyGate {
			from, to = x.From.String(), x.To.String()
		} else {
			birth := state{structure: c.Structure, profile: c.Profile}
			from, to = birth.value(a), s.value(a)
			if backwards {
				from, to = to, from
			}
		}
		*slot = &Change{*x, from, to}
		filed++
	}
	return filed
}

// differs reports whether an aspect is another than at birth, once a crossing has brought the state
// about. It is asked for every crossing; what the values are called, for few.
func (s *state) differs(a Aspect, c *Chart, x *mandala.Crossing) bool {
	switch a {
	case AnyGate:
		return x.Gate()
	case ProfileAspect:
		return s.profile != c.Profile
	case TypeAspect:
		return s.structure.Type != c.Type
	case AuthorityAspect:
		return s.structure.Authority != c.Authority
	case DefinitionAspect:
		return s.structure.Parts != c.Parts
	}
	return true // every crossing changes a line
}
