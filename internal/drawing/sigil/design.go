package sigil

// Design is a sigil before it is dressed. Its points lie within Reach of the middle of the
// square; composing scales them to the room that border and marks leave.
type Design struct {
	Strokes []Stroke // in the order of drawing
	Nodes   []Point  // the letters, each place once
	Loops   []Point  // where a letter follows itself
	Path    int      // how many of the strokes, from the first, are a path with a beginning and an end
	Inner   []Point  // further nodes, joined to a figure of their own

	Shape  int      // corners of the figure behind the strokes, Round for a circle, 0 for none
	Spokes []Point  // rim points that the ground joins with the middle
	Ring   bool     // the ground is the ring of the alphabet
	Square int      // the ground is a square of so many rows
	Core   []Stroke // drawn finely in the middle, part of the ground

	Style  Style
	Border bool
	Calm   bool     // rings and a point in the middle for the eye to rest on
	Marks  []string // names of symbols around the rim, from the top clockwise
}

// Stroke joins two points. C1 and C2 are the control points of a curve; in a straight stroke
// they are those of no curve at all, the ends themselves.
type Stroke struct {
	From, C1, C2, To Point
	Bent             bool
	Second           bool // belongs to the lighter of two layers
}

// Straight is a straight stroke.
func Straight(from, to Point) Stroke { return Stroke{From: from, C1: from, C2: to, To: to} }

// Smooth joins points in order by one curve without corners: a Catmull-Rom spline, whose direction
// at each point is that from its neighbour before to its neighbour after.
func Smooth(points []Point) []Stroke {
	strokes := make([]Stroke, 0, len(points))
	at := func(i int) Point { return points[min(max(i, 0), len(points)-1)] }
	for i := range len(points) - 1 {
		a, b, before, after := at(i), at(i+1), at(i-1), at(i+2)
		strokes = append(strokes, Stroke{
			From: a, To: b, Bent: true,
			C1: within(Point{a[0] + (b[0]-before[0])/6, a[1] + (b[1]-before[1])/6}),
			C2: within(Point{b[0] - (after[0]-a[0])/6, b[1] - (after[1]-a[1])/6}),
		})
	}
	return strokes
}

// Style is the hand that a sigil is drawn in.
type Style string

const (
	Minimal   Style = "minimal"   // one even line
	Ornate    Style = "ornate"    // an engraved double line with rosettes and a scalloped rim
	Organic   Style = "organic"   // brushed, swelling strokes and a vine
	Geometric Style = "geometric" // ruled lines with open joints and a measured rim
	Mystical  Style = "mystical"  // fine lines with a glow, stars, and a rim of moons
)

// Reach is the greatest distance of a point of a design from the middle.
const Reach = 0.48

// Round is the shape of a circle.
const Round = -1

// RingRadius is where the letters of the ring stand in a design; the drawing writes them a little
// outside of it.
const RingRadius = 0.4

// SquareHalf is half the side of the square in a design.
const SquareHalf = 0.335

// hand is what a style does with strokes.
type hand struct {
	style    string  // how strokes are drawn
	weight   float64 // of strokes
	base     float64 // of the figure behind them
	node     string  // symbol on the letters; "" for none
	nodeSize float64
	bow      float64 // how far straight strokes bend, as a share of their length
	texts    bool    // the ground shows letters and numbers
}

func (s Style) hand() hand {
	switch s {
	case Ornate:
		return hand{style: "double", weight: 0.019, base: 0.004, node: "rosette", nodeSize: 0.021, texts: true}
	case Organic:
		return hand{style: "brush", weight: 0.021, base: 0.005, node: "bud", nodeSize: 0.011, bow: 0.11}
	case Geometric:
		return hand{style: "ruled", weight: 0.0065, base: 0.0035, node: "joint", nodeSize: 0.016, texts: true}
	case Mystical:
		return hand{style: "glow", weight: 0.006, base: 0.003, node: "spark", nodeSize: 0.026, texts: true}
	}
	return hand{style: "plain", weight: 0.0115, base: 0.005}
}
