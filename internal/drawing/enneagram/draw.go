package enneagram

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

// The figure, in units of the sheet.
const (
	centerX, centerY = sheet.Width / 2, 400

	ringScored = 172 // radius of the circle; with rays it leaves them room
	ringBare   = 212
	disc       = 21 // radius of a point
	rayLength  = 46

	legendY = 714
	factsY  = 756
	height  = 838
)

// integration leads from each point along its line to the next: the arrow of growth. The
// arrow of strain runs the other way.
var integration = [10]int{0, 7, 4, 6, 1, 8, 9, 5, 2, 3}

func strain(from int) int { return slices.Index(integration[:], from) }

var colors = []svg.Color{
	{Name: "body", Light: "#9c4a25", Dark: "#e59a72"},
	{Name: "heart", Light: "#96365a", Dark: "#e690af"},
	{Name: "head", Light: "#2b618c", Dark: "#86b9e0"},
}

// classes of the points by center; index 0 is unused.
var classes = [10]string{"", "body", "heart", "heart", "heart", "head", "head", "head", "body", "body"}

var rules = []svg.Rule{
	{Selector: ".circle", Body: "fill:$open;stroke:$edge;stroke-width:1.5"},
	{Selector: ".figure", Body: "fill:none;stroke:$edge;stroke-width:1.25;stroke-linejoin:round"},
	{Selector: ".track", Body: "stroke:$line;stroke-width:9;stroke-linecap:round"},
	{Selector: ".ray", Body: "stroke-width:9;stroke-linecap:round"},
	{Selector: ".ray.body", Body: "stroke:$body"},
	{Selector: ".ray.heart", Body: "stroke:$heart"},
	{Selector: ".ray.head", Body: "stroke:$head"},
	{Selector: ".dot", Body: "fill:$paper;stroke-width:2"},
	{Selector: ".dot.body", Body: "stroke:$body"},
	{Selector: ".dot.heart", Body: "stroke:$heart"},
	{Selector: ".dot.head", Body: "stroke:$head"},
	{Selector: ".type.body", Body: "fill:$body"},
	{Selector: ".type.heart", Body: "fill:$heart"},
	{Selector: ".type.head", Body: "fill:$head"},
	{Selector: ".halo", Body: "fill:none;stroke:$accent;stroke-width:2.5"},
	{Selector: ".growth", Body: "fill:none;stroke:$accent;stroke-width:4;stroke-linecap:round;stroke-linejoin:round"},
	{Selector: ".strain", Body: "fill:none;stroke:$muted;stroke-width:3;stroke-linecap:round;stroke-linejoin:round"},
	{Selector: ".under", Body: "stroke:$open;stroke-width:4"},
	{Selector: ".chosen", Body: "fill:$paper;font-weight:700"},
	{Selector: ".heavy", Body: "font-weight:600"},
}

// look is made at the first drawing.
var look = sync.OnceValue(func() *svg.Style { return sheet.Style(colors, rules) })

type drawing struct {
	*svg.Doc
	symbol Symbol
	titles [10]string // of the points; index 0 is unused
	ring   float64
	ray    float64 // where the rays begin
	name   float64 // where the names are
}

// Draw returns the figure as an SVG document.
func Draw(s Symbol, o Options) string {
	if s.Type < 1 || s.Type > 9 {
		s.Type = 0
	}
	for i := range s.Points {
		s.Points[i].Score = share(s.Points[i].Score)
	}
	heading := s.Heading
	if heading == "" {
		heading = "Enneagram"
	}
	d := drawing{symbol: s, ring: ringBare}
	if slices.ContainsFunc(s.Points[:], func(p Point) bool { return p.Scored }) {
		d.ring, d.name = ringScored, rayLength+14
	}
	d.ray = d.ring + disc + 13
	d.name += d.ray + 8
	for n := 1; n <= 9; n++ {
		d.titles[n] = d.pointTitle(n)
	}
	d.Doc = sheet.New(o, sheet.Spec{
		Name: "enneagram", Title: "Enneagram: " + heading, Desc: d.describe(), Height: height, Style: look(),
	})
	sheet.Heading(d.Doc, heading, strings.Join(s.Keywords, " · "))
	d.figure()
	if s.Type != 0 && s.Arrows {
		d.arrow("growth", "Growth: towards ", s.Type, integration[s.Type])
		d.arrow("strain", "Strain: towards ", s.Type, strain(s.Type))
	}
	d.legend()
	for n := 1; n <= 9; n++ {
		d.point(n)
	}
	facts := make([]sheet.Fact, len(s.Facts))
	for i, f := range s.Facts {
		facts[i] = sheet.Fact{Label: f[0], Value: f[1]}
	}
	sheet.Facts(d.Doc, factsY, facts...)
	sheet.Note(d.Doc, height-30, s.Note)
	return d.String()
}

// at is a place on the ray of a point.
func at(point int, radius float64) (x, y float64) {
	sin, cos := math.Sincos(float64(point) * 2 * math.Pi / 9)
	return centerX + radius*sin, centerY - radius*cos
}

// figure draws the circle, the triangle and the hexad.
func (d *drawing) figure() {
	d.Circle("circle", centerX, centerY, d.ring)
	for _, start := range [2]int{3, 1} {
		var p svg.Path
		p.M(at(start, d.ring))
		for n := integration[start]; n != start; n = integration[n] {
			p.L(at(n, d.ring))
		}
		d.Path("figure", p.Z())
	}
}

// arrow draws one line of the figure between the discs of two points, with its head.
func (d *drawing) arrow(class, title string, from, to int) {
	const (
		gap    = disc + 8.0
		length = 17
		half   = 7.5
	)
	x1, y1 := at(from, d.ring)
	x2, y2 := at(to, d.ring)
	distance := math.Hypot(x2-x1, y2-y1)
	ux, uy := (x2-x1)/distance, (y2-y1)/distance
	x1, y1, x2, y2 = x1+gap*ux, y1+gap*uy, x2-gap*ux, y2-gap*uy
	d.Group(title+strconv.Itoa(to), "arrow")
	var shaft, head svg.Path
	shaft.M(x1, y1).L(x2-ux, y2-uy)
	d.Path("under", &shaft) // hides the line of the figure between the dashes
	d.Path(class, &shaft, dashes(class)...)
	bx, by := x2-length*ux, y2-length*uy
	head.M(bx-half*uy, by+half*ux).L(x2, y2).L(bx+half*uy, by-half*ux)
	d.Path(class, &head)
	d.Close()
}

// dashes tell the arrows apart without colours.
func dashes(class string) []svg.Attr {
	if class == "strain" {
		return []svg.Attr{svg.Set("stroke-dasharray", "9 8")}
	}
	return nil
}

// legend names the arrows and the colours of the centers.
func (d *drawing) legend() {
	d.Group("", "legend")
	x := 284.0
	if d.symbol.Type != 0 && d.symbol.Arrows {
		x = 462
		for i, entry := range [2][2]string{{"growth", "when you feel safe"}, {"strain", "under strain"}} {
			from := 104 + 186*float64(i)
			var p svg.Path
			p.M(from, legendY-4).L(from+34, legendY-4)
			d.Path(entry[0], &p, dashes(entry[0])...)
			d.Text(from+44, legendY, 12, svg.Start, entry[1], "muted")
		}
	}
	for i, center := range [3]string{"body", "heart", "head"} {
		from := x + 88*float64(i)
		d.Circle("dot "+center, from, legendY-4, 6)
		d.Text(from+13, legendY, 12, svg.Start, center, "muted")
	}
	d.Close()
}

// point draws a disc with its number, its ray, and its name with the score beyond the ray.
func (d *drawing) point(n int) {
	p := &d.symbol.Points[n-1]
	d.Group(d.titles[n], "point")
	if p.Scored {
		x1, y1 := at(n, d.ray)
		x2, y2 := at(n, d.ray+rayLength)
		d.Line("track", x1, y1, x2, y2)
		if p.Score > 0 {
			x2, y2 = at(n, d.ray+rayLength*p.Score)
			d.Line("ray "+classes[n], x1, y1, x2, y2)
		}
	}
	x, y := at(n, d.ring)
	dot, number := "dot "+classes[n], "heavy"
	switch {
	case n == d.symbol.Type:
		dot, number = "dot type "+classes[n], "chosen"
		d.Circle("halo", x, y, disc+5)
	case slices.Contains(d.symbol.Wings, n):
		d.Circle("halo", x, y, disc+4)
	}
	d.Circle(dot, x, y, disc)
	d.Text(x, y+6.5, 18, svg.Middle, strconv.Itoa(n), number)
	d.label(n, p)
	d.Close()
}

// label sets the name beyond the ray. Left and right of the figure the text starts or ends
// there, above and below it is centred.
func (d *drawing) label(n int, p *Point) {
	x, y := at(n, d.name)
	sin, cos := math.Sincos(float64(n) * 2 * math.Pi / 9)
	anchor, room := svg.Middle, 170.0
	switch {
	case sin > 0.5:
		anchor, room = svg.Start, sheet.Width-sheet.Margin+14-x
	case sin < -0.5:
		anchor, room = svg.End, x-sheet.Margin+14
	}
	if n == 9 {
		y -= 12
	} else {
		y -= 8 * cos
	}
	class := ""
	if n == d.symbol.Type {
		class = "heavy"
	}
	size := sheet.FitSize(p.Name, 15, 11, room)
	d.Text(x, y, size, anchor, svg.Fit(p.Name, size, room), class)
	if p.Scored {
		d.Text(x, y+17, 12, anchor, percent(p.Score), "muted")
	}
}

// share brings a score between 0 and 1; what is not a number is 0.
func share(score float64) float64 {
	if score > 0 {
		return math.Min(score, 1)
	}
	return 0
}

func percent(share float64) string { return strconv.Itoa(int(math.Round(100*share))) + "%" }

// pointTitle says in words what is drawn at a point.
func (d *drawing) pointTitle(n int) string {
	p := d.symbol.Points[n-1]
	title := strings.TrimSpace(strconv.Itoa(n) + " " + p.Name)
	if p.Scored {
		title += ", " + percent(p.Score)
	}
	if slices.Contains(d.symbol.Wings, n) {
		title += ", wing"
	}
	return title
}

// describe says in words what the drawing shows.
func (d *drawing) describe() string {
	var b strings.Builder
	b.Grow(1 << 10)
	b.WriteString("A circle with nine points, a triangle and a six-pointed line. ")
	if t := d.symbol.Type; t != 0 {
		b.WriteString("Highlighted: " + strconv.Itoa(t))
		if d.symbol.Arrows {
			b.WriteString(", with arrows to " + strconv.Itoa(integration[t]) + " (growth) and " + strconv.Itoa(strain(t)) + " (strain)")
		}
		b.WriteString(". ")
	}
	for n := 1; n <= 9; n++ {
		if n > 1 {
			b.WriteString("; ")
		}
		b.WriteString(d.titles[n])
	}
	b.WriteByte('.')
	return b.String()
}
