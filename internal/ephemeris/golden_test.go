package ephemeris_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// goldenBits is the hash of all that the package computes at 500 instants. It is the same natively
// on amd64 and in WebAssembly, so both compute the same bits; run
//
//	GOOS=js GOARCH=wasm go test -exec "$(go env GOROOT)/lib/wasm/go_js_wasm_exec" ./internal/ephemeris
//
// It changes with the tables, with any formula, and with the order of two additions. That is what
// it is for.
const goldenBits = "27681cfab9801116da0660b69329abbcc64939b748706b79b42dc9f6ff635d9d"

// multiplyAdd must stay a function of its own, so that the compiler knows nothing about its
// arguments.
//
//go:noinline
func multiplyAdd(x, y, z float64) float64 { return x*y + z }

// fuses tells whether this compiler rounds x·y + z once (arm64, ppc64, s390x, riscv64, GOAMD64=v3):
// the language allows it, and the last digits of everything depend on it.
func fuses() bool { return multiplyAdd(1+0x1p-30, 1-0x1p-30, -1) != 0 }

func TestTheSameBitsNativelyAndInWasm(t *testing.T) {
	if fuses() {
		t.Skip("this processor fuses multiplication and addition; the limits of the other tests hold all the same")
	}
	hash := sha256.New()
	put := func(values ...any) {
		for _, v := range values {
			require.NoError(t, binary.Write(hash, binary.LittleEndian, v))
		}
	}
	for k, jd := range anyInstants(500, 100) {
		sky, err := ephemeris.Chart(jd)
		require.NoError(t, err)
		fast, err := ephemeris.Longitudes(jd)
		require.NoError(t, err)
		put(sky, fast)
		i, err := ephemeris.FromTT(jd)
		require.NoError(t, err)
		put(i, i.UTC().UnixNano())
		design, err := ephemeris.DesignMoment(jd)
		require.NoError(t, err)
		place := ephemeris.Place{Latitude: float64(k%179) - 89, Longitude: float64(k*7%360) - 180}
		angles, err := ephemeris.AnglesAt(i, place)
		require.NoError(t, err)
		day, err := ephemeris.Daylight(i.UT1, place, ephemeris.UpperLimb)
		require.NoError(t, err)
		put(design, angles, day)
		for _, limb := range []ephemeris.Limb{ephemeris.Tithi, ephemeris.Nakshatra, ephemeris.Yoga} {
			end, err := ephemeris.LimbEnd(limb, jd)
			require.NoError(t, err)
			put(end)
		}
	}
	assert.Equal(t, goldenBits, hex.EncodeToString(hash.Sum(nil)))
}

// nearlySame is a hundred times what fusion changes, degrees, and a millionth of the errors that
// matter.
const nearlySame = 1e-9

func TestNearlyTheSameOnAnyProcessor(t *testing.T) {
	sky, err := ephemeris.Chart(2451545)
	require.NoError(t, err)
	for b, want := range map[ephemeris.Body]float64{
		ephemeris.Sun: 280.3681679231, ephemeris.Moon: 223.3148709673, ephemeris.Mercury: 271.8881287317,
		ephemeris.Venus: 241.5648960377, ephemeris.Mars: 327.9627373458, ephemeris.Jupiter: 25.2530517894,
		ephemeris.Saturn: 40.3956635236, ephemeris.Uranus: 314.8091484289, ephemeris.Neptune: 303.1929956621,
		ephemeris.Pluto: 251.4547513995, ephemeris.Chiron: 251.6175439495, ephemeris.TrueNode: 123.9540978464,
		ephemeris.MeanNode: 125.0406875020, ephemeris.MeanApogee: 263.4642528058,
	} {
		assert.InDelta(t, want, sky.Positions[b].Longitude, nearlySame, "%s", b)
	}
}
