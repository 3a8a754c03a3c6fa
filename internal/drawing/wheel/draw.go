package wheel

import (
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

// The rings, as radii in units of the sheet, from the outside in.
const (
	centerX, centerY = sheet.Width / 2, 450

	zodiacOuter = 318
	zodiacInner = 276
	bodyRadius  = 240 // middle of the glyphs
	degreeAt    = 214 // middle of the degrees
	turnAt      = 196 // middle of the R of a retrograde body
	houseOuter  = 182
	houseInner  = 158 // where the aspects end
	axisLabel   = 335 // above and below; letters are wider than high, so a little more at the sides

	// bodyRoom is half the angle that a body takes: 24 units at degreeAt, where "29°" is 21 wide.
	bodyRoom = 3.2
	// cuspRoom is what a line along a radius needs.
	cuspRoom = 0.6

	mostBodies  = 20
	mostAspects = 200
)

var colors = []svg.Color{
	{Name: "fire", Light: "#f3d5c6", Dark: "#4a2a22"},
	{Name: "earth", Light: "#dfe3c8", Dark: "#2f3824"},
	{Name: "air", Light: "#f4e6bd", Dark: "#443a1c"},
	{Name: "water", Light: "#cfe0e3", Dark: "#1e3640"},
	{Name: "conjunction", Light: "#8a6414", Dark: "#e2bb63"},
	{Name: "sextile", Light: "#2f7a53", Dark: "#6cc497"},
	{Name: "square", Light: "#b23a30", Dark: "#ff8b76"},
	{Name: "trine", Light: "#2c63a8", Dark: "#7fb0f0"},
	{Name: "opposition", Light: "#7d3f8c", Dark: "#d59be3"},
}

var elements = [4]string{"fire", "earth", "air", "water"}

// kinds of aspects, in the order of the legend. Dashes tell them apart without colours.
var kinds = [5]struct{ name, dashes string }{
	{"conjunction", ""}, {"sextile", "7 4"}, {"square", ""}, {"trine", ""}, {"opposition", "12 4"},
}

var rules = []svg.Rule{
	{Selector: ".fire", Body: "fill:$fire"},
	{Selector: ".earth", Body: "fill:$earth"},
	{Selector: ".air", Body: "fill:$air"},
	{Selector: ".water", Body: "fill:$water"},
	{Selector: ".ring", Body: "fill:none;stroke:$edge;stroke-width:1.25"},
	{Selector: ".disc", Body: "fill:$open"},
	{Selector: ".tick", Body: "fill:none;stroke:$edge;stroke-width:1"},
	{Selector: ".cusp", Body: "stroke:$edge;stroke-width:1"},
	{Selector: ".axis", Body: "fill:none;stroke:$ink;stroke-width:2.25"},
	{Selector: ".tip", Body: "fill:$ink"},
	{Selector: ".leader", Body: "fill:none;stroke:$ink;stroke-width:1"},
	{Selector: ".aspect", Body: "fill:none;stroke:$muted;stroke-linecap:round"},
	{Selector: ".aspect.conjunction", Body: "stroke:$conjunction"},
	{Selector: ".aspect.sextile", Body: "stroke:$sextile"},
	{Selector: ".aspect.square", Body: "stroke:$square"},
	{Selector: ".aspect.trine", Body: "stroke:$trine"},
	{Selector: ".aspect.opposition", Body: "stroke:$opposition"},
	// In a house too full for its bodies, one may come to lie on a cusp: then the cusp gives way.
	{Selector: ".halo", Body: "stroke:$open;stroke-width:7"},
	{Selector: ".over", Body: "paint-order:stroke;stroke:$open;stroke-width:4;stroke-linejoin:round"},
	{Selector: ".heavy", Body: "font-weight:600"},
}

// look is made at the first drawing.
var look = sync.OnceValue(func() *svg.Style { return sheet.Style(colors, rules) })

type drawing struct {
	*svg.Doc
	chart  Chart
	turn   float64 // longitude that lies on the left
	houses bool
	height float64
}

// Draw returns the wheel as an SVG document.
func Draw(c Chart, o Options) string {
	c.Bodies = append([]Body(nil), c.Bodies[:min(len(c.Bodies), mostBodies)]...)
	for i := range c.Bodies {
		c.Bodies[i].Longitude = norm(c.Bodies[i].Longitude)
	}
	d := drawing{chart: c, houses: len(c.Cusps) == 12}
	if c.Ascendant != nil {
		d.turn = norm(*c.Ascendant)
	}
	rows := (len(d.rows()) + 1) / 2
	d.height = tableTop + float64(rows)*tableStep + 66
	d.Doc = sheet.New(o, sheet.Spec{
		Name: "wheel", Title: title(c), Desc: d.describe(), Height: d.height, Style: look(),
	})
	heading := c.Name
	if heading == "" {
		heading = "Chart wheel"
	}
	sheet.Heading(d.Doc, heading, join(" · ", c.Born, c.System))
	d.zodiac()
	if d.houses {
		d.drawHouses()
	}
	d.aspects()
	d.axes()
	d.bodies()
	d.table()
	d.legend(d.height - 50)
	sheet.Note(d.Doc, d.height-28, c.Note)
	return d.String()
}

func join(between string, parts ...string) string {
	var given []string
	for _, p := range parts {
		if p != "" {
			given = append(given, p)
		}
	}
	return strings.Join(given, between)
}

// at is the place of a longitude on a circle around the middle.
func (d *drawing) at(longitude, radius float64) (x, y float64) {
	sin, cos := math.Sincos((180 + longitude - d.turn) * math.Pi / 180)
	return centerX + radius*cos, centerY - radius*sin
}

func (d *drawing) circle(class string, radius float64) {
	d.Circle(class, centerX, centerY, radius)
}

// spoke is a line along a radius.
func (d *drawing) spoke(p *svg.Path, longitude, from, to float64) {
	x, y := d.at(longitude, from)
	p.M(x, y)
	x, y = d.at(longitude, to)
	p.L(x, y)
}

// zodiac draws the ring of signs and the ticks of the degrees inside it.
func (d *drawing) zodiac() {
	d.circle("disc", zodiacOuter)
	for i := range 12 {
		from := float64(30 * i)
		var p svg.Path
		x, y := d.at(from, zodiacOuter)
		p.M(x, y)
		x, y = d.at(from+30, zodiacOuter)
		p.A(zodiacOuter, false, false, x, y)
		x, y = d.at(from+30, zodiacInner)
		p.L(x, y)
		x, y = d.at(from, zodiacInner)
		p.A(zodiacInner, false, true, x, y).Z()
		d.Group(glyph.SignName(i), "sign")
		d.Path(elements[i%4], &p)
		x, y = d.at(from+15, (zodiacOuter+zodiacInner)/2)
		glyph.Draw(d.Doc, glyph.Sign(i), x, y, 24, "")
		d.Close()
	}
	d.circle("ring", zodiacOuter)
	d.circle("ring", zodiacInner)
	var ticks svg.Path
	for deg := range 360 {
		switch {
		case deg%30 == 0:
			d.spoke(&ticks, float64(deg), zodiacOuter, zodiacInner-9)
		case deg%10 == 0:
			d.spoke(&ticks, float64(deg), zodiacInner, zodiacInner-9)
		case deg%5 == 0:
			d.spoke(&ticks, float64(deg), zodiacInner, zodiacInner-6.5)
		default:
			d.spoke(&ticks, float64(deg), zodiacInner, zodiacInner-4)
		}
	}
	d.Path("tick", &ticks)
	d.circle("ring", houseInner)
}

func (d *drawing) drawHouses() {
	d.Group("Houses", "houses")
	d.circle("ring", houseOuter)
	for i, cusp := range d.chart.Cusps {
		cusp = norm(cusp)
		x1, y1 := d.at(cusp, houseInner)
		x2, y2 := d.at(cusp, zodiacInner-10)
		d.Line("cusp", x1, y1, x2, y2)
		width := norm(d.chart.Cusps[(i+1)%12] - cusp)
		const radius = (houseOuter + houseInner) / 2.0
		number := strconv.Itoa(i + 1)
		if radius*width*math.Pi/180 < 15 {
			continue // a house too narrow for its number keeps only its cusp
		}
		x, y := d.at(cusp+width/2, radius)
		d.Text(x, y+4, 11, svg.Middle, number, "muted")
	}
	d.Close()
}

// axes draws ascendant and midheaven with their opposite points, heavier than the cusps.
func (d *drawing) axes() {
	axis := func(longitude *float64, name, tip, opposite string, label float64) {
		if longitude == nil {
			return
		}
		l := norm(*longitude)
		d.Group(name+" "+position(l), "axis-"+tip)
		var p svg.Path
		d.spoke(&p, l, houseInner, zodiacInner-10)
		d.spoke(&p, l, zodiacOuter, zodiacOuter+6)
		d.spoke(&p, l+180, houseInner, zodiacInner-10)
		d.spoke(&p, l+180, zodiacOuter, zodiacOuter+6)
		d.Path("axis", &p)
		for i, letters := range [2]string{tip, opposite} {
			x, y := d.at(l+180*float64(i), label)
			x += 6 * (x - centerX) / axisLabel
			d.Text(x, y+4.5, 13, svg.Middle, letters, "heavy")
		}
		d.Close()
	}
	a, m := d.chart.Ascendant, d.chart.Midheaven
	label := float64(axisLabel)
	if a != nil && m != nil {
		// Near the poles the axes may come together: then the letters stand in two rings.
		if apart := math.Mod(norm(*m-*a), 180); apart < 7 || apart > 173 {
			label += 24
		}
	}
	axis(a, "Ascendant", "AC", "DC", axisLabel)
	axis(m, "Midheaven", "MC", "IC", label)
}

// place finds an angle for each body, near its longitude, where it lies neither on another
// body nor on a cusp or an axis: so it also stays in its house, unless the house is too full.
func (d *drawing) place() []float64 {
	var items []item
	for _, b := range d.chart.Bodies {
		items = append(items, item{angle: b.Longitude, room: bodyRoom, weight: 1})
	}
	line := func(longitude float64) {
		items = append(items, item{angle: norm(longitude), room: cuspRoom, weight: 1e6})
	}
	if d.houses {
		for _, c := range d.chart.Cusps {
			line(c)
		}
	}
	for _, axis := range []*float64{d.chart.Ascendant, d.chart.Midheaven} {
		if axis != nil {
			line(*axis)
			line(*axis + 180)
		}
	}
	return spread(items)
}

// leader leads from a degree on the ring to a glyph beside it. It winds inward evenly, so
// that the leaders of a crowd neither cross each other nor run through its glyphs.
func (d *drawing) leader(p *svg.Path, longitude, placed float64) {
	const from, to = zodiacInner - 8, bodyRadius + 14
	turn := norm(placed - longitude)
	if turn > 180 {
		turn -= 360
	}
	d.spoke(p, longitude, zodiacInner, from)
	steps := math.Max(1, math.Ceil(math.Abs(turn)/3))
	for k := 1.0; k <= steps; k++ {
		x, y := d.at(longitude+turn*k/steps, from+(to-from)*k/steps)
		p.L(x, y)
	}
}

// bodies puts each glyph in its place, with its degree, and leads from it to the ring.
func (d *drawing) bodies() {
	placed := d.place()
	for i, b := range d.chart.Bodies {
		d.Group(bodyTitle(b), "body")
		var p svg.Path
		d.leader(&p, b.Longitude, placed[i])
		d.Path("leader", &p)
		x, y := d.at(b.Longitude, zodiacInner)
		d.Circle("tip", x, y, 2)
		x, y = d.at(placed[i], bodyRadius)
		if path := glyph.Body(b.Name); path != "" {
			glyph.Draw(d.Doc, path, x, y, 22, "halo")
		}
		glyph.DrawBody(d.Doc, b.Name, x, y, 22, "")
		x, y = d.at(placed[i], degreeAt)
		d.Text(x, y+4, 11, svg.Middle, strconv.Itoa(int(b.Longitude)%30)+"°", "over")
		if b.Retrograde {
			x, y = d.at(placed[i], turnAt)
			d.Text(x, y+4, 11, svg.Middle, "R", "over muted")
		}
		// A mark on the inner circle, where the lines of the aspects begin.
		var mark svg.Path
		d.spoke(&mark, b.Longitude, houseInner, houseInner+5)
		d.Path("leader", &mark)
		d.Close()
	}
}
