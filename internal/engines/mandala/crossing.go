package mandala

import (
	"math"
	"slices"
)

// Crossing is an activation that goes from one line to the next one.
type Crossing struct {
	Days float64 // after the birth, negative before
	Side Side
	Body Body
	From Place // before the crossing, in the order of time
	To   Place

	Speed float64 // degrees of longitude for each day by which the birth is moved
}

// Gate reports whether the gate changes too.
func (c *Crossing) Gate() bool { return c.From.Gate != c.To.Gate }

// Uncertainty is how far the time of a crossing may be off, in seconds: by the error bound of
// the activation at its speed. Half a second is for the track and the rounding of times. A body
// that stands still crosses nothing for sure.
func (c *Crossing) Uncertainty(n *Natal) float64 {
	const secondsPerDay = 86400
	bound := n.Sides[c.Side].Activations[c.Body].Bound / 3600
	return min(0.5+secondsPerDay*bound/math.Abs(c.Speed), secondsPerDay/2)
}

// Crossings lists all changes of line for births from some days before to some days after
// the birth, in the order of time. Opposite points, the Sun and the Earth or the two nodes,
// cross at the very same time and stand next to each other.
func (m *Motion) Crossings(from, to float64) []Crossing {
	list := make([]Crossing, 0, 64) // two Moons make 14 lines a day each
	for side := range Side(SideCount) {
		for b := range Body(BodyCount) {
			if m.moves(side) && !bodies[b].mirrored {
				list = m.appendCrossings(list, side, b, from, to)
			}
		}
	}
	return list
}

// before is the order of crossings: that of time, and for those that come together that of sides and
// bodies.
func (c *Crossing) before(other *Crossing) bool {
	switch {
	case c.Days != other.Days:
		return c.Days < other.Days
	case c.Side != other.Side:
		return c.Side < other.Side
	}
	return c.Body < other.Body
}

// file puts a crossing into its place among others. It seldom goes far, because each body brings its
// own in order; what follows moves as one piece.
func file(list []Crossing, c Crossing) []Crossing {
	at := len(list)
	for at > 0 && c.before(&list[at-1]) {
		at--
	}
	list = append(list, c)
	if at < len(list)-1 {
		copy(list[at+1:], list[at:])
		list[at] = c
	}
	return list
}

// appendCrossings files those of a body, and of the one opposite to it.
func (m *Motion) appendCrossings(list []Crossing, side Side, b Body, from, to float64) []Crossing {
	t := &m.tracks[side][b]
	// Lines from the start of the wheel; the track adds to it without coming round.
	origin := m.natal.Sides[side].Activations[b].units / float64(LineLevel)
	width := LineLevel.Degrees()
	cross := func(start, end, boundary float64, before, after int) {
		days := t.crossing(start, end, (boundary-origin)*width)
		speed := t.speed(days)
		list = file(list, Crossing{days, side, b, lineAt(before), lineAt(after), speed})
		if b == Sun || b == NorthNode {
			const across = Gates * Lines / 2
			list = file(list, Crossing{days, side, b + 1, lineAt(before + across), lineAt(after + across), speed})
		}
	}
	start := from
	for _, end := range append(t.turns(from, to), to) {
		first, last := origin+t.at(start)/width, origin+t.at(end)/width
		if first <= last {
			for k := math.Ceil(first); k < last; k++ {
				cross(start, end, k, int(k)-1, int(k))
			}
		} else {
			for k := math.Floor(first); k > last; k-- {
				cross(start, end, k, int(k), int(k)-1)
			}
		}
		start = end
	}
	return list
}

// Visited lists the lines that an activation passes through in such births, in the order of
// time and without repetition.
func Visited(crossings []Crossing, a *Activation, side Side) []Place {
	var list []Place
	for i := range crossings {
		c := &crossings[i]
		if c.Side == side && c.Body == a.Body {
			if len(list) == 0 {
				list = append(list, c.From)
			}
			if !slices.Contains(list, c.To) {
				list = append(list, c.To)
			}
		}
	}
	if len(list) == 0 {
		list = append(list, a.Place())
	}
	return list
}
