package geometry

import "math"

// Triangle is an isosceles triangle whose axis is the y axis. It points down if the apex lies
// lower than the base.
type Triangle struct {
	Base float64 // height of the base
	Half float64 // half the length of the base
	Apex float64 // height of the apex
}

// At returns half the width of the triangle at some height.
func (t Triangle) At(height float64) float64 {
	return t.Half * (height - t.Apex) / (t.Base - t.Apex)
}

// Corners returns the left and the right end of the base, and the apex.
func (t Triangle) Corners() [3]Point {
	return [3]Point{{-t.Half, t.Base}, {t.Half, t.Base}, {0, t.Apex}}
}

// Yantra is the nine triangles of the Sri Yantra in a circle of radius 1, by the height of their
// bases from the top: the first five point down, the last four up.
type Yantra [9]Triangle

// apexes tells for each triangle in whose base its apex lies; the apexes of the two largest, the
// third and the seventh, lie on the circle.
var apexes = [9]int{5, 8, -1, 7, 6, 1, -1, 0, 2}

// crossings are the twelve triple points on the right of the axis, those on the left being their
// mirror images: the base and the sides of triangles that meet there. Where the base and the first
// side belong to one triangle, its corner lies on the side of the other.
var crossings = [12]struct{ base, a, b int }{
	{1, 0, 6}, {2, 0, 7}, {2, 1, 6}, {3, 3, 7}, {3, 0, 5}, {4, 0, 8},
	{4, 4, 5}, {5, 5, 1}, {5, 3, 8}, {6, 1, 8}, {6, 2, 7}, {7, 2, 8},
}

// NewYantra builds the figure from the heights of the bases and half their lengths. Those of the
// two largest triangles are ignored: they end on the circle.
func NewYantra(bases, halves [9]float64) Yantra {
	var y Yantra
	for i := range y {
		y[i] = Triangle{Base: bases[i], Half: halves[i]}
		switch apex := apexes[i]; {
		case apex >= 0:
			y[i].Apex = bases[apex]
		default:
			y[i].Half = math.Sqrt(1 - bases[i]*bases[i])
			y[i].Apex = math.Copysign(1, -bases[i])
		}
	}
	return y
}

// SriYantra returns the figure whose triple points are true, whose innermost triangle is
// equilateral with its centre in that of the circle, and which of all such figures has its bases
// nearest to those of the traditional rule. The program in the directory generate solves for it.
func SriYantra() Yantra { return NewYantra(sriYantraBases, sriYantraHalves) }

// Gaps returns, for the twelve triple points on the right, by how much the two sides miss each
// other on the level of the base: all zero in a true Sri Yantra.
func (y Yantra) Gaps() [12]float64 {
	var gaps [12]float64
	for i, c := range crossings {
		level := y[c.base].Base
		gaps[i] = y[c.a].At(level) - y[c.b].At(level)
	}
	return gaps
}

// TriplePoints returns the 31 points where three lines meet: seven on the axis, where an apex
// touches a base, then twelve pairs, right and left.
func (y Yantra) TriplePoints() []Point {
	var points []Point
	for i, apex := range apexes {
		if apex >= 0 {
			points = append(points, Point{0, y[i].Apex})
		}
	}
	for _, c := range crossings {
		level := y[c.base].Base
		x := y[c.a].At(level)
		points = append(points, Point{x, level}, Point{-x, level})
	}
	return points
}

// Innermost returns the smallest of the triangles, the one around the centre: it is cut off the tip
// of the first by the base of the fifth.
func (y Yantra) Innermost() Triangle {
	level := y[4].Base
	return Triangle{Base: level, Half: y[0].At(level), Apex: y[0].Apex}
}

// Lotus returns the outline of a petal of a lotus, open at its foot: from the foot on the right of
// the ray over the tip to the foot on the left, as quadratic Bézier curves (point, control, point
// and so on). The feet lie on the inner circle, halfWidth to either side of the ray.
func Lotus(direction, inner, outer, halfWidth float64) []Point {
	height := outer - inner
	at := func(out, across float64) Point {
		return Polar(inner+out*height, direction+across*halfWidth)
	}
	return []Point{
		at(0, -1), at(0.3, -1.02), at(0.55, -0.8), at(0.8, -0.56), at(1, 0),
		at(0.8, 0.56), at(0.55, 0.8), at(0.3, 1.02), at(0, 1),
	}
}

// Gated returns the outline of a square with half the given side around the origin, with a gate in
// the middle of each side: a neck, then a wider head. All lengths are half widths or distances from
// the origin. The inset is how far the outline lies inside of the outermost one.
func Gated(half, neck, neckEnd, head, headEnd, inset float64) []Point {
	wall, ledge, top := half-inset, neckEnd+inset, headEnd-inset
	neck, head = neck-inset, head-inset
	side := [9]Point{
		{wall, wall}, {neck, wall}, {neck, ledge}, {head, ledge}, {head, top},
		{-head, top}, {-head, ledge}, {-neck, ledge}, {-neck, wall},
	}
	var points []Point
	for range 4 {
		points = append(points, side[:]...)
		for i, p := range side {
			side[i] = Point{-p.Y, p.X} // a quarter turn, exactly
		}
	}
	return points
}
