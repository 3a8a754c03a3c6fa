package astrology

import (
	"math"

	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

// Kind is a kind of aspect.
type Kind int

// The kinds.
const (
	Conjunction Kind = iota
	Sextile
	Square
	Trine
	Opposition

	// KindCount is how many there are.
	KindCount = iota
)

var kinds = [KindCount]struct {
	name       string
	angle, orb float64
}{
	{"conjunction", 0, 8}, {"sextile", 60, 4}, {"square", 90, 6}, {"trine", 120, 6}, {"opposition", 180, 8},
}

// String is the English name.
func (k Kind) String() string { return kinds[k].name }

// Angle is the exact aspect, degrees.
func (k Kind) Angle() float64 { return kinds[k].angle }

// Orb is how far from it two bodies may be, degrees.
func (k Kind) Orb() float64 { return kinds[k].orb }

// Aspect is an angle between two bodies of a chart.
type Aspect struct {
	First, Second Body
	Kind          Kind
	Separation    float64 // 0 to 180 degrees
	Orb           float64 // distance from the exact aspect, degrees
	Applying      bool    // whether the orb shrinks
}

// aspectOf finds the aspect between two longitudes that move at some degrees a day. No two orbs
// overlap, so there is one at most.
func aspectOf(longitude1, speed1, longitude2, speed2 float64) (a Aspect, ok bool) {
	apart := jyotish.Wrap180(longitude2 - longitude1)
	a.Separation = math.Abs(apart)
	opening := speed2 - speed1 // rate of the separation
	if apart < 0 {
		opening = -opening
	}
	for k := range Kind(KindCount) {
		off := a.Separation - k.Angle()
		if math.Abs(off) > k.Orb() {
			continue
		}
		a.Kind, a.Orb = k, math.Abs(off)
		a.Applying = off*opening < 0
		return a, true
	}
	return Aspect{}, false
}

// aspectsOf lists the aspects between all bodies but the south node, which repeats those of the
// north node from the other side.
func aspectsOf(points *[BodyCount]Point) []Aspect {
	var list []Aspect
	for first := range SouthNode {
		for second := first + 1; second < SouthNode; second++ {
			p, q := &points[first], &points[second]
			if a, ok := aspectOf(p.Longitude, p.Speed, q.Longitude, q.Speed); ok {
				a.First, a.Second = first, second
				list = append(list, a)
			}
		}
	}
	return list
}
