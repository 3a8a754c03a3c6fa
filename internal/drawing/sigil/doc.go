// Package sigil composes and draws sigils: a few points joined by strokes, dressed in one of five
// styles, with a border, a ground and marks around the rim if they are wanted.
//
// [Compose] turns a [Design] into elements, [Measure] says what they weigh, [Draw] writes them as
// SVG. Elements are what is really drawn, so whoever measures or redraws them gets the same sigil.
// All coordinates are shares of the side of a square, x to the right and y down, from 0 to 1. What
// the points mean, and why they are joined, is none of this package's business.
package sigil

import (
	"math"
	"strconv"

	"github.com/witnessos/witnessos/internal/decimal"
)

// Point is a place in the unit square.
type Point [2]float64

// Element is one drawn mark.
//
// A line runs from Start through Controls to End. A curve is a chain of cubic Bézier curves:
// Controls are two control points, or two control points and a point to pass, as often as it
// takes, and two control points again. A circle has its middle at Start and passes through End.
// A symbol stands at Start, is named by its style and reaches as far as its radius.
type Element struct {
	Type       string     `json:"element_type" alias:"elementType" doc:"line, curve, circle or symbol."`
	Start      Point      `json:"start_point" alias:"startPoint" doc:"x and y from 0 to 1; the middle of a circle or symbol."`
	End        Point      `json:"end_point" alias:"endPoint" doc:"x and y from 0 to 1; a point on the rim of a circle or symbol."`
	Controls   []Point    `json:"control_points" alias:"controlPoints" doc:"Points that a line passes, or those of a chain of cubic curves."`
	Properties Properties `json:"properties"`
}

// Properties say how an element looks.
type Properties struct {
	Role    string  `json:"role" doc:"figure, base, node, ground, border or mark."`
	Style   string  `json:"style" doc:"How a stroke is drawn, or the name of a symbol."`
	Weight  float64 `json:"weight" doc:"Width of the stroke as a share of the side."`
	Opacity float64 `json:"opacity"`
	Radius  float64 `json:"radius" doc:"Of circles and symbols, as a share of the side."`
	Fill    bool    `json:"fill"`
	Count   int     `json:"count" doc:"How many parts a symbol has, such as the ticks of a rim; 0 for a single one."`
}

// The types of elements.
const (
	Line   = "line"
	Curve  = "curve"
	Circle = "circle"
	Symbol = "symbol"
)

// AppendJSON writes the element as its tags say. A sigil has dozens, and reflection would take
// longer over them than all the geometry.
func (e Element) AppendJSON(b []byte) ([]byte, error) {
	w := writer{b}
	p := e.Properties
	w.texts(`{"element_type":"`, e.Type, `","elementType":"`, e.Type, `"`)
	w.points(`,"start_point":`, `,"startPoint":`, []Point{e.Start}, false)
	w.points(`,"end_point":`, `,"endPoint":`, []Point{e.End}, false)
	w.points(`,"control_points":`, `,"controlPoints":`, e.Controls, true)
	w.texts(`,"properties":{"role":"`, p.Role, `","style":"`, p.Style, `","weight":`)
	w.number(p.Weight)
	w.texts(`,"opacity":`)
	w.number(p.Opacity)
	w.texts(`,"radius":`)
	w.number(p.Radius)
	w.texts(`,"fill":`, strconv.FormatBool(p.Fill), `,"count":`, strconv.Itoa(p.Count), `}}`)
	return w.b, nil
}

// writer writes JSON. Its methods are kept from being inlined, which would take more room than
// the calls.
type writer struct{ b []byte }

//go:noinline
func (w *writer) texts(parts ...string) {
	for _, s := range parts {
		w.b = append(w.b, s...)
	}
}

//go:noinline
func (w *writer) number(v float64) { w.b = appendNumber(w.b, v) }

// points writes a point, or a list of points, under both of its names.
func (w *writer) points(name, alias string, points []Point, list bool) {
	b := append(w.b, name...)
	start := len(b)
	if list {
		b = append(b, '[')
	}
	for i, p := range points {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendNumber(append(b, '['), p[0])
		b = appendNumber(append(b, ','), p[1])
		b = append(b, ']')
	}
	if list {
		b = append(b, ']')
	}
	end := len(b)
	b = append(b, alias...)
	w.b = append(b, b[start:end]...)
}

// appendNumber writes a number with up to four decimals, which is all that elements have.
func appendNumber(b []byte, v float64) []byte { return decimal.AppendRounded(b, v, 4) }

func (p Point) rounded() Point { return Point{decimal.Round(p[0], 4), decimal.Round(p[1], 4)} }

// Polar is the point at a distance from the middle of the square, at an angle in radians that
// grows clockwise from the right.
//
//go:noinline
func Polar(radius, angle float64) Point {
	sin, cos := math.Sincos(angle)
	return Point{0.5 + radius*cos, 0.5 + radius*sin}
}

// Top is the angle of twelve o'clock.
const Top = -math.Pi / 2
