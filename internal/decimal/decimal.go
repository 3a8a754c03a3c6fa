// Package decimal prints numbers that are rounded to a few decimals, which are nearly all numbers in
// results and drawings. Package strconv would look for the shortest form of each first.
package decimal

import (
	"math"
	"strconv"
)

// Most is the largest number of decimals.
const Most = 9

var powers = [Most + 1]uint32{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}

// Append appends n·10^-decimals, without zeros behind the last other decimal. There are at most Most.
func Append(b []byte, n int64, decimals int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	unit := powers[decimals]
	var rest uint32
	if n < 1<<32 { // of 32 bits a division takes half of the time
		whole := uint32(n) / unit
		rest = uint32(n) - whole*unit
		switch {
		case whole < 10:
			b = append(b, byte('0'+whole))
		case whole < 100:
			b = append(b, byte('0'+whole/10), byte('0'+whole%10))
		case whole < 1000:
			b = append(b, byte('0'+whole/100), byte('0'+whole/10%10), byte('0'+whole%10))
		default:
			b = strconv.AppendUint(b, uint64(whole), 10)
		}
	} else {
		rest = uint32(uint64(n) % uint64(unit))
		b = strconv.AppendUint(b, uint64(n)/uint64(unit), 10)
	}
	if rest == 0 {
		return b
	}
	if unit == 100 { // as in drawings: divisions by a constant are multiplications
		if rest%10 == 0 {
			return append(b, '.', byte('0'+rest/10))
		}
		return append(b, '.', byte('0'+rest/10), byte('0'+rest%10))
	}
	b = append(b, '.')
	for rest != 0 {
		unit /= 10
		digit := rest / unit
		rest -= digit * unit
		b = append(b, byte('0'+digit))
	}
	return b
}

// Nearest is math.Round, which takes numbers apart bit by bit, by an instruction of the processor and
// of Wasm.
func Nearest(x float64) float64 {
	whole := math.Trunc(x)
	if math.Abs(x-whole) >= 0.5 {
		whole += math.Copysign(1, x)
	}
	return whole
}

// Round rounds x to a number of decimals, from half of the last one away from zero. Zero has no sign.
func Round(x float64, decimals int) float64 {
	unit := float64(powers[decimals])
	return Nearest(x*unit)/unit + 0
}

// AppendRounded appends x, rounded to a number of decimals. It must be less than 2^63 of the last one.
func AppendRounded(b []byte, x float64, decimals int) []byte {
	x *= float64(powers[decimals])
	if math.Abs(x) < 1<<52 { // beyond, there are no halves
		x += math.Copysign(0.5, x)
	}
	return Append(b, int64(x), decimals)
}
