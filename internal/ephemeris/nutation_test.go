package ephemeris

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/soniakeys/meeus/v3/nutation"
	"github.com/stretchr/testify/require"
)

func TestNutationHasTheBitsOfMeeus(t *testing.T) {
	skipWhereFused(t)
	random := rand.New(rand.NewPCG(19, 80))
	for range 20_000 {
		jd := FirstTT + random.Float64()*(LastTT-FirstTT)
		longitude, obliquity := nutation.Nutation(jd)
		gotLongitude, gotObliquity := nutationAt(jd)
		require.Equal(t, longitude.Rad(), gotLongitude)
		require.Equal(t, obliquity.Rad(), gotObliquity)
	}
}

func TestSincosHasTheBitsOfMath(t *testing.T) {
	skipWhereFused(t)
	random := rand.New(rand.NewPCG(3, 14))
	check := func(x float64) {
		sin, cos := math.Sincos(x)
		gotSin, gotCos := sincos(x)
		require.Equal(t, math.Float64bits(sin), math.Float64bits(gotSin), "sin %v", x)
		require.Equal(t, math.Float64bits(cos), math.Float64bits(gotCos), "cos %v", x)
	}
	for eighth := -64.0; eighth <= 64; eighth++ {
		x := eighth * math.Pi / 4
		check(x)
		check(math.Nextafter(x, math.Inf(1)))
		check(math.Nextafter(x, math.Inf(-1)))
	}
	check(math.Copysign(0, -1))
	for range 100_000 {
		check((random.Float64() - 0.5) * math.Pow(10, float64(random.IntN(9))))
	}
}

// skipWhereFused passes over what only holds where the compiler rounds a product before it adds.
func skipWhereFused(t *testing.T) {
	if multiplyAdd(1+0x1p-30, 1-0x1p-30, -1) != 0 {
		t.Skip("this processor fuses multiplication and addition")
	}
}

// multiplyAdd must not be inlined, so that the compiler knows nothing about its arguments.
//
//go:noinline
func multiplyAdd(x, y, z float64) float64 { return x*y + z }
