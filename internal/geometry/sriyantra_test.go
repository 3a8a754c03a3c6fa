package geometry_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/geometry"
)

// residual is how exactly the shipped table solves the Sri Yantra: the widest gap in any triple
// point, in radii of the circle. It is about one rounding of a number near 1.
const residual = 2.3e-16

func TestConcurrency(t *testing.T) {
	y := geometry.SriYantra()
	for i, gap := range y.Gaps() {
		assert.LessOrEqual(t, math.Abs(gap), residual, "triple point %d", i+1)
	}
}

// Every triple point is found again from the 27 sides alone: at least three of them pass within
// ten roundings, in different directions.
func TestThreeLinesMeetInEveryTriplePoint(t *testing.T) {
	points := geometry.SriYantra().TriplePoints()
	require.Len(t, points, 7+2*12)
	for _, p := range points {
		directions := map[int]bool{}
		for _, s := range sides() {
			if s.Near(p, 2e-15) {
				along := s.B.Sub(s.A)
				angle := math.Mod(math.Atan2(along.Y, along.X)+2*math.Pi, math.Pi)
				directions[int(math.Round(angle*1e6))%int(math.Round(math.Pi*1e6))] = true
			}
		}
		assert.Len(t, directions, 3, "at %v", p)
	}
}

func TestNineTrianglesInTheirCircle(t *testing.T) {
	y := geometry.SriYantra()
	down, onCircle := 0, 0
	for i, triangle := range y {
		if triangle.Apex < triangle.Base {
			down++
		}
		if i > 0 {
			assert.Less(t, triangle.Base, y[i-1].Base, "from the top down")
		}
		for _, corner := range triangle.Corners() {
			out := corner.Distance(geometry.Point{})
			assert.LessOrEqual(t, out, 1+1e-15)
			if out > 1-1e-12 {
				onCircle++
			}
		}
	}
	assert.Equal(t, 5, down)
	assert.Equal(t, 6, onCircle, "the two largest touch the circle with all their corners")

	inner := y.Innermost()
	assert.InDelta(t, math.Sqrt(3)/2, (inner.Base-inner.Apex)/(2*inner.Half), 1e-14, "equilateral")
	assert.InDelta(t, inner.Base, -inner.Apex/2, 1e-15, "centred")
}

// The small triangles are counted from the plane graph of all crossings: every face that an odd
// number of the nine triangles covers is one, they lie in rings of fourteen, ten, ten, eight and
// one, and no other face is among them.
func TestFortyThreeSmallTriangles(t *testing.T) {
	rings := map[int]int{}
	for _, face := range faces(sides()) {
		middle := geometry.Point{}
		for _, p := range face {
			middle = middle.Add(p.Times(1 / float64(len(face))))
		}
		covered := 0
		for _, triangle := range geometry.SriYantra() {
			if (middle.Y-triangle.Base)*(middle.Y-triangle.Apex) < 0 && math.Abs(middle.X) < triangle.At(middle.Y) {
				covered++
			}
		}
		if covered%2 == 1 {
			assert.Len(t, face, 3, "around %v", middle)
			rings[covered]++
		}
	}
	assert.Equal(t, map[int]int{1: 14, 3: 10, 5: 10, 7: 8, 9: 1}, rings)
}

func sides() []geometry.Segment {
	var list []geometry.Segment
	for _, triangle := range geometry.SriYantra() {
		c := triangle.Corners()
		list = append(list, geometry.Outline(c[:]...)...)
	}
	return list
}

// graph is a plane graph: points and who is joined to whom.
type graph struct {
	points []geometry.Point
	joined map[int][]int
}

// merge is the distance below which crossings are one: far above the residual, far below the size
// of the smallest triangle.
const merge = 1e-9

func (g *graph) point(p geometry.Point) int {
	for i, q := range g.points {
		if p.Distance(q) < merge {
			return i
		}
	}
	g.points = append(g.points, p)
	return len(g.points) - 1
}

// faces returns the corners of the bounded faces into which lines cut the plane.
func faces(lines []geometry.Segment) [][]geometry.Point {
	g := graph{joined: map[int][]int{}}
	for i, a := range lines {
		on := []int{g.point(a.A), g.point(a.B)}
		for k, b := range lines {
			if p, ok := crossing(a, b); ok && i != k {
				on = append(on, g.point(p))
			}
		}
		slices.SortFunc(on, func(p, q int) int {
			return cmp.Compare(g.points[p].Distance(a.A), g.points[q].Distance(a.A))
		})
		for k, p := range on[1:] {
			if q := on[k]; p != q {
				g.joined[p] = append(g.joined[p], q)
				g.joined[q] = append(g.joined[q], p)
			}
		}
	}
	for p, list := range g.joined {
		slices.SortFunc(list, func(a, b int) int { return cmp.Compare(g.angle(p, a), g.angle(p, b)) })
		g.joined[p] = slices.Compact(list)
	}
	return g.walk()
}

func (g *graph) angle(from, to int) float64 {
	ray := g.points[to].Sub(g.points[from])
	return math.Atan2(ray.Y, ray.X)
}

// walk goes around every face, always taking the next line clockwise.
func (g *graph) walk() (list [][]geometry.Point) {
	seen := map[[2]int]bool{}
	for start := range g.points {
		for _, next := range g.joined[start] {
			var loop []geometry.Point
			for from, to := start, next; !seen[[2]int{from, to}]; {
				seen[[2]int{from, to}] = true
				loop = append(loop, g.points[from])
				around := g.joined[to]
				back := slices.Index(around, from)
				from, to = to, around[(back+len(around)-1)%len(around)]
			}
			if area(loop) > 0 {
				list = append(list, corners(loop))
			}
		}
	}
	return list
}

func area(loop []geometry.Point) (sum float64) {
	for i, p := range loop {
		q := loop[(i+1)%len(loop)]
		sum += (p.X*q.Y - q.X*p.Y) / 2
	}
	return sum
}

// corners drops the points at which a face does not turn.
func corners(loop []geometry.Point) (list []geometry.Point) {
	for i, p := range loop {
		before, after := loop[(i+len(loop)-1)%len(loop)], loop[(i+1)%len(loop)]
		a, b := p.Sub(before), after.Sub(p)
		if math.Abs(a.X*b.Y-a.Y*b.X) > merge {
			list = append(list, p)
		}
	}
	return list
}

func crossing(a, b geometry.Segment) (geometry.Point, bool) {
	u, v, w := a.B.Sub(a.A), b.B.Sub(b.A), b.A.Sub(a.A)
	d := u.X*v.Y - u.Y*v.X
	if math.Abs(d) < 1e-12 {
		return geometry.Point{}, false
	}
	s, t := (w.X*v.Y-w.Y*v.X)/d, (w.X*u.Y-w.Y*u.X)/d
	if s < -merge || s > 1+merge || t < -merge || t > 1+merge {
		return geometry.Point{}, false
	}
	return a.A.Add(u.Times(s)), true
}
