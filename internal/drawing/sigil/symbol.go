package sigil

import (
	"math"
	"sync"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/svg"
)

// symbol draws one symbol: a part of the ground, a rim, or a mark in its medallion.
func (d *drawing) symbol(e *Element) {
	p := &e.Properties
	switch p.Role {
	case "ground":
		d.groundSymbol(e)
	case "border":
		d.rim(e)
	case "mark":
		var ring svg.Path
		d.ring(&ring, e.Start, p.Radius)
		d.path("open a", &ring, p.Weight, 1)
		x, y := d.at(e.Start)
		glyph.Draw(d.Doc, markPath(p.Style), x, y, 1.36*p.Radius*d.size, "a")
	}
}

func (d *drawing) groundSymbol(e *Element) {
	p := &e.Properties
	switch p.Style {
	case "dots", "alphabet":
		d.path("a", &d.band(p, (*drawing).dots).path, 0.007, p.Opacity)
		if p.Style == "alphabet" {
			d.letters(e)
		}
	case "grid", "numbers":
		var path svg.Path
		for i := range p.Count + 1 {
			at := 0.5 - p.Radius + 2*p.Radius*float64(i)/float64(p.Count)
			path.M(d.at(Point{at, 0.5 - p.Radius})).L(d.at(Point{at, 0.5 + p.Radius}))
			path.M(d.at(Point{0.5 - p.Radius, at})).L(d.at(Point{0.5 + p.Radius, at}))
		}
		d.path("a", &path, p.Weight, p.Opacity)
		if p.Style == "numbers" {
			d.numbers(e)
		}
	}
}

// nodes draws the marks of letters, which are all of one kind and size.
func (d *drawing) nodes(elements []Element) {
	p := &elements[0].Properties
	var path, eyes svg.Path
	var petals [6]Point // of a rosette, around its middle
	if p.Style == "rosette" {
		for i := range petals {
			sin, cos := math.Sincos(math.Pi * float64(i) / 3)
			petals[i] = Point{cos, sin}
		}
	}
	for i := range elements {
		e := &elements[i]
		switch p.Style {
		case "joint": // an open diamond
			d.star(&path, e.Start, p.Radius, p.Radius, 2, 0)
		case "rosette": // six petals around an eye
			for _, to := range petals {
				d.dot(&path, Point{e.Start[0] + 0.62*p.Radius*to[0], e.Start[1] + 0.62*p.Radius*to[1]})
			}
			d.dot(&eyes, e.Start)
		case "spark": // a star of four points
			d.star(&path, e.Start, p.Radius, 0.26*p.Radius, 4, Top)
		default: // a bud
			d.dot(&path, e.Start)
		}
	}
	switch p.Style {
	case "joint":
		d.path("open ruled", &path, p.Weight, 1)
	case "rosette":
		d.path("a", &path, 0.84*p.Radius, 1)
		d.path("core", &eyes, 0.68*p.Radius, 1)
	case "spark":
		d.path("solid a", &path, 0, 1)
	default:
		d.path("", &path, 2*p.Radius, 1)
	}
}

// star is a closed figure whose corners lie on two circles in turn.
func (d *drawing) star(path *svg.Path, at Point, outer, inner float64, points int, turn float64) {
	for i := range 2 * points {
		r := outer
		if i%2 == 1 {
			r = inner
		}
		sin, cos := math.Sincos(turn + math.Pi*float64(i)/float64(points))
		x, y := d.at(Point{at[0] + r*cos, at[1] + r*sin})
		if i == 0 {
			path.M(x, y)
		} else {
			path.L(x, y)
		}
	}
	path.Z()
}

// band is what runs around the middle: lines, areas, and dots of a width.
type band struct {
	path, solid, dots svg.Path
	dot               float64

	of   Properties // what it was drawn for
	size float64
}

// bands are those drawn last, a *band for each style: most pictures have one size, and a band is more
// work than all that is within it.
var bands sync.Map

// band returns the band of a symbol.
func (d *drawing) band(p *Properties, draw func(*drawing, *band)) *band {
	if last, ok := bands.Load(p.Style); ok {
		if b := last.(*band); b.of == *p && b.size == d.size {
			return b
		}
	}
	b := &band{of: *p, size: d.size}
	draw(d, b)
	bands.Store(p.Style, b)
	return b
}

// dots is a ring of them.
func (d *drawing) dots(b *band) {
	p := &b.of
	for i := range p.Count {
		d.dot(&b.path, Polar(p.Radius, Top+2*math.Pi*float64(i)/float64(p.Count)))
	}
}

// rim draws the band of a border.
func (d *drawing) rim(e *Element) {
	b := d.band(&e.Properties, (*drawing).border)
	d.path("a", &b.path, e.Properties.Weight, 1)
	if b.solid.String() != "" {
		d.path("solid a", &b.solid, 0, 1)
	}
	if b.dot > 0 {
		d.path("a", &b.dots, b.dot, 1)
	}
}

// border fills in the band of a border.
func (d *drawing) border(b *band) {
	p, path := &b.of, &b.path
	n := float64(p.Count)
	switch p.Style {
	case "ticks":
		for i := range p.Count {
			angle := 2 * math.Pi * float64(i) / n
			inner := 0.471
			switch {
			case i%10 == 0:
				inner = 0.454
			case i%5 == 0:
				inner = 0.464
			}
			path.M(d.at(Polar(inner, angle))).L(d.at(Polar(0.482, angle)))
		}
	case "scallops":
		b.dot = 0.0095
		for i := range p.Count {
			from, to := Polar(0.446, 2*math.Pi*float64(i)/n), Polar(0.446, 2*math.Pi*float64(i+1)/n)
			x, y := d.at(to)
			r := d.size * math.Hypot(to[0]-from[0], to[1]-from[1]) / 1.9
			if i == 0 {
				path.M(d.at(from))
			}
			path.A(r, false, true, x, y)
			d.dot(&b.dots, Polar(0.459, 2*math.Pi*(float64(i)+0.5)/n))
			d.dot(&b.dots, Polar(0.473, 2*math.Pi*float64(i)/n))
		}
	case "vine":
		d.wave(path, p.Radius, 0.013, p.Count, 0)
		d.wave(path, p.Radius, 0.013, p.Count, math.Pi)
		for i := range 2 * p.Count {
			// A leaf on each bulge, alternately outside and inside.
			angle := math.Pi * (float64(i) + 0.5) / n
			out := float64(1 - 2*(i&1))
			d.leaf(&b.solid, Polar(p.Radius+out*0.009, angle), angle+out*0.5+math.Pi/2*(1-out), 0.026)
		}
	case "moons":
		b.dot = 0.0084
		d.moons(path, &b.solid, &b.dots, p)
	}
}

// dot is a line of no length, whose round ends make a disc as wide as its stroke.
func (d *drawing) dot(path *svg.Path, at Point) {
	x, y := d.at(at)
	path.M(x, y).L(x, y)
}

// wave runs around the middle, n times out and in.
func (d *drawing) wave(path *svg.Path, radius, height float64, n int, phase float64) {
	// A half wave is one curve whose control points lie level with its ends, which is within a
	// hundredth of a sine.
	at := func(half float64) (p Point, angle float64) {
		angle = math.Pi * half / float64(n)
		return Polar(radius+height*math.Cos(math.Pi*half+phase), angle), angle
	}
	from, angle := at(0)
	path.M(d.at(from))
	const pull = 0.3642
	for i := range 2 * n {
		to, next := at(float64(i + 1))
		step := (next - angle) * pull * radius
		s1, c1 := math.Sincos(angle)
		s2, c2 := math.Sincos(next)
		d.cubic(path, Point{from[0] - s1*step, from[1] + c1*step}, Point{to[0] + s2*step, to[1] - c2*step}, to)
		from, angle = to, next
	}
}

// leaf is a blade from a point in a direction.
func (d *drawing) leaf(path *svg.Path, at Point, angle, length float64) {
	sin, cos := math.Sincos(angle)
	tip := Point{at[0] + length*cos, at[1] + length*sin}
	side := func(out float64) Point {
		return Point{at[0] + 0.5*length*cos - out*sin*length*0.42, at[1] + 0.5*length*sin + out*cos*length*0.42}
	}
	x, y := d.at(tip)
	bx, by := d.at(side(1))
	path.M(d.at(at)).Q(bx, by, x, y)
	x, y = d.at(at)
	bx, by = d.at(side(-1))
	path.Q(bx, by, x, y).Z()
}

// moons sets a month of dots into the rim, with the four quarters of the Moon among them.
func (d *drawing) moons(path, solid, dots *svg.Path, p *Properties) {
	const r = 0.0135
	for i := range p.Count {
		at := Polar(p.Radius, Top+2*math.Pi*float64(i)/float64(p.Count))
		quarter := 4 * i / p.Count
		if 4*i%p.Count != 0 {
			d.dot(dots, at)
			continue
		}
		d.ring(path, at, r)
		x, y := d.at(at)
		s := r * d.size
		switch quarter {
		case 1: // first quarter: the right half
			solid.M(x, y-s).A(s, false, true, x, y+s).Z()
		case 2: // full
			d.ring(solid, at, r)
		case 3:
			solid.M(x, y-s).A(s, false, false, x, y+s).Z()
		}
	}
}
