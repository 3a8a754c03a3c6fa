// Package rawjson takes JSON objects apart without decoding them: most of what passes through a
// router is not its business, and encoding/json would read it several times on the way.
//
// But for [Object] the text must be valid JSON, as replies of our own services are. What is not may be
// noticed, as an error, or may not; it never panics.
package rawjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"unsafe"
)

// Member is one name and its undecoded value in a JSON object.
type Member struct {
	Name  string
	Value json.RawMessage
}

var (
	errNoObject = errors.New("rawjson: not a JSON object")
	errNoArray  = errors.New("rawjson: not a JSON array")
	errNoString = errors.New("rawjson: not a JSON string")
	errNoBool   = errors.New("rawjson: not a JSON boolean")
)

// Object takes apart the text of an object that anybody may have written: it is valid JSON, as
// encoding/json has it, or ok is false. Of a member that occurs twice the last counts. The values are
// parts of the text.
func Object(text []byte) (members map[string]json.RawMessage, ok bool) {
	if !Valid(text) {
		return nil, false
	}
	members = map[string]json.RawMessage{}
	err := Each(text, func(name []byte, value json.RawMessage) error {
		members[string(name)] = value
		return nil
	})
	return members, err == nil
}

// Bool reads true or false.
func Bool(value json.RawMessage) (bool, error) {
	switch string(value) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, errNoBool
}

// Members splits the text of an object into its members, in order. The values are parts of the
// text.
func Members(object []byte) ([]Member, error) {
	members := make([]Member, 0, 64)
	err := each(object, func(m Member, _, _ int) { members = append(members, m) })
	return members, err
}

// Elements splits the text of an array into its elements, which are parts of the text.
func Elements(array []byte) ([]json.RawMessage, error) {
	s := splitter{text: array}
	if s.next() != '[' {
		return nil, errNoArray
	}
	elements := []json.RawMessage{}
	for {
		switch s.next() {
		case ']':
			if s.next() != 0 {
				return nil, errNoArray // more text behind the array
			}
			return elements, nil
		case ',':
			continue
		case 0:
			return nil, errNoArray
		}
		s.at--
		element, ok := s.value()
		if !ok {
			return nil, errNoArray
		}
		elements = append(elements, element)
	}
}

// Take cuts one member out of an object: it returns its value, nil if there is none, and the object
// without it.
func Take(object []byte, name string) (value json.RawMessage, rest []byte, err error) {
	from, to := 0, 0
	err = each(object, func(m Member, start, end int) {
		if m.Name == name {
			value, from, to = m.Value, start, end
		}
	})
	if err != nil || value == nil {
		return nil, object, err
	}
	// A null in its place keeps the commas right.
	rest = append(make([]byte, 0, len(object)-(to-from)+4), object[:from]...)
	rest = append(append(rest, "null"...), object[to:]...)
	return value, rest, nil
}

// Append appends the members of an object to dst as they are, each behind a comma, except those
// that skip wants left out. Long runs of members are copied in one piece.
func Append(dst, object []byte, skip func(name []byte) bool) ([]byte, error) {
	run := -1 // where the members begin that are to be copied, or -1
	end := 0  // where the last of them ended
	flush := func() {
		if run >= 0 {
			dst = append(append(dst, ','), object[run:end]...)
			run = -1
		}
	}
	err := walk(object, func(name []byte, start, valueStart, valueEnd int) error {
		if skip(name) {
			flush()
			return nil
		}
		if run < 0 {
			run = start
		}
		end = valueEnd
		return nil
	})
	flush()
	return dst, err
}

// Each calls f for every member of an object, in order, and stops at its first error. The value is a
// part of the text; the name is good until f returns.
func Each(object []byte, f func(name []byte, value json.RawMessage) error) error {
	return walk(object, func(name []byte, _, start, end int) error {
		return f(name, object[start:end:end])
	})
}

// String reads a JSON string.
func String(value json.RawMessage) (string, error) {
	if len(value) < 2 || value[0] != '"' {
		return "", errNoString
	}
	plain, err := unquote(value)
	return string(plain), err
}

// each calls f for every member with the place of its value in the text.
func each(object []byte, f func(m Member, start, end int)) error {
	return walk(object, func(name []byte, _, start, end int) error {
		f(Member{string(name), object[start:end]}, start, end)
		return nil
	})
}

// walk calls f for every member: its name, where the member begins, and where its value begins and
// ends.
func walk(object []byte, f func(name []byte, start, valueStart, valueEnd int) error) error {
	s := splitter{text: object}
	if s.next() != '{' {
		return errNoObject
	}
	for {
		switch s.next() {
		case '}':
			if s.next() != 0 {
				return errNoObject // more text behind the object
			}
			return nil
		case ',':
			continue
		case '"':
			s.at--
			start := s.at
			plain, ok := s.skipString()
			if !ok {
				return errNoObject
			}
			name := s.text[start+1 : s.at-1]
			if !plain {
				var err error
				if name, err = unquote(s.text[start:s.at]); err != nil {
					return err
				}
			}
			if s.next() != ':' {
				return errNoObject
			}
			value, ok := s.value()
			if !ok {
				return errNoObject
			}
			if err := f(name, start, s.at-len(value), s.at); err != nil {
				return err
			}
		default:
			return errNoObject
		}
	}
}

// unquote returns the text of a JSON string, without a copy when nothing is escaped in it.
func unquote(name []byte) ([]byte, error) {
	if bytes.IndexByte(name, '\\') < 0 {
		return name[1 : len(name)-1], nil
	}
	var text string
	err := json.Unmarshal(name, &text)
	return []byte(text), err
}

type splitter struct {
	text []byte
	at   int
}

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// next returns the next byte that is not white space, or 0 at the end.
func (s *splitter) next() byte {
	for s.at < len(s.text) {
		c := s.text[s.at]
		s.at++
		if !blank(c) {
			return c
		}
	}
	return 0
}

// value returns the text of the value that begins here.
func (s *splitter) value() (json.RawMessage, bool) {
	for s.at < len(s.text) && blank(s.text[s.at]) {
		s.at++
	}
	start, depth := s.at, 0
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case '"':
			if _, ok := s.skipString(); !ok {
				return nil, false
			}
			if depth == 0 {
				return s.text[start:s.at], true
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return s.text[start:s.at], s.at > start
			}
			if depth--; depth == 0 {
				s.at++
				return s.text[start:s.at], true
			}
		case ',', ' ', '\n', '\r', '\t':
			if depth == 0 {
				return s.text[start:s.at], s.at > start
			}
		}
		s.at++
	}
	return nil, false
}

// skipString moves behind the string that begins here, and reports whether nothing is escaped in it. With
// ok false it does not end.
func (s *splitter) skipString() (plain, ok bool) {
	all := unsafe.String(unsafe.SliceData(s.text), len(s.text)) // which nobody keeps
	plain = true
	for s.at++; s.at < len(all); s.at++ {
		if s.at += plainPrefix(all[s.at:]); s.at == len(all) {
			break
		}
		switch all[s.at] {
		case '"':
			s.at++
			return plain, true
		case '\\':
			plain = false
			s.at++
		}
	}
	return false, false
}
