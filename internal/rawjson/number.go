package rawjson

import (
	"bytes"
	"math"
	"strconv"

	"github.com/witnessos/witnessos/internal/decimal"
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
		return decimal.Append(b, int64(scaled), decimals)
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
