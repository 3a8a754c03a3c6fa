package humandesign

import (
	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// Share is a value and the part of a span of time, 0 to 1, for which it holds.
type Share struct {
	Value string
	Part  float64
}

// Possibilities is what a chart can be when the birth lies anywhere in a span of time.
type Possibilities struct {
	Values  [AspectCount][]Share // of the aspects with a value, in the order of time
	Visited [mandala.SideCount][mandala.BodyCount][]mandala.Place

	// What is so throughout, and what is so at some time.
	CertainGates, PossibleGates       GateSet
	CertainChannels, PossibleChannels ChannelSet
	CertainCenters, PossibleCenters   CenterSet
	NeverDefinedCenters               CenterSet
}

// Certain reports whether an aspect has one value throughout.
func (p *Possibilities) Certain(a Aspect) bool { return len(p.Values[a]) <= 1 }

// possibilities goes through all births from some days before to some days after the one of
// the chart, given the crossings between.
func possibilities(c *Chart, crossings []mandala.Crossing, from, to float64) *Possibilities {
	s := stateOf(c)
	for i := len(crossings) - 1; i >= 0; i-- { // back to the start of the span
		if crossings[i].Days <= 0 {
			s.move(&crossings[i], true)
		}
	}
	p := &Possibilities{
		CertainGates: s.gates, CertainChannels: s.structure.Channels, CertainCenters: s.structure.Defined,
	}
	at := from
	for i := range crossings {
		if days := crossings[i].Days; days > at { // opposite points cross together
			p.add(s, (days-at)/(to-from))
			at = days
		}
		s.move(&crossings[i], false)
	}
	p.add(s, (to-at)/(to-from))
	p.NeverDefinedCenters = (1<<CenterCount - 1) &^ p.PossibleCenters
	for side := range c.Natal.Sides {
		for b := range c.Natal.Sides[side].Activations {
			p.Visited[side][b] = mandala.Visited(crossings, &c.Natal.Sides[side].Activations[b], mandala.Side(side))
		}
	}
	return p
}

// add counts a state that lasts for a part of the span.
func (p *Possibilities) add(s *state, part float64) {
	p.CertainGates &= s.gates
	p.PossibleGates |= s.gates
	p.CertainChannels &= s.structure.Channels
	p.PossibleChannels |= s.structure.Channels
	p.CertainCenters &= s.structure.Defined
	p.PossibleCenters |= s.structure.Defined
	for a := ProfileAspect; a < AspectCount; a++ {
		p.Values[a] = addShare(p.Values[a], s.value(a), part)
	}
}

func addShare(list []Share, value string, part float64) []Share {
	for i := range list {
		if list[i].Value == value {
			list[i].Part += part
			return list
		}
	}
	return append(list, Share{value, part})
}
