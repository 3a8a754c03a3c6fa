package sigil

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func line(a, b Point) Element {
	return Element{Type: Line, Start: a, End: b, Properties: Properties{Role: "figure"}}
}

func rectangle(left, top, right, bottom float64) []Element {
	a, b, c, d := Point{left, top}, Point{right, top}, Point{right, bottom}, Point{left, bottom}
	return []Element{line(a, b), line(b, c), line(c, d), line(d, a)}
}

func TestMeasureOfKnownFigures(t *testing.T) {
	square := Measure(rectangle(0.2, 0.2, 0.8, 0.8))
	assert.InDelta(t, 2.4, square.Length, 1e-12)
	assert.Equal(t, 4, square.Strokes)
	assert.InDelta(t, 1-1/(1+2.4/6+4.0/24), square.Complexity, 1e-12)
	assert.InDelta(t, 1, square.Balance, 1e-12)
	assert.Equal(t, 1.0, square.Symmetry)
	assert.NotEqual(t, None, square.Kind)
	assert.Equal(t, [4]float64{0.2, 0.2, 0.8, 0.8}, square.Box)

	aside := Measure(rectangle(0.1, 0.3, 0.3, 0.7))
	assert.InDelta(t, 0.2, aside.Centroid[0], 1e-12)
	assert.Zero(t, aside.Balance, "far off the middle")
	assert.Equal(t, Horizontal, aside.Kind, "above and below are alike")

	near := Measure(rectangle(0.3, 0.4, 0.5, 0.6))
	assert.InDelta(t, 1-4*0.1, near.Balance, 1e-12)
}

func TestKindsOfSymmetry(t *testing.T) {
	// A letter for each: A is alike left and right, E above and below, N after a half turn.
	letters := map[string][]Element{
		Vertical:   {line(Point{0.5, 0.1}, Point{0.2, 0.9}), line(Point{0.5, 0.1}, Point{0.8, 0.9}), line(Point{0.3, 0.6}, Point{0.7, 0.6})},
		Horizontal: {line(Point{0.3, 0.1}, Point{0.3, 0.9}), line(Point{0.3, 0.1}, Point{0.8, 0.1}), line(Point{0.3, 0.5}, Point{0.7, 0.5}), line(Point{0.3, 0.9}, Point{0.8, 0.9})},
		HalfTurn:   {line(Point{0.2, 0.9}, Point{0.2, 0.1}), line(Point{0.2, 0.1}, Point{0.8, 0.9}), line(Point{0.8, 0.9}, Point{0.8, 0.1})},
		Diagonal:   {line(Point{0.15, 0.15}, Point{0.15, 0.9}), line(Point{0.15, 0.15}, Point{0.9, 0.15})},
		None:       {line(Point{0.1, 0.1}, Point{0.5, 0.15}), line(Point{0.5, 0.15}, Point{0.3, 0.9}), line(Point{0.3, 0.9}, Point{0.9, 0.4})},
	}
	for kind, elements := range letters {
		s := Measure(elements)
		assert.Equal(t, kind, s.Kind)
		if kind != None {
			assert.Greater(t, s.Symmetry, 0.97, kind)
		} else {
			assert.Less(t, s.Symmetry, 0.7)
		}
	}
}

func TestCurvesAndCircles(t *testing.T) {
	circle := Element{Type: Circle, Start: middle, End: Point{0.8, 0.5}, Properties: Properties{Role: "base", Radius: 0.3}}
	s := Measure([]Element{circle})
	assert.InDelta(t, 2*math.Pi*0.3, s.Length, 2e-3)
	assert.InDelta(t, 1, s.Balance, 1e-9)
	assert.Greater(t, s.Symmetry, 0.99)

	// A cubic curve whose controls lie on the line is the line.
	flat := Element{Type: Curve, Start: Point{0.1, 0.5}, End: Point{0.9, 0.5}, Controls: []Point{{0.3, 0.5}, {0.7, 0.5}}, Properties: Properties{Role: "figure"}}
	assert.InDelta(t, 0.8, Measure([]Element{flat}).Length, 1e-9)

	// Two chained curves count as two.
	chained := flat
	chained.Controls = []Point{{0.2, 0.5}, {0.3, 0.5}, {0.5, 0.5}, {0.6, 0.5}, {0.7, 0.5}}
	assert.Equal(t, 2, Measure([]Element{chained}).Strokes)
	assert.InDelta(t, 0.8, Measure([]Element{chained}).Length, 1e-9)
}

func TestOnlyTheFigureIsMeasured(t *testing.T) {
	bare := path(heptagon()...)
	dressed := bare
	dressed.Border, dressed.Marks, dressed.Calm, dressed.Ring = true, []string{"star"}, false, true
	rest := bare
	rest.Marks = []string{"moon"} // the same room, without border and ground
	assert.Equal(t, Measure(Compose(rest)), Measure(Compose(dressed)))

	nothing := Measure(Compose(Design{Border: true, Style: Ornate}))
	assert.Zero(t, nothing.Length)
	assert.Equal(t, None, nothing.Kind)
	assert.Equal(t, middle, nothing.Centroid)
}

func TestScoresAreShares(t *testing.T) {
	for n := 2; n < 60; n++ {
		var points []Point
		for i := range n {
			points = append(points, Polar(0.48*float64((i*i+3)%7)/7, float64(i*i)))
		}
		for _, style := range styles {
			d := path(points...)
			d.Style = style
			s := Measure(Compose(d))
			for _, v := range []float64{s.Complexity, s.Balance, s.Symmetry} {
				assert.GreaterOrEqual(t, v, 0.0)
				assert.LessOrEqual(t, v, 1.0)
			}
		}
	}
}

func TestTransposing(t *testing.T) {
	var g, want grid
	for i := range 300 {
		x, y := i*i%cells, i*7/3%cells
		g[y] |= 1 << x
		want[x] |= 1 << y
	}
	g.transpose()
	assert.Equal(t, want, g)
}
