package figure

import (
	"math"
	"strconv"

	"github.com/witnessos/witnessos/internal/geometry"
)

const upward = math.Pi / 2

var sqrt3 = math.Sqrt(3)

// vesica is two circles, each through the centre of the other, in a circle that touches both.
func (f *Figure) vesica() {
	r := f.Size * extent / 1.5
	v := geometry.Vesica{A: geometry.Point{X: -r / 2}, B: geometry.Point{X: r / 2}}
	left, right := v.Tips()
	f.Facts.Unit = r
	f.circle("glow", geometry.Point{}, 1.5*r)
	f.ground()
	f.circle("pa", v.A, r)
	f.ground()
	f.circle("pb", v.B, r)
	f.ground()
	f.lens("paper", left, right, r)
	f.lens("fc strong", left, right, r)
	f.circle("la w4", v.A, r)
	f.circle("lb w4", v.B, r)
	f.circle("lc w3", geometry.Point{}, 1.5*r) // touches both

	f.build(geometry.Segment{A: left, B: right}, geometry.Segment{A: v.A.Times(3), B: v.B.Times(3)})
	for _, tip := range [...]geometry.Point{left, right} {
		f.build(geometry.Segment{A: v.A, B: tip}, geometry.Segment{A: v.B, B: tip})
	}
	f.mark("center", geometry.Point{})
	f.meet(left, right)
	f.mark("lens", left)
	f.mark("lens", right)
	f.ratio("lens", "√3", left.Distance(right), v.Radius())
	f.ratio("enclosure", "3/2", 1.5*r, r)
	f.Lengths = geometry.Distances([]geometry.Point{v.A, v.B, left, right})
	f.dihedral(2)
}

// lens colours what two circles share, given where they cross.
func (f *Figure) lens(style string, p, q geometry.Point, r float64) {
	f.add(lens, style, false, p, q)
	f.ground()
	f.Shapes[len(f.Shapes)-1].Radius = r
}

// lens is a kind of ground: two points joined by two arcs.
const lens Kind = "lens"

// flower is so many rings of circles around one, with petals where circles √3 radii apart overlap.
func (f *Figure) flower(rings int) {
	outer := f.Size * extent
	r := outer / float64(rings+1)
	list := geometry.FlowerOfLife(rings, r)
	for i := range list {
		list[i].Center = list[i].Center.Turned(upward) // a circle stands straight above the first
	}
	f.Facts.Unit = r
	f.circle("glow", geometry.Point{}, outer)
	f.ground()
	for _, c := range list {
		f.circle("fa faint", c.Center, r)
		f.ground()
	}
	for _, pair := range geometry.Neighbours(list, r*sqrt3) {
		middle := pair.A.Middle(pair.B)
		across := pair.B.Sub(pair.A).Turned(upward).Times(1 / (2 * sqrt3))
		style := "fa strong"
		switch out := math.Hypot(middle.X, middle.Y); {
		case out > 1.6*r:
			style = "fc"
		case out > 0.8*r:
			style = "fb strong"
		}
		f.lens(style, middle.Add(across), middle.Sub(across), r)
	}
	f.circles("la w2", list)
	f.circle("lc w4", geometry.Point{}, outer)

	if f.Construction {
		f.build(geometry.Neighbours(list, r)...)
	}
	f.mark("center", geometry.Point{})
	f.meet(centers(list)...)
	for i := range 6 {
		f.mark("crossing", list[1+i].Center)
	}
	v := geometry.Vesica{A: list[0].Center, B: list[1].Center}
	left, right := v.Tips()
	f.ratio("lens", "√3", left.Distance(right), v.Radius())
	f.ratio("enclosure", strconv.Itoa(rings+1), outer, r)
	f.Lengths = geometry.Distances(centers(list))
	f.dihedral(6)
}

func centers(list []geometry.Circle) []geometry.Point {
	points := make([]geometry.Point, len(list))
	for i, c := range list {
		points[i] = c.Center
	}
	return points
}

// fruit is the thirteen circles of the fruit of life; joined, they are Metatron's cube.
func (f *Figure) fruit(joined bool) {
	outer := f.Size * extent
	r := outer / 5
	list := geometry.FruitOfLife(r)
	for i := range list {
		list[i].Center = list[i].Center.Turned(upward)
	}
	f.Facts.Unit = r
	f.circle("glow", geometry.Point{}, outer)
	f.ground()
	lines := geometry.Joins(list)
	shortest, longest := math.Inf(1), 0.
	for _, l := range lines {
		shortest, longest = min(shortest, l.Length()), max(longest, l.Length())
	}
	f.ratio("spacing", "2", shortest, r)
	if joined {
		for i, c := range list {
			f.circle([...]string{"pa", "pb", "pc"}[(i+5)/6], c.Center, r)
			f.ground()
		}
		for _, l := range lines {
			style := "lc w1"
			switch {
			case l.Length() < 3*r:
				style = "la w2"
			case l.Length() < 5*r:
				style = "lb w1"
			}
			f.add(Line, style, false, l.A, l.B)
		}
		f.circles("la w3", list)
		f.ratio("longest", "4", longest, shortest)
	} else {
		for i, c := range list {
			style := [...]string{"la pa w3", "lb pb w3", "lc pc w3"}[(i+5)/6]
			f.circle(style, c.Center, r)
		}
		f.circle("lc w4", geometry.Point{}, outer)
		f.ratio("enclosure", "5", outer, r)
	}
	f.buildRays(6, outer)
	f.build(geometry.Outline(centers(list[1:7])...)...)
	f.build(geometry.Outline(centers(list[7:])...)...)
	if joined {
		f.meet(centers(list)...)
	} else {
		for _, touch := range geometry.Neighbours(list, 2*r) {
			f.meet(touch.A.Middle(touch.B))
		}
	}
	f.mark("center", geometry.Point{})
	for i := range 6 {
		if joined {
			f.mark("crossing", list[1+i].Center)
		} else {
			f.mark("tip", list[7+i].Center)
		}
	}
	f.Lengths = geometry.Distances(centers(list))
	f.dihedral(6)
}
