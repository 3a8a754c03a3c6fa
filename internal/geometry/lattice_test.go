package geometry_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/geometry"
)

const tiny = 1e-12 // a few roundings of numbers near 1

func TestFlowerOfLife(t *testing.T) {
	for rings, want := range []int{1, 7, 19, 37} {
		const r = 2.5
		list := geometry.FlowerOfLife(rings, r)
		require.Len(t, list, want)
		for i, a := range list {
			nearest := math.Inf(1)
			for k, b := range list {
				if i != k {
					nearest = min(nearest, a.Center.Distance(b.Center))
				}
			}
			if rings > 0 {
				assert.InDelta(t, r, nearest, tiny, "rings spaced otherwise are another lattice")
			}
			assert.LessOrEqual(t, a.Center.Distance(geometry.Point{})+a.Radius, float64(rings+1)*r+tiny, "the outer circle encloses it")
		}
	}
	// By definition: a·(r, 0) + b·(r/2, r√3/2) with hex distance max(|a|, |b|, |a + b|) ≤ 2.
	var lattice []geometry.Point
	for a := -2.; a <= 2; a++ {
		for b := -2.; b <= 2; b++ {
			if math.Abs(a+b) <= 2 {
				lattice = append(lattice, geometry.Point{X: a + b/2, Y: b * math.Sqrt(3) / 2})
			}
		}
	}
	require.Len(t, lattice, 19)
	for _, p := range geometry.Hexagonal(2, 1) {
		assert.True(t, slices.ContainsFunc(lattice, func(q geometry.Point) bool { return p.Distance(q) < tiny }), "%v", p)
	}
}

func TestVesica(t *testing.T) {
	const r = 3.
	v := geometry.Vesica{A: geometry.Point{X: -r / 2}, B: geometry.Point{X: r / 2}}
	left, right := v.Tips()
	assert.InDelta(t, math.Sqrt(3)/2*r, left.Y, tiny)
	assert.InDelta(t, -math.Sqrt(3)/2*r, right.Y, tiny)
	assert.InDelta(t, 0, left.X, tiny)
	assert.InDelta(t, r, v.Radius(), tiny)
	for _, tip := range []geometry.Point{left, right} {
		assert.InDelta(t, r, tip.Distance(v.A), tiny)
		assert.InDelta(t, r, tip.Distance(v.B), tiny)
	}
	assert.InDelta(t, 1.22837*r*r, v.Area(), 1e-5*r*r)

	// The same by adding up thin slices.
	sum, slices := 0., 200000
	for i := range slices {
		y := left.Y * (2*(float64(i)+0.5)/float64(slices) - 1)
		sum += 2 * (math.Sqrt(r*r-y*y) - r/2) * 2 * left.Y / float64(slices)
	}
	assert.InDelta(t, sum, v.Area(), 1e-6)
}

func TestFruitOfLifeAndMetatron(t *testing.T) {
	const r = 1.5
	list := geometry.FruitOfLife(r)
	require.Len(t, list, 13)
	touching := 0
	for i, a := range list {
		for _, b := range list[:i] {
			d := a.Center.Distance(b.Center)
			assert.GreaterOrEqual(t, d, 2*r-tiny, "none overlap")
			if d < 2*r+tiny {
				touching++
			}
		}
	}
	assert.Equal(t, 6+6+6, touching, "the first with six, these in a ring, and each with one farther out")
	assert.Len(t, geometry.Neighbours(list, 2*r), touching)

	lines := geometry.Joins(list)
	require.Len(t, lines, 78)
	// The seven lengths, squared and in units of the shortest line.
	squares := map[int]int{}
	for _, l := range lines {
		squared := l.Length() * l.Length() / (4 * r * r)
		assert.InDelta(t, math.Round(squared), squared, 1e-9)
		squares[int(math.Round(squared))]++
	}
	assert.Equal(t, map[int]int{1: 18, 3: 18, 4: 15, 7: 12, 9: 6, 12: 6, 16: 3}, squares)
}

func TestPoints(t *testing.T) {
	p, q := geometry.Point{X: 3, Y: 4}, geometry.Point{X: -1, Y: 1}
	assert.Equal(t, geometry.Point{X: 2, Y: 5}, p.Add(q))
	assert.Equal(t, geometry.Point{X: 4, Y: 3}, p.Sub(q))
	assert.Equal(t, geometry.Point{X: 6, Y: 8}, p.Times(2))
	assert.Equal(t, geometry.Point{X: 1, Y: 2.5}, p.Middle(q))
	assert.Equal(t, 5., p.Distance(q))
	turned := p.Turned(math.Pi / 2)
	assert.InDelta(t, -4, turned.X, tiny)
	assert.InDelta(t, 3, turned.Y, tiny)

	side := geometry.Segment{A: geometry.Point{}, B: geometry.Point{X: 4, Y: 2}}
	assert.True(t, side.Near(geometry.Point{X: 2, Y: 1}, 1e-9))
	assert.True(t, side.Near(geometry.Point{X: 4, Y: 2}, 1e-9))
	assert.False(t, side.Near(geometry.Point{X: 2, Y: 1.01}, 1e-3))
	assert.False(t, side.Near(geometry.Point{X: 6, Y: 3}, 1e-3), "beyond its end")

	square := geometry.Polygon(4, 1, 0)
	for _, s := range geometry.Outline(square...) {
		assert.InDelta(t, math.Sqrt2, s.Length(), tiny)
	}
}
