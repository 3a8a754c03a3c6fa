package astrology

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

func calculate(_ engines.Env, in Input) (Result, error) {
	o := Options{Sidereal: in.Zodiac == "sidereal", MeanNode: in.Node == "mean"}
	for s, name := range systemNames {
		if name == in.HouseSystem {
			o.System = System(s)
		}
	}
	c, err := Cast(in.Birth(), o)
	if err != nil {
		return Result{}, err
	}
	stability, err := c.Stability()
	if err != nil {
		return Result{}, err
	}
	p := presenter{Chart: c, stability: &stability}
	method := birth.Method{Node: birth.TrueNode}
	if c.MeanNode {
		method.Node = birth.MeanNode
	}
	if c.Sidereal {
		method.Ayanamsa = &c.Sky.Ayanamsa
	}
	r := Result{
		Positions:   p.positions(),
		Aspects:     p.aspects(),
		Phase:       p.phase(),
		Ayanamsa:    decimal.Round(c.Sky.Ayanamsa, 6),
		Zodiac:      in.Zodiac,
		BirthInfo:   c.Birth.Info(),
		Computation: c.Birth.Computation(method),
		Stability:   p.detail(),
	}
	if c.HasAngles {
		ascendant, midheaven := degree(c.Ascendant), degree(c.Midheaven)
		r.Ascendant, r.Midheaven = &ascendant, &midheaven
		r.Angles, r.Houses = p.angles(), p.houses()
	}
	if in.IncludeSVG {
		r.SVG = picture(&r, c)
	}
	r.Meanings = p.meanings(&r)
	r.Reading = p.reading(&r)
	return r, nil
}

// presenter puts a chart into words.
type presenter struct {
	*Chart
	stability *Stability
}

func (p *presenter) positions() Positions {
	return Positions{
		p.position(Sun), p.position(Moon), p.position(Mercury), p.position(Venus), p.position(Mars), p.position(Jupiter),
		p.position(Saturn), p.position(Uranus), p.position(Neptune), p.position(Pluto), p.position(NorthNode), p.position(SouthNode),
	}
}

func (p *presenter) position(b Body) Position {
	point := &p.Points[b]
	sign := point.Sign()
	margin := jyotish.Margin(point.Longitude, 12)
	d := Position{
		Longitude: degree(point.Longitude), Sign: sign.String(), Degree: inSign(point.Longitude),
		Latitude: decimal.Round(point.Latitude, 6), Speed: decimal.Round(point.Speed, 6), Retrograde: point.Speed < 0,
		Sidereal: degree(point.Sidereal), Tropical: degree(point.Tropical),
		Margin: decimal.Round(margin, 2), Fragile: margin <= point.Bound,
	}
	if b < NorthNode {
		distance := decimal.Round(point.Distance, 8)
		d.Distance = &distance
	}
	if point.House > 0 {
		house := point.House
		d.House = &house
	}
	return d
}

func (p *presenter) aspects() []AspectDetail {
	list := make([]AspectDetail, 0, len(p.Aspects))
	for i, a := range p.Aspects {
		list = append(list, AspectDetail{
			First: key(a.First), Second: key(a.Second), Aspect: a.Kind.String(),
			Angle: decimal.Round(a.Separation, 4), Exact: a.Kind.Angle(), Orb: decimal.Round(a.Orb, 4), Applying: a.Applying,
			Certain: p.stability.Aspects == nil || p.stability.Aspects[i],
		})
	}
	return list
}

// key is the name of a body as in positions.
func key(b Body) string { return strings.ReplaceAll(strings.ToLower(b.String()), " ", "_") }

func (p *presenter) phase() Phase {
	name := PhaseName(p.Elongation)
	return Phase{
		Angle: degree(p.Elongation), Name: name,
		Illumination: decimal.Round(Illumination(p.Elongation), 4), Description: texts().Text("phase", name),
	}
}

func (p *presenter) angles() *Angles {
	at := func(longitude float64) Angle {
		longitude = jyotish.Wrap360(longitude)
		return Angle{degree(longitude), jyotish.SignAt(longitude).String(), inSign(longitude)}
	}
	return &Angles{
		Ascendant: at(p.Ascendant), Midheaven: at(p.Midheaven), Descendant: at(p.Ascendant + 180), ImumCoeli: at(p.Midheaven + 180),
		ARMC: degree(p.ARMC),
	}
}

func (p *presenter) houses() *Houses {
	cusps := func(s System) (list [12]float64) {
		for i, cusp := range p.Houses[s] {
			list[i] = degree(cusp)
		}
		return list
	}
	h := &Houses{System: p.System.String(), WholeSign: cusps(WholeSign), Equal: cusps(Equal)}
	if p.Houses[Placidus] != nil {
		list := cusps(Placidus)
		h.Placidus = &list
	}
	return h
}

func (p *presenter) detail() StabilityDetail {
	d := StabilityDetail{Exact: p.Birth.Exact(), Facts: p.stability.Facts}
	if d.Exact {
		return d
	}
	for b, signs := range p.stability.Signs {
		r := BodyRange{Body: key(Body(b)), Certain: len(signs) == 1}
		for _, s := range signs {
			r.Possible = append(r.Possible, s.String())
		}
		d.Bodies = append(d.Bodies, r)
	}
	return d
}

// reading is the part of the result that all engines share.
func (p *presenter) reading(r *Result) engines.Reading {
	raw := Raw{
		JulianDay: p.Sky.TT, Obliquity: p.Sky.Obliquity, Nutation: p.Sky.Nutation, Ayanamsa: p.Sky.Ayanamsa,
		Phases:    "eight parts of 45 degrees, with new moon, quarters and full moon in the middle of theirs",
		HouseNote: "whole_sign and equal are defined everywhere but at the poles; placidus is not inside the polar circles",
	}
	for b := range p.Points {
		raw.ErrorBounds = append(raw.ErrorBounds, p.Points[b].Bound)
	}
	for k := range Kind(KindCount) {
		raw.Orbs = append(raw.Orbs, k.Orb())
	}
	sun, moon := p.Points[Sun].Sign().String(), p.Points[Moon].Sign().String()
	return engines.Reading{
		Confidence:      p.confidence(),
		Text:            p.text(r),
		Recommendations: p.recommendations(),
		RealityPatches:  []string{"Look for the Moon tonight, and compare it with the " + strings.ToLower(r.Phase.Name) + " of your chart."},
		Archetypes:      []string{"Sun in " + sun, "Moon in " + moon},
		Signals:         p.signals(),
		Warnings:        p.warnings(),
		Raw:             raw,
	}
}

// confidence counts the deciding values, the signs of Sun, Moon and ascendant and those of the other
// bodies, that birth time or error bound leave open.
func (p *presenter) confidence() float64 {
	c := p.Birth.Confidence()
	for _, f := range p.stability.Facts {
		switch f.Name {
		case "sun_sign", "moon_sign", "ascendant_sign":
			if !f.Certain || f.Fragile {
				c.Fragile++
			}
		}
	}
	for b := Mercury; b < SouthNode; b++ {
		point := &p.Points[b]
		if jyotish.Margin(point.Longitude, 12) <= point.Bound || len(p.stability.Signs[b]) > 1 {
			c.Fragile++
		}
	}
	return c.Score()
}

func degree(x float64) float64 {
	if rounded := decimal.Round(x, 6); rounded < 360 {
		return rounded
	}
	return 0
}

// inSign is the degree in the sign, never rounded up to the next one.
func inSign(longitude float64) float64 {
	x := longitude - jyotish.SignSize*float64(jyotish.SignAt(longitude))
	return min(decimal.Round(x, 6), jyotish.SignSize-1e-6)
}

// dms writes a degree in a sign as 4°07', cut and not rounded, so that it never shows 30°.
func dms(degrees float64) string {
	minutes := int(degrees * 60)
	return strconv.Itoa(minutes/60) + "°" + string([]byte{byte('0' + minutes%60/10), byte('0' + minutes%10)}) + "'"
}
