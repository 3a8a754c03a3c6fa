package numbers

import (
	"strconv"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

var colors = []svg.Color{
	{Name: "vowel", Light: "#a8430f", Dark: "#ff9f70"},
	{Name: "consonant", Light: "#1d5c86", Dark: "#86c3ee"},
	{Name: "tileup", Light: "#f6e3d6", Dark: "#3f2a20"},
	{Name: "tiledown", Light: "#dfeaf1", Dark: "#1f323f"},
	{Name: "hill", Light: "#ede3cd", Dark: "#343027"},
	{Name: "valley", Light: "#dbe4e6", Dark: "#222d33"},
	{Name: "now", Light: "#e3c98d", Dark: "#66521f"},
	{Name: "deep", Light: "#aecbd6", Dark: "#2d5364"},
}

var rules = []svg.Rule{
	{Selector: ".tile.vowel", Body: "fill:$tileup"},
	{Selector: ".tile.consonant", Body: "fill:$tiledown"},
	{Selector: "text.vowel", Body: "fill:$vowel;font-weight:600"},
	{Selector: "text.consonant", Body: "fill:$consonant;font-weight:600"},
	{Selector: ".side", Body: "stroke:$edge;stroke-width:1.5"},
	{Selector: ".side.open", Body: "stroke:$line;stroke-dasharray:4 5"},
	{Selector: ".spoke", Body: "stroke:$line;stroke-width:1"},
	{Selector: ".stone", Body: "fill:$paper;stroke:$edge;stroke-width:1"},
	{Selector: ".core", Body: "fill:$open;stroke:$accent;stroke-width:2"},
	{Selector: ".core.none", Body: "stroke:$edge;stroke-dasharray:4 5"},
	{Selector: ".halo", Body: "fill:$paper;stroke:$accent;stroke-width:1.25"},
	{Selector: ".lead", Body: "fill:none;stroke:$edge;stroke-width:1"},
	{Selector: ".hill", Body: "fill:$hill"},
	{Selector: ".valley", Body: "fill:$valley"},
	{Selector: ".current .hill", Body: "fill:$now"},
	{Selector: ".current .valley", Body: "fill:$deep"},
	{Selector: ".years", Body: "fill:none;stroke:$ink;stroke-width:1.5"},
	{Selector: ".post", Body: "stroke:$ink;stroke-width:1.5"},
	{Selector: ".now", Body: "stroke:$accent;stroke-width:1.5"},
	{Selector: ".flag", Body: "fill:$accent"},
	{Selector: ".heavy", Body: "font-weight:600"},
	{Selector: ".over", Body: "paint-order:stroke;stroke:$paper;stroke-width:3;stroke-linejoin:round"},
}

// look is made at the first drawing.
var look = sync.OnceValue(func() *svg.Style { return sheet.Style(colors, rules) })

const (
	factsInARow = 3
	factsStep   = 58.0
)

type drawing struct {
	*svg.Doc
	chart Chart
}

// Draw returns the sheet as an SVG document.
func Draw(c Chart, o Options) string {
	d := drawing{chart: c}
	heading := c.Name
	if strings.TrimSpace(heading) == "" {
		heading = "Numerology"
	}
	lines, size := headline(heading)
	g := layOut(c.Words)

	name := 100 + (size+6)*float64(len(lines)-1)
	sums := name + g.height() + 26
	figure := sums + 54 + figureHeight/2
	facts := figure + figureHeight/2 + 22
	life := facts + 16
	for i := 0; i < len(c.Facts); i += factsInARow {
		life += factsStep
	}
	height := life + d.lifeHeight() + 84
	d.Doc = sheet.New(o, sheet.Spec{
		Name: "numbers", Title: title(c), Desc: d.describe(), Height: height, Style: look(),
	})
	for i, line := range lines {
		d.Text(sheet.Width/2, 60+(size+6)*float64(i), size, svg.Middle, line, "serif")
	}
	if c.Born != "" {
		d.Text(sheet.Width/2, 83+(size+6)*float64(len(lines)-1), 13, svg.Middle, svg.Fit(c.Born, 13, width), "muted")
	}
	d.name(g, name)
	d.sums(sums)
	d.figure(figure)
	for i := 0; i < len(c.Facts); i += factsInARow {
		sheet.Facts(d.Doc, facts, c.Facts[i:min(i+factsInARow, len(c.Facts))]...)
		facts += factsStep
	}
	d.lifeline(life)
	sheet.Note(d.Doc, height-30, c.Note)
	return d.String()
}

func upper(c Core) string { return strings.ToUpper(c.Name) }

func title(c Chart) string {
	if c.Name == "" {
		return "Numerology sheet"
	}
	return "Numerology sheet of " + c.Name
}

// describe says in words what the drawing shows.
func (d *drawing) describe() string {
	c := d.chart
	var s strings.Builder
	if c.Born != "" {
		s.WriteString(c.Born + ". ")
	}
	for _, core := range append(c.Corners[:], c.Middle) {
		switch {
		case core.Name == "":
		case core.Number == 0:
			s.WriteString(core.Name + " none. ")
		default:
			s.WriteString(core.Name + " " + strconv.Itoa(core.Number) + ": " + core.Short + ". ")
		}
	}
	for _, sum := range c.Sums {
		s.WriteString(sum.Name + " " + strconv.Itoa(sum.Total) + ". ")
	}
	list, _ := d.seasons()
	for i, season := range list {
		s.WriteString(season.title())
		if d.current(list, i) {
			s.WriteString(" (now)")
		}
		s.WriteString(". ")
	}
	if s.Len() == 0 {
		return "No numbers."
	}
	return strings.TrimSpace(s.String())
}
