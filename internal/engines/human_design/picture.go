package humandesign

import (
	"github.com/witnessos/witnessos/internal/drawing/bodygraph"
	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// picture draws the bodygraph of a result as SVG. What the result leaves open is not written on it.
func picture(r *Result, c *Chart) string {
	text := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	chart := bodygraph.Chart{
		Born:        r.BirthInfo.BirthDate + " " + text(r.BirthInfo.BirthTime) + " " + r.BirthInfo.Timezone,
		Type:        text(r.Type),
		Strategy:    text(r.Strategy),
		Authority:   text(r.Authority),
		Profile:     text(r.Profile),
		Definition:  text(r.Definition),
		Personality: sideOf(c, mandala.Personality),
		Design:      sideOf(c, mandala.Design),
		Note:        "Positions: " + r.Computation.Ephemeris,
	}
	if r.Cross != nil {
		chart.Cross = r.Cross.Name
	}
	for center := range Center(CenterCount) {
		if c.Defined.Has(center) {
			chart.Centers = append(chart.Centers, center.String())
		}
	}
	for _, channel := range r.DefinedChannels {
		chart.Channels = append(chart.Channels, bodygraph.Channel{Gates: channel.Gates, Name: channel.Name})
	}
	return bodygraph.Draw(chart, bodygraph.Options{})
}

func sideOf(c *Chart, side mandala.Side) (s bodygraph.Side) {
	for b := range mandala.Body(mandala.BodyCount) {
		a := c.Activation(side, b)
		s.Activations = append(s.Activations, bodygraph.Activation{Body: b.String(), Gate: a.Gate, Line: a.Line})
	}
	return s
}
