package wheel

import (
	"math"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

const (
	tableTop  = 834.0
	tableStep = 23.0
)

type row struct {
	body, label string // one of them: a glyph with its name, or letters
	longitude   float64
	house       int
	retrograde  bool
}

func (d *drawing) rows() []row {
	var rows []row
	for _, b := range d.chart.Bodies {
		rows = append(rows, row{body: b.Name, longitude: b.Longitude, house: d.house(b.Longitude), retrograde: b.Retrograde})
	}
	if a := d.chart.Ascendant; a != nil {
		rows = append(rows, row{label: "AC", longitude: norm(*a)})
	}
	if m := d.chart.Midheaven; m != nil {
		rows = append(rows, row{label: "MC", longitude: norm(*m)})
	}
	return rows
}

// house is the number of the house a longitude lies in, 0 without houses.
func (d *drawing) house(longitude float64) int {
	if !d.houses {
		return 0
	}
	for i, cusp := range d.chart.Cusps {
		if norm(longitude-cusp) < norm(d.chart.Cusps[(i+1)%12]-cusp) {
			return i + 1
		}
	}
	return 0
}

var angleNames = map[string]string{"AC": "Ascendant", "MC": "Midheaven"}

// table lists the positions in two columns, read down the first and then the second.
func (d *drawing) table() {
	rows := d.rows()
	if len(rows) == 0 {
		return
	}
	half := (len(rows) + 1) / 2
	d.Group("Positions", "positions")
	d.Line("rule", sheet.Margin, tableTop-22, sheet.Width-sheet.Margin, tableTop-22)
	for i, r := range rows {
		x, y := 50.0, tableTop+tableStep*float64(i%half)
		if i >= half {
			x += 374
		}
		name := angleNames[r.label]
		if r.body != "" {
			name = glyph.Name(r.body)
			glyph.DrawBody(d.Doc, r.body, x, y-4.5, 17, "")
		} else {
			d.Text(x, y, 12, svg.Middle, r.label, "heavy")
		}
		d.Text(x+22, y, 13, svg.Start, svg.Fit(name, 13, 88), "")
		degrees, sign := degreeInSign(r.longitude)
		d.Text(x+168, y, 13, svg.End, degrees, "")
		glyph.Draw(d.Doc, glyph.Sign(sign), x+184, y-4.5, 15, "")
		d.Text(x+199, y, 13, svg.Start, glyph.SignName(sign), "")
		if r.retrograde {
			d.Text(x+207+svg.TextWidth(glyph.SignName(sign), 13), y, 12, svg.Start, "R", "muted")
		}
		if r.house > 0 {
			d.Text(x+336, y, 11, svg.End, "house "+strconv.Itoa(r.house), "muted")
		}
	}
	d.Close()
}

// degreeInSign gives a longitude as degrees and minutes of its sign, cut off and not rounded,
// so that 29°59′50″ stays in its sign.
func degreeInSign(longitude float64) (string, int) {
	minutes := int(math.Floor(norm(longitude) * 60))
	m := strconv.Itoa(minutes % 60)
	if len(m) < 2 {
		m = "0" + m
	}
	return strconv.Itoa(minutes/60%30) + "° " + m + "′", minutes / 1800
}

func position(longitude float64) string {
	degrees, sign := degreeInSign(longitude)
	return degrees + " " + glyph.SignName(sign)
}

func bodyTitle(b Body) string {
	t := glyph.Name(b.Name) + " " + position(b.Longitude)
	if b.Retrograde {
		t += ", retrograde"
	}
	return t
}

func aspectTitle(a Aspect) string {
	return glyph.Name(a.A) + " " + strings.ToLower(a.Kind) + " " + glyph.Name(a.B) +
		", orb " + svg.Num(decimal.Round(math.Abs(a.Orb), 1)) + "°"
}

func title(c Chart) string {
	if c.Name == "" {
		return "Astrological chart wheel"
	}
	return "Astrological chart wheel of " + c.Name
}

// describe says in words what the drawing shows.
func (d *drawing) describe() string {
	c := d.chart
	var s strings.Builder
	for _, line := range []string{c.Born, c.System} {
		if line != "" {
			s.WriteString(line + ". ")
		}
	}
	var parts []string
	for _, b := range c.Bodies {
		t := bodyTitle(b)
		if h := d.house(b.Longitude); h > 0 {
			t += ", house " + strconv.Itoa(h)
		}
		parts = append(parts, t)
	}
	s.WriteString("Positions: " + list(parts) + ". ")
	if c.Ascendant != nil {
		s.WriteString("Ascendant " + position(*c.Ascendant) + ". ")
	}
	if c.Midheaven != nil {
		s.WriteString("Midheaven " + position(*c.Midheaven) + ". ")
	}
	parts = parts[:0]
	for _, a := range c.Aspects[:min(len(c.Aspects), mostAspects)] {
		parts = append(parts, aspectTitle(a))
	}
	s.WriteString("Aspects: " + list(parts) + ".")
	return s.String()
}

func list(items []string) string {
	if len(items) == 0 {
		return "none"
	}
	return strings.Join(items, "; ")
}
