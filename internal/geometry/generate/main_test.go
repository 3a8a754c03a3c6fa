package main

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/geometry"
)

// The tolerance is that of the choice between the solutions.
func TestTableIsTheSolution(t *testing.T) {
	solved, shipped := geometry.NewYantra(solution().tables()), geometry.SriYantra()
	for i := range shipped {
		assert.InDelta(t, solved[i].Base, shipped[i].Base, 1e-9, "base %d", i+1)
		assert.InDelta(t, solved[i].Half, shipped[i].Half, 1e-9, "half %d", i+1)
		assert.InDelta(t, solved[i].Apex, shipped[i].Apex, 1e-9, "apex %d", i+1)
	}
}

// The traditional rule comes close, but its points are not triple.
func TestTheTraditionalRuleIsOnlyApproximate(t *testing.T) {
	worst := 0.
	for _, gap := range traditional().equations()[:12] {
		worst = max(worst, gap, -gap)
	}
	assert.Greater(t, worst, 0.005)
	assert.Less(t, worst, 0.05)
}
