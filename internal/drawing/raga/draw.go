package raga

import (
	"math"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

const (
	centerX, centerY = sheet.Width / 2, 345.0
	ringRadius       = 190.0
	discRadius       = 25.0

	phraseTop    = 640.0
	phraseBottom = 800.0
	left, right  = 80.0, sheet.Width - 80.0

	beatTop    = 880.0
	beatHeight = 50.0
	height     = 1040.0

	most = 16 // notes of a phrase, beats
)

var colors = []svg.Color{
	{Name: "up", Light: "#96722a", Dark: "#d8b25f"},
	{Name: "down", Light: "#2c63a8", Dark: "#7fb0f0"},
	{Name: "beat", Light: "#f1e7cf", Dark: "#3a3220"},
}

var rules = []svg.Rule{
	{Selector: ".ring", Body: "fill:none;stroke:$line;stroke-width:1.5"},
	{Selector: ".spare", Body: "fill:$paper;stroke:$line;stroke-width:1.5"},
	{Selector: ".disc", Body: "fill:$open;stroke:$ink;stroke-width:2"},
	{Selector: ".strong", Body: "fill:$ink;stroke:$ink;stroke-width:2"},
	{Selector: ".onstrong", Body: "fill:$paper"},
	{Selector: ".web", Body: "fill:none;stroke-width:2.5;stroke-linejoin:round"},
	{Selector: ".web.up", Body: "stroke:$up"},
	{Selector: ".web.down", Body: "stroke:$down;stroke-dasharray:9 6"},
	{Selector: ".tip.up", Body: "fill:$up"},
	{Selector: ".tip.down", Body: "fill:$down"},
	{Selector: ".contour", Body: "fill:none;stroke:$up;stroke-width:3;stroke-linecap:round;stroke-linejoin:round"},
	{Selector: ".ground", Body: "stroke:$line;stroke-width:1;stroke-dasharray:2 5"},
	{Selector: ".dot", Body: "fill:$ink"},
	{Selector: ".box", Body: "fill:$open;stroke:$line;stroke-width:1"},
	{Selector: ".hit", Body: "fill:$beat"},
	{Selector: ".heavy", Body: "font-weight:600"},
}

// look is made at the first drawing.
var look = sync.OnceValue(func() *svg.Style { return sheet.Style(colors, rules) })

type drawing struct {
	*svg.Doc
	chart Chart
}

// Draw returns the raga as an SVG document.
func Draw(c Chart, o Options) string {
	c.Phrase = c.Phrase[:min(len(c.Phrase), len(c.PhraseNames), most)]
	c.Beats = c.Beats[:min(len(c.Beats), len(c.Accents), most)]
	d := drawing{chart: c}
	d.Doc = sheet.New(o, sheet.Spec{Name: "raga", Title: title(c), Desc: describe(c), Height: height, Style: look()})
	sheet.Heading(d.Doc, title(c), c.Below)
	d.circle()
	d.phrase()
	d.beats()
	sheet.Facts(d.Doc, height-68, c.Facts...)
	return d.String()
}

func title(c Chart) string {
	if c.Name == "" {
		return "A raga"
	}
	return c.Name
}

// at is the place of a semitone at a distance from the middle, the ground note at the top.
func at(semitone int, radius float64) (x, y float64) {
	sin, cos := math.Sincos(2 * math.Pi * float64(semitone) / 12)
	return centerX + radius*sin, centerY - radius*cos
}

// web joins the notes of one direction.
func (d *drawing) web(class string, used func(Note) bool, radius float64) {
	var p svg.Path
	first := true
	for i, n := range d.chart.Notes {
		if !used(n) {
			continue
		}
		x, y := at(i, radius)
		if first {
			p.M(x, y)
		} else {
			p.L(x, y)
		}
		first = false
	}
	if !first {
		d.Path("web "+class, p.Z())
	}
}

// differs reports whether the way down is another than the way up.
func (c *Chart) differs() bool {
	for _, n := range c.Notes {
		if n.Up != n.Down {
			return true
		}
	}
	return false
}

// circle draws the semitones with the figures that the notes make.
func (d *drawing) circle() {
	d.Group("Notes", "notes")
	d.Circle("ring", centerX, centerY, ringRadius)
	differs := d.chart.differs()
	if differs {
		d.web("down", func(n Note) bool { return n.Down }, ringRadius)
	}
	d.web("up", func(n Note) bool { return n.Up }, ringRadius)
	for i, n := range d.chart.Notes {
		x, y := at(i, ringRadius)
		switch {
		case !n.Up && !n.Down:
			d.Circle("spare", x, y, 0.62*discRadius)
			d.Text(x, y+4, 11, svg.Middle, svg.Fit(n.Name, 11, 1.4*discRadius), "muted")
			continue
		case n.Strong:
			d.Circle("strong", x, y, discRadius)
			d.Text(x, y+5.5, 16, svg.Middle, svg.Fit(n.Name, 16, 1.8*discRadius), "heavy onstrong")
		default:
			d.Circle("disc", x, y, discRadius)
			d.Text(x, y+5.5, 16, svg.Middle, svg.Fit(n.Name, 16, 1.8*discRadius), "")
		}
		if n.Up != n.Down {
			d.arrow(i, n.Up)
		}
	}
	if differs {
		for i, way := range [...]string{"up", "down"} {
			y := centerY - 8 + 24*float64(i)
			d.Line("web "+way, centerX-62, y-4, centerX-22, y-4)
			d.Text(centerX-12, y, 12, svg.Start, "going "+way, "muted")
		}
	}
	d.Close()
}

// arrow stands outside of a note that is used in one direction only.
func (d *drawing) arrow(semitone int, up bool) {
	x, y := at(semitone, ringRadius+discRadius+17)
	var p svg.Path
	if up {
		d.Path("tip up", p.M(x, y-9).L(x+8, y+6).L(x-8, y+6).Z())
	} else {
		d.Path("tip down", p.M(x, y+9).L(x+8, y-6).L(x-8, y-6).Z())
	}
}

// phrase draws a contour: time to the right, pitch upward.
func (d *drawing) phrase() {
	if len(d.chart.Phrase) == 0 {
		return
	}
	low, high := 0, 12
	for _, n := range d.chart.Phrase {
		low, high = min(low, n), max(high, n)
	}
	place := func(semitone int) float64 {
		return phraseBottom - (phraseBottom-phraseTop)*float64(semitone-low)/float64(high-low)
	}
	d.Group("Phrase", "phrase")
	d.Text(left-30, phraseTop-42, 11, svg.Start, "PHRASE", "label")
	for n := low; n <= high; n++ {
		if n%12 == 0 {
			d.Line("ground", left-30, place(n), right+30, place(n))
		}
	}
	step := (right - left) / float64(max(len(d.chart.Phrase)-1, 1))
	var p svg.Path
	var lastX, lastY float64
	for i, n := range d.chart.Phrase {
		x, y := left+step*float64(i), place(n)
		if i == 0 {
			p.M(x, y)
		} else {
			p.C(lastX+step/2, lastY, x-step/2, y, x, y)
		}
		lastX, lastY = x, y
	}
	d.Path("contour", &p)
	for i, n := range d.chart.Phrase {
		x, y := left+step*float64(i), place(n)
		d.Circle("dot", x, y, 6)
		below := i > 0 && i < len(d.chart.Phrase)-1 && n <= d.chart.Phrase[i-1] && n <= d.chart.Phrase[i+1]
		if below {
			y += 34
		}
		d.Text(x, y-14, 14, svg.Middle, svg.Fit(d.chart.PhraseNames[i], 14, step-4), "")
	}
	d.Close()
}

// beats draws a box for each beat, higher the heavier it is.
func (d *drawing) beats() {
	if len(d.chart.Beats) == 0 {
		return
	}
	d.Group("Rhythm", "rhythm")
	d.Text(left-30, beatTop-16, 11, svg.Start, "RHYTHM", "label")
	width := (right - left + 60) / float64(len(d.chart.Beats))
	for i, bol := range d.chart.Beats {
		x := left - 30 + width*float64(i)
		d.Rect("box", x+3, beatTop, width-6, beatHeight, 5)
		if weight := min(max(d.chart.Accents[i], 0), 3); weight > 0 {
			tall := beatHeight * float64(weight) / 3
			d.Rect("hit", x+4, beatTop+beatHeight-tall+1, width-8, tall-2, 4)
		}
		size := sheet.FitSize(bol, 16, 11, width-12)
		d.Text(x+width/2, beatTop+beatHeight/2+6, size, svg.Middle, svg.Fit(bol, size, width-10), "")
	}
	d.Close()
}

// describe says in words what the drawing shows.
func describe(c Chart) string {
	var parts []string
	say := func(label string, words []string) {
		if len(words) > 0 {
			parts = append(parts, label+strings.Join(words, " ")+".")
		}
	}
	var up, down, strong []string
	for _, n := range c.Notes {
		for _, use := range [...]struct {
			on   bool
			list *[]string
		}{{n.Up, &up}, {n.Down, &down}, {n.Strong, &strong}} {
			if use.on {
				*use.list = append(*use.list, n.Name)
			}
		}
	}
	if c.Below != "" {
		say("", []string{c.Below})
	}
	if c.differs() {
		say("Notes going up: ", up)
		say("Notes going down: ", down)
	} else {
		say("Notes: ", up)
	}
	say("Dwelt upon: ", strong)
	say("Phrase: ", c.PhraseNames[:len(c.Phrase)])
	say("Rhythm: ", c.Beats)
	if len(parts) == 0 {
		return "No notes."
	}
	return strings.Join(parts, " ")
}
