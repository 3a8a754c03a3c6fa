// Package stamp writes instants as the API gives them.
package stamp

import "time"

// Layout is RFC 3339 in UTC with milliseconds, in the manner of package time.
const Layout = "2006-01-02T15:04:05.000Z"

// Of formats an instant in Layout. Every reply holds several, and time.Format reads its layout each
// time; years of other than four digits are left to it.
func Of(t time.Time) string {
	t = t.UTC()
	year, month, day := t.Date()
	if year < 1000 || year > 9999 {
		return t.Format(Layout)
	}
	hour, minute, second := t.Clock()
	b := [len(Layout)]byte{4: '-', 7: '-', 10: 'T', 13: ':', 16: ':', 19: '.', 23: 'Z'}
	put := func(at, digits, n int) {
		for i := at + digits - 1; i >= at; i-- {
			b[i] = byte('0' + n%10)
			n /= 10
		}
	}
	put(0, 4, year)
	put(5, 2, int(month))
	put(8, 2, day)
	put(11, 2, hour)
	put(14, 2, minute)
	put(17, 2, second)
	put(20, 3, t.Nanosecond()/1e6)
	return string(b[:])
}
