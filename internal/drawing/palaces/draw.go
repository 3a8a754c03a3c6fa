package palaces

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

// places are the marks of the palaces: how far they lie from the middle of the face, and their height.
// What does not lie in the middle is marked on both sides.
var places = [...]struct{ aside, y float64 }{
	{0, 264}, {0, 398}, {64, 262}, {64, 293}, {64, 356}, {82, 500},
	{106, 320}, {0, 308}, {118, 236}, {0, 206}, {82, 212}, {0, 560},
}

const (
	middle    = sheet.Width / 2
	markSize  = 11.0
	legendTop = 150.0
	legendRow = 78.0
	legend    = 200.0 // width of a column
	barsTop   = 636.0
)

var colors = []svg.Color{
	{Name: "wood", Light: "#5f8f4e", Dark: "#7fae6c"},
	{Name: "fire", Light: "#c0563c", Dark: "#dd7a5f"},
	{Name: "earth", Light: "#a88335", Dark: "#cfa953"},
	{Name: "metal", Light: "#7f868f", Dark: "#a7adb5"},
	{Name: "water", Light: "#41709b", Dark: "#6f9fcb"},
}

func rules() []svg.Rule {
	rules := []svg.Rule{
		{Selector: ".face", Body: "fill:$open;stroke:$edge;stroke-width:1.5"},
		{Selector: ".trait", Body: "fill:none;stroke:$edge;stroke-width:1.5;stroke-linecap:round"},
		{Selector: ".mark", Body: "fill:$paper;stroke:$edge;stroke-width:1.5"},
		{Selector: ".marked", Body: "fill:$ink;stroke:$ink;stroke-width:1.5"},
		{Selector: ".slight", Body: "fill:$paper;stroke:$edge;stroke-width:1.5;stroke-dasharray:2 2"},
		{Selector: ".on", Body: "fill:$paper"},
		{Selector: ".track", Body: "stroke:$line;stroke-width:3;stroke-linecap:round"},
		{Selector: ".half", Body: "stroke:$edge;stroke-width:1"},
		{Selector: ".dot", Body: "fill:$accent"},
	}
	for _, c := range colors {
		rules = append(rules, svg.Rule{Selector: ".bar-" + c.Name, Body: "fill:$" + c.Name})
	}
	return rules
}

// Draw returns the map as an SVG document.
func Draw(m Map, o Options) []byte {
	height := 660.0
	if len(m.Shares) > 0 {
		height = 814
	}
	d := sheet.New(o, sheet.Spec{
		Name: "palaces", Title: "Map of the twelve palaces", Desc: describe(m), Height: height, Colors: colors, Rules: rules(),
	})
	sheet.Heading(d, "Twelve palaces", m.Below)
	drawFace(d)
	for i, p := range m.Palaces[:min(len(m.Palaces), len(places))] {
		d.Group(p.Name+", "+p.Region+": "+p.words(), "palace")
		at := places[i]
		p.mark(d, i+1, middle-at.aside, at.y)
		if at.aside > 0 {
			p.mark(d, i+1, middle+at.aside, at.y)
		}
		p.legend(d, i)
		d.Close()
	}
	drawShares(d, m.Shares)
	sheet.Note(d, height-28, m.Note)
	return d.Bytes()
}

// words are what a mark says.
func (p *Palace) words() string {
	if p.Score == nil {
		return "not measured"
	}
	return p.Emphasis + ", " + strconv.FormatFloat(*p.Score, 'f', 2, 64)
}

func describe(m Map) string {
	var parts []string
	for _, p := range m.Palaces {
		parts = append(parts, p.Name+" ("+p.Region+"): "+p.words())
	}
	for _, s := range m.Shares {
		if s.Percent != nil {
			parts = append(parts, s.Element+" "+percent(*s.Percent))
		}
	}
	return "A schematic face with its palaces. " + strings.Join(parts, "; ") + "."
}

func (p *Palace) class() string {
	switch {
	case p.Score == nil || p.Emphasis == "slight":
		return "slight"
	case p.Emphasis == "marked":
		return "marked"
	}
	return "mark"
}

// mark is the number of the palace in a circle: full for a marked region, dashed for a slight one.
func (p *Palace) mark(d *svg.Doc, number int, x, y float64) {
	class, on := p.class(), ""
	if class == "marked" {
		on = "on"
	}
	if p.Score == nil {
		on = "muted"
	}
	d.Circle(class, x, y, markSize)
	d.Text(x, y+4, 11, svg.Middle, strconv.Itoa(number), on)
}

// legend is the name of the palace, its region, and its score on a track whose middle is the reference.
func (p *Palace) legend(d *svg.Doc, i int) {
	x, row := float64(sheet.Margin), i
	if i >= len(places)/2 {
		x, row = sheet.Width-sheet.Margin-legend, i-len(places)/2
	}
	y := legendTop + legendRow*float64(row)
	p.mark(d, i+1, x+markSize, y-4)
	left := x + 2*markSize + 8
	room := legend - 2*markSize - 8
	lines := svg.Wrap(p.Name, 13, room, 2)
	for k, line := range lines {
		d.Text(left, y+16*float64(k), 13, svg.Start, line, "")
	}
	y += 16 * float64(len(lines))
	d.Text(left, y, 11, svg.Start, svg.Fit(p.Region, 11, room), "muted")
	y += 14
	d.Line("track", left+2, y, left+room-2, y)
	d.Line("half", left+room/2, y-5, left+room/2, y+5)
	if p.Score != nil {
		d.Circle("dot", left+2+(room-4)*min(max(*p.Score, 0), 1), y, 5)
	}
}

// drawFace is a face from the front, half of it and its mirror image.
func drawFace(d *svg.Doc) {
	d.Group("", "scheme")
	var outline svg.Path
	outline.M(middle, 132).C(middle+92, 132, middle+146, 214, middle+144, 320).C(middle+142, 430, middle+106, 520, middle+62, 572).
		Q(middle+34, 602, middle, 602).Q(middle-34, 602, middle-62, 572).C(middle-106, 520, middle-142, 430, middle-144, 320).
		C(middle-146, 214, middle-92, 132, middle, 132).Z()
	d.Path("face", &outline)
	for _, side := range [...]float64{-1, 1} {
		x := func(aside float64) float64 { return middle + side*aside }
		var eye, brow, nose svg.Path
		eye.M(x(34), 324).Q(x(62), 304, x(92), 322).Q(x(62), 338, x(34), 324)
		brow.M(x(26), 272).Q(x(62), 250, x(102), 270)
		nose.M(x(9), 326).Q(x(12), 370, x(22), 398).Q(x(28), 416, x(8), 418)
		d.Path("trait", &eye)
		d.Path("trait", &brow)
		d.Path("trait", &nose)
		d.Circle("trait", x(63), 322, 6)
	}
	var mouth svg.Path
	mouth.M(middle-48, 466).Q(middle-20, 454, middle, 460).Q(middle+20, 454, middle+48, 466).Q(middle, 494, middle-48, 466).
		M(middle-48, 466).Q(middle, 474, middle+48, 466)
	d.Path("trait", &mouth)
	d.Close()
}

// drawShares are bars side by side.
func drawShares(d *svg.Doc, shares []Share) {
	if len(shares) == 0 {
		return
	}
	const gap, highest = 24.0, 84.0
	whole := 50.0 // percent of a full bar, or more if a share is larger
	for _, s := range shares {
		if s.Percent != nil {
			whole = max(whole, *s.Percent)
		}
	}
	width := (sheet.Width - 2*sheet.Margin - gap*float64(len(shares)-1)) / float64(len(shares))
	for i, s := range shares {
		x := sheet.Margin + (width+gap)*float64(i)
		d.Group("", "share")
		value := "not measured"
		if s.Percent != nil {
			value = percent(*s.Percent)
			h := highest * max(*s.Percent, 0) / whole
			d.Rect("bar-"+s.Element, x, barsTop+highest-h, width, h, 0)
		}
		d.Line("half", x, barsTop+highest, x+width, barsTop+highest)
		d.Text(x+width/2, barsTop+highest+22, 14, svg.Middle, s.Element, "")
		d.Text(x+width/2, barsTop+highest+40, 12, svg.Middle, value, "muted")
		d.Close()
	}
}

func percent(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) + "%" }
