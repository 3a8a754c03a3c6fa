package mandala

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWheelIsABijection(t *testing.T) {
	seen := map[int]bool{}
	for i := range Gates {
		gate := GateAt(i)
		assert.False(t, seen[gate])
		seen[gate] = true
		assert.Equal(t, i, Index(gate))
		assert.Equal(t, gate, GateAt(i-Gates))
		assert.Equal(t, gate, GateAt(i+Gates))
	}
	assert.Len(t, seen, 64)

	addresses := map[Address]bool{}
	for u := range Units {
		addresses[At(start+(float64(u)+0.5)/unitsPerDegree)] = true
	}
	assert.Len(t, addresses, Units, "every base has an address of its own")
}

// The start degrees of the specification, §2.4.
const startDegrees = `
41:302 19:307.625 13:313.25 49:318.875 30:324.5 55:330.125 37:335.75 63:341.375 22:347 36:352.625 25:358.25 17:3.875 21:9.5 51:15.125 42:20.75 3:26.375
27:32 24:37.625 2:43.25 23:48.875 8:54.5 20:60.125 16:65.75 35:71.375 45:77 12:82.625 15:88.25 52:93.875 39:99.5 53:105.125 62:110.75 56:116.375
31:122 33:127.625 7:133.25 4:138.875 29:144.5 59:150.125 40:155.75 64:161.375 47:167 6:172.625 46:178.25 18:183.875 48:189.5 57:195.125 32:200.75 50:206.375
28:212 44:217.625 1:223.25 43:228.875 14:234.5 34:240.125 9:245.75 5:251.375 26:257 11:262.625 10:268.25 58:273.875 38:279.5 54:285.125 61:290.75 60:296.375`

func TestStartDegrees(t *testing.T) {
	fields := strings.Fields(startDegrees)
	require.Len(t, fields, Gates)
	for _, f := range fields {
		name, degrees, _ := strings.Cut(f, ":")
		gate, _ := strconv.Atoi(name)
		want, _ := strconv.ParseFloat(degrees, 64)
		assert.Equal(t, want, Start(gate), "gate %d", gate)
		assert.Equal(t, Address{gate, 1, 1, 1, 1}, At(want), "gate %d", gate)
		assert.Equal(t, Address{GateAt(Index(gate) - 1), 6, 6, 6, 5}, At(want-1e-9), "before gate %d", gate)
		assert.Zero(t, Margin(want, GateLevel))
	}
	assert.Equal(t, 25, At(0).Gate, "0° Aries")
}

// The hexagrams of the specification, Appendix A, lines from bottom to top.
const hexagrams = `111111 000000 100010 010001 111010 010111 010000 000010
111011 110111 111000 000111 101111 111101 001000 000100
100110 011001 110000 000011 100101 101001 000001 100000
100111 111001 100001 011110 010010 101101 001110 011100
001111 111100 000101 101000 101011 110101 001010 010100
110001 100011 111110 011111 000110 011000 010110 011010
101110 011101 100100 001001 001011 110100 101100 001101
011011 110110 010011 110010 110011 001100 101010 010101`

func TestOppositeGatesAreComplements(t *testing.T) {
	hexagram := strings.Fields(hexagrams)
	require.Len(t, hexagram, Gates)
	complement := strings.NewReplacer("0", "1", "1", "0")
	for gate := 1; gate <= Gates; gate++ {
		opposite := Opposite(gate)
		assert.Equal(t, gate, Opposite(opposite))
		assert.Equal(t, complement.Replace(hexagram[gate-1]), hexagram[opposite-1], "gates %d and %d", gate, opposite)
	}
	assert.Equal(t, 2, Opposite(1))
	assert.Equal(t, 49, Opposite(4))
}

func TestAddressFollowsTheNestedDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(41, 1))
	for range 20000 {
		longitude := random.Float64() * 360
		if Margin(longitude, BaseLevel) < 1e-6 {
			continue // where the two ways may round differently
		}
		x := math.Mod(longitude+58, 360)
		part := func(width float64) int {
			n := math.Floor(x / width)
			x -= n * width
			return int(n)
		}
		want := Address{GateAt(part(5.625)), 1 + part(0.9375), 1 + part(0.15625), 1 + part(0.15625/6), 1 + part(0.15625/30)}
		require.Equal(t, want, At(longitude), "%v", longitude)
		opposite := At(longitude + 180)
		assert.Equal(t, Opposite(want.Gate), opposite.Gate)
		opposite.Gate = want.Gate
		assert.Equal(t, want, opposite, "the other parts are the same across the wheel")
	}
}

func TestMargins(t *testing.T) {
	at := Start(41) + LineLevel.Degrees() + 10./3600 // 10″ into 41.2
	for _, level := range []Level{BaseLevel, ToneLevel, ArrowLevel, ColorLevel, LineLevel} {
		want := min(10, level.Degrees()*3600-10)
		assert.InDelta(t, want, Margin(at, level), 1e-6)
	}
	assert.InDelta(t, 3385, Margin(at, GateLevel), 1e-6)

	assert.InDelta(t, 4, Margin(Start(1)+3*ToneLevel.Degrees()-4./3600, ArrowLevel), 1e-6, "between tones 3 and 4")
	assert.True(t, At(Start(1)+3*ToneLevel.Degrees()-4./3600).Left())
	assert.False(t, At(Start(1)+3*ToneLevel.Degrees()+4./3600).Left())

	for _, longitude := range []float64{-1e-18, 302 - 1e-14, 302, 360, 720, -58, math.Nextafter(302, 0)} {
		for _, level := range []Level{BaseLevel, GateLevel} {
			margin := Margin(longitude, level)
			assert.GreaterOrEqual(t, margin, 0.0)
			assert.LessOrEqual(t, margin, level.Degrees()*1800)
		}
		a := At(longitude)
		assert.Contains(t, []int{41, 60, 25}, a.Gate)
	}
	assert.Equal(t, "41.3", Place{41, 3}.String())
}
