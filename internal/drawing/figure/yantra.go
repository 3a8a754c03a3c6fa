package figure

import (
	"math"

	"github.com/witnessos/witnessos/internal/geometry"
)

// smallTriangles is how many small triangles the nine make: fourteen, ten, ten, eight and one.
// The tests of package geometry count them.
const smallTriangles = 43

// yantra is the Sri Yantra: nine triangles in a circle, lotuses of eight and sixteen petals, three
// girdles, and the square with four gates.
func (f *Figure) yantra() {
	// Radii as shares of the size; the gates end where other figures do.
	radius, eight, sixteen := 0.226*f.Size, 0.288*f.Size, 0.348*f.Size
	y := geometry.SriYantra()
	f.Facts = Facts{Triangles: len(y), SmallTriangles: smallTriangles, Unit: radius}

	wall, step := 0.383*f.Size, 0.0065*f.Size
	for i := range 3 {
		outline := geometry.Gated(wall, 0.06*f.Size, 0.401*f.Size, 0.12*f.Size, 0.434*f.Size, step*float64(i))
		f.add(Polygon, [...]string{"la pa w3", "la paper w2", "la pb w2"}[i], false, outline...)
	}
	for i := range 3 {
		style := "lc w1"
		if i == 0 {
			style = "lc paper w2"
		}
		f.circle(style, geometry.Point{}, sixteen+step*(1.6-0.6*float64(i)))
	}
	f.lotus(16, eight, sixteen, "lb pb w2")
	f.circle("lc paper w2", geometry.Point{}, eight)
	f.lotus(8, radius, eight, "la pa w2")

	var all []geometry.Point
	for _, t := range y {
		c := t.Corners()
		for _, p := range c {
			all = append(all, p.Times(radius))
		}
	}
	f.circle("paper", geometry.Point{}, radius)
	f.ground()
	for i := range y {
		f.add(Polygon, "veil", false, all[3*i:3*i+3]...)
		f.ground()
	}
	f.add(between, "paper", false, all...)
	f.ground()
	hole := &f.Shapes[len(f.Shapes)-1]
	hole.Center, hole.Radius = f.Center, radius
	f.circle("lc w3", geometry.Point{}, radius)
	for i := range y {
		style := "lc w2"
		if i >= 5 {
			style = "la w2"
		}
		f.add(Polygon, style, false, all[3*i:3*i+3]...)
		f.Lengths = append(f.Lengths, all[3*i].Distance(all[3*i+1]), all[3*i].Distance(all[3*i+2]))
	}
	f.circle("sc", geometry.Point{}, 0.006*f.Size)

	for _, gap := range y.Gaps() {
		f.Facts.Residual = max(f.Facts.Residual, math.Abs(gap))
	}
	f.build(geometry.Segment{A: geometry.Point{Y: radius}, B: geometry.Point{Y: -radius}})
	for _, t := range y {
		x := math.Sqrt(1 - t.Base*t.Base)
		f.build(geometry.Segment{A: geometry.Point{X: -x * radius, Y: t.Base * radius}, B: geometry.Point{X: x * radius, Y: t.Base * radius}})
	}
	for _, p := range y.TriplePoints() {
		f.meet(p.Times(radius))
		f.buildCircle(p.Times(radius), 0.0055*f.Size)
	}
	t := y.Innermost()
	f.ratio("equilateral", "√3/2", t.Base-t.Apex, 2*t.Half)
	f.mark("bindu", geometry.Point{})
	for i := range 4 {
		f.mark("gate", geometry.Polar(0.406*f.Size, upward*float64(i)))
	}
	f.Symmetry = Symmetry{Group: "mirror", Order: 1, Axes: []float64{90}}
}

// between is a kind of ground: a circle around the middle of the figure and triangles in it, of
// which the places are coloured that an even number of triangles covers, or none. Crossing any line
// changes that number by one, so that the small triangles are left. Veils over the nine triangles
// have coloured these by then, the deeper the more of the nine lie over them, which is ring by ring.
const between Kind = "between"

func (f *Figure) lotus(petals int, inner, outer float64, style string) {
	half := math.Pi / float64(petals)
	for i := range petals {
		f.take(Polygon, style, true, geometry.Lotus(upward+2*half*float64(i), inner, outer, half))
	}
}
