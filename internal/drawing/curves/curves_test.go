package curves

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

var periods = []int{23, 28, 33, 38, 43, 53}

// chart shows some cycles of somebody born on 1990-06-15 from a number of days after that.
func chart(start, days, before, cycles int) Chart {
	first := civil.MustParse("1990-06-15").AddDays(start)
	c := Chart{Born: "born 15 Jun 1990", First: first, Days: days, Day: first.AddDays(before), Note: "small print",
		Facts: []sheet.Fact{{Label: "TREND", Value: "descending"}}}
	for i, period := range periods[:cycles] {
		curve := Curve{Name: "Cycle " + strconv.Itoa(period), Style: i, Main: i < 3, Period: period, Start: start, Value: 12.5, Phase: "rising", Next: first.AddDays(9)}
		for k := range days {
			if r := (start + k) % period; r == 0 || r == period/2 {
				curve.Cross = append(curve.Cross, k)
			}
		}
		c.Curves = append(c.Curves, curve)
	}
	return c
}

func TestEveryChartIsAProperDrawing(t *testing.T) {
	long := strings.Repeat("A name that does not end ", 20)
	wordy := chart(12810, 14, 7, 6)
	wordy.Name, wordy.Born, wordy.Note = long, long, long
	wordy.Facts = []sheet.Fact{{Label: "LABEL", Value: long}, {Label: "LABEL", Value: long}}
	for i := range wordy.Curves {
		wordy.Curves[i].Name, wordy.Curves[i].Phase = long, long
	}
	absurd := chart(100, 30, 7, 3)
	absurd.Days, absurd.Day = 1<<30, civil.Date{Year: -5, Month: 77}
	absurd.Curves[0].Period, absurd.Curves[1].Period, absurd.Curves[2].Start = 0, -7, math.MinInt
	absurd.Curves[0].Value, absurd.Curves[0].Style, absurd.Curves[1].Style = math.NaN(), -3, 999
	absurd.Curves[2].Cross = []int{-1, 5, 5, 1 << 40}
	crowd := chart(0, 7, 0, 6)
	crowd.Curves = append(crowd.Curves, append(crowd.Curves, crowd.Curves...)...)
	for name, c := range map[string]Chart{
		"empty": {}, "week": chart(12810, 14, 7, 3), "all": chart(12810, 14, 7, 6), "longest": chart(12810, 97, 7, 6), "one day": chart(12810, 1, 0, 6),
		"birth": chart(0, 7, 0, 6), "triple": chart(21245, 14, 7, 3), "last day": chart(12810, 8, 7, 3), "wordy": wordy, "absurd": absurd, "crowd": crowd,
	} {
		t.Run(name, func(t *testing.T) {
			root := svgtest.Check(t, Draw(c, Options{}))
			svgtest.NoOverlap(t, root)
		})
	}
}

func TestNoTextsOverlapWhateverTheLength(t *testing.T) {
	for days := 1; days <= 97; days++ {
		root := svgtest.Check(t, Draw(chart(12810+days, days, min(7, days-1), 3), Options{}))
		svgtest.NoOverlap(t, root)
	}
}

// points are the ends of the segments of a path of this package.
func points(t *testing.T, path string) [][2]float64 {
	t.Helper()
	var list [][2]float64
	for _, segment := range strings.FieldsFunc(path, func(r rune) bool { return strings.ContainsRune("MLCZ", r) }) {
		numbers := strings.Fields(segment)
		require.GreaterOrEqual(t, len(numbers), 2)
		x, err := strconv.ParseFloat(numbers[len(numbers)-2], 64)
		require.NoError(t, err)
		y, err := strconv.ParseFloat(numbers[len(numbers)-1], 64)
		require.NoError(t, err)
		list = append(list, [2]float64{x, y})
	}
	return list
}

func TestCurvesAreSines(t *testing.T) {
	c := chart(12810, 14, 7, 6)
	d := drawing{chart: c, column: (right - left) / 14}
	for _, n := range svgtest.Check(t, Draw(c, Options{})).All("cycle") {
		period, err := strconv.Atoi(strings.TrimPrefix(n.Title(), "Cycle "))
		require.NoError(t, err)
		ends := points(t, n.All("curve")[0].Attr["d"])
		require.Greater(t, len(ends), 3)
		assert.InDelta(t, left, ends[0][0], 0.011)
		assert.InDelta(t, right, ends[len(ends)-1][0], 0.011)
		for _, p := range ends {
			day := (p[0]-left)/d.column + 12810
			assert.InDelta(t, d.y(100*math.Sin(2*math.Pi*day/float64(period))), p[1], 0.15)
		}
	}
}

// Between its ends a segment is as near to the sine as its comment says.
func TestSegmentsFollowTheSine(t *testing.T) {
	const eighth = math.Pi / 4
	for from := 0.0; from < 2*math.Pi; from += eighth {
		p0, p3 := math.Sin(from), math.Sin(from+eighth)
		p1, p2 := p0+math.Cos(from)*eighth/3, p3-math.Cos(from+eighth)*eighth/3
		for u := 0.0; u <= 1; u += 0.01 {
			v := 1 - u
			bezier := v*v*v*p0 + 3*v*v*u*p1 + 3*v*u*u*p2 + u*u*u*p3
			assert.InDelta(t, math.Sin(from+eighth*u), bezier, math.Pow(eighth, 4)/384+1e-9)
		}
	}
}

func TestCrossingsLieInTheirColumns(t *testing.T) {
	c := chart(12810, 97, 7, 6)
	for i := range c.Curves {
		for _, k := range c.Curves[i].Cross {
			at := c.Curves[i].crossing(float64(k))
			assert.GreaterOrEqual(t, at, float64(k))
			assert.Less(t, at, float64(k+1))
			assert.InDelta(t, 0, c.Curves[i].at(at), 1e-9)
		}
	}
	root := svgtest.Check(t, Draw(c, Options{}))
	shaded := map[int]bool{}
	for i := range 3 {
		for _, k := range c.Curves[i].Cross {
			shaded[k] = true
		}
	}
	assert.Len(t, root.All("crossing"), len(shaded)+1, "columns of the main curves, and the legend")
	rings := 1
	for _, curve := range c.Curves {
		rings += len(curve.Cross)
	}
	assert.Len(t, root.All("ring"), rings)
}

func TestTheDayIsMarked(t *testing.T) {
	c := chart(12810, 14, 7, 3)
	root := svgtest.Check(t, Draw(c, Options{}))
	require.Len(t, root.All("day"), 1)
	assert.InDelta(t, (left+right)/2, root.All("day")[0].F(t, "x1"), 0.011)
	dots := root.All("dot")
	require.Len(t, dots, 3)
	require.Equal(t, "dot first", dots[2].Attr["class"], "the first on top")
	assert.InDelta(t, middle-0.9977*(middle-top-12), dots[2].F(t, "cy"), 0.2, "99.77 percent")
	assert.Contains(t, root.Texts(), "18 Jul 2025")
	assert.Len(t, root.All("past"), 1)

	c.Day = c.First.AddDays(-1)
	outside := svgtest.Check(t, Draw(c, Options{}))
	assert.Empty(t, outside.All("day"))
	assert.Empty(t, outside.All("past"))
	assert.NotContains(t, outside.Texts(), "PHASE", "there is no day to stand on")
}

func TestPatternsTellCurvesApartWithoutColours(t *testing.T) {
	root := svgtest.Check(t, Draw(chart(12810, 14, 7, 6), Options{}))
	seen := map[string]bool{}
	for _, n := range root.All("legend")[0].All("curve") {
		seen[n.Attr["stroke-dasharray"]] = true
	}
	assert.Len(t, seen, 6)
}

func TestCriticalDaysAreListed(t *testing.T) {
	root := svgtest.Check(t, Draw(chart(12810, 14, 7, 3), Options{}))
	all := strings.Join(root.Texts(), "|")
	for _, day := range []string{"11 Jul cycle 28", "12 Jul cycle 23", "21 Jul cycle 33", "23 Jul cycle 23"} {
		assert.Contains(t, all, day)
	}
	assert.Contains(t, strings.Join(svgtest.Check(t, Draw(chart(21245, 14, 7, 3), Options{})).Texts(), "|"), "21 Aug cycle 23 + cycle 28 + cycle 33")
	assert.Contains(t, svgtest.Check(t, Draw(chart(12815, 3, 0, 3), Options{})).Texts(), "No main cycle crosses its middle line on these days.")
}

func TestFlowCountsWhatDoesNotFit(t *testing.T) {
	parts := []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	for width := 160.0; width < 700; width += 20 {
		lines := flow(parts, 12, width, 2)
		require.LessOrEqual(t, len(lines), 2)
		shown := 0
		for _, line := range lines {
			assert.LessOrEqual(t, svg.TextWidth(line, 12), width)
			for _, part := range strings.Split(line, "  ·  ") {
				if more, ok := strings.CutPrefix(part, "and "); ok {
					n, err := strconv.Atoi(strings.TrimSuffix(more, " more"))
					require.NoError(t, err)
					shown += n
				} else {
					shown++
				}
			}
		}
		assert.Equal(t, len(parts), shown, "nothing is lost at %v: %q", width, lines)
	}
}

func TestDescriptionSaysWhatTheDrawingShows(t *testing.T) {
	root := svgtest.Check(t, Draw(chart(12810, 14, 7, 4), Options{}))
	assert.Equal(t, "Biorhythm: cycles from 11 Jul 2025, 14 days", root.Title())
	for _, part := range []string{"born 15 Jun 1990.", "On 18 Jul 2025: Cycle 23 +13 percent, rising; ", "Critical days: 11 Jul 2025 Cycle 28; "} {
		assert.Contains(t, root.Desc(), part)
	}
}

func TestHostileTexts(t *testing.T) {
	evil := `</text><script>alert("1")</script>&x;` + "\x00\xff"
	c := chart(12810, 14, 7, 3)
	c.Name, c.Born, c.Note, c.Curves[0].Name, c.Curves[1].Phase = evil, evil, evil, evil, evil
	c.Facts[0] = sheet.Fact{Label: evil, Value: evil}
	svgtest.Check(t, Draw(c, Options{ID: evil}))
}

func TestSameChartSameBytes(t *testing.T) {
	c := chart(12810, 97, 7, 6)
	first := Draw(c, Options{})
	assert.Equal(t, first, Draw(c, Options{}))
	assert.Equal(t, chart(12810, 97, 7, 6), c, "drawing leaves its input alone")
	assert.Less(t, len(first), 48<<10)
}

func TestContrast(t *testing.T) {
	all := map[string]svg.Color{}
	for _, c := range append(append([]svg.Color{}, sheet.Colors...), colors...) {
		all[c.Name] = c
	}
	least := func(front, back string, least float64) {
		f, b := all[front], all[back]
		assert.GreaterOrEqual(t, svgtest.Contrast(t, f.Light, b.Light), least, "%s on %s in light", front, back)
		assert.GreaterOrEqual(t, svgtest.Contrast(t, f.Dark, b.Dark), least, "%s on %s in dark", front, back)
	}
	for _, s := range styles {
		for _, back := range []string{"open", "paper", "surface", "shade"} {
			least(s.name, back, 3)
		}
	}
	least("accent", "surface", 3)
}

func BenchmarkDraw(b *testing.B) {
	c := chart(12810, 14, 7, 3)
	b.ReportAllocs()
	for b.Loop() {
		Draw(c, Options{})
	}
}
