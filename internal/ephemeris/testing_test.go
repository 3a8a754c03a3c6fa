package ephemeris_test

import (
	"math"
	"math/rand/v2"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// apart is how far two longitudes are apart, degrees.
func apart(a, b float64) float64 { return math.Abs(math.Remainder(a-b, 360)) }

// anyInstants are n random ones of the whole range, margin days from its ends, the same in every
// run.
func anyInstants(n int, margin float64) []float64 {
	r := rand.New(rand.NewPCG(1600, 2400))
	jd := make([]float64, n)
	for i := range jd {
		jd[i] = ephemeris.FirstTT + margin + r.Float64()*(ephemeris.LastTT-ephemeris.FirstTT-2*margin)
	}
	return jd
}
