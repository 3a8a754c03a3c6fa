package decimal

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// shifted is n·10^-decimals by package strconv and without arithmetic.
func shifted(n int64, decimals int) string {
	digits := strconv.FormatUint(uint64(max(n, -n)), 10)
	if short := decimals + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	point := len(digits) - decimals
	text := digits[:point]
	if rest := strings.TrimRight(digits[point:], "0"); rest != "" {
		text += "." + rest
	}
	if n < 0 {
		text = "-" + text
	}
	return text
}

func TestAppend(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	list := []int64{0, 1, 9, 10, 11, 99, 100, 101, 999, 1000, 1001, 1<<32 - 1, 1 << 32, 1<<32 + 1, math.MaxInt64}
	for range 20000 {
		list = append(list, r.Int64N(int64(1)<<(1+r.IntN(62))), int64(1+r.IntN(999))*int64(math.Pow10(r.IntN(15))))
	}
	for _, n := range list {
		for decimals := range Most + 1 {
			require.Equal(t, shifted(n, decimals), string(Append(nil, n, decimals)))
			require.Equal(t, shifted(-n, decimals), string(Append(nil, -n, decimals)))
		}
	}
}

func TestNearestIsMathRound(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, x := range []float64{0, math.Copysign(0, -1), 0.5, -0.5, 0.49999999999999994, 1.5, 2.5, 1 << 52, 1<<52 + 0.5, 1e300, math.Inf(1), math.Inf(-1)} {
		require.Equal(t, math.Float64bits(math.Round(x)), math.Float64bits(Nearest(x)), x)
	}
	for range 100000 {
		x := (r.Float64() - 0.5) * math.Pow(2, float64(r.IntN(60)))
		require.Equal(t, math.Float64bits(math.Round(x)), math.Float64bits(Nearest(x)), x)
	}
	require.True(t, math.IsNaN(Nearest(math.NaN())))
}

func TestAppendRoundedRounds(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 100000 {
		x, decimals := (r.Float64()-0.5)*math.Pow(10, float64(r.IntN(9))), r.IntN(5)
		want := Append(nil, int64(Nearest(x*float64(powers[decimals]))), decimals)
		require.Equal(t, string(want), string(AppendRounded(nil, x, decimals)), "%v with %d decimals", x, decimals)
	}
	require.Equal(t, "4503599627370497", string(AppendRounded(nil, 1<<52+1, 0)), "no half is added where there is none")
}

func TestRound(t *testing.T) {
	require.Equal(t, 1.24, Round(1.2351, 2))
	require.Equal(t, -2.0, Round(-1.5, 0))
	require.False(t, math.Signbit(Round(-0.0001, 3)), "zero has no sign")
	require.Equal(t, "-1.5", string(AppendRounded(nil, -1.4996, 3)))
	require.Equal(t, "0", string(AppendRounded(nil, -0.0001, 3)))
	require.Equal(t, "12.035", string(AppendRounded(nil, 12.0345, 3)))
}
