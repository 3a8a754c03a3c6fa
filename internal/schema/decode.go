package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/rawjson"
)

// Decode reads a JSON object into the struct T, resolves the spellings of its fields,
// fills in defaults and checks every rule of its tags.
//
// It reports all problems at once; with any, the value must not be used. Unknown fields
// are ignored, null counts as absent, and 0, false and "" are values like any other. Of
// a key that occurs twice the last counts, as in encoding/json. A value given under two
// spellings that differ yields a warning that names the one that counts.
func Decode[T any](raw json.RawMessage) (value T, warnings []string, problems Problems) {
	warnings, problems = DecodeInto(raw, &value)
	return value, warnings, problems
}

// DecodeInto is Decode for a pointer to a zero struct whose type is known only as a value.
func DecodeInto(raw json.RawMessage, pointer any) (warnings []string, problems Problems) {
	d := decoder{path: make(path, 0, 4)}
	if raw = bytes.TrimSpace(raw); !rawjson.Valid(raw) {
		return nil, notAnObject(nil)
	}
	if typeOf(raw) != "object" {
		return nil, notAnObject(received(raw))
	}
	v := reflect.ValueOf(pointer).Elem()
	d.object(objectOf(v.Type()), raw, v)
	return d.warnings, d.problems
}

// decoder walks an input, which is valid JSON, beside its compiled type and collects what it finds.
type decoder struct {
	path     path // of the value that is being read
	problems Problems
	warnings []string
}

// report is kept from being inlined: its many copies would show in the size of the Workers.
//
//go:noinline
func (d *decoder) report(p Problem) { d.problems = append(d.problems, p) }

func (d *decoder) object(o *object, raw json.RawMessage, into reflect.Value) {
	given := o.sort(raw)
	for _, f := range o.fields {
		raw := d.pick(f, given)
		switch {
		case raw == nil && f.fallback != nil:
			raw = f.fallback
		case raw == nil && f.required:
			if !o.excuses(f, given) {
				d.report(Missing(d.path.member(f.name).String()))
			}
			continue
		case raw == nil:
			continue
		}
		d.path = d.path.member(f.name)
		d.value(f.value, raw, f.in(into))
		d.path = d.path.out()
	}
}

// in returns the field of a struct. Most are not promoted from an embedded one.
func (f *field) in(v reflect.Value) reflect.Value {
	if len(f.index) == 1 {
		return v.Field(f.index[0])
	}
	return v.FieldByIndex(f.index)
}

// sort puts the values of an object's members into the places of their spellings. Of a name that occurs
// twice the last counts, and a null is no value.
func (o *object) sort(raw json.RawMessage) []json.RawMessage {
	given := make([]json.RawMessage, o.size)
	_ = rawjson.Each(raw, func(name []byte, value json.RawMessage) error {
		if typeOf(value) == "null" {
			value = nil
		}
		for _, place := range o.places[string(name)] {
			given[place] = value
		}
		return nil
	})
	return given
}

// excuses reports whether the input sets the flag without which the field is required.
func (o *object) excuses(f *field, given []json.RawMessage) bool {
	for _, flag := range o.fields {
		if flag.name == f.unless {
			for i := range flag.spellings {
				if string(given[flag.first+i]) == "true" {
					return true
				}
			}
		}
	}
	return false
}

// pick returns the value that stands for f, that of the first spelling that has one, or nil.
func (d *decoder) pick(f *field, given []json.RawMessage) json.RawMessage {
	var chosen json.RawMessage
	var under string
	for i, spelling := range f.spellings {
		raw := given[f.first+i]
		switch {
		case raw == nil:
		case chosen == nil:
			chosen, under = raw, spelling
		case !bytes.Equal(chosen, raw) && !slices.Contains(f.borrowed, spelling):
			d.warnings = append(d.warnings, "Field '"+d.path.member(spelling).String()+"' was ignored because '"+
				d.path.member(under).String()+"' says something else")
		}
	}
	return chosen
}

// value decodes one non-null raw value into a settable reflect.Value.
func (d *decoder) value(v *valueType, raw json.RawMessage, into reflect.Value) {
	if v.nullable && into.Kind() == reflect.Pointer {
		into.Set(reflect.New(v.goType))
		into = into.Elem()
	}
	switch v.kind {
	case kindString:
		d.string(v, raw, into)
	case kindDate:
		d.date(v, raw, into)
	case kindInteger:
		d.integer(v, raw, into)
	case kindNumber:
		d.number(v, raw, into)
	case kindBoolean:
		if typeOf(raw) != "boolean" {
			d.report(WrongType(d.path.String(), "boolean", received(raw)))
			return
		}
		into.SetBool(raw[0] == 't')
	case kindArray:
		d.array(v, raw, into)
	case kindMap:
		d.mapping(v, raw, into)
	case kindObject:
		if typeOf(raw) != "object" {
			d.report(WrongType(d.path.String(), "object", received(raw)))
			return
		}
		d.object(v.fields, raw, into)
	case kindCustom, kindText:
		d.custom(raw, into)
	case kindAny:
		if into.Type() == rawType {
			into.SetBytes(bytes.Clone(raw))
			return
		}
		_ = json.Unmarshal(raw, into.Addr().Interface()) // raw is valid and any holds it
	}
}

func (d *decoder) text(expected string, raw json.RawMessage) (s string, ok bool) {
	if typeOf(raw) != "string" {
		d.report(WrongType(d.path.String(), expected, received(raw)))
		return "", false
	}
	// encoding/json would put U+FFFD in the place of broken bytes without a word.
	s, err := rawjson.String(raw)
	if err != nil || !utf8.Valid(raw) {
		d.report(BadFormat(d.path.String(), "UTF-8 text", "UTF-8 text", received(raw)))
		return "", false
	}
	return s, true
}

func (d *decoder) string(v *valueType, raw json.RawMessage, into reflect.Value) {
	s, ok := d.text("string", raw)
	if !ok {
		return
	}
	length := utf8.RuneCountInString(s)
	switch {
	case v.enum != nil:
		allowed, ok := v.member(s)
		if !ok {
			d.report(NotAllowed(d.path.String(), v.enum, s))
		}
		s = allowed
	case length < v.minSize:
		d.report(badLength(d.path.String(), "at least", v.minSize, "character", Excerpt(s)))
	case v.maxSize > 0 && length > v.maxSize:
		d.report(badLength(d.path.String(), "at most", v.maxSize, "character", Excerpt(s)))
	case v.format.matches != nil && !v.format.matches(s):
		d.report(BadFormat(d.path.String(), v.format.name, v.format.pattern, Excerpt(s)))
	}
	into.SetString(s)
}

// member returns the allowed value that s spells.
func (v *valueType) member(s string) (string, bool) {
	if slices.Contains(v.enum, s) { // the usual case
		return s, true
	}
	wanted := plain(s)
	for _, allowed := range v.enum {
		if plain(allowed) == wanted {
			return allowed, true
		}
	}
	return s, false
}

func (d *decoder) date(v *valueType, raw json.RawMessage, into reflect.Value) {
	s, ok := d.text("string", raw)
	if !ok {
		return
	}
	day, err := civil.Parse(s)
	switch {
	case err != nil:
		d.report(BadFormat(d.path.String(), v.format.name, v.format.pattern, Excerpt(s)))
	case v.minimum != nil && day.Before(v.minimum.day):
		d.report(TooSmall(d.path.String(), v.minimum.text, s))
	case v.maximum != nil && day.After(v.maximum.day):
		d.report(TooLarge(d.path.String(), v.maximum.text, s))
	}
	into.Set(reflect.ValueOf(day))
}

func (d *decoder) number(v *valueType, raw json.RawMessage, into reflect.Value) {
	if x, ok := d.real(v, "number", raw); ok {
		into.SetFloat(x)
	}
}

// integer accepts every number without a fraction, 7.0 and 7e0 included, because clients
// in JavaScript do not tell them apart.
func (d *decoder) integer(v *valueType, raw json.RawMessage, into reflect.Value) {
	x, ok := d.real(v, "integer", raw)
	if !ok {
		return
	}
	if x != math.Trunc(x) {
		d.report(WrongType(d.path.String(), "integer", received(raw)))
		return
	}
	const exact = 1 << 53 // above it neighbours of a float64 are no longer integers apart
	switch {
	case x > exact:
		d.report(TooLarge(d.path.String(), strconv.Itoa(exact), received(raw)))
	case x < -exact:
		d.report(TooSmall(d.path.String(), strconv.Itoa(-exact), received(raw)))
	default:
		into.SetInt(int64(x))
	}
}

// real reads a JSON number and checks its limits. It never returns an infinity.
func (d *decoder) real(v *valueType, expected string, raw json.RawMessage) (float64, bool) {
	if typeOf(raw) != "number" {
		d.report(WrongType(d.path.String(), expected, received(raw)))
		return 0, false
	}
	x, _ := strconv.ParseFloat(string(raw), 64) // ±Inf when too large, judged below
	minimum, maximum := -math.MaxFloat64, math.MaxFloat64
	least, most := "-1.8e308", "1.8e308"
	if v.minimum != nil {
		minimum, least = v.minimum.number, v.minimum.text
	}
	if v.maximum != nil {
		maximum, most = v.maximum.number, v.maximum.text
	}
	switch {
	case x < minimum:
		d.report(TooSmall(d.path.String(), least, received(raw)))
		return 0, false
	case x > maximum:
		d.report(TooLarge(d.path.String(), most, received(raw)))
		return 0, false
	}
	return x + 0, true // -0 becomes 0
}

func (d *decoder) array(v *valueType, raw json.RawMessage, into reflect.Value) {
	items, err := rawjson.Elements(raw)
	if err != nil {
		d.report(WrongType(d.path.String(), "array", received(raw)))
		return
	}
	if !d.size(v, len(items)) {
		return
	}
	if into.Kind() == reflect.Slice {
		into.Set(reflect.MakeSlice(into.Type(), len(items), len(items)))
	} else if len(items) != into.Len() {
		d.report(badLength(d.path.String(), "exactly", into.Len(), "item", len(items)))
		return
	}
	for i, item := range items {
		d.path = d.path.element(i)
		d.element(v, item, into.Index(i))
		d.path = d.path.out()
	}
}

func (d *decoder) mapping(v *valueType, raw json.RawMessage, into reflect.Value) {
	if typeOf(raw) != "object" {
		d.report(WrongType(d.path.String(), "object", received(raw)))
		return
	}
	members := map[string]json.RawMessage{}
	_ = rawjson.Each(raw, func(name []byte, value json.RawMessage) error {
		members[string(name)] = value
		return nil
	})
	if !d.size(v, len(members)) {
		return
	}
	into.Set(reflect.MakeMapWithSize(into.Type(), len(members)))
	for _, key := range sortedKeys(members) {
		element := reflect.New(into.Type().Elem()).Elem()
		d.path = d.path.member(Excerpt(key))
		d.element(v, members[key], element)
		d.path = d.path.out()
		into.SetMapIndex(reflect.ValueOf(key).Convert(into.Type().Key()), element)
	}
}

// element decodes a part of a collection, where null stands for nothing and is refused
// unless the element is a pointer.
func (d *decoder) element(collection *valueType, raw json.RawMessage, into reflect.Value) {
	item := collection.items
	if typeOf(raw) == "null" && item.kind != kindAny {
		if !item.nullable {
			d.report(WrongType(d.path.String(), item.jsonType(), nil))
		}
		return
	}
	d.value(item, raw, into)
}

func (d *decoder) size(v *valueType, n int) bool {
	switch {
	case n < v.minSize:
		d.report(badLength(d.path.String(), "at least", v.minSize, "item", n))
	case v.maxSize > 0 && n > v.maxSize:
		d.report(badLength(d.path.String(), "at most", v.maxSize, "item", n))
	default:
		return true
	}
	return false
}

// custom lets a type decode itself and files its complaint under the field's name.
func (d *decoder) custom(raw json.RawMessage, into reflect.Value) {
	unmarshaler, ok := into.Addr().Interface().(json.Unmarshaler)
	if !ok {
		panic("schema: " + into.Type().String() + " is an output type only")
	}
	err := unmarshaler.UnmarshalJSON(raw)
	if err == nil {
		return
	}
	var p Problem
	if !errors.As(err, &p) {
		p = BadFormat("", describe(into.Type()).Format, describe(into.Type()).Description, nil)
	}
	if p.Received == nil {
		p.Received = received(raw)
	}
	d.report(p.under(d.path.String()))
}
