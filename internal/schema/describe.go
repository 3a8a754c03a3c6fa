package schema

import (
	"encoding/json"
	"reflect"
	"strings"
)

// describer says what a schema is written for.
type describer struct {
	input     bool // spellings are those that are read, not those that are written
	validates bool // a document of its own that a validator runs, not a description of a field
}

// largestInteger is the greatest whole number that the decoder reads: above it the neighbours
// of a float64 are no longer integers apart.
var largestInteger, smallestInteger float64 = 1 << 53, -(1 << 53)

// schema describes an object. The path is that of the object in the document, as a JSON
// pointer in a fragment.
func (o *object) schema(d describer, path string) *Schema {
	s := &Schema{Type: "object"}
	for _, f := range o.fields {
		at := path + "/properties/" + f.name
		property := f.schema(d, at)
		s.Properties = append(s.Properties, Property{f.name, property})
		switch {
		case !d.validates:
			if f.required {
				s.Required = append(s.Required, f.name)
			}
			continue
		case d.input && f.required:
			o.require(s, f)
		case !d.input && !f.omitEmpty && !f.omitZero:
			s.Required = append(s.Required, f.name)
		}
		if len(property.Aliases) > 0 {
			pattern := "^(" + strings.Join(property.Aliases, "|") + ")$"
			s.Spellings = append(s.Spellings, Property{pattern, &Schema{Ref: at}})
		}
	}
	return s
}

// require demands a field of an input, under any of its spellings, or the flag that makes up
// for it.
func (o *object) require(s *Schema, f *field) {
	var choice []*Schema
	for _, spelling := range f.spellings {
		choice = append(choice, &Schema{Required: []string{spelling}})
	}
	for _, flag := range o.fields {
		if f.unless == "" || flag.name != f.unless {
			continue
		}
		for _, spelling := range flag.spellings {
			isSet := Properties{{spelling, &Schema{Const: json.RawMessage("true")}}}
			choice = append(choice, &Schema{Required: []string{spelling}, Properties: isSet})
		}
	}
	if len(choice) == 1 {
		s.Required = append(s.Required, f.name)
		return
	}
	s.AllOf = append(s.AllOf, &Schema{AnyOf: choice})
}

func (f *field) schema(d describer, path string) *Schema {
	s := f.value.schema(d, path)
	if f.doc != "" {
		s.Description = f.doc
	}
	s.Default = f.fallback
	s.Aliases = f.aliases // what an output field is also written as
	if d.input {
		s.Aliases = f.spellings[1:]
	}
	return s
}

func (v *valueType) schema(d describer, path string) *Schema {
	s := &Schema{Enum: v.enum}
	switch v.kind {
	case kindAny:
		return s
	case kindCustom:
		s = describe(v.goType)
		if v.nullable && !d.input { // in inputs null is absence
			s.allowNull()
		}
		return s
	case kindObject:
		s = v.fields.schema(d, path)
	case kindArray:
		s.Items, s.MinItems, s.MaxItems = v.items.schema(d, path+"/items"), v.minSize, v.maxSize
		if v.goType.Kind() == reflect.Array {
			s.MinItems, s.MaxItems = v.goType.Len(), v.goType.Len()
		}
	case kindMap:
		s.FreeKeys, s.MinProperties, s.MaxProperties = v.items.schema(d, path+"/additionalProperties"), v.minSize, v.maxSize
	case kindString:
		s.MinLength, s.MaxLength = v.minSize, v.maxSize
	}
	v.describeFormat(s, d)
	v.describeLimits(s, d)
	s.Type = v.jsonType()
	if v.nullable {
		s.allowNull()
	}
	return s
}

// describeFormat names a format where people read it. To validators it is a pattern: of our
// formats they know the date only, and mean something else by a time.
func (v *valueType) describeFormat(s *Schema, d describer) {
	s.Pattern = v.format.regex
	if v.format.name == dateFormat.name || !d.validates {
		s.Format = v.format.name
	}
}

func (v *valueType) describeLimits(s *Schema, d describer) {
	set := func(b *bound, number **float64, day *string) {
		switch {
		case b == nil:
		case v.kind == kindDate:
			*day = b.text
		default:
			*number = &b.number
		}
	}
	if v.kind == kindInteger && d.input && d.validates {
		s.Minimum, s.Maximum = &smallestInteger, &largestInteger
	}
	set(v.minimum, &s.Minimum, &s.FormatMinimum)
	set(v.maximum, &s.Maximum, &s.FormatMaximum)
}

// jsonType is the name of the type in JSON Schema and in messages.
func (v *valueType) jsonType() string {
	switch v.kind {
	case kindString, kindDate, kindText:
		return "string"
	case kindInteger:
		return "integer"
	case kindNumber:
		return "number"
	case kindBoolean:
		return "boolean"
	case kindArray:
		return "array"
	case kindObject, kindMap:
		return "object"
	case kindCustom:
		if name, ok := describe(v.goType).Type.(string); ok {
			return name
		}
	}
	return "value"
}

// describe asks a type that decodes or encodes itself for its schema.
func describe(t reflect.Type) *Schema {
	if d, ok := reflect.New(t).Interface().(Describer); ok {
		return d.JSONSchema()
	}
	return &Schema{}
}

// allowNull adds null to what a schema accepts.
func (s *Schema) allowNull() {
	switch t := s.Type.(type) {
	case string:
		s.Type = []string{t, "null"}
	case nil:
		if s.OneOf != nil {
			s.OneOf = append(s.OneOf, &Schema{Type: "null"})
		}
	}
}
