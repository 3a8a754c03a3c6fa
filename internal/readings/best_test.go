//go:build !js

package readings

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestBestIsTheBeginningOfAStableSort(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 30 {
		values, order := make([]int, n), make([]int, n)
		for i := range values {
			values[i], order[i] = r.IntN(8), i
		}
		slices.SortStableFunc(order, func(i, j int) int { return values[j] - values[i] })
		for most := range n + 3 {
			got := best(n, most, func(i, j int) bool { return values[i] > values[j] })
			assert.Equal(t, append([]int{}, order[:min(most, n)]...), append([]int{}, got...))
		}
	}
}
