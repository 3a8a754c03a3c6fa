package schema

import (
	"encoding"
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/shortsort"
)

// Appender is implemented by output types that write their own JSON because reflection is too
// slow for them. It appends what encoding/json would write, which a test of the type should
// hold it to. It must hold a value: a nil pointer is written as null without asking it.
type Appender interface {
	AppendJSON(b []byte) ([]byte, error)
}

// AppendObject appends one JSON object that holds the fields of all the structs, in order:
// "name":value for each, and the same bytes again for each alias, at every depth.
//
// Each value is encoded once, whatever the number of its names; a json.RawMessage must hold
// valid JSON and is copied. An error means a value that JSON cannot hold, such as a NaN; what is
// returned then ends in the middle of the object.
func AppendObject(b []byte, structs ...any) (_ []byte, err error) {
	b = append(b, '{')
	for _, s := range structs {
		v := reflect.Indirect(reflect.ValueOf(s))
		if b, err = objectOf(v.Type()).appendMembers(b, v); err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

func (o *object) appendMembers(b []byte, v reflect.Value) (_ []byte, err error) {
	for _, f := range o.fields {
		x := f.in(v)
		if f.omitZero && x.IsZero() || f.omitEmpty && isEmpty(x) {
			continue
		}
		b = openMember(b, f.name)
		start := len(b)
		if b, err = f.value.append(b, x); err != nil {
			return b, err
		}
		end := len(b)
		for _, alias := range f.aliases {
			b = openMember(b, alias)
			b = append(b, b[start:end]...)
		}
	}
	return b, nil
}

// in returns the field of a struct. Most are not promoted from an embedded one.
func (f *field) in(v reflect.Value) reflect.Value {
	if len(f.index) == 1 {
		return v.Field(f.index[0])
	}
	return v.FieldByIndex(f.index)
}

// append encodes one value, in the same bytes as encoding/json but for the aliases. Only what
// encodes itself is left to encoding/json, which takes a detour over an interface for each value, and
// reads what is JSON already once more.
func (v *valueType) append(b []byte, x reflect.Value) ([]byte, error) {
	pointer := v.nullable && x.Kind() == reflect.Pointer
	if pointer && x.IsNil() {
		return append(b, "null"...), nil
	}
	if v.appends {
		return x.Interface().(Appender).AppendJSON(b)
	}
	if v.selfEncoding {
		text, err := x.Interface().(encoding.TextMarshaler).MarshalText()
		return rawjson.AppendString(b, string(text)), err
	}
	if pointer {
		x = x.Elem()
	}
	switch v.kind {
	case kindString:
		return rawjson.AppendString(b, x.String()), nil
	case kindBoolean:
		return strconv.AppendBool(b, x.Bool()), nil
	case kindInteger:
		return strconv.AppendInt(b, x.Int(), 10), nil
	case kindNumber:
		f := x.Float()
		// Outside of these bounds encoding/json writes an exponent, or refuses.
		if a := math.Abs(f); f != 0 && !(a >= 1e-6 && a < 1e21) {
			return appendMarshaled(b, x)
		}
		return strconv.AppendFloat(b, f, 'f', -1, 64), nil
	case kindObject:
		b, err := v.fields.appendMembers(append(b, '{'), x)
		return append(b, '}'), err
	case kindArray:
		return v.appendArray(b, x)
	case kindMap:
		return v.appendMap(b, x)
	}
	if raw, ok := x.Interface().(json.RawMessage); ok && raw != nil {
		return append(b, raw...), nil
	}
	return appendMarshaled(b, x)
}

func appendMarshaled(b []byte, x reflect.Value) ([]byte, error) {
	w := writer(b)
	encoder := json.NewEncoder(&w)
	encoder.SetEscapeHTML(false) // replies are JSON documents, never part of a page
	if err := encoder.Encode(x.Interface()); err != nil {
		return b, err
	}
	return w[:len(w)-1], nil // without the newline that Encode adds
}

// writer appends what is written to it.
type writer []byte

func (w *writer) Write(p []byte) (int, error) {
	*w = append(*w, p...)
	return len(p), nil
}

func (v *valueType) appendArray(b []byte, x reflect.Value) (_ []byte, err error) {
	if x.Kind() == reflect.Slice && x.IsNil() {
		return append(b, "null"...), nil
	}
	b = append(b, '[')
	for i := range x.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = v.items.append(b, x.Index(i)); err != nil {
			return b, err
		}
	}
	return append(b, ']'), nil
}

// appendMap writes the members in the order of their keys, as encoding/json does.
func (v *valueType) appendMap(b []byte, x reflect.Value) (_ []byte, err error) {
	if x.IsNil() {
		return append(b, "null"...), nil
	}
	keys := x.MapKeys()
	shortsort.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	b = append(b, '{')
	for i, key := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(rawjson.AppendString(b, key.String()), ':')
		if b, err = v.items.append(b, x.MapIndex(key)); err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

// openMember writes the comma, if one is due, and the name of a member.
func openMember(b []byte, name string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	b = append(append(b, '"'), name...) // names are Go tags: no character of them needs escaping
	return append(b, `":`...)
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
