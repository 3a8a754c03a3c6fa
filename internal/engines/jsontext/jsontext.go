// Package jsontext writes JSON by hand, for those parts of results that are many and alike: with
// reflection they took most of the time of a calculation. Such a type implements schema.Appender, and
// a test holds it to the bytes of encoding/json.
//
//	func (m *Moon) AppendJSON(b []byte) ([]byte, error) {
//		w := jsontext.Writer{B: b}
//		w.Text(`{"name":`, m.Name)
//		w.Decimal(`,"longitude":`, m.Longitude, 6)
//		w.Raw("}")
//		return w.Done()
//	}
package jsontext

import (
	"errors"
	"math"
	"strconv"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/rawjson"
)

// Writer appends JSON to B.
type Writer struct {
	B []byte

	bad bool // a number that JSON does not have
}

// ErrNotANumber is the error for a NaN, an infinity, and what is too large to have decimals.
var ErrNotANumber = errors.New("jsontext: a value is not a number")

// Done returns what has been written. The error says that a number was none.
func (w *Writer) Done() ([]byte, error) {
	if w.bad {
		return w.B, ErrNotANumber
	}
	return w.B, nil
}

// Raw appends what is JSON already.
func (w *Writer) Raw(s string) { w.B = append(w.B, s...) }

// The methods below append a key, which is anything up to a value such as `,"gate":`, and the value.
// They append the key by themselves, because a call for it would cost as much as they do.

// Text appends a string.
func (w *Writer) Text(key, value string) { w.B = rawjson.AppendString(append(w.B, key...), value) }

// Int appends a whole number.
func (w *Writer) Int(key string, n int) {
	w.B = append(w.B, key...)
	if uint(n) < 10 {
		w.B = append(w.B, byte('0'+n))
		return
	}
	w.B = strconv.AppendInt(w.B, int64(n), 10)
}

// Bool appends true or false.
func (w *Writer) Bool(key string, v bool) {
	w.Raw(key)
	w.B = strconv.AppendBool(w.B, v)
}

// largest is beyond all that has decimals in a result.
const largest = 1e9

// Decimal appends a number that has been rounded to so many decimals, decimal.Most at most.
func (w *Writer) Decimal(key string, x float64, decimals int) {
	w.B = append(w.B, key...)
	if !(math.Abs(x) < largest) {
		w.bad = true
		return
	}
	w.B = decimal.AppendRounded(w.B, x, decimals)
}

// Texts appends a list of strings, which is [] when it is nil.
func (w *Writer) Texts(key string, list []string) {
	w.Raw(key)
	w.Raw("[")
	for i, s := range list {
		if i > 0 {
			w.Raw(",")
		}
		w.B = rawjson.AppendString(w.B, s)
	}
	w.Raw("]")
}

// Ints appends a list of whole numbers, which is [] when it is nil.
func (w *Writer) Ints(key string, list []int) {
	w.Raw(key)
	w.Raw("[")
	for i, n := range list {
		if i > 0 {
			w.Raw(",")
		}
		w.B = strconv.AppendInt(w.B, int64(n), 10)
	}
	w.Raw("]")
}

// Number appends any number in the form of encoding/json.
func (w *Writer) Number(key string, x float64) {
	w.B = append(w.B, key...)
	if !(math.Abs(x) <= math.MaxFloat64) {
		w.bad = true
		return
	}
	w.B = rawjson.AppendFloat(w.B, x)
}
