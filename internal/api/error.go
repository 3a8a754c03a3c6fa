// Package api holds what every HTTP reply of the system has in common: the error envelope with its
// machine codes, and JSON bodies whose keys keep their order.
package api

import "time"

// Error is a failure as a client sees it. Code is for machines, Message is one sentence for
// people, Details are optional and become JSON. Nothing internal belongs into any of them: what
// went wrong inside goes to Cause, which is only logged.
type Error struct {
	Status     int
	Code       string
	Message    string
	Details    any
	RetryAfter time.Duration // sent as Retry-After when it is not zero
	Allow      string        // sent as Allow with a 405
	Cause      error
}

func (e *Error) Error() string { return e.Code + ": " + e.Message }

func (e *Error) Unwrap() error { return e.Cause }

// ClientFault reports whether the caller is to blame, so that the service that answered counts as
// healthy.
func (e *Error) ClientFault() bool { return e.Status < 500 }

// NewError makes an Error.
func NewError(status int, code, message string) *Error {
	return &Error{Status: status, Code: code, Message: message}
}

// With returns a copy that carries details.
func (e *Error) With(details any) *Error {
	c := *e
	c.Details = details
	return &c
}

// Because returns a copy that carries a cause for the log.
func (e *Error) Because(cause error) *Error {
	c := *e
	c.Cause = cause
	return &c
}

// Failures that any endpoint may answer.
var (
	ErrInternal    = NewError(500, "INTERNAL_ERROR", "An unexpected error occurred")
	ErrTimeout     = NewError(504, "TIMEOUT", "The request took too long")
	ErrUnavailable = NewError(503, "SERVICE_UNAVAILABLE", "The service is temporarily unavailable")
	ErrConfig      = NewError(503, "CONFIG_ERROR", "The service is not configured: JWT_SECRET is missing or shorter than 32 bytes")
	ErrNotFound    = NewError(404, "ENDPOINT_NOT_FOUND", "API endpoint not found")
	ErrTooLarge    = NewError(413, "PAYLOAD_TOO_LARGE", "The request body is larger than 1 MiB")
	ErrInvalidJSON = NewError(400, "INVALID_JSON", "The request body must be a JSON object")
	ErrForbidden   = NewError(403, "FORBIDDEN", "You may not act for another user")
	ErrRateLimited = NewError(429, "RATE_LIMIT_EXCEEDED", "Too many requests")
)

// FieldProblem is what is wrong with one field of a request.
type FieldProblem struct {
	Field    string `json:"field"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Expected string `json:"expected,omitempty"`
	Received any    `json:"received,omitempty"`
}

// Validation is a 400 that names the first bad field and lists all of them.
func Validation(problems ...FieldProblem) *Error {
	first := problems[0]
	details := map[string]any{"field": first.Field, "expected": first.Expected, "errors": problems}
	if first.Received != nil {
		details["received"] = first.Received
	}
	return NewError(400, "VALIDATION_ERROR", first.Message).With(details)
}

// Field is a Validation of a single field: what it must be, and what came.
func Field(name, expected string, received any) *Error {
	return Validation(FieldProblem{
		Field: name, Code: "INVALID_VALUE", Message: name + " must be " + expected, Expected: expected, Received: received,
	})
}
