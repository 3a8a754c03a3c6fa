package sheet_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func TestContrast(t *testing.T) {
	all := map[string]svg.Color{}
	for _, c := range sheet.Colors {
		all[c.Name] = c
	}
	for _, back := range []string{"paper", "open"} {
		for front, least := range map[string]float64{"ink": 4.5, "muted": 4.5, "edge": 3, "accent": 3} {
			f, b := all[front], all[back]
			assert.GreaterOrEqual(t, svgtest.Contrast(t, f.Light, b.Light), least, "%s on %s in light", front, back)
			assert.GreaterOrEqual(t, svgtest.Contrast(t, f.Dark, b.Dark), least, "%s on %s in dark", front, back)
		}
	}
}

func draw(o sheet.Options, write func(*svg.Doc)) string {
	d := sheet.New(o, sheet.Spec{Name: "sample", Title: "A sheet", Desc: "Nothing on it.", Height: 400, Style: sheet.Style(nil, nil)})
	write(d)
	return d.String()
}

func TestSheet(t *testing.T) {
	root := svgtest.Check(t, draw(sheet.Options{}, func(d *svg.Doc) {
		sheet.Heading(d, "Ada", "of somewhere")
		sheet.Facts(d, 120, sheet.Fact{Label: "ONE", Value: "first"}, sheet.Fact{Label: "NONE"}, sheet.Fact{Label: "TWO", Value: "second"})
		sheet.Note(d, 380, "small print")
	}))
	svgtest.NoOverlap(t, root)
	assert.Equal(t, "0 0 800 400", root.Attr["viewBox"])
	assert.Equal(t, []string{"Ada", "of somewhere", "ONE", "first", "TWO", "second", "small print"}, root.Texts())
	assert.Len(t, root.All("fact"), 2, "a fact without a value leaves no gap")
}

func TestOptions(t *testing.T) {
	root := svgtest.Check(t, draw(sheet.Options{ID: "mine", Theme: svg.Dark}, func(*svg.Doc) {}))
	assert.Equal(t, "mine dark", root.Attr["class"])
	assert.Equal(t, "mine-title mine-desc", root.Attr["aria-labelledby"])
}

func TestLongTextsStayOnTheSheet(t *testing.T) {
	long := strings.Repeat("word ", 200)
	var facts []sheet.Fact
	for range 6 {
		facts = append(facts, sheet.Fact{Label: "LABEL", Value: long})
	}
	root := svgtest.Check(t, draw(sheet.Options{}, func(d *svg.Doc) {
		sheet.Heading(d, long, long)
		sheet.Facts(d, 120, facts...)
		sheet.Note(d, 380, long)
	}))
	svgtest.NoOverlap(t, root)
}

func TestFitSize(t *testing.T) {
	assert.Equal(t, 34.0, sheet.FitSize("short", 34, 20, 700))
	assert.Equal(t, 20.0, sheet.FitSize(strings.Repeat("long ", 50), 34, 20, 700))
	size := sheet.FitSize(strings.Repeat("long ", 10), 34, 10, 500)
	assert.LessOrEqual(t, svg.TextWidth(strings.Repeat("long ", 10), size), 500.0)
	assert.Greater(t, svg.TextWidth(strings.Repeat("long ", 10), size+1), 500.0)
}
