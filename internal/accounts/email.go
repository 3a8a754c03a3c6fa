package accounts

import (
	"strings"
	"unicode"
)

// longestEmail is what SMTP can deliver to (RFC 5321 section 4.5.3.1.3).
const longestEmail = 254

// Normalize is how an address is stored: trimmed and in lower case.
func Normalize(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// ValidEmail reports whether a trimmed address may be one: no spaces, one "@", and behind it a dot
// between other characters.
func ValidEmail(email string) bool {
	name, domain, found := strings.Cut(email, "@")
	if !found || name == "" || strings.Contains(domain, "@") || len(email) > longestEmail {
		return false
	}
	if strings.ContainsFunc(email, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }) {
		return false
	}
	return len(domain) >= 3 && strings.Contains(domain[1:len(domain)-1], ".")
}

// byEmail finds the account of an address. Rows of earlier releases have addresses as they were
// typed, and so there may be two that differ in nothing but case: then the one that is spelled as
// asked for. NOCASE knows ASCII only, hence the second spelling. Its parameters are those of
// emailArgs.
const byEmail = ` FROM users WHERE email COLLATE NOCASE IN (?, ?) ORDER BY email = ? DESC, id LIMIT 1`

func emailArgs(email string) []any {
	typed := strings.TrimSpace(email)
	return []any{Normalize(email), typed, typed}
}
