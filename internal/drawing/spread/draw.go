package spread

import (
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

var colors = []svg.Color{
	{Name: "wands", Light: "#b0452a", Dark: "#eb9373"},
	{Name: "cups", Light: "#2c6b99", Dark: "#82bbe4"},
	{Name: "swords", Light: "#63569a", Dark: "#b8acea"},
	{Name: "pentacles", Light: "#4a7638", Dark: "#9ecb84"},
}

var rules = []svg.Rule{
	{Selector: ".card", Body: "fill:$open;stroke:$edge;stroke-width:1.2"},
	{Selector: ".inset", Body: "fill:none;stroke:$line;stroke-width:1"},
	{Selector: ".way", Body: "stroke:$edge;stroke-width:2;stroke-dasharray:1 7;stroke-linecap:round"},
	{Selector: ".large", Body: "stroke-width:1"},
	{Selector: ".wands", Body: "stroke:$wands"},
	{Selector: ".cups", Body: "stroke:$cups"},
	{Selector: ".swords", Body: "stroke:$swords"},
	{Selector: ".pentacles", Body: "stroke:$pentacles"},
	{Selector: ".major,.ring", Body: "fill:none;stroke:$accent"},
	{Selector: ".major", Body: "stroke-width:1.6"},
	{Selector: ".corner", Body: "stroke:$muted;stroke-width:1.7"},
	{Selector: ".crown", Body: "fill:none;stroke:$accent;stroke-width:1.5;stroke-linejoin:round"},
	{Selector: ".bead", Body: "fill:$accent"},
	{Selector: ".turned", Body: "font-style:italic"},
	{Selector: ".over", Body: "stroke:$paper;stroke-width:5;stroke-linejoin:round;paint-order:stroke"},
}

// look is made at the first drawing.
var look = sync.OnceValue(func() *svg.Style { return sheet.Style(colors, rules) })

const (
	center = sheet.Width / 2
	inner  = sheet.Width - 2*sheet.Margin

	ratio    = 1.66 // height of a card by its width
	lineStep = 14.0 // of captions
	caption  = 64.0 // room below a card
	crossed  = 12.0 // more of it below two that cross
	lowest   = 60.0 // smallest width of a card
	frame    = 20.0 // from the edge of the sheet to what captions may use
)

type drawing struct {
	*svg.Doc
	spread        Spread
	width, height float64 // of a card
	stepX, stepY  float64 // between cards that lie side by side
	left, top     float64 // centre of a card in column 0 and row 0
	bottom        float64 // of the last caption
}

// Draw returns the sheet as an SVG document.
func Draw(s Spread, o Options) string {
	d := drawing{spread: s}
	question := svg.Wrap(quoted(s.Question), 17, 600, 3)
	theme := svg.Wrap(s.Theme, 15, 600, 5)
	d.place(124 + 25*float64(len(question)))
	below := d.bottom + 34
	height := below + 22*float64(len(theme)) + 44

	d.Doc = sheet.New(o, sheet.Spec{
		Name: "spread", Title: title(s), Desc: describe(s), Height: height, Style: look(),
	})
	sheet.Heading(d.Doc, s.Name, s.Deck)
	for i, line := range question {
		d.Text(center, 122+25*float64(i), 17, svg.Middle, line, "serif")
	}
	for _, way := range s.Ways {
		if from, to := way[0], way[1]; min(from, to) >= 0 && max(from, to) < len(s.Cards) {
			x1, y1 := d.at(from)
			x2, y2 := d.at(to)
			d.Line("way", x1, y1, x2, y2)
		}
	}
	for i := range s.Cards {
		d.card(i)
	}
	for i := range s.Cards {
		if !s.Cards[i].Across {
			d.captions(i)
		}
	}
	if len(theme) > 0 {
		d.Line("rule", sheet.Margin+60, below-18, sheet.Width-sheet.Margin-60, below-18)
	}
	for i, line := range theme {
		d.Text(center, below+12+22*float64(i), 15, svg.Middle, line, "serif")
	}
	sheet.Note(d.Doc, height-30, s.Note)
	return d.String()
}

// place finds the size of the cards and where they lie, the highest at y.
func (d *drawing) place(y float64) {
	var columns, rows [2]float64 // least and greatest
	across := false
	for i, c := range d.spread.Cards {
		if i == 0 {
			columns, rows = [2]float64{c.Column, c.Column}, [2]float64{c.Row, c.Row}
		}
		columns = [2]float64{min(columns[0], c.Column), max(columns[1], c.Column)}
		rows = [2]float64{min(rows[0], c.Row), max(rows[1], c.Row)}
		across = across || c.Across
	}
	wide, high := columns[1]-columns[0], rows[1]-rows[0]
	most := 134.0
	switch {
	case wide == 0 && high == 0:
		most = 230
	case high == 0:
		most = 168
	}
	// A card that lies across needs room on both sides.
	gap, room := 36.0, caption
	if across {
		room += crossed
		d.width = max(min(most, inner/(1+1.62*wide)), lowest)
		gap = .62 * d.width
	} else {
		d.width = max(min(most, (inner-gap*wide)/(1+wide)), lowest)
	}
	d.height = d.width * ratio
	d.stepX, d.stepY = d.width+gap, d.height+room
	d.left = center - d.stepX*(columns[0]+columns[1])/2
	d.top = y + d.height/2 - d.stepY*rows[0]
	d.bottom = y + d.height + d.stepY*high + room
	if len(d.spread.Cards) == 0 {
		d.bottom = y
	}
}

// at is the centre of a card.
func (d *drawing) at(i int) (x, y float64) {
	c := &d.spread.Cards[i]
	return d.left + d.stepX*c.Column, d.top + d.stepY*c.Row
}

// card draws the card as it would lie upright, within a group that turns it about its centre.
func (d *drawing) card(i int) {
	c := &d.spread.Cards[i]
	x, y := d.at(i)
	w, h := d.width, d.height
	turn := 0.0
	if c.Reversed {
		turn = 180
	}
	class := "face"
	if c.Across {
		turn += 270
		class += " across"
	}
	attrs := []svg.Attr{svg.Class(class)}
	if turn != 0 {
		attrs = append(attrs, svg.Set("transform", "rotate("+svg.Num(math.Mod(turn, 360))+" "+svg.Num(x)+" "+svg.Num(y)+")"))
	}
	d.Open("g", attrs...)
	d.Rect("card", x-w/2, y-h/2, w, h, w*.07)
	d.Rect("inset", x-w/2+5, y-h/2+5, w-10, h-10, w*.05)

	top, size := y-h/2+w*.22, max(w*.13, 11)
	d.Text(x, top, size, svg.Middle, svg.Fit(c.Numeral, size, w*.5), "serif")
	for k, corner := range c.Corners {
		if corner != "" {
			glyph.Draw(d.Doc, corner, x+(float64(k)-.5)*w*.62, top-size*.36, w*.12, "corner")
		}
	}
	d.emblem(c, x, y+w*.01, w)

	size = max(w*.095, 11)
	lines := svg.Wrap(c.Name, size, w-14, 2)
	titles := svg.Wrap(c.Title, max(size*.92, 11), w-14, 1)
	base := y + h/2 - w*.11 - size*1.15*float64(len(lines)+len(titles)-1)
	if len(lines)+len(titles) == 1 {
		base -= size * .4
	}
	for _, line := range lines {
		d.Text(x, base, size, svg.Middle, line, "serif")
		base += size * 1.15
	}
	for _, line := range titles {
		d.Text(x, base, max(size*.92, 11), svg.Middle, line, "muted")
	}
	d.Close()
}

// captions sets the position below a card, and that of the card across it if there is one. What
// cannot be read on the card itself is said again.
func (d *drawing) captions(i int) {
	x, y := d.at(i)
	y += d.height/2 + 17
	width := min(d.stepX-8, 2*(min(x, sheet.Width-x)-frame))
	for k := i; k < len(d.spread.Cards) && (k == i || d.spread.Cards[k].Across); k++ {
		c := &d.spread.Cards[k]
		label := strconv.Itoa(k+1) + " " + strings.ToUpper(c.Position)
		// The labels are spaced by .08 em.
		for _, line := range svg.Wrap(label, 11, width*.86, 2) {
			d.Text(x, y, 11, svg.Middle, line, "label over")
			y += lineStep
		}
		name := c.Name
		if c.Reversed {
			name += ", reversed"
		}
		if c.Reversed || c.Across {
			for _, line := range svg.Wrap(name, 11, width, 2) {
				d.Text(x, y, 11, svg.Middle, line, "turned over")
				y += lineStep
			}
		}
	}
}

func quoted(question string) string {
	if question == "" {
		return ""
	}
	return "“" + question + "”"
}

func title(s Spread) string {
	if s.Name == "" {
		return "Cards"
	}
	return s.Name + ": " + strconv.Itoa(len(s.Cards)) + " cards"
}

// describe says in words what the drawing shows.
func describe(s Spread) string {
	var parts []string
	add := func(more ...string) { parts = append(parts, more...) }
	if s.Question != "" {
		add(quoted(s.Question), " ")
	}
	add("Cards from the ", s.Deck, ".")
	for i := range s.Cards {
		c := &s.Cards[i]
		add(" ", strconv.Itoa(i+1), ", ", c.Position, ": ", c.Name)
		if c.Title != "" {
			add(" (", c.Title, ")")
		}
		if c.Reversed {
			add(", reversed")
		}
		if c.Across {
			add(", lying across the card before it")
		}
		add(".")
	}
	if s.Theme != "" {
		add(" ", s.Theme)
	}
	return strings.Join(parts, "")
}
