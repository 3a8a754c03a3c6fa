package geometry

import "math"

// Hexagonal returns the points of the triangular lattice a·(r, 0) + b·(r/2, r√3/2) whose hex
// distance from the origin is at most rings: 1 + 3k(k+1) of them for k rings, ordered by ring and
// counterclockwise within a ring.
func Hexagonal(rings int, r float64) []Point {
	points := []Point{{}}
	for k := 1; k <= rings; k++ {
		for side := range 6 {
			corner, next := hexCorner(side), hexCorner(side+1)
			for step := range k {
				points = append(points, corner.Times(r*float64(k-step)).Add(next.Times(r*float64(step))))
			}
		}
	}
	return points
}

// hexCorner is a corner of the regular hexagon with radius 1. Written out, the coordinates are
// as exact as they can be, and opposite corners are opposite to the last bit.
func hexCorner(i int) Point {
	half, height := 0.5, math.Sqrt(3)/2
	switch i % 6 {
	case 0:
		return Point{1, 0}
	case 1:
		return Point{half, height}
	case 2:
		return Point{-half, height}
	case 3:
		return Point{-1, 0}
	case 4:
		return Point{-half, -height}
	}
	return Point{half, -height}
}

// FlowerOfLife returns equal circles of radius r around the points of the triangular lattice with
// spacing r: 7 with one ring (the seed of life), 19 with two (the flower). A circle of radius
// (rings + 1)·r around the origin encloses them.
func FlowerOfLife(rings int, r float64) []Circle { return circles(Hexagonal(rings, r), r) }

// FruitOfLife returns thirteen circles of radius r that touch: one at the origin, six at a
// distance of 2r and six at 4r in the same directions.
func FruitOfLife(r float64) []Circle {
	centers := []Point{{}}
	for _, distance := range [...]float64{2 * r, 4 * r} {
		for i := range 6 {
			centers = append(centers, hexCorner(i).Times(distance))
		}
	}
	return circles(centers, r)
}

func circles(centers []Point, r float64) []Circle {
	list := make([]Circle, len(centers))
	for i, c := range centers {
		list[i] = Circle{c, r}
	}
	return list
}

// Joins returns the lines between the centres of every two circles, n(n-1)/2 of them: the 78
// lines of Metatron's cube for the thirteen circles of the fruit of life.
func Joins(list []Circle) []Segment {
	var lines []Segment
	for i, a := range list {
		for _, b := range list[i+1:] {
			lines = append(lines, Segment{a.Center, b.Center})
		}
	}
	return lines
}

// Neighbours returns the lines between the centres that are one given distance apart.
func Neighbours(list []Circle, distance float64) []Segment {
	var lines []Segment
	for _, s := range Joins(list) {
		if math.Abs(s.Length()-distance) < 1e-9*distance {
			lines = append(lines, s)
		}
	}
	return lines
}

// Vesica is the almond that two circles of equal radius share when each passes through the centre
// of the other (Elements I.1).
type Vesica struct{ A, B Point } // the centres

// Radius returns the radius of the circles, which is also the width of the almond.
func (v Vesica) Radius() float64 { return v.A.Distance(v.B) }

// Tips returns the corners of the almond, where the circles cross: first the one to the left of
// the way from A to B.
func (v Vesica) Tips() (left, right Point) {
	middle, along := v.A.Middle(v.B), v.B.Sub(v.A)
	across := Point{-along.Y, along.X}.Times(math.Sqrt(3) / 2)
	return middle.Add(across), middle.Sub(across)
}

// Area returns the area of the almond, r²(2π/3 - √3/2).
func (v Vesica) Area() float64 {
	r := v.Radius()
	return r * r * (2*math.Pi/3 - math.Sqrt(3)/2)
}
