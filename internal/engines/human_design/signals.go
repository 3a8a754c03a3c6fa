package humandesign

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/engines"
)

// signals are the facts that other engines' results can be compared with. What an uncertain
// time of birth leaves open is no fact.
func signals(c *Chart, p *Possibilities) []engines.Signal {
	list := make([]engines.Signal, 0, 10)
	add := func(kind engines.SignalKind, value string, weight float64, source string) {
		list = append(list, engines.Signal{Kind: kind, Value: value, Weight: weight, Source: source})
	}
	certain := func(a Aspect) bool { return p == nil || p.Certain(a) }

	if certain(ProfileAspect) {
		add(engines.SignalNumber, strconv.Itoa(c.Profile.Personality), 0.8, "profile, personality line")
		add(engines.SignalNumber, strconv.Itoa(c.Profile.Design), 0.6, "profile, design line")
		add(engines.SignalArchetype, lineNames[c.Profile.Personality], 0.8, "profile, personality line")
		add(engines.SignalArchetype, lineNames[c.Profile.Design], 0.6, "profile, design line")
	}
	for i, name := range [...]string{"personality Sun", "personality Earth", "design Sun", "design Earth"} {
		if gate := c.Cross.Gates[i]; p == nil || p.CertainGates.Has(gate) {
			add(engines.SignalNumber, strconv.Itoa(reduce(gate)), [...]float64{0.7, 0.5, 0.5, 0.4}[i], "incarnation cross, "+name+" in gate "+strconv.Itoa(gate))
		}
	}
	if certain(TypeAspect) {
		add(engines.SignalTheme, c.Type.theme(), 0.9, "type "+string(c.Type))
	}
	if certain(AuthorityAspect) {
		add(engines.SignalTheme, c.Authority.theme(), 0.7, "authority "+string(c.Authority))
	}
	return engines.Distinct(list)
}

// reduce sums the digits of a gate down to 1–9, 11, 22 or 33.
func reduce(n int) int {
	for n > 9 && n != 11 && n != 22 && n != 33 {
		n = n/10 + n%10
	}
	return n
}

// theme maps the types to the themes that engines share.
func (t Type) theme() string {
	switch t {
	case Manifestor:
		return engines.ThemeBeginnings
	case Generator:
		return engines.ThemeVitality
	case ManifestingGenerator:
		return engines.ThemeChange
	case Projector:
		return engines.ThemeInsight
	}
	return engines.ThemeClarity
}

// theme maps the authorities to the themes that engines share.
func (a Authority) theme() string {
	switch a {
	case Emotional:
		return engines.ThemeFeeling
	case SacralVoice:
		return engines.ThemeVitality
	case Splenic:
		return engines.ThemeClarity
	case EgoManifested, EgoProjected:
		return engines.ThemeAgency
	case SelfProjected:
		return engines.ThemeExpression
	case Mental:
		return engines.ThemeInquiry
	}
	return engines.ThemeRest
}
