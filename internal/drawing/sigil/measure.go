package sigil

import (
	"math"
	"math/bits"
)

// Scores are measured on the figure: its strokes and what they stand on. Nodes, ground, border
// and marks do not count, because they would make every sigil as even as its rim.
type Scores struct {
	Length     float64 // of all strokes, in sides of the square
	Strokes    int     // straight lines, single curves and circles
	Centroid   Point   // of the ink, every stroke counted by its length
	Complexity float64 // 0 to 1
	Balance    float64 // 0 to 1
	Symmetry   float64 // 0 to 1
	Kind       string  // of symmetry, None if there is none to speak of
	Box        [4]float64
}

// The kinds of symmetry, by what maps the figure onto itself.
const (
	None       = "none"
	Vertical   = "mirror_vertical"   // left and right
	Horizontal = "mirror_horizontal" // above and below
	Diagonal   = "mirror_diagonal"   // over one of the diagonals
	HalfTurn   = "half_turn"
)

// symmetricFrom is the overlap from which a figure may be called symmetric.
const symmetricFrom = 0.9

// Measure weighs elements.
//
//   - Complexity is 1 − 1/(1 + L/6 + n/24) for a length L in sides and n strokes.
//   - Balance is 1 − 4d, at least 0, for a distance d of the centroid from the middle.
//   - Symmetry lays a grid of 64 × 64 cells over the square and asks how large a part of the cells
//     with ink meets ink, in the same or a neighbouring cell, after a mirroring or a half turn.
//     The best of the five counts.
func Measure(elements []Element) Scores {
	s := Scores{Box: [4]float64{1, 1, 0, 0}, Kind: None}
	var ink grid
	var x, y float64
	// walk marks the straight way from a to b.
	walk := func(a, b Point) {
		dx, dy := b[0]-a[0], b[1]-a[1]
		length := math.Hypot(dx, dy)
		s.Length += length
		x += length * (a[0] + b[0]) / 2
		y += length * (a[1] + b[1]) / 2
		for i, steps := 0, int(1+1.25*cells*length); i <= steps; i++ {
			t := float64(i) / float64(steps)
			ink.set(a[0]+t*dx, a[1]+t*dy)
		}
		s.cover(a)
		s.cover(b)
	}
	for i := range elements {
		e := &elements[i]
		if e.Properties.Role != "figure" && e.Properties.Role != "base" {
			continue
		}
		e.segments(func(a, c1, c2, b Point) {
			s.Strokes++
			const pieces = 12 // a bend is within a thousandth of the side of so many straight ones
			switch e.Type {
			case Curve:
				from := a
				for i := 1; i <= pieces; i++ {
					to := bezier(a, c1, c2, b, float64(i)/pieces)
					walk(from, to)
					from = to
				}
			case Circle:
				r := e.Properties.Radius
				from := Point{a[0] + r, a[1]}
				for i := 1; i <= 4*pieces; i++ {
					sin, cos := math.Sincos(2 * math.Pi * float64(i) / (4 * pieces))
					to := Point{a[0] + r*cos, a[1] + r*sin}
					walk(from, to)
					from = to
				}
			default:
				walk(a, b)
			}
		})
	}
	if s.Length == 0 {
		s.Box, s.Centroid = [4]float64{0.5, 0.5, 0.5, 0.5}, middle
		return s
	}
	s.Centroid = Point{x / s.Length, y / s.Length}
	s.Complexity = 1 - 1/(1+s.Length/6+float64(s.Strokes)/24)
	s.Balance = max(0, 1-4*math.Hypot(s.Centroid[0]-0.5, s.Centroid[1]-0.5))
	s.Symmetry, s.Kind = ink.symmetry()
	if s.Symmetry < symmetricFrom {
		s.Kind = None
	}
	return s
}

// cover widens the box so that a point lies in it. It is written out, since the built-in functions for
// numbers with a fraction are slow in Wasm.
func (s *Scores) cover(p Point) {
	if p[0] < s.Box[0] {
		s.Box[0] = p[0]
	}
	if p[1] < s.Box[1] {
		s.Box[1] = p[1]
	}
	if p[0] > s.Box[2] {
		s.Box[2] = p[0]
	}
	if p[1] > s.Box[3] {
		s.Box[3] = p[1]
	}
}

// segments calls yield for each straight line, each single curve, and a circle, with its ends and
// control points.
func (e *Element) segments(yield func(a, c1, c2, b Point)) {
	from, controls := e.Start, e.Controls
	if e.Type == Curve {
		for len(controls) > 2 {
			yield(from, controls[0], controls[1], controls[2])
			from, controls = controls[2], controls[3:]
		}
		if len(controls) == 2 {
			yield(from, controls[0], controls[1], e.End)
		}
		return
	}
	for _, p := range controls {
		yield(from, from, p, p)
		from = p
	}
	yield(from, from, e.End, e.End)
}

func bezier(a, c1, c2, b Point, t float64) Point {
	u := 1 - t
	wa, w1, w2, wb := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return Point{wa*a[0] + w1*c1[0] + w2*c2[0] + wb*b[0], wa*a[1] + w1*c1[1] + w2*c2[1] + wb*b[1]}
}

const cells = 64

// grid has one bit for each cell of the square: a word for each row, the lowest bit on the left.
type grid [cells]uint64

func (g *grid) set(x, y float64) {
	column := min(max(int(x*cells), 0), cells-1)
	row := min(max(int(y*cells), 0), cells-1)
	g[row] |= 1 << column
}

// symmetry is the best overlap of the grid with its images, and what kind of image that is.
func (g *grid) symmetry() (float64, string) {
	fat, over := g.widened(), *g
	over.transpose()
	kinds := [...]string{Vertical, Horizontal, HalfTurn, Diagonal, Diagonal}
	var met [len(kinds)]int
	total := 0
	for y := range cells {
		total += bits.OnesCount64(g[y])
		opposite := cells - 1 - y
		for i, image := range [...]uint64{
			bits.Reverse64(g[y]), g[opposite], bits.Reverse64(g[opposite]), over[y], bits.Reverse64(over[opposite]),
		} {
			met[i] += bits.OnesCount64(image & fat[y])
		}
	}
	best, kind := 0.0, None
	for i, n := range met {
		if share := float64(n) / float64(total); share > best {
			best, kind = share, kinds[i]
		}
	}
	return best, kind
}

// transpose makes columns of the rows, swapping blocks of half the size in each round (Warren, Hacker's
// Delight, 2nd edition, 7-3).
func (g *grid) transpose() {
	low := uint64(1)<<(cells/2) - 1 // the lower half of the bits of each block
	for half := cells / 2; half > 0; half /= 2 {
		for y := 0; y < cells; y = (y + half + 1) &^ half {
			swap := (g[y]>>half ^ g[y+half]) & low
			g[y] ^= swap << half
			g[y+half] ^= swap
		}
		low ^= low << (half / 2)
	}
}

// widened has also every cell beside one of the grid, diagonally too.
func (g *grid) widened() grid {
	var rows, fat grid
	for y, row := range g {
		rows[y] = row | row<<1 | row>>1
	}
	for y := range cells {
		fat[y] = rows[y] | rows[max(y-1, 0)] | rows[min(y+1, cells-1)]
	}
	return fat
}
