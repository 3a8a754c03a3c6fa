package api

import (
	"encoding/json"
	"errors"
)

// Member is one name and its undecoded value in a JSON object.
type Member struct {
	Name  string
	Value json.RawMessage
}

var errNoObject = errors.New("api: not a JSON object")

// Members splits the text of a JSON object into its members, in order, without decoding the
// values. The text must be valid JSON; replies of our own services are, and for those a second
// check by encoding/json would cost more than everything else about the reply.
func Members(object []byte) ([]Member, error) {
	s := splitter{text: object}
	if s.next() != '{' {
		return nil, errNoObject
	}
	members := make([]Member, 0, 64)
	for {
		switch s.next() {
		case '}':
			return members, nil
		case ',':
			continue
		case '"':
			s.at--
			name, ok := s.value()
			if !ok || s.next() != ':' {
				return nil, errNoObject
			}
			value, ok := s.value()
			if !ok {
				return nil, errNoObject
			}
			m := Member{Value: value}
			if err := json.Unmarshal(name, &m.Name); err != nil {
				return nil, err
			}
			members = append(members, m)
		default:
			return nil, errNoObject
		}
	}
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
			if !s.skipString() {
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

// skipString moves behind the string that begins here.
func (s *splitter) skipString() bool {
	for s.at++; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			s.at++
		case '"':
			s.at++
			return true
		}
	}
	return false
}
