package timeline

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/svg"
)

const (
	tableStep = 21.0
	mostRows  = 14
	gutter    = 30.0 // between the two tables
)

// tables lists the dates of the first two rows side by side.
func (d *drawing) tables(y float64) {
	for i, r := range d.rows {
		if r.depth > 1 {
			continue
		}
		d.table(r, left+float64(i)*(span/2+gutter/2), y)
	}
}

func (d *drawing) table(r row, x, y float64) {
	const width = (span - gutter) / 2
	d.Group("", "table")
	d.Text(x, y, 11, svg.Start, r.heading(), "label")
	d.Line("rule", x, y+7, x+width, y+7)
	for i, b := range r.bars[:min(len(r.bars), mostRows)] {
		y := y + 26 + tableStep*float64(i)
		class := "plain"
		if b.current {
			class = "heavy"
			var p svg.Path
			p.M(x-12, y-9).L(x-12, y+1).L(x-4, y-4).Z()
			d.Path("flag", &p)
		}
		glyph.DrawBody(d.Doc, b.lord, x+9, y-4, 16, "")
		d.Text(x+24, y, 12, svg.Start, svg.Fit(glyph.Name(b.lord), 12, 64), class)
		dates := date(b.start) + " – " + date(b.end)
		d.Text(x+92, y, 12, svg.Start, dates, class)
		lived := ages(age(d.chart.Birth, b.start), age(d.chart.Birth, b.end))
		if 92+svg.TextWidth(dates, 12)+svg.TextWidth(lived, 11) < width {
			d.Text(x+width, y, 11, svg.End, lived, "muted")
		}
	}
	d.Close()
}

func ages(from, to int) string {
	if from == to {
		return "age " + strconv.Itoa(from)
	}
	return "age " + strconv.Itoa(from) + "–" + strconv.Itoa(to)
}
