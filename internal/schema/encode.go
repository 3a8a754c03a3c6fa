package schema

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// AppendFields writes the fields of a struct as members of an object that is already
// open: "name":value for each, and the same bytes again for each alias. Members are
// separated, and preceded unless the object is empty so far, by commas.
//
// Each value is encoded once, whatever the number of its names; a json.RawMessage must hold
// valid JSON and is copied. An error means a value
// that JSON cannot hold, such as a NaN; buf then ends in the middle of a member.
func AppendFields(buf *bytes.Buffer, value any) error {
	v := reflect.Indirect(reflect.ValueOf(value))
	encoder := json.NewEncoder(buf)
	encoder.SetEscapeHTML(false) // replies are JSON documents, never part of a page
	for _, f := range objectOf(v.Type()).fields {
		x := v.FieldByIndex(f.index)
		if f.omitZero && x.IsZero() || f.omitEmpty && isEmpty(x) {
			continue
		}
		openMember(buf, f.name)
		start := buf.Len()
		if err := appendValue(buf, encoder, x); err != nil {
			return err
		}
		end := buf.Len()
		for _, alias := range f.aliases {
			openMember(buf, alias)
			buf.Write(buf.Bytes()[start:end])
		}
	}
	return nil
}

// appendValue encodes one value. What is JSON already is copied, since encoding/json would
// scan it again byte by byte.
func appendValue(buf *bytes.Buffer, encoder *json.Encoder, x reflect.Value) error {
	if raw, ok := x.Interface().(json.RawMessage); ok && raw != nil {
		buf.Write(raw)
		return nil
	}
	if err := encoder.Encode(x.Interface()); err != nil {
		return err
	}
	buf.Truncate(buf.Len() - 1) // the newline that Encode adds
	return nil
}

// openMember writes the comma, if one is due, and the name of a member.
func openMember(buf *bytes.Buffer, name string) {
	if b := buf.Bytes(); len(b) > 0 && b[len(b)-1] != '{' {
		buf.WriteByte(',')
	}
	buf.WriteByte('"')
	buf.WriteString(name) // names are Go tags: no character of them needs escaping
	buf.WriteString(`":`)
}

// isEmpty follows the omitempty of encoding/json.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String:
		return v.Len() == 0
	case reflect.Struct, reflect.Array:
		return false
	}
	return v.IsZero()
}
