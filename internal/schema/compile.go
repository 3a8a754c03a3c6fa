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
)

// object is a compiled struct type.
type object struct {
	fields []*field
}

// field is one struct field, promoted ones of embedded structs included.
type field struct {
	name      string
	camel     string   // camelCase form of name, empty when it is the same
	aliases   []string // from the alias tag
	borrowed  []string // those of the aliases that are fields of their own
	doc       string
	required  bool
	unless    string          // canonical name of a flag that, when true, makes up for the field
	fallback  json.RawMessage // the default, nil for none
	omitEmpty bool
	omitZero  bool
	index     []int
	value     *valueType
}

// valueType is what a field, or an element of an array or map, may hold.
type valueType struct {
	kind     kind
	nullable bool // a pointer
	goType   reflect.Type
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

type kind string

const (
	kindString  kind = "string"
	kindInteger kind = "integer"
	kindNumber  kind = "number"
	kindBoolean kind = "boolean"
	kindArray   kind = "array"
	kindObject  kind = "object" // a struct
	kindMap     kind = "map"    // an object with free keys
	kindDate    kind = "date"   // civil.Date
	kindText    kind = "text"   // an output type that writes itself as text
	kindCustom  kind = "custom" // a type that decodes itself
	kindAny     kind = "any"
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
	o := &object{}
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
			value:     compileValue(sf.Type, sf.Tag),
		}
		if camel := camelCase(name); camel != name {
			f.camel = camel
		}
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
	v := &valueType{goType: t, appends: t.Implements(appenderType)}
	if t.Kind() == reflect.Pointer {
		v.nullable = true
		t = t.Elem()
		v.goType = t
	}
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
	if json.Valid(raw) {
		d.value(v, "", raw, reflect.New(v.goType).Elem())
	}
	if !json.Valid(raw) || len(d.problems) > 0 {
		panic("schema: bad default tag " + text + ": " + d.problems.Error())
	}
	return raw
}

// spellings calls yield with every name under which an input may carry the field.
func (f *field) spellings(yield func(string) bool) {
	if !yield(f.name) || f.camel != "" && !yield(f.camel) {
		return
	}
	for _, alias := range f.aliases {
		if !yield(alias) {
			return
		}
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
