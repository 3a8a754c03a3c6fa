package biofield

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/panel"
)

// ranges of the bars, of metrics that do not go from 0 to 1.
var ranges = map[string][2]float64{
	"body_symmetry": {-1, 1}, "color_symmetry": {-1, 1}, "color_correlation": {-1, 1}, "fractal_dimension": {0, 2}, "dfa_analysis": {0, 2},
	"correlation_dimension": {0, 3}, "color_entropy": {0, 3}, "dominant_wavelength": {380, 700},
}

// picture draws the statistics as SVG.
func (p *reader) picture() string {
	return string(panel.Draw(panel.Chart{
		Title: "Statistics of an image", Below: p.below(), Series: p.series, SeriesName: "Mean intensity of the frames",
		Note:  "Statistics of an image, no measurement of a person. A dash: not computable from the data.",
		Left:  []panel.Group{group("Form and course", p.result.Metrics)},
		Right: []panel.Group{group("Colour", p.result.Color), group("Scores (conventions)", p.result.Composites)},
	}, panel.Options{}))
}

// group draws the numbers of a struct under the names that they have in the result.
func group(title string, values any) panel.Group {
	g := panel.Group{Title: title}
	v := reflect.ValueOf(values)
	for i := range v.NumField() {
		x, ok := v.Field(i).Interface().(*float64)
		if !ok {
			continue
		}
		name := v.Type().Field(i).Tag.Get("json")
		row := panel.Row{Name: strings.ReplaceAll(name, "_", " "), Value: "–"}
		if x != nil {
			row.Value = strconv.FormatFloat(round(*x, 1e3), 'f', -1, 64)
			bar := *x
			if limits, ok := ranges[name]; ok {
				bar = (bar - limits[0]) / (limits[1] - limits[0])
			}
			row.Bar = &bar
		}
		g.Rows = append(g.Rows, row)
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
