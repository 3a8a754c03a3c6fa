package rawjson

import "unsafe"

// Valid reports whether text is one JSON value, as [encoding/json.Valid] does. That one calls a function for
// each byte, and every input of the system is looked at at least once.
//
// It does not call itself for what is nested: in Wasm the stack ends before 10,000 levels are reached.
func Valid(text []byte) bool {
	v := validator{text: text}
	if !v.values() {
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

// values is a value with all that it holds.
func (v *validator) values() bool {
	var few [32]byte
	open := few[:0] // the brackets that are to be closed
	for {
		if begun, ok := v.begin(&open); !ok {
			return false
		} else if begun {
			continue // with the first value inside
		}
		for { // behind a value
			if len(open) == 0 {
				return true
			}
			end := open[len(open)-1]
			if v.token(end) {
				open = open[:len(open)-1]
				continue
			}
			if !v.token(',') || end == '}' && !v.name() {
				return false
			}
			break
		}
	}
}

// begin is a value, or the beginning of one that is not empty up to the first value inside; then begun
// is true, and its closing bracket is added to open.
func (v *validator) begin(open *[]byte) (begun, ok bool) {
	v.skipBlanks()
	if v.at == len(v.text) {
		return false, false
	}
	switch c := v.text[v.at]; c {
	case '{', '[':
		v.at++
		end := c + 2 // in ASCII
		if len(*open) == maxDepth {
			return false, false
		}
		if v.token(end) {
			return false, true
		}
		*open = append(*open, end)
		return true, c == '[' || v.name()
	case '"':
		return false, v.string()
	case 't':
		return false, v.literal("true")
	case 'f':
		return false, v.literal("false")
	case 'n':
		return false, v.literal("null")
	}
	return false, v.number()
}

// name is that of a member, with its colon.
func (v *validator) name() bool {
	v.skipBlanks()
	return v.string() && v.token(':')
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
