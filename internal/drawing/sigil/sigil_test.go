package sigil

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/schema"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

var styles = []Style{Minimal, Ornate, Organic, Geometric, Mystical}

var sheet = Sheet{
	Title: "A sigil", Desc: "Seven points.", Size: 512,
	Palette: Palette{Ink: [2]string{"#000000", "#ffffff"}, Accent: [2]string{"#444444", "#bbbbbb"}, Paper: [2]string{"#ffffff", "#000000"}},
}

// path is a design whose strokes join the points in order.
func path(points ...Point) Design {
	d := Design{Nodes: points}
	for i := range len(points) - 1 {
		d.Strokes = append(d.Strokes, Straight(points[i], points[i+1]))
	}
	d.Path = len(d.Strokes)
	return d
}

func heptagon() []Point {
	var points []Point
	for i := range 7 {
		points = append(points, Polar(0.3+0.03*float64(i), Top+2*math.Pi*float64(i)/7))
	}
	return points
}

// full is a design with everything in it.
func full(style Style) Design {
	d := path(heptagon()...)
	d.Strokes = append(d.Strokes, Smooth(heptagon())...)
	d.Strokes[8].Second = true
	d.Loops, d.Inner, d.Core = d.Nodes[2:4], d.Nodes[4:7], d.Strokes[:3]
	d.Shape, d.Spokes, d.Ring, d.Square = 5, Corners(5), true, 3
	d.Style, d.Border, d.Calm = style, true, true
	d.Marks = append(Marks(), Planet+"venus")
	return d
}

func numbered() Sheet {
	s := sheet
	s.Numbers = []int{4, 9, 2, 3, 5, 7, 8, 1, 6}
	return s
}

func TestEveryStyleIsAProperDrawing(t *testing.T) {
	for _, style := range styles {
		for _, size := range []float64{256, 512, 2048} {
			s := numbered()
			s.Size = size
			root := svgtest.Check(t, Draw(Compose(full(style)), s))
			assert.Equal(t, "0 0 "+strconv.Itoa(int(size))+" "+strconv.Itoa(int(size)), root.Attr["viewBox"])
			assert.Len(t, root.All("paper"), 1, "on a page of any colour")
			assert.Len(t, root.All("glyph"), len(Marks())+1)
		}
	}
}

func TestLettersAndNumbersOfTheGroundDoNotTouch(t *testing.T) {
	ring := Design{Style: Geometric, Ring: true, Border: true}
	root := svgtest.Check(t, Draw(Compose(ring), sheet))
	svgtest.NoOverlap(t, root)
	assert.Equal(t, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strings.Join(root.Texts(), ""))

	for n := 3; n <= 9; n++ {
		s := sheet
		for i := range n * n {
			s.Numbers = append(s.Numbers, i+1)
		}
		root := svgtest.Check(t, Draw(Compose(Design{Style: Ornate, Square: n, Border: true}), s))
		svgtest.NoOverlap(t, root)
		assert.Len(t, root.Texts(), n*n)
	}
}

func TestElementsStayInTheSquare(t *testing.T) {
	wild := path(Polar(Reach, 0), Polar(Reach, 2), Polar(Reach, 4), Polar(0, 0), Polar(Reach, 6))
	wild.Strokes = append(wild.Strokes, Smooth(wild.Nodes)...)
	for _, style := range styles {
		for _, d := range []Design{full(style), wild, {Style: style, Border: true, Marks: []string{"star"}}} {
			d.Style = style
			for _, e := range Compose(d) {
				r := e.Properties.Radius
				if e.Type == Line || e.Type == Curve {
					r = e.Properties.Weight / 2
				}
				for _, p := range append([]Point{e.Start, e.End}, e.Controls...) {
					if p == e.End && e.Type != Line && e.Type != Curve {
						continue // on the rim already
					}
					for _, v := range p {
						assert.GreaterOrEqual(t, v-r, 0.0, "%+v", e)
						assert.LessOrEqual(t, v+r, 1.0, "%+v", e)
					}
				}
			}
		}
	}
}

func TestStylesReallyDiffer(t *testing.T) {
	seen := map[string]Style{}
	for _, style := range styles {
		d := path(heptagon()...)
		d.Style = style // nothing but strokes, ends and nodes
		drawn := Draw(Compose(d), sheet)
		_, body, _ := strings.Cut(drawn, "</style>")
		assert.Empty(t, seen[body], "%s looks like another", style)
		seen[body] = style

		d.Border = true
		with := Compose(d)
		var rims []string
		for _, e := range with {
			if e.Properties.Role == "border" {
				rims = append(rims, e.Properties.Style)
			}
		}
		assert.NotEmpty(t, rims)
		key := strings.Join(rims, " ")
		assert.Empty(t, seen[key], "%s has the rim of another", style)
		seen[key] = style
	}
	classes := func(style Style) string {
		d := path(heptagon()...)
		d.Style = style
		return Draw(Compose(d), sheet)
	}
	assert.Contains(t, classes(Ornate), `class='core engraved'`, "engraved")
	assert.Contains(t, classes(Organic), `class='solid'`, "brushed")
	assert.Contains(t, classes(Geometric), `class='ruled`)
	assert.Contains(t, classes(Mystical), `opacity='0.11'`, "a glow")
}

// What the elements say is what is drawn: each path of the figure has the points of its elements.
func TestDrawingFollowsTheElements(t *testing.T) {
	d := path(Point{0.2, 0.3}, Point{0.7, 0.6}, Point{0.4, 0.8})
	elements := Compose(d)
	var p svg.Path
	for i, e := range elements[:2] {
		require.Equal(t, Line, e.Type)
		require.Equal(t, "figure", e.Properties.Role)
		if i == 0 {
			p.M(512*e.Start[0], 512*e.Start[1])
		}
		p.L(512*e.End[0], 512*e.End[1])
	}
	assert.Contains(t, Draw(elements, sheet), "d='"+p.String()+"'", "in one piece, so that the corner is joined")
}

func TestBeginningAndEnd(t *testing.T) {
	d := path(heptagon()...)
	d.Style = Geometric
	var rings, bars, joints int
	for _, e := range Compose(d) {
		switch e.Properties.Style {
		case "ring":
			rings++
		case "bar":
			bars++
			from, to := e.Start, e.End
			last := d.Strokes[6-1]
			dx, dy := last.To[0]-last.From[0], last.To[1]-last.From[1]
			assert.InDelta(t, 0, (to[0]-from[0])*dx+(to[1]-from[1])*dy, 1e-4, "across the path")
		case "joint":
			joints++
		}
	}
	assert.Equal(t, []int{1, 1, 5}, []int{rings, bars, joints}, "the ends have marks of their own")

	d.Path = 0
	for _, e := range Compose(d) {
		assert.NotContains(t, []string{"ring", "bar"}, e.Properties.Style, "a closed figure has no ends")
	}
}

func TestAppendJSONWritesWhatTheTagsSay(t *testing.T) {
	type plain Element // without the method
	for _, e := range append(Compose(full(Organic)), Element{Controls: []Point{}, Properties: Properties{Radius: 0.0001, Weight: 1}}) {
		fast, err := e.AppendJSON(nil)
		require.NoError(t, err)
		slow, err := schema.AppendObject(nil, plain(e))
		require.NoError(t, err)
		assert.JSONEq(t, string(slow), string(fast))
		assert.True(t, json.Valid(fast))
	}
}

func TestManyStrokesAreChained(t *testing.T) {
	var points []Point
	for i := range 500 {
		points = append(points, Polar(0.3+0.018*float64(i%10), 2*math.Pi*float64(i)/500))
	}
	straight := Compose(path(points...))
	assert.Less(t, len(straight), 25)
	curved := path(points...)
	curved.Strokes = Smooth(points)
	bent := Compose(curved)
	assert.Less(t, len(bent), 70)

	// Nothing is lost on the way.
	want := 0.0
	for i := range len(points) - 1 {
		want += math.Hypot(points[i+1][0]-points[i][0], points[i+1][1]-points[i][1]) * roomAlone / Reach
	}
	assert.InDelta(t, want, Measure(straight).Length, 0.01*want)
	assert.Equal(t, 499, Measure(straight).Strokes)
	assert.Equal(t, 499, Measure(bent).Strokes)
}

func TestSmoothPassesThroughThePoints(t *testing.T) {
	points := heptagon()
	strokes := Smooth(points)
	require.Len(t, strokes, 6)
	for i, s := range strokes {
		assert.Equal(t, points[i], s.From)
		assert.Equal(t, points[i+1], s.To)
		if i > 0 { // no corner: the controls on both sides of a point lie on a line with it
			before := strokes[i-1].C2
			cross := (s.From[0]-before[0])*(s.C1[1]-s.From[1]) - (s.From[1]-before[1])*(s.C1[0]-s.From[0])
			assert.InDelta(t, 0, cross, 1e-12)
		}
		for _, c := range []Point{s.C1, s.C2} {
			assert.LessOrEqual(t, math.Hypot(c[0]-0.5, c[1]-0.5), Reach+1e-12)
		}
	}
	assert.Empty(t, Smooth(points[:1]))
	assert.Empty(t, Smooth(nil))
}

func TestHostileTexts(t *testing.T) {
	s := sheet
	s.Title, s.Desc = `</title><script>alert("1")</script>&x;`+"\x00\xff", "\xc3"
	svgtest.Check(t, Draw(Compose(full(Ornate)), s))
}

func TestSameDesignSameBytes(t *testing.T) {
	d := full(Mystical)
	first := Draw(Compose(d), sheet)
	assert.Equal(t, full(Mystical), d, "composing leaves its design alone")
	assert.Equal(t, first, Draw(Compose(d), sheet))
}

func TestEveryMarkHasAPathOfItsOwn(t *testing.T) {
	seen := map[string]string{}
	names := Marks()
	for _, p := range []string{"sun", "moon", "mars", "mercury", "jupiter", "venus", "saturn"} {
		names = append(names, Planet+p)
	}
	for _, name := range names {
		d := markPath(name)
		assert.NotEmpty(t, d, name)
		if name != Planet+"moon" { // the crescent is the same
			assert.Empty(t, seen[d], "%s looks like %s", name, seen[d])
		}
		seen[d] = name
	}
}

func BenchmarkComposeAndDraw(b *testing.B) {
	d := full(Ornate)
	b.ReportAllocs()
	for b.Loop() {
		Draw(Compose(d), sheet)
	}
}

func TestBandsFollowSizeAndStyle(t *testing.T) {
	draw := func(style Style, size float64) string {
		return Draw(Compose(Design{Border: true, Ring: true, Style: style}), Sheet{Size: size})
	}
	small, large := draw(Ornate, 300), draw(Ornate, 900)
	assert.NotEqual(t, small, large)
	assert.Equal(t, small, draw(Ornate, 300), "after another size")
	assert.NotEqual(t, small, draw(Mystical, 300))
	assert.Equal(t, large, draw(Ornate, 900))
}
