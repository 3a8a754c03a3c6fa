package humandesign

import (
	"strings"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// calculate turns a normalised input into charts and the charts into words.
func calculate(_ engines.Env, in Input) (Result, error) {
	b := in.Birth()
	chart, motion, err := chartAt(b.Instant.TT)
	if err != nil {
		return Result{}, err
	}
	changes := changesOf(chart, motion.Crossings(-mandala.Reach, mandala.Reach))
	var span *Possibilities
	if !b.Exact() {
		from, to := b.Range()
		span = possibilities(chart, motion.Crossings(from, to), from, to)
	}

	r := describe(&in, b, chart)
	r.Stability = stability(b, chart, changes)
	if span != nil {
		r.TimeRange = timeRange(b, chart, span)
		if b.TimeUnknown {
			r.withhold(chart, span)
		}
	}
	if in.Partner != nil {
		partner := in.Partner.Birth()
		natal, err := mandala.NatalAt(partner.Instant.TT)
		if err != nil {
			return Result{}, err
		}
		other := ChartOf(natal)
		r.Connection = connectionOf(chart, &other, partner)
		if !b.Exact() || !partner.Exact() {
			r.Connection.Caution = "A time of birth is not certain: gates of the Moon, and others near a boundary, may be different ones."
		}
	}
	if !in.TransitDate.IsZero() {
		if r.Transit, err = transitOf(chart, &in); err != nil {
			return Result{}, err
		}
	}
	if in.IncludeSVG {
		r.SVG = picture(&r, chart)
	}
	r.Reading = reading(&r, &in, chart, span)
	return r, nil
}

func chartAt(jdTT float64) (*Chart, *mandala.Motion, error) {
	natal, err := mandala.NatalAt(jdTT)
	if err != nil {
		return nil, nil, err
	}
	motion, err := natal.Motion()
	if err != nil {
		return nil, nil, err
	}
	chart := ChartOf(natal)
	return &chart, motion, nil
}

// withhold takes back what an unknown time of birth leaves open, and says instead what it
// can be.
func (r *Result) withhold(c *Chart, p *Possibilities) {
	open := func(a Aspect) string {
		var values []string
		for _, share := range p.Values[a] {
			values = append(values, share.Value)
		}
		return "Without the time of birth the " + a.String() + " stays open: " + strings.Join(values, " or ") + "."
	}
	if !p.Certain(TypeAspect) {
		r.Type, r.Strategy = nil, nil
		r.TypeAnalysis = open(TypeAspect)
		r.StrategyGuidance, r.DeconditioningGuidance = r.TypeAnalysis, r.TypeAnalysis
	}
	if !p.Certain(AuthorityAspect) {
		r.Authority = nil
		r.AuthorityGuidance = open(AuthorityAspect)
	}
	if !p.Certain(ProfileAspect) {
		r.Profile, r.ProfileInfo = nil, nil
		r.ProfileAnalysis = open(ProfileAspect)
	}
	if !p.Certain(DefinitionAspect) {
		r.Definition = nil
	}
	var cross GateSet
	for _, gate := range c.Cross.Gates {
		cross |= gateBit(gate)
	}
	if cross&^p.CertainGates != 0 || !p.Certain(ProfileAspect) {
		r.Cross = nil
	}
}

// fragile names the deciding values that are too close to a boundary for the method, or that
// vary over the span of the birth.
func fragile(c *Chart, p *Possibilities) []string {
	list := []string{}
	for side := range mandala.Side(mandala.SideCount) {
		for b := range mandala.Body(mandala.BodyCount) {
			a := c.Activation(side, b)
			switch {
			case a.Uncertain(mandala.GateLevel):
				list = append(list, "gate of the "+side.String()+" "+b.String())
			case b == mandala.Sun && a.Uncertain(mandala.LineLevel):
				list = append(list, "line of the "+side.String()+" "+b.String())
			}
		}
	}
	for v := range Variable(VariableCount) {
		if c.Variable[v].Uncertain {
			list = append(list, "arrow of the "+v.String())
		}
	}
	if p != nil {
		for _, a := range [...]Aspect{TypeAspect, AuthorityAspect, ProfileAspect, DefinitionAspect} {
			if !p.Certain(a) {
				list = append(list, a.String()+", over the time range")
			}
		}
	}
	return list
}

// confidence follows the convention that all engines share.
func confidence(b *birth.Birth, fragile []string) float64 {
	c := b.Confidence()
	c.Fragile = len(fragile)
	return c.Score()
}

// degrees rounds a longitude to a millionth of a degree, in [0, 360).
func degrees(longitude float64) float64 {
	if longitude = decimal.Round(longitude, 6); longitude >= 360 {
		return 0
	}
	return longitude
}

// arcsec rounds a margin to a hundredth of an arc-second.
func arcsec(margin float64) float64 { return decimal.Round(margin, 2) }
