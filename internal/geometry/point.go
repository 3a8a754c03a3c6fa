package geometry

import "math"

// Phi is the golden ratio, (1 + √5)/2.
const Phi = math.Phi

// Point is a point of the plane, or the vector that leads to it.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Polar is the point at a distance from the origin, in a direction in radians from the x axis.
func Polar(distance, angle float64) Point {
	sin, cos := math.Sincos(angle)
	return Point{distance * cos, distance * sin}
}

// Add returns p + q.
func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Sub returns p - q.
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Times returns the vector k times as long.
func (p Point) Times(k float64) Point { return Point{k * p.X, k * p.Y} }

// Turned returns p rotated about the origin, counterclockwise, by an angle in radians.
func (p Point) Turned(angle float64) Point {
	sin, cos := math.Sincos(angle)
	return Point{p.X*cos - p.Y*sin, p.X*sin + p.Y*cos}
}

// Distance returns |p - q|.
func (p Point) Distance(q Point) float64 { return math.Hypot(p.X-q.X, p.Y-q.Y) }

// Middle returns the point halfway between p and q.
func (p Point) Middle(q Point) Point { return p.Add(q).Times(0.5) }

// Circle is a circle of positive radius.
type Circle struct {
	Center Point
	Radius float64
}

// Segment is the straight line between two points.
type Segment struct{ A, B Point }

// Length returns |A - B|.
func (s Segment) Length() float64 { return s.A.Distance(s.B) }

// Near reports whether p lies on the segment, or less than the tolerance beside or beyond it.
func (s Segment) Near(p Point, tolerance float64) bool {
	if p.X < min(s.A.X, s.B.X)-tolerance || p.X > max(s.A.X, s.B.X)+tolerance ||
		p.Y < min(s.A.Y, s.B.Y)-tolerance || p.Y > max(s.A.Y, s.B.Y)+tolerance {
		return false
	}
	along, ray := s.B.Sub(s.A), p.Sub(s.A)
	return math.Abs(along.X*ray.Y-along.Y*ray.X) < tolerance*s.Length()
}

// Polygon returns the corners of a regular polygon around the origin, counterclockwise, the first
// one in the given direction.
func Polygon(corners int, radius, direction float64) []Point {
	points := make([]Point, corners)
	for i := range points {
		points[i] = Polar(radius, direction+2*math.Pi*float64(i)/float64(corners))
	}
	return points
}

// Outline returns the sides of the closed polygon with the given corners.
func Outline(corners ...Point) []Segment {
	sides := make([]Segment, len(corners))
	for i, p := range corners {
		sides[i] = Segment{p, corners[(i+1)%len(corners)]}
	}
	return sides
}
