package schema

import (
	"encoding"
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unsafe"

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
		if err := w.members(objectAt(s)); err != nil {
			return w.b, err
		}
	}
	return append(w.b, '}'), nil
}

// AppendPlain appends a struct as encoding/json does: each field under its own name only.
func AppendPlain(b []byte, s any) ([]byte, error) {
	w := encoder{b: append(b, '{')}
	err := w.members(objectAt(s))
	return append(w.b, '}'), err
}

// objectAt returns the compiled type of a struct, or of a pointer to one, and where the struct lies.
func objectAt(s any) (*object, unsafe.Pointer) {
	t := reflect.TypeOf(s)
	if t.Kind() == reflect.Pointer {
		return objectOf(t.Elem()), reflect.ValueOf(s).UnsafePointer()
	}
	if t.Size() > unsafe.Sizeof(uintptr(0)) {
		// An interface holds the address of what is larger than a pointer; a copy would be written and read
		// for nothing.
		return objectOf(t), (*[2]unsafe.Pointer)(unsafe.Pointer(&s))[1]
	}
	whole := reflect.New(t)
	whole.Elem().Set(reflect.ValueOf(s))
	return objectOf(t), whole.UnsafePointer()
}

// encoder appends to b. It finds values by the addresses that the compiled types give: through package
// reflect each would take several times as long to get as to write.
type encoder struct {
	b       []byte
	aliases bool // write them
}

func (w *encoder) members(o *object, at unsafe.Pointer) error {
	for _, f := range o.fields {
		x := unsafe.Add(at, f.offset)
		if f.omitZero && f.value.reflected(x).IsZero() || f.omitEmpty && f.value.isEmpty(x) {
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

// value encodes the value at an address, in the same bytes as encoding/json but for the aliases. Only what
// encodes itself is left to encoding/json, which takes a detour over an interface for each value, and
// reads what is JSON already once more.
func (w *encoder) value(v *valueType, at unsafe.Pointer) error {
	target := at
	if v.nullable {
		if target = *(*unsafe.Pointer)(at); target == nil {
			w.text("null")
			return nil
		}
	}
	if v.appends {
		// A pointer has the methods of what it points to, and fits into an interface without a copy.
		b, err := reflect.NewAt(v.goType, target).Interface().(Appender).AppendJSON(w.b)
		w.b = b
		return err
	}
	if v.selfEncoding {
		text, err := v.reflected(at).Interface().(encoding.TextMarshaler).MarshalText()
		w.b = rawjson.AppendString(w.b, string(text))
		return err
	}
	switch v.kind {
	case kindString:
		w.b = rawjson.AppendString(w.b, *(*string)(target))
	case kindBoolean:
		w.b = strconv.AppendBool(w.b, *(*bool)(target))
	case kindInteger: // int or int64, which are the same wherever this runs
		w.b = strconv.AppendInt(w.b, *(*int64)(target), 10)
	case kindNumber:
		f := *(*float64)(target)
		if !(math.Abs(f) <= math.MaxFloat64) {
			return w.marshaled(f) // which refuses
		}
		w.b = rawjson.AppendFloat(w.b, f)
	case kindObject:
		w.b = append(w.b, '{')
		err := w.members(v.fields, target)
		w.b = append(w.b, '}')
		return err
	case kindArray:
		return w.array(v, target)
	case kindMap:
		return w.mapping(v, reflect.NewAt(v.goType, target).Elem())
	default:
		if v.goType == rawType {
			if raw := *(*json.RawMessage)(target); raw != nil {
				w.b = append(w.b, raw...)
				return nil
			}
		}
		return w.marshaled(reflect.NewAt(v.goType, target).Elem().Interface())
	}
	return nil
}

// reflected is the value at an address for package reflect.
func (v *valueType) reflected(at unsafe.Pointer) reflect.Value {
	return reflect.NewAt(v.whole, at).Elem()
}

func (w *encoder) text(s string) { w.b = append(w.b, s...) }

// Write lets encoding/json append.
func (w *encoder) Write(p []byte) (int, error) {
	w.b = append(w.b, p...)
	return len(p), nil
}

func (w *encoder) marshaled(x any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // replies are JSON documents, never part of a page
	err := e.Encode(x)
	if err == nil {
		w.b = w.b[:len(w.b)-1] // without the newline that Encode adds
	}
	return err
}

// slice is a slice of any type.
type slice struct {
	first    unsafe.Pointer // nil only for nil
	len, cap int
}

func (w *encoder) array(v *valueType, at unsafe.Pointer) error {
	first, n := at, 0
	if v.isSlice {
		s := (*slice)(at)
		if first, n = s.first, s.len; first == nil {
			w.text("null")
			return nil
		}
	} else {
		n = v.goType.Len()
	}
	w.b = append(w.b, '[')
	for i := range n {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		if err := w.value(v.items, unsafe.Add(first, uintptr(i)*v.items.size)); err != nil {
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
	item := reflect.New(v.items.whole)
	for _, key := range keys {
		w.comma()
		w.b = append(rawjson.AppendString(w.b, key.String()), ':')
		item.Elem().Set(x.MapIndex(key))
		if err := w.value(v.items, item.UnsafePointer()); err != nil {
			return err
		}
	}
	w.b = append(w.b, '}')
	return nil
}

// isEmpty follows the omitempty of encoding/json.
func (v *valueType) isEmpty(at unsafe.Pointer) bool {
	if v.nullable {
		return *(*unsafe.Pointer)(at) == nil
	}
	switch v.goType.Kind() {
	case reflect.String:
		return *(*string)(at) == ""
	case reflect.Slice:
		return (*slice)(at).len == 0
	case reflect.Map:
		return v.reflected(at).Len() == 0
	case reflect.Struct, reflect.Array:
		return false
	}
	return v.reflected(at).IsZero()
}
