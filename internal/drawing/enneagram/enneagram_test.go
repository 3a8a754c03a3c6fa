package enneagram

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

var names = [9]string{"Reformer", "Helper", "Achiever", "Individualist", "Investigator", "Loyalist", "Enthusiast", "Challenger", "Peacemaker"}

// sample has all nine names, scores that grow with the number, and one type.
func sample(number int) Symbol {
	s := Symbol{
		Heading: "Type " + strconv.Itoa(number), Keywords: []string{"warm", "exact"}, Type: number, Wings: []int{number%9 + 1}, Arrows: true,
		Facts: [4][2]string{{"CENTER", "head"}, {"WING", "5w4"}, {"LEADING INSTINCT", "one-to-one"}, {"CONFIDENCE", "100%"}},
		Note:  "small print",
	}
	for i, name := range names {
		s.Points[i] = Point{name, float64(i+1) / 9, true}
	}
	return s
}

func bare(s Symbol) Symbol {
	for i := range s.Points {
		s.Points[i].Scored = false
	}
	return s
}

func TestEverySymbolIsAProperDrawing(t *testing.T) {
	long := strings.Repeat("A name that does not end ", 20)
	wordy := sample(4)
	wordy.Heading, wordy.Note, wordy.Keywords = long, long, []string{long, long}
	for i := range wordy.Points {
		wordy.Points[i].Name = long
	}
	for i := range wordy.Facts {
		wordy.Facts[i] = [2]string{"LABEL", long}
	}
	broken := sample(99)
	broken.Wings = []int{-1, 0, 500}
	for i, score := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -3, 7, 0, 1} {
		broken.Points[i].Score = score
	}
	symbols := map[string]Symbol{"empty": {}, "wordy": wordy, "wordy without scores": bare(wordy), "broken": broken}
	for n := 1; n <= 9; n++ {
		symbols["type "+strconv.Itoa(n)] = sample(n)
		symbols["without scores "+strconv.Itoa(n)] = bare(sample(n))
	}
	for name, s := range symbols {
		t.Run(name, func(t *testing.T) {
			root := svgtest.Check(t, Draw(s, Options{}))
			svgtest.NoOverlap(t, root)
			assert.Len(t, root.All("point"), 9)
			assert.Len(t, root.All("figure"), 2)
		})
	}
}

func TestHighlights(t *testing.T) {
	root := svgtest.Check(t, Draw(sample(5), Options{}))
	assert.Len(t, root.All("type"), 1)
	assert.Len(t, root.All("halo"), 2, "type and wing")
	assert.Len(t, root.All("ray"), 9)
	assert.Equal(t, "Enneagram: Type 5", root.Title())
	for _, part := range []string{"Highlighted: 5, with arrows to 8 (growth) and 7 (strain).", "6 Loyalist, 67%, wing", "9 Peacemaker, 100%"} {
		assert.Contains(t, root.Desc(), part)
	}

	plain := bare(sample(5))
	plain.Arrows, plain.Wings = false, nil
	root = svgtest.Check(t, Draw(plain, Options{}))
	assert.Empty(t, root.All("arrow"))
	assert.Empty(t, root.All("ray"))
	assert.Len(t, root.All("halo"), 1)
	assert.NotContains(t, root.Texts(), "under strain")
	assert.NotContains(t, root.Desc(), "arrows")
}

// The growth arrow ends at the point it names and the strain arrow leads the other way.
func TestArrowsEndAtTheirPoints(t *testing.T) {
	for n := 1; n <= 9; n++ {
		assert.Equal(t, n, integration[strain(n)])
		root := svgtest.Check(t, Draw(sample(n), Options{}))
		arrows := root.All("arrow")
		require.Len(t, arrows, 2)
		assert.Equal(t, "Growth: towards "+strconv.Itoa(integration[n]), arrows[0].Title())
		assert.Equal(t, "Strain: towards "+strconv.Itoa(strain(n)), arrows[1].Title())
		for i, target := range []int{integration[n], strain(n)} {
			shaft := arrows[i].All([]string{"growth", "strain"}[i])[0]
			fields := strings.FieldsFunc(shaft.Attr["d"], func(r rune) bool { return strings.ContainsRune("ML ", r) })
			require.Len(t, fields, 4)
			x, _ := strconv.ParseFloat(fields[2], 64)
			y, _ := strconv.ParseFloat(fields[3], 64)
			tx, ty := at(target, ringScored)
			assert.Less(t, math.Hypot(x-tx, y-ty), disc+15.0, "%d to %d", n, target)
		}
	}
}

// Nine is at the top and the numbers run clockwise.
func TestOrientation(t *testing.T) {
	x, y := at(9, 100)
	assert.InDelta(t, centerX, x, 1e-9)
	assert.InDelta(t, centerY-100, y, 1e-9)
	x, _ = at(1, 100)
	assert.Greater(t, x, float64(centerX))
	x, y = at(3, 100)
	assert.InDelta(t, centerX+100*math.Sqrt(3)/2, x, 1e-9)
	assert.InDelta(t, centerY+50, y, 1e-9)
}

func TestHostileTexts(t *testing.T) {
	evil := `</text><script>alert("1")</script>&x;` + "\x00\xff"
	s := sample(1)
	s.Heading, s.Note, s.Points[2].Name, s.Facts[1] = evil, evil, evil, [2]string{evil, evil}
	s.Keywords = []string{evil}
	svgtest.Check(t, Draw(s, Options{ID: evil}))
}

func TestSameSymbolSameBytes(t *testing.T) {
	s := sample(3)
	assert.Equal(t, Draw(s, Options{}), Draw(s, Options{}))
}

func TestContrast(t *testing.T) {
	all := map[string]svg.Color{}
	for _, c := range append(append([]svg.Color{}, sheet.Colors...), colors...) {
		all[c.Name] = c
	}
	check := func(front, back string, least float64) {
		f, b := all[front], all[back]
		assert.GreaterOrEqual(t, svgtest.Contrast(t, f.Light, b.Light), least, "%s on %s in light", front, back)
		assert.GreaterOrEqual(t, svgtest.Contrast(t, f.Dark, b.Dark), least, "%s on %s in dark", front, back)
	}
	for _, c := range colors {
		check("paper", c.Name, 4.5) // the number of the type on its disc
		check(c.Name, "line", 3)    // a ray on its track
	}
	check("accent", "open", 3)
}

func BenchmarkDraw(b *testing.B) {
	s := sample(5)
	b.ReportAllocs()
	for b.Loop() {
		Draw(s, Options{})
	}
}
