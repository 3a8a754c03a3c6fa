package genekeys

import (
	"math"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// chart is a profile before it is put into words.
type chart struct {
	in    *Input
	birth *birth.Birth
	natal *mandala.Natal

	places  [SphereCount][]mandala.Place // that a sphere can have, in the order of time
	fragile []string
}

// calculate turns a normalised input into spheres and the spheres into words.
func calculate(_ engines.Env, in Input) (Result, error) {
	b := in.Birth()
	natal, err := mandala.NatalAt(b.Instant.TT)
	if err != nil {
		return Result{}, err
	}
	motion, err := natal.Motion()
	if err != nil {
		return Result{}, err
	}
	c := &chart{in: &in, birth: b, natal: natal}
	from, to := b.Range()
	span := motion.Crossings(from, to)
	for s := range Sphere(SphereCount) {
		c.places[s] = mandala.Visited(span, s.Activation(natal), spheres[s].side)
		switch {
		case s == Vocation || s == Brand: // Core and Life's Work once more
		case s.Activation(natal).Uncertain(mandala.LineLevel):
			c.fragile = append(c.fragile, s.String())
		case len(c.places[s]) > 1:
			c.fragile = append(c.fragile, s.String()+", over the time range")
		}
	}
	r := c.describe()
	r.Stability = stability(b, natal, motion.Crossings(-mandala.Reach, mandala.Reach))
	if !b.Exact() {
		r.TimeRange = c.timeRange()
	}
	r.Reading = c.reading(&r)
	return r, nil
}

// key is that of a sphere, nil when an unknown time of birth leaves it open.
func (c *chart) key(s Sphere) *int {
	gate := s.Activation(c.natal).Gate
	if c.birth.TimeUnknown && slices.ContainsFunc(c.places[s], func(p mandala.Place) bool { return p.Gate != gate }) {
		return nil
	}
	return &gate
}

// line is that of a sphere, nil when an unknown time of birth leaves it open.
func (c *chart) line(s Sphere) *int {
	line := s.Activation(c.natal).Line
	if c.birth.TimeUnknown && len(c.places[s]) > 1 {
		return nil
	}
	return &line
}

// stability looks for the crossings of spheres that are nearest to the birth.
func stability(b *birth.Birth, natal *mandala.Natal, crossings []mandala.Crossing) Stability {
	s := Stability{Horizon: mandala.Reach * 24 * 60}
	for i := range crossings {
		x := &crossings[i]
		for sphere := range Sphere(SphereCount) {
			if sphere.isOf(x) {
				end := Boundary{
					Minutes:     decimal.Round(math.Abs(x.Days)*24*60, 2),
					UTC:         birth.Timestamp(b.UTC.Add(time.Duration(x.Days * float64(24*time.Hour)))),
					Uncertainty: decimal.Round(x.Uncertainty(natal), 1),
					Sphere:      sphere.String(),
				}
				s.AnyLine.note(x, end)
				if x.Gate() {
					s.AnyKey.note(x, end)
				}
				break
			}
		}
	}
	return s
}

// note keeps a crossing as an end of the window when it is the nearest so far. Crossings come
// in the order of time.
func (w *Window) note(x *mandala.Crossing, end Boundary) {
	switch {
	case x.Days <= 0 && (w.Earlier == nil || w.Earlier.UTC != end.UTC): // the first of opposite points
		end.Value = x.From.String()
		w.Earlier = &end
	case x.Days > 0 && w.Later == nil:
		end.Value = x.To.String()
		w.Later = &end
	}
}

func (c *chart) timeRange() *TimeRange {
	r := &TimeRange{
		From: birth.Timestamp(c.birth.Span.From), To: birth.Timestamp(c.birth.Span.To),
		Minutes: decimal.Round(c.birth.Span.Length().Minutes(), 2),
		Certain: []string{}, Varying: []VaryingSphere{},
	}
	var names []string
	for s := range Sphere(SphereCount) {
		if len(c.places[s]) == 1 {
			r.Certain = append(r.Certain, s.String())
			continue
		}
		v := VaryingSphere{Sphere: s.String()}
		for _, p := range c.places[s] {
			v.Lines = append(v.Lines, p.String())
			if !slices.Contains(v.Keys, p.Gate) {
				v.Keys = append(v.Keys, p.Gate)
			}
		}
		v.KeyCertain = len(v.Keys) == 1
		r.Varying = append(r.Varying, v)
		names = append(names, s.String())
	}
	r.Summary = "The birth can have been at any time from " + r.From + " to " + r.To + ". "
	if len(names) == 0 {
		r.Summary += "All spheres are the same over all of it."
	} else {
		r.Summary += "Open in key or line: " + list(names) + ". The other spheres are certain."
	}
	return r
}
