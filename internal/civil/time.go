package civil

import (
	"errors"
	"strconv"
	"time"
)

// Time is a time of day as a clock on the wall shows it, 00:00:00 to 23:59:59, in whole
// seconds. The zero value is no time at all and stands for "not given"; midnight is not zero.
// See IsZero.
type Time struct {
	secondsPlusOne int32 // so that the zero value is not midnight
}

// ErrTime is returned for text that is not a time of day written HH:MM or HH:MM:SS.
var ErrTime = errors.New("civil: not a time of the form HH:MM or HH:MM:SS")

const secondsPerDay = 24 * 60 * 60

// ParseTime reads exactly HH:MM or HH:MM:SS on a 24-hour clock. It refuses everything else,
// 24:00, leap seconds, fractions, signs and spaces included. The error is ErrTime.
func ParseTime(s string) (Time, error) {
	if len(s) != len("HH:MM") && len(s) != len("HH:MM:SS") || s[2] != ':' {
		return Time{}, ErrTime
	}
	hour, ok1 := digits(s[0:2])
	minute, ok2 := digits(s[3:5])
	second, ok3 := 0, true
	if len(s) == len("HH:MM:SS") {
		second, ok3 = digits(s[6:8])
		ok3 = ok3 && s[5] == ':'
	}
	if !ok1 || !ok2 || !ok3 || hour > 23 || minute > 59 || second > 59 {
		return Time{}, ErrTime
	}
	return timeOfSeconds(3600*hour + 60*minute + second), nil
}

// MustParseTime is ParseTime for literals in source text; it panics on a bad one.
func MustParseTime(s string) Time {
	t, err := ParseTime(s)
	if err != nil {
		panic("civil: bad time literal " + strconv.Quote(s))
	}
	return t
}

// TimeOf returns the time of day shown by a clock on the wall at t, in t's own location,
// without the fraction of its second.
func TimeOf(t time.Time) Time {
	hour, minute, second := t.Clock()
	return timeOfSeconds(3600*hour + 60*minute + second)
}

// timeOfSeconds is the time of day n seconds after midnight, 0 ≤ n < 86400.
func timeOfSeconds(n int) Time { return Time{int32(n) + 1} }

// IsZero reports whether t was not given.
func (t Time) IsZero() bool { return t == Time{} }

// IsValid reports whether t was given. A Time that was given is always on the clock.
func (t Time) IsValid() bool { return t.secondsPlusOne > 0 && t.secondsPlusOne <= secondsPerDay }

// Seconds returns the seconds on the clock since 00:00:00, -1 for the zero Time. On a day
// when the clocks change this is not the time elapsed since midnight.
func (t Time) Seconds() int { return int(t.secondsPlusOne) - 1 }

// Clock returns hour, minute and second. Those of the zero Time are meaningless.
func (t Time) Clock() (hour, minute, second int) {
	n := t.Seconds()
	return n / 3600, n / 60 % 60, n % 60
}

// Compare returns -1, 0 or +1 as t lies before, on or after u on the clock.
func (t Time) Compare(u Time) int {
	switch {
	case t.secondsPlusOne < u.secondsPlusOne:
		return -1
	case t.secondsPlusOne > u.secondsPlusOne:
		return +1
	}
	return 0
}

// String returns HH:MM when the seconds are zero, else HH:MM:SS, so that 08:30 and 08:30:00
// are written alike. It returns the empty string for the zero Time.
func (t Time) String() string {
	if !t.IsValid() {
		return ""
	}
	return string(appendClock(make([]byte, 0, len("HH:MM:SS")), t.Seconds()))
}

// appendClock writes n seconds as HH:MM, or HH:MM:SS when there are odd seconds.
func appendClock(b []byte, n int) []byte {
	hour, minute, second := n/3600, n/60%60, n%60
	b = append(b, byte('0'+hour/10), byte('0'+hour%10), ':', byte('0'+minute/10), byte('0'+minute%10))
	if second != 0 {
		b = append(b, ':', byte('0'+second/10), byte('0'+second%10))
	}
	return b
}

// MarshalText writes the time like String (encoding.TextMarshaler, hence also JSON). The zero
// Time becomes the empty string. It never fails.
func (t Time) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText is ParseTime as an encoding.TextUnmarshaler.
func (t *Time) UnmarshalText(text []byte) error {
	parsed, err := ParseTime(string(text))
	if err != nil {
		return err
	}
	*t = parsed
	return nil
}
