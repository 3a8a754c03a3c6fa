package iching

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The hexagrams of the specification, Appendix A, lines from the bottom up.
const appendixA = `111111 000000 100010 010001 111010 010111 010000 000010
	111011 110111 111000 000111 101111 111101 001000 000100
	100110 011001 110000 000011 100101 101001 000001 100000
	100111 111001 100001 011110 010010 101101 001110 011100
	001111 111100 000101 101000 101011 110101 001010 010100
	110001 100011 111110 011111 000110 011000 010110 011010
	101110 011101 100100 001001 001011 110100 101100 001101
	011011 110110 010011 110010 110011 001100 101010 010101`

// parse reads the values of six lines, such as 978687.
func parse(t *testing.T, values string) Cast {
	t.Helper()
	require.Len(t, values, Lines)
	var c Cast
	for i := range c {
		c[i] = int(values[i] - '0')
	}
	return c
}

func TestKingWenOrder(t *testing.T) {
	lines := strings.Fields(appendixA)
	require.Len(t, lines, Hexagrams)
	for i, binary := range lines {
		f := FigureOf(i + 1)
		assert.Equal(t, binary, f.String(), "hexagram %d", i+1)
		assert.Equal(t, i+1, f.Number())
		for line := 1; line <= Lines; line++ {
			assert.Equal(t, binary[line-1] == '1', f.Yang(line))
		}
	}
	assert.Panics(t, func() { FigureOf(0) })
	assert.Panics(t, func() { FigureOf(65) })
}

// Neighbours in the King Wen order, 1 and 2, 3 and 4 and so on, are each other turned over, or,
// where that changes nothing, each other's opposite.
func TestNeighboursArePairs(t *testing.T) {
	for number := 1; number < Hexagrams; number += 2 {
		first, second := FigureOf(number), FigureOf(number+1)
		partner := first.Reversed()
		if partner == first {
			partner = first.Opposite()
		}
		assert.Equal(t, second.Number(), partner.Number(), "hexagram %d", number)
	}
}

func TestTransformations(t *testing.T) {
	nuclear := map[int]bool{}
	for f := range Figure(Hexagrams) {
		assert.Equal(t, f, f.Opposite().Opposite())
		assert.Equal(t, f, f.Reversed().Reversed())
		assert.Equal(t, f.Opposite().Nuclear(), f.Nuclear().Opposite())
		assert.Equal(t, f.Reversed().Nuclear(), f.Nuclear().Reversed())
		s, n := f.String(), f.Nuclear().String()
		assert.Equal(t, s[1:4]+s[2:5], n)
		nuclear[f.Nuclear().Number()] = true
	}
	assert.Equal(t, []int{1, 2, 23, 24, 27, 28, 37, 38, 39, 40, 43, 44, 53, 54, 63, 64}, slices.Sorted(maps.Keys(nuclear)))
}

// The vectors of the specification, §3.5.
func TestVectors(t *testing.T) {
	tests := []struct {
		values                               string
		primary, relating, nuclear, reversed int
	}{
		{"777777", 1, 0, 1, 1}, {"888888", 2, 0, 2, 2}, {"999999", 1, 2, 1, 1}, {"666666", 2, 1, 2, 2},
		{"788878", 3, 0, 23, 4}, {"978687", 41, 64, 24, 42}, {"878787", 64, 0, 63, 63},
		{"787878", 63, 0, 64, 64}, {"889786", 62, 35, 28, 62},
	}
	for _, tt := range tests {
		c := parse(t, tt.values)
		assert.Equal(t, tt.primary, c.Primary().Number(), tt.values)
		assert.Equal(t, tt.nuclear, c.Primary().Nuclear().Number(), tt.values)
		assert.Equal(t, tt.reversed, c.Primary().Reversed().Number(), tt.values)
		if tt.relating == 0 {
			assert.Empty(t, c.Changing(), tt.values)
			assert.Equal(t, c.Primary(), c.Relating(), tt.values)
			assert.Equal(t, c, Resting(c.Primary()), tt.values)
		} else {
			assert.Equal(t, tt.relating, c.Relating().Number(), tt.values)
		}
	}
}

// Attributes in the Later Heaven arrangement, from the specification.
func TestTrigrams(t *testing.T) {
	want := map[Trigram][4]string{
		Heaven: {"111", "metal", "northwest", "father"}, Earth: {"000", "earth", "southwest", "mother"},
		Thunder: {"100", "wood", "east", "eldest son"}, Water: {"010", "water", "north", "middle son"},
		Mountain: {"001", "earth", "northeast", "youngest son"}, Wind: {"011", "wood", "southeast", "eldest daughter"},
		Fire: {"101", "fire", "south", "middle daughter"}, Lake: {"110", "metal", "west", "youngest daughter"},
	}
	symbols := map[Trigram]string{Heaven: "☰", Lake: "☱", Fire: "☲", Thunder: "☳", Wind: "☴", Water: "☵", Mountain: "☶", Earth: "☷"}
	names := map[string]bool{}
	for trigram, w := range want {
		trait := trigram.trait()
		assert.Equal(t, w, [4]string{trait.Binary, trait.Element, trait.Direction, trait.Family}, trait.Name)
		assert.Equal(t, symbols[trigram], trait.Symbol)
		names[trait.Name] = true
	}
	assert.Len(t, names, 8)
	// A hexagram of one trigram twice bears its Chinese name.
	for _, number := range []int{1, 2, 29, 30, 51, 52, 57, 58} {
		f := FigureOf(number)
		require.Equal(t, f.Upper(), f.Lower())
		assert.Equal(t, f.Upper().trait().Chinese, f.page().chinese)
		assert.Equal(t, f.Upper().trait().Pinyin, f.page().pinyin)
	}
}

func TestLabelsOfLines(t *testing.T) {
	var labels []string
	for _, line := range parse(t, "978687").lines() {
		labels = append(labels, line.Chinese+" "+strconv.Itoa(line.Value)+" "+line.Type+" "+line.Name)
	}
	assert.Equal(t, []string{"初九 9 yang old yang", "九二 7 yang young yang", "六三 8 yin young yin",
		"六四 6 yin old yin", "六五 8 yin young yin", "上九 7 yang young yang"}, labels)
}
