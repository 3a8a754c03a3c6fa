package astrology

import (
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/wheel"
)

// picture draws the wheel of a result as SVG.
func picture(r *Result, c *Chart) string {
	chart := wheel.Chart{
		Born:   r.BirthInfo.BirthDate + " " + timeOf(r) + " " + r.BirthInfo.Timezone,
		System: strings.ToUpper(r.Zodiac[:1]) + r.Zodiac[1:] + " zodiac",
		Note:   "Positions: " + r.Computation.Ephemeris,
	}
	for b := range Body(BodyCount) {
		chart.Bodies = append(chart.Bodies, wheel.Body{
			Name: b.String(), Longitude: c.Points[b].Longitude, Retrograde: c.Points[b].Speed < 0,
		})
	}
	for _, a := range c.Aspects {
		chart.Aspects = append(chart.Aspects, wheel.Aspect{A: a.First.String(), B: a.Second.String(), Kind: a.Kind.String(), Orb: a.Orb})
	}
	if c.HasAngles {
		chart.Ascendant, chart.Midheaven = &c.Ascendant, &c.Midheaven
		if cusps := c.Houses[c.System]; cusps != nil {
			chart.Cusps = cusps[:]
			chart.System += " · " + strings.ReplaceAll(c.System.String(), "_", "-") + " houses"
		}
	}
	return wheel.Draw(chart, wheel.Options{})
}

func timeOf(r *Result) string {
	if r.BirthInfo.BirthTime == nil {
		return "(time unknown)"
	}
	return *r.BirthInfo.BirthTime
}
