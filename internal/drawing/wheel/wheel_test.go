package wheel

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

func ptr(v float64) *float64 { return &v }

// millennium has the positions of 2000-01-01T12:00Z in the specification, 3.15, with equal
// houses from its ascendant.
func millennium() Chart {
	c := Chart{
		Name: "Noon", Born: "1 January 2000, 12:00 UTC", System: "Tropical zodiac · equal houses",
		Bodies: []Body{
			{"sun", 280.3689, false}, {"moon", 223.3238, false}, {"mercury", 271.8893, false},
			{"venus", 241.5658, false}, {"mars", 327.9633, false}, {"jupiter", 25.2531, false},
			{"saturn", 40.3957, true}, {"uranus", 314.8092, false}, {"neptune", 303.1930, false},
			{"pluto", 251.4548, false}, {"north_node", 123.9540, true},
		},
		Aspects: []Aspect{
			{"sun", "saturn", "trine", 0.03}, {"moon", "uranus", "square", 1.5}, {"SUN", "Mercury", "Conjunction", 8},
			{"moon", "saturn", "opposition", 2.9}, {"moon", "nobody", "square", 1}, {"sun", "moon", "quintile", -1},
		},
		Ascendant: ptr(24.2662), Midheaven: ptr(279.6111), Note: "Ephemeris within 1″",
	}
	for i := range 12 {
		c.Cusps = append(c.Cusps, norm(24.2662+30*float64(i)))
	}
	return c
}

// crowd has n bodies within a degree of a longitude.
func crowd(n int, longitude float64) Chart {
	c := Chart{Ascendant: ptr(11), Midheaven: ptr(280)}
	for i := range n {
		c.Bodies = append(c.Bodies, Body{Name: "body" + strconv.Itoa(i), Longitude: longitude + float64(i)/float64(n), Retrograde: true})
	}
	return c
}

func TestEveryChartIsAProperDrawing(t *testing.T) {
	long := strings.Repeat("A name that does not end ", 20)
	wordy := millennium()
	wordy.Name, wordy.Born, wordy.System, wordy.Note, wordy.Bodies[0].Name = long, long, long, long, long
	timeless := millennium()
	timeless.Cusps, timeless.Ascendant, timeless.Midheaven = nil, nil, nil
	broken := crowd(300, math.Inf(1))
	broken.Cusps, broken.Ascendant = []float64{math.NaN(), 2, 3}, ptr(math.NaN())
	polar := millennium()
	polar.Midheaven = ptr(25)
	narrow := millennium()
	narrow.Cusps = []float64{0, 1, 2, 3, 4, 5, 180, 181, 182, 183, 184, 185}
	for name, chart := range map[string]Chart{
		"empty": {}, "millennium": millennium(), "wordy": wordy, "timeless": timeless, "broken": broken, "polar": polar, "narrow": narrow,
	} {
		t.Run(name, func(t *testing.T) {
			root := svgtest.Check(t, Draw(chart, Options{}))
			svgtest.NoOverlap(t, root)
			assert.Len(t, root.All("sign"), 12)
		})
	}
}

// A crowd is legible wherever on the wheel it gathers: no text on a text, no text on a glyph.
func TestCrowdsAreLegible(t *testing.T) {
	names := []string{"sun", "moon", "mercury", "venus", "mars", "jupiter", "saturn", "uranus", "neptune", "pluto", "chiron", "north_node"}
	for longitude := 0.0; longitude < 360; longitude += 15 {
		c := crowd(len(names), longitude)
		for i, n := range names {
			c.Bodies[i].Name = n
		}
		root := svgtest.Check(t, Draw(c, Options{}))
		svgtest.NoOverlap(t, root)
		var glyphs []svgtest.Box
		for _, g := range root.All("body") {
			for _, n := range g.All("glyph") {
				var x, y float64
				at, _, _ := strings.Cut(strings.TrimPrefix(n.Attr["transform"], "translate("), ")")
				fields := strings.Fields(at)
				require.Len(t, fields, 2)
				x, _ = strconv.ParseFloat(fields[0], 64)
				y, _ = strconv.ParseFloat(fields[1], 64)
				const half = 8.0 // what a glyph of 22 fills with ink
				glyphs = append(glyphs, svgtest.Box{Text: g.Title(), Left: x - half, Right: x + half, Top: y - half, Bottom: y + half})
			}
		}
		require.Len(t, glyphs, 2*len(names), "glyph and halo")
		for i, g := range glyphs {
			for _, text := range svgtest.Texts(t, root) {
				assert.False(t, g.Overlaps(text), "%s lies on %q", g.Text, text.Text)
			}
			for k, other := range glyphs[:i] {
				if k/2 != i/2 {
					assert.False(t, g.Overlaps(other), "%s and %s", g.Text, other.Text)
				}
			}
		}
	}
}

func TestHousesAndAxesOnlyWhenGiven(t *testing.T) {
	full := svgtest.Check(t, Draw(millennium(), Options{}))
	assert.Len(t, full.All("cusp"), 12)
	assert.Len(t, full.All("axis"), 2)
	for _, label := range []string{"AC", "DC", "MC", "IC", "Ascendant", "Midheaven", "house 9"} {
		assert.Contains(t, full.Texts(), label)
	}
	c := millennium()
	c.Cusps, c.Ascendant, c.Midheaven = c.Cusps[:11], nil, nil
	bare := svgtest.Check(t, Draw(c, Options{}))
	assert.Empty(t, bare.All("cusp"))
	assert.Empty(t, bare.All("axis"))
	assert.NotContains(t, bare.Texts(), "AC")
	assert.NotContains(t, bare.Desc(), ", house")
}

// The ascendant lies on the left and longitudes grow counter-clockwise: a quarter later is
// the lower end. Without one, 0° Aries lies on the left.
func TestOrientation(t *testing.T) {
	d := drawing{turn: 24.2662}
	for longitude, want := range map[float64][2]float64{
		24.2662: {centerX - 100, centerY}, 114.2662: {centerX, centerY + 100},
		204.2662: {centerX + 100, centerY}, 294.2662: {centerX, centerY - 100},
	} {
		x, y := d.at(longitude, 100)
		assert.InDelta(t, want[0], x, 1e-9)
		assert.InDelta(t, want[1], y, 1e-9)
	}
	tip := svgtest.Check(t, Draw(Chart{Bodies: []Body{{"sun", 0, false}}}, Options{})).All("tip")
	require.Len(t, tip, 1)
	assert.Equal(t, svg.Num(centerX-zodiacInner), tip[0].Attr["cx"])
	assert.Equal(t, svg.Num(centerY), tip[0].Attr["cy"])
}

func TestAspectsOfKnownBodiesAreDrawn(t *testing.T) {
	root := svgtest.Check(t, Draw(millennium(), Options{}))
	group := root.All("aspects")[0]
	assert.Len(t, group.All("aspect"), 5, "nobody has no aspect")
	for _, kind := range []string{"trine", "square", "conjunction", "opposition", "other"} {
		assert.Len(t, group.All(kind), 1, kind)
	}
	assert.Empty(t, group.All("sextile"))
	legend := root.All("legend")[0].Texts()
	assert.Equal(t, []string{"conjunction", "square", "trine", "opposition"}, legend)
	trine, opposition := group.All("trine")[0], group.All("opposition")[0]
	assert.Greater(t, trine.F(t, "stroke-width"), opposition.F(t, "stroke-width"), "closer is heavier")
	assert.Contains(t, root.Desc(), "Sun trine Saturn, orb 0°")
	assert.Contains(t, root.Desc(), "Moon square Uranus, orb 1.5°")
}

func TestTableAndDescription(t *testing.T) {
	root := svgtest.Check(t, Draw(millennium(), Options{}))
	assert.Equal(t, "Astrological chart wheel of Noon", root.Title())
	for _, part := range []string{"Sun 10° 22′ Capricorn, house 9", "Saturn 10° 23′ Taurus, retrograde, house 1",
		"Ascendant 24° 15′ Aries", "Midheaven 9° 36′ Capricorn"} {
		assert.Contains(t, root.Desc(), part)
	}
	texts := root.All("positions")[0].Texts()
	for _, part := range []string{"Sun", "10° 22′", "Capricorn", "North Node", "R"} {
		assert.Contains(t, texts, part)
	}
}

func TestPositionsAreCutNotRounded(t *testing.T) {
	assert.Equal(t, "29° 59′ Pisces", position(359.9999))
	assert.Equal(t, "0° 00′ Aries", position(360))
	assert.Equal(t, "0° 00′ Taurus", position(30))
	assert.Equal(t, "29° 59′ Pisces", position(-0.001))
}

func TestHouseOfALongitude(t *testing.T) {
	d := drawing{houses: true, chart: Chart{Cusps: []float64{350, 20, 50, 80, 110, 140, 170, 200, 230, 260, 290, 320}}}
	for longitude, house := range map[float64]int{350: 1, 0: 1, 19.9: 1, 20: 2, 349.9: 12, 170: 7} {
		assert.Equal(t, house, d.house(longitude), "%v", longitude)
	}
}

func TestHostileTexts(t *testing.T) {
	evil := `</text><script>alert("1")</script>&x;` + "\x00\xff"
	c := millennium()
	c.Name, c.Born, c.System, c.Note = evil, evil, evil, evil
	c.Bodies[0].Name, c.Aspects[0].A, c.Aspects[0].Kind = evil, evil, evil
	svgtest.Check(t, Draw(c, Options{ID: evil}))
}

func TestSameChartSameBytes(t *testing.T) {
	c := millennium()
	c.Bodies[0].Longitude = 640
	first := Draw(c, Options{})
	assert.Equal(t, first, Draw(c, Options{}))
	assert.Equal(t, 640.0, c.Bodies[0].Longitude, "drawing leaves its input alone")
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
	for _, e := range elements {
		check("ink", e, 4.5)
	}
	for _, k := range kinds {
		check(k.name, "open", 3)
		check(k.name, "paper", 3)
	}
}

func BenchmarkDraw(b *testing.B) {
	c := millennium()
	b.ReportAllocs()
	for b.Loop() {
		Draw(c, Options{})
	}
}
