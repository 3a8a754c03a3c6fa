package vimshottari

import (
	"github.com/witnessos/witnessos/internal/drawing/timeline"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

// picture draws the periods of a result as SVG.
func picture(r *Result, c *Chart) string {
	born := r.BirthInfo.BirthDate
	if r.BirthInfo.BirthTime != nil {
		born += " " + *r.BirthInfo.BirthTime
	}
	antardashas, pratyantardashas := c.Now[jyotish.Mahadasha].Subs(), c.Now[jyotish.Antardasha].Subs()
	return timeline.Draw(timeline.Chart{
		Born:             born + " " + r.BirthInfo.Timezone,
		Moon:             "Moon in " + c.Dasha.Moon.Nakshatra.String(),
		Birth:            c.Birth.UTC,
		Now:              c.Current,
		Mahadashas:       periods(c.Mahadashas),
		Antardashas:      periods(antardashas[:]),
		Pratyantardashas: periods(pratyantardashas[:]),
		Note:             "Positions: " + r.Computation.Ephemeris,
	}, timeline.Options{})
}

func periods(list []jyotish.Period) []timeline.Period {
	out := make([]timeline.Period, len(list))
	for i, p := range list {
		out[i] = timeline.Period{Lord: p.Lord.String(), Start: p.Start, End: p.End}
	}
	return out
}
