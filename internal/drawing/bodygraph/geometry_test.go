package bodygraph

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// channelCenters is the table of the specification, 3.2: each channel with the centers in
// the order of its gates.
var channelCenters = map[[2]int][2]string{
	{1, 8}: {"g", "throat"}, {2, 14}: {"g", "sacral"}, {3, 60}: {"sacral", "root"},
	{4, 63}: {"ajna", "head"}, {5, 15}: {"sacral", "g"}, {6, 59}: {"solar_plexus", "sacral"},
	{7, 31}: {"g", "throat"}, {9, 52}: {"sacral", "root"}, {10, 20}: {"g", "throat"},
	{10, 34}: {"g", "sacral"}, {10, 57}: {"g", "spleen"}, {11, 56}: {"ajna", "throat"},
	{12, 22}: {"throat", "solar_plexus"}, {13, 33}: {"g", "throat"}, {16, 48}: {"throat", "spleen"},
	{17, 62}: {"ajna", "throat"}, {18, 58}: {"spleen", "root"}, {19, 49}: {"root", "solar_plexus"},
	{20, 34}: {"throat", "sacral"}, {20, 57}: {"throat", "spleen"}, {21, 45}: {"heart", "throat"},
	{23, 43}: {"throat", "ajna"}, {24, 61}: {"ajna", "head"}, {25, 51}: {"g", "heart"},
	{26, 44}: {"heart", "spleen"}, {27, 50}: {"sacral", "spleen"}, {28, 38}: {"spleen", "root"},
	{29, 46}: {"sacral", "g"}, {30, 41}: {"solar_plexus", "root"}, {32, 54}: {"spleen", "root"},
	{34, 57}: {"sacral", "spleen"}, {35, 36}: {"throat", "solar_plexus"}, {37, 40}: {"solar_plexus", "heart"},
	{39, 55}: {"root", "solar_plexus"}, {42, 53}: {"sacral", "root"}, {47, 64}: {"ajna", "head"},
}

func centerOf(t *testing.T, gate int) center {
	t.Helper()
	i := slices.IndexFunc(centers[:], func(c center) bool { return slices.Contains(c.gates, gate) })
	require.GreaterOrEqual(t, i, 0, "gate %d has no center", gate)
	return centers[i]
}

// inside is the distance of p from the nearest edge of a convex shape, negative outside of it.
func inside(p point, shape []point) float64 {
	least := math.Inf(1)
	for i, a := range shape {
		b := shape[(i+1)%len(shape)]
		// The corners run clockwise on the screen, so the inside is on the right.
		d := ((b.x-a.x)*(p.y-a.y) - (b.y-a.y)*(p.x-a.x)) / math.Hypot(b.x-a.x, b.y-a.y)
		least = math.Min(least, d)
	}
	return least
}

func clockwise(shape []point) []point {
	area := 0.0
	for i, a := range shape {
		b := shape[(i+1)%len(shape)]
		area += a.x*b.y - b.x*a.y
	}
	if area > 0 {
		return shape
	}
	turned := slices.Clone(shape)
	slices.Reverse(turned)
	return turned
}

func TestEveryGateLiesInItsCenter(t *testing.T) {
	seen := map[int]bool{}
	for _, c := range centers {
		for _, g := range c.gates {
			assert.False(t, seen[g], "gate %d belongs to two centers", g)
			seen[g] = true
			assert.Greater(t, inside(gates[g], clockwise(c.shape)), gateRadius+1, "the disc of gate %d leaves %s", g, c.name)
		}
	}
	assert.Len(t, seen, 64)
}

func TestNoTwoGatesTouch(t *testing.T) {
	for a := 1; a <= 64; a++ {
		for b := a + 1; b <= 64; b++ {
			distance := math.Hypot(gates[a].x-gates[b].x, gates[a].y-gates[b].y)
			assert.Greater(t, distance, 2*gateRadius+1, "gates %d and %d", a, b)
		}
	}
}

func TestCentersKeepTheirDistance(t *testing.T) {
	for i, a := range centers {
		for _, b := range centers[i+1:] {
			for _, p := range outline(a.shape) {
				assert.Less(t, inside(p, clockwise(b.shape)), -15.0, "%s and %s", a.name, b.name)
			}
		}
	}
}

func outline(shape []point) []point {
	var points []point
	for i, a := range shape {
		b := shape[(i+1)%len(shape)]
		for k := range 40 {
			f := float64(k) / 40
			points = append(points, point{a.x + (b.x-a.x)*f, a.y + (b.y-a.y)*f})
		}
	}
	return points
}

// ways gives the arms of all 36 channels by their gates.
func ways(t *testing.T) map[[2]int][2]arm {
	t.Helper()
	all := map[[2]int][2]arm{}
	for _, r := range routes {
		a, b := r.halve()
		require.Equal(t, r.gates, [2]int{a.gate, b.gate})
		key := r.gates
		if key[0] > key[1] {
			key, a, b = [2]int{key[1], key[0]}, b, a
		}
		all[key] = [2]arm{a, b}
	}
	byGate := map[int]arm{}
	for _, a := range integrationArms() {
		byGate[a.gate] = a
	}
	for _, pair := range integrationChannels {
		all[pair] = [2]arm{byGate[pair[0]], byGate[pair[1]]}
	}
	return all
}

func TestEveryChannelConnectsItsGates(t *testing.T) {
	all := ways(t)
	assert.Len(t, all, 36)
	for pair, names := range channelCenters {
		arms, ok := all[pair]
		if !assert.True(t, ok, "channel %v is not drawn", pair) {
			continue
		}
		for i, a := range arms {
			assert.Equal(t, pair[i], a.gate)
			assert.Equal(t, gates[pair[i]], a.p[0], "the arm of %d starts at its gate", pair[i])
			assert.Equal(t, names[i], centerOf(t, pair[i]).key, "gate %d of channel %v", pair[i], pair)
		}
		assert.Equal(t, arms[0].p[3], arms[1].p[3], "the arms of %v meet", pair)
	}
}

func TestEveryGateHasOneArm(t *testing.T) {
	count := map[int]int{}
	for _, r := range routes {
		count[r.gates[0]]++
		count[r.gates[1]]++
	}
	for _, a := range integrationArms() {
		count[a.gate]++
	}
	assert.Len(t, count, 64)
	for g, n := range count {
		assert.Equal(t, 1, n, "gate %d", g)
	}
}

func (a arm) at(t float64) point {
	u := 1 - t
	f := [4]float64{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t}
	var p point
	for i, q := range a.p {
		p.x += f[i] * q.x
		p.y += f[i] * q.y
	}
	return p
}

func line(a, b arm) []point {
	var points []point
	for k := 0; k <= 40; k++ {
		points = append(points, a.at(float64(k)/40))
	}
	for k := 39; k >= 0; k-- {
		points = append(points, b.at(float64(k)/40))
	}
	return points
}

func TestChannelsStayClearOfOtherCenters(t *testing.T) {
	const halfCasing = 5.75
	for pair, arms := range ways(t) {
		own := []string{centerOf(t, pair[0]).key, centerOf(t, pair[1]).key}
		for _, c := range centers {
			if slices.Contains(own, c.key) {
				continue
			}
			for _, p := range line(arms[0], arms[1]) {
				assert.Less(t, inside(p, clockwise(c.shape)), -halfCasing-2, "channel %v touches %s", pair, c.name)
			}
		}
	}
}

// An arm shows its colour only where no center covers it: both halves of every channel have
// to be seen.
func TestBothHalvesOfEveryChannelAreSeen(t *testing.T) {
	for pair, arms := range ways(t) {
		for _, a := range arms {
			seen := 0.0
			for k := range 400 {
				p, q := a.at(float64(k)/400), a.at(float64(k+1)/400)
				if inside(p, clockwise(centerOf(t, pair[0]).shape)) < 0 && inside(p, clockwise(centerOf(t, pair[1]).shape)) < 0 {
					seen += math.Hypot(q.x-p.x, q.y-p.y)
				}
			}
			assert.Greater(t, seen, 8.0, "the arm of gate %d in channel %v", a.gate, pair)
		}
	}
}

// 26–44 has to cross what joins G and Sacral, and the arm of gate 34; nothing else crosses.
func TestOnlyTheUnavoidableChannelsCross(t *testing.T) {
	figures := map[[2]int][]point{}
	for _, r := range routes {
		a, b := r.halve()
		figures[r.gates] = line(a, b)
	}
	for _, a := range integrationArms() {
		figures[[2]int{a.gate, 0}] = line(a, a)[:41]
	}
	expected := map[[2]int]bool{{15, 5}: true, {2, 14}: true, {46, 29}: true, {34, 0}: true}
	for ka, a := range figures {
		for kb, b := range figures {
			if ka == kb || ka[1] == 0 && kb[1] == 0 {
				continue
			}
			want := ka == [2]int{44, 26} && expected[kb] || kb == [2]int{44, 26} && expected[ka]
			assert.Equal(t, want, cross(a, b), "%v and %v", ka, kb)
		}
	}
}

func cross(a, b []point) bool {
	side := func(p, q, r point) float64 { return (q.x-p.x)*(r.y-p.y) - (q.y-p.y)*(r.x-p.x) }
	for i := 1; i < len(a); i++ {
		for j := 1; j < len(b); j++ {
			if side(a[i-1], a[i], b[j-1])*side(a[i-1], a[i], b[j]) < 0 && side(b[j-1], b[j], a[i-1])*side(b[j-1], b[j], a[i]) < 0 {
				return true
			}
		}
	}
	return false
}
