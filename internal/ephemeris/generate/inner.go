package main

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/witnessos/witnessos/internal/ephemeris/generate/leastsquares"
	"github.com/witnessos/witnessos/internal/ephemeris/generate/oracle"
	"github.com/witnessos/witnessos/internal/ephemeris/generate/sources"
)

// innerPlanets are sampled from 1595 to 2405 with a step each. A coarser grid (40 days) would alias
// fast terms, and the fit would be 20″ of garbage between the samples.
var innerPlanets = []struct {
	name, letter string
	step         float64 // days
	samples      int
}{
	{"mercury", oracle.Mercury, 4, 74025},
	{"venus", oracle.Venus, 10, 29610},
	{"earth", oracle.Earth, 8, 37012},
	{"mars", oracle.Mars, 12, 24675},
}

const (
	innerStart = 2303500.0

	// innerCut is what a wave of VSOP87B must be worth to be kept: 0.003″. Together with the refit
	// it leaves less than 0.1″, in 27 kB.
	innerCut = 0.003

	// secular and strong: a wave of more than 30″ gets corrections × τ and τ², one of more than
	// 3000″ also × τ³. DE431 differs from the theory by drifts of the leading terms.
	secular, strong = 30.0, 3000.0

	// innerRidge keeps pairs of frequencies that 800 years do not separate from fighting.
	innerRidge = 1e-10

	amplitudeUnit = 1e-10
)

// samples are heliocentric longitude, latitude and radius at τ.
type samples struct {
	tau   []float64
	value [][3]float64
}

func fitInner(w *workshop) error {
	if err := sources.Fetch(w.folder); err != nil {
		return err
	}
	for _, p := range innerPlanets {
		rows, err := oracle.Series(p.letter, "x", append([]string{"-hel"}, oracle.Geometric...), innerStart, p.step, p.samples)
		if err != nil {
			return err
		}
		var s samples
		for i, r := range rows {
			l, b, d := oracle.Spherical(oracle.ToEcliptic(r))
			s.value = append(s.value, [3]float64{l, b, d})
			s.tau = append(s.tau, (innerStart+p.step*float64(i)-j2000)/daysPerMillennium)
		}
		full, err := sources.ReadPlanet(w.folder, p.name)
		if err != nil {
			return err
		}
		cut := full.Cut(innerCut * oracle.Arcsecond)
		var fitted [3]slots
		for q := range cut {
			unit := oracle.Arcsecond
			if q == 2 {
				unit *= full.MeanRadius()
			}
			if fitted[q], err = refit(&cut[q], &s, q, unit); err != nil {
				return err
			}
			report(p.name, q, &cut[q], fitted[q], &s, unit)
		}
		if err := w.write(p.name+".part", encodePlanet(fitted)); err != nil {
			return err
		}
	}
	return nil
}

// slots are a refitted coordinate: cosine and sine amplitudes by frequency and power of τ.
type slots map[slot][2]float64

type slot struct {
	frequency float64
	power     int
}

// at evaluates the coordinate.
func (c slots) at(tau float64) (sum float64) {
	for s, a := range c {
		sin, cos := math.Sincos(s.frequency * tau)
		sum += (a[0]*cos + a[1]*sin) * math.Pow(tau, float64(s.power))
	}
	return sum
}

// encodePlanet writes 18 constants (coordinate by power), the frequencies in rising order, then for
// each frequency a mask of the slots it has and its cosine and sine amplitudes there, in units of
// 1e-10.
func encodePlanet(fitted [3]slots) []byte {
	var e encoder
	seen := map[float64]bool{}
	for q := range fitted {
		for k := 0; k < 6; k++ {
			e.float64(fitted[q][slot{0, k}][0])
		}
		for s := range fitted[q] {
			seen[s.frequency] = true
		}
	}
	delete(seen, 0)
	frequencies := slices.Sorted(maps.Keys(seen))
	e.uvarint(uint64(len(frequencies)))
	e.float64(frequencies...)
	for _, f := range frequencies {
		var mask uint64
		var amplitudes [][2]float64
		for q := range fitted {
			for k := 0; k < 6; k++ {
				if a, ok := fitted[q][slot{f, k}]; ok {
					mask |= 1 << (6*q + k)
					amplitudes = append(amplitudes, a)
				}
			}
		}
		e.uvarint(mask)
		for _, a := range amplitudes {
			e.zigzag(a[0] / amplitudeUnit)
			e.zigzag(a[1] / amplitudeUnit)
		}
	}
	return e.data
}

// column of the design matrix: cos or sin of frequency·τ, times (τ/0.4)ᵏ.
type column struct {
	slot
	sine bool
}

// columns lists what is fitted: every frequency of the cut series, in the powers that it has and in
// those that its amplitude earns, and a constant up to τ⁴.
func columns(c *sources.Coordinate, unit float64) (list []column) {
	highest := map[float64]int{}
	amplitude := map[float64]float64{} // ″
	for k := range c {
		for _, w := range c[k] {
			highest[w.Frequency] = max(highest[w.Frequency], k)
			if k == 0 {
				amplitude[w.Frequency] = math.Max(amplitude[w.Frequency], math.Abs(w.Amplitude)/unit)
			}
		}
	}
	highest[0] = max(highest[0], 4)
	for f, a := range amplitude {
		if a > secular {
			highest[f] = max(highest[f], 2)
		}
		if a > strong {
			highest[f] = max(highest[f], 3)
		}
	}
	for _, f := range slices.Sorted(maps.Keys(highest)) {
		for k := 0; k <= highest[f]; k++ {
			list = append(list, column{slot{f, k}, false})
			if f != 0 {
				list = append(list, column{slot{f, k}, true})
			}
		}
	}
	return list
}

// residual of the source, wrapped for the longitude.
func residual(c *sources.Coordinate, tau, value float64, q int) float64 {
	d := value - c.At(tau)
	if q == 0 {
		d = math.Remainder(d, 2*math.Pi)
	}
	return d
}

// refit solves for corrections of a cut coordinate and merges them with it.
func refit(c *sources.Coordinate, s *samples, q int, unit float64) (slots, error) {
	list := columns(c, unit)
	equations := leastsquares.New(len(list))
	row := make([]float64, len(list))
	for i, tau := range s.tau {
		last, sin, cos := math.NaN(), 0.0, 0.0
		for j, col := range list {
			if col.frequency != last {
				sin, cos = math.Sincos(col.frequency * tau)
				last = col.frequency
			}
			row[j] = cos
			if col.sine {
				row[j] = sin
			}
			for k := 0; k < col.power; k++ {
				row[j] *= tau / sources.Epoch400
			}
		}
		equations.Add(row, residual(c, tau, s.value[i][q], q))
	}
	solution, err := equations.Solve(innerRidge)
	if err != nil {
		return nil, err
	}
	fitted := slots{}
	add := func(k slot, cos, sin float64) {
		v := fitted[k]
		fitted[k] = [2]float64{v[0] + cos, v[1] + sin}
	}
	for k := range c {
		for _, w := range c[k] {
			sin, cos := math.Sincos(w.Phase)
			add(slot{w.Frequency, k}, w.Amplitude*cos, -w.Amplitude*sin)
		}
	}
	for j, col := range list {
		x := solution[j] / math.Pow(sources.Epoch400, float64(col.power))
		if col.sine {
			add(col.slot, 0, x)
		} else {
			add(col.slot, x, 0)
		}
	}
	// What the fit has made smaller than a third of the cut is not worth its bytes.
	for k, v := range fitted {
		if k.frequency != 0 && math.Hypot(v[0], v[1])*math.Pow(sources.Epoch400, float64(k.power)) < 0.3*innerCut*unit {
			delete(fitted, k)
		}
	}
	return fitted, nil
}

// report prints the error before and after the fit. It judges on a thinned grid, which is enough to
// see a fit that failed; the judgement that counts is `make accuracy`, on other instants.
func report(name string, q int, cut *sources.Coordinate, fitted slots, s *samples, unit float64) {
	var before, after errorMeter
	for i := 0; i < len(s.tau); i += 7 {
		before.add(residual(cut, s.tau[i], s.value[i][q], q) / unit)
		d := s.value[i][q] - fitted.at(s.tau[i])
		if q == 0 {
			d = math.Remainder(d, 2*math.Pi)
		}
		after.add(d / unit)
	}
	fmt.Printf("%-8s%c %4d amplitudes: cut %s, refitted %s\n", name, "LBR"[q], len(fitted), before, after)
}

// errorMeter collects the largest and the rms error, ″.
type errorMeter struct {
	max, squares float64
	n            int
}

func (m *errorMeter) add(d float64) {
	m.max = math.Max(m.max, math.Abs(d))
	m.squares += d * d
	m.n++
}

func (m errorMeter) String() string {
	return fmt.Sprintf("max %.3f″ rms %.3f″", m.max, math.Sqrt(m.squares/float64(max(m.n, 1))))
}
