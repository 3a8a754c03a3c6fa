package humandesign

import "github.com/witnessos/witnessos/internal/engines/mandala"

// Variable is one of the four arrows.
type Variable int

// The variables, in the order of the notation "PRL DLL".
const (
	Motivation Variable = iota
	Perspective
	Determination
	Environment

	VariableCount = iota
)

var variables = [VariableCount]struct {
	name string
	side mandala.Side
	body mandala.Body
}{
	{"motivation", mandala.Personality, mandala.Sun},
	{"perspective", mandala.Personality, mandala.NorthNode},
	{"determination", mandala.Design, mandala.Sun},
	{"environment", mandala.Design, mandala.NorthNode},
}

// String is the name in lower case.
func (v Variable) String() string { return variables[v].name }

// arrowTolerance in arc-seconds is the margin below which an arrow is called uncertain, even
// where the error bound is smaller: other software will then often disagree.
const arrowTolerance = 2

// Arrow is a variable of a chart.
type Arrow struct {
	Left      bool
	Color     int
	Tone      int
	Margin    float64 // to the place where it would point the other way, arc-seconds
	Uncertain bool    // the margin is too small for trust
}

// Variables are the four arrows of a chart.
type Variables [VariableCount]Arrow

func variablesOf(natal *mandala.Natal) (vs Variables) {
	for v := range vs {
		a := &natal.Sides[variables[v].side].Activations[variables[v].body]
		margin := a.Margin(mandala.ArrowLevel)
		vs[v] = Arrow{
			Left: a.Left(), Color: a.Color, Tone: a.Tone, Margin: margin,
			Uncertain: margin < max(arrowTolerance, a.Bound),
		}
	}
	return vs
}

// String is the notation P<motivation><perspective> D<determination><environment>.
func (vs Variables) String() string {
	b := []byte("P.. D..")
	for i, at := range [VariableCount]int{1, 2, 5, 6} {
		b[at] = 'R'
		if vs[i].Left {
			b[at] = 'L'
		}
	}
	return string(b)
}
