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
func AppendObject(b []byte, structs ...any) ([]byte, error) {
	w := encoder{b: append(b, '{'), aliases: true}
	for _, s := range structs {
		v := reflect.Indirect(reflect.ValueOf(s))
		if err := w.members(objectOf(v.Type()), v); err != nil {
			return w.b, err
		}
	}
	return append(w.b, '}'), nil
}

// AppendPlain appends a struct as encoding/json does: each field under its own name only.
func AppendPlain(b []byte, s any) ([]byte, error) {
	w := encoder{b: append(b, '{')}
	v := reflect.Indirect(reflect.ValueOf(s))
	err := w.members(objectOf(v.Type()), v)
	return append(w.b, '}'), err
}

// encoder appends to b.
type encoder struct {
	b       []byte
	aliases bool // write them
}

func (w *encoder) members(o *object, v reflect.Value) error {
	for _, f := range o.fields {
		x := f.in(v)
		if f.omitZero && x.IsZero() || f.omitEmpty && isEmpty(x) {
			continue
		}
		w.comma()
		w.b = append(w.b, f.key...)
		start := len(w.b)
		if err := w.value(f.value, x); err != nil {
			return err
		}
		if w.aliases {
			end := len(w.b)
			for _, key := range f.aliasKeys {
				w.b = append(append(w.b, ','), key...)
				w.b = append(w.b, w.b[start:end]...)
			}
		}
	}
	return nil
}

// comma stands before every member but the first.
func (w *encoder) comma() {
	if w.b[len(w.b)-1] != '{' {
		w.b = append(w.b, ',')
	}
}

// in returns the field of a struct. Most are not promoted from an embedded one.
func (f *field) in(v reflect.Value) reflect.Value {
	if len(f.index) == 1 {
		return v.Field(f.index[0])
	}
	return v.FieldByIndex(f.index)
}

// value encodes one value, in the same bytes as encoding/json but for the aliases. Only what
// encodes itself is left to encoding/json, which takes a detour over an interface for each value, and
// reads what is JSON already once more.
func (w *encoder) value(v *valueType, x reflect.Value) error {
	pointer := v.nullable && x.Kind() == reflect.Pointer
	if pointer && x.IsNil() {
		w.text("null")
		return nil
	}
	if v.appends {
		b, err := x.Interface().(Appender).AppendJSON(w.b)
		w.b = b
		return err
	}
	if v.selfEncoding {
		text, err := x.Interface().(encoding.TextMarshaler).MarshalText()
		w.b = rawjson.AppendString(w.b, string(text))
		return err
	}
	if pointer {
		x = x.Elem()
	}
	switch v.kind {
	case kindString:
		w.b = rawjson.AppendString(w.b, x.String())
	case kindBoolean:
		w.b = strconv.AppendBool(w.b, x.Bool())
	case kindInteger:
		w.b = strconv.AppendInt(w.b, x.Int(), 10)
	case kindNumber:
		f := x.Float()
		// Outside of these bounds encoding/json writes an exponent, or refuses.
		if a := math.Abs(f); f != 0 && !(a >= 1e-6 && a < 1e21) {
			return w.marshaled(x)
		}
		w.b = strconv.AppendFloat(w.b, f, 'f', -1, 64)
	case kindObject:
		w.b = append(w.b, '{')
		err := w.members(v.fields, x)
		w.b = append(w.b, '}')
		return err
	case kindArray:
		return w.array(v, x)
	case kindMap:
		return w.mapping(v, x)
	default:
		if raw, ok := x.Interface().(json.RawMessage); ok && raw != nil {
			w.b = append(w.b, raw...)
			return nil
		}
		return w.marshaled(x)
	}
	return nil
}

func (w *encoder) text(s string) { w.b = append(w.b, s...) }

// Write lets encoding/json append.
func (w *encoder) Write(p []byte) (int, error) {
	w.b = append(w.b, p...)
	return len(p), nil
}

func (w *encoder) marshaled(x reflect.Value) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // replies are JSON documents, never part of a page
	err := e.Encode(x.Interface())
	if err == nil {
		w.b = w.b[:len(w.b)-1] // without the newline that Encode adds
	}
	return err
}

func (w *encoder) array(v *valueType, x reflect.Value) error {
	if x.Kind() == reflect.Slice && x.IsNil() {
		w.text("null")
		return nil
	}
	w.b = append(w.b, '[')
	for i := range x.Len() {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		if err := w.value(v.items, x.Index(i)); err != nil {
			return err
		}
	}
	w.b = append(w.b, ']')
	return nil
}

// mapping writes the members in the order of their keys, as encoding/json does.
func (w *encoder) mapping(v *valueType, x reflect.Value) error {
	if x.IsNil() {
		w.text("null")
		return nil
	}
	keys := x.MapKeys()
	shortsort.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	w.b = append(w.b, '{')
	for _, key := range keys {
		w.comma()
		w.b = append(rawjson.AppendString(w.b, key.String()), ':')
		if err := w.value(v.items, x.MapIndex(key)); err != nil {
			return err
		}
	}
	w.b = append(w.b, '}')
	return nil
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
