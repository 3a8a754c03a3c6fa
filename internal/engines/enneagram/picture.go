package enneagram

import (
	symbol "github.com/witnessos/witnessos/internal/drawing/enneagram"
)

// picture draws the circle with a result as SVG.
func (f *finding) picture(r *Result) string {
	t := r.Type
	drawing := symbol.Symbol{
		Type: int(t), Heading: "Type " + t.String() + " · " + r.TypeName,
		Keywords: r.Profile.PrimaryType.Keywords,
		Arrows:   r.Profile.PrimaryType.Arrows != nil,
		Note:     "A mirror for reflection, not a measurement of character",
	}
	for k := Type(1); k <= 9; k++ {
		drawing.Points[k-1] = symbol.Point{Name: k.short(), Score: f.scores[k].value, Scored: f.scores[k].known}
	}
	wing := "not known"
	switch {
	case f.wing == Balanced:
		wing = "balanced"
		drawing.Wings = []int{int(t.Previous()), int(t.Next())}
	case f.wing != "":
		wing = t.String() + "w" + string(f.wing)
		drawing.Wings = []int{int(f.wing[0] - '0')}
	}
	instinct := "not known"
	if r.Instinct != "" {
		instinct = instinctName(r.Instinct)
	}
	drawing.Facts = [4][2]string{
		{"CENTER", string(t.Center())}, {"WING", wing}, {"LEADING INSTINCT", instinct}, {"CONFIDENCE", percent(f.confidence)},
	}
	return symbol.Draw(drawing, symbol.Options{})
}
