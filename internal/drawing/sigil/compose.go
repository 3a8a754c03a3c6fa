package sigil

import (
	"math"

	"github.com/witnessos/witnessos/internal/decimal"
)

// How far the figure may reach from the middle, and where the rim is.
const (
	roomAlone  = 0.44
	roomInside = 0.375 // of a border or a rim of marks
	rim        = 0.463
	markRadius = 0.034

	// mostSingle is the number of strokes up to which each is an element of its own and every
	// letter has its node; beyond it neighbours are chained and only the ends are marked.
	mostSingle = 64
	chainOf    = 30
)

type composer struct {
	design   Design
	hand     hand
	scale    float64
	elements []Element
}

// Compose dresses a design: ground, base, strokes, nodes, border and marks, in the order in which
// they are drawn.
func Compose(d Design) []Element {
	room := roomAlone
	if d.Border || len(d.Marks) > 0 {
		room = roomInside
	}
	c := composer{design: d, hand: d.Style.hand(), scale: room / Reach, elements: make([]Element, 0, 32+2*len(d.Strokes))}
	c.ground()
	c.base()
	c.strokes()
	c.inner()
	c.nodes()
	c.border()
	c.marks()
	return c.elements
}

// place scales a point of the design around the middle. It is not inlined, for the size of a Worker.
//
//go:noinline
func (c *composer) place(p Point) Point {
	return Point{0.5 + (p[0]-0.5)*c.scale, 0.5 + (p[1]-0.5)*c.scale}
}

func (c *composer) add(kind string, start, end Point, controls []Point, p Properties) {
	if controls == nil {
		controls = []Point{}
	}
	for i := range controls {
		controls[i] = controls[i].rounded()
	}
	if p.Opacity == 0 {
		p.Opacity = 1
	}
	p.Radius = decimal.Round(p.Radius, 4)
	c.elements = append(c.elements, Element{kind, start.rounded(), end.rounded(), controls, p})
}

func (c *composer) circle(at Point, radius float64, p Properties) {
	p.Radius = radius
	c.add(Circle, at, Point{at[0] + radius, at[1]}, nil, p)
}

func (c *composer) symbol(name string, at Point, radius float64, p Properties) {
	p.Style, p.Radius = name, radius
	c.add(Symbol, at, Point{at[0] + radius, at[1]}, nil, p)
}

var middle = Point{0.5, 0.5}

// ground draws what lies behind everything: the alphabet or the square that the path runs over,
// the spokes, and the rings of a drawing for meditation.
func (c *composer) ground() {
	d := c.design
	faint := Properties{Role: "ground", Style: "plain", Weight: 0.002, Opacity: 0.45}
	for _, p := range d.Spokes {
		c.add(Line, middle, c.place(p), nil, faint)
	}
	if d.Ring {
		faint.Count = 26
		name := "dots"
		if c.hand.texts {
			name = "alphabet"
		}
		c.symbol(name, middle, RingRadius*c.scale, faint)
	}
	if d.Square > 0 && d.Style != Minimal {
		faint.Count = d.Square
		name := "grid"
		if c.hand.texts {
			name = "numbers"
		}
		c.symbol(name, middle, SquareHalf*c.scale, faint)
	}
	for _, k := range d.Core {
		c.add(Line, c.place(k.From), c.place(k.To), nil, Properties{Role: "ground", Style: "plain", Weight: 0.003, Opacity: 0.75})
	}
	if d.Calm {
		const rings = 4
		for i := range rings {
			c.circle(middle, roomInside*float64(i+1)/rings, Properties{Role: "ground", Style: "plain", Weight: 0.0025, Opacity: 0.35})
		}
		c.circle(middle, 0.012, Properties{Role: "ground", Style: "plain", Fill: true})
	}
}

// base draws the figure that a sigil stands on or in.
func (c *composer) base() {
	p := Properties{Role: "base", Style: c.hand.style, Weight: c.hand.base, Opacity: 0.8}
	switch n := c.design.Shape; {
	case n == Round:
		c.circle(middle, Reach*c.scale, p)
	case n > 0:
		corners := Corners(n)
		for i := range corners {
			c.add(Line, c.place(corners[i]), c.place(corners[(i+1)%n]), nil, p)
		}
	}
}

// Corners are those of a regular figure that fills a design, from the top clockwise. A square
// stands on its side.
func Corners(n int) []Point {
	turn := 0.0
	if n == 4 {
		turn = math.Pi / 4
	}
	corners := make([]Point, n)
	for i := range corners {
		corners[i] = Polar(Reach, Top+turn+2*math.Pi*float64(i)/float64(n))
	}
	return corners
}

// strokes draws the path. A hand that bows bends straight strokes to alternating sides.
func (c *composer) strokes() {
	n := len(c.design.Strokes)
	chained := n > mostSingle
	// Many strokes cross so often that they must be thinner to stay apart.
	const crowd = 14
	share := min(max(math.Sqrt(crowd/float64(max(n, 1))), 0.4), 1)
	for i, s := range c.design.Strokes {
		if !s.Bent && c.hand.bow > 0 {
			s = s.bowed(c.hand.bow * float64(1-2*(i&1)))
		}
		p := Properties{Role: "figure", Style: c.hand.style, Weight: c.hand.weight * share, Opacity: 1}
		if s.Second {
			p.Weight, p.Opacity = p.Weight*0.6, 0.6
		}
		if c.design.Calm {
			p.Weight *= 0.75
		}
		p.Weight = decimal.Round(p.Weight, 4)
		from, to := c.place(s.From), c.place(s.To)
		if chained && c.chain(s, p) {
			continue
		}
		if s.Bent {
			c.add(Curve, from, to, []Point{c.place(s.C1), c.place(s.C2)}, p)
		} else {
			c.add(Line, from, to, nil, p)
		}
	}
}

// chain lengthens the last element by a stroke that begins where it ends and looks the same.
func (c *composer) chain(s Stroke, p Properties) bool {
	if len(c.elements) == 0 {
		return false
	}
	last := &c.elements[len(c.elements)-1]
	from := c.place(s.From).rounded()
	if last.Properties != p || last.End != from || (last.Type == Curve) != s.Bent || len(last.Controls) >= chainOf {
		return false
	}
	last.Controls = append(last.Controls, from)
	if s.Bent {
		last.Controls = append(last.Controls, c.place(s.C1).rounded(), c.place(s.C2).rounded())
	}
	last.End = c.place(s.To).rounded()
	return true
}

// bowed bends a straight stroke to its left by a share of its length.
func (s Stroke) bowed(share float64) Stroke {
	dx, dy := s.To[0]-s.From[0], s.To[1]-s.From[1]
	off := func(t float64) Point {
		return within(Point{s.From[0] + t*dx + share*dy, s.From[1] + t*dy - share*dx})
	}
	s.C1, s.C2, s.Bent = off(0.3), off(0.7), true
	return s
}

// within moves a point that lies beyond the reach of a design onto its edge.
func within(p Point) Point {
	x, y := p[0]-0.5, p[1]-0.5
	if r := math.Hypot(x, y); r > Reach {
		return Point{0.5 + x*Reach/r, 0.5 + y*Reach/r}
	}
	return p
}

// inner joins the further nodes and rings each of them.
func (c *composer) inner() {
	points := c.design.Inner
	p := Properties{Role: "figure", Style: "plain", Weight: 0.004}
	for i := range points {
		if len(points) > 1 && (i > 0 || len(points) > 2) {
			c.add(Line, c.place(points[(i+len(points)-1)%len(points)]), c.place(points[i]), nil, p)
		}
	}
	for _, at := range points {
		c.circle(c.place(at), 0.014, Properties{Role: "node", Style: "ring", Weight: 0.004})
	}
}

// nodes marks the letters, the beginning and the end.
func (c *composer) nodes() {
	d, h := c.design, c.hand
	if h.node != "" && len(d.Nodes) <= mostSingle {
		for _, at := range d.Nodes {
			if d.Path > 0 && (at == d.Strokes[0].From || at == d.Strokes[d.Path-1].To) {
				continue // has a mark of its own
			}
			c.symbol(h.node, c.place(at), h.nodeSize, Properties{Role: "node", Weight: 0.004, Fill: h.node != "joint"})
		}
	}
	if len(d.Loops) <= mostSingle {
		for _, at := range d.Loops {
			c.circle(c.place(at), 0.027, Properties{Role: "node", Style: "loop", Weight: decimal.Round(h.base+0.002, 4)})
		}
	}
	if d.Path > 0 {
		c.circle(c.place(d.Strokes[0].From), 0.0185, Properties{Role: "node", Style: "ring", Weight: 0.007})
		c.bar(d.Strokes[d.Path-1])
	}
}

// bar crosses the end of the path.
func (c *composer) bar(s Stroke) {
	at, back := c.place(s.To), c.place(s.C2)
	if back == at {
		back = c.place(s.From)
	}
	dx, dy := at[0]-back[0], at[1]-back[1]
	length := math.Hypot(dx, dy)
	if length == 0 {
		return
	}
	const half = 0.03
	dx, dy = half*dx/length, half*dy/length
	c.add(Line, Point{at[0] - dy, at[1] + dx}, Point{at[0] + dy, at[1] - dx}, nil, Properties{Role: "node", Style: "bar", Weight: 0.009})
}

// border draws the rim in the manner of the style.
func (c *composer) border() {
	if !c.design.Border {
		return
	}
	ring := func(radius, weight float64) {
		c.circle(middle, radius, Properties{Role: "border", Style: "plain", Weight: weight})
	}
	band := func(name string, count int, weight float64) {
		c.symbol(name, middle, rim, Properties{Role: "border", Weight: weight, Count: count})
	}
	switch c.design.Style {
	case Ornate:
		ring(0.485, 0.006)
		ring(0.442, 0.003)
		band("scallops", 36, 0.0035)
	case Organic:
		band("vine", 22, 0.0045)
	case Geometric:
		ring(0.482, 0.003)
		ring(0.446, 0.005)
		band("ticks", 120, 0.003)
	case Mystical:
		ring(0.485, 0.003)
		ring(0.442, 0.003)
		band("moons", 28, 0.003)
	default:
		ring(rim, 0.006)
	}
}

// marks sets symbols around the rim.
func (c *composer) marks() {
	for i, name := range c.design.Marks {
		at := Polar(rim, Top+2*math.Pi*float64(i)/float64(len(c.design.Marks)))
		c.symbol(name, at, markRadius, Properties{Role: "mark", Weight: 0.003})
	}
}
