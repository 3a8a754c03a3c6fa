package schema

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Code names the kind of a [Problem] for programs.
type Code string

const (
	CodeInvalidInput  Code = "INVALID_INPUT"  // the input is absent or not a JSON object
	CodeMissingField  Code = "MISSING_FIELD"  // a required field is absent or null
	CodeInvalidType   Code = "INVALID_TYPE"   // another JSON type than the field's
	CodeInvalidFormat Code = "INVALID_FORMAT" // a string that is not a date, time, ...
	CodeInvalidValue  Code = "INVALID_VALUE"  // not one of the allowed values
	CodeOutOfRange    Code = "OUT_OF_RANGE"   // below a minimum or above a maximum
)

// Problem is one thing wrong with one input field. It is an error, so that custom types
// and calculations can return it; it never holds more of the input than a short excerpt.
type Problem struct {
	Field    string `json:"field"` // canonical name or path, such as cycles[1]
	Code     Code   `json:"code"`
	Message  string `json:"message"`
	Expected string `json:"expected,omitempty"`
	Received any    `json:"received"` // scalar as sent, type name of anything larger, or null
}

func (p Problem) Error() string { return p.Message }

// Problems is everything wrong with an input, in the order of its fields.
type Problems []Problem

func (ps Problems) Error() string { return strings.Join(ps.Messages(), "; ") }

// Messages returns the sentences alone. The slice is never nil.
func (ps Problems) Messages() []string {
	messages := make([]string, len(ps))
	for i, p := range ps {
		messages[i] = p.Message
	}
	return messages
}

// Has reports whether the field itself or a part of it has a problem.
func (ps Problems) Has(field string) bool {
	for _, p := range ps {
		rest, ok := strings.CutPrefix(p.Field, field)
		if ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}

// Missing is the problem of a required field that is absent.
func Missing(field string) Problem {
	return Problem{Field: field, Code: CodeMissingField, Expected: "a value",
		Message: "Missing required field: " + field}
}

// WrongType is the problem of a value whose JSON type is not the expected one.
func WrongType(field, expected string, received any) Problem {
	return Problem{Field: field, Code: CodeInvalidType, Expected: expected, Received: received,
		Message: "Field '" + field + "' must be of type " + expected}
}

// BadFormat is the problem of a string that does not read as the named format. The
// pattern, such as YYYY-MM-DD, goes to Expected.
func BadFormat(field, format, pattern string, received any) Problem {
	return Problem{Field: field, Code: CodeInvalidFormat, Expected: pattern, Received: received,
		Message: "Field '" + field + "' has invalid format. Expected: " + format}
}

// TooSmall is the problem of a value below its minimum.
func TooSmall(field, minimum string, received any) Problem {
	return outOfRange(field, ">= "+minimum, received)
}

// TooLarge is the problem of a value above its maximum.
func TooLarge(field, maximum string, received any) Problem {
	return outOfRange(field, "<= "+maximum, received)
}

func outOfRange(field, bound string, received any) Problem {
	return Problem{Field: field, Code: CodeOutOfRange, Expected: bound, Received: received,
		Message: "Field '" + field + "' must be " + bound}
}

func badLength(field, bound string, n int, unit string, received any) Problem {
	if n != 1 {
		unit += "s"
	}
	expected := bound + " " + strconv.Itoa(n) + " " + unit
	return Problem{Field: field, Code: CodeOutOfRange, Expected: expected, Received: received,
		Message: "Field '" + field + "' must have " + expected}
}

// NotAllowed is the problem of a string that is none of the allowed ones. The message
// names the nearest allowed value when the string looks like a misspelling of it.
func NotAllowed(field string, allowed []string, received string) Problem {
	list := strings.Join(allowed, ", ")
	message := "Field '" + field + "' must be one of: " + list
	if nearest, ok := nearest(received, allowed); ok {
		message += " (did you mean '" + nearest + "'?)"
	}
	return Problem{Field: field, Code: CodeInvalidValue, Expected: list,
		Received: Excerpt(received), Message: message}
}

// notAnObject is the problem of an input that cannot have fields at all.
func notAnObject(received any) Problems {
	return Problems{{Field: "input", Code: CodeInvalidInput, Expected: "object",
		Received: received, Message: "Field 'input' must be of type object"}}
}

const excerptRunes = 80

// Excerpt shortens a received string to what is worth repeating to its sender.
func Excerpt(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if utf8.RuneCountInString(s) <= excerptRunes {
		return s
	}
	return string([]rune(s)[:excerptRunes]) + "…"
}

// received is what a problem repeats of a raw value.
func received(raw json.RawMessage) any {
	switch t := typeOf(raw); t {
	case "null":
		return nil
	case "boolean":
		return raw[0] == 't'
	case "number":
		// What no float64 holds, such as 1e400, would keep the whole reply from being read.
		if _, err := strconv.ParseFloat(string(raw), 64); err == nil && len(raw) <= excerptRunes {
			return json.Number(raw)
		}
		return t
	case "string":
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return t
		}
		return Excerpt(s)
	default:
		return t
	}
}

// typeOf names the JSON type of a valid raw value by its first byte.
func typeOf(raw json.RawMessage) string {
	if len(raw) == 0 {
		return "null"
	}
	switch raw[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	default:
		return "number"
	}
}
