package schema

import (
	"bytes"
	"math"
	"reflect"
	"strconv"
)

// appendScalar encodes a string, number or boolean, in the same bytes as encoding/json but
// without its detour over an interface, which matters for results with thousands of fields.
// It leaves to encoding/json, and reports false for, what needs more than copying: text with
// characters to escape, numbers that JSON lacks, and types that encode themselves.
func (v *valueType) appendScalar(buf *bytes.Buffer, x reflect.Value) bool {
	if v.selfEncoding || v.nullable {
		return false
	}
	b := buf.AvailableBuffer()
	switch v.kind {
	case kindString:
		s := x.String()
		if !isPlain(s) {
			return false
		}
		b = append(b, '"')
		b = append(b, s...)
		b = append(b, '"')
	case kindBoolean:
		b = strconv.AppendBool(b, x.Bool())
	case kindInteger:
		b = strconv.AppendInt(b, x.Int(), 10)
	case kindNumber:
		f := x.Float()
		// Outside of these bounds encoding/json writes an exponent, or refuses.
		if a := math.Abs(f); f != 0 && !(a >= 1e-6 && a < 1e21) {
			return false
		}
		b = strconv.AppendFloat(b, f, 'f', -1, 64)
	default:
		return false
	}
	buf.Write(b)
	return true
}

// isPlain reports whether text stands in JSON as it is. Quotation marks, backslashes, control
// characters and all of what is not ASCII are left to encoding/json.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}
