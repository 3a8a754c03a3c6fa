package schema

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"github.com/witnessos/witnessos/internal/shortsort"
)

// Appender is implemented by output types that write their own JSON because reflection is too
// slow for them. It appends what encoding/json would write, which a test of the type should
// hold it to. It must hold a value: a nil pointer is written as null without asking it.
type Appender interface {
	AppendJSON(b []byte) ([]byte, error)
}

// AppendFields writes the fields of a struct as members of an object that is already
// open: "name":value for each, and the same bytes again for each alias, at every depth.
// Members are separated, and preceded unless the object is empty so far, by commas.
//
// Each value is encoded once, whatever the number of its names; a json.RawMessage must hold
// valid JSON and is copied. An error means a value
// that JSON cannot hold, such as a NaN; buf then ends in the middle of a member.
func AppendFields(buf *bytes.Buffer, value any) error {
	v := reflect.Indirect(reflect.ValueOf(value))
	encoder := json.NewEncoder(buf)
	encoder.SetEscapeHTML(false) // replies are JSON documents, never part of a page
	return objectOf(v.Type()).appendMembers(buf, encoder, v)
}

func (o *object) appendMembers(buf *bytes.Buffer, encoder *json.Encoder, v reflect.Value) error {
	for _, f := range o.fields {
		x := v.FieldByIndex(f.index)
		if f.omitZero && x.IsZero() || f.omitEmpty && isEmpty(x) {
			continue
		}
		openMember(buf, f.name)
		start := buf.Len()
		if err := f.value.append(buf, encoder, x); err != nil {
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

// append encodes one value. What is JSON already is copied, since encoding/json would
// scan it again byte by byte; what has aliases inside is taken apart, since encoding/json
// does not know them.
func (v *valueType) append(buf *bytes.Buffer, encoder *json.Encoder, x reflect.Value) error {
	if v.appendScalar(buf, x) {
		return nil
	}
	if v.appends && !(x.Kind() == reflect.Pointer && x.IsNil()) {
		b, err := x.Interface().(Appender).AppendJSON(buf.AvailableBuffer())
		if err != nil {
			return err
		}
		buf.Write(b)
		return nil
	}
	if raw, ok := x.Interface().(json.RawMessage); ok && raw != nil {
		buf.Write(raw)
		return nil
	}
	if v.aliased {
		return v.appendAliased(buf, encoder, x)
	}
	if err := encoder.Encode(x.Interface()); err != nil {
		return err
	}
	buf.Truncate(buf.Len() - 1) // the newline that Encode adds
	return nil
}

// appendAliased encodes an object, or an array or map of them, some of whose fields have
// aliases.
func (v *valueType) appendAliased(buf *bytes.Buffer, encoder *json.Encoder, x reflect.Value) error {
	if v.nullable && x.Kind() == reflect.Pointer {
		if x.IsNil() {
			buf.WriteString("null")
			return nil
		}
		x = x.Elem()
	}
	switch v.kind {
	case kindObject:
		buf.WriteByte('{')
		if err := v.fields.appendMembers(buf, encoder, x); err != nil {
			return err
		}
		buf.WriteByte('}')
		return nil
	case kindMap:
		return v.appendMap(buf, encoder, x)
	}
	if x.Kind() == reflect.Slice && x.IsNil() {
		buf.WriteString("null")
		return nil
	}
	buf.WriteByte('[')
	for i := range x.Len() {
		if i > 0 {
			buf.WriteByte(',')
		}
		if err := v.items.append(buf, encoder, x.Index(i)); err != nil {
			return err
		}
	}
	buf.WriteByte(']')
	return nil
}

// appendMap writes the members in the order of their keys, as encoding/json does.
func (v *valueType) appendMap(buf *bytes.Buffer, encoder *json.Encoder, x reflect.Value) error {
	if x.IsNil() {
		buf.WriteString("null")
		return nil
	}
	keys := x.MapKeys()
	shortsort.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	buf.WriteByte('{')
	for i, key := range keys {
		if i > 0 {
			buf.WriteByte(',')
		}
		if err := encoder.Encode(key.String()); err != nil {
			return err
		}
		buf.Truncate(buf.Len() - 1)
		buf.WriteByte(':')
		if err := v.items.append(buf, encoder, x.MapIndex(key)); err != nil {
			return err
		}
	}
	buf.WriteByte('}')
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
