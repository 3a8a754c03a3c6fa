package sacredgeometry

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/drawing/figure"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/geometry"
)

// composition is a figure with what is measured on it. It is not to be changed.
type composition struct {
	*figure.Figure
	elements   Elements
	properties Properties
	boxes      geometry.Count
}

// compositions are those of each pattern that were asked for last: they depend on a plan alone, and nearly
// everybody asks for the one that a pattern has by default. What follows a birth date is not kept.
var compositions sync.Map // by pattern, *composition

func compose(p figure.Plan) *composition {
	if last, ok := compositions.Load(p.Pattern); ok && last.(*composition).Plan == p {
		return last.(*composition)
	}
	c := &composition{Figure: figure.Compose(p)}
	c.elements = elementsOf(c.Shapes)
	var dimension *float64
	c.boxes, dimension = boxCount(c.Figure)
	c.properties = properties(c.Figure, c.elements, dimension)
	if p.Pattern != "personal" {
		compositions.Store(p.Pattern, c)
	}
	return c
}

// calculate takes the figure of a normalised input and finds the words.
func calculate(_ engines.Env, in Input) (Result, error) {
	c := compose(in.plan())
	f := c.Figure
	entry := f.Pattern // its name in the texts
	if entry == "platonic_solid" {
		entry = f.Solid
	}
	text := func(section string) string { return texts().Text(section, entry) }

	raw := Raw{BoxSides: c.boxes.Sides, BoxCounts: c.boxes.Counts, Note: texts().Text("note", "nature")}
	r := Result{
		PrimaryPattern: Pattern{
			PatternType: f.Pattern, SolidType: f.Solid, CenterPoint: rounded(f.Center), Scale: f.Scale,
			Elements: c.elements, Symbolism: text("symbolism"),
		},
		MathematicalProperties: c.properties,
		SymmetryAnalysis:       symmetry(f),
		MeditationPoints:       focusPoints(f),
		EnergyFlow:             flow(f, entry),
		ChakraCorrespondences:  correspondence(f, entry),
		GeometricMeaning:       text("meaning"),
		MeditationGuidance:     text("meditation"),
		ManifestationNotes:     text("manifestation"),
	}
	dress := figure.Dress{
		Scheme: in.ColorScheme, Title: name(entry), Desc: describe(f, in.ColorScheme, c.elements),
		Marks: in.MeditationFocus,
	}
	if in.IncludeConstruction {
		r.ConstructionGeometry = &Construction{Elements: elementsOf(f.Lines), Steps: text("construction")}
	}
	if in.IncludeRatios {
		r.SacredRatios, r.PrimaryPattern.SacredRatios, raw.GoldenPair = ratios(f)
		dress.Caption = caption(r.SacredRatios)
	}
	if !in.BirthDate.IsZero() {
		of := personal(in.BirthDate)
		raw.Personal, raw.Convention = &of, texts().Text("note", "convention")
	}
	if f.Facts.Triangles > 0 {
		raw.TriplePoints = len(geometry.SriYantra().TriplePoints())
	}
	r.SVG = f.Draw(dress)
	r.Reading = reading(&in, &r, f, entry, raw)
	return r, nil
}

func name(entry string) string { return texts().Label("symbolism", entry, "Name") }

// describe says what is to be seen, for those who cannot see it.
func describe(f *figure.Figure, scheme string, list Elements) string {
	kinds := [...]string{"circle", "line", "polygon", "spiral"}
	var counts [len(kinds)]int
	for i := range list {
		counts[slices.Index(kinds[:], list[i].Type)]++
	}
	var b page
	b.Grow(160)
	before := "Drawn with "
	for i, kind := range kinds {
		if n := counts[i]; n > 0 {
			b.add(before, strconv.Itoa(n), " ", kind)
			if n > 1 {
				b.add("s")
			}
			before = ", "
		}
	}
	if f.Petals > 0 {
		b.add(": ", strconv.Itoa(f.Layers), " layers of ", strconv.Itoa(f.Petals), " petals")
	}
	if f.Pattern == "personal" {
		b.add(" around ", article(f.Solid))
	}
	b.add(". Colour scheme: ", scheme, ".")
	return b.String()
}

func article(noun string) string {
	if strings.HasPrefix(noun, "o") || strings.HasPrefix(noun, "i") {
		return "an " + noun
	}
	return "a " + noun
}

func focusPoints(f *figure.Figure) []FocusPoint {
	list := make([]FocusPoint, len(f.Marks))
	for i, m := range f.Marks {
		entry := texts().Entry("point", m.Kind)
		list[i] = FocusPoint{rounded(m.At), m.Kind, entry.Text, entry.Labels["Technique"]}
	}
	return list
}

func flow(f *figure.Figure, entry string) Flow {
	e := texts().Entry("flow", entry)
	list := make([]Intensity, len(f.Meets))
	for i, m := range f.Meets {
		at := rounded(m.At)
		list[i] = Intensity{at.X, at.Y, m.Lines}
	}
	return Flow{e.Labels["Type"], e.Labels["Direction"], list, e.Text}
}

// correspondence names the chakras of a figure: for a mandala the one whose lotus has its number of
// petals, if there is one.
func correspondence(f *figure.Figure, entry string) Correspondence {
	c := Correspondence{Tradition: texts().Text("note", "tradition"), Chakras: []Chakra{}}
	if f.Petals > 0 {
		entry = "heart"
		for _, chakra := range chakras {
			if chakra.Petals == f.Petals {
				c.Chakras, entry = append(c.Chakras, chakra), "lotus"
			}
		}
		if entry == "heart" {
			c.Chakras = append(c.Chakras, chakras[3])
		}
		c.Reason = texts().Text("chakra", entry)
		return c
	}
	e := texts().Entry("chakra", entry)
	c.Reason = e.Text
	for _, chakra := range chakras {
		if strings.Contains(e.Labels["Chakras"], chakra.Name) {
			c.Chakras = append(c.Chakras, chakra)
		}
	}
	return c
}

// reading is the part of the result that all engines share.
func reading(in *Input, r *Result, f *figure.Figure, entry string, raw Raw) engines.Reading {
	labels, practice := texts().Entry("symbolism", entry).Labels, texts().Entry("meditation", entry).Labels
	reading := engines.Reading{
		Confidence:      engines.Confidence{}.Score(),
		Text:            words(in, r, f, entry),
		Recommendations: []string{practice["Practice"]},
		RealityPatches:  []string{practice["Patch"]},
		Archetypes:      []string{labels["Archetype"]},
		Raw:             raw,
	}
	reading.Signals = []engines.Signal{
		{Kind: engines.SignalTheme, Value: labels["Theme"], Weight: 0.8, Source: labels["Name"]},
		{Kind: engines.SignalTheme, Value: labels["Second"], Weight: 0.5, Source: labels["Name"]},
	}
	element := engines.Signal{Kind: engines.SignalElement, Value: elementOf(f.Solid), Weight: 0.7, Source: f.Solid}
	if f.Pattern == "personal" {
		heart := texts().Entry("symbolism", f.Solid).Labels
		reading.Signals = append(reading.Signals, engines.Signal{
			Kind: engines.SignalTheme, Value: heart["Theme"], Weight: 0.4, Source: "solid in the heart of the pattern",
		})
		element.Weight = 0.5
		reading.Archetypes = append(reading.Archetypes, heart["Archetype"])
		reading.RealityPatches = append(reading.RealityPatches, texts().Label("meditation", f.Solid, "Patch"))
	}
	if element.Value != "" {
		reading.Signals = append(reading.Signals, element)
	}
	reading.Signals = engines.Distinct(reading.Signals)
	if in.MeditationFocus {
		for _, p := range firstOfEach(r.MeditationPoints) {
			reading.Recommendations = append(reading.Recommendations, p.Technique)
		}
	}
	return reading
}

// words is the whole result for people.
func words(in *Input, r *Result, f *figure.Figure, entry string) string {
	mine := f.Pattern == "personal"
	var b page
	b.Grow(3 << 10)
	b.add(name(entry))
	if mine {
		b.add(" of ", in.BirthDate.String())
	}
	if in.Intention != "" {
		b.add("\nfor the intention: ", in.Intention)
	}
	b.add("\n\n", r.PrimaryPattern.Symbolism)
	if mine {
		b.add("\n\nYour date gives ", strconv.Itoa(f.Layers), " layers of ", strconv.Itoa(f.Petals), " petals, ",
			strconv.Itoa(f.Turns), " turns of 13 seeds, and ", article(f.Solid), " in the heart. ", texts().Text("symbolism", f.Solid))
	}
	b.add("\n\nGeometry\n", r.GeometricMeaning, " ", r.SymmetryAnalysis.Description)
	if r.SacredRatios != nil {
		b.measured(r.SacredRatios)
	}
	if r.ConstructionGeometry != nil {
		b.add("\n\nConstruction\n", r.ConstructionGeometry.Steps)
	}
	b.add("\n\nMeditation\n", r.MeditationGuidance)
	if in.MeditationFocus {
		for _, p := range firstOfEach(r.MeditationPoints) {
			b.add("\n- ", p.Significance, " ", p.Technique)
		}
	}
	b.add("\n\nWith an intention\n", r.ManifestationNotes,
		"\n\nTradition\n", r.ChakraCorrespondences.Reason, " ", r.ChakraCorrespondences.Tradition)
	if mine {
		b.add("\n\n", texts().Text("note", "convention"))
	}
	b.add("\n\n", texts().Text("note", "nature"))
	return b.String()
}

// page is a text that grows.
type page struct{ strings.Builder }

// add is not inlined, for the size of a Worker.
//
//go:noinline
func (b *page) add(parts ...string) {
	for _, part := range parts {
		b.WriteString(part)
	}
}

// measured lists the proportions, a line each.
func (b *page) measured(r *Ratios) {
	for i := range r.Ratios {
		ratio := &r.Ratios[i]
		b.add("\n- ", ratio.Label, ": ", strconv.FormatFloat(decimal.Round(ratio.Value, 6), 'f', -1, 64))
		if ratio.Exact != "" {
			b.add(" (", ratio.Exact, ")")
		}
	}
	if r.GoldenRatio.Present {
		b.add("\n- The golden ratio was found among the measured lengths.")
	} else {
		b.add("\n- No two of the measured lengths stand in the golden ratio.")
	}
}

// firstOfEach returns the first focus point of each type.
func firstOfEach(points []FocusPoint) (list []FocusPoint) {
	for i, p := range points {
		if i == 0 || p.Type != points[i-1].Type {
			list = append(list, p)
		}
	}
	return list
}
