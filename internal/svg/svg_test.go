package svg_test

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func head() svg.Head {
	return svg.Head{
		ID: "sample", Title: "A sample", Desc: "One dot and one word.", Width: 800, Height: 400,
		Style: &svg.Style{
			Colors: []svg.Color{{Name: "paper", Light: "#ffffff", Dark: "#000000"}, {Name: "ink", Light: "#111111", Dark: "#eeeeee"}},
			Rules:  []svg.Rule{{Selector: "text", Body: "fill:$ink"}, {Selector: ".dot", Body: "fill:$paper;stroke:$ink;stroke-width:2"}},
		},
	}
}

func TestDocument(t *testing.T) {
	d := svg.New(head())
	d.Group("The dot", "outer")
	d.Circle("dot", 10, 20.005, 3)
	d.Close()
	d.Text(400, 200, 16, svg.Middle, "word", "")
	out := d.String()

	root := svgtest.Check(t, out)
	assert.Equal(t, "0 0 800 400", root.Attr["viewBox"])
	assert.Equal(t, "sample-title sample-desc", root.Attr["aria-labelledby"])
	assert.Equal(t, "A sample", root.Title())
	assert.Equal(t, "One dot and one word.", root.Desc())
	require.Len(t, root.All("outer"), 1)
	assert.Equal(t, "The dot", root.All("outer")[0].Title())
	assert.Equal(t, "20.01", root.All("dot")[0].Attr["cy"])
	assert.Equal(t, []string{"word"}, root.Texts())
}

func TestThemes(t *testing.T) {
	style := func(theme svg.Theme) (class, style string) {
		h := head()
		h.Theme = theme
		root := svgtest.Parse(t, svg.New(h).String())
		for _, c := range root.Children {
			if c.Name == "style" {
				style = c.Text
			}
		}
		return root.Attr["class"], style
	}
	auto, css := style(svg.Auto)
	light, _ := style(svg.Light)
	dark, _ := style(svg.Dark)
	assert.Equal(t, "sample", auto)
	assert.Equal(t, "sample light", light)
	assert.Equal(t, "sample dark", dark)
	assert.Contains(t, css, ".sample{--paper:#ffffff;--ink:#111111;}")
	assert.Contains(t, css, "@media (prefers-color-scheme: dark){.sample:not(.light){--paper:#000000;--ink:#eeeeee;}}")
	assert.Contains(t, css, ".sample.dark{--paper:#000000;--ink:#eeeeee;}")
	assert.Contains(t, css, ".sample .dot{fill:#ffffff;fill:var(--paper);stroke:#111111;stroke:var(--ink);stroke-width:2;}",
		"the light colour stands first, for renderers without custom properties")
}

func TestRulesReachNoFurtherThanTheDrawing(t *testing.T) {
	h := head()
	h.Style.Rules = []svg.Rule{{Selector: ".a.on,.b", Body: "fill:none"}}
	assert.Contains(t, svg.New(h).String(), ".sample .a.on,.sample .b{fill:none;}")
}

func TestDrawingsOfOneStyleHaveTheirOwnSheets(t *testing.T) {
	h := head()
	first := svg.New(h).String()
	h.ID = "other"
	assert.Contains(t, svg.New(h).String(), ".other .dot{")
	h.ID = "sample"
	assert.Equal(t, first, svg.New(h).String())
	h.Style = nil
	assert.NotContains(t, svg.New(h).String(), "<style>")
}

func TestDocumentsShareNothingWithTheOnesBefore(t *testing.T) {
	first := svg.New(head())
	first.Circle("dot", 1, 2, 3)
	written := first.String()
	second := svg.New(head()) // in the buffer of the first, as a rule
	second.Circle("dot", 4, 5, 6)
	first.Circle("dot", 7, 8, 9)
	assert.Contains(t, written, "cx='1'")
	assert.Contains(t, second.String(), "cx='4'")
	assert.NotContains(t, second.String(), "cx='4'", "nothing is left")
}

func TestPartsAreWrittenAsTheyAre(t *testing.T) {
	part := svg.NewPart(func(d *svg.Doc) {
		d.Group("", "of")
		d.Circle("dot", 1, 2, 3)
		d.Close()
	})
	d := svg.New(head())
	d.Part(part)
	d.Part(part)
	root := svgtest.Parse(t, d.String())
	assert.Len(t, root.All("of"), 2)
	assert.Len(t, root.All("dot"), 2)
}

func TestUnknownColorIsAProgrammersError(t *testing.T) {
	h := head()
	h.Style.Rules = append(h.Style.Rules, svg.Rule{Selector: "path", Body: "fill:$nosuch"})
	assert.PanicsWithValue(t, "svg: no colour named nosuch", func() { svg.New(h) })
}

var hostile = []string{
	`</text><script>alert(1)</script>`,
	`" onload="alert(1)`,
	`&entity; <![CDATA[ ]]> <!-- -->`,
	"null \x00 bell \x07 escape \x1b delete \x7f c1 \u0085",
	"broken \xff\xfe utf-8 \xc3",
	"\uFFFE\uFFFF",
	"tab\tline\nreturn\r",
	"𝄞 👩‍🚀 שלום 漢字 é",
}

func TestHostileTexts(t *testing.T) {
	for _, s := range hostile {
		h := head()
		h.Title, h.Desc, h.Lang = s, s, s
		d := svg.New(h)
		d.Group(s, s)
		d.Text(100, 100, 12, svg.Start, s, "")
		d.Close()
		root := svgtest.Parse(t, d.String())
		names := map[string]int{}
		root.Walk(func(n *svgtest.Node) {
			names[n.Name]++
			for name := range n.Attr {
				assert.False(t, strings.HasPrefix(name, "on"))
			}
		})
		assert.Equal(t, map[string]int{"svg": 1, "title": 2, "desc": 1, "style": 1, "g": 1, "text": 1}, names, "%q", s)
	}
	d := svg.New(head())
	d.Text(0, 20, 12, svg.Start, `a<b & "c" > 'd'`, "")
	assert.Equal(t, []string{`a<b & "c" > 'd'`}, svgtest.Parse(t, d.String()).Texts(), "what was written is what is read")
}

func TestIdentifier(t *testing.T) {
	for in, want := range map[string]string{"": "drawing", "a b": "ab", "1-x": "x", `"><script>`: "script", "chart-2": "chart-2"} {
		h := head()
		h.ID = in
		assert.Equal(t, want, svgtest.Parse(t, svg.New(h).String()).Attr["class"], "%q", in)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h := head()
		h.Title = s
		d := svg.New(h)
		d.Text(0, 20, 12, svg.Start, s, s)
		d.Empty("circle", svg.Set("data-text", s))
		out := d.String()
		require.True(t, utf8.ValidString(out))
		svgtest.Parse(t, out)
	})
}

func TestNum(t *testing.T) {
	for _, c := range []struct {
		in   float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {-0.004, "0"}, {1, "1"}, {1.5, "1.5"}, {-2.25, "-2.25"},
		{0.005, "0.01"}, {1.0 / 3, "0.33"}, {99.999, "100"}, {1e6, "1000000"}, {-0.5, "-0.5"}, {-0.05, "-0.05"}, {12.3, "12.3"}, {1e22, "0"}, {-1e12, "0"},
		{math.NaN(), "0"}, {math.Inf(1), "0"}, {math.Inf(-1), "0"},
	} {
		assert.Equal(t, c.want, svg.Num(c.in), "%v", c.in)
	}
}

func TestPath(t *testing.T) {
	var p svg.Path
	p.M(0, 1).L(2, 3).Q(1, 1, 2, 2).C(1, 2, 3, 4, 5, 6).A(7, true, false, 8, 9).Z()
	assert.Equal(t, "M0 1L2 3Q1 1 2 2C1 2 3 4 5 6A7 7 0 1 0 8 9Z", p.String())
	d := svg.New(head())
	d.Path("line", &p, svg.Set("data-name", "<p>"))
	n := svgtest.Check(t, d.String()).All("line")[0]
	assert.Equal(t, p.String(), n.Attr["d"])
	assert.Equal(t, "<p>", n.Attr["data-name"])
}

func TestTextWidth(t *testing.T) {
	assert.InDelta(t, 0.556*2*12*1.12, svg.TextWidth("64", 12), 1e-9)
	assert.Equal(t, svg.TextWidth("e", 10)+svg.TextWidth("x", 10), svg.TextWidth("ex", 10))
	assert.Greater(t, svg.TextWidth("漢", 10), svg.TextWidth("W", 10))
	assert.Equal(t, svg.TextWidth("e", 10), svg.TextWidth("e\u0301\u0323", 10), "marks take no room of their own")
	assert.Zero(t, svg.TextWidth("", 10))
}

func TestFit(t *testing.T) {
	assert.Equal(t, "short", svg.Fit("short", 12, 100))
	long := strings.Repeat("long ", 40)
	for width := 16.0; width < 300; width += 7 {
		got := svg.Fit(long, 12, width)
		assert.LessOrEqual(t, svg.TextWidth(got, 12), width)
		assert.True(t, strings.HasSuffix(got, "…"))
		assert.False(t, strings.HasSuffix(got, " …"))
	}
}

func TestWrap(t *testing.T) {
	assert.Empty(t, svg.Wrap("  ", 12, 100, 3))
	assert.Equal(t, []string{"one line"}, svg.Wrap(" one  line ", 12, 100, 3))
	lines := svg.Wrap(strings.Repeat("some words ", 30), 12, 120, 3)
	require.Len(t, lines, 3)
	for _, l := range lines {
		assert.LessOrEqual(t, svg.TextWidth(l, 12), 120.0)
	}
	assert.True(t, strings.HasSuffix(lines[2], "…"))
	lines = svg.Wrap("Donaudampfschifffahrtsgesellschaft ahoy", 12, 60, 2)
	require.Len(t, lines, 2)
	assert.True(t, strings.HasSuffix(lines[0], "…"))
	assert.Equal(t, "ahoy", lines[1])
}

func TestShapes(t *testing.T) {
	d := svg.New(head())
	d.Line("a", 1, 2, 3, 4)
	d.Rect("b", 1, 2, 3, 4, 0)
	d.Rect("c", 1, 2, 3, 4, 5)
	d.Circle("", 1, 2, 3)
	d.Group("", "")
	root := svgtest.Check(t, d.String())
	assert.Equal(t, map[string]string{"class": "a", "x1": "1", "y1": "2", "x2": "3", "y2": "4"}, root.All("a")[0].Attr)
	assert.Equal(t, map[string]string{"class": "b", "x": "1", "y": "2", "width": "3", "height": "4"}, root.All("b")[0].Attr)
	assert.Equal(t, "5", root.All("c")[0].Attr["rx"])
	last := root.Children[len(root.Children)-2:]
	assert.Equal(t, map[string]string{"cx": "1", "cy": "2", "r": "3"}, last[0].Attr, "no empty class")
	assert.Empty(t, last[1].Attr)
	assert.Empty(t, last[1].Children, "no empty title")
}
