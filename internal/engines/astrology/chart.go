package astrology

import (
	"math"

	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Body is a point of the chart.
type Body int

// The bodies.
const (
	Sun Body = iota
	Moon
	Mercury
	Venus
	Mars
	Jupiter
	Saturn
	Uranus
	Neptune
	Pluto
	NorthNode
	SouthNode

	// BodyCount is how many there are.
	BodyCount = iota
)

var bodyNames = [BodyCount]string{
	"Sun", "Moon", "Mercury", "Venus", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune", "Pluto", "North Node", "South Node",
}

// String is the English name.
func (b Body) String() string { return bodyNames[b] }

// source is where the ephemeris has the body; the south node is opposite to its own.
func (b Body) source(meanNode bool) ephemeris.Body {
	switch {
	case b < NorthNode:
		return ephemeris.Body(b) // both begin with the Sun and end with Pluto
	case meanNode:
		return ephemeris.MeanNode
	}
	return ephemeris.TrueNode
}

// Point is a body in the chart.
type Point struct {
	Longitude float64 // in the zodiac of the chart, degrees
	Tropical  float64 // degrees
	Sidereal  float64 // Lahiri, degrees
	Latitude  float64 // degrees
	Distance  float64 // AU; 0 for the nodes
	Speed     float64 // of the tropical longitude, degrees a day
	House     int     // 1 to 12; 0 without houses
	Bound     float64 // error bound of the longitude, arcseconds
}

// Sign of the zodiac of the chart.
func (p *Point) Sign() jyotish.Sign { return jyotish.SignAt(p.Longitude) }

// Chart is a chart without words.
type Chart struct {
	Birth    *birth.Birth
	Sky      ephemeris.Sky
	Sidereal bool // zodiac
	MeanNode bool
	System   System

	Points  [BodyCount]Point
	Aspects []Aspect

	Elongation float64 // of the Moon, degrees in [0, 360)

	// Angles and houses, when the place is known and the time is; Houses[Placidus] is nil inside the
	// polar circles.
	HasAngles            bool
	Ascendant, Midheaven float64 // in the zodiac of the chart
	ARMC                 float64 // right ascension of the meridian, degrees
	Houses               [SystemCount]*Cusps
}

// Options are the choices that a chart has.
type Options struct {
	Sidereal bool
	MeanNode bool
	System   System
}

// Cast computes the chart of a birth. The error is a range error of the ephemeris.
func Cast(b *birth.Birth, o Options) (*Chart, error) {
	c := &Chart{Birth: b, Sidereal: o.Sidereal, MeanNode: o.MeanNode, System: o.System}
	if err := c.place(b.Instant.TT); err != nil {
		return nil, err
	}
	if b.Place != nil && !b.TimeUnknown && math.Abs(b.Place.Latitude) < 90 {
		if err := c.turn(); err != nil {
			return nil, err
		}
	}
	c.Aspects = aspectsOf(&c.Points)
	return c, nil
}

// place puts the bodies of an instant (JD TT) into the zodiac.
func (c *Chart) place(jdTT float64) (err error) {
	if c.Sky, err = ephemeris.Chart(jdTT); err != nil {
		return err
	}
	sun := c.Sky.Positions[ephemeris.Sun]
	for b := range Body(BodyCount) {
		source := b.source(c.MeanNode)
		p := c.Sky.Positions[source]
		point := Point{Tropical: p.Longitude, Latitude: p.Latitude, Distance: p.Distance, Speed: p.Speed, Bound: ephemeris.ErrorBound(source)}
		if b == SouthNode {
			point.Tropical = jyotish.Wrap360(point.Tropical + 180)
		}
		if b > Moon && b < NorthNode && behindSun(p, sun) {
			point.Bound = ephemeris.ErrorBehindSun
		}
		point.Sidereal = jyotish.Wrap360(point.Tropical - c.Sky.Nutation - c.Sky.Ayanamsa)
		point.Longitude = c.inZodiac(point.Tropical)
		c.Points[b] = point
	}
	c.Elongation = jyotish.Wrap360(c.Points[Moon].Tropical - c.Points[Sun].Tropical)
	return nil
}

// behindSun reports whether a planet stands behind the Sun's disc or close to its limb, where the
// light passes the Sun and the ephemeris has a wider error bound.
func behindSun(p, sun ephemeris.Position) bool {
	const near = 0.3 // degrees
	return p.Distance > sun.Distance && math.Hypot(jyotish.Wrap180(p.Longitude-sun.Longitude), p.Latitude) < near
}

// inZodiac takes a tropical longitude to the zodiac of the chart.
func (c *Chart) inZodiac(tropical float64) float64 {
	if c.Sidereal {
		return jyotish.Wrap360(tropical - c.Sky.Nutation - c.Sky.Ayanamsa)
	}
	return tropical
}

// turn finds the angles and the houses.
func (c *Chart) turn() error {
	p := *c.Birth.Place
	angles, err := ephemeris.AnglesAt(c.Birth.Instant, ephemeris.Place(p))
	if err != nil {
		return err
	}
	c.HasAngles = true
	c.Ascendant, c.Midheaven, c.ARMC = c.inZodiac(angles.Ascendant), c.inZodiac(angles.Midheaven), angles.SiderealTime
	for _, s := range [...]System{WholeSign, Equal} {
		cusps := regularCusps(c.Ascendant, s)
		c.Houses[s] = &cusps
	}
	if cusps, ok := placidusCusps(angles.Ascendant, angles.Midheaven, angles.SiderealTime, c.Sky.Obliquity, p.Latitude); ok {
		for i := range cusps {
			cusps[i] = c.inZodiac(cusps[i])
		}
		c.Houses[Placidus] = &cusps
	}
	if cusps := c.Houses[c.System]; cusps != nil {
		for b := range c.Points {
			c.Points[b].House = cusps.HouseOf(c.Points[b].Longitude)
		}
	}
	return nil
}

// Illumination is the lit part of the Moon's disc, 0 to 1, from its elongation in longitude.
func Illumination(elongation float64) float64 { return (1 - math.Cos(radians(elongation))) / 2 }

var phaseNames = [8]string{
	"New Moon", "Waxing Crescent", "First Quarter", "Waxing Gibbous", "Full Moon", "Waning Gibbous", "Last Quarter", "Waning Crescent",
}

// PhaseName is the phase of an elongation: eight parts of 45°, with the new moon, the quarters and the
// full moon in the middle of theirs (a convention; others keep these names for the moment itself).
func PhaseName(elongation float64) string {
	return phaseNames[int(jyotish.Wrap360(elongation+22.5)/45)%8]
}
