package jsontext

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDecimals(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 9))
	for range 20000 {
		decimals := random.IntN(9)
		steps := math.Pow(10, float64(decimals))
		x := math.Round((random.Float64()-0.5)*math.Pow(10, float64(random.IntN(6)))*steps) / steps
		want, err := json.Marshal(x + 0)
		require.NoError(t, err)
		if math.Abs(x) < 1e-6 && x != 0 {
			continue // encoding/json writes an exponent
		}
		w := Writer{}
		w.Decimal("", x, decimals)
		require.Equal(t, string(want), string(w.B), "%v with %d decimals", x, decimals)
	}
	for range 2000 { // Julian dates
		x := math.Round((2305448+random.Float64()*292194)*1e8) / 1e8
		want, err := json.Marshal(x)
		require.NoError(t, err)
		w := Writer{}
		w.Decimal("", x, 8)
		require.Equal(t, string(want), string(w.B))
	}
}

func TestNumbers(t *testing.T) {
	for _, x := range []float64{0, 1, -0.25, 1e-6, 9.99e-7, -1e21, 9e20, 1. / 3, math.MaxFloat64, 5e-324} {
		want, err := json.Marshal(x)
		require.NoError(t, err)
		w := Writer{}
		w.Number("", x)
		got, err := w.Done()
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got))
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		var number, decimal Writer
		number.Number("", x)
		decimal.Decimal("", x, 2)
		_, err := number.Done()
		assert.ErrorIs(t, err, ErrNotANumber)
		_, err = decimal.Done()
		assert.ErrorIs(t, err, ErrNotANumber)
	}
}
