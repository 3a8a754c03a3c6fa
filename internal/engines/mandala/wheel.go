package mandala

import (
	"math"
)

// The wheel is divided five times: 64 gates of 6 lines of 6 colors of 6 tones of 5 bases.
const (
	Gates  = 64
	Lines  = 6
	Colors = 6
	Tones  = 6
	Bases  = 5
)

// Units are the bases of the whole wheel. Every boundary of the wheel is a whole number of
// units from its start, so that one floor decides all five parts of an address.
const Units = Gates * Lines * Colors * Tones * Bases

const (
	unitsPerDegree = Units / 360 // 192
	unitArcsec     = 3600. / unitsPerDegree
)

// start is the longitude of gate 41, line 1, with which the wheel begins: 2° Aquarius.
const start = 302

// Level is one of the divisions of the wheel, as a width in units.
type Level int

// The levels. An arrow is left in the first three tones of a color and right in the others,
// so it changes at every half color.
const (
	BaseLevel  Level = 1
	ToneLevel  Level = Bases * BaseLevel
	ArrowLevel Level = Tones / 2 * ToneLevel
	ColorLevel Level = Tones * ToneLevel
	LineLevel  Level = Colors * ColorLevel
	GateLevel  Level = Lines * LineLevel
)

// Degrees is the width of one part.
func (l Level) Degrees() float64 { return float64(l) / unitsPerDegree }

// order lists the gates by increasing longitude.
var order = [Gates]int8{
	41, 19, 13, 49, 30, 55, 37, 63, 22, 36, 25, 17, 21, 51, 42, 3,
	27, 24, 2, 23, 8, 20, 16, 35, 45, 12, 15, 52, 39, 53, 62, 56,
	31, 33, 7, 4, 29, 59, 40, 64, 47, 6, 46, 18, 48, 57, 32, 50,
	28, 44, 1, 43, 14, 34, 9, 5, 26, 11, 10, 58, 38, 54, 61, 60,
}

// indexes is the inverse of order; a gate is its subscript.
var indexes = [Gates + 1]int8{
	-1, 50, 18, 15, 35, 55, 41, 34, 20, 54, 58, 57, 25, 2, 52, 26,
	22, 11, 43, 1, 21, 12, 8, 19, 17, 10, 56, 16, 48, 36, 4, 32,
	46, 33, 53, 23, 9, 6, 60, 28, 38, 0, 14, 51, 49, 24, 42, 40,
	44, 3, 47, 13, 27, 29, 61, 5, 31, 45, 59, 37, 63, 62, 30, 7,
	39,
}

// GateAt is the gate at an index of the wheel, any whole number.
func GateAt(index int) int { return int(order[index&(Gates-1)]) }

// Index is the place of a gate, 1 to 64, on the wheel, 0 to 63.
func Index(gate int) int { return int(indexes[gate]) }

// Opposite is the gate across the wheel, whose hexagram is the complement.
func Opposite(gate int) int { return GateAt(Index(gate) + Gates/2) }

// Start is the longitude at which a gate begins.
func Start(gate int) float64 {
	return math.Mod(start+float64(Index(gate))*GateLevel.Degrees(), 360)
}

// Address is a place on the wheel. All parts count from 1.
type Address struct {
	Gate  int `json:"gate"`
	Line  int `json:"line"`
	Color int `json:"color"`
	Tone  int `json:"tone"`
	Base  int `json:"base"`
}

// At is the address of a tropical longitude.
func At(longitude float64) Address { return addressOf(int(unitsFrom(longitude))) }

func addressOf(u int) Address {
	return Address{
		Gate:  GateAt(u / int(GateLevel)),
		Line:  u/int(LineLevel)%Lines + 1,
		Color: u/int(ColorLevel)%Colors + 1,
		Tone:  u/int(ToneLevel)%Tones + 1,
		Base:  u%Bases + 1,
	}
}

// Left reports whether the arrow of the address points to the left.
func (a Address) Left() bool { return a.Tone <= Tones/2 }

// Margin is how far a longitude is from the nearest boundary of a level, arc-seconds.
func Margin(longitude float64, level Level) float64 { return level.margin(unitsFrom(longitude)) }

// margin is Margin for a place in units.
func (l Level) margin(units float64) float64 {
	whole := int(units)
	inside := float64(whole%int(l)) + units - float64(whole)
	return min(inside, float64(l)-inside) * unitArcsec
}

// unitsFrom counts from the start of the wheel, [0, Units).
func unitsFrom(longitude float64) float64 {
	u := wrap360(longitude-start) * unitsPerDegree
	if u >= Units { // a longitude a hair below the start, after rounding
		return 0
	}
	return u
}

func wrap360(degrees float64) float64 {
	if degrees = math.Mod(degrees, 360); degrees < 0 {
		degrees += 360
	}
	return degrees
}

// wrap180 returns an angle in [-180, 180).
func wrap180(degrees float64) float64 { return wrap360(degrees+180) - 180 }
