package main

import (
	"fmt"
	"math"

	"github.com/witnessos/witnessos/internal/ephemeris/generate/oracle"
)

const outerFirst, outerLast = 2303600.0, 2599500.0

// outerPlanets: the longest segments and fewest terms whose error stays below the tolerance, which
// is 0.1″ at the body's distance or less. The coefficients are rounded to tolerance/(1 +
// 0.35·terms): rounding errors of so many terms add up to half of it.
var outerPlanets = []struct {
	name, letter string
	tolerance    float64 // AU
	span         float64 // days
	terms        int
}{
	{"jupiter", oracle.Jupiter, 2e-6, 8000, 33},
	{"saturn", oracle.Saturn, 4e-6, 12000, 40},
	{"uranus", oracle.Uranus, 8e-6, 12000, 17},
	{"neptune", oracle.Neptune, 12e-6, 32000, 20},
	{"pluto", oracle.Pluto, 12e-6, 16000, 11},
	{"chiron", oracle.Chiron, 3.5e-6, 3200, 13},
}

func fitOuter(w *workshop) error {
	for _, p := range outerPlanets {
		t, err := fitChebyshev(p.letter, p.span, p.terms, p.tolerance)
		if err != nil {
			return err
		}
		worst, err := t.worst(p.letter)
		if err != nil {
			return err
		}
		part := t.encode()
		fmt.Printf("%-8s %2d segments of %5.0f d, %2d terms: %5d bytes, error %.2e AU\n",
			p.name, t.segments, t.span, t.terms, len(part), worst)
		if err := w.write(p.name+".part", part); err != nil {
			return err
		}
	}
	return nil
}

// chebyshev holds coefficients in quanta, [axis][term][segment].
type chebyshev struct {
	span, quantum   float64
	terms, segments int
	quanta          [3][][]float64
}

// atNode samples the body at x in [−1, 1] of all segments: a single run, as those instants are one
// segment apart.
func atNode(letter string, span, x float64, segments int) ([][3]float64, error) {
	start := outerFirst + span*(0.5+0.5*x)
	rows, err := oracle.Series(letter, "x", append([]string{"-bary"}, oracle.Geometric...), start, span, segments)
	points := make([][3]float64, len(rows))
	for i, r := range rows {
		points[i][0], points[i][1], points[i][2] = oracle.ToEcliptic(r)
	}
	return points, err
}

// fitChebyshev interpolates at terms + 3 Chebyshev nodes and drops the last three terms: nearly the
// minimax polynomial.
func fitChebyshev(letter string, span float64, terms int, tolerance float64) (*chebyshev, error) {
	t := &chebyshev{
		span: span, terms: terms, segments: int(math.Ceil((outerLast - outerFirst) / span)),
		quantum: tolerance / (1 + 0.35*float64(terms)),
	}
	nodes := terms + 3
	at := make([][][3]float64, nodes)
	for k := range at {
		var err error
		if at[k], err = atNode(letter, span, math.Cos(math.Pi*(float64(k)+.5)/float64(nodes)), t.segments); err != nil {
			return nil, err
		}
	}
	for axis := range t.quanta {
		t.quanta[axis] = make([][]float64, terms)
		for j := range t.quanta[axis] {
			t.quanta[axis][j] = make([]float64, t.segments)
			for s := range t.quanta[axis][j] {
				sum := 0.0
				for k := range at {
					sum += at[k][s][axis] * math.Cos(math.Pi*float64(j)*(float64(k)+.5)/float64(nodes))
				}
				sum *= 2 / float64(nodes)
				if j == 0 {
					sum /= 2
				}
				t.quanta[axis][j][s] = math.Round(sum / t.quantum)
			}
		}
	}
	return t, nil
}

// encode writes the length, five numbers, and the quanta in the order axis, term, segment.
func (t *chebyshev) encode() []byte {
	var body, part encoder
	body.float64(outerFirst, t.span, float64(t.terms), t.quantum, float64(t.segments))
	for _, terms := range t.quanta {
		for _, segments := range terms {
			for _, q := range segments {
				body.zigzag(q)
			}
		}
	}
	part.uvarint(uint64(len(body.data)))
	return append(part.data, body.data...)
}

// worst is the largest error (AU) at nine points of every segment.
func (t *chebyshev) worst(letter string) (worst float64, err error) {
	for k := 0; k < 9; k++ {
		x := -1 + float64(k)/4
		points, err := atNode(letter, t.span, x, t.segments)
		if err != nil {
			return 0, err
		}
		for s, want := range points {
			square := 0.0
			for axis := range want {
				b1, b2 := 0.0, 0.0
				for j := t.terms - 1; j > 0; j-- {
					b1, b2 = 2*x*b1-b2+t.quanta[axis][j][s]*t.quantum, b1
				}
				d := x*b1 - b2 + t.quanta[axis][0][s]*t.quantum - want[axis]
				square += d * d
			}
			worst = math.Max(worst, math.Sqrt(square))
		}
	}
	return worst, nil
}
