package main

import (
	"fmt"
	"math"
	"math/rand"
	"slices"

	"github.com/witnessos/witnessos/internal/ephemeris/generate/leastsquares"
)

const (
	selectSeed   = 1
	selectFit    = 30000 // random samples
	selectRounds = 22
	selectAtOnce = 60   // arguments a round adds at most
	selectLeast  = 0.03 // ″: the smallest amplitude worth an argument
)

// candidates are the arguments to try: first multiples of the Moon's angles, then the strongest of
// these with multiples of the mean longitudes of Venus and Earth, or of Earth, Mars and Jupiter.
func candidates() (lunar, planetary []argument) {
	for d := 0; d <= 8; d++ {
		for m := -3; m <= 3; m++ {
			for mp := -6; mp <= 6; mp++ {
				for f := -6; f <= 6; f++ {
					if d == 0 && (m < 0 || m == 0 && (mp < 0 || mp == 0 && f <= 0)) {
						continue // the negative of another one
					}
					lunar = append(lunar, argument{multiples: [8]int{d, m, mp, f}})
				}
			}
		}
	}
	for _, b := range [][4]int{
		{}, {2}, {2, 0, 0, -2}, {0, 0, 0, 2}, {2, 0, -1}, {0, 0, 1}, {0, 0, 2, -2}, {2, 0, -1, -2}, {1}, {2, 0, -2},
		{0, 0, 0, 1}, {2, 0, 0, -1}, {0, 0, 1, -1}, {0, 0, 1, -2},
	} {
		for v := -20; v <= 20; v++ {
			for e := -20; e <= 20; e++ {
				if v != 0 || e != 0 {
					planetary = append(planetary, argument{multiples: [8]int{b[0], b[1], b[2], b[3], v, e}})
				}
			}
		}
		for j := -4; j <= 4; j++ {
			for e := -4; e <= 4; e++ {
				for ma := -4; ma <= 4; ma++ {
					if j != 0 || ma != 0 {
						planetary = append(planetary, argument{multiples: [8]int{b[0], b[1], b[2], b[3], 0, e, ma, j}})
					}
				}
			}
		}
	}
	return lunar, planetary
}

// selection is the state of the search.
type selection struct {
	y, rest  []float64 // samples, and what the selected arguments leave of them
	chosen   []int
	angles   [][8]float64
	selected []argument
	used     map[[8]int]bool
	solution []float64
}

// selectArguments adds, round by round, the candidates that correlate best with what is left, and
// fits again.
func selectArguments(y []float64) ([]argument, error) {
	s := &selection{
		y: y, rest: make([]float64, len(y)), used: map[[8]int]bool{}, angles: make([][8]float64, len(y)),
		chosen: rand.New(rand.NewSource(selectSeed)).Perm(len(y))[:selectFit],
	}
	for _, i := range s.chosen {
		s.angles[i] = nodeAngles(nodeTime(i))
	}
	pool, planetary := candidates()
	planets := false
	if _, err := s.fit(); err != nil {
		return nil, err
	}
	for round := 0; round < selectRounds; round++ {
		some := s.chosen[:15000]
		if round < 3 { // large amplitudes are found with fewer samples
			some = s.chosen[:8000]
		}
		added := s.add(s.correlate(pool, some))
		if added == 0 && planets {
			break
		}
		if added < 4 && !planets {
			planets, pool = true, planetary
			continue
		}
		rms, err := s.fit()
		if err != nil {
			return nil, err
		}
		fmt.Printf("node, round %d: %d arguments, rms %.3f″\n", round, len(s.selected), rms)
	}
	return s.keep(), nil
}

// fit solves for the amplitudes of what is selected and returns the rms of the rest.
func (s *selection) fit() (float64, error) {
	row := func(i int) []float64 { return nodeRow(nodeTime(i), &s.angles[i], s.selected, nil, nil) }
	equations := leastsquares.New(len(row(s.chosen[0])))
	for _, i := range s.chosen {
		equations.Add(row(i), s.y[i])
	}
	solution, err := equations.Solve(nodeRidge)
	if err != nil {
		return 0, err
	}
	s.solution = solution
	squares := 0.0
	for _, i := range s.chosen {
		s.rest[i] = s.y[i]
		for j, x := range row(i) {
			s.rest[i] -= x * solution[j]
		}
		squares += s.rest[i] * s.rest[i]
	}
	return math.Sqrt(squares / float64(len(s.chosen))), nil
}

// found is a candidate with the amplitude that its correlation suggests, ″.
type found struct {
	argument
	amplitude float64
}

// correlate returns the candidates that stand out of the noise, largest first.
func (s *selection) correlate(pool []argument, some []int) (list []found) {
	squares := 0.0
	for _, i := range some {
		squares += s.rest[i] * s.rest[i]
	}
	n := float64(len(some))
	noise := math.Sqrt(squares/n) * math.Sqrt(2/n) * 4.2 // 4.2 standard errors of an amplitude
	for _, c := range pool {
		if s.used[c.multiples] {
			continue
		}
		var a, b float64
		for _, i := range some {
			sin, cos := math.Sincos(c.value(&s.angles[i]))
			a += s.rest[i] * cos
			b += s.rest[i] * sin
		}
		if amplitude := 2 * math.Hypot(a, b) / n; amplitude > selectLeast && amplitude > noise {
			list = append(list, found{c, amplitude})
		}
	}
	slices.SortStableFunc(list, func(a, b found) int {
		switch {
		case a.amplitude > b.amplitude:
			return -1
		case a.amplitude < b.amplitude:
			return 1
		}
		return 0
	})
	return list
}

// add selects from a list what is far enough in frequency from what is selected: 800 years cannot
// separate the others, and a neighbour found in the same round is likely the leakage of a stronger
// one.
func (s *selection) add(list []found) (added int) {
	before := len(s.selected)
	for _, c := range list {
		if added >= selectAtOnce {
			break
		}
		frequency, separate := math.Abs(c.frequency()), true
		for i := range s.selected {
			least := 0.6 // radians per century
			if i >= before {
				least = 1.2
			}
			separate = separate && math.Abs(frequency-math.Abs(s.selected[i].frequency())) >= least
		}
		if !separate {
			continue
		}
		if c.amplitude > 4 {
			c.degree = 1
		}
		if c.amplitude > 80 {
			c.degree = 2
		}
		s.used[c.multiples] = true
		s.selected = append(s.selected, c.argument)
		added++
	}
	return added
}

// keep drops what the last fit has made too small.
func (s *selection) keep() (kept []argument) {
	next := nodeDegree
	for _, a := range s.selected {
		if math.Hypot(s.solution[next], s.solution[next+1]) > selectLeast {
			kept = append(kept, a)
		}
		next += 2 * (a.degree + 1)
	}
	return kept
}
