package biofield

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"strconv"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biometric"
	"github.com/witnessos/witnessos/internal/schema"
)

// Pixels is a grid of pixels, row by row from the top, channels together: gray, or red, green, blue.
type Pixels struct {
	Width    int     `json:"width" required:"true" minimum:"2" maximum:"128"`
	Height   int     `json:"height" required:"true" minimum:"2" maximum:"128"`
	Channels *int    `json:"channels,omitempty" minimum:"1" maximum:"3" doc:"1 (gray) or 3 (sRGB); default: what the number of values says."`
	Data     Samples `json:"data" required:"true" doc:"width · height · channels values."`
}

// check holds the number of values against the size, and fills in the channels.
func (p *Pixels) check(check *engines.Check, path string) {
	if !check.OK(path) {
		return
	}
	area, n := p.Width*p.Height, len(p.Data)
	switch {
	case p.Channels != nil && *p.Channels == 2:
		biometric.Refuse(check, path+".channels", schema.CodeInvalidValue, "1 or 3", 2, "must be 1 (gray) or 3 (red, green, blue)")
		return
	case p.Channels == nil:
		channels := 1
		if n == 3*area {
			channels = 3
		}
		p.Channels = &channels
	}
	if want := area * *p.Channels; n != want {
		expected := strconv.Itoa(want) + " values (" + strconv.Itoa(p.Width) + " × " + strconv.Itoa(p.Height) + " × " + strconv.Itoa(*p.Channels) + ")"
		biometric.Refuse(check, path+".data", schema.CodeOutOfRange, expected, n, "must have "+expected)
	}
}

// Samples are values from 0 to 255. They are read from an array of whole numbers, or from a string in
// base64 with one byte a value, which is what they are written as: a third of the size.
type Samples []byte

const largestSamples = 128 * 128 * 3

// UnmarshalJSON reads either form. The error is a schema.Problem.
func (s *Samples) UnmarshalJSON(raw []byte) error {
	switch raw[0] {
	case '"':
		var b []byte
		if json.Unmarshal(raw, &b) != nil {
			return schema.BadFormat("", "base64", "whole numbers from 0 to 255, or their bytes in base64", nil)
		}
		*s = b
		return nil
	case '[':
		return s.numbers(raw)
	}
	return schema.WrongType("", "array", nil)
}

// AppendJSON writes what encoding/json would: base64.
func (s Samples) AppendJSON(b []byte) ([]byte, error) {
	if s == nil {
		return append(b, "null"...), nil
	}
	return append(base64.StdEncoding.AppendEncode(append(b, '"'), s), '"'), nil
}

// numbers reads an array whose syntax is known to be right.
func (s *Samples) numbers(raw []byte) error {
	list := make([]byte, 0, min(len(raw)/2, largestSamples+1))
	for at := 1; at < len(raw); {
		switch c := raw[at]; {
		case c == ',' || c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ']':
			at++
			continue
		case '0' <= c && c <= '9' || c == '-':
		default:
			return schema.WrongType("["+strconv.Itoa(len(list))+"]", "integer", nil)
		}
		start, value := at, 0
		for at < len(raw) && '0' <= raw[at] && raw[at] <= '9' && value < 1000 {
			value = 10*value + int(raw[at]-'0')
			at++
		}
		if at == len(raw) || raw[at] != ',' && raw[at] != ']' && raw[at] > ' ' || value > 255 {
			for at < len(raw) && raw[at] != ',' && raw[at] != ']' && raw[at] > ' ' {
				at++
			}
			var problem *schema.Problem
			if value, problem = unusual(len(list), string(raw[start:at])); problem != nil {
				return *problem
			}
		}
		if len(list) <= largestSamples { // more of them are too many, however many there are
			list = append(list, byte(value))
		}
	}
	*s = list
	return nil
}

// unusual reads a number that is not made of three digits.
func unusual(i int, text string) (int, *schema.Problem) {
	field := "[" + strconv.Itoa(i) + "]"
	x, err := strconv.ParseFloat(text, 64)
	var p schema.Problem
	switch {
	case err != nil || x < 0 || x > 255:
		p = biometric.Refusal(field, schema.CodeOutOfRange, "0 to 255", schema.Excerpt(text), "must lie between 0 and 255")
	case x != math.Trunc(x):
		p = schema.WrongType(field, "integer", schema.Excerpt(text))
	default:
		return int(x), nil
	}
	return 0, &p
}

// JSONSchema describes both forms.
func (Samples) JSONSchema() *schema.Schema {
	least, most := 0.0, 255.0
	return &schema.Schema{
		Description: "Values row by row, channels together: whole numbers from 0 to 255, or their bytes in base64.",
		OneOf: []*schema.Schema{
			{Type: "array", Items: &schema.Schema{Type: "integer", Minimum: &least, Maximum: &most}, MaxItems: largestSamples},
			{Type: "string", Pattern: "^[A-Za-z0-9+/]*=?=?$"},
		},
	}
}
