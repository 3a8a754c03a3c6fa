package biofield

import (
	"reflect"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/drawing/panel"
)

// ranges of the bars, of metrics that do not go from 0 to 1.
var ranges = map[string][2]float64{
	"body_symmetry": {-1, 1}, "color_symmetry": {-1, 1}, "color_correlation": {-1, 1}, "fractal_dimension": {0, 2}, "dfa_analysis": {0, 2},
	"correlation_dimension": {0, 3}, "color_entropy": {0, 3}, "dominant_wavelength": {380, 700},
}

// picture draws the statistics as SVG.
func (p *reader) picture() string {
	metrics, color, composites := p.result.Metrics, p.result.Color, p.result.Composites // copies, lest the result moves to the heap
	return panel.Draw(panel.Chart{
		Title: "Statistics of an image", Below: p.below(), Series: p.series, SeriesName: "Mean intensity of the frames",
		Note:  "Statistics of an image, no measurement of a person. A dash: not computable from the data.",
		Left:  []panel.Group{group("Form and course", rows().metrics, &metrics)},
		Right: []panel.Group{group("Colour", rows().color, &color), group("Scores (conventions)", rows().composites, &composites)},
	}, panel.Options{})
}

// row is a number of a struct: its field, and how it is drawn.
type row struct {
	field       int
	name        string
	least, most float64 // range of the bar
}

// rows are those of each struct, under the names that the numbers have in the result. Reading tags is
// slow, so they are read once.
var rows = sync.OnceValue(func() *struct{ metrics, color, composites []row } {
	return &struct{ metrics, color, composites []row }{
		rowsOf(reflect.TypeFor[Metrics]()), rowsOf(reflect.TypeFor[Color]()), rowsOf(reflect.TypeFor[Composites]()),
	}
})

func rowsOf(t reflect.Type) (list []row) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type != reflect.TypeFor[*float64]() {
			continue
		}
		name := f.Tag.Get("json")
		r := row{i, strings.ReplaceAll(name, "_", " "), 0, 1}
		if limits, ok := ranges[name]; ok {
			r.least, r.most = limits[0], limits[1]
		}
		list = append(list, r)
	}
	return list
}

// group draws the numbers of the struct that values points to.
func group(title string, rows []row, values any) panel.Group {
	g := panel.Group{Title: title, Rows: make([]panel.Row, len(rows))}
	bars := make([]float64, len(rows))
	v := reflect.ValueOf(values).Elem()
	for i := range rows {
		r, drawn := &rows[i], &g.Rows[i]
		drawn.Name, drawn.Value = r.name, "–"
		if x := v.Field(r.field).Interface().(*float64); x != nil {
			var b [24]byte
			drawn.Value = string(decimal.AppendRounded(b[:0], *x, 3))
			bars[i] = (*x - r.least) / (r.most - r.least)
			drawn.Bar = &bars[i]
		}
	}
	return g
}

// below says what was measured.
func (p *reader) below() string {
	text := "Statistics sent by the client"
	if img := p.in.image; img != nil {
		text = itoa(img.width) + " × " + itoa(img.height) + " pixels"
	} else if p.in.Statistics == nil {
		text = "A series of intensities"
	}
	if n := len(p.series); n > 0 {
		text += ", " + itoa(n) + " frames"
	}
	return text
}
