package geometry

import "math"

// GoldenAngle is 2π/φ², the angle in radians between one seed of a sunflower and the next.
const GoldenAngle = 2 * math.Pi / (math.Phi * math.Phi)

// Spiral is a golden spiral: ρ = Radius·e^(-bθ) with b = ln φ/(π/2), so that the distance from the
// pole shrinks by φ in each quarter turn inward. It winds clockwise from where it starts.
type Spiral struct {
	Pole   Point
	Radius float64 // distance of the outer end from the pole
	Start  float64 // direction of the outer end from the pole, in radians
	Turns  int
}

// Growth is b = ln φ/(π/2), the growth of ln ρ per radian.
const Growth = 0.48121182505960344749775891342436 / (math.Pi / 2)

// At returns the point after so many radians of the way inward.
func (s Spiral) At(angle float64) Point {
	return s.Pole.Add(Polar(s.Radius*math.Exp(-Growth*angle), s.Start-angle))
}

// Curve returns the spiral as quadratic Bézier curves: a point of the spiral, a control point, a
// point of the spiral and so on, with so many curves a turn. The controls lie where the tangents
// meet; with 16 curves a turn no point is off by more than a two-thousandth of its distance from
// the pole.
func (s Spiral) Curve(perTurn int) []Point {
	return s.Arc(2*math.Pi*float64(s.Turns), s.Turns*perTurn)
}

// Arc returns the first part of the spiral, so many radians of it, as a number of such curves.
func (s Spiral) Arc(angle float64, curves int) []Point {
	step := angle / float64(curves)
	points := []Point{s.At(0)}
	for i := range curves {
		p, q := s.At(float64(i)*step), s.At(float64(i+1)*step)
		points = append(points, meet(p, s.tangent(p), q, s.tangent(q)), q)
	}
	return points
}

// Reach returns how many radians inward the spiral is at some distance from the pole.
func (s Spiral) Reach(distance float64) float64 { return math.Log(s.Radius/distance) / Growth }

// tangent is the direction of the curve at one of its points: the derivative of ρ(cos, sin).
func (s Spiral) tangent(p Point) Point {
	ray := p.Sub(s.Pole)
	return Point{-Growth*ray.X + ray.Y, -Growth*ray.Y - ray.X}
}

// meet returns where the line through p along u meets the line through q along v. They must not
// be parallel.
func meet(p, u, q, v Point) Point {
	w := q.Sub(p)
	return p.Add(u.Times((w.X*v.Y - w.Y*v.X) / (u.X*v.Y - u.Y*v.X)))
}

// Rectangle returns the golden rectangle that has the pole in common with a spiral, its corners
// counterclockwise from the lower left one. That one lies at the given distance from the pole in
// the direction start: a spiral that starts there runs through a corner of every square that is
// cut off.
//
// A rectangle with its corner at 0 and its sides φ and 1 becomes the one that remains after its
// left square by z → c - i(z - c)/φ. This maps the corner 0 to 1 + i, which gives the pole
// c = (1 + i)/(1 + i/φ).
func Rectangle(pole Point, radius float64) (corners [4]Point, start float64) {
	const k = 1 / (1 + 1/(math.Phi*math.Phi))
	c := Point{k * (1 + 1/math.Phi), k * (1 - 1/math.Phi)}
	unit := radius / math.Hypot(c.X, c.Y)
	for i, z := range [4]Point{{}, {math.Phi, 0}, {math.Phi, 1}, {0, 1}} {
		corners[i] = pole.Add(z.Sub(c).Times(unit))
	}
	return corners, math.Atan2(-c.Y, -c.X)
}

// Cuts returns the lines that cut one square after another off a golden rectangle, each remainder
// turned clockwise from the one before.
func Cuts(corners [4]Point, squares int) []Segment {
	var cuts []Segment
	for range squares {
		// The first side of the remainder lies as far along the long sides as these are short.
		along := corners[1].Sub(corners[0]).Times(1 / math.Phi)
		a, b := corners[0].Add(along), corners[3].Add(along)
		cuts = append(cuts, Segment{a, b})
		corners = [4]Point{b, a, corners[1], corners[2]}
	}
	return cuts
}

// Seeds returns points that fill the ring between two circles around the origin as evenly as the
// seeds of a sunflower do: each a golden angle on from the last, so far out that all have the same
// room (H. Vogel, Mathematical Biosciences 44, 1979, formula 1).
func Seeds(count int, inner, outer float64) []Point {
	seeds := make([]Point, count)
	for k := range seeds {
		share := (float64(k) + 0.5) / float64(count)
		seeds[k] = Polar(math.Sqrt(inner*inner+(outer*outer-inner*inner)*share), float64(k)*GoldenAngle)
	}
	return seeds
}
