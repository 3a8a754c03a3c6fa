package raga

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

var names = [12]string{"Sa", "re", "Re", "ga", "Ga", "ma", "Ma", "Pa", "dha", "Dha", "ni", "Ni"}

// bhimpalasi goes up by five notes and down by seven.
func bhimpalasi() Chart {
	c := Chart{
		Name: "Raga Bhimpalasi", Below: "A raga of the afternoon",
		Phrase: []int{5, 3, 0, 5, 10, 12, 10, 9, 5, 3, 2, 0}, PhraseNames: strings.Fields("ma ga Sa ma ni Sa' ni Dha ma ga Re Sa"),
		Beats: strings.Fields("Dha Ge Na Ti Na Ka Dhi Na"), Accents: []int{3, 2, 1, 1, 1, 1, 2, 1},
		Facts: []sheet.Fact{{Label: "SA", Value: "246.4 Hz"}},
	}
	for i := range c.Notes {
		c.Notes[i] = Note{Name: names[i], Up: slices.Contains([]int{0, 3, 5, 7, 10}, i), Down: slices.Contains([]int{0, 2, 3, 5, 7, 9, 10}, i), Strong: i == 5 || i == 0}
	}
	return c
}

func TestEveryChartIsAProperDrawing(t *testing.T) {
	long := strings.Repeat("A name that does not end ", 20)
	wordy := bhimpalasi()
	wordy.Name, wordy.Below, wordy.Notes[3].Name, wordy.Notes[1].Name, wordy.PhraseNames[2], wordy.Beats[1] = long, long, long, long, long, long
	crowded := bhimpalasi()
	for i := range 40 {
		crowded.Phrase = append(crowded.Phrase, i-20)
		crowded.PhraseNames = append(crowded.PhraseNames, ".dha")
		crowded.Beats = append(crowded.Beats, "DhaTirakita")
		crowded.Accents = append(crowded.Accents, i-10)
	}
	single := Chart{Phrase: []int{7}, PhraseNames: []string{"Pa"}}
	for name, c := range map[string]Chart{"empty": {}, "bhimpalasi": bhimpalasi(), "wordy": wordy, "crowded": crowded, "single": single} {
		t.Run(name, func(t *testing.T) {
			root := svgtest.Check(t, Draw(c, Options{}))
			svgtest.NoOverlap(t, root)
		})
	}
}

func TestNotesAreMarked(t *testing.T) {
	root := svgtest.Check(t, Draw(bhimpalasi(), Options{}))
	notes := root.All("notes")[0]
	assert.Len(t, notes.All("spare"), 5)
	assert.Len(t, notes.All("disc"), 5)
	assert.Len(t, notes.All("strong"), 2)
	assert.Len(t, notes.All("tip"), 2, "Re and Dha are used going down only")
	assert.Empty(t, filter(notes.All("tip"), "up"))
	assert.Len(t, notes.All("web"), 4, "two figures and their legend")

	same := bhimpalasi()
	for i := range same.Notes {
		same.Notes[i].Down = same.Notes[i].Up
	}
	notes = svgtest.Check(t, Draw(same, Options{})).All("notes")[0]
	assert.Empty(t, notes.All("tip"))
	assert.Len(t, notes.All("web"), 1)
}

func filter(nodes []*svgtest.Node, class string) []*svgtest.Node {
	var kept []*svgtest.Node
	for _, n := range nodes {
		if strings.Contains(" "+n.Attr["class"]+" ", " "+class+" ") {
			kept = append(kept, n)
		}
	}
	return kept
}

func TestContourFollowsThePitch(t *testing.T) {
	c := bhimpalasi()
	root := svgtest.Check(t, Draw(c, Options{}))
	dots := root.All("dot")
	require.Len(t, dots, len(c.Phrase))
	for i := 1; i < len(dots); i++ {
		assert.Greater(t, dots[i].F(t, "cx"), dots[i-1].F(t, "cx"))
		assert.Equal(t, c.Phrase[i] > c.Phrase[i-1], dots[i].F(t, "cy") < dots[i-1].F(t, "cy"), "higher is up")
	}
}

func TestBeats(t *testing.T) {
	root := svgtest.Check(t, Draw(bhimpalasi(), Options{}))
	assert.Len(t, root.All("box"), 8)
	hits := root.All("hit")
	require.Len(t, hits, 8)
	assert.Greater(t, hits[0].F(t, "height"), hits[1].F(t, "height"))
	assert.Greater(t, hits[1].F(t, "height"), hits[2].F(t, "height"))
	rests := bhimpalasi()
	rests.Accents[3] = 0
	assert.Len(t, svgtest.Check(t, Draw(rests, Options{})).All("hit"), 7)
}

func TestDescription(t *testing.T) {
	root := svgtest.Check(t, Draw(bhimpalasi(), Options{}))
	assert.Equal(t, "Raga Bhimpalasi", root.Title())
	assert.Equal(t, "A raga of the afternoon. Notes going up: Sa ga ma Pa ni. Notes going down: Sa Re ga ma Pa Dha ni. "+
		"Dwelt upon: Sa ma. Phrase: ma ga Sa ma ni Sa' ni Dha ma ga Re Sa. Rhythm: Dha Ge Na Ti Na Ka Dhi Na.", root.Desc())
	assert.Equal(t, "No notes.", svgtest.Check(t, Draw(Chart{}, Options{})).Desc())
}

func TestHostileTexts(t *testing.T) {
	evil := `</text><script>alert("1")</script>&x;` + "\x00\xff"
	c := bhimpalasi()
	c.Name, c.Below, c.Notes[0].Name, c.PhraseNames[0], c.Beats[0] = evil, evil, evil, evil, evil
	svgtest.Check(t, Draw(c, Options{ID: evil}))
}

func TestContrast(t *testing.T) {
	all := map[string]svg.Color{}
	for _, c := range append(append([]svg.Color{}, sheet.Colors...), colors...) {
		all[c.Name] = c
	}
	for _, tt := range []struct {
		front, back string
		least       float64
	}{{"ink", "beat", 4.5}, {"paper", "ink", 4.5}, {"up", "paper", 3}, {"down", "paper", 3}} {
		f, b := all[tt.front], all[tt.back]
		assert.GreaterOrEqual(t, svgtest.Contrast(t, f.Light, b.Light), tt.least, "%s on %s in light", tt.front, tt.back)
		assert.GreaterOrEqual(t, svgtest.Contrast(t, f.Dark, b.Dark), tt.least, "%s on %s in dark", tt.front, tt.back)
	}
}

func TestSameChartSameBytes(t *testing.T) {
	c := bhimpalasi()
	assert.Equal(t, Draw(c, Options{}), Draw(c, Options{}))
	assert.Equal(t, bhimpalasi(), c, "drawing leaves its input alone")
}

func BenchmarkDraw(b *testing.B) {
	c := bhimpalasi()
	b.ReportAllocs()
	for b.Loop() {
		Draw(c, Options{})
	}
}
