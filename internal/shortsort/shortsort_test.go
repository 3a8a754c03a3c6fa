package shortsort_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/shortsort"
)

func TestLikeSlices(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 40 {
		numbers := make([]int, n)
		for i := range numbers {
			numbers[i] = random.IntN(20)
		}
		want, got := slices.Clone(numbers), slices.Clone(numbers)
		slices.Sort(want)
		shortsort.Sort(got)
		assert.Equal(t, want, got)

		pairs := make([][2]int, n)
		for i := range pairs {
			pairs[i] = [2]int{numbers[i], i}
		}
		first := func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) }
		stable := slices.Clone(pairs)
		slices.SortStableFunc(stable, first)
		shortsort.SortFunc(pairs, first)
		assert.Equal(t, stable, pairs)
	}
}
