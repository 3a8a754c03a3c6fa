package humandesign

import (
	"math"
	"time"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// Stability says, aspect by aspect, how far the birth could be moved before it changes.
type Stability struct {
	Horizon    float64 `json:"horizon_minutes" doc:"How far was looked in either direction; null in a window means no change within it."`
	AnyLine    Window  `json:"any_line"`
	AnyGate    Window  `json:"any_gate"`
	Profile    Window  `json:"profile"`
	Type       Window  `json:"type"`
	Authority  Window  `json:"authority"`
	Definition Window  `json:"definition"`
}

// Window is the time around the birth in which an aspect stays as it is.
type Window struct {
	Earlier *Boundary `json:"earlier"`
	Later   *Boundary `json:"later"`
}

// Boundary is an end of a window.
type Boundary struct {
	Minutes     float64 `json:"minutes" doc:"Between the birth and this instant."`
	UTC         string  `json:"utc" doc:"Instant of birth from which on it would be different."`
	Uncertainty float64 `json:"uncertainty_seconds" doc:"By how much the instant may be off: the error bound of the body at its speed."`
	Value       string  `json:"value" doc:"What it would be on the far side."`
	Cause       string  `json:"cause" doc:"The activation that changes."`
}

const minutesPerDay = 24 * 60

func stability(b *birth.Birth, chart *Chart, all [AspectCount]Changes) *Stability {
	window := func(a Aspect) Window {
		return Window{boundary(b, chart, all[a].Before, true), boundary(b, chart, all[a].After, false)}
	}
	return &Stability{
		Horizon: mandala.Reach * minutesPerDay,
		AnyLine: window(AnyLine), AnyGate: window(AnyGate), Profile: window(ProfileAspect), Type: window(TypeAspect),
		Authority: window(AuthorityAspect), Definition: window(DefinitionAspect),
	}
}

func boundary(b *birth.Birth, chart *Chart, c *Change, earlier bool) *Boundary {
	if c == nil {
		return nil
	}
	from, to, value := c.Crossing.From, c.Crossing.To, c.To
	if earlier {
		from, to, value = to, from, c.From
	}
	cause := c.Side.String() + " " + c.Body.String() + " " + from.String() + " to " + to.String()
	switch c.Body {
	case mandala.Sun:
		cause += ", with the Earth opposite"
	case mandala.NorthNode:
		cause += ", with the South Node opposite"
	}
	return &Boundary{
		Minutes:     decimal.Round(math.Abs(c.Days)*minutesPerDay, 2),
		UTC:         birth.Timestamp(b.UTC.Add(time.Duration(c.Days * float64(24*time.Hour)))),
		Uncertainty: decimal.Round(c.Uncertainty(chart.Natal), 1),
		Value:       value,
		Cause:       cause,
	}
}

// TimeRange says what a chart can be when the birth can have been at any instant of a span.
type TimeRange struct {
	From       string         `json:"from_utc"`
	To         string         `json:"to_utc"`
	Minutes    float64        `json:"minutes"`
	Type       Spread         `json:"type"`
	Authority  Spread         `json:"authority"`
	Profile    Spread         `json:"profile"`
	Definition Spread         `json:"definition"`
	Gates      Extent[int]    `json:"gates"`
	Channels   Extent[string] `json:"channels"`
	Centers    CenterExtent   `json:"centers"`
	Certain    []string       `json:"certain" doc:"Activations whose gate and line stay."`
	Varying    []VaryingPlace `json:"varying" doc:"Activations whose line or gate can vary."`
	Summary    string         `json:"summary"`
}

// Spread is the values that an aspect can have.
type Spread struct {
	Certain bool    `json:"certain"`
	Values  []Value `json:"values" doc:"In the order of time."`
}

// Value is one of several.
type Value struct {
	Value string  `json:"value"`
	Share float64 `json:"share" doc:"Part of the time range, 0 to 1, for which it holds."`
}

// Extent is what is so throughout a time range and what is so for a part of it only.
type Extent[T any] struct {
	Certain  []T `json:"certain"`
	Possible []T `json:"possible" doc:"For a part of the time range only."`
}

// CenterExtent is the same for centers.
type CenterExtent struct {
	Defined   []string `json:"defined" doc:"Throughout."`
	Undefined []string `json:"undefined" doc:"Throughout."`
	Varying   []string `json:"varying"`
}

// VaryingPlace is an activation that can be in several lines.
type VaryingPlace struct {
	Side        string   `json:"side"`
	Body        string   `json:"body"`
	GateCertain bool     `json:"gate_certain"`
	Gates       []int    `json:"gates"`
	Lines       []string `json:"lines" doc:"As gate.line, in the order of time."`
}

func timeRange(b *birth.Birth, c *Chart, p *Possibilities) *TimeRange {
	spread := func(a Aspect) Spread {
		s := Spread{Certain: p.Certain(a)}
		for _, share := range p.Values[a] {
			s.Values = append(s.Values, Value{share.Value, decimal.Round(share.Part, 4)})
		}
		return s
	}
	r := &TimeRange{
		From: birth.Timestamp(b.Span.From), To: birth.Timestamp(b.Span.To), Minutes: decimal.Round(b.Span.Length().Minutes(), 2),
		Type: spread(TypeAspect), Authority: spread(AuthorityAspect), Profile: spread(ProfileAspect), Definition: spread(DefinitionAspect),
		Gates:    Extent[int]{p.CertainGates.Gates(), (p.PossibleGates &^ p.CertainGates).Gates()},
		Channels: Extent[string]{p.CertainChannels.Names(), (p.PossibleChannels &^ p.CertainChannels).Names()},
		Centers: CenterExtent{
			p.CertainCenters.Names(), p.NeverDefinedCenters.Names(), (p.PossibleCenters &^ p.CertainCenters).Names(),
		},
		Certain: []string{}, Varying: []VaryingPlace{},
	}
	for side := range mandala.Side(mandala.SideCount) {
		for body := range mandala.Body(mandala.BodyCount) {
			places := p.Visited[side][body]
			if len(places) == 1 {
				r.Certain = append(r.Certain, side.String()+" "+body.String()+" "+places[0].String())
				continue
			}
			v := VaryingPlace{Side: side.String(), Body: body.Key(), GateCertain: true}
			for _, place := range places {
				v.Lines = append(v.Lines, place.String())
				if len(v.Gates) == 0 || v.Gates[len(v.Gates)-1] != place.Gate {
					v.Gates = append(v.Gates, place.Gate)
				}
			}
			v.GateCertain = len(v.Gates) == 1
			r.Varying = append(r.Varying, v)
		}
	}
	r.Summary = rangeSummary(r)
	return r
}
