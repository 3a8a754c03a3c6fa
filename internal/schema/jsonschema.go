package schema

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
)

// Schema is a JSON Schema (draft 2020-12), in the part of the language that Go types
// with the tags of this package can express.
type Schema struct {
	Dialect       string          `json:"$schema,omitempty"`
	Ref           string          `json:"$ref,omitempty"`
	Type          any             `json:"type,omitempty"` // a name, or names when null is allowed
	Format        string          `json:"format,omitempty"`
	Pattern       string          `json:"pattern,omitempty"`
	Description   string          `json:"description,omitempty"`
	Default       json.RawMessage `json:"default,omitempty"`
	Const         json.RawMessage `json:"const,omitempty"`
	Enum          []string        `json:"enum,omitempty"`
	Minimum       *float64        `json:"minimum,omitempty"`
	Maximum       *float64        `json:"maximum,omitempty"`
	FormatMinimum string          `json:"formatMinimum,omitempty"` // dates
	FormatMaximum string          `json:"formatMaximum,omitempty"`
	MinLength     int             `json:"minLength,omitempty"`
	MaxLength     int             `json:"maxLength,omitempty"`
	MinItems      int             `json:"minItems,omitempty"`
	MaxItems      int             `json:"maxItems,omitempty"`
	MinProperties int             `json:"minProperties,omitempty"`
	MaxProperties int             `json:"maxProperties,omitempty"`
	Items         *Schema         `json:"items,omitempty"`
	OneOf         []*Schema       `json:"oneOf,omitempty"`
	Properties    Properties      `json:"properties,omitempty"`
	Spellings     Properties      `json:"patternProperties,omitempty"`    // the aliases of a property, as one pattern
	FreeKeys      *Schema         `json:"additionalProperties,omitempty"` // values of an object with free keys
	Required      []string        `json:"required,omitempty"`
	AllOf         []*Schema       `json:"allOf,omitempty"`
	AnyOf         []*Schema       `json:"anyOf,omitempty"`
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

// InputSchema returns the schema of an input struct. What it accepts, [DecodeInto] accepts, but
// for days outside of formatMinimum and formatMaximum, which most validators do not check. The
// decoder is more lenient in two things that clients do and need not be taught: null for an
// absent field, and case and separators of allowed values.
//
// Other spellings of a field stand in x-aliases for people and in patternProperties for
// validators. A required field that has several is not in the list of required ones but in
// allOf, as a choice between its spellings.
func InputSchema(t reflect.Type) *Schema {
	s := objectOf(t).schema(describer{input: true, validates: true}, "#")
	s.Dialect = dialect
	return s
}

// OutputSchema returns the schema of an object that holds the fields of all given structs.
// Required are the fields that are never left out; they are there under their aliases too.
func OutputSchema(structs ...reflect.Type) *Schema {
	s := &Schema{Dialect: dialect, Type: "object"}
	for _, t := range structs {
		part := objectOf(t).schema(describer{validates: true}, "#")
		s.Properties = append(s.Properties, part.Properties...)
		s.Spellings = append(s.Spellings, part.Spellings...)
		s.Required = append(s.Required, part.Required...)
	}
	return s
}

// Inputs describes the fields of an input struct one by one, for people and for forms: formats
// keep their names here, and spellings stand in x-aliases only.
func Inputs(t reflect.Type) InputList {
	o := objectOf(t)
	inputs := make(InputList, len(o.fields))
	for i, f := range o.fields {
		inputs[i] = Input{Schema: *f.schema(describer{input: true}, ""), Required: f.required, name: f.name}
	}
	return inputs
}

// Required returns the canonical names of the fields that an input must have, never nil.
func Required(t reflect.Type) []string {
	names := []string{}
	for _, f := range objectOf(t).fields {
		if f.required {
			names = append(names, f.name)
		}
	}
	return names
}

// Has reports whether a struct has a field of that canonical name.
func Has(t reflect.Type, name string) bool {
	return slices.ContainsFunc(objectOf(t).fields, func(f *field) bool { return f.name == name })
}

// Names returns the canonical names of the fields of a struct.
func Names(t reflect.Type) []string {
	o := objectOf(t)
	names := make([]string, len(o.fields))
	for i, f := range o.fields {
		names[i] = f.name
	}
	return names
}
