package main

import (
	"math"
	"math/rand"

	"github.com/witnessos/witnessos/internal/ephemeris/accuracy"
	"github.com/witnessos/witnessos/internal/ephemeris/generate/oracle"
)

// hardInstants looks for the instants at which an ephemeris is most likely to fail: n of them, in
// proportions.
func hardInstants(r *rand.Rand, n int) (list []accuracy.Instant, err error) {
	share := func(of200 int) int { return int(math.Ceil(float64(of200) * float64(n) / 200)) }
	add := func(set string, instants []float64) error {
		for _, t := range instants {
			if len(list) >= n {
				break
			}
			in, err := sampleInstant(set, t)
			if err != nil {
				return err
			}
			list = append(list, in)
		}
		return nil
	}
	sun, err := daily(oracle.Sun)
	if err != nil {
		return nil, err
	}
	for _, planet := range "23456789" {
		found, err := behindSun(r, sun, string(planet), share(9))
		if err == nil {
			err = add("behind-sun", found)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, planet := range "23456789D" {
		found, err := stations(r, string(planet), share(5))
		if err == nil {
			err = add("station", found)
		}
		if err != nil {
			return nil, err
		}
	}
	found, err := nodeExtremes(r, share(20))
	if err == nil {
		err = add("node-extreme", found)
	}
	if err != nil {
		return nil, err
	}
	for _, p := range outerPlanets {
		for i := 0; i < share(8); i++ {
			boundary := outerFirst + p.span*float64(1+r.Intn(int((year2400-outerFirst)/p.span)))
			if err := add("segment", []float64{boundary + []float64{0, 1e-5, -1e-5, 0.01, -0.01}[i%5]}); err != nil {
				return nil, err
			}
		}
	}
	if err := add("range-end", []float64{year1600, year1600 + 1e-3, year2400, year2400 - 1e-3}); err != nil {
		return nil, err
	}
	for len(list) < n { // longitude of the Sun near 0°
		year := r.Intn(800)
		t := 2451623.8 + 365.24238*float64(year-400) + r.Float64()*0.4 - 0.2
		if err := add("equinox", []float64{t}); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func wrap(x float64) float64 { return math.Remainder(x, 360) }

// daily returns longitude, latitude, distance and speed for every day of 1600–2400.
func daily(letter string) ([][]float64, error) {
	return oracle.Series(letter, "lbRs", []string{"-speed"}, year1600, 1, int(year2400-year1600))
}

// behindSun finds instants at which the planet is on the far side within the disc of the Sun.
func behindSun(r *rand.Rand, sun [][]float64, letter string, n int) (list []float64, err error) {
	planet, err := daily(letter)
	if err != nil {
		return nil, err
	}
	var conjunctions []float64
	for i := 1; i < len(planet); i++ {
		a, b := wrap(planet[i-1][0]-sun[i-1][0]), wrap(planet[i][0]-sun[i][0])
		if a*b > 0 || math.Abs(a-b) > 90 || planet[i][2] < sun[i][2] {
			continue
		}
		x := a / (a - b)
		if math.Abs(planet[i-1][1]+x*(planet[i][1]-planet[i-1][1])) < 0.24 {
			conjunctions = append(conjunctions, year1600+float64(i-1)+x)
		}
	}
	for try := 0; len(list) < n && len(conjunctions) > 0 && try < 1000; try++ {
		t := conjunctions[r.Intn(len(conjunctions))] + (r.Float64()-0.5)*0.5
		rows, err := oracle.At(t, oracle.Sun+letter)
		if err != nil {
			return nil, err
		}
		disc := 959.63 / 3600 / rows[0][2]
		if math.Hypot(wrap(rows[1][0]-rows[0][0])*math.Cos(rows[1][1]*math.Pi/180), rows[1][1]-rows[0][1]) < disc {
			list = append(list, t)
		}
	}
	return list, nil
}

// stations finds instants at which the longitude stands still.
func stations(r *rand.Rand, letter string, n int) (list []float64, err error) {
	planet, err := daily(letter)
	if err != nil {
		return nil, err
	}
	var days []int
	for i := 1; i < len(planet); i++ {
		if planet[i-1][3]*planet[i][3] < 0 {
			days = append(days, i)
		}
	}
	for len(list) < n {
		i := days[r.Intn(len(days))]
		low, high, sign := year1600+float64(i-1), year1600+float64(i), planet[i-1][3]
		for range 24 {
			middle := (low + high) / 2
			rows, err := oracle.At(middle, letter)
			if err != nil {
				return nil, err
			}
			if rows[0][3]*sign > 0 {
				low = middle
			} else {
				high = middle
			}
		}
		list = append(list, low)
	}
	return list, nil
}

// nodeExtremes finds where the true node departs most from the mean one.
func nodeExtremes(r *rand.Rand, n int) (list []float64, err error) {
	mean, err := daily(oracle.MeanNode)
	if err != nil {
		return nil, err
	}
	osculating, err := daily(oracle.TrueNode)
	if err != nil {
		return nil, err
	}
	distance := func(i int) float64 { return math.Abs(wrap(osculating[i][0] - mean[i][0])) }
	var candidates []float64
	for i := 1; i < len(osculating)-1; i++ {
		if distance(i) > 1.5 && distance(i) > distance(i-1) && distance(i) >= distance(i+1) {
			candidates = append(candidates, year1600+float64(i))
		}
	}
	for len(list) < n {
		list = append(list, candidates[r.Intn(len(candidates))]+r.Float64()-0.5)
	}
	return list, nil
}
