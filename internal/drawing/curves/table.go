package curves

import (
	"math"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

const (
	tableStep = 24.0
	mostLines = 4 // of critical days
)

// The columns of the table.
const (
	nameAt   = 116.0
	periodAt = 308.0
	valueAt  = 404.0
	phaseAt  = 436.0
)

// table says where each curve stands; its samples of the lines are the legend.
func (d *drawing) table(y float64) {
	if len(d.chart.Curves) == 0 {
		return
	}
	d.Group("Where the cycles stand", "legend")
	d.Text(nameAt, y, 11, svg.Start, "CYCLE", "label")
	d.Text(periodAt, y, 11, svg.End, "PERIOD", "label")
	if d.day >= 0 {
		d.Text(valueAt, y, 11, svg.End, "STANDS AT", "label")
		d.Text(phaseAt, y, 11, svg.Start, "PHASE", "label")
		d.Text(right, y, 11, svg.End, "NEXT CRITICAL DAY", "label")
	}
	d.Line("rule", sheet.Margin, y+8, right, y+8)
	for i := range d.chart.Curves {
		c := &d.chart.Curves[i]
		y := y + 8 + tableStep*float64(i) + 20
		var p svg.Path
		p.M(sheet.Margin+4, y-4).L(nameAt-14, y-4)
		d.stroke(c, &p)
		class := ""
		if c.Main {
			class = "heavy"
		}
		d.Text(nameAt, y, 13, svg.Start, svg.Fit(c.Name, 13, 120), class)
		d.Text(periodAt, y, 13, svg.End, strconv.Itoa(c.Period)+" days", "muted")
		if d.day >= 0 {
			d.Text(valueAt, y, 13, svg.End, signed(c.Value)+" %", class)
			d.Text(phaseAt, y, 13, svg.Start, svg.Fit(c.Phase, 13, 120), "")
			if c.Next.IsValid() {
				d.Text(right, y, 13, svg.End, day(c.Next), "muted")
			}
		}
	}
	d.Close()
}

// criticalLines lists the columns on which a main curve crosses, in as many lines as there is
// room for.
func (d *drawing) criticalLines() []string {
	if !d.chart.First.IsValid() {
		return nil
	}
	var parts []string
	for i := range d.chart.Days {
		var names []string
		for _, c := range d.crossing(i, true) {
			names = append(names, strings.ToLower(c.Name))
		}
		if names != nil {
			parts = append(parts, dayAndMonth(d.chart.First.AddDays(i))+" "+strings.Join(names, " + "))
		}
	}
	if parts == nil {
		return []string{"No main cycle crosses its middle line on these days."}
	}
	return flow(parts, 12, right-sheet.Margin, mostLines)
}

// flow sets parts side by side, separated by dots, and breaks lines between them only. What does
// not fit is counted at the end.
func flow(parts []string, size, width float64, lines int) []string {
	const between = "  ·  "
	var out []string
	line := ""
	for i, part := range parts {
		part = svg.Fit(part, size, width-svg.TextWidth(between+"and 1000 more", size))
		longer := part
		if line != "" {
			longer = line + between + part
		}
		more := ""
		if left := len(parts) - i - 1; left > 0 && len(out) == lines-1 {
			more = between + "and " + strconv.Itoa(left) + " more"
		}
		switch {
		case svg.TextWidth(longer+more, size) <= width:
			line = longer
		case len(out) < lines-1:
			out, line = append(out, line), part
		default:
			return append(out, line+between+"and "+strconv.Itoa(len(parts)-i)+" more")
		}
	}
	return append(out, line)
}

func (d *drawing) criticalDays(y float64, lines []string) {
	d.Rect("crossing", sheet.Margin, y-10, 12, 12, 2)
	d.Circle("ring", sheet.Margin+6, y-4, 3.5)
	d.Text(sheet.Margin+20, y, 11, svg.Start, "CRITICAL DAYS", "label")
	if p, ok := d.mean(); ok && p != nil {
		text := "mean of the main cycles"
		d.Text(right, y, 11, svg.End, text, "muted")
		d.Rect("surface", right-svg.TextWidth(text, 11)-32, y-10, 24, 12, 2)
	}
	for i, line := range lines {
		d.Text(sheet.Margin, y+22+18*float64(i), 12, svg.Start, line, "")
	}
}

// signed writes a percentage as a whole number with its sign.
func signed(x float64) string {
	n := int(math.Round(x))
	switch {
	case n > 0:
		return "+" + strconv.Itoa(n)
	case n < 0:
		return "−" + strconv.Itoa(-n)
	}
	return "0"
}

func heading(c Chart) string {
	if c.Name == "" {
		return "Biorhythm"
	}
	return c.Name
}

func title(c Chart) string {
	unit := " days"
	if c.Days == 1 {
		unit = " day"
	}
	return heading(c) + ": cycles from " + day(c.First) + ", " + strconv.Itoa(c.Days) + unit
}

// describe says in words what the drawing shows.
func (d *drawing) describe() string {
	var s strings.Builder
	if d.chart.Born != "" {
		s.WriteString(d.chart.Born + ". ")
	}
	if d.day >= 0 {
		var parts []string
		for i := range d.chart.Curves {
			c := &d.chart.Curves[i]
			parts = append(parts, c.Name+" "+signed(c.Value)+" percent, "+c.Phase)
		}
		s.WriteString("On " + day(d.chart.Day) + ": " + list(parts) + ". ")
	}
	var parts []string
	for i := range d.chart.Days {
		for _, c := range d.crossing(i, false) {
			parts = append(parts, day(d.chart.First.AddDays(i))+" "+c.Name)
		}
	}
	s.WriteString("Critical days: " + list(parts) + ".")
	return s.String()
}

func list(items []string) string {
	if len(items) == 0 {
		return "none"
	}
	return strings.Join(items, "; ")
}
