package palaces

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func number(x float64) *float64 { return &x }

func full() Map {
	m := Map{Below: "480 landmarks", Note: "Cultural content"}
	for i := range 12 {
		m.Palaces = append(m.Palaces, Palace{
			Name: "Palace of many companions", Region: "outer corners of the eyes",
			Score: number(float64(i) / 11), Emphasis: []string{"slight", "even", "marked"}[i/4],
		})
	}
	for i, e := range []string{"wood", "fire", "earth", "metal", "water"} {
		m.Shares = append(m.Shares, Share{e, number(10 * float64(i))})
	}
	return m
}

func TestDrawingIsProper(t *testing.T) {
	hostile := full()
	hostile.Below, hostile.Note = strings.Repeat("<b>&\"", 90), strings.Repeat("x", 500)
	hostile.Palaces[3].Name = strings.Repeat("Palace & more ", 30)
	unmeasured := full()
	for i := range unmeasured.Palaces {
		unmeasured.Palaces[i].Score = nil
	}
	unmeasured.Shares[2].Percent = nil
	for name, m := range map[string]Map{"full": full(), "hostile": hostile, "unmeasured": unmeasured, "empty": {}} {
		t.Run(name, func(t *testing.T) { svgtest.Check(t, Draw(m, Options{})) })
	}
}

func TestTextsDoNotOverlap(t *testing.T) {
	root := svgtest.Check(t, Draw(full(), Options{}))
	boxes := svgtest.Texts(t, root)
	for i, a := range boxes {
		for _, b := range boxes[i+1:] {
			assert.False(t, a.Overlaps(b), "%q and %q", a.Text, b.Text)
		}
	}
}

func TestMarksShowTheirScores(t *testing.T) {
	root := svgtest.Parse(t, Draw(full(), Options{}))
	assert.Len(t, root.All("palace"), 12)
	dots := root.All("dot")
	assert.Len(t, dots, 12)
	assert.Less(t, dots[0].F(t, "cx"), dots[5].F(t, "cx"), "a higher score lies further to the right")
	assert.Contains(t, root.Desc(), "wood 0.0%")
	tall, low := root.All("bar-water")[0], root.All("bar-fire")[0]
	assert.InDelta(t, 4*low.F(t, "height"), tall.F(t, "height"), 0.1)
	assert.Equal(t, Draw(full(), Options{}), Draw(full(), Options{}))
}

func TestColoursStandOut(t *testing.T) {
	for _, c := range colors {
		for _, ground := range sheet.Colors {
			if ground.Name == "paper" {
				assert.GreaterOrEqual(t, svgtest.Contrast(t, c.Light, ground.Light), 3.0, c.Name)
				assert.GreaterOrEqual(t, svgtest.Contrast(t, c.Dark, ground.Dark), 3.0, c.Name)
			}
		}
	}
}

func TestLegendsFollowTheNames(t *testing.T) {
	first, other := full(), full()
	other.Palaces[0].Name, other.Palaces[1].Region = "Another palace", "elsewhere"
	drawn := Draw(first, Options{})
	assert.Contains(t, Draw(other, Options{}), ">Another palace<")
	assert.Contains(t, Draw(other, Options{}), ">elsewhere<")
	assert.Equal(t, drawn, Draw(first, Options{}))

	other.Palaces[0].Name = "One line"
	tracks := func(m Map) string { return svgtest.Parse(t, Draw(m, Options{})).All("tracks")[0].Attr["d"] }
	usual := tracks(first)
	assert.NotEqual(t, usual, tracks(other), "what its score lies on is further up")
	assert.Equal(t, usual, tracks(first))
}
