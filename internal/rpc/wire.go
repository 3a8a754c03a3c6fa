// Package rpc is how one Worker calls another: typed methods over versioned JSON bytes.
//
// A method is declared once, with the types of its parameters and its result (Method). The client
// calls it with Call, the service answers it through a table of Handle entries, and both go
// through the one codec of this file. What the wire carries:
//
//	request  {"v":1, "requestId":"…", "deadline":<epoch ms>, "params":{…}}
//	reply    {"v":1, "ok":true,  "result":{…}}
//	         {"v":1, "ok":false, "error":{"code":"…", "status":503, "message":"…", "retryable":true}}
//
// Large texts inside of params or result travel behind it (bulk.go).
//
// A fault of the caller's input is a result. ok:false means that the service could not do its work.
package rpc

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/web"
)

// Version is the version of the wire format. Within it fields are only added.
const Version = 1

// Limits of a message in bytes.
const (
	MaxRequest = 1<<20 + 64<<10 // a full request body and the envelope around it
	MaxReply   = 8 << 20
)

// envelope is what a message says around its body, which is the params of a request and the result
// of a reply.
type envelope struct {
	version   int
	requestID string
	deadline  int64 // epoch milliseconds; 0 stands for none
	ok        bool
	err       *Error
	body      json.RawMessage
	bulk      []int
	rest      []byte // the texts behind the message
}

// Messages that are exchanged all the time write and read themselves, where reflection is too slow.
type (
	writer interface {
		AppendMessage(b []byte) ([]byte, error)
	}
	reader interface {
		ReadMessage(text []byte) error
	}
)

// appendRequest writes a request around params, a pointer.
func appendRequest(e envelope, params any) (web.Pieces, error) {
	b := append(make([]byte, 0, 512), `{"v":1,"requestId":`...)
	b = rawjson.AppendString(b, e.requestID)
	if e.deadline != 0 {
		b = strconv.AppendInt(append(b, `,"deadline":`...), e.deadline, 10)
	}
	return finish(append(b, `,"params":`...), params)
}

// appendResult writes a reply around result, a pointer.
func appendResult(result any) (web.Pieces, error) {
	return finish(append(make([]byte, 0, 512), `{"v":1,"ok":true,"result":`...), result)
}

// finish writes the body and the end of a message.
func finish(b []byte, body any) (web.Pieces, error) {
	texts, restore := cutBulk(body)
	defer restore()
	if w, ok := body.(writer); ok {
		var err error
		if b, err = w.AppendMessage(b); err != nil {
			return nil, err
		}
	} else {
		text, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		b = append(b, text...)
	}
	if texts == nil {
		return web.Pieces{append(b, '}')}, nil
	}
	b = append(b, `,"bulk":[`...)
	for i, text := range texts {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(len(text)), 10)
	}
	return sequence(append(b, "]}"...), texts), nil
}

// appendError writes a reply of a service that could not do its work.
func appendError(e *Error) web.Pieces {
	text, _ := json.Marshal(e)
	return web.Pieces{append(append([]byte(`{"v":1,"ok":false,"error":`), text...), '}')}
}

// readEnvelope reads all of a message but its body, which has the given name. With an error the
// envelope has what could be read.
func readEnvelope(raw []byte, bodyName string) (e envelope, err error) {
	text, rest := firstText(raw)
	e.rest = rest
	err = rawjson.Each(text, func(name []byte, value json.RawMessage) error {
		switch string(name) {
		case "v":
			e.version, err = strconv.Atoi(string(value))
			return err
		case "requestId":
			e.requestID, err = rawjson.String(value)
			return err
		case "deadline":
			e.deadline, err = strconv.ParseInt(string(value), 10, 64)
			return err
		case "ok":
			e.ok, err = rawjson.Bool(value)
			return err
		case "error":
			return json.Unmarshal(value, &e.err)
		case "bulk":
			e.bulk, err = lengths(value)
			return err
		case bodyName:
			e.body = value
		}
		return nil
	})
	return e, err
}

// lengths reads a list of numbers.
func lengths(value json.RawMessage) ([]int, error) {
	var list []int
	if n := len(value); n > 2 && value[0] == '[' && value[n-1] == ']' && !bytes.ContainsRune(value, ',') { // one text, the usual case
		length, err := strconv.Atoi(string(value[1 : n-1]))
		return []int{length}, err
	}
	err := json.Unmarshal(value, &list)
	return list, err
}

// readBody reads the body of a message into a pointer.
func (e *envelope) readBody(into any) error {
	read := func(text []byte) error { return json.Unmarshal(text, into) }
	if r, ok := into.(reader); ok {
		read = r.ReadMessage
	}
	if err := read(e.body); err != nil {
		return err
	}
	return pasteBulk(into, e.bulk, e.rest)
}

// Error is a service's own account of why it could not do its work.
type Error struct {
	Code    string          `json:"code"`
	Status  int             `json:"status"` // as HTTP would say it
	Message string          `json:"message"`
	Details json.RawMessage `json:"details,omitempty"`
	Retry   bool            `json:"retryable"`
}

func (e *Error) Error() string { return e.Code + ": " + e.Message }

// Retryable reports whether the same call may succeed in a moment.
func (e *Error) Retryable() bool { return e.Retry }

// ClientFault reports whether the caller is to blame: the service answered and counts as healthy.
func (e *Error) ClientFault() bool { return e.Status < 500 }

func (e *Error) complete() bool {
	return e != nil && e.Code != "" && e.Status >= 400 && e.Status <= 599
}

// What either side says when a message cannot be what it should be. Another try would not help.
var (
	errVersion       = &Error{Code: "UNSUPPORTED_VERSION", Status: 500, Message: "This version of the interface is not served"}
	errReplyTooLarge = &Error{Code: "REPLY_TOO_LARGE", Status: 500, Message: "The reply is too large"}
)

var errHalf = errors.New("the reply lacks its result or its error")
