package curves

import (
	"strconv"
	"sync"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

const (
	left   = 92.0
	right  = sheet.Width - sheet.Margin
	top    = 196.0
	middle = 346.0
	bottom = 496.0

	mostDays   = 400
	mostCurves = 12
)

// styles tell curves apart by colour and, for readers who do not see these colours and for
// printers that have none, by pattern.
var styles = [6]struct{ name, dashes string }{
	{"first", ""}, {"second", "11 6"}, {"third", "1 6"}, {"fourth", "14 5 1 5"}, {"fifth", "5 5"}, {"sixth", "14 5 1 5 1 5"},
}

// The hues are those of Okabe and Ito, darkened and lightened for their papers.
var colors = []svg.Color{
	{Name: "first", Light: "#b5420c", Dark: "#ff9d6e"},
	{Name: "second", Light: "#0a5f9e", Dark: "#7cc0f5"},
	{Name: "third", Light: "#00704d", Dark: "#5ed3a6"},
	{Name: "fourth", Light: "#8d3d86", Dark: "#e2a3dd"},
	{Name: "fifth", Light: "#836000", Dark: "#e0bd5c"},
	{Name: "sixth", Light: "#55606e", Dark: "#b4bfcc"},
	{Name: "surface", Light: "#ebe6db", Dark: "#2b2f3a"},
	{Name: "shade", Light: "#f4e8c8", Dark: "#3a3322"},
}

func rules() []svg.Rule {
	rules := []svg.Rule{
		{Selector: ".plot", Body: "fill:$open"},
		{Selector: ".past", Body: "fill:$paper"},
		{Selector: ".box", Body: "fill:none;stroke:$edge;stroke-width:1"},
		{Selector: ".surface", Body: "fill:$surface"},
		{Selector: ".crossing", Body: "fill:$shade"},
		{Selector: ".zero", Body: "stroke:$edge;stroke-width:1.25"},
		{Selector: ".tick", Body: "fill:none;stroke:$edge;stroke-width:1"},
		{Selector: ".day", Body: "stroke:$accent;stroke-width:2"},
		{Selector: ".flag", Body: "fill:$accent"},
		{Selector: ".heavy", Body: "font-weight:600"},
		{Selector: ".curve", Body: "fill:none;stroke-width:1.75;stroke-linecap:round"},
		{Selector: ".curve.main", Body: "stroke-width:2.75"},
		{Selector: ".ring", Body: "fill:$open;stroke:$ink;stroke-width:2"},
		{Selector: ".dot", Body: "stroke:$open;stroke-width:2"},
	}
	for _, s := range styles {
		rules = append(rules,
			svg.Rule{Selector: ".curve." + s.name + ",.ring." + s.name, Body: "stroke:$" + s.name},
			svg.Rule{Selector: ".dot." + s.name, Body: "fill:$" + s.name})
	}
	return rules
}

// look is made at the first drawing.
var look = sync.OnceValue(func() *svg.Style { return sheet.Style(colors, rules()) })

type drawing struct {
	*svg.Doc
	chart  Chart
	column float64 // width of a day
	day    int     // column of the day of interest, -1 for none
}

// Draw returns the curves as an SVG document.
func Draw(c Chart, o Options) string {
	c.Days = min(max(c.Days, 1), mostDays)
	c.Curves = c.Curves[:min(len(c.Curves), mostCurves)]
	d := drawing{chart: c, column: (right - left) / float64(c.Days), day: -1}
	if n := c.Day.DaysSince(c.First); c.Day.IsValid() && c.First.IsValid() && n >= 0 && n < c.Days {
		d.day = n
	}
	table := bottom + 76
	critical := table + float64(len(c.Curves)+1)*tableStep + 40
	lines := d.criticalLines()
	height := critical + float64(len(lines))*18 + 68
	d.Doc = sheet.New(o, sheet.Spec{
		Name: "curves", Title: title(c), Desc: d.describe(), Height: height, Style: look(),
	})
	sheet.Heading(d.Doc, heading(c), c.Born)
	sheet.Facts(d.Doc, 124, c.Facts...)
	d.plot()
	d.axis()
	d.table(table)
	d.criticalDays(critical, lines)
	sheet.Note(d.Doc, height-30, c.Note)
	return d.String()
}

// x is the place of a time in days after the beginning of the first column, y that of a
// percentage.
func (d *drawing) x(t float64) float64       { return left + d.column*t }
func (d *drawing) y(percent float64) float64 { return middle - percent*(middle-top-12)/100 }

func (d *drawing) plot() {
	width := right - left
	d.Rect("plot", left, top, width, bottom-top, 0)
	if d.day > 0 {
		d.Rect("past", left, top, d.x(float64(d.day))-left, bottom-top, 0)
	}
	d.crossings()
	if p, ok := d.mean(); ok {
		d.Path("surface", p)
	}
	for _, percent := range []float64{100, 50, 0, -50, -100} {
		class, y := "rule", d.y(percent)
		if percent == 0 {
			class = "zero"
		}
		d.Line(class, left, y, right, y)
		d.Text(left-18, y+4, 11, svg.End, signed(percent), "muted")
	}
	for i := len(d.chart.Curves) - 1; i >= 0; i-- { // the first on top
		c := &d.chart.Curves[i]
		d.Group(c.Name, "cycle")
		d.stroke(c, d.wave(c))
		d.Close()
	}
	d.rings()
	d.marker()
	d.Rect("box", left, top, width, bottom-top, 0)
}

func style(c *Curve) int { return max(c.Style, 0) % len(styles) }

// stroke draws a path in the pattern of a curve.
func (d *drawing) stroke(c *Curve, p *svg.Path) {
	s := styles[style(c)]
	class := "curve " + s.name
	if c.Main {
		class += " main"
	}
	if s.dashes == "" {
		d.Path(class, p)
	} else {
		d.Path(class, p, svg.Set("stroke-dasharray", s.dashes))
	}
}

// crossings shades the columns on which a main curve crosses the middle line.
func (d *drawing) crossings() {
	for i := range d.chart.Days {
		if len(d.crossing(i, true)) > 0 {
			d.Rect("crossing", d.x(float64(i)), top, d.column, bottom-top, 0)
		}
	}
}

// crossing lists the curves that cross on a column.
func (d *drawing) crossing(column int, mainOnly bool) []*Curve {
	var list []*Curve
	for i := range d.chart.Curves {
		c := &d.chart.Curves[i]
		for _, on := range c.Cross {
			if on == column && (c.Main || !mainOnly) {
				list = append(list, c)
				break
			}
		}
	}
	return list
}

// rings mark the crossings themselves; of those that meet, the first has the smallest ring.
func (d *drawing) rings() {
	type ring struct {
		curve *Curve
		x     float64
		r     float64
	}
	for i := range d.chart.Days {
		var list []ring
		for _, c := range d.crossing(i, false) {
			next := ring{c, min(d.x(c.crossing(float64(i))), right), 4.5}
			for _, other := range list {
				if other.x == next.x {
					next.r += 2.4
				}
			}
			list = append(list, next)
		}
		for k := len(list) - 1; k >= 0; k-- {
			d.Circle("ring "+styles[style(list[k].curve)].name, list[k].x, middle, list[k].r)
		}
	}
}

// marker is the line of the day of interest, with a dot where each curve stands.
func (d *drawing) marker() {
	if d.day < 0 {
		return
	}
	t := float64(d.day)
	x := d.x(t)
	d.Group(day(d.chart.Day), "today")
	d.Line("day", x, top, x, bottom)
	var flags svg.Path
	flags.M(x-6, top-9).L(x+6, top-9).L(x, top+2).Z().M(x-6, bottom+9).L(x+6, bottom+9).L(x, bottom-2).Z()
	d.Path("flag", &flags)
	for i := len(d.chart.Curves) - 1; i >= 0; i-- {
		c := &d.chart.Curves[i]
		r := 5.0
		if c.Main {
			r = 6
		}
		d.Circle("dot "+styles[style(c)].name, x, d.y(c.at(t)), r)
	}
	d.Close()
	text := day(d.chart.Day)
	half := svg.TextWidth(text, 12) / 2
	d.Text(min(max(x, left+half), right-half), top-14, 12, svg.Middle, text, "heavy")
}

// axis marks columns: the day of interest, and others at even distances from it that leave room
// for a date.
func (d *drawing) axis() {
	step := 1
	for _, step = range []int{1, 2, 7, 14, 28, 56} {
		if float64(step)*d.column >= 52 {
			break
		}
	}
	if !d.chart.First.IsValid() {
		return
	}
	var ticks svg.Path
	year := 0
	for i := range d.chart.Days {
		if (i-max(d.day, 0))%step != 0 {
			continue
		}
		x, date := d.x(float64(i)+0.5), d.chart.First.AddDays(i)
		ticks.M(x, bottom).L(x, bottom+6)
		d.Text(x, bottom+25, 11, svg.Middle, dayAndMonth(date), "heavy")
		if date.Year != year {
			year = date.Year
			d.Text(x, bottom+40, 11, svg.Middle, strconv.Itoa(year), "muted")
		}
	}
	d.Path("tick", &ticks)
}

func dayAndMonth(date civil.Date) string {
	return strconv.Itoa(date.Day) + " " + date.Month.String()[:3]
}

func day(date civil.Date) string {
	if !date.IsValid() {
		return "an unknown day"
	}
	return dayAndMonth(date) + " " + strconv.Itoa(date.Year)
}
