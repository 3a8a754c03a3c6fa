package geometry

import (
	"math"
	"math/bits"
	"slices"

	"github.com/witnessos/witnessos/internal/shortsort"
)

// Golden looks for two of the lengths that stand in the golden ratio, to one part in 10⁹. It
// returns the first such pair in order of size, or ok = false.
func Golden(lengths []float64) (long, short float64, ok bool) {
	sorted := slices.Clone(lengths)
	shortsort.Sort(sorted)
	for _, short := range sorted {
		want := short * Phi
		i, _ := slices.BinarySearch(sorted, want*(1-1e-9))
		if short > 0 && i < len(sorted) && sorted[i] <= want*(1+1e-9) {
			return sorted[i], short, true
		}
	}
	return 0, 0, false
}

// Distances returns the distances between every two of the points.
func Distances(points []Point) []float64 {
	var list []float64
	for i, p := range points {
		for _, q := range points[:i] {
			list = append(list, p.Distance(q))
		}
	}
	return list
}

// Boxes counts the boxes of a grid that the lines of a drawing enter, to estimate its fractal
// dimension. The grid lies over a square from the origin to (side, side).
//
// For a drawing of finitely many smooth lines the true dimension is 1; what exceeds it in this
// range of sizes measures how densely the lines fill the plane.
type Boxes struct {
	scale float64 // boxes of the finest grid for a unit
	grid  grid
}

const (
	finest   = 128 // boxes along the side of the finest grid, a power of two
	coarsest = 4
)

// grid has a bit for every box.
type grid [finest][finest / 64]uint64

// NewBoxes returns an empty count over a square with the given side.
func NewBoxes(side float64) *Boxes { return &Boxes{scale: finest / side} }

// Line draws a line. Its ends must lie within the square.
func (b *Boxes) Line(p, q Point) { b.grid.line(p.Times(b.scale), q.Times(b.scale)) }

// Circle draws a circle within the square, as a polygon that is nowhere farther from it than an
// eighth of the side of the smallest boxes.
func (b *Boxes) Circle(c Circle) {
	center, r := c.Center.Times(b.scale), c.Radius*b.scale
	// The sagitta of one of n equal chords is about r·(π/n)²/2.
	n := 4 + int(2*math.Pi*math.Sqrt(r))
	sin, cos := math.Sincos(2 * math.Pi / float64(n))
	ray, from := Point{r, 0}, center.Add(Point{r, 0})
	for range n {
		ray = Point{ray.X*cos - ray.Y*sin, ray.X*sin + ray.Y*cos}
		to := center.Add(ray)
		b.grid.line(from, to)
		from = to
	}
}

// Count is the outcome of counting boxes.
type Count struct {
	Sides     []int   // boxes along the side of each grid
	Counts    []int   // boxes that the lines enter, for each grid
	Dimension float64 // slope of ln count over ln side, by least squares
}

// Count counts the boxes in grids of 4 to 128 boxes a side. If nothing was drawn there is no
// dimension: ok is false. Boxes are not to be used again.
func (b *Boxes) Count() (c Count, ok bool) {
	for side := finest; side >= coarsest; side /= 2 {
		n := b.grid.count(side)
		if n == 0 {
			return Count{}, false
		}
		c.Sides, c.Counts = append(c.Sides, side), append(c.Counts, n)
		b.grid.coarsen(side)
	}
	c.Dimension = slope(c.Sides, c.Counts)
	return c, true
}

func (g *grid) count(side int) (n int) {
	for _, row := range g[:side] {
		for _, word := range row {
			n += bits.OnesCount64(word)
		}
	}
	return n
}

// coarsen joins every four boxes of a grid with the given side into one.
func (g *grid) coarsen(side int) {
	for y := range side / 2 {
		var row [len(g[0])]uint64
		for i := range row {
			both := g[2*y][i] | g[2*y+1][i]
			row[i/2] |= evenBits(both|both>>1) << (32 * (i % 2))
		}
		g[y] = row
	}
}

// evenBits moves the bits 0, 2, 4 … of x to 0, 1, 2 …
func evenBits(x uint64) uint64 {
	x &= 0x5555555555555555
	x = (x | x>>1) & 0x3333333333333333
	x = (x | x>>2) & 0x0f0f0f0f0f0f0f0f
	x = (x | x>>4) & 0x00ff00ff00ff00ff
	x = (x | x>>8) & 0x0000ffff0000ffff
	return (x | x>>16) & 0x00000000ffffffff
}

// line marks the boxes of side 1 that the line from p to q enters, row by row.
func (g *grid) line(p, q Point) {
	if p.Y > q.Y {
		p, q = q, p
	}
	x, y := int(p.X), int(p.Y)
	if last := int(q.Y); y < last {
		slant := (q.X - p.X) / (q.Y - p.Y)
		for leaves := p.X + slant*(float64(y+1)-p.Y); y < last; y++ { // the row at this x
			g.mark(y, x, int(leaves))
			x = int(leaves)
			leaves += slant
		}
	}
	g.mark(y, x, int(q.X))
}

// mark sets the bits of boxes side by side. The remainders spare checks, and change nothing.
func (g *grid) mark(y, from, to int) {
	first, last := uint(min(from, to)), uint(max(from, to))
	row := &g[uint(y)%finest]
	left, right := ^uint64(0)<<(first%64), ^uint64(0)>>(63-last%64)
	if first/64 == last/64 {
		row[first/64%uint(len(row))] |= left & right
		return
	}
	row[0] |= left
	row[1] |= right
}

// slope fits ln count = D·ln side + c.
func slope(sides, counts []int) float64 {
	var n, x, y, xx, xy float64
	for i := range sides {
		u, v := math.Log(float64(sides[i])), math.Log(float64(counts[i]))
		n, x, y, xx, xy = n+1, x+u, y+v, xx+u*u, xy+u*v
	}
	return (n*xy - x*y) / (n*xx - x*x)
}
