package timeline

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

var birth = time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

// divide splits a span by the shares of the nine lords, beginning with the lord of an index.
func divide(start time.Time, years float64, first, count int) []Period {
	lords := []string{"Ketu", "Venus", "Sun", "Moon", "Mars", "Rahu", "Jupiter", "Saturn", "Mercury"}
	shares := []float64{7, 20, 6, 10, 7, 18, 16, 19, 17}
	var list []Period
	for i := range count {
		k := (first + i) % 9
		end := start.Add(time.Duration(years * shares[k] / 120 * 365.25 * 24 * float64(time.Hour)))
		list = append(list, Period{lords[k], start, end})
		start = end
	}
	return list
}

// millennium has the dashas of 2000-01-01T12:00Z in the specification, 3.4.
func millennium() Chart {
	rahu := birth.Add(-time.Duration(0.96029 * 18 * 365.25 * 24 * float64(time.Hour)))
	c := Chart{
		Name: "Noon", Born: "1 January 2000, 12:00 UTC", Moon: "Moon in Swati, pada 4", Note: "Lahiri",
		Birth: birth, Now: day(2025, 7, 18), Mahadashas: divide(rahu, 120, 5, 10),
	}
	c.Antardashas = divide(c.Mahadashas[2].Start, 19, 7, 9)
	c.Pratyantardashas = divide(c.Antardashas[3].Start, 19.0/6, 1, 9)
	return c
}

func narrow(n int, days int) Chart {
	c := Chart{Birth: birth, Now: birth.AddDate(1, 0, 0)}
	for i := range n {
		start := birth.AddDate(0, 0, days*i)
		c.Mahadashas = append(c.Mahadashas, Period{"Jupiter", start, start.AddDate(0, 0, days)})
	}
	return c
}

func TestEveryChartIsAProperDrawing(t *testing.T) {
	long := strings.Repeat("A name that does not end ", 20)
	wordy := millennium()
	wordy.Name, wordy.Born, wordy.Moon, wordy.Note = long, long, long, long
	for i := range wordy.Mahadashas {
		wordy.Mahadashas[i].Lord = long
	}
	short := millennium()
	short.Horizon = day(2026, 1, 1)
	absurd := millennium()
	absurd.Mahadashas = append(absurd.Mahadashas, Period{"Sun", day(2050, 1, 1), day(1950, 1, 1)}, Period{"Sun", time.Time{}, day(9999, 1, 1)})
	absurd.Birth, absurd.Horizon = time.Time{}, day(9999, 12, 31)
	for name, chart := range map[string]Chart{
		"empty": {}, "millennium": millennium(), "wordy": wordy, "short": short, "absurd": absurd,
		"narrow": narrow(40, 400), "very many": narrow(3000, 12), "days": narrow(30, 1), "one": narrow(1, 20000),
	} {
		t.Run(name, func(t *testing.T) {
			root := svgtest.Check(t, Draw(chart, Options{}))
			svgtest.NoOverlap(t, root)
		})
	}
}

// Properties of the labels at every age: they stay on the sheet and off each other, and those
// inside a bar stay in it.
func TestLabelsAtEveryMoonPosition(t *testing.T) {
	for step := range 40 {
		c := Chart{Birth: birth, Now: birth.AddDate(step, 0, 0)}
		start := birth.AddDate(0, -6*step, 0)
		c.Mahadashas = divide(start, 120, step, 12)
		for _, p := range c.Mahadashas {
			if !c.Now.Before(p.Start) && c.Now.Before(p.End) {
				c.Antardashas = divide(p.Start, p.End.Sub(p.Start).Hours()/24/365.25, step, 9)
			}
		}
		root := svgtest.Check(t, Draw(c, Options{}))
		svgtest.NoOverlap(t, root)
		for _, period := range root.All("period") {
			bar := period.All("bar")[0]
			if len(period.All("leader")) > 0 {
				continue
			}
			for _, b := range svgtest.Texts(t, period) {
				assert.GreaterOrEqual(t, b.Left, bar.F(t, "x"), b.Text)
				assert.LessOrEqual(t, b.Right, bar.F(t, "x")+bar.F(t, "width"), b.Text)
			}
		}
	}
}

func TestBarsTileTheSpan(t *testing.T) {
	root := svgtest.Check(t, Draw(millennium(), Options{}))
	rows := root.All("row")
	require.Len(t, rows, 3)
	for i, count := range []int{10, 9, 9} {
		bars := rows[i].All("bar")
		require.Len(t, bars, count)
		x := left + 0.0
		for _, b := range bars {
			assert.InDelta(t, x, b.F(t, "x"), 0.011, "no gap and no overlap")
			x += b.F(t, "width")
		}
		assert.InDelta(t, right, x, 0.06)
		assert.Len(t, rows[i].All("current"), 1)
	}
	assert.Equal(t, "bar rahu", rows[0].All("bar")[0].Attr["class"])
	assert.Equal(t, "Rahu, 1 Jan 2000 – 18 Sep 2000", rows[0].All("period")[0].Title(), "cut at birth")
}

func TestWidthIsProportionalToTime(t *testing.T) {
	bars := svgtest.Check(t, Draw(millennium(), Options{})).All("row")[0].All("bar")
	assert.InDelta(t, span*19.0/120, bars[2].F(t, "width"), 0.02, "Saturn, 19 of 120 years")
}

func TestNowIsMarked(t *testing.T) {
	c := millennium()
	root := svgtest.Check(t, Draw(c, Options{}))
	assert.Len(t, root.All("now"), 3)
	assert.Contains(t, root.Texts(), "18 Jul 2025, age 25")
	x := root.All("row")[0].All("now")[0].F(t, "x1")
	assert.InDelta(t, left+span*25.54/120, x, 0.1)

	for _, now := range []time.Time{{}, day(1999, 1, 1), day(2130, 1, 1)} {
		c.Now = now
		root := svgtest.Check(t, Draw(c, Options{}))
		assert.Empty(t, root.All("now"))
		assert.Empty(t, root.All("current"))
		assert.NotContains(t, root.Desc(), "current")
	}
}

func TestPresentBelongsToOnePeriodOnABoundary(t *testing.T) {
	c := narrow(3, 1000)
	c.Now = c.Mahadashas[1].Start
	root := svgtest.Check(t, Draw(c, Options{}))
	require.Len(t, root.All("current"), 1)
	assert.Equal(t, 1, strings.Count(root.Desc(), "(current)"))
	assert.InDelta(t, root.All("bar")[1].F(t, "x"), root.All("current")[0].F(t, "x"), 0.011)
}

func TestHorizonCuts(t *testing.T) {
	c := millennium()
	c.Horizon = day(2036, 1, 1)
	bars := svgtest.Check(t, Draw(c, Options{})).All("row")[0].All("period")
	require.Len(t, bars, 4)
	assert.Equal(t, "Mercury, 19 Sep 2035 – 1 Jan 2036", bars[3].Title())
}

func TestAxisCountsBirthdays(t *testing.T) {
	texts := svgtest.Check(t, Draw(millennium(), Options{})).All("row")[0].Texts()
	for _, label := range []string{"0", "2000", "60", "2060", "120", "2120"} {
		assert.Contains(t, texts, label)
	}
	assert.Equal(t, 24, age(birth, birth.AddDate(25, 0, 0).Add(-time.Second)))
	assert.Equal(t, 25, age(birth, birth.AddDate(25, 0, 0)))
	assert.Equal(t, 0, age(birth, birth.AddDate(-3, 0, 0)))
}

func TestDescriptionSaysWhatTheDrawingShows(t *testing.T) {
	root := svgtest.Check(t, Draw(millennium(), Options{}))
	assert.Equal(t, "Vimshottari dasha timeline of Noon", root.Title())
	for _, part := range []string{"Moon in Swati, pada 4.", "Saturn, 18 Sep 2016 – 19 Sep 2035 (current)",
		"Antardashas of Saturn: Saturn, 18 Sep 2016"} {
		assert.Contains(t, root.Desc(), part)
	}
	assert.Equal(t, "Vimshottari dasha timeline", svgtest.Check(t, Draw(Chart{}, Options{})).Title())
}

func TestHostileTexts(t *testing.T) {
	evil := `</text><script>alert("1")</script>&x;` + "\x00\xff"
	c := millennium()
	c.Name, c.Born, c.Moon, c.Note, c.Mahadashas[1].Lord, c.Antardashas[3].Lord = evil, evil, evil, evil, evil, evil
	svgtest.Check(t, Draw(c, Options{ID: evil}))
}

func TestSameChartSameBytes(t *testing.T) {
	c := millennium()
	first := Draw(c, Options{})
	assert.Equal(t, first, Draw(c, Options{}))
	assert.Equal(t, millennium(), c, "drawing leaves its input alone")
}

func TestContrast(t *testing.T) {
	var ink svg.Color
	for _, c := range sheet.Colors {
		if c.Name == "ink" {
			ink = c
		}
	}
	for _, c := range colors {
		worst := math.Min(svgtest.Contrast(t, ink.Light, c.Light), svgtest.Contrast(t, ink.Dark, c.Dark))
		assert.GreaterOrEqual(t, worst, 4.5, "ink on %s", c.Name)
	}
}

func BenchmarkDraw(b *testing.B) {
	c := millennium()
	b.ReportAllocs()
	for b.Loop() {
		Draw(c, Options{})
	}
}
