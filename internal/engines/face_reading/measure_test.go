package facereading

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/schema"
)

// equal holds two sets of proportions to each other. Rounding of coordinates is the only difference
// that there may be.
func equal(t *testing.T, want, got *proportions, tolerance float64) {
	t.Helper()
	for i, value := range want.of {
		assert.InDelta(t, value, got.of[i], tolerance, references[i].name)
	}
	assert.InDelta(t, want.symmetry, got.symmetry, tolerance)
}

func TestReferencesAreThoseOfTheCanonicalFace(t *testing.T) {
	r := ratiosOf(t, synthetic{}.face())
	for i, value := range r.of {
		const rounding = 0.0006 // of the table, and of the points
		assert.InDelta(t, references[i].reference, value, rounding, references[i].name)
		share := references[i].spread / references[i].reference
		assert.True(t, share > 0.055 && share < 0.16, "%s has a spread of %v", references[i].name, share)
	}
}

func TestMirroredFaceIsSymmetric(t *testing.T) {
	for _, s := range []synthetic{{}, {heightWidth: 1.5}, {move: map[int][2]float64{70: {0.3, 0.4}, 172: {-0.5, 0}}}} {
		assert.InDelta(t, 1, ratiosOf(t, s.face()).symmetry, 1e-12)
	}
	lopsided := synthetic{left: func(i int, p Point) Point {
		if i == 291 { // a corner of the mouth
			p.Y -= 1
		}
		return p
	}}
	r := ratiosOf(t, lopsided.face())
	// One of 37 distances is 1 cm, in units of 8.892 cm.
	assert.InDelta(t, 1-math.Sqrt(1/8.892/8.892/37), r.symmetry, 1e-9)
}

func TestScaleShiftAndRollLeaveRatiosUnchanged(t *testing.T) {
	original := noisy(synthetic{heightWidth: 1.3}.face(), 2, 7)
	want := ratiosOf(t, original)
	for _, m := range []struct{ scale, roll, dx, dy float64 }{
		{1, 0, 300, -200}, {0.001, 0, 0, 0}, {40, 0, 0, 0}, {1, 0.4, 0, 0}, {1, -1.2, 5, 5}, {1, math.Pi / 2, 0, 0},
		{1, math.Pi, 0, 0}, {0.02, 2.5, -30, 12},
	} {
		equal(t, want, ratiosOf(t, transform(original, m.scale, m.roll, m.dx, m.dy)), 1e-9)
	}
	mirrored := slices.Clone(original)
	for i := range mirrored {
		mirrored[i].X = 1000 - mirrored[i].X
	}
	equal(t, want, ratiosOf(t, mirrored), 1e-9)
}

func TestEyesAreMeasuredBetweenTheirCorners(t *testing.T) {
	// Narrower eyes, their inner corners moved outwards: 33 and 263 stay, and with them the unit.
	wide, narrow := ratiosOf(t, synthetic{}.face()), ratiosOf(t, synthetic{move: map[int][2]float64{133: {-0.5, 0}}}.face())
	assert.Greater(t, narrow.of[innerEyeGap], wide.of[innerEyeGap])
	assert.Greater(t, narrow.of[eyeOpening], wide.of[eyeOpening])
	assert.InDelta(t, 2*(1.856+0.5)/(2*4.446), narrow.of[innerEyeGap], 1e-9)
}

func TestDegeneratePointsAreRefused(t *testing.T) {
	change := func(edit func(p []Point)) []Point {
		points := synthetic{}.face()
		edit(points)
		return points
	}
	same := make([]Point, meshPoints)
	for i := range same {
		same[i] = Point{3, 3, 3}
	}
	tests := map[string][]Point{
		"all equal": same,
		"all zero":  make([]Point, meshPoints),
		"one line": change(func(p []Point) {
			for i := range p {
				p[i].Y = 7
			}
		}),
		"eyes in one place": change(func(p []Point) { p[263] = p[33] }),
		"sides exchanged":   change(func(p []Point) { p[234], p[454] = p[454], p[234] }),
		"no chin":           change(func(p []Point) { p[152] = p[9] }),
		"a needle": change(func(p []Point) {
			for i := range p {
				p[i].Y *= 6
			}
		}),
		"another numbering":  change(func(p []Point) { slices.Reverse(p) }),
		"inner corners swap": change(func(p []Point) { p[133], p[362] = p[362], p[133] }),
	}
	for name, points := range tests {
		_, problem := measure(&Landmarks{Points: points}, 1, 1)
		if assert.NotNil(t, problem, name) {
			assert.Equal(t, "landmarks", problem.Field)
			assert.Contains(t, problem.Message, "MediaPipe Face Mesh")
		}
	}
}

func TestLandmarksAreReadExactly(t *testing.T) {
	points := noisy(synthetic{}.face(), 1, 3)
	var l Landmarks
	require.NoError(t, json.Unmarshal([]byte(landmarksJSON(t, points)), &l))
	assert.Equal(t, points, l.Points)

	flat := "[" + strings.Repeat(" [ -1.5e1 ,\t2.25 ] ,\n", meshPoints-1) + "[-0,3]]"
	require.NoError(t, json.Unmarshal([]byte(flat), &l))
	require.Len(t, l.Points, meshPoints)
	assert.Equal(t, Point{X: -15, Y: 2.25}, l.Points[0])
	assert.False(t, math.Signbit(l.Points[meshPoints-1].X))
	again, err := json.Marshal(l)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(again), "[[-15,2.25],"), "pairs stay pairs")
}

func TestBadLandmarksNameTheirPlace(t *testing.T) {
	many := func(point string, n int) string {
		return "[" + strings.TrimSuffix(strings.Repeat(point+",", n), ",") + "]"
	}
	start := "[" + strings.Repeat("[1,2,3],", 5)
	tests := []struct {
		raw, field string
		code       schema.Code
	}{
		{`{"x":1}`, "", schema.CodeInvalidType},
		{`"points"`, "", schema.CodeInvalidType},
		{`[]`, "", schema.CodeOutOfRange},
		{many("[1,2,3]", 467), "", schema.CodeOutOfRange},
		{many("[1,2,3]", 470), "", schema.CodeOutOfRange},
		{many("[1,2,3]", 5000), "", schema.CodeOutOfRange},
		{start + `7]`, "[5]", schema.CodeInvalidFormat},
		{start + `[1,2]]`, "[5]", schema.CodeInvalidFormat},
		{start + `[1,2,3,4]]`, "[5]", schema.CodeInvalidFormat},
		{start + `[]]`, "[5]", schema.CodeInvalidFormat},
		{start + `{"x":1,"y":2,"z":3}]`, "[5]", schema.CodeInvalidFormat},
		{start + `[1,null,3]]`, "[5][1]", schema.CodeInvalidType},
		{start + `[1,"2",3]]`, "[5][1]", schema.CodeInvalidType},
		{start + `[1,[2],3]]`, "[5][1]", schema.CodeInvalidType},
		{start + `[1,2,1e400]]`, "[5][2]", schema.CodeOutOfRange},
		{start + `[-1000001,2,3]]`, "[5][0]", schema.CodeOutOfRange},
	}
	for _, tt := range tests {
		var l Landmarks
		var p schema.Problem
		require.ErrorAs(t, l.UnmarshalJSON([]byte(tt.raw)), &p, tt.raw)
		assert.Equal(t, tt.field, p.Field, tt.raw)
		assert.Equal(t, tt.code, p.Code, tt.raw)
	}
	for cut := range len(`[[1,2,3],[4`) { // never asked for, and yet no loop without end
		var l Landmarks
		_ = l.UnmarshalJSON([]byte(`[[1,2,3],[4`[:cut]))
	}
}

func TestProportionsAreWrittenLikeAMap(t *testing.T) {
	p := ratiosOf(t, synthetic{}.face())
	p.of[noseWidth], p.symmetry = math.NaN(), 1-1e-9
	list := map[string]float64{"symmetry": decimal.Round(p.symmetry, 6)}
	for i, value := range p.of {
		if ratio(i) != noseWidth {
			list[references[i].name] = decimal.Round(value, 6)
		}
	}
	want, err := json.Marshal(list)
	require.NoError(t, err)
	got, err := p.AppendJSON(nil)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}
