package timeline

import (
	"strconv"
	"sync"
	"time"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

var colors = []svg.Color{
	{Name: "sun", Light: "#f2c46f", Dark: "#73500f"},
	{Name: "moon", Light: "#d9dfe8", Dark: "#3f4857"},
	{Name: "mars", Light: "#eba58f", Dark: "#7a3325"},
	{Name: "mercury", Light: "#b8d4a2", Dark: "#355c2b"},
	{Name: "jupiter", Light: "#f3e0a0", Dark: "#5f5420"},
	{Name: "venus", Light: "#f0c2d0", Dark: "#702f4b"},
	{Name: "saturn", Light: "#b3c0d8", Dark: "#2f4570"},
	{Name: "rahu", Light: "#c9b6dd", Dark: "#503a70"},
	{Name: "ketu", Light: "#d6bea6", Dark: "#5a4430"},
}

func rules() []svg.Rule {
	rules := []svg.Rule{
		{Selector: ".bar", Body: "fill:$open;stroke:$paper;stroke-width:2"},
		{Selector: ".current", Body: "fill:none;stroke:$ink;stroke-width:2"},
		{Selector: ".wedge", Body: "fill:$open"},
		{Selector: ".fold,.leader", Body: "fill:none;stroke:$edge;stroke-width:1"},
		{Selector: ".tick", Body: "fill:none;stroke:$edge;stroke-width:1"},
		{Selector: ".now", Body: "stroke:$accent;stroke-width:1.5;stroke-opacity:.6"},
		{Selector: ".flag", Body: "fill:$accent"},
		{Selector: ".heavy", Body: "font-weight:600"},
	}
	for _, c := range colors {
		rules = append(rules,
			svg.Rule{Selector: ".bar." + c.Name, Body: "fill:$" + c.Name},
			// The line of the present passes behind a text and not through it.
			svg.Rule{Selector: ".on-" + c.Name, Body: "paint-order:stroke;stroke-width:3;stroke:$" + c.Name})
	}
	return rules
}

// look is made at the first drawing.
var look = sync.OnceValue(func() *svg.Style { return sheet.Style(colors, rules()) })

const (
	left  = sheet.Margin
	right = sheet.Width - sheet.Margin
	span  = right - left

	top        = 126.0 // baseline of the first row's name
	barHeight  = 76.0
	axisHeight = 40.0
	foldHeight = 46.0 // between the axis of one row and the name of the next
	levelStep  = 17.0 // of labels outside their bars
)

// years is the length of the whole cycle, and so of a timeline without a horizon.
const years = 120

type drawing struct {
	*svg.Doc
	chart Chart
	rows  []row
}

// Draw returns the timeline as an SVG document.
func Draw(c Chart, o Options) string {
	d := drawing{chart: c}
	horizon := c.Horizon
	if !horizon.After(c.Birth) {
		horizon = c.Birth.AddDate(years, 0, 0)
	}
	y := top
	for i, level := range []struct {
		name    string
		periods []Period
		dates   []string
	}{
		{"Mahadashas", c.Mahadashas, []string{"2006"}},
		{"Antardashas", c.Antardashas, []string{"Jan 2006", "2006"}},
		{"Pratyantardashas", c.Pratyantardashas, []string{"2 Jan 2006", "Jan 2006", "2 Jan"}},
	} {
		r := newRow(level.periods, c.Birth, horizon, c.Now)
		if len(r.bars) == 0 {
			continue
		}
		r.name, r.dates, r.depth = level.name, level.dates, i
		if i == 0 {
			r.whole = "2006"
		}
		if n := len(d.rows); n > 0 {
			if above, ok := d.rows[n-1].current(); ok {
				r.name += " of " + glyph.Name(above.lord)
			}
		}
		r.label()
		r.top = y + 15 + levelStep*float64(r.levels)
		y = r.top + barHeight + axisHeight + foldHeight
		d.rows = append(d.rows, r)
	}
	y += 2
	table := y
	rows := 0
	for _, r := range d.rows {
		if r.depth < 2 {
			rows = max(rows, min(len(r.bars), mostRows))
		}
	}
	y += float64(rows)*tableStep + 68

	d.Doc = sheet.New(o, sheet.Spec{
		Name: "timeline", Title: title(c), Desc: d.describe(), Height: y, Style: look(),
	})
	heading := c.Name
	if heading == "" {
		heading = "Vimshottari dasha"
	}
	below := c.Born
	if c.Moon != "" {
		if below != "" {
			below += " · "
		}
		below += c.Moon
	}
	sheet.Heading(d.Doc, heading, below)
	for i := 1; i < len(d.rows); i++ {
		d.fold(d.rows[i-1], d.rows[i])
	}
	for _, r := range d.rows {
		d.row(r)
	}
	d.nowLegend()
	d.tables(table)
	sheet.Note(d.Doc, y-30, c.Note)
	return d.String()
}

// fold shows that a row is the current bar of the row above, opened over the whole width.
func (d *drawing) fold(above, below row) {
	b, ok := above.current()
	if !ok {
		return
	}
	from, axis, open, to := above.top+barHeight, above.top+barHeight+axisHeight, below.nameAt()-17, below.top
	var p svg.Path
	p.M(b.x, from).L(b.x, axis).L(left, open).L(left, to).L(right, to).L(right, open).L(b.x+b.width, axis).L(b.x+b.width, from).Z()
	d.Path("wedge", &p)
	// The lines begin below the axis, whose numbers they would cross.
	var l svg.Path
	l.M(b.x, axis).L(left, open).L(left, to).M(right, to).L(right, open).L(b.x+b.width, axis)
	d.Path("fold", &l)
}

func (d *drawing) row(r row) {
	d.Group("", "row")
	indent := 0.0
	if r.depth > 0 {
		indent = 10 // inside the fold
	}
	d.Text(left+indent, r.nameAt(), 11, svg.Start, r.heading(), "label")
	for _, b := range r.bars {
		d.Group(b.title(), "period")
		d.Rect("bar "+glyph.Key(b.lord), b.x, r.top, b.width, barHeight, min(4, b.width/2))
		if b.current {
			x := r.x(d.chart.Now)
			d.Line("now", x, r.top, x, r.top+barHeight)
		}
		d.labels(r, b)
		d.Close()
	}
	d.axis(r)
	if b, ok := r.current(); ok {
		d.Rect("current", b.x, r.top, b.width, barHeight, min(4, b.width/2))
	}
	if x, ok := r.place(d.chart.Now); ok {
		d.nowMark(x, r.top)
	}
	d.Close()
}

func (d *drawing) labels(r row, b bar) {
	x := b.x + b.width/2
	if b.width >= 20 {
		glyph.DrawBody(d.Doc, b.lord, x, r.top+20, 20, "")
	}
	switch b.at {
	case inside:
		on := "on-" + glyph.Key(b.lord)
		d.Text(x, r.top+49, b.size, svg.Middle, b.name, "heavy "+on)
		if b.date != "" {
			d.Text(x, r.top+66, 11, svg.Middle, b.date, on)
		}
	case outside:
		y := r.top - 12 - levelStep*float64(b.level)
		var p svg.Path
		p.M(x, r.top+4).L(x, y+4)
		d.Path("leader", &p)
		d.Text(b.labelX, y, 11, svg.Start, b.name, "")
	}
}

// nowMark is a pair of triangles that point at the present from above and below. The line
// between them lies behind the texts of its bar.
func (d *drawing) nowMark(x, y float64) {
	var flags svg.Path
	flags.M(x-6, y-8).L(x+6, y-8).L(x, y+4).Z().M(x-6, y+barHeight+8).L(x+6, y+barHeight+8).L(x, y+barHeight-4).Z()
	d.Path("flag", &flags)
}

// nowLegend says beside the name of the first row what the mark means.
func (d *drawing) nowLegend() {
	if len(d.rows) == 0 {
		return
	}
	r := d.rows[0]
	if _, ok := r.place(d.chart.Now); !ok {
		return
	}
	text := date(d.chart.Now) + ", age " + strconv.Itoa(age(d.chart.Birth, d.chart.Now))
	y := r.nameAt()
	d.Text(right, y, 12, svg.End, text, "")
	x := right - svg.TextWidth(text, 12) - 10
	var p svg.Path
	p.M(x-5, y-9).L(x+5, y-9).L(x, y).Z()
	d.Path("flag", &p)
}

// axis marks ages below a row, with the calendar year of that birthday below the age.
func (d *drawing) axis(r row) {
	y := r.top + barHeight + 4
	whole := age(d.chart.Birth, r.to) - age(d.chart.Birth, r.from)
	if whole < 3 {
		d.monthAxis(r, y)
		return
	}
	step := 1
	for _, s := range []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000} {
		step = s
		if span/float64(whole)*float64(s) >= 46 {
			break
		}
	}
	var ticks svg.Path
	first := age(d.chart.Birth, r.from)
	for a := (first + step - 1) / step * step; a <= first+whole+1; a += step {
		birthday := d.chart.Birth.AddDate(a, 0, 0)
		x, ok := r.place(birthday)
		if !ok {
			continue
		}
		ticks.M(x, y).L(x, y+6)
		d.axisText(x, y+19, strconv.Itoa(a), "heavy")
		d.axisText(x, y+33, birthday.Format("2006"), "muted")
	}
	d.Path("tick", &ticks)
}

// monthAxis marks the first of months, for rows too short for ages.
func (d *drawing) monthAxis(r row, y float64) {
	var ticks svg.Path
	months := int(r.to.Sub(r.from).Hours()/24/30) + 1
	step := 1
	for _, s := range []int{1, 2, 3, 6, 12} {
		step = s
		if span/float64(months)*float64(s) >= 46 {
			break
		}
	}
	at := time.Date(r.from.Year(), r.from.Month(), 1, 0, 0, 0, 0, r.from.Location())
	for ; !at.After(r.to); at = at.AddDate(0, 1, 0) {
		x, ok := r.place(at)
		if !ok || (int(at.Month())-1)%step != 0 {
			continue
		}
		ticks.M(x, y).L(x, y+6)
		d.axisText(x, y+19, at.Format("Jan"), "heavy")
		d.axisText(x, y+33, at.Format("2006"), "muted")
	}
	d.Path("tick", &ticks)
}

func (d *drawing) axisText(x, y float64, text, class string) {
	d.Text(x, y, 11, svg.Middle, text, class)
}
