package ephemeris

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// packChecksum is what the generator prints. The pack changes only together with it, and with the
// golden test.
const packChecksum = "d097008d97eba128bed48712f92b9f9a1215fe6c4a3d9ff27dbe3fc59a724076"

func TestPackIsTheOneThatWasMeasured(t *testing.T) {
	sum := sha256.Sum256(packed)
	assert.Equal(t, packChecksum, hex.EncodeToString(sum[:]))
	assert.Less(t, len(packed), 100_000, "the budget of the tables is 100 kB")
}

func TestEmbeddedPackDecodes(t *testing.T) {
	tables, err := decode(packed)
	require.NoError(t, err)
	for name, n := range map[string][2]int{
		"frequencies of Mercury": {len(tables.mercury.frequencies), 211},
		"frequencies of Venus":   {len(tables.venus.frequencies), 137},
		"frequencies of Earth":   {len(tables.earth.frequencies), 206},
		"frequencies of Mars":    {len(tables.mars.frequencies), 373},
		"segments of Chiron":     {tables.chiron.segments, 93},
		"waves of the node":      {len(tables.node.steady) + len(tables.node.swinging), 275 + 240},
	} {
		assert.Equal(t, n[1], n[0], name)
	}
}

func TestDamagedPacksAreErrors(t *testing.T) {
	for _, pack := range [][]byte{nil, {0}, packed[:1], packed[:len(packed)-1], append(bytes.Clone(packed), 0)} {
		_, err := decode(pack)
		assert.ErrorIs(t, err, errTables, "%d bytes", len(pack))
	}
	for n := 0; n < len(packed); n += 97 {
		_, err := decode(packed[:n])
		require.ErrorIs(t, err, errTables, "cut after %d bytes", n)
	}
}

func TestPacksWithWrongBytesNeverPanic(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 300 {
		pack := bytes.Clone(packed)
		for range 1 + r.IntN(8) {
			pack[r.IntN(len(pack))] = byte(r.Uint32())
		}
		evaluate(pack)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{})
	f.Add(packed[:5000])
	f.Add(packed)
	f.Fuzz(func(_ *testing.T, pack []byte) { evaluate(pack) })
}

// evaluate uses what decodes: a pack that is accepted must not make an evaluation panic.
func evaluate(pack []byte) {
	t, err := decode(pack)
	if err != nil {
		return
	}
	for _, jd := range []float64{FirstTT, j2000, LastTT} {
		for _, p := range []*planetSeries{&t.mercury, &t.venus, &t.earth, &t.mars} {
			p.at(jd)
		}
		for _, c := range []*chebyshev{&t.jupiter, &t.saturn, &t.uranus, &t.neptune, &t.pluto, &t.chiron} {
			c.at(jd)
		}
		t.moon.at(jd, true)
		t.node.at(jd, true)
	}
}

// segmentJump is how far a position may jump where a Chebyshev series hands over to the next, ″:
// twice the error of each. The largest in the tables is 0.06″.
const segmentJump = 0.1

func TestPositionsAreContinuousAtSegmentBorders(t *testing.T) {
	tables, err := decoded()
	require.NoError(t, err)
	const h = 1e-6
	borders := 0
	for body, c := range map[Body]*chebyshev{
		Jupiter: &tables.jupiter, Saturn: &tables.saturn, Uranus: &tables.uranus, Neptune: &tables.neptune,
		Pluto: &tables.pluto, Chiron: &tables.chiron,
	} {
		for s := 1; s < c.segments; s++ {
			border := c.start + c.span*float64(s)
			if border-h < FirstTT || border+h > LastTT {
				continue
			}
			before, err := Chart(border - h)
			require.NoError(t, err)
			after, err := Chart(border + h)
			require.NoError(t, err)
			a, b := before.Positions[body], after.Positions[body]
			assert.InDelta(t, 0, 3600*wrap180(b.Longitude-a.Longitude-2*h*a.Speed), segmentJump, "%s at JD %f", body, border)
			assert.InDelta(t, 0, 3600*(b.Latitude-a.Latitude), segmentJump, "%s at JD %f", body, border)
			borders++
		}
	}
	assert.Greater(t, borders, 190)
}

func TestChebyshevDerivative(t *testing.T) {
	k := []float64{0.3, -1.2, 0.7, 0.05, -0.4}
	for x := -0.99; x < 1; x += 0.11 {
		const h = 1e-6
		value, slope := clenshaw(k, x)
		a, _ := clenshaw(k, x-h)
		b, _ := clenshaw(k, x+h)
		assert.InDelta(t, (b-a)/(2*h), slope, 1e-8)
		direct := 0.0 // Tⱼ(cos θ) = cos jθ
		for j, c := range k {
			direct += c * math.Cos(float64(j)*math.Acos(x))
		}
		assert.InDelta(t, direct, value, 1e-12)
	}
}
