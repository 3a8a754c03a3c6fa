package palaces

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

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

// look is made at the first drawing.
var look = sync.OnceValue(func() *svg.Style {
	rules := []svg.Rule{
		{Selector: ".face", Body: "fill:$open;stroke:$edge;stroke-width:1.5"},
		{Selector: ".trait", Body: "fill:none;stroke:$edge;stroke-width:1.5;stroke-linecap:round"},
		{Selector: ".mark", Body: "fill:$paper;stroke:$edge;stroke-width:1.5"},
		{Selector: ".marked", Body: "fill:$ink;stroke:$ink;stroke-width:1.5"},
		{Selector: ".slight", Body: "fill:$paper;stroke:$edge;stroke-width:1.5;stroke-dasharray:2 2"},
		{Selector: ".on", Body: "fill:$paper"},
		{Selector: ".tracks", Body: "fill:none;stroke:$line;stroke-width:3;stroke-linecap:round"},
		{Selector: ".half", Body: "fill:none;stroke:$edge;stroke-width:1"},
		{Selector: ".dot", Body: "fill:$accent"},
	}
	for _, c := range colors {
		rules = append(rules, svg.Rule{Selector: ".bar-" + c.Name, Body: "fill:$" + c.Name})
	}
	return sheet.Style(colors, rules)
})

// Draw returns the map as an SVG document.
func Draw(m Map, o Options) string {
	height := 660.0
	if len(m.Shares) > 0 {
		height = 814
	}
	words := make([]string, len(m.Palaces))
	for i := range m.Palaces {
		words[i] = m.Palaces[i].words()
	}
	d := sheet.New(o, sheet.Spec{
		Name: "palaces", Title: "Map of the twelve palaces", Desc: describe(m, words), Height: height, Style: look(),
	})
	sheet.Heading(d, "Twelve palaces", m.Below)
	d.Part(scheme())
	list := m.Palaces[:min(len(m.Palaces), len(places))]
	settings := make([]*setting, len(list))
	for i := range list {
		settings[i] = list[i].set(i)
	}
	drawTracks(d, settings)
	for i := range list {
		p, s := &list[i], settings[i]
		d.Group(p.Name+", "+p.Region+": "+words[i], "palace")
		d.Part(s.parts[p.kind()])
		if p.Score != nil {
			d.Circle("dot", s.x+trackLength**p.Score, s.y, 5)
		}
		d.Close()
	}
	drawShares(d, m.Shares)
	sheet.Note(d, height-28, m.Note)
	return d.String()
}

// words are what a mark says.
func (p *Palace) words() string {
	if p.Score == nil {
		return "not measured"
	}
	var b [24]byte
	return string(strconv.AppendFloat(append(append(b[:0], p.Emphasis...), ", "...), *p.Score, 'f', 2, 64))
}

// describe says in words what the drawing shows, given what each mark says.
func describe(m Map, words []string) string {
	const start = "A schematic face with its palaces. "
	var b strings.Builder
	b.Grow(2 << 10)
	b.WriteString(start)
	add := func(parts ...string) {
		if b.Len() > len(start) {
			b.WriteString("; ")
		}
		for _, part := range parts {
			b.WriteString(part)
		}
	}
	for i := range m.Palaces {
		add(m.Palaces[i].Name, " (", m.Palaces[i].Region, "): ", words[i])
	}
	for _, s := range m.Shares {
		if s.Percent != nil {
			add(s.Element, " ", percent(*s.Percent))
		}
	}
	b.WriteByte('.')
	return b.String()
}

// kinds are those of marks: full for a marked region, dashed for a slight one and for
// one that was not measured.
var kinds = [...]struct{ circle, number string }{{"mark", ""}, {"marked", "on"}, {"slight", ""}, {"slight", "muted"}}

func (p *Palace) kind() int {
	switch {
	case p.Score == nil:
		return 3
	case p.Emphasis == "slight":
		return 2
	case p.Emphasis == "marked":
		return 1
	}
	return 0
}

// setting is how a palace is drawn but for its score.
type setting struct {
	name, region string
	x, y         float64              // where the track of its score begins
	parts        [len(kinds)]svg.Part // its marks on the face and its legend, for each kind of mark
}

// kept are the settings of the palaces drawn last: their names hardly ever change, and they are most of a
// drawing.
var kept [len(places)]atomic.Pointer[setting]

const room = legend - 2*markSize - 8 // of texts in the legend

func (p *Palace) set(i int) *setting {
	if s := kept[i].Load(); s != nil && s.name == p.Name && s.region == p.Region {
		return s
	}
	x, y := corner(i)
	lines, below := svg.Wrap(p.Name, 13, room, 2), svg.Fit(p.Region, 11, room)
	foot := y + 16*float64(len(lines)) // baseline of what is below the name
	s := &setting{name: p.Name, region: p.Region, x: x + left + 2, y: foot + 14}
	for kind := range kinds {
		s.parts[kind] = svg.NewPart(func(d *svg.Doc) {
			at := places[i]
			mark(d, kind, i+1, middle-at.aside, at.y)
			if at.aside > 0 {
				mark(d, kind, i+1, middle+at.aside, at.y)
			}
			mark(d, kind, i+1, x+markSize, y-4)
			for k, line := range lines {
				d.Text(x+left, y+16*float64(k), 13, svg.Start, line, "")
			}
			d.Text(x+left, foot, 11, svg.Start, below, "muted")
		})
	}
	kept[i].Store(s)
	return s
}

// mark is the number of a palace in a circle.
func mark(d *svg.Doc, kind, number int, x, y float64) {
	d.Circle(kinds[kind].circle, x, y, markSize)
	d.Text(x, y+4, 11, svg.Middle, strconv.Itoa(number), kinds[kind].number)
}

// corner is where the legend of a palace begins.
func corner(i int) (x, y float64) {
	if half := len(places) / 2; i >= half {
		return sheet.Width - sheet.Margin - legend, legendTop + legendRow*float64(i-half)
	}
	return sheet.Margin, legendTop + legendRow*float64(i)
}

const left = 2*markSize + 8 // of the texts in a legend, from its corner

const trackLength = room - 4

// drawTracks draws what the scores lie on, with its middle, which is the reference, for all palaces at once.
func drawTracks(d *svg.Doc, settings []*setting) {
	last := keptTracks.Load()
	if last == nil || !slices.Equal(last.of, settings) {
		last = &tracks{settings, svg.NewPart(func(d *svg.Doc) {
			var whole, halves svg.Path
			for _, s := range settings {
				whole.M(s.x, s.y).H(s.x + trackLength)
				halves.M(s.x+trackLength/2, s.y-5).V(s.y + 5)
			}
			if !whole.IsEmpty() {
				d.Path("tracks", &whole)
				d.Path("half", &halves)
			}
		})}
		keptTracks.Store(last)
	}
	d.Part(last.part)
}

// tracks are what the scores of palaces lie on.
type tracks struct {
	of   []*setting
	part svg.Part
}

// keptTracks are those of the last drawing.
var keptTracks atomic.Pointer[tracks]

// strokes are a face from the front: numbers of cubic curves, each stroke with its start and then three
// points a curve, as distance from the middle and height. They are drawn on both sides.
var strokes = [...][]float64{
	{0, 132, 92, 132, 146, 214, 144, 320, 142, 430, 106, 520, 62, 572, 43, 592, 23, 602, 0, 602}, // outline
	{34, 324, 53, 311, 72, 310, 92, 322, 72, 333, 53, 333, 34, 324},                              // eye
	{26, 272, 50, 257, 75, 257, 102, 270},                                                        // brow
	{9, 326, 11, 355, 15, 379, 22, 398, 26, 410, 21, 417, 8, 418},                                // nose
	{0, 460, 13, 456, 29, 458, 48, 466, 32, 485, 16, 485, 0, 485},                                // lips
	{0, 471, 16, 471, 32, 470, 48, 466},
}

// scheme is the face, which is the same in every drawing.
var scheme = sync.OnceValue(func() svg.Part {
	return svg.NewPart(func(d *svg.Doc) {
		d.Group("", "scheme")
		for i, points := range strokes {
			var path svg.Path
			for _, side := range [...]float64{-1, 1} {
				path.M(middle+side*points[0], points[1])
				for c := points[2:]; len(c) >= 6; c = c[6:] {
					path.C(middle+side*c[0], c[1], middle+side*c[2], c[3], middle+side*c[4], c[5])
				}
			}
			class := "trait"
			if i == 0 {
				class = "face"
			}
			d.Path(class, &path)
		}
		d.Circle("trait", middle-63, 322, 6)
		d.Circle("trait", middle+63, 322, 6)
		d.Close()
	})
})

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

func percent(x float64) string {
	var b [24]byte
	return string(append(strconv.AppendFloat(b[:0], x, 'f', 1, 64), '%'))
}
