package rawjson

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

func checkFloat(t *testing.T, f float64) {
	t.Helper()
	want, err := json.Marshal(f)
	require.NoError(t, err)
	require.Equal(t, string(want), string(AppendFloat(nil, f)), "%b", f)
}

func TestAppendFloatWritesWhatEncodingJSONDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 0.3, 1.0 / 3, 1e-6, 9.9e-7, 1e-7, 1e-9, -1e-10, 1e-300, 5e-324, 0.0000005, 0.1 + 0.2,
		999999999.999999, 1e9 - 1e-6, 1e9, 123456789.1234567, 1e15, 1<<53 + 2, 1e20, 1e21, 1e22, math.MaxFloat64} {
		for range 3 { // the number, and its neighbours on either side
			checkFloat(t, f)
			checkFloat(t, -f)
			if f = math.Nextafter(f, math.Inf(1)); math.IsInf(f, 0) {
				break
			}
		}
	}
	for range 20000 {
		whole := float64(r.Int64N(2e12)) - 1e12
		for decimals := range 9 { // what is rounded to so many decimals
			f := whole / math.Pow10(decimals)
			checkFloat(t, f)
			checkFloat(t, math.Nextafter(f, math.Inf(1)))
		}
		if f := math.Float64frombits(r.Uint64()); f-f == 0 { // any but NaN and infinity
			checkFloat(t, f)
		}
	}
}

func TestAppendFloatOfNoNumberIsNoJSON(t *testing.T) {
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		require.False(t, json.Valid(AppendFloat(nil, f)))
	}
}
