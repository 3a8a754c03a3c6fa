package schema

import (
	"strings"

	"github.com/witnessos/witnessos/internal/civil"
)

// format is a textual form that a string field can be bound to.
type format struct {
	name    string // as in JSON Schema and in messages
	pattern string // as shown to a person who got it wrong
	regex   string // as near to matches as validators of JSON Schema can come; "" where they know the name
	matches func(string) bool
}

var dateFormat = format{"date", "YYYY-MM-DD", "", func(s string) bool { _, err := civil.Parse(s); return err == nil }}

// formatNamed returns the format of a tag. It is a switch and not a map, so that nothing
// is built at program start.
func formatNamed(name string) (format, bool) {
	switch name {
	case "date":
		return dateFormat, true
	case "time":
		return format{name, "HH:MM or HH:MM:SS", `^([01][0-9]|2[0-3])(:[0-5][0-9]){1,2}$`, isTime}, true
	case "iana":
		return format{name, "IANA time zone, such as Europe/Berlin", `^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$`, looksLikeZone}, true
	case "utc-offset":
		return format{name, "+HH:MM or -HH:MM", `^(Z|[+-](0[0-9]|1[0-5]):[0-5][0-9])$`, isUTCOffset}, true
	}
	return format{}, false
}

// isTime accepts HH:MM and HH:MM:SS from 00:00 to 23:59:59, two digits each.
func isTime(s string) bool {
	switch len(s) {
	case len("HH:MM"):
		return twoDigits(s[0:], 23) && s[2] == ':' && twoDigits(s[3:], 59)
	case len("HH:MM:SS"):
		return isTime(s[:5]) && s[5] == ':' && twoDigits(s[6:], 59)
	}
	return false
}

// isUTCOffset accepts Z and ±HH:MM up to the 15:59 that local mean times reached.
func isUTCOffset(s string) bool {
	if s == "Z" {
		return true
	}
	return len(s) == len("+HH:MM") && (s[0] == '+' || s[0] == '-') &&
		twoDigits(s[1:], 15) && s[3] == ':' && twoDigits(s[4:], 59)
}

func twoDigits(s string, most byte) bool {
	tens, ones := s[0]-'0', s[1]-'0'
	return tens <= 9 && ones <= 9 && 10*tens+ones <= most
}

// looksLikeZone checks the syntax of a zone name only: whether the zone exists is known
// where the zone tables are. It keeps paths and oversized text away from them.
func looksLikeZone(s string) bool {
	if s == "" || len(s) > 64 || s == "Local" || strings.Contains(s, "//") {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
		if !letter && (i == 0 || !('0' <= c && c <= '9') && c != '_' && c != '/' && c != '+' && c != '-') {
			return false
		}
	}
	return true
}
