package biorhythm

import (
	"math"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/decimal"
)

const compatibilityConvention = "Scores run from 0 to 1. on_date is 1 - |difference of percentages|/200 on the target date; " +
	"lasting is |cos(pi * day_difference / period)|, which holds on every date. core_mean averages the three core cycles."

// Compatibility compares the cycles of two people.
type Compatibility struct {
	PartnerBirthDate civil.Date `json:"partner_birth_date"`
	Date             civil.Date `json:"date"`
	DayDifference    int        `json:"day_difference" doc:"Days between the births."`
	Cycles           Set[Match] `json:"cycles"`
	CoreMean         Match      `json:"core_mean"`
	Description      string     `json:"description"`
	Convention       string     `json:"convention"`
}

// Match is how well a cycle of two people agrees.
type Match struct {
	OnDate  float64 `json:"on_date" doc:"0 to 1."`
	Lasting float64 `json:"lasting" doc:"0 to 1, independent of the date."`
}

// compare matches the shown cycles of two birth dates.
func compare(birth, partner, on civil.Date, shown []Cycle) *Compatibility {
	n1, n2 := on.DaysSince(birth), on.DaysSince(partner)
	match := func(c Cycle) Match {
		return Match{
			OnDate:  closeness(c.Value(n1), c.Value(n2)),
			Lasting: math.Abs(math.Cos(math.Pi * float64(c.residue(n1-n2)) / float64(c.Period))),
		}
	}
	rounded := func(m Match) Match { return Match{decimal.Round(m.OnDate, 4), decimal.Round(m.Lasting, 4)} }

	var mean Match
	for _, c := range cycles[:coreCycles] {
		m := match(c)
		mean.OnDate += m.OnDate / coreCycles
		mean.Lasting += m.Lasting / coreCycles
	}
	return &Compatibility{
		PartnerBirthDate: partner,
		Date:             on,
		DayDifference:    max(n1-n2, n2-n1),
		Cycles:           newSet(shown, func(c Cycle) Match { return rounded(match(c)) }),
		CoreMean:         rounded(mean),
		Description:      texts().Text("compatibility", compatibilityBand(mean.Lasting)),
		Convention:       compatibilityConvention,
	}
}

func compatibilityBand(lasting float64) string {
	switch {
	case lasting >= 0.75:
		return "close"
	case lasting >= 0.45:
		return "mixed"
	}
	return "complementary"
}
