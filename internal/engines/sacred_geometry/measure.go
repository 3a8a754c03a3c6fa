package sacredgeometry

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/drawing/figure"
	"github.com/witnessos/witnessos/internal/geometry"
)

// properties counts and computes, on the elements of a figure.
func properties(f *figure.Figure, list Elements, dimension *float64) Properties {
	p := Properties{
		ElementCount: len(list), CenterPoint: rounded(f.Center), Scale: f.Scale, PatternType: f.Pattern,
		Complexity: complexity(f, list), SymmetryOrder: f.Symmetry.Order, FractalDimension: dimension,
		UnitRadius: decimal.Round(f.Facts.Unit, 3),
		Vertices:   f.Facts.Vertices, Edges: f.Facts.Edges, Faces: f.Facts.Faces,
		Triangles: f.Facts.Triangles, SmallTriangles: f.Facts.SmallTriangles,
	}
	if f.Facts.Triangles > 0 {
		p.Stylised, p.Residual = new(bool), &f.Facts.Residual
	}
	return p
}

// kindOf is what elements that a turn or a reflection maps to each other have in common: their
// type, and to a hundredth of a unit their size and the distance of their middle from the centre.
type kindOf struct {
	size, out int
	kind      string
}

// complexity counts the different elements.
func complexity(f *figure.Figure, list Elements) int {
	seen := make([]kindOf, 0, len(list))
	for i := range list {
		e := &list[i]
		middle, size := geometry.Point{}, e.Radius
		if e.Center != nil {
			middle = *e.Center
		}
		share := 1 / float64(len(e.Points))
		for i, p := range e.Points {
			middle = middle.Add(p.Times(share))
			if i > 0 {
				size += p.Distance(e.Points[i-1])
			}
		}
		if e.Type == string(figure.Polygon) {
			size += e.Points[0].Distance(e.Points[len(e.Points)-1])
		}
		if kind := (kindOf{hundredths(size), hundredths(middle.Distance(f.Center)), e.Type}); !wasSeen(seen, kind) {
			seen = append(seen, kind)
		}
	}
	return len(seen)
}

// wasSeen looks from the end, because elements of a kind follow each other. That is quicker than a map.
func wasSeen(seen []kindOf, kind kindOf) bool {
	for i := len(seen) - 1; i >= 0; i-- {
		if seen[i] == kind {
			return true
		}
	}
	return false
}

func hundredths(x float64) int { return int(decimal.Nearest(x * 100)) }

// boxCount counts boxes over the lines of a figure.
func boxCount(f *figure.Figure) (geometry.Count, *float64) {
	boxes := geometry.NewBoxes(f.Size)
	var points []geometry.Point
	for i := range f.Shapes {
		s := &f.Shapes[i]
		switch {
		case s.Ground || s.Face:
		case s.Kind == figure.Circle:
			boxes.Circle(geometry.Circle{Center: s.Center, Radius: s.Radius})
		default:
			points = s.AppendOutline(points[:0], 3)
			for i, p := range points[1:] {
				boxes.Line(points[i], p)
			}
		}
	}
	count, ok := boxes.Count()
	if !ok {
		return count, nil
	}
	dimension := decimal.Round(count.Dimension, 2) // an estimate: another grid may change the third decimal
	return count, &dimension
}

// ratios describes the measured proportions and looks for the golden one among the lengths.
func ratios(f *figure.Figure) (*Ratios, map[string]float64, *[2]float64) {
	all, byName := &Ratios{Ratios: []Ratio{}}, map[string]float64{}
	for _, r := range f.Ratios {
		value := decimal.Round(r.Value, 9)
		entry := texts().Entry("ratio", r.Kind)
		all.Ratios = append(all.Ratios, Ratio{r.Kind, entry.Labels["Name"], value, r.Exact, entry.Text})
		byName[r.Kind] = value
	}
	long, short, ok := geometry.Golden(f.Lengths)
	all.GoldenRatio = Golden{Present: ok, Lengths: len(f.Lengths)}
	if !ok {
		return all, byName, nil
	}
	value := decimal.Round(long/short, 9)
	all.GoldenRatio.Value = &value
	return all, byName, &[2]float64{decimal.Round(long, 6), decimal.Round(short, 6)}
}

// caption is the line below the figure.
func caption(r *Ratios) string {
	var parts []string
	for _, ratio := range r.Ratios[:min(len(r.Ratios), 2)] {
		value := strconv.FormatFloat(decimal.Round(ratio.Value, 3), 'f', -1, 64)
		if ratio.Exact != "" && ratio.Exact != value {
			value = ratio.Exact + " = " + value
		}
		parts = append(parts, ratio.Label+" "+value)
	}
	return strings.Join(parts, "  ·  ")
}

// symmetry describes the symmetry of a figure.
func symmetry(f *figure.Figure) Symmetry {
	s := Symmetry{Type: f.Symmetry.Group, Order: f.Symmetry.Order, Axes: []Axis{}}
	order := strconv.Itoa(s.Order)
	if n := len(f.Symmetry.Axes); n > 0 {
		s.Axes = make([]Axis, n)
		angles := make([]float64, n)
		for i, angle := range f.Symmetry.Axes {
			angles[i] = decimal.Round(angle, 3)
			s.Axes[i] = Axis{Type: "mirror", Angle: &angles[i]}
		}
	}
	for _, t := range f.Symmetry.Turns {
		s.Axes = append(s.Axes, Axis{Type: "rotation", Order: t.Order, Count: t.Count})
	}
	switch s.Type {
	case "dihedral":
		degrees := strconv.FormatFloat(decimal.Round(360/float64(s.Order), 3), 'f', -1, 64)
		s.Description = "A turn by " + degrees + " degrees leaves the figure as it is, and so does a mirror along any of its " + order + " axes."
		if f.Pattern == "personal" {
			s.Description += " That holds for the petals, the rings and the net of spirals; the solid and the seeds follow orders of their own."
		}
	case "mirror":
		s.Description = "The triangles are the same on the left and on the right. Around them the lotuses repeat eight and sixteen times, the square four times."
	case "spiral":
		s.Description = "No turn and no mirror leaves the curve as it is, but a quarter turn together with an enlargement by the golden ratio does."
	default:
		s.Description = "In space " + order + " motions leave the solid as it is, half of them turns and half of them reflections. The picture shows it from one side."
	}
	return s
}
