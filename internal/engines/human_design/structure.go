package humandesign

import "math/bits"

// Type is one of the five types.
type Type string

// The types.
const (
	Manifestor           Type = "Manifestor"
	Generator            Type = "Generator"
	ManifestingGenerator Type = "Manifesting Generator"
	Projector            Type = "Projector"
	Reflector            Type = "Reflector"
)

// Authority is where decisions are at home.
type Authority string

// The authorities.
const (
	Lunar         Authority = "Lunar"
	Emotional     Authority = "Emotional"
	SacralVoice   Authority = "Sacral"
	Splenic       Authority = "Splenic"
	EgoManifested Authority = "Ego (Manifested)"
	EgoProjected  Authority = "Ego (Projected)"
	SelfProjected Authority = "Self-Projected"
	Mental        Authority = "Mental"
)

// Structure is everything about a bodygraph that the set of its gates decides.
type Structure struct {
	Gates      GateSet
	Channels   ChannelSet
	Defined    CenterSet
	Parts      int          // how many groups of centers hang together
	Components [4]CenterSet // these groups, by their topmost center; each has two centers or more
	Type       Type
	Authority  Authority
}

// StructureOf derives a bodygraph from the gates that are active on either side.
//
// A channel is defined when both its gates are active, a center when it belongs to a defined
// channel. Definition, type and authority follow from how the defined channels connect the
// defined centers; a path counts, also through a center between.
func StructureOf(gates GateSet) Structure {
	s := Structure{Gates: gates, Channels: gates.whole()}
	var reach [CenterCount]CenterSet // a center, and those joined to it by one channel
	for rest := s.Channels; rest != 0; rest &= rest - 1 {
		pair := channels[bits.TrailingZeros64(uint64(rest))].centers
		both := setOf(pair[0], pair[1])
		reach[pair[0]] |= both
		reach[pair[1]] |= both
		s.Defined |= both
	}
	for rest := s.Defined; rest != 0; {
		component := CenterSet(1) << bits.TrailingZeros16(uint16(rest))
		for grown := component; ; component = grown {
			for c := range Center(CenterCount) {
				if component.Has(c) {
					grown |= reach[c]
				}
			}
			if grown == component {
				break
			}
		}
		s.Components[s.Parts] = component
		s.Parts++
		rest &^= component
	}
	s.Type = s.typeOf()
	s.Authority = s.authority()
	return s
}

// motors other than the Sacral.
var motors = setOf(Heart, SolarPlexus, Root)

func (s *Structure) typeOf() Type {
	var throat CenterSet // all that the Throat is connected with
	for _, component := range s.Components[:s.Parts] {
		if component.Has(Throat) {
			throat = component
		}
	}
	switch {
	case s.Defined == 0:
		return Reflector
	case s.Defined.Has(Sacral) && throat&(motors|setOf(Sacral)) != 0:
		return ManifestingGenerator
	case s.Defined.Has(Sacral):
		return Generator
	case throat&motors != 0:
		return Manifestor
	}
	return Projector
}

// authority is the first that applies, in the order of the specification.
func (s *Structure) authority() Authority {
	switch {
	case s.Type == Reflector:
		return Lunar
	case s.Defined.Has(SolarPlexus):
		return Emotional
	case s.Defined.Has(Sacral):
		return SacralVoice
	case s.Defined.Has(Spleen):
		return Splenic
	case s.Defined.Has(Heart) && s.Type == Manifestor:
		return EgoManifested
	case s.Defined.Has(Heart):
		return EgoProjected
	case s.Defined.Has(G):
		return SelfProjected
	}
	return Mental
}

// Definition names the number of parts.
func (s *Structure) Definition() string {
	return [...]string{"None", "Single", "Split", "Triple Split", "Quadruple Split"}[s.Parts]
}
