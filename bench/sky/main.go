// Command sky computes natal and design charts without the engine around them, for the benchmark to
// time from outside, in WebAssembly. Natively it prints what they take here.
package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"time"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// births are random instants of 1950–2030, JD TT, the same in every run.
var births = func() (jd [1000]float64) {
	r := rand.New(rand.NewPCG(1950, 2030))
	for i := range jd {
		jd[i] = 2451545 + (r.Float64()*80-50)*365.25
	}
	return jd
}()

// charts computes n pairs of charts and returns the sum of their Moons, so that nothing of it is for
// nothing: every position with latitude, distance and speed, the instant at which the Sun stood 88°
// back, and every position of that.
//
//go:wasmexport charts
func charts(n int32) (sum float64) {
	for i := range n {
		jd := births[int(i)%len(births)]
		natal, err := ephemeris.Chart(jd)
		if err != nil {
			panic(err)
		}
		moment, err := ephemeris.SunBefore(jd, natal.Positions[ephemeris.Sun].Longitude, ephemeris.DesignArc)
		if err != nil {
			panic(err)
		}
		design, err := ephemeris.Chart(moment)
		if err != nil {
			panic(err)
		}
		sum += natal.Positions[ephemeris.Moon].Longitude + design.Positions[ephemeris.Moon].Longitude
	}
	return sum
}

func main() {
	if runtime.GOOS == "js" {
		select {} // charts is called from outside
	}
	const n = 10000
	charts(n) // decodes the tables
	start := time.Now()
	charts(n)
	skies := time.Since(start)
	start = time.Now()
	bodygraphs(n)
	fmt.Printf("natal and design sky %.1f µs, bodygraph as JSON %.1f µs\n", float64(skies.Microseconds())/n, float64(time.Since(start).Microseconds())/n)
}
