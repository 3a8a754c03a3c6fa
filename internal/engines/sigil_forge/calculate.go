package sigilforge

import (
	"encoding/hex"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/drawing/sigil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/sha256"
)

// calculate turns a normalised input into a drawing and the drawing into words.
func calculate(_ engines.Env, in Input) (Result, error) {
	kept := in.letters()
	numbers := make([]int, len(kept))
	for i := range len(kept) {
		numbers[i] = int(kept[i]-'A') + 1
	}
	planet, chosen := in.planetFor(numbers)
	design := in.design(numbers, planet)
	elements := sigil.Compose(design)
	scores := sigil.Measure(elements)
	hash := sha256.Sum256([]byte(in.Intention))

	r := Result{
		Intention: in.Intention, MethodUsed: in.Method, UniqueLetters: kept, LetterNumbers: numbers,
		Composition: Composition{
			Elements: elements, CenterPoint: sigil.Point{0.5, 0.5}, SymmetryType: scores.Kind,
			IntentionHash: hex.EncodeToString(hash[:8]),
		},
		Elements: elemental(numbers),
		Planets:  in.planetary(planet, chosen),
	}
	for i, v := range scores.Box {
		r.Composition.BoundingBox[i] = decimal.Round(v, 4)
	}
	turning, net := flow(design.Strokes[:pathOf(design)])
	r.Analysis = analysis(elements, scores, turning, net)
	r.Activation = in.activation(r.Elements.Dominant, planet, r.Planets)
	r.SymbolicMeaning = in.meaning(planet, r.Elements, design.Shape)
	r.Description = in.describe(&r, design, planet)
	r.SVG = in.picture(&r, planet)
	r.Reading = in.reading(&r, planet, chosen)
	r.Reading.Raw = Raw{
		DrawnLength: decimal.Round(scores.Length, 4), Strokes: scores.Strokes,
		Centroid: sigil.Point{decimal.Round(scores.Centroid[0], 4), decimal.Round(scores.Centroid[1], 4)},
		Turning:  decimal.Round(turning, 4), NetRadius: decimal.Round(net, 4), SquareNumbers: squareNumbers(planet, numbers),
	}
	return r, nil
}

func squareNumbers(planet *Planet, numbers []int) []int {
	list := make([]int, len(numbers))
	for i, n := range numbers {
		list[i] = planet.reduced(n)
	}
	return list
}

// picture draws the sigil. Who shows it around need not show the intention, so it is not in there.
func (in *Input) picture(r *Result, planet *Planet) string {
	sheet := sigil.Sheet{
		Title: "Sigil, " + texts().Label("method", in.Method, "Short"), Desc: r.Description,
		Size: float64(in.Size), Palette: in.palette(),
	}
	if in.Method == "kamea" {
		sheet.Numbers = planet.numbers()
	}
	return sigil.Draw(r.Composition.Elements, sheet)
}
