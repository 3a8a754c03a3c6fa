package schema

import (
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/rawjson"
)

// object is a compiled struct type.
type object struct {
	fields []*field
	places map[string][]int // of each spelling in a list of all fields' spellings
	size   int              // of such a list
}

// field is one struct field, promoted ones of embedded structs included.
type field struct {
	name      string
	spellings []string // all names under which an input may carry it: its own, in camelCase, its aliases
	first     int      // place of the first spelling
	aliases   []string // from the alias tag
	key       string   // the name as an object has it: in quotes, with a colon
	aliasKeys []string
	borrowed  []string // those of the aliases that are fields of their own
	doc       string
	required  bool
	unless    string          // canonical name of a flag that, when true, makes up for the field
	fallback  json.RawMessage // the default, nil for none
	omitEmpty bool
	omitZero  bool
	index     []int
	offset    uintptr // in the struct, in bytes
	value     *valueType
}

// valueType is what a field, or an element of an array or map, may hold.
type valueType struct {
	kind     kind
	nullable bool         // a pointer
	goType   reflect.Type // that it points to, if it is one
	whole    reflect.Type // with the pointer
	size     uintptr      // of the whole, in bytes
	isSlice  bool
	format   format
	enum     []string
	minimum  *bound
	maximum  *bound
	minSize  int // characters or elements
	maxSize  int // 0 for no limit
	items    *valueType
	fields   *object

	selfEncoding bool // to text, which encoding/json asks for
	appends      bool // an Appender
}

// bound is an inclusive limit: a number, or a day for dates.
type bound struct {
	number float64
	day    civil.Date
	text   string
}

type kind uint8

const (
	kindString kind = iota
	kindInteger
	kindNumber
	kindBoolean
	kindArray
	kindObject // a struct
	kindMap    // an object with free keys
	kindDate   // civil.Date
	kindText   // an output type that writes itself as text
	kindCustom // a type that decodes itself
	kindAny
)

var (
	dateType        = reflect.TypeFor[civil.Date]()
	rawType         = reflect.TypeFor[json.RawMessage]()
	unmarshalerType = reflect.TypeFor[json.Unmarshaler]()
	marshalerType   = reflect.TypeFor[json.Marshaler]()
	textType        = reflect.TypeFor[encoding.TextMarshaler]()
	appenderType    = reflect.TypeFor[Appender]()
)

// compiled holds an *object for every struct type seen, keyed by reflect.Type.
var compiled sync.Map

// objectOf compiles a struct type or returns the compiled one.
func objectOf(t reflect.Type) *object {
	if o, ok := compiled.Load(t); ok {
		return o.(*object)
	}
	o, _ := compiled.LoadOrStore(t, compile(t))
	return o.(*object)
}

func compile(t reflect.Type) *object {
	if t.Kind() != reflect.Struct {
		panic("schema: " + t.String() + " is not a struct")
	}
	o := &object{places: map[string][]int{}}
	for _, sf := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if sf.Anonymous || !sf.IsExported() || name == "-" || hidden(t, sf) {
			continue
		}
		if name == "" {
			panic("schema: " + t.String() + "." + sf.Name + " has no json name")
		}
		f := &field{
			name:      name,
			aliases:   list(sf.Tag.Get("alias")),
			doc:       sf.Tag.Get("doc"),
			required:  sf.Tag.Get("required") == "true",
			unless:    sf.Tag.Get("unless"),
			omitEmpty: strings.Contains(options, "omitempty"),
			omitZero:  strings.Contains(options, "omitzero"),
			index:     sf.Index,
			offset:    offsetOf(t, sf.Index),
			value:     compileValue(sf.Type, sf.Tag),
		}
		f.spell()
		f.first = o.size
		for i, spelling := range f.spellings {
			o.places[spelling] = append(o.places[spelling], f.first+i)
		}
		o.size += len(f.spellings)
		if text, ok := sf.Tag.Lookup("default"); ok {
			f.fallback = f.value.fallback(text)
		}
		o.fields = append(o.fields, f)
	}
	for _, f := range o.fields {
		for _, other := range o.fields {
			if slices.Contains(f.aliases, other.name) {
				f.borrowed = append(f.borrowed, other.name)
			}
		}
	}
	return o
}

// offsetOf returns where the field of an index lies in a struct.
func offsetOf(t reflect.Type, index []int) (offset uintptr) {
	for _, i := range index {
		if t.Kind() != reflect.Struct {
			panic("schema: a field of an embedded pointer")
		}
		f := t.Field(i)
		offset += f.Offset
		t = f.Type
	}
	return offset
}

// hidden reports whether sf is promoted from an embedded struct that is itself left out
// with json:"-", such as the base part of an engine's result.
func hidden(t reflect.Type, sf reflect.StructField) bool {
	for depth := 1; depth < len(sf.Index); depth++ {
		if t.FieldByIndex(sf.Index[:depth]).Tag.Get("json") == "-" {
			return true
		}
	}
	return false
}

func compileValue(t reflect.Type, tag reflect.StructTag) *valueType {
	v := &valueType{goType: t, whole: t, size: t.Size(), appends: t.Implements(appenderType)}
	if t.Kind() == reflect.Pointer {
		v.nullable = true
		t = t.Elem()
		v.goType = t
	}
	v.isSlice = t.Kind() == reflect.Slice
	v.selfEncoding = t.Implements(textType)
	switch {
	case t == dateType:
		v.kind, v.format = kindDate, dateFormat
	case t == rawType || t.Kind() == reflect.Interface:
		v.kind = kindAny
		return v
	case reflect.PointerTo(t).Implements(unmarshalerType) || t.Implements(marshalerType):
		v.kind = kindCustom
		return v
	case v.selfEncoding && t.Kind() != reflect.String:
		v.kind = kindText
		return v
	default:
		v.compileKind(t, tag)
	}
	v.compileLimits(tag)
	return v
}

func (v *valueType) compileKind(t reflect.Type, tag reflect.StructTag) {
	switch t.Kind() {
	case reflect.String:
		v.kind = kindString
	case reflect.Int, reflect.Int64:
		v.kind = kindInteger
	case reflect.Float64:
		v.kind = kindNumber
	case reflect.Bool:
		v.kind = kindBoolean
	case reflect.Struct:
		v.kind, v.fields = kindObject, objectOf(t)
	case reflect.Slice, reflect.Array:
		v.kind, v.items = kindArray, compileValue(t.Elem(), tag)
	case reflect.Map:
		if t.Key().Kind() != reflect.String {
			panic("schema: keys of " + t.String() + " are not strings")
		}
		v.kind, v.items = kindMap, compileValue(t.Elem(), tag)
	default:
		panic("schema: no JSON form for " + t.String())
	}
}

func (v *valueType) compileLimits(tag reflect.StructTag) {
	size := func(key string) int {
		text := tag.Get(key)
		if text == "" {
			return 0
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			panic("schema: bad " + key + " tag: " + text)
		}
		return n
	}
	switch v.kind {
	case kindString:
		v.enum = list(tag.Get("enum"))
		v.minSize, v.maxSize = size("minLength"), size("maxLength")
		if name := tag.Get("format"); name != "" {
			f, ok := formatNamed(name)
			if !ok {
				panic("schema: unknown format " + name)
			}
			v.format = f
		}
	case kindArray, kindMap:
		v.minSize, v.maxSize = size("minItems"), size("maxItems")
	case kindInteger, kindNumber, kindDate:
		v.minimum, v.maximum = v.limit(tag.Get("minimum")), v.limit(tag.Get("maximum"))
	}
}

func (v *valueType) limit(text string) *bound {
	if text == "" {
		return nil
	}
	if v.kind == kindDate {
		return &bound{day: civil.MustParse(text), text: text}
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic("schema: bad limit " + text)
	}
	return &bound{number: number, text: text}
}

// fallback turns the text of a default tag into JSON and checks it against the type.
func (v *valueType) fallback(text string) json.RawMessage {
	raw := json.RawMessage(text)
	if v.kind == kindString || v.kind == kindDate {
		raw, _ = json.Marshal(text)
	}
	var d decoder
	if rawjson.Valid(raw) {
		d.value(v, raw, reflect.New(v.goType).Elem())
	}
	if !rawjson.Valid(raw) || len(d.problems) > 0 {
		panic("schema: bad default tag " + text + ": " + d.problems.Error())
	}
	return raw
}

// spell works out what the field is read and written as. Names are Go tags: no character of them needs
// escaping.
func (f *field) spell() {
	f.spellings = []string{f.name}
	if camel := camelCase(f.name); camel != f.name {
		f.spellings = append(f.spellings, camel)
	}
	f.spellings = append(f.spellings, f.aliases...)
	f.key = `"` + f.name + `":`
	for _, alias := range f.aliases {
		f.aliasKeys = append(f.aliasKeys, `"`+alias+`":`)
	}
}

// camelCase turns birth_date into birthDate.
func camelCase(snake string) string {
	words := strings.Split(snake, "_")
	for i, w := range words[1:] {
		if w != "" {
			words[i+1] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, "")
}

func list(tag string) []string {
	if tag == "" {
		return nil
	}
	return strings.Split(tag, ",")
}
