package wheel

import (
	"math"
	"slices"
	"sort"
)

// norm takes an angle into [0, 360). What is not a finite number counts as 0.
func norm(deg float64) float64 {
	if math.IsNaN(deg) || math.IsInf(deg, 0) {
		return 0
	}
	deg = math.Mod(deg, 360)
	if deg < 0 {
		deg += 360
	}
	if deg >= 360 { // -1e-20 + 360
		return 0
	}
	return deg
}

// item is something on a circle that needs room on both sides, all in degrees. A heavy item
// hardly moves: a line is as good as fixed.
type item struct{ angle, room, weight float64 }

// apart is the least angle between neighbours. Lines may coincide.
func apart(a, b item) float64 {
	if a.weight > 1 && b.weight > 1 {
		return 0
	}
	return a.room + b.room
}

// spread moves items as little as possible, in the sense of weighted least squares, so that
// neighbours have their room and all keep their order. The results belong to the items by
// index. If there is not enough room on the circle, everyone gets proportionally less.
//
// The circle is cut in the middle of its widest empty arc. On the line that is left, with
// z = x less the room that all the items before need, the condition reads "z does not
// decrease", which is isotonic regression: the pool-adjacent-violators algorithm solves it
// exactly, and clamping z keeps the first and the last apart across the cut.
func spread(items []item) []float64 {
	n := len(items)
	placed := make([]float64, n)
	if n == 0 {
		return placed
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return items[order[i]].angle < items[order[j]].angle })
	first, widest := 0, -1.0
	for i := range order {
		empty := items[order[i]].angle - items[order[(i+n-1)%n]].angle
		if i == 0 {
			empty += 360
		}
		if empty > widest {
			first, widest = i, empty
		}
	}
	order = slices.Concat(order[first:], order[:first])
	cut := items[order[0]].angle - widest/2

	// needed[i] is the room from the first item to item i, needed[n] once around to the first.
	needed := make([]float64, n+1)
	for i := range n {
		needed[i+1] = needed[i] + apart(items[order[i]], items[order[(i+1)%n]])
	}
	if needed[n] > 360 {
		scale := 360 / needed[n]
		for i := range needed {
			needed[i] *= scale
		}
	}
	type block struct {
		sum, weight float64
		count       int
	}
	var blocks []block
	for i, k := range order {
		x := items[k].angle
		if x < cut {
			x += 360
		}
		blocks = append(blocks, block{(x - needed[i]) * items[k].weight, items[k].weight, 1})
		for len(blocks) > 1 {
			a, b := blocks[len(blocks)-2], blocks[len(blocks)-1]
			if a.sum/a.weight < b.sum/b.weight {
				break
			}
			blocks = append(blocks[:len(blocks)-2], block{a.sum + b.sum, a.weight + b.weight, a.count + b.count})
		}
	}
	across := (needed[n] - needed[n-1]) / 2 // on each side of the cut
	low, high := cut+across, cut+360-across-needed[n-1]
	i := 0
	for _, b := range blocks {
		z := math.Min(math.Max(b.sum/b.weight, low), high)
		for range b.count {
			placed[order[i]] = norm(z + needed[i])
			i++
		}
	}
	return placed
}
