package hexagram

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

var rules = []svg.Rule{
	{Selector: ".bar", Body: "fill:$ink"},
	{Selector: ".bar.old", Body: "fill:$accent"},
	{Selector: ".bar.small", Body: "fill:$muted"},
	{Selector: ".nine", Body: "fill:$paper;stroke:$accent;stroke-width:3"},
	{Selector: ".six", Body: "fill:none;stroke:$accent;stroke-width:3;stroke-linecap:round"},
	{Selector: ".leader", Body: "stroke:$accent;stroke-width:1.5;stroke-dasharray:2 5;stroke-linecap:round"},
	{Selector: ".bracket", Body: "fill:none;stroke:$edge;stroke-width:1"},
}

// look is made at the first drawing.
var look = sync.OnceValue(func() *svg.Style { return sheet.Style(nil, rules) })

const (
	center = sheet.Width / 2
	inner  = sheet.Width - 2*sheet.Margin

	apart = 140.0 // of the centres of two hexagrams from the middle of the sheet

	barWidth  = 184.0
	barHeight = 22.0
	barStep   = 37.0
	gap       = 40.0 // between the halves of an open line
	bracket   = 18.0 // from the bars

	headSize = 24.0
	headStep = 31.0

	textSize   = 16.0
	textStep   = 23.0
	passageGap = 44.0 // of a passage beyond its lines
)

type drawing struct {
	*svg.Doc
	cast Cast
}

// Draw returns the sheet as an SVG document.
func Draw(c Cast, o Options) string {
	heading := wrap(c.Question, headSize, 640, 3)
	if len(heading) == 0 {
		heading = []string{c.Primary.Name}
	} else {
		heading[0] = "“" + heading[0]
		heading[len(heading)-1] += "”"
	}
	texts := make([][]string, len(c.Texts))
	passages := 0.0
	for i, t := range c.Texts {
		texts[i] = wrap(t.Text, textSize, 580, 5)
		passages += passageGap + textStep*float64(len(texts[i]))
	}
	method := 56 + headStep*float64(len(heading))
	top := method + 72 // of the highest line
	names := top + 5*barStep + barHeight + 46
	answer := names + 80
	if c.Relating == nil {
		answer = names + 62
	}
	relatives := answer + passages + 16
	height := relatives + 158

	d := drawing{cast: c, Doc: sheet.New(o, sheet.Spec{
		Name: "hexagram", Title: title(c), Desc: describe(c), Height: height, Style: look(),
	})}
	for i, line := range heading {
		d.Text(center, 64+headStep*float64(i), headSize, svg.Middle, line, "serif")
	}
	d.Text(center, method, 13, svg.Middle, svg.Fit(c.Method, 13, inner), "muted")

	if c.Relating == nil {
		d.hexagram(c.Primary, center, top, -1, c.Changing)
		d.Text(center, names, 22, svg.Middle, svg.Fit(c.Primary.Name, 22, inner), "serif")
		d.seal(c.Primary, center+barWidth/2+80, top)
	} else {
		for line := range Lines {
			if y := top + barStep*float64(Lines-1-line) + barHeight/2; c.changes(line) {
				d.Line("leader", center-apart+barWidth/2+10, y, center+apart-barWidth/2-10, y)
			}
		}
		d.hexagram(c.Primary, center-apart, top, -1, c.Changing)
		d.hexagram(*c.Relating, center+apart, top, +1, nil)
		d.Text(center-apart, top-22, 11, svg.Middle, "CAST", "label")
		d.Text(center+apart, top-22, 11, svg.Middle, "BECOMES", "label")
		d.names(c.Primary, center-apart, names)
		d.names(*c.Relating, center+apart, names)
	}

	y := answer
	d.Line("rule", sheet.Margin+60, y-38, sheet.Width-sheet.Margin-60, y-38)
	for i, t := range c.Texts {
		d.Text(center, y, 12, svg.Middle, svg.Fit(t.Source, 12, inner), "muted")
		y += 28
		for _, line := range texts[i] {
			d.Text(center, y, textSize, svg.Middle, line, "serif")
			y += textStep
		}
		y += passageGap - 28
	}
	d.relatives(relatives)
	sheet.Note(d.Doc, height-30, c.Note)
	return d.String()
}

// wrap breaks a text into lines of about equal length. What is too long ends after a whole word.
func wrap(text string, size, width float64, most int) []string {
	text = strings.Join(strings.Fields(text), " ")
	lines := svg.Wrap(text, size, width, most)
	if len(lines) == 0 {
		return nil
	}
	if last := len(lines) - 1; strings.Join(lines, " ") != text {
		cut := strings.TrimSuffix(lines[last], "…")
		if space := strings.LastIndexByte(cut, ' '); space > 0 {
			lines[last] = strings.TrimRight(cut[:space], " ,;:") + "…"
		}
		return lines
	}
	for even := svg.TextWidth(text, size)/float64(len(lines)) + 8; even < width; even += 24 {
		balanced := svg.Wrap(text, size, even, most+1)
		if len(balanced) == len(lines) && strings.Join(balanced, " ") == text {
			return balanced
		}
	}
	return lines
}

func (c Cast) changes(line int) bool { return slices.Contains(c.Changing, line+1) }

// hexagram sets six lines around x, the highest at y, and the trigrams on the given side: -1 is
// the left one, +1 the right one. Old lines are marked as on the diviner's slate, a ring on a
// whole one and a cross in an open one.
func (d *drawing) hexagram(h Hexagram, x, y, side float64, old []int) {
	d.Group(plain(h), "hexagram")
	for line, yang := range h.Yang {
		class, isOld := "bar", slices.Contains(old, line+1)
		if isOld {
			class += " old"
		}
		at := y + barStep*float64(Lines-1-line)
		d.bar(class, x, at, barWidth, barHeight, gap, yang)
		if middle := at + barHeight/2; isOld && yang {
			d.Circle("nine", x, middle, 8)
		} else if isOld {
			var p svg.Path
			p.M(x-7, middle-7).L(x+7, middle+7).M(x-7, middle+7).L(x+7, middle-7)
			d.Path("six", &p)
		}
	}
	d.Close()
	d.trigram(h.Upper, x, y, side)
	d.trigram(h.Lower, x, y+3*barStep, side)
}

// bar sets one line of a hexagram.
func (d *drawing) bar(class string, x, y, width, height, gap float64, yang bool) {
	radius := height / 8
	if yang {
		d.Rect(class, x-width/2, y, width, height, radius)
		return
	}
	half := (width - gap) / 2
	d.Rect(class, x-width/2, y, half, height, radius)
	d.Rect(class, x+gap/2, y, half, height, radius)
}

// trigram brackets three lines and says what they are.
func (d *drawing) trigram(t Trigram, x, y, side float64) {
	near := x + side*(barWidth/2+bracket)
	bottom := y + 2*barStep + barHeight
	var p svg.Path
	p.M(near, y).L(near+side*7, y).L(near+side*7, bottom).L(near, bottom)
	d.Path("bracket", &p)

	anchor := svg.End
	if side > 0 {
		anchor = svg.Start
	}
	edge, middle := near+side*16, (y+bottom)/2
	attribute := svg.Wrap(t.Attribute, 12, 92, 2)
	middle -= 8 * float64(len(attribute)-1)
	d.Text(edge, middle-2, 16, anchor, t.Name+" "+t.Chinese, "serif")
	for i, line := range attribute {
		d.Text(edge, middle+16+16*float64(i), 12, anchor, line, "muted")
	}
}

// seal sets the Chinese name of a hexagram large beside it, from top to bottom.
func (d *drawing) seal(h Hexagram, x, y float64) {
	const size, step, height = 58.0, 66.0, 5*barStep + barHeight
	characters := []rune(h.Chinese)
	y += (height - step*float64(len(characters)) - 24) / 2
	for _, character := range characters {
		d.Text(x, y+size*.87, size, svg.Middle, string(character), "serif accent")
		y += step
	}
	d.Text(x, y+22, 16, svg.Middle, h.Pinyin, "muted")
}

func (d *drawing) names(h Hexagram, x, y float64) {
	size := sheet.FitSize(h.Name, 20, 14, 2*apart-16)
	d.Text(x, y, size, svg.Middle, svg.Fit(h.Name, size, 2*apart-16), "serif")
	d.Text(x, y+25, 16, svg.Middle, h.Chinese+"  "+h.Pinyin, "serif muted")
}

// relatives sets the related hexagrams small and side by side.
func (d *drawing) relatives(y float64) {
	column := inner / float64(max(len(d.cast.Relatives), 1))
	for i, r := range d.cast.Relatives {
		x := sheet.Margin + column*(float64(i)+.5)
		d.Text(x, y, 11, svg.Middle, r.Label, "label")
		d.Group(plain(r.Hexagram), "relative")
		for line, yang := range r.Yang {
			d.bar("bar small", x, y+16+9*float64(Lines-1-line), 62, 5, 12, yang)
		}
		d.Close()
		d.Text(x, y+90, 13, svg.Middle, svg.Fit(r.Name, 13, column-12), "")
	}
}

func plain(h Hexagram) string { return strings.Replace(h.Name, " · ", ", ", 1) }

func title(c Cast) string {
	s := "Hexagram " + plain(c.Primary)
	if c.Relating != nil {
		s += ", becoming " + plain(*c.Relating)
	}
	return s
}

// describe says in words what the drawing shows.
func describe(c Cast) string {
	var words []string
	if c.Question != "" {
		words = append(words, "“"+c.Question+"”")
	}
	words = append(words, c.Method+".", c.Primary.Upper.Name, "over", c.Primary.Lower.Name+". From the bottom up:")
	for line, yang := range c.Primary.Yang {
		kind := "yin"
		if yang {
			kind = "yang"
		}
		if c.changes(line) {
			kind += " changing"
		}
		words = append(words, "line", strconv.Itoa(line+1), kind+";")
	}
	for _, t := range c.Texts {
		words = append(words, t.Source+":", t.Text)
	}
	for _, r := range c.Relatives {
		words = append(words, strings.ToLower(r.Label)+":", plain(r.Hexagram)+".")
	}
	return strings.Join(words, " ")
}
