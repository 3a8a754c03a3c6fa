package glyph_test

import (
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

var bodies = []string{"sun", "moon", "mercury", "venus", "earth", "mars", "jupiter", "saturn", "uranus",
	"neptune", "pluto", "chiron", "north_node", "south_node", "lilith"}

var number = regexp.MustCompile(`-?\d+(\.\d+)?`)

func TestGlyphsAreDistinctAndInTheirSquare(t *testing.T) {
	seen := map[string]string{}
	check := func(name, path string) {
		require.NotEmpty(t, path, name)
		assert.Empty(t, seen[path], "%s looks like another", name)
		seen[path] = name
		for _, n := range number.FindAllString(path, -1) {
			v, err := strconv.ParseFloat(n, 64)
			require.NoError(t, err)
			assert.True(t, v >= -11 && v <= 11, "%s leaves its square: %v", name, v)
		}
	}
	for _, b := range bodies {
		check(b, glyph.Body(b))
	}
	for i := range 12 {
		check(glyph.SignName(i), glyph.Sign(i))
	}
	assert.Len(t, seen, len(bodies)+12)
}

func TestNames(t *testing.T) {
	for _, name := range []string{"North Node", "NORTH_NODE", "north_node", " north node "} {
		assert.Equal(t, "north_node", glyph.Key(name))
		assert.Equal(t, "North Node", glyph.Name(name))
		assert.NotEmpty(t, glyph.Body(name))
	}
	assert.Equal(t, glyph.Body("north_node"), glyph.Body("Rahu"))
	assert.Equal(t, glyph.Body("south_node"), glyph.Body("Ketu"))
	assert.Equal(t, "", glyph.Name(""))
	assert.Equal(t, "Éris", glyph.Name("éris"))
	assert.Equal(t, "Aries", glyph.SignName(0))
	assert.Equal(t, "Pisces", glyph.SignName(-1))
	assert.Equal(t, glyph.Sign(1), glyph.Sign(13))
}

func TestBodyWithoutGlyphIsWrittenInLetters(t *testing.T) {
	d := svg.New(svg.Head{Title: "t", Desc: "d", Width: 800, Height: 100, Style: &svg.Style{Colors: []svg.Color{{Name: "ink", Light: "#000000", Dark: "#ffffff"}}}})
	glyph.DrawBody(d, "eris", 20, 20, 20, "")
	glyph.DrawBody(d, "sun", 50, 20, 20, "big")
	root := svgtest.Check(t, d.String())
	assert.Equal(t, []string{"Er"}, root.Texts())
	require.Len(t, root.All("glyph"), 1)
	assert.Equal(t, "glyph big", root.All("glyph")[0].Attr["class"])
}
