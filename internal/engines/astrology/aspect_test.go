package astrology

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

func TestAspects(t *testing.T) {
	for _, tt := range []struct {
		l1, v1, l2, v2 float64
		kind           Kind
		orb            float64
		applying       bool
	}{
		{10, 13, 17, 1, Conjunction, 7, true},  // the Moon comes from behind
		{17, 13, 10, 1, Conjunction, 7, false}, // and has gone by
		{358, 13, 3, 1, Conjunction, 5, true},  // across 0°
		{3, 13, 358, 1, Conjunction, 5, false},
		{10, 1, 68, 1.2, Sextile, 2, true}, // opens towards 60°
		{10, 1, 72, 1.2, Sextile, 2, false},
		{10, 1, 72, -0.2, Sextile, 2, true}, // a retrograde body comes back
		{350, 1, 78, 0.1, Square, 2, false}, // 88°, closing
		{350, 0.1, 78, 1, Square, 2, true},
		{0, 0, 120, 0, Trine, 0, false},         // exact and at rest
		{10, 1, 185, 0.5, Opposition, 5, false}, // 175° and closing
		{10, 0.5, 185, 1, Opposition, 5, true},
		{185, 1, 10, 0.5, Opposition, 5, true}, // the same from the other side
	} {
		a, ok := aspectOf(tt.l1, tt.v1, tt.l2, tt.v2)
		require.True(t, ok, "%v", tt)
		assert.Equal(t, tt.kind, a.Kind, "%v", tt)
		assert.InDelta(t, tt.orb, a.Orb, 1e-9, "%v", tt)
		assert.Equal(t, tt.applying, a.Applying, "%v", tt)
	}
	for _, apart := range []float64{8.001, 55.99, 64.01, 83.99, 96.01, 113.99, 126.01, 171.99} {
		_, ok := aspectOf(0, 1, apart, 1)
		assert.False(t, ok, "%g", apart)
	}
}

// Applying means that the orb is smaller a little later; and the order of the bodies does not matter.
func TestAspectProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	found := 0
	for range 20000 {
		l1, l2 := 360*r.Float64(), 360*r.Float64()
		v1, v2 := 4*r.Float64()-2, 4*r.Float64()-2
		a, ok := aspectOf(l1, v1, l2, v2)
		b, same := aspectOf(l2, v2, l1, v1)
		require.Equal(t, ok, same)
		if !ok {
			continue
		}
		found++
		require.Equal(t, a.Kind, b.Kind)
		require.Equal(t, a.Applying, b.Applying)
		require.InDelta(t, a.Orb, b.Orb, 1e-9)
		const later = 1e-5
		next, ok := aspectOf(jyotish.Wrap360(l1+v1*later), v1, jyotish.Wrap360(l2+v2*later), v2)
		if ok && next.Kind == a.Kind && a.Orb > 1e-3 {
			require.Equal(t, a.Applying, next.Orb < a.Orb)
		}
	}
	assert.Greater(t, found, 5000)
}

func TestPhases(t *testing.T) {
	for elongation, name := range map[float64]string{
		0: "New Moon", 22.4: "New Moon", 337.6: "New Moon", 22.6: "Waxing Crescent", 90: "First Quarter", 135: "Waxing Gibbous",
		180: "Full Moon", 225: "Waning Gibbous", 270: "Last Quarter", 302.9548: "Waning Crescent", 337.4: "Waning Crescent",
	} {
		assert.Equal(t, name, PhaseName(elongation), "%g", elongation)
	}
	assert.InDelta(t, 0.2280, Illumination(302.9548), 1e-4)
	assert.InDelta(t, 0, Illumination(0), 1e-12)
	assert.InDelta(t, 1, Illumination(180), 1e-12)
}
