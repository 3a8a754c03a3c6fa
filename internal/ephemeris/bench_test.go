package ephemeris_test

import (
	"math/rand/v2"
	"testing"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// instants are random ones of 1900–2100, the same in every run.
func instants(n int) []float64 {
	r := rand.New(rand.NewPCG(1900, 2100))
	jd := make([]float64, n)
	for i := range jd {
		jd[i] = 2451545 + (r.Float64()-0.5)*73000
	}
	return jd
}

func benchmark(b *testing.B, f func(jd float64) (float64, error)) {
	jd := instants(1000)
	_, err := f(jd[0]) // decodes the tables
	sum := 0.0
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		x, e := f(jd[i%len(jd)])
		sum += x
		if e != nil {
			err = e
		}
	}
	if err != nil || sum == 0 {
		b.Fatal(err, sum)
	}
}

func BenchmarkChart(b *testing.B) {
	benchmark(b, func(jd float64) (float64, error) {
		s, err := ephemeris.Chart(jd)
		return s.Positions[ephemeris.Moon].Longitude, err
	})
}

func BenchmarkLongitudes(b *testing.B) {
	benchmark(b, func(jd float64) (float64, error) {
		l, err := ephemeris.Longitudes(jd)
		return l[ephemeris.Moon], err
	})
}

func BenchmarkSun(b *testing.B) {
	benchmark(b, func(jd float64) (float64, error) {
		p, err := ephemeris.SunAt(jd)
		return p.Longitude, err
	})
}

// BenchmarkNatalAndDesign is what a Human Design chart costs: longitudes, the 88° solve,
// longitudes.
func BenchmarkNatalAndDesign(b *testing.B) {
	benchmark(b, func(jd float64) (float64, error) {
		natal, err := ephemeris.Longitudes(jd)
		if err != nil {
			return 0, err
		}
		t, err := ephemeris.SunBefore(jd, natal[ephemeris.Sun], ephemeris.DesignArc)
		if err != nil {
			return 0, err
		}
		design, err := ephemeris.Longitudes(t)
		return natal[ephemeris.Moon] + design[ephemeris.Moon], err
	})
}

// BenchmarkNatalAndDesignCharts is the same with latitudes, distances and speeds.
func BenchmarkNatalAndDesignCharts(b *testing.B) {
	benchmark(b, func(jd float64) (float64, error) {
		natal, err := ephemeris.Chart(jd)
		if err != nil {
			return 0, err
		}
		t, err := ephemeris.SunBefore(jd, natal.Positions[ephemeris.Sun].Longitude, ephemeris.DesignArc)
		if err != nil {
			return 0, err
		}
		design, err := ephemeris.Chart(t)
		return natal.Positions[ephemeris.Moon].Longitude + design.Positions[ephemeris.Moon].Longitude, err
	})
}

func BenchmarkTithiEnd(b *testing.B) {
	benchmark(b, func(jd float64) (float64, error) { return ephemeris.LimbEnd(ephemeris.Tithi, jd) })
}
