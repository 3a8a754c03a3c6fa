package panel

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

var rules = []svg.Rule{
	{Selector: ".tracks", Body: "fill:none;stroke:$line;stroke-width:3;stroke-linecap:round"},
	{Selector: ".bars", Body: "fill:none;stroke:$accent;stroke-width:3;stroke-linecap:round"},
	{Selector: ".course", Body: "fill:none;stroke:$accent;stroke-width:1.5;stroke-linejoin:round"},
	{Selector: ".plot", Body: "fill:$open;stroke:$line;stroke-width:1"},
}

// look is made at the first drawing.
var look = sync.OnceValue(func() *svg.Style { return sheet.Style(nil, rules) })

const (
	gutter  = 40.0
	column  = (sheet.Width - 2*sheet.Margin - gutter) / 2
	top     = 124.0
	step    = 30.0 // of rows
	heading = 34.0 // of a group, its gap included
	plot    = 110.0
	end     = 1.5 // of a bar, round
)

// Draw returns the panel as an SVG document.
func Draw(c Chart, o Options) string {
	bottom := top + max(heightOf(c.Left), heightOf(c.Right))
	height := bottom + 34
	if len(c.Series) > 1 {
		height += plot + 30
	}
	d := sheet.New(o, sheet.Spec{Name: "panel", Title: c.Title, Desc: describe(c), Height: height, Style: look()})
	sheet.Heading(d, c.Title, c.Below)
	drawBars(d, c)
	groups(d, 0, c.Left)
	groups(d, 1, c.Right)
	if len(c.Series) > 1 {
		drawSeries(d, bottom+8, c)
	}
	sheet.Note(d, height-28, c.Note)
	return d.String()
}

func heightOf(list []Group) float64 {
	height := 0.0
	for _, g := range list {
		height += heading + step*float64(len(g.Rows))
	}
	return height
}

func describe(c Chart) string {
	var b strings.Builder
	b.Grow(2 << 10)
	b.WriteString(c.Title)
	between := ": "
	for _, list := range [...][]Group{c.Left, c.Right} {
		for _, g := range list {
			for i := range g.Rows {
				r := &g.Rows[i]
				b.WriteString(between)
				b.WriteString(r.Name)
				b.WriteByte(' ')
				b.WriteString(r.Value)
				between = ", "
			}
		}
	}
	if between == ": " { // no rows
		b.WriteString(between)
	}
	b.WriteByte('.')
	return b.String()
}

// drawBars draws the bars of all rows, which differ in their lengths only, in one path, and
// what they lie on in another.
func drawBars(d *svg.Doc, c Chart) {
	d.Part(railsOf(c))
	var path svg.Path
	bars(c, func(r Row, x, y float64) {
		if r.Bar != nil && *r.Bar > 0 {
			path.M(x+end, y).H(x + max(column*min(*r.Bar, 1)-end, end))
		}
	})
	if !path.IsEmpty() {
		d.Path("bars", &path)
	}
}

// bars gives each row of a chart with the place where its bar begins.
func bars(c Chart, draw func(r Row, x, y float64)) {
	for i, list := range [...][]Group{c.Left, c.Right} {
		x, y := sheet.Margin+float64(i)*(column+gutter), top+7.5
		for _, g := range list {
			y += heading - 8
			for _, r := range g.Rows {
				draw(r, x, y)
				y += step
			}
			y += 8
		}
	}
}

// rails are what the bars lie on. They follow from the numbers of rows.
type rails struct {
	counts []int // of the groups, with -1 behind each column
	part   svg.Part
}

// keptRails are those of the last panel.
var keptRails atomic.Pointer[rails]

func railsOf(c Chart) svg.Part {
	var room [8]int
	counts := room[:0]
	for _, list := range [...][]Group{c.Left, c.Right} {
		for _, g := range list {
			counts = append(counts, len(g.Rows))
		}
		counts = append(counts, -1)
	}
	if last := keptRails.Load(); last != nil && slices.Equal(last.counts, counts) {
		return last.part
	}
	var tracks svg.Path
	bars(c, func(_ Row, x, y float64) { tracks.M(x+end, y).H(x + column - end) })
	part := svg.NewPart(func(d *svg.Doc) {
		if !tracks.IsEmpty() {
			d.Path("tracks", &tracks)
		}
	})
	keptRails.Store(&rails{slices.Clone(counts), part})
	return part
}

// groups writes the names and values of a column, the first or the second.
func groups(d *svg.Doc, side int, list []Group) {
	x, y := sheet.Margin+float64(side)*(column+gutter), top
	row := 0
	for _, g := range list {
		d.Text(x, y, 11, svg.Start, strings.ToUpper(svg.Fit(g.Title, 11, column*0.7)), "label")
		y += heading - 8
		for _, r := range g.Rows {
			d.Group("", "row")
			d.Text(x+column, y, 12, svg.End, svg.Fit(r.Value, 12, column*0.4), "muted")
			d.Part(nameAt(side, row, x, y, r.Name))
			d.Close()
			y += step
			row++
		}
		y += 8
	}
}

// names are those that were written last, by column and row: the rows of a chart hardly ever change theirs.
var names [2][32]atomic.Pointer[written]

type written struct {
	name string
	y    float64
	part svg.Part
}

// nameAt returns the name of a row as it is written at a place, beside the widest value.
func nameAt(side, row int, x, y float64, name string) svg.Part {
	if row < len(names[side]) {
		if last := names[side][row].Load(); last != nil && last.name == name && last.y == y {
			return last.part
		}
	}
	w := &written{name, y, svg.NewPart(func(d *svg.Doc) {
		d.Text(x, y, 13, svg.Start, svg.Fit(name, 13, column*0.6-10), "")
	})}
	if row < len(names[side]) {
		names[side][row].Store(w)
	}
	return w.part
}

// mostPoints keeps the line of a long series small: a point for every other unit is all that shows.
const mostPoints = 360

func drawSeries(d *svg.Doc, y float64, c Chart) {
	const width = sheet.Width - 2*sheet.Margin
	d.Text(sheet.Margin, y, 11, svg.Start, strings.ToUpper(svg.Fit(c.SeriesName, 11, width*0.7)), "label")
	y += 12
	d.Rect("plot", sheet.Margin, y, width, plot, 3)
	least, most := c.Series[0], c.Series[0]
	for _, v := range c.Series {
		least, most = min(least, v), max(most, v)
	}
	span := max(most-least, 0.02)
	middle := (most + least) / 2
	var line svg.Path
	skip := (len(c.Series) + mostPoints - 1) / mostPoints
	for i := 0; i < len(c.Series); i += skip {
		px := sheet.Margin + 8 + (width-16)*float64(i)/float64(len(c.Series)-1)
		py := y + plot/2 - (plot-20)*(c.Series[i]-middle)/span
		if i == 0 {
			line.M(px, py)
		} else {
			line.L(px, py)
		}
	}
	d.Path("course", &line)
}
