package figure_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/drawing/figure"
	"github.com/witnessos/witnessos/internal/geometry"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

// plans are all patterns, with the extremes of their options.
func plans() []figure.Plan {
	var list []figure.Plan
	add := func(p figure.Plan) {
		p.Size = 512
		list = append(list, p)
	}
	for _, pattern := range figure.Patterns {
		p := figure.Plan{Pattern: pattern, Scale: 1}
		switch pattern {
		case "mandala":
			for _, n := range [][2]int{{8, 3}, {4, 2}, {24, 8}, {5, 8}, {24, 2}} {
				p.Petals, p.Layers = n[0], n[1]
				add(p)
			}
		case "golden_spiral":
			for _, p.Turns = range []int{4, 2, 10} {
				add(p)
			}
		case "platonic_solid":
			for _, p.Solid = range geometry.Solids {
				add(p)
			}
		case "personal":
			p.Petals, p.Layers, p.Turns, p.Scale, p.Solid = 7, 3, 5, 1.4, "tetrahedron"
			add(p)
			for _, p.Scale = range []float64{0.5, 1.49} {
				p.Petals, p.Layers, p.Turns, p.Solid = 15, 6, 7, "dodecahedron"
				add(p)
			}
		default:
			add(p)
		}
	}
	return list
}

func name(p figure.Plan) string {
	return p.Pattern + " " + p.Solid + " " + strconv.Itoa(p.Petals) + " " + strconv.Itoa(p.Layers) + " " + strconv.Itoa(p.Turns)
}

func dress(scheme string) figure.Dress {
	return figure.Dress{Scheme: scheme, Title: "A figure", Desc: "Lines and circles.", Marks: true, Caption: "height to width of the almond √3 = 1.732"}
}

func TestEveryDrawingIsProperAndHasEveryElement(t *testing.T) {
	for _, p := range plans() {
		t.Run(name(p), func(t *testing.T) {
			p.Construction = true
			f := figure.Compose(p)
			root := svgtest.Check(t, f.Draw(dress("golden")))
			svgtest.NoOverlap(t, root)
			assert.Equal(t, "0 0 512 512", root.Attr["viewBox"])
			drawn := map[string]int{}
			root.Walk(func(n *svgtest.Node) { drawn[key(t, n)]++ })
			require.NotEmpty(t, f.Lines)
			for _, s := range append(append([]figure.Shape{}, f.Shapes...), f.Lines...) {
				if s.Ground {
					continue
				}
				k := keyOf(s)
				assert.Positive(t, drawn[k], "%s is not drawn", k)
				drawn[k]--
			}
		})
	}
}

var number = regexp.MustCompile(`-?[\d.]+`)

// key tells a drawn element by its class, its name and its coordinates in hundredths.
func key(t *testing.T, n *svgtest.Node) string {
	var values []float64
	switch n.Name {
	case "circle":
		values = []float64{n.F(t, "cx"), n.F(t, "cy"), n.F(t, "r")}
	case "line":
		values = []float64{n.F(t, "x1"), n.F(t, "y1"), n.F(t, "x2"), n.F(t, "y2")}
	case "path":
		for _, text := range number.FindAllString(n.Attr["d"], -1) {
			v, err := strconv.ParseFloat(text, 64)
			require.NoError(t, err)
			values = append(values, v)
		}
	}
	return keyWith(n.Attr["class"], n.Name, values)
}

func keyOf(s figure.Shape) string {
	if s.Kind == figure.Circle {
		return keyWith(s.Style, "circle", []float64{s.Center.X, s.Center.Y, s.Radius})
	}
	tag := "path"
	if s.Kind == figure.Line {
		tag = "line"
	}
	var values []float64
	for _, p := range s.Points {
		values = append(values, p.X, p.Y)
	}
	return keyWith(s.Style, tag, values)
}

func keyWith(class, tag string, values []float64) string {
	var b strings.Builder
	b.WriteString(class + " " + tag)
	for _, v := range values {
		b.WriteString(" " + strconv.Itoa(int(math.Round(v*100))))
	}
	return b.String()
}

func TestEverythingLiesOnThePaper(t *testing.T) {
	for _, p := range plans() {
		p.Construction = true
		f := figure.Compose(p)
		inside := func(q geometry.Point, reach float64) {
			assert.GreaterOrEqual(t, min(q.X, q.Y), 0.028*p.Size+reach, "%s: %v", name(p), q)
			assert.LessOrEqual(t, max(q.X, q.Y), p.Size*0.972-reach, "%s: %v", name(p), q)
		}
		for _, s := range append(append([]figure.Shape{}, f.Shapes...), f.Lines...) {
			if s.Kind == figure.Circle {
				inside(s.Center, s.Radius)
				continue
			}
			for _, q := range s.Points {
				inside(q, 0)
			}
		}
		require.NotEmpty(t, f.Marks)
		for _, m := range f.Marks {
			inside(m.At, 0)
		}
	}
}

func TestFiguresOfAnotherSizeAreTheSameEnlarged(t *testing.T) {
	for _, p := range plans() {
		small := figure.Compose(p)
		p.Size = 2048
		large := figure.Compose(p)
		require.Len(t, large.Shapes, len(small.Shapes), name(p))
		for i, s := range small.Shapes {
			l := large.Shapes[i]
			assert.Equal(t, s.Style, l.Style)
			assert.InDelta(t, 4*s.Radius, l.Radius, 1e-9)
			for k, q := range s.Points {
				assert.InDelta(t, 0, q.Times(4).Distance(l.Points[k]), 1e-9, name(p))
			}
		}
		require.Len(t, large.Meets, len(small.Meets), name(p))
	}
}

func TestColoursStandOutAndAreThoseOfTheScheme(t *testing.T) {
	schemes := map[string][4]string{
		"golden":     {"#ffd700", "#ffa500", "#ff8c00", "#fff8dc"},
		"rainbow":    {"#ff0000", "#00ff00", "#0000ff", "#ffffff"},
		"monochrome": {"#000000", "#666666", "#333333", "#ffffff"},
		"chakra":     {"#8b00ff", "#4b0082", "#0000ff", "#f0f8ff"},
		"elemental":  {"#ff4500", "#0080ff", "#228b22", "#f5f5dc"},
	}
	require.Len(t, figure.Schemes, len(schemes))
	drawings := map[string]bool{}
	for _, scheme := range figure.Schemes {
		out := figure.Compose(figure.Plan{Pattern: "mandala", Petals: 6, Layers: 3, Size: 300}).Draw(dress(scheme))
		drawings[out] = true
		value := regexp.MustCompile(`--(\w+):(#[0-9a-f]{6});`)
		found := value.FindAllStringSubmatch(out, -1)
		light, dark := map[string]string{}, map[string]string{}
		for _, m := range found {
			if _, twice := light[m[1]]; twice {
				dark[m[1]] = m[2]
			} else {
				light[m[1]] = m[2]
			}
		}
		require.Len(t, light, 15)
		require.Len(t, dark, 15)
		want := schemes[scheme]
		assert.Equal(t, want, [4]string{light["a"], light["b"], light["c"], light["paper"]})
		for _, color := range want {
			assert.Contains(t, out, "fill:"+color, "%s is painted", color)
		}
		for _, colors := range []map[string]string{light, dark} {
			for _, role := range []string{"la", "lb", "lc"} {
				assert.GreaterOrEqual(t, svgtest.Contrast(t, colors[role], colors["paper"]), 3.0, "%s %s", scheme, role)
			}
			assert.GreaterOrEqual(t, svgtest.Contrast(t, colors["ink"], colors["paper"]), 4.5, scheme)
			assert.GreaterOrEqual(t, svgtest.Contrast(t, colors["la"], colors["pa"]), 2.5, "%s: outlines of petals", scheme)
		}
	}
	assert.Len(t, drawings, len(schemes), "each scheme looks different")
}

func TestPaperIsPaintedFirstAndWhole(t *testing.T) {
	root := svgtest.Parse(t, figure.Compose(figure.Plan{Pattern: "vesica_piscis", Size: 700}).Draw(dress("chakra")))
	for _, n := range root.Children {
		if n.Name == "rect" {
			assert.Equal(t, map[string]string{"class": "paper", "x": "0", "y": "0", "width": "700", "height": "700"}, n.Attr)
			return
		}
	}
	assert.Fail(t, "no paper")
}

func TestMarksCaptionsAndConstructionsAreDrawnWhenAskedFor(t *testing.T) {
	for _, p := range plans() {
		f := figure.Compose(p)
		assert.Empty(t, f.Lines)
		plain := f.Draw(figure.Dress{Scheme: "golden", Title: "A", Desc: "B"})
		assert.NotContains(t, plain, "<text")
		assert.NotContains(t, plain, `"halo"`)
		assert.NotContains(t, plain, `"build"`)
		marked := svgtest.Parse(t, f.Draw(figure.Dress{Scheme: "golden", Title: "A", Desc: "B", Marks: true}))
		assert.Len(t, marked.All("halo"), len(f.Marks), name(p))
		assert.Equal(t, plain, figure.Compose(p).Draw(figure.Dress{Scheme: "golden", Title: "A", Desc: "B"}), "the same bytes again")

		p.Construction = true
		built := figure.Compose(p)
		assert.Equal(t, f.Shapes, built.Shapes, "the figure itself does not change")
	}
}

func TestAnUnknownPatternIsAMistakeInTheProgram(t *testing.T) {
	assert.Panics(t, func() { figure.Compose(figure.Plan{Pattern: "heptagram", Size: 512}) })
}

func TestStylesFollowSizeAndDress(t *testing.T) {
	draw := func(size float64, marks bool) string {
		p := figure.Plan{Pattern: "mandala", Petals: 6, Layers: 3, Size: size}
		return figure.Compose(p).Draw(figure.Dress{Scheme: "golden", Title: "A", Desc: "B", Marks: marks})
	}
	for range 2 { // the styles of the figure before are kept
		assert.Contains(t, draw(512, false), ".w2{stroke-width:0.9;}")
		assert.Contains(t, draw(1024, false), ".w2{stroke-width:1.8;}")
		assert.NotContains(t, draw(1024, false), ".halo{")
		assert.Contains(t, draw(1024, true), ".halo{")
	}
}
