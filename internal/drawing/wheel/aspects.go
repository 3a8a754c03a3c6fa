package wheel

import (
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

func (d *drawing) find(name string) (Body, bool) {
	for _, b := range d.chart.Bodies {
		if glyph.Key(b.Name) == glyph.Key(name) {
			return b, true
		}
	}
	return Body{}, false
}

// aspects draws a line for each aspect, and for each conjunction, whose line would be too
// short to see, an arc just inside the circle. Wide ones come first, so that the close ones
// lie on top.
func (d *drawing) aspects() {
	d.Group("", "aspects")
	for _, a := range byOrb(d.chart.Aspects) {
		from, ok := d.find(a.A)
		to, found := d.find(a.B)
		if !ok || !found {
			continue
		}
		var p svg.Path
		if kind(a) == "conjunction" {
			d.arc(&p, from.Longitude, to.Longitude)
		} else {
			x, y := d.at(from.Longitude, houseInner)
			p.M(x, y)
			x, y = d.at(to.Longitude, houseInner)
			p.L(x, y)
		}
		d.Group(aspectTitle(a), "")
		d.stroke(&p, a)
		d.Close()
	}
	d.Close()
}

// stroke draws a line in the manner of an aspect's kind and orb.
func (d *drawing) stroke(p *svg.Path, a Aspect) {
	k := kind(a)
	width := svg.F("stroke-width", weight(a))
	if dashes := dashesOf(k); dashes != "" {
		d.Path("aspect "+k, p, width, svg.Set("stroke-dasharray", dashes))
		return
	}
	d.Path("aspect "+k, p, width)
}

// arc goes the short way round between two longitudes.
func (d *drawing) arc(p *svg.Path, a, b float64) {
	const radius = houseInner - 5
	if norm(b-a) > 180 {
		a, b = b, a
	}
	if norm(b-a) < 1 { // at least a dot that can be seen
		a, b = a-0.5, b+0.5
	}
	x, y := d.at(a, radius)
	p.M(x, y)
	x, y = d.at(b, radius)
	p.A(radius, false, false, x, y)
}

// weight is 2.4 for an exact aspect and 0.8 from an orb of eight degrees.
func weight(a Aspect) float64 {
	if kind(a) == "conjunction" {
		return 4
	}
	orb := math.Abs(a.Orb)
	if !(orb < 8) {
		orb = 8
	}
	return 2.4 - 0.2*orb
}

// byOrb returns the aspects from the widest to the closest, at most mostAspects.
func byOrb(aspects []Aspect) []Aspect {
	sorted := slices.Clone(aspects[:min(len(aspects), mostAspects)])
	sort.SliceStable(sorted, func(i, j int) bool { return math.Abs(sorted[i].Orb) > math.Abs(sorted[j].Orb) })
	return sorted
}

// kind is the name of a known aspect, "other" for the rest.
func kind(a Aspect) string {
	for _, k := range kinds {
		if strings.EqualFold(a.Kind, k.name) {
			return k.name
		}
	}
	return "other"
}

func dashesOf(kind string) string {
	for _, k := range kinds {
		if k.name == kind {
			return k.dashes
		}
	}
	return "2 4"
}

// legend names the kinds of aspects that the chart has.
func (d *drawing) legend(y float64) {
	present := map[string]bool{}
	for _, a := range d.chart.Aspects {
		present[kind(a)] = true
	}
	const swatch, space = 34.0, 22.0
	width := -space
	for _, k := range kinds {
		if present[k.name] {
			width += swatch + svg.TextWidth(k.name, 12) + space
		}
	}
	x := (sheet.Width - width) / 2
	d.Group("", "legend")
	for _, k := range kinds {
		if !present[k.name] {
			continue
		}
		var p svg.Path
		p.M(x, y-4).L(x+swatch-8, y-4)
		d.stroke(&p, Aspect{Kind: k.name})
		d.Text(x+swatch, y, 12, svg.Start, k.name, "muted")
		x += swatch + svg.TextWidth(k.name, 12) + space
	}
	d.Close()
}
