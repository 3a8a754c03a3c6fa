package iching

// Figure is a hexagram as six bits, the bottom line in the lowest one, set for a whole (yang)
// line. Values up to 63 are hexagrams.
type Figure uint8

// Lines is the number of lines of a hexagram, and Hexagrams how many there are.
const (
	Lines     = 6
	Hexagrams = 1 << Lines
)

// Trigram is half a hexagram, in the order of the King Wen table.
type Trigram uint8

// The trigrams.
const (
	Heaven Trigram = iota
	Thunder
	Water
	Mountain
	Earth
	Wind
	Fire
	Lake
)

// byBits finds the trigram of three lines, the bottom line in the lowest bit.
var byBits = [8]Trigram{Earth, Thunder, Water, Lake, Mountain, Fire, Wind, Heaven}

// kingWen holds the traditional numbers by lower and upper trigram. The order is a received one
// and follows from no arithmetic of the lines.
var kingWen = [8][8]uint8{
	Heaven:   {1, 34, 5, 26, 11, 9, 14, 43},
	Thunder:  {25, 51, 3, 27, 24, 42, 21, 17},
	Water:    {6, 40, 29, 4, 7, 59, 64, 47},
	Mountain: {33, 62, 39, 52, 15, 53, 56, 31},
	Earth:    {12, 16, 8, 23, 2, 20, 35, 45},
	Wind:     {44, 32, 48, 18, 46, 57, 50, 28},
	Fire:     {13, 55, 63, 22, 36, 37, 30, 49},
	Lake:     {10, 54, 60, 41, 19, 61, 38, 58},
}

// FigureOf is the hexagram with a King Wen number from 1 to 64.
func FigureOf(number int) Figure {
	for f := range Figure(Hexagrams) {
		if f.Number() == number {
			return f
		}
	}
	panic("iching: no hexagram has this number")
}

// Number is the place in the King Wen order, 1 to 64.
func (f Figure) Number() int { return int(kingWen[f.Lower()][f.Upper()]) }

// Lower is the trigram of lines 1 to 3, the inner one.
func (f Figure) Lower() Trigram { return byBits[f&7] }

// Upper is the trigram of lines 4 to 6, the outer one.
func (f Figure) Upper() Trigram { return byBits[f>>3&7] }

// Yang reports whether a line from 1, at the bottom, to 6 is whole.
func (f Figure) Yang(line int) bool { return f>>(line-1)&1 == 1 }

// Nuclear is the hexagram inside: lines 2-3-4 below lines 3-4-5.
func (f Figure) Nuclear() Figure { return f>>1&7 | f>>2&7<<3 }

// Opposite has every line the other way, also called the complement.
func (f Figure) Opposite() Figure { return f ^ (Hexagrams - 1) }

// Reversed is the hexagram turned over, seen from the other side of the table.
func (f Figure) Reversed() Figure {
	var r Figure
	for range Lines {
		r, f = r<<1|f&1, f>>1
	}
	return r
}

// String is the lines from the bottom up, 1 for a whole one.
func (f Figure) String() string {
	var b [Lines]byte
	for i := range b {
		b[i] = '0' + byte(f>>i&1)
	}
	return string(b[:])
}
