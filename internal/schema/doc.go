// Package schema derives everything that is said about an engine's input and output from
// one place: the tags of the Go structs that hold them.
//
// From an input struct come the decoder that validates a JSON object ([Decode]), the
// problems it reports ([Problem]), the JSON Schema ([InputSchema]) and the list of inputs
// shown in metadata ([Inputs]). From an output struct come its JSON ([AppendObject]), with
// every field written under each of its names, and its schema ([OutputSchema]). So a bound
// is written once and cannot drift from its documentation.
//
// # Tags
//
//	json:"birth_date"         canonical name; ",omitempty" and ",omitzero" as in encoding/json
//	alias:"date,dob"          further names: read on input, also written on output
//	doc:"Day of birth."       one sentence for people
//	required:"true"           input must have it, and not as null
//	unless:"time_unknown"     a flag of the same struct: true makes up for a required field
//	default:"7"               value of an absent field, as JSON (plain text for strings)
//	enum:"coins,yarrow"       allowed strings; matched without regard to case, '-' or '_'
//	minimum:"1" maximum:"90"  inclusive; numbers, and days for a civil.Date
//	minLength maxLength       characters of a string
//	minItems maxItems         elements of an array
//	format:"time"             one of the formats of format.go, for strings
//
// On an array, enum, minimum, maximum, minLength, maxLength and format bind its elements.
//
// The schemas that are served say the same as the decoder and the encoder do, aliases
// included, as the tests prove with a validator of JSON Schema.
//
// An input field is also read under the camelCase form of its canonical name. When several
// spellings are present the first of (canonical, camelCase, aliases in order) counts.
// Anonymous struct fields are flattened, so that engines can share groups of inputs.
//
// A type that validates itself implements json.Unmarshaler and returns a [Problem] (its
// Field is a path below the field, or empty), and may describe itself with [Describer].
//
// Types are compiled on first use and kept; nothing happens at program start. A mistake in
// a tag is a programming error and panics at that first use, which any test of the engine
// reaches.
package schema
