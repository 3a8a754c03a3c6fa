package numbers

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

// The figure is a rhombus: life path above, expression on the right, personality below, soul urge
// on the left. Its sides are the four bridges, its middle is maturity.
const (
	figureHeight = 404.0
	figureX      = sheet.Width / 2
	halfWidth    = 172.0
	halfHeight   = 132.0
	cornerRadius = 42.0
	middleRadius = 34.0
	bridgeRadius = 15.0
)

// corners are the places of the four numbers relative to the middle.
var corners = [4][2]float64{{0, -halfHeight}, {halfWidth, 0}, {0, halfHeight}, {-halfWidth, 0}}

// figure draws the core numbers, the middle of the rhombus at y.
func (d *drawing) figure(y float64) {
	d.Group("The core numbers", "figure")
	for i, at := range corners {
		next := corners[(i+1)%4]
		x1, y1, x2, y2 := figureX+at[0], y+at[1], figureX+next[0], y+next[1]
		bridge := d.chart.Bridges[i]
		class := "side"
		if bridge == nil {
			class = "side open"
		}
		d.Line(class, x1, y1, x2, y2)
		if bridge != nil {
			x, y := (x1+x2)/2, (y1+y2)/2
			d.Group("Bridge between "+d.chart.Corners[i].Name+" and "+d.chart.Corners[(i+1)%4].Name, "bridge")
			d.Circle("stone", x, y, bridgeRadius)
			d.Text(x, y+5, 14, svg.Middle, strconv.Itoa(*bridge), "")
			d.Close()
		}
	}
	for _, at := range corners {
		d.Line("spoke", figureX, y, figureX+at[0], y+at[1])
	}
	d.core(d.chart.Middle, figureX, y, middleRadius)
	for i, at := range corners {
		d.core(d.chart.Corners[i], figureX+at[0], y+at[1], cornerRadius)
	}
	d.captions(y)
	d.legend(y + halfHeight)
	d.Close()
}

// legend explains the small circles on the sides and, where there is one, the double ring.
func (d *drawing) legend(y float64) {
	const x = sheet.Margin + 11
	master := d.chart.Middle.Master
	for _, c := range d.chart.Corners {
		master = master || c.Master
	}
	if master {
		d.Circle("halo", x, y-30, 10)
		d.Circle("core", x, y-30, 6.5)
		d.Text(x+20, y-26, 12, svg.Start, "master number", "muted")
	}
	d.Circle("stone", x, y, 9)
	d.Text(x+20, y+4, 12, svg.Start, "bridge between two numbers", "muted")
}

// core is a number in its circle.
func (d *drawing) core(c Core, x, y, radius float64) {
	class, text := "core", strconv.Itoa(c.Number)
	if c.Number == 0 {
		class, text = "core none", "–"
	}
	if c.Master {
		d.Circle("halo", x, y, radius+5)
	}
	d.Circle(class, x, y, radius)
	size := radius * 0.95
	d.Text(x, y+size*0.35, size, svg.Middle, text, "serif")
}

// captions name the numbers: above the upper corner, below the lower one, on the outer side of
// the others, where there is room for their meaning in several lines; that of the middle stands
// apart, since there is none.
func (d *drawing) captions(y float64) {
	const gap, side = cornerRadius + 16, 156.0
	c := d.chart.Corners
	d.caption(c[0], figureX+gap, y-halfHeight, svg.Start, 250)
	d.caption(c[1], figureX+halfWidth+gap, y, svg.Start, side-26)
	d.caption(c[2], figureX+gap, y+halfHeight, svg.Start, 250)
	d.caption(c[3], figureX-halfWidth-gap, y, svg.End, side-26)
	d.caption(d.chart.Middle, sheet.Margin, y-halfHeight, svg.Start, 220)
	if c := d.chart.Middle; c.Name != "" {
		// A fine line leads from the caption to the middle of the figure.
		var p svg.Path
		p.M(sheet.Margin+svg.TextWidth(upper(c), 11)*1.1+10, y-halfHeight-14).L(figureX-104, y-halfHeight-14).L(figureX-middleRadius*0.75, y-middleRadius*0.75)
		d.Path("lead", &p)
	}
}

// caption sets a name and its meaning, centred around y.
func (d *drawing) caption(c Core, x, y float64, anchor svg.Anchor, room float64) {
	lines := svg.Wrap(c.Short, 12, room, 4)
	top := y - 10 - 8*float64(max(len(lines)-1, 0))
	if anchor == svg.Start && x == sheet.Margin {
		top = y - 10
	}
	d.Text(x, top, 11, anchor, svg.Fit(upper(c), 11, room), "label")
	for i, line := range lines {
		d.Text(x, top+19+16*float64(i), 12, anchor, line, "")
	}
}
