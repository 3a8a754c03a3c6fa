package figure

import (
	"math"

	"github.com/witnessos/witnessos/internal/geometry"
)

// middling is the radius of a personal mandala with the scale 1, as a share of the size.
const middling = 0.27

// personal is a mandala with a regular solid in its heart and a field of seeds around it, over a
// net of golden spirals.
func (f *Figure) personal() {
	outer, rim := f.Size*extent, f.Size*middling*f.Scale
	f.circle("glow", geometry.Point{}, outer)
	f.ground()
	f.circle("lc w4", geometry.Point{}, outer)
	f.circle("lb w1", geometry.Point{}, 0.98*outer)
	f.arms(rim, 0.98*outer)
	f.seeds(rim, 0.98*outer)
	radii := f.layers(0.34*rim, rim)
	s := f.body(0.86*radii[0], "w2")
	f.Facts.Unit = rim
	f.buildRays(2*f.Petals, outer)
	f.meet(geometry.Polygon(f.Petals, rim, upward)...)
	f.mark("heart", geometry.Point{})
	f.mark("tip", geometry.Polar(rim, upward))
	f.mark("seeds", f.seedPoints(rim, 0.98*outer)[seedsPerTurn*f.Turns/2])
	f.proportions(s, 0.86*radii[0])
	f.chords(rim)
	f.ratio("layer", "", radii[1], radii[0])
	f.dihedral(f.Petals)
}

// arms draws golden spirals from an outer circle to the rim of the mandala, two for each petal, one
// winding each way.
func (f *Figure) arms(rim, outer float64) {
	for i := range f.Petals {
		s := geometry.Spiral{Radius: outer, Start: upward + 2*math.Pi*float64(i)/float64(f.Petals)}
		angle := s.Reach(rim)
		arm := s.Arc(angle, 1+int(angle*8/(2*math.Pi)))
		f.add(Spiral, "lb w1", true, arm...)
		for k := range arm {
			arm[k].X = -arm[k].X
		}
		f.add(Spiral, "lb w1", true, arm...)
	}
}
