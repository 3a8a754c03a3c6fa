package jyotish

import (
	"math"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines/birth"
)

// Fact is something that a chart says because of where a body or the horizon stood at birth, and how
// firmly it stands when the time of birth is moved or not known.
type Fact struct {
	Name     string   `json:"fact"`
	Value    string   `json:"value"`
	Certain  bool     `json:"certain" doc:"Whether it holds for every instant that the birth can have been."`
	Possible []string `json:"possible" doc:"All values that the birth can have, in the order of time."`

	HoldsFrom  *string  `json:"holds_from_utc" doc:"Earliest birth with this value; null when it is more than a day before."`
	HoldsUntil *string  `json:"holds_until_utc" doc:"A birth from here on has another value; null when it is more than a day later."`
	Earlier    *float64 `json:"minutes_earlier" doc:"By how much the birth can be earlier without a change; null beyond a day."`
	Later      *float64 `json:"minutes_later" doc:"By how much the birth can be later without a change; null beyond a day."`

	Margin  *float64 `json:"margin_arcsec" doc:"How far the body or angle is from where the value changes; null when that is more than a day away."`
	Fragile bool     `json:"within_error_bound" doc:"Whether that is less than the error bound of the ephemeris."`
}

// Either names alternatives in a sentence: Leo, Virgo or Libra.
func Either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// Claim is a value to be weighed.
type Claim struct {
	Name, Value string
	Holds       Span     // births that have the value
	Possible    []string // all values over the range of the birth; may be nil when Holds covers it

	Angle func(jdTT float64) float64 // degrees, without jumps: what decides the value
	Bound float64                    // error bound of the angle, arcseconds
}

// Weigh compares a claim with what is known of the birth.
func Weigh(b *birth.Birth, c Claim) Fact {
	f := Fact{Name: c.Name, Value: c.Value, Certain: c.Holds.Contains(b.Span.From, b.Span.To), Possible: c.Possible}
	if f.Certain || len(c.Possible) == 0 {
		f.Possible = []string{c.Value}
	}
	now := c.Angle(b.Instant.TT)
	limit := func(end time.Time) (at *string, minutes *float64) {
		if end.IsZero() {
			return nil, nil
		}
		away := end.Sub(b.UTC).Hours() / 24
		if arc := math.Abs(c.Angle(b.Instant.TT+away)-now) * 3600; f.Margin == nil || arc < *f.Margin {
			f.Margin = &arc
		}
		text, distance := birth.Timestamp(end), math.Abs(away)*24*60
		return &text, &distance
	}
	f.HoldsFrom, f.Earlier = limit(c.Holds.Start)
	f.HoldsUntil, f.Later = limit(c.Holds.End)
	f.Fragile = f.Margin != nil && *f.Margin <= c.Bound
	for _, x := range []*float64{f.Earlier, f.Later, f.Margin} {
		if x != nil {
			*x = decimal.Round(*x, 2)
		}
	}
	return f
}

// Visited names the parts of the circle, of a size in degrees, that lie on the way from one longitude
// to another: the name of each is that of its middle.
func Visited[T any](first, last, size float64, part func(longitude float64) T) []T {
	var list []T
	for n := math.Floor(first / size); n*size <= last; n++ {
		list = append(list, part((n+0.5)*size))
	}
	return list
}
