package vimshottari

import (
	"strings"

	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// facts weighs the birth Moon's nakshatra, pada and sign, and the lords of the current date.
func (c *Chart) facts(track *jyotish.Track) ([]jyotish.Fact, error) {
	b := c.Birth
	birthTT := b.Instant.TT
	from, to := b.Range()
	first, last := track.MoonAt(birthTT+from), track.MoonAt(birthTT+to)

	var list []jyotish.Fact
	add := func(name, value string, holds jyotish.Span, possible []string) {
		list = append(list, jyotish.Weigh(b, jyotish.Claim{
			Name: name, Value: value, Holds: holds, Possible: possible, Angle: track.MoonAt, Bound: ephemeris.ErrorBound(ephemeris.Moon),
		}))
	}
	nakshatra, err := track.LimbSpan(ephemeris.Nakshatra, birthTT)
	if err != nil {
		return nil, err
	}
	pada, err := track.LimbSpan(ephemeris.Pada, birthTT)
	if err != nil {
		return nil, err
	}
	sign, err := track.MoonSignSpan(birthTT)
	if err != nil {
		return nil, err
	}
	moon := c.Dasha.Moon
	add("nakshatra", moon.Nakshatra.String(), nakshatra, jyotish.Visited(first, last, jyotish.NakshatraSize, nakshatraName))
	add("pada", moon.PadaName(), pada, jyotish.Visited(first, last, jyotish.NakshatraSize/4, padaName))
	add("moon_sign", moon.Sign.String(), sign, jyotish.Visited(first, last, jyotish.SignSize, signName))
	for level, p := range c.Now {
		holds, err := track.BirthSpan(c.Dasha, p, c.Current, birthTT)
		if err != nil {
			return nil, err
		}
		var possible []string
		if !b.Exact() {
			possible = c.Dasha.PossibleLords(jyotish.Level(level), c.Current, b.Span, first, last)
		}
		add("current_"+strings.ToLower(jyotish.Level(level).String()), p.Lord.String(), holds, possible)
	}
	return list, nil
}

func nakshatraName(longitude float64) string { return jyotish.MansionAt(longitude).Nakshatra.String() }
func padaName(longitude float64) string      { return jyotish.MansionAt(longitude).PadaName() }
func signName(longitude float64) string      { return jyotish.SignAt(longitude).String() }
