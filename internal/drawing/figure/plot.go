package figure

import (
	"math"

	"github.com/witnessos/witnessos/internal/geometry"
)

// place maps the plane of the geometry, in units of so many units of the picture, to the picture.
func (f *Figure) place(p geometry.Point, unit float64) geometry.Point {
	return geometry.Point{X: f.Center.X + unit*p.X, Y: f.Center.Y - unit*p.Y}
}

func (f *Figure) places(points []geometry.Point, unit float64) []geometry.Point {
	placed := make([]geometry.Point, len(points))
	for i, p := range points {
		placed[i] = f.place(p, unit)
	}
	return placed
}

// The following add one element each. Geometry is in units of the picture already, so that only
// its origin moves and its y axis turns over. They are kept from being inlined, because they are
// called so often that it would show in the size of a Worker.

//go:noinline
func (f *Figure) circle(style string, center geometry.Point, radius float64) {
	f.Shapes = append(f.Shapes, Shape{Kind: Circle, Center: f.place(center, 1), Radius: radius, Style: style})
}

func (f *Figure) circles(style string, list []geometry.Circle) {
	for _, c := range list {
		f.circle(style, c.Center, c.Radius)
	}
}

//go:noinline
func (f *Figure) add(kind Kind, style string, curved bool, points ...geometry.Point) {
	f.Shapes = append(f.Shapes, Shape{Kind: kind, Points: f.places(points, 1), Curved: curved, Style: style})
}

// take adds a shape whose points nobody else has any use for: they are moved where they are.
//
//go:noinline
func (f *Figure) take(kind Kind, style string, curved bool, points []geometry.Point) {
	for i, p := range points {
		points[i] = f.place(p, 1)
	}
	f.Shapes = append(f.Shapes, Shape{Kind: kind, Points: points, Curved: curved, Style: style})
}

// ground makes the shape added last colour only.
//
//go:noinline
func (f *Figure) ground() { f.Shapes[len(f.Shapes)-1].Ground = true }

// build adds construction lines.
//
//go:noinline
func (f *Figure) build(lines ...geometry.Segment) {
	if !f.Construction {
		return
	}
	for _, l := range lines {
		f.Lines = append(f.Lines, Shape{Kind: Line, Points: f.places([]geometry.Point{l.A, l.B}, 1), Style: "build"})
	}
}

// buildCircle adds a circle to the construction.
//
//go:noinline
func (f *Figure) buildCircle(center geometry.Point, radius float64) {
	if !f.Construction {
		return
	}
	f.Lines = append(f.Lines, Shape{Kind: Circle, Center: f.place(center, 1), Radius: radius, Style: "build"})
}

// buildRays adds lines from the origin in n directions, the first one upward.
func (f *Figure) buildRays(n int, length float64) {
	if !f.Construction {
		return
	}
	for _, p := range geometry.Polygon(n, length, upward) {
		f.build(geometry.Segment{B: p})
	}
}

//go:noinline
func (f *Figure) mark(kind string, at geometry.Point) {
	f.Marks = append(f.Marks, Mark{kind, f.place(at, 1)})
}

// meet notes points where lines may meet, to be counted when the figure is complete.
//
//go:noinline
func (f *Figure) meet(points ...geometry.Point) {
	for _, p := range points {
		f.Meets = append(f.Meets, Meet{At: f.place(p, 1)})
	}
}

// countMeets counts the lines at the noted points and drops those that have less than two.
func (f *Figure) countMeets() {
	tolerance := 1e-9 * f.Size
	kept := f.Meets[:0]
	for _, m := range f.Meets {
		for i := range f.Shapes {
			if s := &f.Shapes[i]; !s.Ground && !s.Face {
				m.Lines += s.through(m.At, tolerance)
			}
		}
		if m.Lines > 1 {
			kept = append(kept, m)
		}
	}
	f.Meets = kept
}

// through counts the lines of a shape at a point. Of curves only the ends are looked at.
func (s *Shape) through(p geometry.Point, tolerance float64) (lines int) {
	if s.Kind == Circle {
		ray := p.Sub(s.Center)
		if math.Abs(ray.X*ray.X+ray.Y*ray.Y-s.Radius*s.Radius) < 2*s.Radius*tolerance {
			return 1
		}
		return 0
	}
	if s.Curved {
		before := false // whether the end of the curve before is there
		for i := 0; i < len(s.Points); i += 2 {
			q := &s.Points[i]
			here := math.Abs(p.X-q.X) < tolerance && math.Abs(p.Y-q.Y) < tolerance
			if i > 0 && (before || here) {
				lines++
			}
			before = here
		}
		return lines
	}
	sides := len(s.Points)
	if s.Kind == Line {
		sides--
	}
	for i := range sides {
		side := geometry.Segment{A: s.Points[i], B: s.Points[(i+1)%len(s.Points)]}
		if side.Near(p, tolerance) {
			lines++
		}
	}
	return lines
}

//go:noinline
func (f *Figure) ratio(kind, exact string, length, by float64) {
	f.Ratios = append(f.Ratios, Ratio{kind, length / by, exact})
}

// dihedral declares the symmetry of a regular polygon with a corner straight up.
func (f *Figure) dihedral(n int) {
	f.Symmetry = Symmetry{Group: "dihedral", Order: n, Axes: make([]float64, 0, n)}
	for i := range n {
		axis := 90 + 180*float64(i)/float64(n)
		if axis >= 180 {
			axis -= 180
		}
		f.Symmetry.Axes = append(f.Symmetry.Axes, axis)
	}
}

// Outline returns points along the line of a shape that is no circle: its corners, or so many
// steps along each of its curves. That of a polygon ends where it began.
func (s *Shape) Outline(steps int) []geometry.Point {
	return s.AppendOutline(make([]geometry.Point, 0, len(s.Points)*(steps+1)/2+2), steps)
}

// AppendOutline appends the same points to others.
func (s *Shape) AppendOutline(points []geometry.Point, steps int) []geometry.Point {
	start := len(points)
	points = append(points, s.Points[0])
	if !s.Curved {
		points = append(points, s.Points[1:]...)
	}
	for i := 2; s.Curved && i < len(s.Points); i += 2 {
		a, b, c := &s.Points[i-2], &s.Points[i-1], &s.Points[i]
		for k := 1; k < steps; k++ {
			t := float64(k) / float64(steps)
			u, v, w := (1-t)*(1-t), 2*t*(1-t), t*t
			points = append(points, geometry.Point{X: u*a.X + v*b.X + w*c.X, Y: u*a.Y + v*b.Y + w*c.Y})
		}
		points = append(points, *c)
	}
	if s.Kind == Polygon && points[len(points)-1] != points[start] {
		points = append(points, points[start])
	}
	return points
}
