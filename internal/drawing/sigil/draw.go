package sigil

import (
	"math"
	"strconv"
	"sync/atomic"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/svg"
)

// Palette is the colours of a sigil, as #rrggbb for light and dark each.
type Palette struct {
	Ink    [2]string // of the figure
	Accent [2]string // of everything around it
	Paper  [2]string
}

// Sheet says how elements are put on paper.
type Sheet struct {
	Title, Desc string
	Size        float64 // side of the viewBox
	Palette     Palette
	Numbers     []int // of the square, row by row, if the ground shows one
	Theme       svg.Theme
}

type drawing struct {
	*svg.Doc
	size  float64
	sheet Sheet
}

var rules = []svg.Rule{
	{Selector: ".paper", Body: "fill:$paper;stroke:none"},
	{Selector: "path", Body: "fill:none;stroke:$ink;stroke-linecap:round;stroke-linejoin:round"},
	{Selector: ".a", Body: "stroke:$accent"},
	{Selector: ".open", Body: "fill:$paper"},
	{Selector: ".core", Body: "stroke:$paper"},
	{Selector: ".engraved", Body: "stroke-linecap:butt"},
	{Selector: ".ruled", Body: "stroke-linecap:butt;stroke-linejoin:miter"},
	{Selector: ".solid", Body: "fill:$ink;stroke:none"},
	{Selector: ".solid.a", Body: "fill:$accent"},
	{Selector: ".glyph", Body: glyph.Style},
	{Selector: "text", Body: "fill:$accent"},
}

// last is the look of the sigil drawn last. Any client may bring colours of its own, so there is no end
// of looks to keep.
var last atomic.Pointer[look]

type look struct {
	palette Palette
	style   *svg.Style
}

func (p Palette) look() *svg.Style {
	if l := last.Load(); l != nil && l.palette == p {
		return l.style
	}
	color := func(name string, c [2]string) svg.Color { return svg.Color{Name: name, Light: c[0], Dark: c[1]} }
	l := &look{p, &svg.Style{
		Colors: []svg.Color{color("ink", p.Ink), color("accent", p.Accent), color("paper", p.Paper)},
		Rules:  rules,
	}}
	last.Store(l)
	return l.style
}

// Draw writes elements as an SVG document. The square is painted with the paper of the palette, so
// that the sigil shows on a page of any colour.
func Draw(elements []Element, s Sheet) string {
	d := drawing{size: s.Size, sheet: s, Doc: svg.New(svg.Head{
		ID: "sigil", Title: s.Title, Desc: s.Desc, Width: s.Size, Height: s.Size, Theme: s.Theme, Style: s.Palette.look(),
	})}
	d.Rect("paper", 0, 0, s.Size, s.Size, 0)
	for i := 0; i < len(elements); {
		n := 1
		for i+n < len(elements) && alike(&elements[i], &elements[i+n]) {
			n++
		}
		d.batch(elements[i : i+n])
		i += n
	}
	return d.String()
}

// alike elements share one path.
func alike(a, b *Element) bool {
	p, q := &a.Properties, &b.Properties
	if p.Role != q.Role || p.Style != q.Style || (a.Type == Symbol) != (b.Type == Symbol) {
		return false
	}
	if a.Type == Symbol {
		return p.Role == "node"
	}
	return p.Weight == q.Weight && p.Opacity == q.Opacity && p.Fill == q.Fill && p.Role != "node"
}

// batch draws elements that look the same.
func (d *drawing) batch(elements []Element) {
	e := &elements[0]
	p := &e.Properties
	if e.Type == Symbol {
		if p.Role == "node" {
			d.nodes(elements)
		} else {
			d.symbol(e)
		}
		return
	}
	class := "a"
	if p.Role == "figure" || p.Role == "node" {
		class = ""
	}
	switch {
	case p.Fill:
		d.path("solid "+class, d.trace(elements), 0, p.Opacity)
	case p.Style == "brush" && p.Role == "figure":
		d.path("solid", d.brush(elements), 0, p.Opacity)
	case p.Style == "double" && p.Role == "figure":
		path := d.trace(elements)
		d.path("engraved", path, p.Weight, p.Opacity)
		d.path("core engraved", path, decimal.Round(p.Weight*0.45, 4), 1)
	case p.Style == "glow" && p.Role == "figure":
		path := d.trace(elements)
		d.path("a", path, decimal.Round(p.Weight*4.6, 4), 0.11)
		d.path("a", path, decimal.Round(p.Weight*2.4, 4), 0.2)
		d.path("", path, p.Weight, p.Opacity)
	case p.Style == "ruled":
		d.path("ruled "+class, d.trace(elements), p.Weight, p.Opacity)
	case p.Style == "ring":
		d.path("open", d.trace(elements), p.Weight, p.Opacity)
	default:
		d.path(class, d.trace(elements), p.Weight, p.Opacity)
	}
}

// path writes a path with its width, given as a share of the side.
func (d *drawing) path(class string, p *svg.Path, weight, opacity float64) {
	attrs := make([]svg.Attr, 0, 2)
	if weight > 0 {
		attrs = append(attrs, svg.F("stroke-width", weight*d.size))
	}
	if opacity < 1 {
		attrs = append(attrs, svg.F("opacity", opacity))
	}
	d.Path(class, p, attrs...)
}

//go:noinline
func (d *drawing) at(p Point) (x, y float64) { return p[0] * d.size, p[1] * d.size }

// trace follows elements; where one begins at the end of another the line is not interrupted, so
// that corners are joined and not capped.
func (d *drawing) trace(elements []Element) *svg.Path {
	var path svg.Path
	last := Point{-1, -1}
	for i := range elements {
		e := &elements[i]
		if e.Type == Circle {
			d.ring(&path, e.Start, e.Properties.Radius)
			last = Point{-1, -1}
			continue
		}
		e.segments(func(a, c1, c2, b Point) {
			if a != last {
				path.M(d.at(a))
			}
			if e.Type == Curve {
				x1, y1 := d.at(c1)
				x2, y2 := d.at(c2)
				x, y := d.at(b)
				path.C(x1, y1, x2, y2, x, y)
			} else {
				path.L(d.at(b))
			}
			last = b
		})
	}
	return &path
}

func (d *drawing) ring(path *svg.Path, at Point, radius float64) {
	x, y := d.at(at)
	r := radius * d.size
	path.M(x-r, y).A(r, true, true, x+r, y).A(r, true, true, x-r, y).Z()
}

// brush outlines each stroke as a blade that swells from a point to the full weight and back.
func (d *drawing) brush(elements []Element) *svg.Path {
	var path svg.Path
	for i := range elements {
		e := &elements[i]
		half := e.Properties.Weight * 0.72 // a cubic blade is three quarters as wide as its controls
		e.segments(func(a, c1, c2, b Point) {
			dx, dy := b[0]-a[0], b[1]-a[1]
			length := math.Hypot(dx, dy)
			if length == 0 {
				return
			}
			nx, ny := -dy/length*half, dx/length*half
			x, y := d.at(a)
			path.M(x, y)
			d.cubic(&path, Point{c1[0] + nx, c1[1] + ny}, Point{c2[0] + nx, c2[1] + ny}, b)
			d.cubic(&path, Point{c2[0] - nx, c2[1] - ny}, Point{c1[0] - nx, c1[1] - ny}, a)
			path.Z()
		})
	}
	return &path
}

func (d *drawing) cubic(path *svg.Path, c1, c2, to Point) {
	x1, y1 := d.at(c1)
	x2, y2 := d.at(c2)
	x, y := d.at(to)
	path.C(x1, y1, x2, y2, x, y)
}

// letters writes the ring of the alphabet, A at the top.
func (d *drawing) letters(e *Element) {
	const size = 0.026
	for i := range 26 {
		p := Polar(e.Properties.Radius+0.05, Top+2*math.Pi*float64(i)/26)
		x, y := d.at(p)
		d.Text(x, y+0.35*size*d.size, size*d.size, svg.Middle, string(rune('A'+i)), "")
	}
}

// numbers writes the numbers of the square into its cells.
func (d *drawing) numbers(e *Element) {
	n := e.Properties.Count
	if len(d.sheet.Numbers) != n*n {
		return
	}
	cell := 2 * e.Properties.Radius / float64(n)
	size := min(0.34*cell, 0.03)
	size = max(size, 0.0155)
	for i, number := range d.sheet.Numbers {
		// Beside the middle, where the path runs.
		x := 0.5 - e.Properties.Radius + (float64(i%n)+0.5)*cell
		y := 0.5 - e.Properties.Radius + (float64(i/n)+0.94)*cell
		px, py := d.at(Point{x, y})
		d.Text(px, py, size*d.size, svg.Middle, strconv.Itoa(number), "")
	}
}
