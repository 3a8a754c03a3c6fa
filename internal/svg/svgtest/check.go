package svgtest

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/witnessos/witnessos/internal/svg"
)

// allowed are the elements a drawing may consist of: nothing that runs, loads or links.
var allowed = map[string]bool{
	"svg": true, "title": true, "desc": true, "style": true, "defs": true, "g": true,
	"path": true, "circle": true, "line": true, "rect": true, "polygon": true, "text": true,
	"tspan": true, "clipPath": true, "ellipse": true, "polyline": true,
	"linearGradient": true, "radialGradient": true, "stop": true,
}

// Check proves what every drawing promises and returns it parsed: well-formed, sized by its
// viewBox, described for screen readers, both themes, nothing active and nothing foreign, all
// texts at least 11 units high in a drawing 800 wide and inside the viewBox.
func Check(t testing.TB, drawing string) *Node {
	t.Helper()
	root := Parse(t, drawing)
	require.Equal(t, "svg", root.Name)
	assert.Equal(t, "http://www.w3.org/2000/svg", root.Attr["xmlns"])
	assert.Equal(t, "img", root.Attr["role"])
	assert.NotContains(t, root.Attr, "width", "sized by its viewBox alone")
	assert.NotEmpty(t, strings.TrimSpace(root.Title()))
	assert.NotEmpty(t, strings.TrimSpace(root.Desc()))

	box := viewBox(t, root)
	least := 11 * box[2] / 800
	ids := map[string]string{}
	root.Walk(func(n *Node) {
		assert.True(t, allowed[n.Name], "element <%s>", n.Name)
		if id := n.Attr["id"]; id != "" {
			assert.NotContains(t, ids, id, "id given twice")
			ids[id] = n.Name
		}
		for name, value := range n.Attr {
			assert.False(t, strings.HasPrefix(name, "on"), "handler %s", name)
			assert.NotContains(t, []string{"href", "src", "style"}, name)
			assert.NotContains(t, value, "NaN")
			assert.NotContains(t, value, "Inf")
			if strings.Contains(value, "url(") {
				assert.True(t, strings.HasPrefix(value, "url(#"), "external reference %s", value)
			}
		}
		if n.Name == "text" {
			assert.GreaterOrEqual(t, n.F(t, "font-size"), least, "text %q is too small", n.Text)
		}
	})
	for _, id := range strings.Fields(root.Attr["aria-labelledby"]) {
		assert.Contains(t, []string{"title", "desc"}, ids[id], "aria-labelledby names %s", id)
	}

	style := root.child("style")
	assert.Contains(t, style, "@media (prefers-color-scheme: dark)")
	assert.NotContains(t, style, "@import")
	assert.NotContains(t, style, "url(")

	for _, b := range Texts(t, root) {
		assert.True(t, b.Left >= box[0] && b.Right <= box[0]+box[2] && b.Top >= box[1] && b.Bottom <= box[1]+box[3],
			"text %q is cut by the edge: %+v", b.Text, b)
	}
	return root
}

func viewBox(t testing.TB, root *Node) [4]float64 {
	t.Helper()
	fields := strings.Fields(root.Attr["viewBox"])
	require.Len(t, fields, 4)
	var box [4]float64
	for i, f := range fields {
		v, err := strconv.ParseFloat(f, 64)
		require.NoError(t, err)
		box[i] = v
	}
	require.Positive(t, box[2])
	require.Positive(t, box[3])
	return box
}

// Box is the room that a text takes, in user units.
type Box struct {
	Text                     string
	Left, Top, Right, Bottom float64
}

// Overlaps says whether two boxes share more than a hair.
func (a Box) Overlaps(b Box) bool {
	const hair = 0.01
	return a.Left < b.Right-hair && b.Left < a.Right-hair && a.Top < b.Bottom-hair && b.Top < a.Bottom-hair
}

// Texts measures every text below n. Capitals and digits of the usual fonts are 0.73 em high
// and descenders reach 0.21 em below the baseline.
func Texts(t testing.TB, n *Node) []Box {
	t.Helper()
	var boxes []Box
	n.Walk(func(m *Node) {
		if m.Name != "text" || m.Text == "" {
			return
		}
		assert.NotContains(t, m.Attr, "transform", "texts are measured where they are placed")
		x, y, size := m.F(t, "x"), m.F(t, "y"), m.F(t, "font-size")
		width := svg.TextWidth(m.Text, size)
		switch m.Attr["text-anchor"] {
		case "middle":
			x -= width / 2
		case "end":
			x -= width
		}
		boxes = append(boxes, Box{m.Text, x, y - 0.73*size, x + width, y + 0.21*size})
	})
	return boxes
}

// NoOverlap fails the test for every two texts below n that touch.
func NoOverlap(t testing.TB, n *Node) {
	t.Helper()
	boxes := Texts(t, n)
	for i, a := range boxes {
		for _, b := range boxes[i+1:] {
			assert.False(t, a.Overlaps(b), "texts overlap: %q and %q", a.Text, b.Text)
		}
	}
}

// Contrast is the contrast ratio of two colours (#rrggbb) by WCAG 2.2: 1 to 21.
func Contrast(t testing.TB, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(t testing.TB, color string) float64 {
	t.Helper()
	require.Len(t, color, 7, "colour %q is not #rrggbb", color)
	v, err := strconv.ParseUint(color[1:], 16, 32)
	require.NoError(t, err)
	channel := func(shift uint) float64 {
		c := float64(v>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}
