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
// A fault of the caller's input is a result. ok:false means that the service could not do its work.
package rpc

import (
	"encoding/json"
	"errors"
)

// Version is the version of the wire format. Within it fields are only added.
const Version = 1

// Limits of a message in bytes.
const (
	MaxRequest = 1<<20 + 64<<10 // a full request body and the envelope around it
	MaxReply   = 8 << 20
)

type request[P any] struct {
	Version   int    `json:"v"`
	RequestID string `json:"requestId"`
	Deadline  int64  `json:"deadline,omitempty"` // epoch milliseconds
	Params    P      `json:"params"`
}

type reply[R any] struct {
	Version int    `json:"v"`
	OK      bool   `json:"ok"`
	Result  *R     `json:"result,omitempty"`
	Error   *Error `json:"error,omitempty"`
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
