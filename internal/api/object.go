package api

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/stamp"
)

// Object builds a JSON object whose keys stay in the order of writing. The zero value is ready.
type Object struct {
	// buf begins with success, so that a body (Body) can begin with it without a copy of the rest.
	// The object itself begins behind it.
	buf []byte
}

const success = `{"success":true`

// open sees that a member can be written.
func (o *Object) open() {
	if len(o.buf) == 0 {
		o.buf = append(append(o.buf, success...), '{')
	} else {
		o.buf = append(o.buf, ',')
	}
}

func (o *Object) key(name string) {
	o.open()
	o.buf = rawjson.AppendString(o.buf, name)
	o.buf = append(o.buf, ':')
}

// Set writes a value. json.RawMessage goes in as it is and is trusted to be JSON.
func (o *Object) Set(name string, value any) *Object {
	o.key(name)
	switch v := value.(type) {
	case nil:
		o.buf = append(o.buf, "null"...)
	case json.RawMessage:
		if len(v) == 0 {
			v = json.RawMessage("null")
		}
		o.buf = append(o.buf, v...)
	case string:
		o.buf = rawjson.AppendString(o.buf, v)
	case bool:
		o.buf = strconv.AppendBool(o.buf, v)
	case int:
		o.buf = strconv.AppendInt(o.buf, int64(v), 10)
	case int64:
		o.buf = strconv.AppendInt(o.buf, v, 10)
	case *Object:
		o.buf = append(o.buf, v.JSON()...)
	case []string:
		if v == nil {
			o.buf = append(o.buf, "null"...)
			return o
		}
		o.buf = append(o.buf, '[')
		for i, item := range v {
			if i > 0 {
				o.buf = append(o.buf, ',')
			}
			o.buf = rawjson.AppendString(o.buf, item)
		}
		o.buf = append(o.buf, ']')
	case []*Object: // json.Marshal would read large texts in them once more
		o.buf = append(o.buf, '[')
		for i, item := range v {
			if i > 0 {
				o.buf = append(o.buf, ',')
			}
			o.buf = append(o.buf, item.JSON()...)
		}
		o.buf = append(o.buf, ']')
	default:
		b, err := json.Marshal(v)
		if err != nil {
			panic("api: " + name + " is not JSON: " + err.Error())
		}
		o.buf = append(o.buf, b...)
	}
	return o
}

// Extend lets write append members, each behind a comma, to the text of the object, which must not be
// empty so far.
func (o *Object) Extend(write func([]byte) ([]byte, error)) error {
	buf, err := write(o.buf)
	o.buf = buf
	return err
}

// Members writes the members of another object as they are.
func (o *Object) Members(members []rawjson.Member) *Object {
	for _, m := range members {
		o.Set(m.Name, m.Value)
	}
	return o
}

// JSON returns the object's text. It is good until the next Set.
func (o *Object) JSON() json.RawMessage {
	if len(o.buf) == 0 {
		return json.RawMessage("{}")
	}
	// The closing brace is not kept, so that Set may go on afterwards.
	return append(o.buf, '}')[len(success):]
}

// Grow makes room for so many more bytes.
func (o *Object) Grow(n int) *Object {
	o.buf = slices.Grow(o.buf, n)
	return o
}

// MarshalJSON implements json.Marshaler.
func (o *Object) MarshalJSON() ([]byte, error) { return o.JSON(), nil }

// Time formats an instant as RFC 3339 in UTC with milliseconds.
func Time(t time.Time) string { return stamp.Of(t) }

// Append writes the members of another object.
func (o *Object) Append(other *Object) *Object {
	if other == nil || len(other.buf) == 0 {
		return o
	}
	o.open()
	o.buf = append(o.buf, other.buf[len(success)+1:]...)
	return o
}
