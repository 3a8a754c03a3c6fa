package geometry_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/geometry"
)

func TestSpiralGrowsByPhiInAQuarterTurn(t *testing.T) {
	assert.InDelta(t, 0.306348963, geometry.Growth, 5e-10)
	s := geometry.Spiral{Pole: geometry.Point{X: 5, Y: 6}, Radius: 7, Start: 0.4, Turns: 3}
	for angle := 0.; angle < 12; angle += 0.37 {
		out, in := s.At(angle), s.At(angle+math.Pi/2)
		assert.InDelta(t, 1.6180339887, out.Distance(s.Pole)/in.Distance(s.Pole), 1e-10)
		a, b := out.Sub(s.Pole), in.Sub(s.Pole)
		assert.InDelta(t, 0, (a.X*b.X+a.Y*b.Y)/(a.Distance(geometry.Point{})*b.Distance(geometry.Point{})), tiny, "a right angle")
		assert.InDelta(t, angle, s.Reach(out.Distance(s.Pole)), 1e-9)
	}
}

// Every point of the drawn curves lies within the documented share of its distance from the pole.
func TestSpiralCurves(t *testing.T) {
	s := geometry.Spiral{Radius: 1, Start: 2, Turns: 2}
	curve := s.Curve(16)
	require.Len(t, curve, 2*2*16+1)
	worst := 0.
	for i := 2; i < len(curve); i += 2 {
		for u := 0.; u <= 1; u += 0.05 {
			p := curve[i-2].Times((1 - u) * (1 - u)).Add(curve[i-1].Times(2 * u * (1 - u))).Add(curve[i].Times(u * u))
			distance := p.Distance(s.Pole)
			angle := math.Mod(s.Start-math.Atan2(p.Y, p.X)+8*math.Pi, 2*math.Pi)
			off := math.Inf(1)
			for turn := range 3 {
				off = min(off, math.Abs(s.At(angle+2*math.Pi*float64(turn)).Distance(s.Pole)-distance)/distance)
			}
			worst = max(worst, off)
		}
	}
	assert.Less(t, worst, 1./2000)
}

func TestGoldenRectangles(t *testing.T) {
	pole := geometry.Point{X: 1, Y: -2}
	corners, start := geometry.Rectangle(pole, 4)
	s := geometry.Spiral{Pole: pole, Radius: 4, Start: start, Turns: 4}
	assert.InDelta(t, 0, s.At(0).Distance(corners[0]), tiny)
	long, short := corners[0].Distance(corners[1]), corners[1].Distance(corners[2])
	assert.InDelta(t, geometry.Phi, long/short, tiny)

	// Each cut is as long as the square that it takes off, the next one is its neighbour at a right
	// angle, and the spiral runs through the corner where the two squares meet.
	cuts := geometry.Cuts(corners, 8)
	for i, cut := range cuts {
		assert.InDelta(t, short*math.Pow(geometry.Phi, -float64(i)), cut.Length(), tiny)
		assert.InDelta(t, 0, s.At(float64(i+1)*math.Pi/2).Distance(cut.B), 1e-9, "cut %d", i)
		if i > 0 {
			before := cuts[i-1]
			assert.True(t, before.Near(cut.A, 1e-9), "cut %d begins on the one before", i)
			a, b := before.B.Sub(before.A), cut.B.Sub(cut.A)
			assert.InDelta(t, 0, a.X*b.X+a.Y*b.Y, 1e-9)
		}
	}

	// Both diagonals run through the pole, at right angles.
	first := geometry.Cuts(corners, 1)[0]
	assert.True(t, geometry.Segment{A: corners[1], B: corners[3]}.Near(pole, 1e-9))
	assert.True(t, geometry.Segment{A: first.A, B: corners[2]}.Near(pole, 1e-9))
	a, b := corners[3].Sub(corners[1]), corners[2].Sub(first.A)
	assert.InDelta(t, 0, a.X*b.X+a.Y*b.Y, 1e-9)
}

func TestSeeds(t *testing.T) {
	assert.InDelta(t, 137.507764, geometry.GoldenAngle*180/math.Pi, 1e-6)
	const inner, outer, count = 2., 5., 100
	seeds := geometry.Seeds(count, inner, outer)
	require.Len(t, seeds, count)
	for i, p := range seeds {
		out := p.Distance(geometry.Point{})
		assert.Greater(t, out, inner)
		assert.Less(t, out, outer)
		// Half a seed and all before it lie within: each has the same share of the area.
		assert.InDelta(t, (float64(i)+0.5)/count, (out*out-inner*inner)/(outer*outer-inner*inner), tiny)
		if i > 0 {
			turn := math.Atan2(p.Y, p.X) - math.Atan2(seeds[i-1].Y, seeds[i-1].X)
			assert.InDelta(t, math.Cos(geometry.GoldenAngle), math.Cos(turn), 1e-9)
			assert.InDelta(t, math.Sin(geometry.GoldenAngle), math.Sin(turn), 1e-9)
		}
	}
}

func TestPetals(t *testing.T) {
	const direction, inner, belly, outer, half = 0.7, 1., 2., 3., 0.3
	p := geometry.Petal(direction, inner, belly, outer, half)
	require.Len(t, p, 9)
	assert.Equal(t, p[0], p[8], "closed")
	assert.InDelta(t, inner, p[0].Distance(geometry.Point{}), tiny)
	assert.InDelta(t, outer, p[4].Distance(geometry.Point{}), tiny)
	for i, q := range p {
		// Mirrored along its ray, the outline is the same one backwards.
		mirrored := q.Turned(-direction)
		mirrored.Y = -mirrored.Y
		assert.InDelta(t, 0, mirrored.Turned(direction).Distance(p[8-i]), tiny)
	}
	assert.InDelta(t, half, math.Atan2(p[6].Turned(-direction).Y, p[6].Turned(-direction).X), tiny)

	lotus := geometry.Lotus(direction, inner, outer, half)
	require.Len(t, lotus, 9)
	assert.InDelta(t, inner, lotus[0].Distance(geometry.Point{}), tiny)
	assert.InDelta(t, outer, lotus[4].Distance(geometry.Point{}), tiny)
	assert.InDelta(t, 2*inner*math.Sin(half), lotus[0].Distance(lotus[8]), tiny)
}

func TestLayersAndRosette(t *testing.T) {
	radii := geometry.Layers(4, 1, 16)
	require.Len(t, radii, 5)
	for i, want := range []float64{1, 2, 4, 8, 16} {
		assert.InDelta(t, want, radii[i], tiny)
	}
	for _, c := range geometry.Rosette(7, 3) {
		assert.InDelta(t, c.Radius, c.Center.Distance(geometry.Point{}), tiny, "through the origin")
		assert.Equal(t, 1.5, c.Radius)
	}
}

func TestGatedSquare(t *testing.T) {
	const half, neck, neckEnd, head, headEnd = 10., 2., 11., 4., 13.
	area := func(inset float64) (sum float64) {
		points := geometry.Gated(half, neck, neckEnd, head, headEnd, inset)
		require.Len(t, points, 36)
		for _, s := range geometry.Outline(points...) {
			assert.True(t, s.A.X == s.B.X || s.A.Y == s.B.Y, "only level and upright lines")
			sum += (s.A.X*s.B.Y - s.B.X*s.A.Y) / 2
		}
		for i, p := range points {
			turned := points[(i+9)%36]
			assert.Equal(t, geometry.Point{X: -p.Y, Y: p.X}, turned, "four equal sides")
		}
		return sum
	}
	assert.InDelta(t, 4*half*half+4*(2*neck*(neckEnd-half)+2*head*(headEnd-neckEnd)), area(0), 1e-9)
	assert.Less(t, area(0.3), area(0))
	assert.Less(t, area(0.6), area(0.3))
}
