package api

import (
	"encoding/json"
	"math"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/web"
)

// Body is the body of a reply: success, the members of body, requestId and timestamp.
func Body(success bool, body *Object, requestID string, now time.Time) json.RawMessage {
	const frame = 160 // bytes of what is added
	o := (&Object{}).Grow(len(body.JSON()) + frame)
	return o.Set("success", success).Append(body).Set("requestId", requestID).Set("timestamp", Time(now)).JSON()
}

// Failure is the body of an error reply.
func Failure(e *Error, requestID string, now time.Time) json.RawMessage {
	o := &Object{}
	o.Set("error", e.Code).Set("code", e.Code).Set("message", e.Message)
	if e.Details != nil {
		o.Set("details", e.Details)
	}
	return Body(false, o.Set("status", e.Status), requestID, now)
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
