package civil

import (
	"errors"
	"math"
)

// Offset is local time minus UTC in seconds, positive east of Greenwich. Whole seconds,
// because clocks ran on such offsets until 1972 (Liberia, −00:44:30).
type Offset int32

// MaxOffset bounds what FixedOffset takes: local mean times east and west of the date line
// reach 15:56:08 (Manila before 1845, tz database, file asia).
const MaxOffset Offset = 16 * 3600

// ErrOffset is returned for an offset that is malformed or beyond MaxOffset.
var ErrOffset = errors.New("civil: not an offset from UTC of the form ±HH:MM within 16 hours")

// ParseOffset reads Z, ±HH:MM or ±HH:MM:SS. The error is ErrOffset.
func ParseOffset(s string) (Offset, error) {
	if s == "Z" {
		return 0, nil
	}
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0, ErrOffset
	}
	t, err := ParseTime(s[1:])
	if err != nil {
		return 0, ErrOffset
	}
	o := Offset(t.Seconds())
	if s[0] == '-' {
		o = -o
	}
	if !o.isValid() {
		return 0, ErrOffset
	}
	return o, nil
}

// OffsetOfHours rounds hours east of Greenwich, such as 5.75, to whole seconds. The error is
// ErrOffset for what is not a number or lies beyond MaxOffset.
func OffsetOfHours(hours float64) (Offset, error) {
	if math.IsNaN(hours) || math.Abs(hours) > float64(MaxOffset)/3600 {
		return 0, ErrOffset
	}
	return Offset(math.Round(hours * 3600)), nil
}

func (o Offset) isValid() bool { return -MaxOffset <= o && o <= MaxOffset }

// Hours is the offset in hours.
func (o Offset) Hours() float64 { return float64(o) / 3600 }

// String returns +05:30, -03:00 or, with odd seconds, -00:44:30. Zero is +00:00.
func (o Offset) String() string {
	b := make([]byte, 1, len("+HH:MM:SS"))
	b[0] = '+'
	n := int(o)
	if n < 0 {
		b[0], n = '-', -n
	}
	return string(appendClock(b, n))
}

// MarshalText writes the offset like String. It never fails.
func (o Offset) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText is ParseOffset as an encoding.TextUnmarshaler.
func (o *Offset) UnmarshalText(text []byte) error {
	parsed, err := ParseOffset(string(text))
	if err != nil {
		return err
	}
	*o = parsed
	return nil
}
