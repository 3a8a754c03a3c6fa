package main

import (
	"fmt"
	"math"
	"math/rand"
	"strconv"

	"github.com/witnessos/witnessos/internal/ephemeris/generate/leastsquares"
	"github.com/witnessos/witnessos/internal/ephemeris/generate/oracle"
)

const (
	nodeStart   = 2303600.0
	nodeStep    = 0.78125 // days
	nodeSamples = 378470
	nodeDegree  = 6 // unknowns of the polynomial: T⁰ … T⁵
	nodeRidge   = 1e-12

	nodeSeed   = 5
	nodeFit    = 26000 // random samples to fit to
	lineRounds = 3
)

// fitNode finds the waves of the true node: first those whose arguments are small multiples of the
// Moon's and the planets' angles, then, from the spectrum of what remains, lines of any frequency.
// One joint fit gives all amplitudes.
func fitNode(w *workshop) error {
	y, err := sampleNode()
	if err != nil {
		return err
	}
	arguments, err := selectArguments(y)
	if err != nil {
		return err
	}
	var lines, solution []float64
	chosen := rand.New(rand.NewSource(nodeSeed)).Perm(len(y))[:nodeFit]
	rest := make([]float64, len(y))
	for round := 0; ; round++ {
		var row []float64
		rowAt := func(i int) []float64 {
			angles := nodeAngles(nodeTime(i))
			row = nodeRow(nodeTime(i), &angles, arguments, lines, row)
			return row
		}
		equations := leastsquares.New(len(rowAt(0)))
		for _, i := range chosen {
			equations.Add(rowAt(i), y[i])
		}
		if solution, err = equations.Solve(nodeRidge); err != nil {
			return err
		}
		var all errorMeter
		for i := range y {
			rest[i] = y[i]
			for j, x := range rowAt(i) {
				rest[i] -= x * solution[j]
			}
			all.add(rest[i])
		}
		fmt.Printf("node: %d arguments, %d lines, all samples: %s\n", len(arguments), len(lines), all)
		if round == lineRounds {
			break
		}
		lines = append(lines, findLines(rest, lines)...)
	}
	return w.write("node.part", encodeNode(arguments, lines, solution))
}

// sampleNode returns the node from the mean equinox, arcseconds, without turns.
func sampleNode() ([]float64, error) {
	rows, err := oracle.Series(oracle.TrueNode, "l", []string{"-nonut"}, nodeStart, nodeStep, nodeSamples)
	y := make([]float64, len(rows))
	for i, r := range rows {
		y[i] = r[0]
		for i > 0 && y[i]-y[i-1] > 180 {
			y[i] -= 360
		}
		for i > 0 && y[i]-y[i-1] < -180 {
			y[i] += 360
		}
	}
	for i := range y {
		y[i] *= 3600
	}
	return y, err
}

// nodeTime of sample i, centuries from J2000.0.
func nodeTime(i int) float64 { return (nodeStart + nodeStep*float64(i) - j2000) / daysPerCentury }

// argument is a sum of multiples of the eight angles; its amplitudes are polynomials in T of a
// degree.
type argument struct {
	multiples [8]int
	degree    int
}

// nodeAngles are D, M, M′, F of the Moon (Meeus, Astronomical Algorithms, 47.2–47.5) and the mean
// longitudes of Venus, Earth, Mars and Jupiter (Simon et al., Astron. Astrophys. 282, 663, 1994);
// radians.
func nodeAngles(t float64) [8]float64 {
	const degree = math.Pi / 180
	return [8]float64{
		polynomial(t, 297.8501921*degree, 445267.1114034*degree, -.0018819*degree, degree/545868, -degree/113065000),
		polynomial(t, 357.5291092*degree, 35999.0502909*degree, -.0001535*degree, degree/24490000),
		polynomial(t, 134.9633964*degree, 477198.8675055*degree, .0087414*degree, degree/69699, -degree/14712000),
		polynomial(t, 93.272095*degree, 483202.0175233*degree, -.0036539*degree, -degree/3526000, degree/863310000),
		3.17614669689 + 1021.3285546211*t,
		1.75347031435 + 628.3075849991*t,
		6.20348091341 + 334.0612431492*t,
		0.59954649739 + 52.9690962641*t,
	}
}

// value of the argument, radians.
func (a *argument) value(angles *[8]float64) float64 {
	sum := 0.0
	for i, m := range a.multiples {
		if m != 0 {
			sum += float64(m) * angles[i]
		}
	}
	return sum
}

// frequency is the mean rate at J2000.0, radians per century.
func (a *argument) frequency() float64 {
	later, earlier := nodeAngles(0.01), nodeAngles(-0.01)
	return (a.value(&later) - a.value(&earlier)) / 0.02
}

// nodeRow is a row of the design matrix: powers of T/4; cosine and sine of the arguments × their
// powers; of the lines.
func nodeRow(t float64, angles *[8]float64, arguments []argument, lines, row []float64) []float64 {
	row = row[:0]
	t4, x := t/4, 1.0
	for k := 0; k < nodeDegree; k++ {
		row = append(row, x)
		x *= t4
	}
	for i := range arguments {
		s, c := math.Sincos(arguments[i].value(angles))
		power := 1.0
		for k := 0; k <= arguments[i].degree; k++ {
			row = append(row, c*power, s*power)
			power *= t4
		}
	}
	for _, w := range lines {
		s, c := math.Sincos(w * t)
		row = append(row, c, s)
	}
	return row
}

// encodeNode writes the polynomial; the arguments with multiples, degree and amplitudes by power;
// the lines with frequency (radians per century) and amplitudes. All in arcseconds, rounded to what
// they are worth.
func encodeNode(arguments []argument, lines, solution []float64) []byte {
	var e encoder
	for k := 0; k < nodeDegree; k++ {
		e.float64(significant(solution[k]/math.Pow(4, float64(k)), 9))
	}
	next := nodeDegree
	e.uvarint(uint64(len(arguments)))
	for _, a := range arguments {
		for _, m := range a.multiples {
			e.data = append(e.data, byte(int8(m)))
		}
		e.data = append(e.data, byte(a.degree))
		for k := 0; k <= a.degree; k++ {
			scale := math.Pow(4, float64(k))
			e.float32(significant(solution[next]/scale, 6), significant(solution[next+1]/scale, 6))
			next += 2
		}
	}
	e.uvarint(uint64(len(lines)))
	for _, w := range lines {
		e.float32(decimals(w, 6), significant(solution[next], 5), significant(solution[next+1], 5))
		next += 2
	}
	return e.data
}

// significant rounds to a number of digits.
func significant(x float64, digits int) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	return rounded
}

// decimals rounds to a number of decimals.
func decimals(x float64, places int) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', places, 64), 64)
	return rounded
}
