package rawjson

import (
	"bytes"
	"math"
	"strconv"
)

// AppendFloat appends a number in the bytes that encoding/json writes. JSON has no NaN and no infinity:
// of these it appends what is no JSON.
func AppendFloat(b []byte, f float64) []byte {
	const decimals, scale, digits = 6, 1e6, 1e15
	a := math.Abs(f)
	// A decimal of at most 15 digits is the shortest for the number that it stands for, since no two such
	// decimals stand for the same one. Nearly all numbers in replies are rounded to some few decimals.
	if scaled := math.Floor(a*scale + 0.5); scaled < digits && scaled/scale == a {
		if math.Signbit(f) {
			b = append(b, '-')
		}
		return AppendDecimal(b, int64(scaled), decimals)
	}
	if a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(b, f, 'f', -1, 64)
	}
	start := len(b)
	b = strconv.AppendFloat(b, f, 'e', -1, 64)
	if at := start + bytes.LastIndexByte(b[start:], 'e'); at >= start && len(b) == at+4 && b[at+1] == '-' && b[at+2] == '0' {
		b = append(b[:at+2], b[at+3]) // e-09 is e-9
	}
	return b
}

// AppendDecimal appends n·10^-decimals without zeros at the end.
func AppendDecimal(b []byte, n int64, decimals int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	var text [24]byte // written from the right
	at := len(text)
	for rest := uint64(n); ; {
		// Divisions of 32 bits by a constant are multiplications; in Wasm those of 64 are not.
		var digit byte
		if rest < 1<<32 {
			half := uint32(rest)
			digit, rest = byte(half%10), uint64(half/10)
		} else {
			digit, rest = byte(rest%10), rest/10
		}
		if decimals <= 0 || digit != 0 || at < len(text) {
			at--
			text[at] = '0' + digit
		}
		decimals--
		if decimals == 0 && at < len(text) {
			at--
			text[at] = '.'
		}
		if rest == 0 && decimals < 0 {
			return append(b, text[at:]...)
		}
	}
}
