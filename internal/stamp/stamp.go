// Package stamp writes instants as the API gives them.
package stamp

import "time"

// Layout is RFC 3339 in UTC with milliseconds, in the manner of package time.
const Layout = "2006-01-02T15:04:05.000Z"

// Seconds is Layout without the fraction, which [time.RFC3339] writes for an instant in UTC.
const Seconds = "2006-01-02T15:04:05Z"

// Of formats an instant in Layout. Every reply holds several, and time.Format reads its layout each
// time; years of other than four digits are left to it.
func Of(t time.Time) string {
	t = t.UTC()
	var b [len(Layout)]byte
	if !toTheSecond(b[:], t) {
		return t.Format(Layout)
	}
	b[19], b[23] = '.', 'Z'
	put(b[20:23], t.Nanosecond()/1e6)
	return string(b[:])
}

// OfSecond formats the second nearest to an instant.
func OfSecond(t time.Time) string {
	t = t.UTC().Round(time.Second)
	var b [len(Seconds)]byte
	if !toTheSecond(b[:], t) {
		return t.Format(time.RFC3339)
	}
	b[19] = 'Z'
	return string(b[:])
}

// toTheSecond writes what both forms have in common, unless the year has other than four digits.
func toTheSecond(b []byte, utc time.Time) bool {
	year, month, day := utc.Date()
	if year < 1000 || year > 9999 {
		return false
	}
	hour, minute, second := utc.Clock()
	put(b[:4], year)
	b[4] = '-'
	put(b[5:7], int(month))
	b[7] = '-'
	put(b[8:10], day)
	b[10] = 'T'
	put(b[11:13], hour)
	b[13] = ':'
	put(b[14:16], minute)
	b[16] = ':'
	put(b[17:19], second)
	return true
}

// put writes a number with leading zeros.
func put(digits []byte, n int) {
	for i := len(digits) - 1; i >= 0; i-- {
		digits[i] = byte('0' + n%10)
		n /= 10
	}
}
