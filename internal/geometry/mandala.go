package geometry

import "math"

// Petal returns the outline of a pointed petal around the ray in the given direction, from inner
// to outer, as four quadratic Bézier curves: point, control, point and so on, closed. It is widest
// at belly, where it fills the angle halfWidth on either side of the ray; there its sides run along
// the ray. Lengths are distances from the origin, angles are in radians.
func Petal(direction, inner, belly, outer, halfWidth float64) []Point {
	along := Polar(1, direction)
	base, tip := along.Times(inner), along.Times(outer)
	left, right := Polar(belly, direction+halfWidth), Polar(belly, direction-halfWidth)
	// How far the sides run straight on either side of the belly, as a share of the way along the
	// ray that is left in that direction.
	const down, up = 0.7, 0.55
	reach := belly * math.Cos(halfWidth)
	below, above := along.Times((inner-reach)*down), along.Times((outer-reach)*up)
	return []Point{
		base, right.Add(below), right, right.Add(above), tip,
		left.Add(above), left, left.Add(below), base,
	}
}

// Layers returns the radii of circles in a fixed ratio, from inner to outer inclusive: one more
// than there are layers between them.
func Layers(layers int, inner, outer float64) []float64 {
	radii := make([]float64, layers+1)
	for i := range radii {
		radii[i] = outer * math.Pow(inner/outer, float64(layers-i)/float64(layers))
	}
	return radii
}

// Rosette returns n equal circles that pass through the origin and fit into a circle of the given
// radius.
func Rosette(n int, radius float64) []Circle {
	list := make([]Circle, n)
	for i, p := range Polygon(n, radius/2, math.Pi/2) {
		list[i] = Circle{p, radius / 2}
	}
	return list
}
