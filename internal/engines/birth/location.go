package birth

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/schema"
)

// Location is a place in one of its accepted forms: [latitude, longitude], an object with
// latitude and longitude, or "latitude,longitude". Names of places are refused: there is no
// geocoder here.
type Location struct{ civil.Place }

const locationForms = "[latitude, longitude], {latitude, longitude} or \"latitude,longitude\" in degrees"

// UnmarshalJSON reads any of the forms. The error is a schema.Problem.
func (l *Location) UnmarshalJSON(raw []byte) error {
	raw = bytes.TrimSpace(raw)
	var problem *schema.Problem
	switch raw[0] {
	case '[':
		problem = l.fromArray(raw)
	case '{':
		problem = l.fromObject(raw)
	case '"':
		problem = l.fromText(raw)
	default:
		p := schema.WrongType("", "array, object or string", nil)
		p.Expected = locationForms
		problem = &p
	}
	if problem != nil {
		return *problem
	}
	return nil
}

func (l *Location) fromArray(raw []byte) *schema.Problem {
	if latitude, longitude, ok := plainPair(raw); ok {
		return l.set(latitude, longitude, "[0]", "[1]")
	}
	var items []json.RawMessage
	if json.Unmarshal(raw, &items) != nil || len(items) != 2 {
		return notALocation()
	}
	var degrees [2]float64
	for i, item := range items {
		if json.Unmarshal(item, &degrees[i]) != nil || string(item) == "null" {
			p := schema.WrongType("["+strconv.Itoa(i)+"]", "number", nil)
			return &p
		}
	}
	return l.set(degrees[0], degrees[1], "[0]", "[1]")
}

// plainPair reads an array of two numbers without exponents, the form in which nearly all places
// come, for a tenth of what it takes encoding/json. What is anything else is left to that.
func plainPair(raw []byte) (first, second float64, ok bool) {
	inside, closed := bytes.CutSuffix(raw[1:], []byte("]"))
	one, two, pair := bytes.Cut(inside, []byte(","))
	if !closed || !pair {
		return 0, 0, false
	}
	first, ok = plainNumber(bytes.TrimSpace(one))
	if ok {
		second, ok = plainNumber(bytes.TrimSpace(two))
	}
	return first, second, ok
}

// plainNumber reads a number of JSON that has no exponent.
func plainNumber(text []byte) (float64, bool) {
	digits := bytes.TrimPrefix(text, []byte("-"))
	whole, fraction, decimal := bytes.Cut(digits, []byte("."))
	if !allDigits(whole) || whole[0] == '0' && len(whole) > 1 || decimal && !allDigits(fraction) {
		return 0, false
	}
	x, err := strconv.ParseFloat(string(text), 64)
	return x, err == nil
}

func allDigits(text []byte) bool {
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(text) > 0
}

// coordinates is the form of an object. City and country may stand beside them.
type coordinates struct {
	Latitude  float64 `json:"latitude" alias:"lat" required:"true" minimum:"-90" maximum:"90"`
	Longitude float64 `json:"longitude" alias:"lon,lng" required:"true" minimum:"-180" maximum:"180"`
}

func (l *Location) fromObject(raw []byte) *schema.Problem {
	c, _, problems := schema.Decode[coordinates](raw)
	if len(problems) > 0 {
		return &problems[0]
	}
	return l.set(c.Latitude, c.Longitude, "latitude", "longitude")
}

func (l *Location) fromText(raw []byte) *schema.Problem {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return notALocation()
	}
	first, second, _ := strings.Cut(text, ",")
	latitude, ok1 := parseDecimal(first)
	longitude, ok2 := parseDecimal(second)
	if !ok1 || !ok2 {
		return notALocation()
	}
	return l.set(latitude, longitude, "", "")
}

// parseDecimal reads a plain number: no infinities, hexadecimals or exponents.
func parseDecimal(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if strings.Trim(s, "+-.0123456789") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil
}

// set checks the bounds. Adding zero turns -0 into 0.
func (l *Location) set(latitude, longitude float64, latitudeField, longitudeField string) *schema.Problem {
	if p := outOfRange(latitudeField, latitude, 90); p != nil {
		return p
	}
	if p := outOfRange(longitudeField, longitude, 180); p != nil {
		return p
	}
	l.Latitude, l.Longitude = latitude+0, longitude+0
	return nil
}

func outOfRange(field string, x float64, limit int) *schema.Problem {
	var p schema.Problem
	switch {
	case x < -float64(limit):
		p = schema.TooSmall(field, strconv.Itoa(-limit), x)
	case x > float64(limit):
		p = schema.TooLarge(field, strconv.Itoa(limit), x)
	default:
		return nil
	}
	return &p
}

func notALocation() *schema.Problem {
	p := schema.BadFormat("", "coordinates", locationForms, nil)
	return &p
}

// AppendJSON writes [latitude, longitude].
func (l Location) AppendJSON(b []byte) ([]byte, error) {
	b = rawjson.AppendFloat(append(b, '['), l.Latitude)
	b = rawjson.AppendFloat(append(b, ','), l.Longitude)
	return append(b, ']'), nil
}

// MarshalJSON writes the same.
func (l Location) MarshalJSON() ([]byte, error) { return l.AppendJSON(nil) }

// JSONSchema describes the forms.
func (Location) JSONSchema() *schema.Schema {
	degrees := func(limit float64) *schema.Schema {
		least := -limit
		return &schema.Schema{Type: "number", Minimum: &least, Maximum: &limit}
	}
	latitude, longitude := degrees(90), degrees(180)
	one := func(names ...string) *schema.Schema {
		var choice []*schema.Schema
		for _, name := range names {
			choice = append(choice, &schema.Schema{Required: []string{name}})
		}
		return &schema.Schema{AnyOf: choice}
	}
	return &schema.Schema{
		Description: "Place in degrees, north and east positive.",
		OneOf: []*schema.Schema{
			{Type: "array", Items: longitude, MinItems: 2, MaxItems: 2, Description: "[latitude, longitude]"},
			{
				Type:        "object",
				Description: "City and country may stand beside the coordinates.",
				Properties:  schema.Properties{{Name: "latitude", Schema: latitude}, {Name: "longitude", Schema: longitude}},
				Spellings:   schema.Properties{{Name: "^lat$", Schema: latitude}, {Name: "^(lon|lng)$", Schema: longitude}},
				AllOf:       []*schema.Schema{one("latitude", "lat"), one("longitude", "lon", "lng")},
			},
			{Type: "string", Pattern: "^[-+ .0-9]+,[-+ .0-9]+$", Description: "latitude,longitude"},
		},
	}
}
