package bodygraph

import (
	"math"
	"slices"
	"strconv"
	"sync"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

// height makes a sheet of the proportions of A4.
const height = 1132

// colors beyond those of the sheet: the two sides with the text that stands on them, and one
// colour for the centers of a kind: inspiration and identity, mind, expression, drive, and
// the three that hold pressure and awareness in the body.
var colors = []svg.Color{
	{Name: "personality", Light: "#2b2d38", Dark: "#ece7db"},
	{Name: "design", Light: "#ae3431", Dark: "#ff8b76"},
	{Name: "on", Light: "#ffffff", Dark: "#14161b"},
	{Name: "gold", Light: "#e0b13f", Dark: "#c99a2e"},
	{Name: "sage", Light: "#8aab7c", Dark: "#6d9163"},
	{Name: "sienna", Light: "#b98562", Dark: "#a0704f"},
	{Name: "clay", Light: "#d98a6d", Dark: "#bf6d52"},
	{Name: "umber", Light: "#c8a57e", Dark: "#94734f"},
}

var rules = []svg.Rule{
	{Selector: ".center", Body: "fill:$open;stroke:$edge;stroke-width:1.5"},
	{Selector: ".head.on,.g.on", Body: "fill:$gold"},
	{Selector: ".ajna.on", Body: "fill:$sage"},
	{Selector: ".throat.on", Body: "fill:$sienna"},
	{Selector: ".heart.on,.sacral.on", Body: "fill:$clay"},
	{Selector: ".spleen.on,.solar_plexus.on,.root.on", Body: "fill:$umber"},
	{Selector: ".halo", Body: "fill:none;stroke:$paper;stroke-width:15.5"},
	{Selector: ".casing", Body: "fill:none;stroke:$edge;stroke-width:11.5"},
	{Selector: ".arm", Body: "fill:none;stroke:$open;stroke-width:9"},
	{Selector: ".arm.p", Body: "stroke:$personality"},
	{Selector: ".arm.d", Body: "stroke:$design"},
	{Selector: ".stripe", Body: "fill:none;stroke:$personality;stroke-width:9;stroke-dasharray:5 5"},
	{Selector: ".junction", Body: "fill:$open;stroke:$edge;stroke-width:1.25"},
	{Selector: ".junction.on", Body: "fill:$edge"},
	{Selector: ".disc", Body: "fill:$open"},
	{Selector: ".disc.p", Body: "fill:$personality"},
	{Selector: ".disc.d", Body: "fill:$design"},
	{Selector: ".number", Body: "fill:$muted"},
	{Selector: ".number.on", Body: "fill:$on;font-weight:600"},
	{Selector: ".side.d text", Body: "fill:$design"},
	{Selector: ".side.d .glyph", Body: "stroke:$design"},
}

// look is made at the first drawing.
var look = sync.OnceValue(func() *svg.Style { return sheet.Style(colors, rules) })

// state says on which sides a gate is active.
type state uint8

const (
	personality state = 1 << iota
	design
	both = personality | design
)

// classes of an arm or a disc that is active on these sides.
var sideClass = [4]string{"", " p", " d", " d"}

type drawing struct {
	*svg.Doc
	chart  Chart
	active [65]state
}

// Draw returns the bodygraph as an SVG document.
func Draw(c Chart, o Options) string {
	c.Personality.Label = or(c.Personality.Label, "Personality")
	c.Design.Label = or(c.Design.Label, "Design")
	d := drawing{chart: c}
	d.mark(c.Personality, personality)
	d.mark(c.Design, design)
	d.Doc = sheet.New(o, sheet.Spec{
		Name: "bodygraph", Title: title(c), Desc: d.describe(), Height: height, Style: look(),
	})
	d.header()
	d.channels()
	for _, ct := range centers {
		d.center(ct)
	}
	d.column(c.Design, "d", 1)
	d.column(c.Personality, "p", -1)
	d.footer()
	return d.String()
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func (d *drawing) mark(s Side, side state) {
	list := s.Gates
	if list == nil {
		for _, a := range s.Activations {
			list = append(list, a.Gate)
		}
	}
	for _, g := range list {
		if g >= 1 && g <= 64 {
			d.active[g] |= side
		}
	}
}

func (d *drawing) header() {
	c := d.chart
	heading, kind := c.Name, c.Type
	if heading == "" {
		heading, kind = or(c.Type, "Bodygraph"), ""
	}
	sheet.Heading(d.Doc, heading, c.Born)
	sheet.Facts(d.Doc, 116,
		sheet.Fact{Label: "TYPE", Value: kind},
		sheet.Fact{Label: "PROFILE", Value: c.Profile},
		sheet.Fact{Label: "AUTHORITY", Value: c.Authority},
		sheet.Fact{Label: "DEFINITION", Value: c.Definition},
		sheet.Fact{Label: "STRATEGY", Value: c.Strategy})
}

func (d *drawing) channels() {
	d.Group("", "channels")
	d.channel(routes[0].arms(), d.isDefined(routes[0].gates), channelTitle(routes[0].gates, d.find(routes[0].gates)))
	d.integration()
	for _, r := range routes[1:] {
		d.channel(r.arms(), d.isDefined(r.gates), channelTitle(r.gates, d.find(r.gates)))
	}
	d.Close()
}

// channel draws arms that meet in one point: a halo in the colour of the paper, which lets
// the channel pass over another one, a casing, and each arm in the colours of its gate.
func (d *drawing) channel(arms []arm, defined bool, title string) {
	class := "channel"
	if defined {
		class += " defined"
	}
	d.Group(title, class)
	var whole svg.Path
	for _, a := range arms {
		a.path(&whole)
	}
	d.Path("halo", &whole)
	d.Path("casing", &whole)
	d.Path("arm"+sideClass[d.common(arms)], &whole) // no seam where arms meet
	for _, a := range arms {
		var p svg.Path
		a.path(&p)
		s := d.active[a.gate]
		d.Path("arm"+sideClass[s], &p, svg.F("data-gate", float64(a.gate)))
		if s == both {
			d.Path("stripe", &p)
		}
	}
	d.Close()
}

// common is the state that all arms have, 0 if they differ.
func (d *drawing) common(arms []arm) state {
	s := d.active[arms[0].gate]
	for _, a := range arms {
		if d.active[a.gate] != s {
			return 0
		}
	}
	return s
}

func (d *drawing) integration() {
	defined := false
	title := "Integration"
	for _, pair := range integrationChannels {
		if c := d.find(pair); c != nil {
			defined = true
			title += "; " + channelTitle(pair, c)
		}
	}
	if !defined {
		title += ", gates 10, 20, 34 and 57, no channel defined"
	}
	d.channel(integrationArms(), defined, title)
	class := "junction"
	if defined {
		class += " on"
	}
	d.Circle(class, junction.x, junction.y, 6.5)
}

func (d *drawing) center(ct center) {
	class := "center " + ct.key
	if d.isCenterDefined(ct.key) {
		class += " on"
	}
	d.Group(d.centerTitle(ct), "")
	d.Path(class, rounded(ct.shape, ct.radius))
	for _, g := range ct.gates {
		d.gate(g)
	}
	d.Close()
}

func (d *drawing) gate(g int) {
	at, s := gates[g], d.active[g]
	d.Group(d.gateTitle(g), "gate")
	d.Circle("disc"+sideClass[s], at.x, at.y, gateRadius)
	if s == both {
		var half svg.Path
		half.M(at.x, at.y-gateRadius).A(gateRadius, false, true, at.x, at.y+gateRadius).Z()
		d.Path("disc p", &half)
	}
	class := "number"
	if s != 0 {
		class += " on"
	}
	d.Text(at.x, at.y+4, 11, svg.Middle, strconv.Itoa(g), class)
	d.Close()
}

// column lists the activations of a side, the glyph on the outer side: dir is 1 for the
// left column and -1 for the right one. A side without activations has no column.
func (d *drawing) column(s Side, class string, dir float64) {
	if len(s.Activations) == 0 {
		return
	}
	const top, step, most = 202, 26.0, 16
	outer := sheet.Width/2 - dir*(sheet.Width/2-sheet.Margin-14)
	anchor := svg.Start
	if dir < 0 {
		anchor = svg.End
	}
	d.Group("", "side "+class)
	d.Text(outer-dir*10, top, 14, anchor, svg.Fit(s.Label, 14, 150), "serif")
	d.Line("rule", outer-dir*10, top+9, outer+dir*92, top+9)
	for i, a := range s.Activations[:min(len(s.Activations), most)] {
		y := top + 31 + step*float64(i)
		d.Group(activationTitle(a), "")
		glyph.DrawBody(d.Doc, a.Body, outer, y-5, 19, "")
		d.Text(outer+dir*28, y, 15, anchor, gateLine(a), "")
		d.Close()
	}
	d.Close()
}

func gateLine(a Activation) string {
	return strconv.Itoa(a.Gate) + "." + strconv.Itoa(a.Line)
}

func (d *drawing) footer() {
	if cross := d.chart.Cross; cross != "" {
		size := sheet.FitSize(cross, 17, 13, sheet.Width-2*sheet.Margin)
		d.Text(sheet.Width/2, 1066, size, svg.Middle, svg.Fit(cross, size, sheet.Width-2*sheet.Margin), "serif")
	}
	d.legend(1087)
	sheet.Note(d.Doc, 1106, d.chart.Note)
}

// legend explains the colours of the arms.
func (d *drawing) legend(y float64) {
	entries := []struct {
		label string
		s     state
	}{{d.chart.Personality.Label, personality}, {d.chart.Design.Label, design}, {"Both", both}, {"Open", 0}}
	width := 0.0
	for i := range entries {
		entries[i].label = svg.Fit(entries[i].label, 12, 180)
		width += 32 + svg.TextWidth(entries[i].label, 12) + 22
	}
	x := (sheet.Width - width + 22) / 2
	d.Group("", "legend")
	for _, e := range entries {
		var p svg.Path
		p.M(x, y-4).L(x+25, y-4)
		d.Path("casing", &p)
		d.Path("arm"+sideClass[e.s], &p)
		if e.s == both {
			d.Path("stripe", &p)
		}
		d.Text(x+32, y, 12, svg.Start, e.label, "muted")
		x += 32 + svg.TextWidth(e.label, 12) + 22
	}
	d.Close()
}

// toward is the point at distance r from a in the direction of b.
func toward(a, b point, r float64) point {
	f := r / math.Hypot(b.x-a.x, b.y-a.y)
	return point{a.x + (b.x-a.x)*f, a.y + (b.y-a.y)*f}
}

func (d *drawing) isCenterDefined(key string) bool {
	return slices.ContainsFunc(d.chart.Centers, func(name string) bool {
		k := glyph.Key(name)
		return k == key || k == "ego" && key == "heart"
	})
}

func (d *drawing) isDefined(pair [2]int) bool { return d.find(pair) != nil }

// find returns the defined channel of two gates, nil if it is not defined.
func (d *drawing) find(pair [2]int) *Channel {
	for i, c := range d.chart.Channels {
		if c.Gates == pair || c.Gates == [2]int{pair[1], pair[0]} {
			return &d.chart.Channels[i]
		}
	}
	return nil
}
