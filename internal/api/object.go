package api

import (
	"encoding/json"
	"math"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/stamp"
	"github.com/witnessos/witnessos/internal/web"
)

// Object builds a JSON object whose keys stay in the order of writing. The zero value is ready.
type Object struct {
	// buf begins with success, so that a body (Body) can begin with it without a copy of the rest.
	// The object itself begins behind it.
	buf []byte
	// pieces stand before buf. A large value becomes one as it is.
	pieces web.Pieces
}

// largeValue is the length in bytes from which a value is rather kept than copied.
const largeValue = 4 << 10

const success = `{"success":true`

// open sees that a member can be written.
func (o *Object) open() {
	if o.empty() {
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

// text is Set for a string, without putting it in an interface.
func (o *Object) text(name, value string) {
	o.key(name)
	o.buf = rawjson.AppendString(o.buf, value)
}

func (o *Object) empty() bool { return len(o.buf) == 0 && o.pieces == nil }

// keep writes text that has its place here, as a piece of its own if it is large.
func (o *Object) keep(text []byte) {
	if len(text) < largeValue {
		o.buf = append(o.buf, text...)
		return
	}
	const tail = 512 // bytes, for what usually comes behind
	if len(o.buf) > 0 {
		o.pieces = append(o.pieces, o.buf)
	}
	o.pieces = append(o.pieces, text)
	o.buf = make([]byte, 0, tail)
}

// object writes another object.
func (o *Object) object(other *Object) {
	if other.pieces == nil {
		o.buf = append(o.buf, other.JSON()...)
		return
	}
	o.keep(other.pieces[0][len(success):])
	for _, piece := range other.pieces[1:] {
		o.keep(piece)
	}
	o.keep(other.buf)
	o.buf = append(o.buf, '}')
}

// Set writes a value. json.RawMessage goes in as it is and is trusted to be JSON, and to stay as it is.
func (o *Object) Set(name string, value any) *Object {
	o.key(name)
	switch v := value.(type) {
	case nil:
		o.buf = append(o.buf, "null"...)
	case json.RawMessage:
		if len(v) == 0 {
			v = json.RawMessage("null")
		}
		o.keep(v)
	case string:
		o.buf = rawjson.AppendString(o.buf, v)
	case bool:
		o.buf = strconv.AppendBool(o.buf, v)
	case int:
		o.buf = strconv.AppendInt(o.buf, int64(v), 10)
	case int64:
		o.buf = strconv.AppendInt(o.buf, v, 10)
	case float64:
		if !(math.Abs(v) <= math.MaxFloat64) {
			panic("api: " + name + " is no number")
		}
		o.buf = rawjson.AppendFloat(o.buf, v)
	case *Object:
		o.object(v)
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
			o.object(item)
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

// Extend writes members as they are, each behind a comma. The object must not be empty so far.
func (o *Object) Extend(members []byte) *Object {
	o.keep(members)
	return o
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
	if o.empty() {
		return json.RawMessage("{}")
	}
	o.join()
	// The closing brace is not kept, so that Set may go on afterwards.
	return append(o.buf, '}')[len(success):]
}

// join makes one text of all pieces.
func (o *Object) join() {
	if o.pieces != nil {
		o.buf, o.pieces = append(o.pieces, o.buf).Join(), nil
	}
}

// MarshalJSON implements json.Marshaler.
func (o *Object) MarshalJSON() ([]byte, error) { return o.JSON(), nil }

// Time formats an instant as RFC 3339 in UTC with milliseconds.
func Time(t time.Time) string { return stamp.Of(t) }

// Append writes the members of another object, whose text is to stay as it is.
func (o *Object) Append(other *Object) *Object {
	if other == nil || other.empty() {
		return o
	}
	other.join()
	o.open()
	o.keep(other.buf[len(success)+1:])
	return o
}
