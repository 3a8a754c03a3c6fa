package bodygraph

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

var bodies = []string{"sun", "earth", "north_node", "south_node", "moon", "mercury", "venus",
	"mars", "jupiter", "saturn", "uranus", "neptune", "pluto"}

func side(gates ...int) Side {
	var s Side
	for i, g := range gates {
		s.Activations = append(s.Activations, Activation{Body: bodies[i], Gate: g, Line: 1 + i%6})
	}
	return s
}

// millennium is the chart of 2000-01-01T12:00Z in the specification, shortened to what its
// channels need.
func millennium() Chart {
	return Chart{
		Name: "Noon", Born: "1 January 2000, 12:00 UTC",
		Type: "Manifesting Generator", Profile: "1/4 Investigator / Opportunist", Authority: "Emotional",
		Definition: "Split", Strategy: "Respond, then inform", Cross: "Right Angle Cross of Tension (38/39 | 48/21)",
		Centers: []string{"Throat", "G", "SACRAL", "spleen", "Solar Plexus", "Root"},
		Channels: []Channel{{[2]int{10, 34}, "Exploration"}, {[2]int{13, 33}, "Prodigal"},
			{[2]int{50, 27}, "Preservation"}, {[2]int{41, 30}, "Recognition"}},
		Personality: side(38, 39, 31, 41, 1, 58, 34, 30, 42, 2, 13, 41, 9),
		Design:      side(48, 21, 33, 19, 59, 50, 29, 26, 27, 2, 13, 10, 34),
		Note:        "Ephemeris within 1″",
	}
}

// everything has every gate active, in turn on one side, on the other and on both.
func everything() Chart {
	c := millennium()
	c.Name = strings.Repeat("A name that does not end ", 20)
	c.Born, c.Cross, c.Note = c.Name, c.Name, c.Name
	c.Type, c.Profile, c.Authority, c.Definition, c.Strategy = c.Name, c.Name, c.Name, c.Name, c.Name
	c.Personality.Label, c.Design.Label = c.Name, c.Name
	for g := 1; g <= 64; g++ {
		if g%3 != 0 {
			c.Personality.Gates = append(c.Personality.Gates, g)
		}
		if g%3 != 1 {
			c.Design.Gates = append(c.Design.Gates, g)
		}
	}
	for i := range 40 {
		c.Design.Activations = append(c.Design.Activations, Activation{Body: "body" + strconv.Itoa(i), Gate: 64, Line: 6})
	}
	for pair := range channelCenters {
		c.Channels = append(c.Channels, Channel{Gates: pair, Name: "Channel"})
	}
	for _, ct := range centers {
		c.Centers = append(c.Centers, ct.name)
	}
	return c
}

func TestEveryChartIsAProperDrawing(t *testing.T) {
	for name, chart := range map[string]Chart{
		"empty": {}, "millennium": millennium(), "everything": everything(),
		"reflector": {Type: "Reflector", Personality: side(11, 12), Design: side(46, 25)},
	} {
		t.Run(name, func(t *testing.T) {
			root := svgtest.Check(t, Draw(chart, Options{}))
			svgtest.NoOverlap(t, root)
			assert.Len(t, root.All("gate"), 64)
			assert.Len(t, root.All("center"), 9)
			assert.Len(t, root.All("channel"), 31, "thirty channels and the integration figure")
			for _, n := range append(root.All("gate"), root.All("channel")...) {
				assert.NotEmpty(t, n.Title())
			}
		})
	}
}

func TestWhatIsDefinedIsShown(t *testing.T) {
	root := svgtest.Check(t, Draw(millennium(), Options{}))
	var on []string
	for _, n := range root.All("center") {
		if strings.HasSuffix(n.Attr["class"], " on") {
			on = append(on, strings.Fields(n.Attr["class"])[1])
		}
	}
	assert.Equal(t, []string{"throat", "g", "spleen", "sacral", "solar_plexus", "root"}, on)

	var titles []string
	for _, n := range root.All("defined") {
		titles = append(titles, n.Title())
	}
	assert.ElementsMatch(t, []string{
		"Integration; Channel 10–34 Exploration, defined", "Channel 33–13 Prodigal, defined",
		"Channel 27–50 Preservation, defined", "Channel 30–41 Recognition, defined",
	}, titles)

	arms := map[string]string{}
	for _, n := range root.All("arm") {
		if g := n.Attr["data-gate"]; g != "" {
			arms[g] = n.Attr["class"]
		}
	}
	assert.Len(t, arms, 64)
	assert.Equal(t, "arm p", arms["38"])
	assert.Equal(t, "arm d", arms["48"])
	assert.Equal(t, "arm d", arms["34"], "both sides: design below")
	assert.Equal(t, "arm", arms["64"])
	assert.Len(t, root.All("stripe"), 4, "gates 2, 13 and 34, and the legend")

	var gate34 *svgtest.Node
	for _, n := range root.All("gate") {
		if n.Title() == "Gate 34, Personality and Design" {
			gate34 = n
		}
	}
	require.NotNil(t, gate34)
	assert.Len(t, gate34.All("disc"), 2)
}

func TestEmptyChartDefinesNothing(t *testing.T) {
	root := svgtest.Check(t, Draw(Chart{}, Options{}))
	assert.Empty(t, root.All("defined"))
	for _, n := range root.All("center") {
		assert.NotContains(t, n.Attr["class"], " on")
	}
	assert.Contains(t, root.Desc(), "Defined centers: none.")
	assert.Contains(t, root.Desc(), "Defined channels: none.")
}

func TestDescriptionSaysWhatTheDrawingShows(t *testing.T) {
	root := svgtest.Check(t, Draw(millennium(), Options{}))
	assert.Equal(t, "Human Design bodygraph of Noon", root.Title())
	for _, part := range []string{
		"Type Manifesting Generator.", "Profile 1/4 Investigator / Opportunist.", "Authority Emotional.",
		"Cross Right Angle Cross of Tension (38/39 | 48/21).", "Open centers: Head, Ajna, Heart.",
		"10–34 Exploration", "Personality: Sun 38.1", "Design: Sun 48.1, Earth 21.2, North Node 33.3",
	} {
		assert.Contains(t, root.Desc(), part)
	}
	assert.Contains(t, root.Texts(), "48.1")
}

func TestSidesCanBeTwoPersons(t *testing.T) {
	c := millennium()
	c.Personality.Label, c.Design.Label = "Ada", "Blaise"
	texts := svgtest.Check(t, Draw(c, Options{})).Texts()
	assert.Contains(t, texts, "Ada")
	assert.Contains(t, texts, "Blaise")
	assert.NotContains(t, texts, "Design")
}

func TestGatesOutsideTheWheelAreIgnored(t *testing.T) {
	c := Chart{Personality: Side{Gates: []int{0, -1, 65, 1 << 40}}, Design: side(99, -4)}
	root := svgtest.Check(t, Draw(c, Options{}))
	for _, n := range root.All("gate") {
		assert.Contains(t, n.Title(), "not active")
	}
}

func TestHostileTexts(t *testing.T) {
	evil := `</text><script>alert("1")</script>&x;` + "\x00\xff"
	c := millennium()
	c.Name, c.Born, c.Type, c.Profile, c.Authority, c.Cross, c.Note = evil, evil, evil, evil, evil, evil, evil
	c.Personality.Label, c.Channels[0].Name, c.Design.Activations[0].Body, c.Centers[0] = evil, evil, evil, evil
	svgtest.Check(t, Draw(c, Options{ID: evil}))
}

func TestSameChartSameBytes(t *testing.T) {
	assert.Equal(t, Draw(millennium(), Options{}), Draw(millennium(), Options{}))
	c := millennium()
	Draw(c, Options{})
	assert.Equal(t, millennium(), c, "drawing leaves its input alone")
}

func TestContrast(t *testing.T) {
	all := map[string]svg.Color{}
	for _, c := range append(append([]svg.Color{}, sheet.Colors...), colors...) {
		all[c.Name] = c
	}
	for _, c := range []struct {
		front, back string
		least       float64
	}{
		{"on", "personality", 4.5}, {"on", "design", 4.5}, {"muted", "open", 4.5}, {"design", "paper", 4.5},
		{"personality", "open", 3}, {"design", "open", 3},
	} {
		front, back := all[c.front], all[c.back]
		assert.GreaterOrEqual(t, svgtest.Contrast(t, front.Light, back.Light), c.least, "%s on %s in light", c.front, c.back)
		assert.GreaterOrEqual(t, svgtest.Contrast(t, front.Dark, back.Dark), c.least, "%s on %s in dark", c.front, c.back)
	}
}

func BenchmarkDraw(b *testing.B) {
	c := millennium()
	b.ReportAllocs()
	for b.Loop() {
		Draw(c, Options{})
	}
}
