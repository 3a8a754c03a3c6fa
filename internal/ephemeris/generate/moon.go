package main

import (
	"fmt"
	"math"
	"math/rand"

	"github.com/witnessos/witnessos/internal/ephemeris/generate/leastsquares"
	"github.com/witnessos/witnessos/internal/ephemeris/generate/oracle"
	"github.com/witnessos/witnessos/internal/ephemeris/generate/sources"
)

const (
	moonStart   = 2303500.0
	moonStep    = 0.625 // days
	moonSamples = 473760

	moonSeed  = 3
	moonFit   = 24000 // random samples to fit to
	moonJudge = 30000 // others to judge by

	moonCut    = 0.002 // ″
	radiusCut  = 0.5   // km
	corrected  = 60    // leading waves of longitude and latitude that get corrections
	moonDegree = 6     // unknowns of the polynomial part: T⁰ … T⁵
	moonRidge  = 1e-10

	// shortPhase: a wave worth less than this (″) over four centuries is stored as float32 and
	// without T³ and T⁴.
	shortPhase = 0.1
	kmInArcsec = 1.86 // at the Moon's distance
)

func fitMoon(w *workshop) error {
	if err := sources.Fetch(w.folder); err != nil {
		return err
	}
	moon, err := sources.ReadMoon(w.folder)
	if err != nil {
		return err
	}
	moon.Cut([3]float64{moonCut, moonCut, radiusCut})
	rows, err := oracle.Series(oracle.Moon, "x", oracle.Geometric, moonStart, moonStep, moonSamples)
	if err != nil {
		return err
	}
	order := rand.New(rand.NewSource(moonSeed)).Perm(moonSamples)
	var leading [2][]sources.LunarWave
	var solutions [2][]float64
	for q := range leading {
		leading[q] = append(leading[q], moon.Waves[q][0][:min(corrected, len(moon.Waves[q][0]))]...)
		difference := func(i int) (t, d float64) { return moonDifference(moon, rows, i, q) }
		if solutions[q], err = fitLunar(leading[q], order[:moonFit], difference); err != nil {
			return err
		}
		judgeLunar(q, leading[q], solutions[q], order[moonFit:moonFit+moonJudge], difference)
	}
	for q := range leading {
		correctLunar(moon, q, leading[q], solutions[q])
	}
	return w.write("moon.part", encodeMoon(moon))
}

// moonDifference is sample i less the source, ″, in longitude (q = 0) or latitude (1).
func moonDifference(moon *sources.Moon, rows [][]float64, i, q int) (t, d float64) {
	t = (moonStart + moonStep*float64(i) - j2000) / daysPerCentury
	l, b := toEcliptic(t, rows[i])
	wantL, wantB := moon.LongitudeLatitude(t)
	if q == 1 {
		return t, (b - wantB) / oracle.Arcsecond
	}
	return t, math.Remainder(l-wantL, 2*math.Pi) / oracle.Arcsecond
}

// toEcliptic is longitude and latitude of an ICRS vector in ELP's inertial mean ecliptic of date.
// (P and Q by Laskar, Astron. Astrophys. 157, 59, 1986; Chapront and Francou 2003)
func toEcliptic(t float64, v []float64) (l, b float64) {
	x, y, z := oracle.ToEcliptic(v)
	p := polynomial(t, 0, 0.10180391e-4, 0.47020439e-6, -0.5417367e-9, -0.2507948e-11, 0.463486e-14)
	q := polynomial(t, 0, -0.113469002e-3, 0.12372674e-6, 0.12654170e-8, -0.1371808e-11, -0.320334e-14)
	s := math.Sqrt(1 - p*p - q*q)
	l, b, _ = oracle.Spherical(
		(1-2*p*p)*x+2*p*q*y-2*p*s*z,
		2*p*q*x+(1-2*q*q)*y+2*q*s*z,
		2*p*s*x-2*q*s*y+(1-2*p*p-2*q*q)*z)
	return l, b
}

func polynomial(t float64, c ...float64) float64 {
	sum := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		sum = sum*t + c[i]
	}
	return sum
}

// lunarPowers: up to which power of T the correction of a leading wave goes.
func lunarPowers(w *sources.LunarWave) int {
	switch a := math.Abs(w.Amplitude); {
	case a > 50:
		return 2
	case a > 2:
		return 1
	}
	return 0
}

// lunarRow is a row of the design matrix: powers of T/4, then sine and cosine of each leading wave
// × its powers.
func lunarRow(leading []sources.LunarWave, t float64, row []float64) []float64 {
	row = row[:0]
	t4, x := t/sources.Centuries4, 1.0
	for k := 0; k < moonDegree; k++ {
		row = append(row, x)
		x *= t4
	}
	for j := range leading {
		s, c := math.Sincos(leading[j].Phase(t))
		power := 1.0
		for k := 0; k <= lunarPowers(&leading[j]); k++ {
			row = append(row, s*power, c*power)
			power *= t4
		}
	}
	return row
}

func fitLunar(leading []sources.LunarWave, chosen []int, difference func(int) (t, d float64)) ([]float64, error) {
	row := lunarRow(leading, 0, nil)
	equations := leastsquares.New(len(row))
	for _, i := range chosen {
		t, d := difference(i)
		row = lunarRow(leading, t, row)
		equations.Add(row, d)
	}
	return equations.Solve(moonRidge)
}

func judgeLunar(q int, leading []sources.LunarWave, solution []float64, chosen []int, difference func(int) (t, d float64)) {
	var before, after errorMeter
	var row []float64
	for _, i := range chosen {
		t, d := difference(i)
		before.add(d)
		row = lunarRow(leading, t, row)
		for j, x := range row {
			d -= x * solution[j]
		}
		after.add(d)
	}
	fmt.Printf("moon %c, %d unknowns: cut %s, corrected %s\n", "LB"[q], len(solution), before, after)
}

// correctLunar merges a correction into the series. The polynomial goes to the mean longitude, or
// to terms of a constant sine; the constant part of a wave's correction to its amplitude and phase;
// what grows with T to new waves × T and T².
func correctLunar(moon *sources.Moon, q int, leading []sources.LunarWave, solution []float64) {
	waves := &moon.Waves[q]
	for k := 0; k < moonDegree; k++ {
		x := solution[k] / math.Pow(sources.Centuries4, float64(k))
		if q == 0 && k < len(moon.Mean) {
			moon.Mean[k] += x * oracle.Arcsecond
		} else if k < len(waves) {
			waves[k] = append(waves[k], sources.LunarWave{Amplitude: x, C: [5]float64{math.Pi / 2}})
		}
	}
	next := moonDegree
	for j := range leading {
		wave := &waves[0][j]
		old := *wave
		for k := 0; k <= lunarPowers(&leading[j]); k++ {
			scale := math.Pow(sources.Centuries4, float64(k))
			s, c := solution[next]/scale, solution[next+1]/scale
			next += 2
			if k == 0 {
				wave.Amplitude = math.Hypot(old.Amplitude+s, c)
				wave.C[0] = old.C[0] + math.Atan2(c, old.Amplitude+s)
				continue
			}
			grown := old
			grown.Amplitude = math.Hypot(s, c)
			grown.C[0] = old.C[0] + math.Atan2(c, s)
			if grown.Amplitude*scale > moonCut {
				waves[k] = append(waves[k], grown)
			}
		}
	}
}

// encodeMoon writes the mean longitude; then for each coordinate and power the large waves, as they
// are, and the small ones by columns of float32.
func encodeMoon(moon *sources.Moon) []byte {
	var e encoder
	e.float64(moon.Mean[:]...)
	for q := range moon.Waves {
		for k := range moon.Waves[q] {
			var large, small []sources.LunarWave
			for _, w := range moon.Waves[q][k] {
				w.C[0] = math.Mod(w.C[0], 2*math.Pi)
				worth := math.Abs(w.Amplitude) * math.Pow(sources.Centuries4, float64(k))
				if q == 2 {
					worth /= kmInArcsec
				}
				if worth > shortPhase {
					large = append(large, w)
				} else {
					small = append(small, w)
				}
			}
			e.uvarint(uint64(len(large)))
			for _, w := range large {
				e.float64(w.Amplitude)
				e.float64(w.C[:]...)
			}
			e.uvarint(uint64(len(small)))
			for _, w := range small {
				e.float32(w.Amplitude)
			}
			for j := 0; j < 3; j++ {
				for _, w := range small {
					e.float32(w.C[j])
				}
			}
		}
	}
	return e.data
}
