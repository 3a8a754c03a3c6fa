// Package sheet is the paper that every drawing is made on: warm paper and ink in light,
// their counterpart in dark, a fine double frame, one way to set a heading, a strip of facts
// and a note. Drawings differ in what they show and not in how they are dressed.
package sheet

import (
	"slices"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/svg"
)

// Width of every sheet in user units. At 800 pixels one unit is one pixel.
const Width = 800

// Margin is the distance from the edge to anything that is drawn inside the frame.
const Margin = 40

// Options are what a caller may choose about any drawing.
type Options struct {
	// ID prefixes the ids inside the drawing and scopes its styles; the drawing's own name
	// if empty. Two drawings in one HTML page need different ones.
	ID    string
	Theme svg.Theme
}

// Spec describes a sheet before anything is drawn on it.
type Spec struct {
	Name        string // name of the kind of drawing, used where Options.ID is empty
	Title, Desc string // read by screen readers
	Height      float64
	Style       *svg.Style // made by Style, once for all drawings of the kind
}

// Colors of the sheet. The tests prove that ink and muted stand out from paper and open by
// at least 4.5 to 1, and edge and accent by 3 to 1 (WCAG 2.2 AA, 1.4.3 and 1.4.11).
var Colors = []svg.Color{
	{Name: "paper", Light: "#fbf8f1", Dark: "#14161b"},
	{Name: "open", Light: "#ffffff", Dark: "#1e2129"},
	{Name: "ink", Light: "#23252d", Dark: "#ece7db"},
	{Name: "muted", Light: "#635e55", Dark: "#aba698"},
	{Name: "edge", Light: "#8b8475", Dark: "#7d8190"},
	{Name: "line", Light: "#d5cdbe", Dark: "#3a3e49"},
	{Name: "accent", Light: "#96722a", Dark: "#d8b25f"},
}

var rules = []svg.Rule{
	{Selector: "text", Body: "fill:$ink;font-variant-numeric:tabular-nums"},
	{Selector: ".paper", Body: "fill:$paper"},
	{Selector: ".frame", Body: "fill:none;stroke:$edge;stroke-width:1"},
	{Selector: ".inner", Body: "fill:none;stroke:$line;stroke-width:1"},
	{Selector: ".rule", Body: "stroke:$line;stroke-width:1"},
	{Selector: ".muted", Body: "fill:$muted"},
	{Selector: ".label", Body: "fill:$muted;letter-spacing:.08em"},
	{Selector: ".accent", Body: "fill:$accent"},
	{Selector: ".serif", Body: "font-family:" + svg.SerifFamily},
	{Selector: ".glyph", Body: glyph.Style},
}

// Style is that of the sheet with colours and rules of a kind of drawing.
func Style(colors []svg.Color, own []svg.Rule) *svg.Style {
	return &svg.Style{Colors: slices.Concat(Colors, colors), Rules: slices.Concat(rules, own)}
}

// New starts a drawing: document, paper and frame.
func New(o Options, s Spec) *svg.Doc {
	id := o.ID
	if id == "" {
		id = s.Name
	}
	d := svg.New(svg.Head{
		ID: id, Title: s.Title, Desc: s.Desc, Theme: o.Theme,
		Width: Width, Height: s.Height, Style: s.Style,
	})
	d.Rect("paper", 0, 0, Width, s.Height, 0)
	frame(d, "frame", 12, s.Height)
	frame(d, "inner", 16, s.Height)
	return d
}

func frame(d *svg.Doc, class string, inset, height float64) {
	d.Rect(class, inset, inset, Width-2*inset, height-2*inset, 3)
}

// Heading sets the name of the sheet and a line below it, centred. It takes the sheet down
// to y = 90.
func Heading(d *svg.Doc, name, below string) {
	size := FitSize(name, 34, 20, Width-2*Margin)
	d.Text(Width/2, 60, size, svg.Middle, svg.Fit(name, size, Width-2*Margin), "serif")
	if below != "" {
		d.Text(Width/2, 83, 13, svg.Middle, svg.Fit(below, 13, Width-2*Margin), "muted")
	}
}

// FitSize is the largest whole font size between most and least at which a text is at most
// width wide; least if it never is.
func FitSize(text string, most, least, width float64) float64 {
	for size := most; size > least; size-- {
		if svg.TextWidth(text, size) <= width {
			return size
		}
	}
	return least
}

// Fact is a small label with its value below it.
type Fact struct{ Label, Value string }

// Facts sets facts side by side in columns of equal width, centred in their columns, the
// labels' baseline at y, with values of at most two lines. Facts without a value are left out.
func Facts(d *svg.Doc, y float64, facts ...Fact) {
	facts = slices.DeleteFunc(slices.Clone(facts), func(f Fact) bool { return f.Value == "" })
	if len(facts) == 0 {
		return
	}
	column := (Width - 2*Margin) / float64(len(facts))
	for i, f := range facts {
		x := Margin + column*(float64(i)+0.5)
		d.Group("", "fact")
		d.Text(x, y, 11, svg.Middle, f.Label, "label")
		for k, line := range svg.Wrap(f.Value, 15, column-12, 2) {
			d.Text(x, y+21+18*float64(k), 15, svg.Middle, line, "")
		}
		d.Close()
	}
}

// Note sets a line of small print, centred, its baseline at y.
func Note(d *svg.Doc, y float64, note string) {
	if note != "" {
		d.Text(Width/2, y, 11, svg.Middle, svg.Fit(note, 11, Width-2*Margin), "muted")
	}
}
