package schema

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// path leads to a value in an input. It is put into words only for a complaint.
type path []step

type step struct {
	name  string // of a member
	index int    // of an element; -1 for a member
}

func (p path) member(name string) path { return append(p, step{name, -1}) }

func (p path) element(i int) path { return append(p, step{index: i}) }

// out leads to what the value is a member or an element of.
func (p path) out() path { return p[:len(p)-1] }

func (p path) String() string {
	var b []byte
	for i, s := range p {
		switch {
		case s.index >= 0:
			b = append(strconv.AppendInt(append(b, '['), int64(s.index), 10), ']')
			continue
		case i > 0:
			b = append(b, '.')
		}
		b = append(b, s.name...)
	}
	return string(b)
}

// under returns p with its field moved below the field called name, in the message too.
func (p Problem) under(name string) Problem {
	inner := p.Field
	switch {
	case inner == "":
		p.Field = name
	case inner[0] == '[':
		p.Field = name + inner
	default:
		p.Field = name + "." + inner
	}
	p.Message = strings.Replace(p.Message, "'"+inner+"'", "'"+p.Field+"'", 1)
	if p.Code == CodeMissingField {
		p.Message = Missing(p.Field).Message
	}
	return p
}

func sortedKeys(members map[string]json.RawMessage) []string {
	keys := make([]string, 0, len(members))
	for key := range members {
		keys = append(keys, key)
	}
	slices.Sort(keys) // problems come out in the same order every time
	return keys
}
