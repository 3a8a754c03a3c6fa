package sigilforge

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/drawing/sigil"
)

func TestKameas(t *testing.T) {
	sums := map[string]int{"saturn": 15, "jupiter": 34, "mars": 65, "sun": 111, "venus": 175, "mercury": 260, "moon": 369}
	require.Len(t, planets, len(sums))
	for _, p := range planets {
		square := p.numbers()
		require.Len(t, square, p.Order*p.Order, p.Name)
		assert.Equal(t, sums[p.Name], p.sum(), p.Name)
		seen := map[int]bool{}
		down, up := 0, 0
		for i := range p.Order {
			row, column := 0, 0
			for k := range p.Order {
				row += square[i*p.Order+k]
				column += square[k*p.Order+i]
				seen[square[i*p.Order+k]] = true
			}
			down += square[i*p.Order+i]
			up += square[i*p.Order+p.Order-1-i]
			assert.Equal(t, p.sum(), row, "%s, row %d", p.Name, i+1)
			assert.Equal(t, p.sum(), column, "%s, column %d", p.Name, i+1)
		}
		assert.Equal(t, p.sum(), down, p.Name)
		assert.Equal(t, p.sum(), up, p.Name)
		for n := 1; n <= p.Order*p.Order; n++ {
			assert.True(t, seen[n], "%s lacks %d", p.Name, n)
		}
	}
	weekdays := []string{"sun Sunday gold", "moon Monday silver", "mars Tuesday iron", "mercury Wednesday mercury", "jupiter Thursday tin", "venus Friday copper", "saturn Saturday lead"}
	for i, p := range planets {
		assert.Equal(t, weekdays[i], p.Name+" "+p.Day+" "+p.Metal)
	}
}

func TestKameaPath(t *testing.T) {
	saturn := &planets[6]
	require.Equal(t, "saturn", saturn.Name)
	for number, want := range map[int]int{1: 1, 9: 9, 10: 1, 18: 9, 19: 1, 26: 8} {
		assert.Equal(t, want, saturn.reduced(number), number)
	}
	in := normalized(t, `{"intention":"aes","method":"kamea","planet":"saturn"}`)
	d := in.design([]int{1, 5, 19}, saturn)
	step := 2 * sigil.SquareHalf / 3
	bottom, center := sigil.Point{0.5, 0.5 - sigil.SquareHalf + 2.5*step}, sigil.Point{0.5, 0.5}
	require.Len(t, d.Strokes, 2)
	assert.InDeltaSlice(t, bottom[:], d.Strokes[0].From[:], 1e-12, "1 is below the middle")
	assert.InDeltaSlice(t, center[:], d.Strokes[0].To[:], 1e-12, "5 is the middle")
	assert.InDeltaSlice(t, bottom[:], d.Strokes[1].To[:], 1e-12, "19 reduces to 1")

	// Letters that fall on one cell make a loop and no stroke, so there is nothing to measure.
	alone := result(t, `{"intention":"ajs","method":"kamea","planet":"saturn"}`)
	assert.Nil(t, alone.Analysis.SymmetryScore)
	assert.Nil(t, alone.Analysis.BalanceScore)
	assert.Contains(t, alone.SVG, "<path")
}

func TestTraditionalNodes(t *testing.T) {
	numbers := []int{12, 15, 22, 5, 1, 14, 4, 9, 7, 8, 20}
	for i, p := range around(numbers) {
		angle := 2 * math.Pi * float64(i) / 11
		radius := 0.3 + 0.02*float64(numbers[i]%10)
		assert.InDelta(t, 0.5+radius*math.Cos(angle), p[0], 1e-12)
		assert.InDelta(t, 0.5+radius*math.Sin(angle), p[1], 1e-12)
	}
}

func TestWheelNodes(t *testing.T) {
	points := wheel([]int{1, 14, 26})
	assert.InDeltaSlice(t, []float64{0.5, 0.5 - sigil.RingRadius}, points[0][:], 1e-12, "A is at the top")
	assert.InDeltaSlice(t, []float64{0.5, 0.5 + sigil.RingRadius}, points[1][:], 1e-12, "N is half way round")
	assert.Less(t, points[2][0], 0.5, "Z comes before A, clockwise")
	elements := result(t, `{"intention":"abundance","method":"wheel"}`).Composition.Elements
	styles := map[string]int{}
	for _, e := range elements {
		styles[e.Properties.Style]++
	}
	assert.Equal(t, 1, styles["ring"], "a small circle at the start")
	assert.Equal(t, 1, styles["bar"], "a bar at the end")
}

func TestSeatsOfAFigureAreAllDifferent(t *testing.T) {
	var alphabet []int
	for n := 1; n <= 26; n++ {
		alphabet = append(alphabet, n)
	}
	for _, shape := range []int{3, 4, 5, 6, sigil.Round} {
		rim := rimPoints(shape)
		seen := map[sigil.Point]bool{}
		for i, p := range seats(alphabet, rim) {
			assert.LessOrEqual(t, math.Hypot(p[0]-0.5, p[1]-0.5), sigil.Reach+1e-12)
			assert.False(t, seen[p], "letter %d sits on another", i+1)
			seen[p] = true
		}
		onRim := 0
		for _, p := range seats(alphabet, rim) {
			for _, r := range rim {
				if math.Hypot(p[0]-r[0], p[1]-r[1]) < 1e-9 {
					onRim++
				}
			}
		}
		assert.Equal(t, len(rim), onRim, "the first letters sit on the corners and between them")
	}
	in := Input{Shape: "auto"}
	for n, want := range map[int]int{2: 5, 3: 6, 4: 3, 5: 4, 11: 6, 17: 4} {
		assert.Equal(t, want, in.corners(n), n)
	}
}

func TestConnections(t *testing.T) {
	ring := func(n int) []sigil.Point {
		var points []sigil.Point
		for i := range n {
			points = append(points, sigil.Polar(0.4, 2*math.Pi*float64(i)/float64(n)))
		}
		return points
	}
	assert.Empty(t, star(nil))
	assert.Empty(t, star(ring(1)[:0]))
	for n := 2; n <= 40; n++ {
		points := ring(n)
		strokes := star(points)
		degree := map[sigil.Point]int{}
		pairs := map[[2]sigil.Point]bool{}
		for _, s := range strokes {
			degree[s.From]++
			degree[s.To]++
			assert.False(t, pairs[[2]sigil.Point{s.From, s.To}] || pairs[[2]sigil.Point{s.To, s.From}], "N = %d: a stroke twice", n)
			pairs[[2]sigil.Point{s.From, s.To}] = true
		}
		assert.Len(t, degree, n, "every letter belongs to the star")
		for _, k := range degree {
			if n == 2 || n == 4 {
				assert.Equal(t, 1, k)
			} else {
				assert.Equal(t, 2, k, "N = %d", n)
			}
		}
		reach := web(points)
		switch n {
		case 2:
			assert.Len(t, reach, 4)
		default:
			assert.Len(t, reach, 3*n)
		}
	}
	pentagram := star(ring(5))
	long := 0.8 * math.Sin(2*math.Pi/5)
	for _, s := range pentagram {
		assert.InDelta(t, long, math.Hypot(s.To[0]-s.From[0], s.To[1]-s.From[1]), 1e-12)
	}
}
