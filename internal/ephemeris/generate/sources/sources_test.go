package sources

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParsesTheLiteralOfATable(t *testing.T) {
	const text = `const m = {
  name: "x",
  W1: [1, 2, 3, 4, 5],
  L: {
    "0": [
      [4.5, 1e-11, 0],
      [-1e-9, 2, 3]
    ],
    "1": []
  }
};
export default m;
`
	var table struct {
		W1 [5]float64
		L  byPower
	}
	require.NoError(t, parse(text, &table))
	assert.Equal(t, [5]float64{1, 2, 3, 4, 5}, table.W1)
	assert.Equal(t, [][]float64{{4.5, 1e-11, 0}, {-1e-9, 2, 3}}, table.L["0"])
	assert.Error(t, parse("nothing", &table))
}

func TestCutKeepsWhatMattersAtTheEndOfTheRange(t *testing.T) {
	p := &Planet{}
	p[0][0] = []Wave{{Amplitude: 1e-6}, {Amplitude: 1e-9, Frequency: 3}}
	p[0][2] = []Wave{{Amplitude: 1e-6, Frequency: 1}, {Amplitude: 7e-6, Frequency: 2}} // × 0.16
	kept := p.Cut(1e-6)
	assert.Equal(t, []Wave{{Amplitude: 1e-6}}, kept[0][0])
	assert.Equal(t, []Wave{{Amplitude: 7e-6, Frequency: 2}}, kept[0][2])

	m := &Moon{}
	m.Waves[1][1] = []LunarWave{{Amplitude: -0.3}, {Amplitude: 0.1}, {Amplitude: 2}} // × 4
	m.Cut([3]float64{1, 1, 1})
	assert.Equal(t, []LunarWave{{Amplitude: 2}, {Amplitude: -0.3}}, m.Waves[1][1])
}
