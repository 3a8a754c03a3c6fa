package rawjson

import (
	"unicode/utf8"
)

// AppendString appends s as a JSON string, in the bytes that encoding/json writes without its
// escaping for HTML. It looks at eight bytes at a time, since most of what a reply consists of is text
// with nothing to escape in it.
func AppendString(b []byte, s string) []byte {
	if n := plainPrefix(s); n < len(s) {
		return appendEscaped(b, s, n)
	}
	return append(append(append(b, '"'), s...), '"')
}

// appendEscaped appends a string whose first n bytes stand as they are. It is apart from AppendString,
// which nearly always does without it.
func appendEscaped(b []byte, s string, n int) []byte {
	b = append(b, '"')
	done := 0 // what comes before has been appended
	for i := n; i < len(s); i += plainPrefix(s[i:]) {
		c := s[i]
		size, escape := 1, ""
		switch {
		case c == '"':
			escape = `\"`
		case c == '\\':
			escape = `\\`
		case c < ' ':
			b = appendControl(append(b, s[done:i]...), c)
			i++
			done = i
			continue
		case c >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && size == 1:
				escape = `\ufffd`
			case r == '\u2028':
				escape = `\u2028`
			case r == '\u2029':
				escape = `\u2029`
			}
		}
		if escape != "" {
			b = append(append(b, s[done:i]...), escape...)
			done = i + size
		}
		i += size
	}
	return append(append(b, s[done:]...), '"')
}

// plainPrefix returns how many bytes at the beginning of s stand in JSON as they are: ASCII but for
// control characters, quotation marks and backslashes. DEL is taken for none of them.
func plainPrefix(s string) int {
	const (
		ones  = 0x0101010101010101
		highs = 0x8080808080808080
	)
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := word(s[i : i+8])
		quote, backslash := w^('"'*ones), w^('\\'*ones)
		// A byte's high bit is set where it is not ASCII, below a space, or became zero.
		if (w|(w-' '*ones)|(quote-ones)|(backslash-ones))&highs != 0 {
			break
		}
	}
	for ; i < len(s); i++ {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			break
		}
	}
	return i
}

// word reads eight bytes, in one instruction.
func word(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// appendControl escapes a control character as encoding/json does.
func appendControl(b []byte, c byte) []byte {
	switch c {
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}
