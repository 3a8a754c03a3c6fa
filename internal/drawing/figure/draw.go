package figure

import (
	"strconv"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/geometry"
	"github.com/witnessos/witnessos/internal/svg"
)

// Dress says how a figure is shown.
type Dress struct {
	Scheme      string // one of Schemes
	Title, Desc string // read by screen readers
	Caption     string // a line below the figure, or empty
	Marks       bool   // whether the points to rest the eyes on are marked
}

// Draw returns the figure as an SVG document, sized by its viewBox.
func (f *Figure) Draw(o Dress) string {
	id := "figure-" + f.Pattern + "-" + o.Scheme
	d := svg.New(svg.Head{
		ID: id, Title: o.Title, Desc: o.Desc, Width: f.Size, Height: f.Size,
		Style: f.look(id, o),
	})
	p := painter{d, id}
	p.gradient()
	d.Rect("paper", 0, 0, f.Size, f.Size, 0)
	for i, inset := range [...]float64{0.02, 0.027} {
		d.Rect([...]string{"lb w2", "lb w1"}[i], inset*f.Size, inset*f.Size, (1-2*inset)*f.Size, (1-2*inset)*f.Size, 0.004*f.Size)
	}
	for i := range f.Shapes {
		p.shape(&f.Shapes[i])
	}
	for i := range f.Lines {
		p.shape(&f.Lines[i])
	}
	if o.Marks {
		for i, m := range f.Marks {
			f.paintMark(d, m, i == 0)
		}
	}
	if o.Caption != "" {
		size := 0.0165 * f.Size
		d.Text(f.Size/2, 0.9575*f.Size, size, svg.Middle, svg.Fit(o.Caption, size, 0.92*f.Size), "note")
	}
	return d.String()
}

func (f *Figure) paintMark(d *svg.Doc, m Mark, first bool) {
	radius := 0.012 * f.Size
	d.Circle("halo", m.At.X, m.At.Y, radius)
	d.Circle("lc w3", m.At.X, m.At.Y, radius)
	d.Circle("sc", m.At.X, m.At.Y, 0.3*radius)
	if first {
		d.Circle("lc w1", m.At.X, m.At.Y, 1.6*radius)
		d.Circle("lc w1", m.At.X, m.At.Y, 2.2*radius)
	}
}

// The styles, a selector and its body a line. In them @ stands before a length that is given for a
// picture with the side 512. Styles are in groups, of which a figure gets those it has a use for.
const (
	lineStyles = iota
	areaStyles
	petalStyles
	solidStyles
	buildStyles
	markStyles
	noteStyles
)

var styleTexts = [...]string{
	lineStyles: `.la,.lb,.lc,.hidden,.build fill:none;stroke-linejoin:round;stroke-linecap:round
.la stroke:$la
.lb stroke:$lb
.lc stroke:$lc
.w1 stroke-width:@0.5
.w2 stroke-width:@0.9
.w3 stroke-width:@1.3
.w4 stroke-width:@1.9
.sc fill:$c
.paper fill:$paper
.g0 stop-color:$a;stop-opacity:.24
.g1 stop-color:$a;stop-opacity:0
`,
	areaStyles: `.fa fill:$a;fill-opacity:.18
.fb fill:$b;fill-opacity:.18
.fc fill:$c;fill-opacity:.18
.faint fill-opacity:.06
.strong fill-opacity:.5
.sl fill:$la
.sb fill:$b
`,
	petalStyles: `.pa fill:$pa
.pb fill:$pb
.pc fill:$pc
.veil fill:$a;fill-opacity:.36
`,
	solidStyles: `.face fill-opacity:.66
.d0 fill:$d0
.d1 fill:$d1
.d2 fill:$d2
.d3 fill:$d3
.hidden stroke:$la;stroke-opacity:.9;stroke-width:@1;stroke-dasharray:@4 @4
`,
	buildStyles: ".build stroke:$ink;stroke-opacity:.75;stroke-width:@0.6;stroke-dasharray:@4.6 @2.6\n",
	markStyles:  ".halo fill:$paper;fill-opacity:.7\n",
	noteStyles:  ".note fill:$ink;letter-spacing:.02em\n",
}

// styles are the groups taken apart, in their order: what is done once.
var styles = sync.OnceValue(func() *[len(styleTexts)][]style {
	list := new([len(styleTexts)][]style)
	for i, text := range styleTexts {
		for line := range strings.Lines(text) {
			selector, body, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			parts := strings.Split(body, "@")
			s := style{selector: selector, start: parts[0]}
			for _, part := range parts[1:] {
				end := 0
				for end < len(part) && (part[end] >= '0' && part[end] <= '9' || part[end] == '.') {
					end++
				}
				length, _ := strconv.ParseFloat(part[:end], 64) // written above
				s.lengths = append(s.lengths, styleLength{length, part[end:]})
			}
			list[i] = append(list[i], s)
		}
	}
	return list
})

// style is a rule whose lengths are still to be filled in.
type style struct {
	selector, start string
	lengths         []styleLength
}

// styleLength is a length for a picture with the side 512, and what stands behind it.
type styleLength struct {
	length float64
	then   string
}

// looks are those of the figures drawn last, by id. The weights of lines follow the size of the picture, so
// there is no end of looks to keep.
var looks sync.Map // of *look

type look struct {
	groups [len(styleTexts)]bool
	size   float64
	style  *svg.Style
}

func (f *Figure) look(id string, o Dress) *svg.Style {
	groups := f.groups(o)
	if last, ok := looks.Load(id); ok {
		if l := last.(*look); l.groups == groups && l.size == f.Size {
			return l.style
		}
	}
	l := &look{groups, f.Size, &svg.Style{Colors: colors(o.Scheme), Rules: rules(groups, f.Size)}}
	looks.Store(id, l)
	return l.style
}

// groups are the groups of styles that a figure needs.
func (f *Figure) groups(o Dress) (wanted [len(styleTexts)]bool) {
	wanted[lineStyles] = true
	switch f.Pattern {
	case "seed_of_life", "flower_of_life", "golden_spiral":
		wanted[areaStyles] = true
	case "mandala", "personal", "vesica_piscis":
		wanted[areaStyles], wanted[petalStyles] = true, true
	case "sri_yantra", "fruit_of_life", "metatrons_cube":
		wanted[petalStyles] = true
	}
	wanted[solidStyles] = f.Solid != ""
	wanted[buildStyles] = f.Construction
	wanted[markStyles] = o.Marks
	wanted[noteStyles] = o.Caption != ""
	return wanted
}

// rules are the styles of groups, for a picture of the given size.
func rules(wanted [len(styleTexts)]bool, size float64) []svg.Rule {
	list := make([]svg.Rule, 0, 40)
	for group, all := range styles() {
		for i := range all {
			if wanted[group] {
				list = append(list, svg.Rule{Selector: all[i].selector, Body: all[i].scaled(size)})
			}
		}
	}
	return list
}

// scaled fills in the lengths of a style.
func (s *style) scaled(size float64) string {
	body := s.start
	for _, l := range s.lengths {
		body += svg.Num(l.length*size/512) + l.then
	}
	return body
}

// painter writes shapes into a document.
type painter struct {
	*svg.Doc
	id string
}

// gradient defines the glow behind a figure.
func (p painter) gradient() {
	p.Open("defs")
	p.Open("radialGradient", svg.Set("id", p.id+"-glow"))
	p.Empty("stop", svg.Set("offset", "0"), svg.Class("g0"))
	p.Empty("stop", svg.Set("offset", "1"), svg.Class("g1"))
	p.Close()
	p.Close()
}

func (p painter) shape(s *Shape) {
	var path svg.Path
	switch {
	case s.Style == "glow":
		p.Empty("circle", svg.F("cx", s.Center.X), svg.F("cy", s.Center.Y), svg.F("r", s.Radius), svg.Set("fill", "url(#"+p.id+"-glow)"))
		return
	case s.Kind == Circle:
		p.Circle(s.Style, s.Center.X, s.Center.Y, s.Radius)
		return
	case s.Kind == Line:
		p.Line(s.Style, s.Points[0].X, s.Points[0].Y, s.Points[1].X, s.Points[1].Y)
		return
	case s.Kind == lens:
		a, b := s.Points[0], s.Points[1]
		path.M(a.X, a.Y).A(s.Radius, false, true, b.X, b.Y).A(s.Radius, false, true, a.X, a.Y).Z()
	case s.Kind == between:
		middle := s.Center
		path.M(middle.X-s.Radius, middle.Y).A(s.Radius, false, true, middle.X+s.Radius, middle.Y).A(s.Radius, false, true, middle.X-s.Radius, middle.Y).Z()
		for i := 0; i < len(s.Points); i += 3 {
			run(&path, s.Points[i:i+3]).Z()
		}
		p.Path(s.Style, &path, svg.Set("fill-rule", "evenodd"))
		return
	case s.Curved:
		path.M(s.Points[0].X, s.Points[0].Y)
		for i := 2; i < len(s.Points); i += 2 {
			path.Q(s.Points[i-1].X, s.Points[i-1].Y, s.Points[i].X, s.Points[i].Y)
		}
	default:
		run(&path, s.Points).Z()
	}
	p.Path(s.Style, &path)
}

// run draws straight lines through the points.
func run(path *svg.Path, points []geometry.Point) *svg.Path {
	path.M(points[0].X, points[0].Y)
	for _, q := range points[1:] {
		path.L(q.X, q.Y)
	}
	return path
}
