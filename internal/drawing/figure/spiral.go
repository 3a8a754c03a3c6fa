package figure

import (
	"math"
	"slices"

	"github.com/witnessos/witnessos/internal/geometry"
)

// seedsPerTurn is a Fibonacci number, as the numbers of seeds in the rows of a sunflower are.
const seedsPerTurn = 13

// spiral is a golden spiral before a field of seeds that are a golden angle apart.
func (f *Figure) spiral() {
	outer := f.Size * extent
	corners, start := geometry.Rectangle(geometry.Point{}, outer)
	f.Facts.Unit = outer
	f.circle("glow", geometry.Point{}, outer)
	f.ground()
	f.seeds(0, outer*0.985)
	f.circle("lc w3", geometry.Point{}, outer)
	s := geometry.Spiral{Radius: outer, Start: start, Turns: f.Turns}
	f.goldenSpiral(s, 0.04)

	f.build(geometry.Outline(corners[:]...)...)
	cuts := geometry.Cuts(corners, min(4*f.Turns, 16))
	f.build(cuts...)
	f.build(geometry.Segment{A: corners[1], B: corners[3]}, geometry.Segment{A: cuts[0].A, B: corners[2]})
	f.mark("pole", geometry.Point{})
	f.meet(s.At(0))
	f.mark("tip", s.At(0))
	f.ratio("quarter", "φ", s.At(0).Distance(s.Pole), s.At(math.Pi/2).Distance(s.Pole))
	f.ratio("rectangle", "φ", corners[0].Distance(corners[1]), corners[1].Distance(corners[2]))
	for i := range 4 {
		f.Lengths = append(f.Lengths, s.At(float64(i)*math.Pi/2).Distance(s.Pole))
	}
	f.Symmetry = Symmetry{Group: "spiral", Order: 1}
}

// goldenSpiral draws a spiral that grows thinner inward as it grows smaller: the element is the
// curve, the ground a band between it and the same curve drawn in by a share of its radius.
func (f *Figure) goldenSpiral(s geometry.Spiral, breadth float64) {
	curve := s.Curve(16)
	band := slices.Clone(curve)
	inner := s
	inner.Radius *= 1 - breadth
	back := inner.Curve(16)
	slices.Reverse(back)
	end, begin := band[len(band)-1], back[0]
	band = append(append(band, end.Middle(begin)), back...)
	f.add(Spiral, "sl", true, band...)
	f.ground()
	f.add(Spiral, "la w1", true, curve...)
}

// seeds fills the ring between two radii with seeds, so many for each turn, growing outward.
func (f *Figure) seeds(inner, outer float64) {
	list := f.seedPoints(inner, outer)
	room := math.Sqrt((outer*outer - inner*inner) / float64(len(list))) // radius of the disc that a seed has for itself
	room = min(room, 0.08*f.Size)
	for i, p := range list {
		share := float64(i+1) / float64(len(list))
		f.circle([...]string{"fa strong la w1", "fb strong lb w1", "fc strong lc w1"}[i%3], p, room*(0.22+0.2*share))
	}
}

// seedPoints are the places of the seeds.
func (f *Figure) seedPoints(inner, outer float64) []geometry.Point {
	edge := 0.02 * f.Size
	return geometry.Seeds(seedsPerTurn*f.Turns, inner+edge*min(1, inner), outer-edge)
}
