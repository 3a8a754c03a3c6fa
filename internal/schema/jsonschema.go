package schema

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// Schema is a JSON Schema (draft 2020-12), in the part of the language that Go types
// with the tags of this package can express.
type Schema struct {
	Dialect       string          `json:"$schema,omitempty"`
	Type          any             `json:"type,omitempty"` // a name, or names when null is allowed
	Format        string          `json:"format,omitempty"`
	Description   string          `json:"description,omitempty"`
	Default       json.RawMessage `json:"default,omitempty"`
	Enum          []string        `json:"enum,omitempty"`
	Minimum       *float64        `json:"minimum,omitempty"`
	Maximum       *float64        `json:"maximum,omitempty"`
	FormatMinimum string          `json:"formatMinimum,omitempty"` // dates
	FormatMaximum string          `json:"formatMaximum,omitempty"`
	MinLength     int             `json:"minLength,omitempty"`
	MaxLength     int             `json:"maxLength,omitempty"`
	MinItems      int             `json:"minItems,omitempty"`
	MaxItems      int             `json:"maxItems,omitempty"`
	Items         *Schema         `json:"items,omitempty"`
	OneOf         []*Schema       `json:"oneOf,omitempty"`
	Properties    Properties      `json:"properties,omitempty"`
	FreeKeys      *Schema         `json:"additionalProperties,omitempty"` // values of an object with free keys
	Required      []string        `json:"required,omitempty"`
	Aliases       []string        `json:"x-aliases,omitempty"` // other accepted spellings
}

const dialect = "https://json-schema.org/draft/2020-12/schema"

// Describer is implemented by types that decode themselves, to say what they accept.
type Describer interface{ JSONSchema() *Schema }

// Property is a named schema.
type Property struct {
	Name   string
	Schema *Schema
}

// Properties is a JSON object of schemas that keeps the order of the struct's fields.
type Properties []Property

// MarshalJSON writes the properties in order.
func (ps Properties) MarshalJSON() ([]byte, error) { return marshalOrdered(ps, Property.pair) }

func (p Property) pair() (string, any) { return p.Name, p.Schema }

// Input is the description of one input field in an engine's metadata.
type Input struct {
	Schema
	Required bool `json:"required"` // hides the list of the embedded schema
	name     string
}

// InputList is a JSON object of inputs in the order of the struct's fields.
type InputList []Input

// MarshalJSON writes the inputs in order, keyed by canonical name.
func (is InputList) MarshalJSON() ([]byte, error) { return marshalOrdered(is, Input.pair) }

func (i Input) pair() (string, any) { return i.name, i }

func marshalOrdered[T any](items []T, pair func(T) (string, any)) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, item := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		name, value := pair(item)
		encoded, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		b.WriteString(`"` + name + `":`)
		b.Write(encoded)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// InputSchema returns the schema of an input struct under canonical names. Other spellings
// stand in x-aliases, because the language cannot say that two names are one.
func InputSchema(t reflect.Type) *Schema {
	s := objectOf(t).schema((*field).allAliases)
	s.Dialect = dialect
	return s
}

// OutputSchema returns the schema of an output struct.
func OutputSchema(t reflect.Type) *Schema {
	s := objectOf(t).schema((*field).tagAliases)
	s.Dialect = dialect
	return s
}

// Inputs describes the fields of an input struct one by one.
func Inputs(t reflect.Type) InputList {
	o := objectOf(t)
	inputs := make(InputList, len(o.fields))
	for i, f := range o.fields {
		inputs[i] = Input{Schema: *f.schema((*field).allAliases), Required: f.required, name: f.name}
	}
	return inputs
}

// Required returns the canonical names of the fields that an input must have, never nil.
func Required(t reflect.Type) []string { return objectOf(t).required() }

// Names returns the canonical names of the fields of a struct.
func Names(t reflect.Type) []string {
	o := objectOf(t)
	names := make([]string, len(o.fields))
	for i, f := range o.fields {
		names[i] = f.name
	}
	return names
}

func (o *object) required() []string {
	names := []string{}
	for _, f := range o.fields {
		if f.required {
			names = append(names, f.name)
		}
	}
	return names
}

func (o *object) schema(aliases func(*field) []string) *Schema {
	s := &Schema{Type: "object", Required: o.required()}
	for _, f := range o.fields {
		s.Properties = append(s.Properties, Property{f.name, f.schema(aliases)})
	}
	return s
}

// allAliases lists what an input field is also read as, tagAliases what an output field
// is also written as.
func (f *field) allAliases() []string {
	var names []string
	for spelling := range f.spellings {
		if spelling != f.name {
			names = append(names, spelling)
		}
	}
	return names
}

func (f *field) tagAliases() []string { return f.aliases }

func (f *field) schema(aliases func(*field) []string) *Schema {
	s := f.value.schema(aliases)
	if f.doc != "" {
		s.Description = f.doc
	}
	s.Default = f.fallback
	s.Aliases = aliases(f)
	return s
}

func (v *valueType) schema(aliases func(*field) []string) *Schema {
	s := &Schema{Format: v.format.name, Enum: v.enum}
	switch v.kind {
	case kindAny:
		return s
	case kindCustom:
		return describe(v.goType)
	case kindObject:
		s = v.fields.schema(aliases)
	case kindArray:
		s.Items, s.MinItems, s.MaxItems = v.items.schema(aliases), v.minSize, v.maxSize
	case kindMap:
		s.FreeKeys = v.items.schema(aliases)
	case kindString:
		s.MinLength, s.MaxLength = v.minSize, v.maxSize
	}
	v.describeLimits(s)
	s.Type = v.jsonType()
	if v.nullable {
		s.Type = []string{v.jsonType(), "null"}
	}
	return s
}

func (v *valueType) describeLimits(s *Schema) {
	set := func(b *bound, number **float64, day *string) {
		switch {
		case b == nil:
		case v.kind == kindDate:
			*day = b.text
		default:
			*number = &b.number
		}
	}
	set(v.minimum, &s.Minimum, &s.FormatMinimum)
	set(v.maximum, &s.Maximum, &s.FormatMaximum)
}

// jsonType is the name of the type in JSON Schema and in messages.
func (v *valueType) jsonType() string {
	switch v.kind {
	case kindDate:
		return "string"
	case kindMap:
		return "object"
	case kindCustom, kindAny:
		return "value"
	}
	return string(v.kind)
}

// describe asks a type that decodes or encodes itself for its schema.
func describe(t reflect.Type) *Schema {
	if d, ok := reflect.New(t).Interface().(Describer); ok {
		return d.JSONSchema()
	}
	return &Schema{}
}
