package figure

import (
	"math"

	"github.com/witnessos/witnessos/internal/geometry"
)

// mandala is a rosette in layers of petals, with circles between them.
func (f *Figure) mandala() {
	outer := f.Size * extent
	f.circle("glow", geometry.Point{}, outer)
	f.ground()
	radii := f.layers(0.17*outer, 0.93*outer)
	n, rim := f.Petals, radii[len(radii)-1]
	f.circles("lb w1", geometry.Rosette(n, radii[0]))
	f.circle("sc", geometry.Point{}, 0.016*outer)
	f.circle("lc w4", geometry.Point{}, outer)
	f.beads(rim, outer)
	f.buildRays(2*n, outer)
	f.meet(geometry.Point{})
	f.meet(geometry.Polygon(n, rim, upward)...)
	f.mark("center", geometry.Point{})
	f.mark("tip", geometry.Polar(rim, upward))
	f.chords(rim)
	f.ratio("layer", "", radii[1], radii[0])
	f.dihedral(n)
}

// layers draws the petals, the outermost layer first so that each stands before the next, and
// returns the radii of the circles between them, in a fixed ratio.
func (f *Figure) layers(inner, outer float64) []float64 {
	radii := geometry.Layers(f.Layers, inner, outer)
	half := math.Pi / float64(f.Petals)
	f.circle("fa", geometry.Point{}, outer)
	f.ground()
	for layer := f.Layers; layer > 0; layer-- {
		low, high := radii[layer-1], radii[layer]
		style := [...]string{"la pa w2", "lb pb w2", "lc pc w2"}[(f.Layers-layer)%3]
		turn := upward + half*float64((f.Layers-layer)%2)
		for i := range f.Petals {
			direction := turn + 2*half*float64(i)
			f.take(Polygon, style, true, geometry.Petal(direction, 0.35*low, low+0.35*(high-low), high, half))
		}
		f.circle("lb w1", geometry.Point{}, high)
		f.buildCircle(geometry.Point{}, low)
	}
	f.circle("paper lb w2", geometry.Point{}, radii[0])
	return radii
}

// beads sets a bead between every two tips of the outermost petals.
func (f *Figure) beads(rim, outer float64) {
	half := math.Pi / float64(f.Petals)
	radius := min(0.03*outer, 0.35*half*rim)
	for _, p := range geometry.Polygon(f.Petals, rim-2*radius, upward+half) {
		f.circle("sb lc w1", p, radius)
	}
}

// chords measures between the tips of the outermost petals.
func (f *Figure) chords(rim float64) {
	tips := geometry.Polygon(f.Petals, rim, upward)
	next, second := tips[0].Distance(tips[1]), tips[0].Distance(tips[2])
	exact := ""
	switch f.Petals {
	case 4:
		exact = "√2"
	case 5:
		exact = "φ"
	case 6:
		exact = "√3"
	}
	f.ratio("chord", exact, second, next)
	for _, t := range tips[1:] {
		f.Lengths = append(f.Lengths, tips[0].Distance(t))
	}
}
