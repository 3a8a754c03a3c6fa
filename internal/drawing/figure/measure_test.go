package figure_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/drawing/figure"
	"github.com/witnessos/witnessos/internal/geometry"
)

func TestRatiosAreTheExactOnes(t *testing.T) {
	phi := geometry.Phi
	exact := map[string]float64{
		"√3": math.Sqrt(3), "2": 2, "3": 3, "3/2": 1.5, "4": 4, "5": 5, "φ": phi, "√2": math.Sqrt2, "√3/2": math.Sqrt(3) / 2,
		"√6/4": math.Sqrt(6) / 4, "√3·φ/2": math.Sqrt(3) * phi / 2, "√(φ²+1)/2": math.Sqrt(phi*phi+1) / 2,
	}
	for _, p := range plans() {
		f := figure.Compose(p)
		require.NotEmpty(t, f.Ratios, name(p))
		for _, r := range f.Ratios {
			switch {
			case r.Exact != "":
				want, known := exact[r.Exact]
				require.True(t, known, r.Exact)
				assert.InDelta(t, want, r.Value, 1e-12, "%s %s", name(p), r.Kind)
			case r.Kind == "chord":
				assert.InDelta(t, 2*math.Cos(math.Pi/float64(p.Petals)), r.Value, 1e-12)
			case r.Kind == "layer":
				assert.Greater(t, r.Value, 1.0)
			default:
				assert.Fail(t, "a ratio without an expression", "%s %s", name(p), r.Kind)
			}
		}
	}
}

func TestGoldenRatioWhereItIs(t *testing.T) {
	for _, p := range plans() {
		want := p.Pattern == "golden_spiral" || p.Solid == "dodecahedron" || p.Solid == "icosahedron" || p.Petals%5 == 0 && p.Petals > 0
		_, _, ok := geometry.Golden(figure.Compose(p).Lengths)
		assert.Equal(t, want, ok, name(p))
	}
}

// A declared symmetry maps the elements of the figure to each other; in a personal pattern all but
// the seeds and the solid.
func TestDeclaredSymmetry(t *testing.T) {
	for _, p := range plans() {
		f := figure.Compose(p)
		if f.Symmetry.Group != "dihedral" && f.Symmetry.Group != "mirror" {
			continue
		}
		var list []figure.Shape
		heart := false // everything painted after the disc in the middle of a personal pattern
		for _, s := range f.Shapes {
			seed := p.Pattern == "personal" && s.Kind == figure.Circle && s.Center.Distance(f.Center) > 1
			if !s.Ground && !heart && !seed {
				list = append(list, s)
			}
			heart = heart || p.Pattern == "personal" && s.Style == "paper lb w2"
		}
		require.Len(t, f.Symmetry.Axes, f.Symmetry.Order, name(p))
		for _, axis := range f.Symmetry.Axes {
			direction := geometry.Polar(1, axis*math.Pi/180)
			assertMapped(t, f, list, func(q geometry.Point) geometry.Point {
				dot := q.X*direction.X + q.Y*direction.Y
				return direction.Times(2 * dot).Sub(q)
			}, name(p)+" mirrored")
		}
		if f.Symmetry.Order > 1 {
			assertMapped(t, f, list, func(q geometry.Point) geometry.Point { return q.Turned(2 * math.Pi / float64(f.Symmetry.Order)) }, name(p)+" turned")
		}
	}
}

// assertMapped checks that a motion of the plane, with the centre at the origin and y upward, maps
// every shape to one of the shapes.
func assertMapped(t *testing.T, f *figure.Figure, list []figure.Shape, motion func(geometry.Point) geometry.Point, message string) {
	t.Helper()
	move := func(q geometry.Point) geometry.Point {
		q = q.Sub(f.Center)
		q = motion(geometry.Point{X: q.X, Y: -q.Y})
		return f.Center.Add(geometry.Point{X: q.X, Y: -q.Y})
	}
	for _, s := range list {
		found := false
		for _, other := range list {
			if sameAs(s, other, move) {
				found = true
				break
			}
		}
		if !assert.True(t, found, "%s: %s %s", message, s.Kind, s.Style) {
			return
		}
	}
}

// sameAs compares the points of two shapes as sets.
func sameAs(s, other figure.Shape, move func(geometry.Point) geometry.Point) bool {
	const hair = 1e-6
	if s.Kind != other.Kind || len(s.Points) != len(other.Points) || math.Abs(s.Radius-other.Radius) > hair {
		return false
	}
	if s.Kind == figure.Circle {
		return move(s.Center).Distance(other.Center) < hair
	}
	for _, p := range s.Points {
		p = move(p)
		near := false
		for _, q := range other.Points {
			if p.Distance(q) < hair {
				near = true
				break
			}
		}
		if !near {
			return false
		}
	}
	return true
}

func TestLinesMeetWhereTheFigureSaysSo(t *testing.T) {
	lines := func(p figure.Plan) map[int]int {
		p.Size = 512
		counts := map[int]int{}
		for _, m := range figure.Compose(p).Meets {
			counts[m.Lines]++
		}
		return counts
	}
	assert.Equal(t, map[int]int{6: 7, 4: 6, 3: 6}, lines(figure.Plan{Pattern: "flower_of_life"}), "six circles through every inner centre")
	assert.Equal(t, map[int]int{6: 1, 3: 6}, lines(figure.Plan{Pattern: "seed_of_life"}))
	// Twelve lines end in every centre. Three more pass an inner one on its axis and one across it;
	// four on each of the three axes pass the middle.
	assert.Equal(t, map[int]int{12: 6, 12 + 3 + 1: 6, 12 + 3*4: 1}, lines(figure.Plan{Pattern: "metatrons_cube"}))
	assert.Equal(t, map[int]int{2: 18}, lines(figure.Plan{Pattern: "fruit_of_life"}), "two circles where they touch")
	assert.Equal(t, map[int]int{2: 2}, lines(figure.Plan{Pattern: "vesica_piscis"}))
	assert.Equal(t, map[int]int{3: 31}, lines(figure.Plan{Pattern: "sri_yantra"}), "three lines in every triple point")
	assert.Equal(t, map[int]int{3: 7}, lines(figure.Plan{Pattern: "platonic_solid", Solid: "cube"}), "three edges at every corner to be seen")
	for _, p := range plans() {
		for _, m := range figure.Compose(p).Meets {
			assert.GreaterOrEqual(t, m.Lines, 2, name(p))
		}
	}
}

func TestCountsOfElements(t *testing.T) {
	count := func(p figure.Plan) map[figure.Kind]int {
		p.Size, p.Scale = 512, 1
		counts := map[figure.Kind]int{}
		for _, s := range figure.Compose(p).Shapes {
			if !s.Ground {
				counts[s.Kind]++
			}
		}
		return counts
	}
	assert.Equal(t, map[figure.Kind]int{figure.Circle: 19 + 1}, count(figure.Plan{Pattern: "flower_of_life"}))
	assert.Equal(t, map[figure.Kind]int{figure.Circle: 7 + 1}, count(figure.Plan{Pattern: "seed_of_life"}))
	assert.Equal(t, map[figure.Kind]int{figure.Circle: 2 + 1}, count(figure.Plan{Pattern: "vesica_piscis"}))
	assert.Equal(t, map[figure.Kind]int{figure.Circle: 13 + 1}, count(figure.Plan{Pattern: "fruit_of_life"}))
	assert.Equal(t, map[figure.Kind]int{figure.Circle: 13, figure.Line: 78}, count(figure.Plan{Pattern: "metatrons_cube"}))
	// Three girdles, a circle around each lotus's inside, and the bindu; triangles, petals and squares.
	assert.Equal(t, map[figure.Kind]int{figure.Circle: 3 + 2 + 1, figure.Polygon: 9 + 8 + 16 + 3}, count(figure.Plan{Pattern: "sri_yantra"}))
	assert.Equal(t, map[figure.Kind]int{figure.Spiral: 1, figure.Circle: 13*4 + 1}, count(figure.Plan{Pattern: "golden_spiral", Turns: 4}))
	for _, n := range []int{4, 7, 24} {
		mandala := count(figure.Plan{Pattern: "mandala", Petals: n, Layers: 3})
		assert.Equal(t, 3*n, mandala[figure.Polygon], "petals")
		assert.Equal(t, n+n+4+2, mandala[figure.Circle], "rosette, beads, rings, rim and middle")
	}
	for _, name := range geometry.Solids {
		s := geometry.Platonic(name)
		solid := count(figure.Plan{Pattern: "platonic_solid", Solid: name})
		assert.Equal(t, len(s.Edges), solid[figure.Line], "every edge, hidden or not")
		assert.Less(t, solid[figure.Polygon], len(s.Faces), "faces that can be seen")
		assert.GreaterOrEqual(t, solid[figure.Polygon], 2)
	}
}

// Hidden edges are painted before the faces, visible ones after them, and no two corners of a
// solid fall on one another.
func TestDepthOfSolids(t *testing.T) {
	for _, solid := range geometry.Solids {
		f := figure.Compose(figure.Plan{Pattern: "platonic_solid", Solid: solid, Size: 512})
		stage, hidden := 0, 0
		ends := map[geometry.Point]bool{}
		for _, s := range f.Shapes {
			now := stage
			switch {
			case s.Style == "hidden":
				now = 1
				hidden++
			case s.Face:
				now = 2
			case s.Kind == figure.Line:
				now = 3
			}
			assert.GreaterOrEqual(t, now, stage, solid)
			stage = now
			if s.Kind == figure.Line {
				ends[s.Points[0]], ends[s.Points[1]] = true, true
			}
		}
		assert.Positive(t, hidden, solid)
		assert.Len(t, ends, f.Facts.Vertices, solid)
		for p := range ends {
			for q := range ends {
				assert.True(t, p == q || p.Distance(q) > 8, "%s: corners %v and %v", solid, p, q)
			}
		}
	}
}

// The frames of these solids end in their corners: a cube and three rectangles in the dodecahedron,
// three rectangles in the icosahedron.
func TestFramesEndInCorners(t *testing.T) {
	for solid, lines := range map[string]int{"dodecahedron": 12 + 12, "icosahedron": 12} {
		f := figure.Compose(figure.Plan{Pattern: "platonic_solid", Solid: solid, Size: 512, Construction: true})
		require.Len(t, f.Lines, lines, solid)
		used := map[geometry.Point]bool{}
		for _, l := range f.Lines {
			for _, end := range l.Points {
				found := false
				for _, s := range f.Shapes {
					for _, corner := range s.Points {
						if s.Kind == figure.Line && corner.Distance(end) < 1e-9 {
							found, used[corner] = true, true
						}
					}
				}
				assert.True(t, found, "%s: %v", solid, end)
			}
		}
		assert.Len(t, used, f.Facts.Vertices, "%s: every corner belongs to the frame", solid)
	}
}
