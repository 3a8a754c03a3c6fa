// Package civil holds calendar values that are not instants: a birthday is the same
// day in every time zone, so it never passes through a time.Time on its way in or out.
package civil

import (
	"errors"
	"strconv"
	"time"
)

// Date is a day of the proleptic Gregorian calendar, years 1 to 9999. The zero value is
// no day at all and stands for "not given"; see IsZero.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ErrDate is returned for text that is not an existing day written YYYY-MM-DD.
var ErrDate = errors.New("civil: not a date of the form YYYY-MM-DD")

// Parse reads exactly YYYY-MM-DD. It refuses everything else, including days that do not
// exist (2025-02-29), the year 0000, signs, spaces and timestamps. The error is ErrDate.
func Parse(s string) (Date, error) {
	if len(s) != len("YYYY-MM-DD") || s[4] != '-' || s[7] != '-' {
		return Date{}, ErrDate
	}
	year, ok1 := digits(s[0:4])
	month, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:10])
	d := Date{year, time.Month(month), day}
	if !ok1 || !ok2 || !ok3 || !d.IsValid() {
		return Date{}, ErrDate
	}
	return d, nil
}

// MustParse is Parse for literals in source text; it panics on a bad one.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic("civil: bad date literal " + strconv.Quote(s))
	}
	return d
}

// Of returns the day shown by a calendar on the wall at t, in t's own location.
func Of(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// digits reads an unsigned decimal of ASCII digits only.
func digits(s string) (int, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = 10*n + int(c)
	}
	return n, true
}

// IsZero reports whether d is the zero Date, that is, not given.
func (d Date) IsZero() bool { return d == Date{} }

// IsValid reports whether d exists in the calendar, in the years 1 to 9999.
func (d Date) IsValid() bool {
	return d.Year >= 1 && d.Year <= 9999 &&
		d.Month >= time.January && d.Month <= time.December &&
		d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if isLeap(year) {
			return 29
		}
		return 28
	default:
		return 31
	}
}

func isLeap(year int) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

// String returns YYYY-MM-DD, and the empty string for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return string(d.appendTo(make([]byte, 0, len("YYYY-MM-DD"))))
}

func (d Date) appendTo(b []byte) []byte {
	y, m, day := d.Year, int(d.Month), d.Day
	return append(b,
		byte('0'+y/1000%10), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-',
		byte('0'+m/10), byte('0'+m%10), '-',
		byte('0'+day/10), byte('0'+day%10))
}

// Compare returns -1, 0 or +1 as d lies before, on or after e.
func (d Date) Compare(e Date) int {
	switch a, b := d.ordinal(), e.ordinal(); {
	case a < b:
		return -1
	case a > b:
		return +1
	}
	return 0
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is a later day than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// ordinal packs the date into one integer that sorts like the calendar.
func (d Date) ordinal() int { return (d.Year*16+int(d.Month))*32 + d.Day }

// MarshalText writes YYYY-MM-DD (encoding.TextMarshaler, hence also JSON). The error is
// ErrDate when d is not a valid day; the zero Date becomes the empty string.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return []byte{}, nil
	}
	if !d.IsValid() {
		return nil, ErrDate
	}
	return d.appendTo(nil), nil
}

// UnmarshalText is Parse as an encoding.TextUnmarshaler.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
