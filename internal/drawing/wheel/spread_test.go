package wheel

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNorm(t *testing.T) {
	for in, want := range map[float64]float64{0: 0, 360: 0, -1: 359, 725: 5, -725: 355, -1e-20: 0} {
		assert.InDelta(t, want, norm(in), 1e-9)
	}
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		assert.Zero(t, norm(bad))
	}
}

func bodiesAt(angles ...float64) []item {
	var items []item
	for _, a := range angles {
		items = append(items, item{angle: norm(a), room: bodyRoom, weight: 1})
	}
	return items
}

func turned(from, to float64) float64 {
	d := norm(to - from)
	if d > 180 {
		d -= 360
	}
	return d
}

func TestWhatHasRoomStaysInPlace(t *testing.T) {
	for _, angles := range [][]float64{{}, {17}, {0, 90, 180, 270}, {359, 10, 30}, {120, 1, 240}} {
		for i, p := range spread(bodiesAt(angles...)) {
			assert.InDelta(t, 0, turned(angles[i], p), 1e-9)
		}
	}
}

func TestTwoBodiesShareTheirWay(t *testing.T) {
	p := spread(bodiesAt(359.9, 0.1))
	assert.InDelta(t, 360-bodyRoom, p[0], 1e-9)
	assert.InDelta(t, bodyRoom, p[1], 1e-9)
}

func TestLinesPushBodiesAside(t *testing.T) {
	items := append(bodiesAt(10.2, 9.8), item{angle: 10, room: cuspRoom, weight: 1e6})
	p := spread(items)
	assert.InDelta(t, 10+bodyRoom+cuspRoom, p[0], 1e-4)
	assert.InDelta(t, 10-bodyRoom-cuspRoom, p[1], 1e-4, "each stays on its side")
	assert.InDelta(t, 10, p[2], 1e-4, "the line is as good as fixed")
}

// Properties: everyone has room and the order around the circle is kept.
func TestSpreadProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + rng.IntN(20)
		spreadOver := []float64{1, 20, 90, 360}[rng.IntN(4)]
		start := rng.Float64() * 360
		var angles []float64
		for range n {
			angles = append(angles, start+rng.Float64()*spreadOver)
		}
		items := bodiesAt(angles...)
		for range rng.IntN(13) {
			items = append(items, item{angle: rng.Float64() * 360, room: cuspRoom, weight: 1e6})
		}
		placed := spread(items)

		order := make([]int, len(items))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(norm(items[a].angle), norm(items[b].angle)) })
		around := 0.0
		for i, a := range order {
			b := order[(i+1)%len(order)]
			const hair = 1e-6 // lines may coincide, so rounding may swap them
			between := norm(placed[b]-placed[a]+hair) - hair
			if len(order) > 1 {
				assert.GreaterOrEqual(t, between, apart(items[a], items[b])-hair, "everyone has room")
			}
			around += between
		}
		if len(order) > 1 {
			assert.InDelta(t, 360, around, 1e-4, "the order around the circle is kept")
		}
	}
}

func TestMoreThanTheCircleHolds(t *testing.T) {
	angles := make([]float64, 100)
	p := spread(bodiesAt(angles...))
	slices.Sort(p)
	for i := range p {
		assert.InDelta(t, 3.6, norm(p[(i+1)%100]-p[i]), 1e-6)
	}
}
