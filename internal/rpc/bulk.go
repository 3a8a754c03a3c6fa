package rpc

import (
	"encoding/json"

	"github.com/witnessos/witnessos/internal/rawjson"
)

// bulky is a result with one large member that is passed on and not read, such as what an engine
// has calculated. encoding/json would read it four times between the two Workers; here it is copied.
type bulky interface {
	// Bulk returns the member's name and where its text is. The struct must leave the member out
	// when the text is empty.
	Bulk() (name string, text *json.RawMessage)
}

// marshalReply is json.Marshal for replies.
func marshalReply[R any](out reply[R]) ([]byte, error) {
	b, ok := any(out.Result).(bulky)
	if !ok {
		return json.Marshal(out)
	}
	name, text := b.Bulk()
	bulk := *text
	*text = nil
	head, err := json.Marshal(out.Result)
	*text = bulk
	if err != nil || len(bulk) == 0 {
		return json.Marshal(out)
	}
	// {"v":1,"ok":true,"result":{…head…,"name":bulk}}
	buf := make([]byte, 0, len(head)+len(bulk)+64)
	buf = append(buf, `{"v":1,"ok":true,"result":`...)
	buf = append(buf, head[:len(head)-1]...)
	buf = append(buf, `,"`+name+`":`...)
	buf = append(buf, bulk...)
	return append(buf, "}}"...), nil
}

// unmarshalReply is json.Unmarshal for replies.
func unmarshalReply[R any](raw []byte, out *reply[R]) error {
	var result R
	b, ok := any(&result).(bulky)
	if !ok {
		return json.Unmarshal(raw, out)
	}
	inner, envelope, err := rawjson.Take(raw, "result")
	if err != nil {
		return err
	}
	if err := json.Unmarshal(envelope, out); err != nil || inner == nil || string(inner) == "null" {
		return err
	}
	name, text := b.Bulk()
	bulk, head, err := rawjson.Take(inner, name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(head, &result); err != nil {
		return err
	}
	if string(bulk) != "null" {
		*text = bulk
	}
	out.Result = &result
	return nil
}
