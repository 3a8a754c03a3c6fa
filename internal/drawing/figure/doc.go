// Package figure composes the figures of package geometry on a square sheet and draws them as SVG,
// in one of five colour schemes, each with its own paper and a dark counterpart.
//
// [Compose] gives a [Figure]: its elements in the order in which they are painted, construction
// lines, points to rest the eyes on, and ratios that were measured on it. Coordinates are those of
// the picture, with the y axis downward. [Figure.Draw] paints it. Nothing is random, and the
// composition does not depend on what is shown of it: construction lines, marks and captions come
// on top of the same figure.
package figure

import "github.com/witnessos/witnessos/internal/geometry"

// Plan says what to compose.
type Plan struct {
	Pattern string  // one of Patterns
	Solid   string  // of the patterns platonic_solid and personal: one of geometry.Solids
	Petals  int     // of mandala and personal, from 3
	Layers  int     // of mandala and personal, from 1
	Turns   int     // of golden_spiral and personal, from 1
	Scale   float64 // of personal: the breadth of the mandala, 1 being the middle
	Size    float64 // side of the picture

	Construction bool // whether to find the construction lines as well
}

// Patterns are the figures that can be composed.
var Patterns = []string{
	"mandala", "flower_of_life", "seed_of_life", "fruit_of_life", "metatrons_cube", "sri_yantra",
	"golden_spiral", "platonic_solid", "vesica_piscis", "personal",
}

// Figure is a composition.
type Figure struct {
	Plan
	Center   geometry.Point
	Shapes   []Shape // in the order of painting
	Lines    []Shape // of the construction, if they were asked for
	Marks    []Mark
	Ratios   []Ratio
	Meets    []Meet // where lines of the figure meet
	Symmetry Symmetry
	Facts    Facts

	// Lengths are those in which a golden ratio is looked for.
	Lengths []float64
}

// Kind is what a shape is.
type Kind string

// The kinds of shapes.
const (
	Circle  Kind = "circle"
	Line    Kind = "line"
	Polygon Kind = "polygon" // closed; its sides may be curved
	Spiral  Kind = "spiral"
)

// Shape is one element of a figure.
type Shape struct {
	Kind   Kind
	Points []geometry.Point // of all but circles
	Curved bool             // Points are, in turn, points and control points of quadratic Bézier curves
	Center geometry.Point   // of circles
	Radius float64          // of circles
	Style  string           // classes
	Ground bool             // colours an area that others bound, and is no element itself
	Face   bool             // an area whose sides are elements of their own
}

// Mark is a point of the figure to rest the eyes on.
type Mark struct {
	Kind string
	At   geometry.Point
}

// Meet is a point with the number of lines that run through it or end in it: circles, curves and
// straight lines, each side of a polygon being one.
type Meet struct {
	At    geometry.Point
	Lines int
}

// Ratio is a proportion of the figure, found by measuring two lengths of it.
type Ratio struct {
	Kind  string
	Value float64
	Exact string // as an expression; empty when there is no short one
}

// Symmetry tells which turns and reflections leave the figure as it is.
type Symmetry struct {
	Group string    // dihedral, mirror, spiral, tetrahedral, octahedral or icosahedral
	Order int       // of the rotation for plane figures; of the full group for solids
	Axes  []float64 // of plane figures: the directions of the mirror axes, in degrees from the x axis
	Turns []Turn    // of solids
}

// Turn counts the axes of a solid about which it can be turned by 360°/Order.
type Turn struct{ Order, Count int }

// Facts are counts and sizes of some figures; zero where they have no meaning.
type Facts struct {
	Vertices, Edges, Faces int     // of a solid
	Triangles              int     // of the Sri Yantra
	SmallTriangles         int     // of the Sri Yantra
	Residual               float64 // of the Sri Yantra: the largest gap in a triple point, in radii
	Unit                   float64 // radius of the circles, or of what else the figure is built from
}

// Compose builds a figure. A pattern or solid that is not listed panics: it is a mistake in the
// program.
func Compose(p Plan) *Figure {
	f := &Figure{Plan: p, Center: geometry.Point{X: p.Size / 2, Y: p.Size / 2}, Shapes: make([]Shape, 0, 128)}
	switch p.Pattern {
	case "vesica_piscis":
		f.vesica()
	case "seed_of_life":
		f.flower(1)
	case "flower_of_life":
		f.flower(2)
	case "fruit_of_life":
		f.fruit(false)
	case "metatrons_cube":
		f.fruit(true)
	case "mandala":
		f.mandala()
	case "golden_spiral":
		f.spiral()
	case "sri_yantra":
		f.yantra()
	case "platonic_solid":
		f.solid()
	case "personal":
		f.personal()
	default:
		panic("figure: no pattern " + p.Pattern)
	}
	f.countMeets()
	return f
}

// extent is the radius of the largest circle of a figure, as a share of the size.
const extent = 0.425
