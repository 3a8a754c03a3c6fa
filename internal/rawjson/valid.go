package rawjson

import "unsafe"

// Valid reports whether text is one JSON value, as [encoding/json.Valid] does. That one calls a function for
// each byte, and every input of the system is looked at at least once.
func Valid(text []byte) bool {
	v := validator{text: text}
	if !v.value(0) {
		return false
	}
	v.skipBlanks()
	return v.at == len(text)
}

// maxDepth is how deep values may be nested for encoding/json.
const maxDepth = 10_000

// validator reads from front to back. Each of its methods moves behind what it is named after, or
// returns false when it is not there.
type validator struct {
	text []byte
	at   int
}

func (v *validator) skipBlanks() {
	for v.at < len(v.text) && blank(v.text[v.at]) {
		v.at++
	}
}

// token moves behind the byte c, and the white space before it.
func (v *validator) token(c byte) bool {
	v.skipBlanks()
	return v.byte(c)
}

func (v *validator) byte(c byte) bool {
	if v.at == len(v.text) || v.text[v.at] != c {
		return false
	}
	v.at++
	return true
}

func (v *validator) value(depth int) bool {
	v.skipBlanks()
	if v.at == len(v.text) || depth > maxDepth {
		return false
	}
	c := v.text[v.at]
	switch c {
	case '"':
		return v.string()
	case '{':
		return v.list('}', depth, true)
	case '[':
		return v.list(']', depth, false)
	case 't':
		return v.literal("true")
	case 'f':
		return v.literal("false")
	case 'n':
		return v.literal("null")
	}
	return v.number()
}

// list is an object or an array, whose first byte has been seen.
func (v *validator) list(end byte, depth int, named bool) bool {
	v.at++
	if v.token(end) {
		return depth < maxDepth
	}
	for {
		if named {
			v.skipBlanks()
			if !v.string() || !v.token(':') {
				return false
			}
		}
		if !v.value(depth + 1) {
			return false
		}
		if v.token(end) {
			return true
		}
		if !v.token(',') {
			return false
		}
	}
}

func (v *validator) literal(word string) bool {
	end := v.at + len(word)
	if end > len(v.text) || string(v.text[v.at:end]) != word {
		return false
	}
	v.at = end
	return true
}

func (v *validator) string() bool {
	if !v.byte('"') {
		return false
	}
	all := unsafe.String(unsafe.SliceData(v.text), len(v.text)) // which nobody keeps
	for {
		v.at += plainPrefix(all[v.at:])
		if v.at == len(v.text) {
			return false
		}
		c := v.text[v.at]
		v.at++
		switch {
		case c == '"':
			return true
		case c == '\\':
			if !v.escape() {
				return false
			}
		case c < ' ':
			return false
		}
	}
}

// escape is what stands behind a backslash.
func (v *validator) escape() bool {
	if v.at == len(v.text) {
		return false
	}
	c := v.text[v.at]
	v.at++
	switch c {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return true
	case 'u':
		for range 4 {
			if v.at == len(v.text) || !isHex(v.text[v.at]) {
				return false
			}
			v.at++
		}
		return true
	}
	return false
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func (v *validator) number() bool {
	v.byte('-')
	if !v.byte('0') && !v.digits() {
		return false
	}
	if v.byte('.') && !v.digits() {
		return false
	}
	if v.byte('e') || v.byte('E') {
		if !v.byte('+') {
			v.byte('-')
		}
		return v.digits()
	}
	return true
}

func (v *validator) digits() bool {
	start := v.at
	for v.at < len(v.text) && v.text[v.at] >= '0' && v.text[v.at] <= '9' {
		v.at++
	}
	return v.at > start
}
