package durable

import "encoding/json"

// Fields are the members of a JSON object that came from a client, undecoded.
type Fields map[string]json.RawMessage

// ParseFields reads a JSON object; ok is false for any other text. No text at all is no members.
func ParseFields(text []byte) (f Fields, ok bool) {
	if len(text) == 0 {
		return Fields{}, true
	}
	err := json.Unmarshal(text, &f)
	return f, err == nil && f != nil
}

// First returns the value of the first of the names that is there and not null, or nil.
func (f Fields) First(names ...string) json.RawMessage {
	for _, name := range names {
		if raw, ok := f[name]; ok && string(raw) != "null" {
			return raw
		}
	}
	return nil
}

// Text returns the first of the names as text, "" when there is none; ok is false for a value
// that is not text.
func (f Fields) Text(names ...string) (text string, ok bool) {
	raw := f.First(names...)
	if raw == nil {
		return "", true
	}
	err := json.Unmarshal(raw, &text)
	return text, err == nil
}

// Flag returns a boolean, or otherwise when there is none; ok is false for another value.
func (f Fields) Flag(name string, otherwise bool) (flag, ok bool) {
	raw := f.First(name)
	if raw == nil {
		return otherwise, true
	}
	err := json.Unmarshal(raw, &flag)
	return flag, err == nil
}

// Object returns the members of an object, none when it is absent; ok is false for another value.
func (f Fields) Object(name string) (Fields, bool) {
	return ParseFields(f.First(name))
}
