package panel

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func number(x float64) *float64 { return &x }

func full() Chart {
	rows := func(n int) (list []Row) {
		for i := range n {
			list = append(list, Row{"a measure of something", "0.12345", number(float64(i) / float64(n))})
		}
		return list
	}
	c := Chart{Title: "Statistics", Below: "64 × 64 pixels", Left: []Group{{"Form", rows(12)}, {"Course", rows(5)}},
		Right: []Group{{"Colour", rows(8)}, {"Scores", rows(7)}}, SeriesName: "Mean intensity", Note: "Of an image"}
	for i := range 500 {
		c.Series = append(c.Series, 0.5+0.3*math.Sin(float64(i)/9))
	}
	return c
}

func TestDrawingIsProper(t *testing.T) {
	hostile := full()
	hostile.Title, hostile.Below, hostile.Note = strings.Repeat("<&\"", 90), strings.Repeat("y", 400), strings.Repeat("x", 500)
	hostile.Left[0].Title, hostile.SeriesName = strings.Repeat("group ", 90), strings.Repeat("series ", 90)
	hostile.Left[0].Rows[0] = Row{strings.Repeat("name ", 90), strings.Repeat("9", 300), number(math.Inf(1))}
	hostile.Left[0].Rows[1] = Row{"none", "null", nil}
	flat := full()
	flat.Series = []float64{0.4, 0.4}
	for name, c := range map[string]Chart{"full": full(), "hostile": hostile, "flat": flat, "empty": {Title: "Nothing"}} {
		t.Run(name, func(t *testing.T) { svgtest.Check(t, Draw(c, Options{})) })
	}
}

func TestTextsDoNotOverlap(t *testing.T) {
	root := svgtest.Check(t, Draw(full(), Options{}))
	boxes := svgtest.Texts(t, root)
	for i, a := range boxes {
		for _, b := range boxes[i+1:] {
			assert.False(t, a.Overlaps(b), "%q and %q", a.Text, b.Text)
		}
	}
}

func TestBarsAreAsLongAsTheirValues(t *testing.T) {
	root := svgtest.Parse(t, Draw(full(), Options{}))
	assert.Len(t, root.All("row"), 32)
	assert.Len(t, lengths(t, root, "tracks"), 32)
	bars := lengths(t, root, "bars")
	assert.Len(t, bars, 28, "four values are zero")
	assert.InDelta(t, column/12, bars[0], 0.02)
	assert.InDelta(t, 2*bars[0], bars[1], 0.03)
	assert.Contains(t, root.Desc(), "a measure of something 0.12345")
	assert.NotContains(t, Draw(Chart{Title: "Nothing"}, Options{}), "<path")
}

func TestNamesFollowTheChart(t *testing.T) {
	first, other := full(), full()
	other.Right[1].Rows[2].Name = "another <name>"
	drawn := Draw(first, Options{})
	assert.Contains(t, Draw(other, Options{}), ">another &lt;name&gt;<")
	assert.Equal(t, drawn, Draw(first, Options{}))

	// The same rows in other groups lie elsewhere.
	moved := full()
	n := len(moved.Left[0].Rows) - 1
	moved.Left[1].Rows = append([]Row{moved.Left[0].Rows[n]}, moved.Left[1].Rows...)
	moved.Left[0].Rows = moved.Left[0].Rows[:n]
	for _, row := range svgtest.Parse(t, Draw(moved, Options{})).All("row") {
		require.Len(t, row.Children, 2)
		assert.Equal(t, row.Children[0].Attr["y"], row.Children[1].Attr["y"])
	}
}

// lengths are those of the level lines with round ends that a path has.
func lengths(t *testing.T, root *svgtest.Node, class string) (list []float64) {
	t.Helper()
	paths := root.All(class)
	require.Len(t, paths, 1)
	for line := range strings.SplitSeq(strings.TrimPrefix(paths[0].Attr["d"], "M"), "M") {
		var from, y, to float64
		_, err := fmt.Sscanf(line, "%f %fH%f", &from, &y, &to)
		require.NoError(t, err, line)
		list = append(list, to-from+2*end)
	}
	return list
}
