package schema

import (
	"encoding/json"
	"slices"
	"strings"
)

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
