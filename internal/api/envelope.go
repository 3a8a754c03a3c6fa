package api

import (
	"encoding/json"
	"math"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/web"
)

// Body is the body of a reply: success, the members of body, requestId and timestamp. The object that
// it is made of is empty afterwards.
func Body(succeeded bool, body *Object, requestID string, now time.Time) web.Pieces {
	if !succeeded {
		body = (&Object{}).Set("success", false).Append(body)
	}
	body.text("requestId", requestID)
	body.text("timestamp", Time(now))
	if !succeeded {
		return web.Pieces{body.JSON()}
	}
	pieces := append(body.pieces, append(body.buf, '}'))
	pieces[0][len(success)] = ','    // it was the brace that the members began behind
	body.buf, body.pieces = nil, nil // they are the reply's now
	return pieces
}

// Failure is the body of an error reply.
func Failure(e *Error, requestID string, now time.Time) json.RawMessage {
	o := &Object{}
	o.Set("error", e.Code).Set("code", e.Code).Set("message", e.Message)
	if e.Details != nil {
		o.Set("details", e.Details)
	}
	return Body(false, o.Set("status", e.Status), requestID, now).Join()
}

// Headers are the header lines that belong to this error alone.
func (e *Error) Headers() (h web.Header) {
	if e.RetryAfter > 0 {
		h.Add("Retry-After", strconv.Itoa(max(1, int(math.Ceil(e.RetryAfter.Seconds())))))
	}
	if e.Allow != "" {
		h.Add("Allow", e.Allow)
	}
	if e.Status == 401 {
		h.Add("WWW-Authenticate", "Bearer")
	}
	return h
}
