package sigilforge

import (
	"slices"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/sigil"
	"github.com/witnessos/witnessos/internal/engines"
)

// The conventions of this product that a result names.
const (
	scoreConvention = "Convention of this product, measured on the strokes as drawn: complexity from their length and number, " +
		"balance from the distance of their centre of mass from the middle, symmetry from the overlap with the best of four mirrorings and a half turn."
	elementConvention = "Convention of this product: letter numbers in turn, 1 fire, 2 earth, 3 air, 4 water, 5 fire and so on."
)

var elementNames = [4]string{"fire", "earth", "air", "water"}

func elemental(numbers []int) Elemental {
	var counts [4]int
	for _, n := range numbers {
		counts[(n-1)%4]++
	}
	dominant := elementNames[slices.Index(counts[:], slices.Max(counts[:]))]
	return Elemental{
		Fire: counts[0], Earth: counts[1], Air: counts[2], Water: counts[3], Dominant: dominant,
		Meaning: texts().Text("element", dominant), Convention: elementConvention,
	}
}

func (in *Input) planetary(p *Planet, chosen bool) Planetary {
	result := Planetary{
		Planet: p.Name, Source: "letters", Day: p.Day, Metal: p.Metal,
		SquareOrder: p.Order, SquareSum: p.sum(), Meaning: texts().Text("planet", p.Name),
	}
	if chosen {
		result.Source = "chosen"
	}
	if !in.BirthDate.IsZero() {
		of := planets[in.BirthDate.Weekday()]
		result.BirthDay, result.BirthPlanet = &of.Day, &of.Name
	}
	return result
}

func (in *Input) activation(element string, planet *Planet, p Planetary) Activation {
	book := texts()
	labels := book.Entry("element", element).Labels
	a := Activation{
		Charging:    book.Text("charging", in.Charging),
		Meditation:  book.Text("style", in.Style) + "\n\n" + book.Text("meditation", "short"),
		Placement:   []string{labels["First"], labels["Second"], labels["Third"]},
		Timing:      book.Label("planet", planet.Name, "Timing"),
		Destruction: book.Text("destruction", element),
	}
	if in.Meditation {
		a.Meditation = book.Text("meditation", "long") + "\n\n" + book.Text("style", in.Style)
	}
	if p.BirthDay != nil {
		a.Timing += " You were born on a " + *p.BirthDay + ", the day of " + proper(*p.BirthPlanet) + ", so that weekday is a good one to look at the sigil again."
	}
	return a
}

// proper writes the name of a planet as it stands in a sentence.
func proper(planet string) string {
	name := strings.ToUpper(planet[:1]) + planet[1:]
	if planet == "sun" || planet == "moon" {
		return "the " + name
	}
	return name
}

// meaning is what the parts of the sigil stand for.
func (in *Input) meaning(planet *Planet, e Elemental, shape int) string {
	book := texts()
	parts := []string{book.Text("method", in.Method), book.Text("connection", in.Connection)}
	if shape != 0 {
		parts = append(parts, book.Text("shape", shapeName(shape)))
	}
	parts = append(parts, book.Text("planet", planet.Name), e.Meaning, book.Text("color", in.ColorScheme))
	if len(in.Symbols) > 0 {
		var signs []string
		for _, s := range in.Symbols {
			signs = append(signs, book.Text("symbol", s))
		}
		parts = append(parts, "Around the rim you set "+strings.Join(signs, "; ")+".")
	}
	return strings.Join(parts, "\n\n")
}

func shapeName(corners int) string {
	switch corners {
	case 3:
		return "triangle"
	case 4:
		return "square"
	case 5:
		return "pentagon"
	case 6:
		return "hexagon"
	}
	return "circle"
}

// describe says in a few sentences what the drawing shows.
func (in *Input) describe(r *Result, design sigil.Design, planet *Planet) string {
	shape := design.Shape
	const most = 40
	var b page
	b.Grow(400)
	b.add("A sigil of ", strconv.Itoa(len(r.UniqueLetters)), " letters,")
	for i := range min(most, len(r.UniqueLetters)) {
		b.add(" ", r.UniqueLetters[i:i+1])
	}
	if len(r.UniqueLetters) > most {
		b.add(" …")
	}
	b.add(": ", texts().Label("method", in.Method, "Short"))
	if in.Method == "kamea" {
		b.add(" of ", proper(planet.Name))
	}
	switch in.Connection {
	case "sequential":
		b.add(", joined in their order")
	case "organic":
		b.add(", joined by one swinging curve")
	default:
		b.add(", joined to a ", in.Connection)
	}
	if shape != 0 {
		b.add(", on a ", shapeName(shape))
	}
	b.add(". Drawn ", texts().Label("style", in.Style, "Short"), ", in ", strings.ReplaceAll(in.ColorScheme, "_", " and "))
	if in.ColorScheme == "custom" {
		b.add(" colours")
	}
	if in.IncludeBorder {
		b.add(", inside a border")
	}
	switch n := len(design.Marks); {
	case n == 1:
		b.add(", with a sign at the top of the rim")
	case n > 1:
		b.add(", with ", strconv.Itoa(n), " signs around the rim")
	}
	if in.Meditation {
		b.add(", over rings that lead to a point in the middle")
	}
	b.add(". The line runs ", r.Analysis.EnergyFlow, ".")
	return b.String()
}

// reading is the part of the result that all engines share.
func (in *Input) reading(r *Result, planet *Planet, chosen bool) engines.Reading {
	book := texts()
	entry := book.Entry("planet", planet.Name)
	confidence, weight := engines.Confidence{}, 0.5
	if !chosen {
		weight = 0.3
		if in.Method == "kamea" {
			confidence.Assumed = 1
		}
	}
	reading := engines.Reading{
		Confidence:      confidence.Score(),
		Text:            in.text(r),
		Recommendations: []string{book.Label("charging", in.Charging, "Practice"), entry.Labels["Timing"]},
		RealityPatches:  []string{book.Label("element", r.Elements.Dominant, "Weekday")},
		Archetypes:      []string{entry.Labels["Archetype"]},
		Signals: []engines.Signal{{
			Kind: engines.SignalTheme, Value: entry.Labels["Theme"], Weight: weight, Source: "planet of the sigil, " + planet.Name + " (" + r.Planets.Source + ")",
		}},
	}
	if confidence.Assumed > 0 {
		reading.Warnings = []string{"No planet was given: the square is that of " + proper(planet.Name) + ", counted from the letters"}
	}
	return reading
}

// text is the whole result for people.
func (in *Input) text(r *Result) string {
	var b page
	b.Grow(4 << 10)
	b.add("Sigil for: ", in.Intention, "\n\n", r.Description, "\n\n", r.SymbolicMeaning)
	a := &r.Activation
	b.add("\n\nCharging\n", a.Charging, "\n\nLooking\n", a.Meditation, "\n\nTiming\n", a.Timing, "\n\nPlacing\nGood places for it: ")
	for i, place := range a.Placement {
		if i > 0 {
			b.add("; ")
		}
		b.add(place)
	}
	b.add(".\n\nLetting go\n", a.Destruction, "\n\n", texts().Text("note", "nature"))
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
