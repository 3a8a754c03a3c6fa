package geometry_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/geometry"
)

func TestGoldenRatioIsFoundOnlyWhereItIs(t *testing.T) {
	for _, n := range []int{4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 24} {
		corners := geometry.Polygon(n, 3, 0.2)
		long, short, ok := geometry.Golden(geometry.Distances(corners))
		assert.Equal(t, n%5 == 0, ok, "polygon of %d corners", n)
		if ok {
			assert.InDelta(t, geometry.Phi, long/short, 1e-9)
		}
	}
	var lattice []geometry.Point
	for _, c := range geometry.FruitOfLife(1) {
		lattice = append(lattice, c.Center)
	}
	_, _, ok := geometry.Golden(geometry.Distances(lattice))
	assert.False(t, ok, "not in Metatron's cube")
	_, _, ok = geometry.Golden(nil)
	assert.False(t, ok)
	_, _, ok = geometry.Golden([]float64{0, 0, 1})
	assert.False(t, ok)
	_, _, ok = geometry.Golden([]float64{1, geometry.Phi * (1 + 1e-7)})
	assert.False(t, ok, "close is not golden")
}

func TestDimensions(t *testing.T) {
	at := func(x, y float64) geometry.Point { return geometry.Point{X: x, Y: y} }

	line := geometry.NewBoxes(100)
	line.Line(at(3, 7), at(91, 88))
	c, ok := line.Count()
	require.True(t, ok)
	assert.Equal(t, []int{128, 64, 32, 16, 8, 4}, c.Sides)
	assert.InDelta(t, 1, c.Dimension, 0.05)

	full := geometry.NewBoxes(100)
	for y := 0.; y < 128; y++ {
		full.Line(at(0, (y+0.5)*100/128), at(99.9, (y+0.5)*100/128))
	}
	c, ok = full.Count()
	require.True(t, ok)
	assert.Equal(t, []int{128 * 128, 64 * 64, 32 * 32, 16 * 16, 64, 16}, c.Counts)
	assert.InDelta(t, 2, c.Dimension, 1e-9)

	// The Sierpinski triangle of seven generations has the dimension ln 3/ln 2 = 1.585.
	sierpinski := geometry.NewBoxes(128)
	for y := range 128 {
		for x := range 128 {
			if x&y == 0 {
				sierpinski.Line(at(float64(x)+0.3, float64(y)+0.3), at(float64(x)+0.6, float64(y)+0.6))
			}
		}
	}
	c, _ = sierpinski.Count()
	assert.InDelta(t, math.Log2(3), c.Dimension, 1e-9)

	_, ok = geometry.NewBoxes(100).Count()
	assert.False(t, ok, "nothing drawn, no dimension")
}

// The boxes that a walk enters are those in which dense samples of the line lie.
func TestBoxesOfACircleAndALine(t *testing.T) {
	count := func(draw func(*geometry.Boxes)) int {
		b := geometry.NewBoxes(128)
		draw(b)
		c, ok := b.Count()
		require.True(t, ok)
		return c.Counts[0]
	}
	for _, ends := range [][2]geometry.Point{
		{{X: 10.5, Y: 20.5}, {X: 10.5, Y: 90.5}}, {{X: 90.2, Y: 3.7}, {X: 4.1, Y: 119.9}}, {{X: 5.5, Y: 5.5}, {X: 5.5, Y: 5.5}},
		{{X: 1.1, Y: 60.3}, {X: 126.7, Y: 71.9}},
	} {
		seen := map[[2]int]bool{}
		for i := range 200001 {
			p := ends[0].Add(ends[1].Sub(ends[0]).Times(float64(i) / 200000))
			seen[[2]int{int(p.X), int(p.Y)}] = true
		}
		assert.Equal(t, len(seen), count(func(b *geometry.Boxes) { b.Line(ends[0], ends[1]) }))
	}
	seen := map[[2]int]bool{}
	circle := geometry.Circle{Center: geometry.Point{X: 64.3, Y: 63.1}, Radius: 51.7}
	for i := range 200000 {
		p := circle.Center.Add(geometry.Polar(circle.Radius, float64(i)*2*math.Pi/200000))
		seen[[2]int{int(p.X), int(p.Y)}] = true
	}
	assert.InDelta(t, len(seen), count(func(b *geometry.Boxes) { b.Circle(circle) }), 0.02*float64(len(seen)))
}
