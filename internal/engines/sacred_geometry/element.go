package sacredgeometry

import (
	"errors"
	"math"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/drawing/figure"
	"github.com/witnessos/witnessos/internal/geometry"
)

// Element is one circle, line, polygon or spiral of the figure.
type Element struct {
	Type   string           `json:"type" doc:"circle, line, polygon or spiral."`
	Points []geometry.Point `json:"points" doc:"Ends, corners, or points along a curve; curved sides of polygons are sampled. Empty for a circle."`
	Center *geometry.Point  `json:"center,omitempty" doc:"Of a circle."`
	Radius float64          `json:"radius,omitempty" doc:"Of a circle."`
}

// Elements write their own JSON, in the bytes of encoding/json but much faster: a figure has
// hundreds of them.
type Elements []Element

// elementsOf lists the elements among shapes, with coordinates to three decimals.
func elementsOf(shapes []figure.Shape) Elements {
	list := make(Elements, 0, len(shapes))
	circles, points := 0, 0
	for i := range shapes {
		if s := &shapes[i]; s.Kind == figure.Circle {
			circles++
		} else {
			points += 3*len(s.Points)/2 + 2
		}
	}
	centers, outlines := make([]geometry.Point, 0, circles), make([]geometry.Point, 0, points) // room for all
	for i := range shapes {
		s := &shapes[i]
		if s.Ground {
			continue
		}
		e := Element{Type: string(s.Kind), Points: []geometry.Point{}}
		start := len(outlines)
		switch s.Kind {
		case figure.Circle:
			centers = append(centers, rounded(s.Center))
			e.Center, e.Radius = &centers[len(centers)-1], decimal.Round(s.Radius, 3)
		case figure.Spiral:
			outlines = s.AppendOutline(outlines, 1)
			e.Points = outlines[start:]
		default:
			outlines = s.AppendOutline(outlines, 2)
			e.Points = outlines[start:]
			if s.Kind == figure.Polygon {
				e.Points = e.Points[:len(e.Points)-1] // the first corner once more
			}
		}
		for i, p := range e.Points {
			e.Points[i] = rounded(p)
		}
		list = append(list, e)
	}
	return list
}

func rounded(p geometry.Point) geometry.Point {
	return geometry.Point{X: decimal.Round(p.X, 3), Y: decimal.Round(p.Y, 3)}
}

var errNotANumber = errors.New("sacred_geometry: a coordinate is no number that fits into a picture")

const largest = 1e6 // far beyond any picture

// AppendJSON writes the elements as JSON.
func (list Elements) AppendJSON(b []byte) ([]byte, error) {
	b = append(b, '[')
	for i, e := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, `{"type":"`...), e.Type...), `","points":[`...)
		for k, p := range e.Points {
			if k > 0 {
				b = append(b, ',')
			}
			if !(math.Abs(p.X)+math.Abs(p.Y) < largest) {
				return b, errNotANumber
			}
			b = appendPoint(b, p)
		}
		b = append(b, ']')
		if e.Center != nil {
			if !(math.Abs(e.Center.X)+math.Abs(e.Center.Y)+e.Radius < largest) {
				return b, errNotANumber
			}
			b = appendPoint(append(b, `,"center":`...), *e.Center)
		}
		if e.Radius != 0 {
			b = appendThousandths(append(b, `,"radius":`...), e.Radius)
		}
		b = append(b, '}')
	}
	return append(b, ']'), nil
}

func appendPoint(b []byte, p geometry.Point) []byte {
	b = appendThousandths(append(b, `{"x":`...), p.X)
	return append(appendThousandths(append(b, `,"y":`...), p.Y), '}')
}

// appendThousandths writes a number that has at most three decimals.
func appendThousandths(b []byte, x float64) []byte { return decimal.AppendRounded(b, x, 3) }
