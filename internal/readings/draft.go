package readings

import (
	"encoding/json"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
)

// What a reading may have. Deeper JSON than that the database could not look into.
const (
	maxEngines = 32
	maxName    = 64
	maxType    = 100
	maxNotes   = 10_000
	maxDepth   = 256
)

// Draft is a reading as a client sends it.
type Draft struct {
	ID       string // of the reading to replace, if the owner has it
	UserID   string // whose the client says it is; "" when it says nothing
	Type     string
	Engines  []string
	Results  json.RawMessage
	Notes    *string
	Favorite *bool
	Rest     json.RawMessage // the object of the members that have no column
}

// made are the members of a reading that the server makes; what a client says of them is dropped.
// They are also those that stand in columns.
var made = []string{
	"id", "userId", "type", "engines", "results", "notes", "favorite", "isFavorite",
	"timestamp", "createdAt", "updatedAt", "engineName", "inputParameters", "result", "omitted",
}

// ReadDraft reads the object of a reading. The error names the first field that the store refuses.
func ReadDraft(raw json.RawMessage) (*Draft, *api.Error) {
	fields, ok := rawjson.Object(raw)
	if !ok {
		return nil, refused("reading", "an object", nil)
	}
	d := &Draft{Results: fields["results"]}
	var number json.Number
	if json.Unmarshal(fields["userId"], &number) == nil {
		d.UserID = number.String()
	} else {
		_ = json.Unmarshal(fields["userId"], &d.UserID) // of another type it names nobody
	}
	_ = json.Unmarshal(fields["id"], &d.ID) // an id of another type is nobody's
	if absent(d.Results) {
		return nil, refused("reading.results", "what was calculated", nil)
	}
	if depth(raw) > maxDepth {
		return nil, refused("reading", "nested at most "+strconv.Itoa(maxDepth)+" levels deep", nil)
	}
	if absent(fields["engines"]) || json.Unmarshal(fields["engines"], &d.Engines) != nil {
		return nil, refused("reading.engines", "a list of names of engines", fields["engines"])
	}
	if len(d.Engines) > maxEngines {
		return nil, api.Field("reading.engines", "a list of at most "+strconv.Itoa(maxEngines)+" names", nil)
	}
	for _, name := range d.Engines {
		if !short(name, maxName) {
			return nil, refused("reading.engines", "names of 1 to "+strconv.Itoa(maxName)+" characters", nil)
		}
	}
	if err := d.readTexts(fields); err != nil {
		return nil, err
	}
	d.Rest = rest(raw, fields)
	return d, nil
}

func (d *Draft) readTexts(fields map[string]json.RawMessage) *api.Error {
	if raw := fields["type"]; !absent(raw) {
		if json.Unmarshal(raw, &d.Type) != nil || !short(d.Type, maxType) {
			return refused("reading.type", "a text of 1 to "+strconv.Itoa(maxType)+" characters", nil)
		}
	}
	if d.Type == "" {
		d.Type = "reading"
		if len(d.Engines) > 0 {
			d.Type = d.Engines[0] + "_reading"
		}
	}
	if raw := fields["notes"]; !absent(raw) {
		if json.Unmarshal(raw, &d.Notes) != nil || utf8.RuneCountInString(*d.Notes) > maxNotes {
			return refused("reading.notes", "a text of at most "+strconv.Itoa(maxNotes)+" characters", nil)
		}
	}
	for _, name := range [...]string{"favorite", "isFavorite"} {
		if raw := fields[name]; d.Favorite == nil && !absent(raw) && json.Unmarshal(raw, &d.Favorite) != nil {
			return refused("reading."+name, "true or false", raw)
		}
	}
	return nil
}

// Calculation is a draft of what one engine, or anything else of that name, gave.
func Calculation(name string, input, output, metadata json.RawMessage) (*Draft, *api.Error) {
	if !short(name, maxName) {
		return nil, api.Field("engineName", "a name of 1 to "+strconv.Itoa(maxName)+" characters", nil)
	}
	results := (&api.Object{}).Set("engineName", name).Set("input", input).Set("output", output).Set("metadata", metadata).JSON()
	if depth(results) > maxDepth {
		return nil, api.Field("result", "nested at most "+strconv.Itoa(maxDepth)+" levels deep", nil)
	}
	return &Draft{Type: name + "_reading", Engines: []string{name}, Results: results, Rest: json.RawMessage("{}")}, nil
}

// rest is the object of the members that have no column. Of a name that comes twice the last counts.
func rest(raw json.RawMessage, fields map[string]json.RawMessage) json.RawMessage {
	o := &api.Object{}
	members, _ := rawjson.Members(raw)
	for _, m := range members {
		if value, left := fields[m.Name]; left && !slices.Contains(made, m.Name) {
			o.Set(m.Name, value)
			delete(fields, m.Name)
		}
	}
	return slices.Clone(o.JSON())
}

// refused is the store's refusal of a field.
func refused(field, expected string, received json.RawMessage) *api.Error {
	p := api.FieldProblem{Field: field, Code: "INVALID_VALUE", Message: field + " must be " + expected, Expected: expected}
	if len(received) > 0 && len(received) < 200 {
		p.Received = received
	}
	e := api.Validation(p)
	e.Code = "SAVE_FAILED"
	return e
}

func absent(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// short reports whether a text has 1 to n characters.
func short(text string, n int) bool { return text != "" && utf8.RuneCountInString(text) <= n }

// depth counts how deep valid JSON is nested.
func depth(raw []byte) int {
	level, deepest := 0, 0
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '{', '[':
			level++
			deepest = max(deepest, level)
		case '}', ']':
			level--
		case '"':
			for i++; i < len(raw) && raw[i] != '"'; i++ {
				if raw[i] == '\\' {
					i++
				}
			}
		}
	}
	return deepest
}
