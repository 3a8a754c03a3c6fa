package engines

import (
	"encoding/json"
	"math"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/schema"
)

// The codes of a Result that did not succeed.
const (
	CodeEngineNotFound    = "ENGINE_NOT_FOUND"   // no such engine here
	CodeInvalidInput      = "INVALID_INPUT"      // input absent or not an object
	CodeValidationError   = "VALIDATION_ERROR"   // fields missing, malformed or out of range
	CodeCalculationFailed = "CALCULATION_FAILED" // the engine failed on a valid input

	// CodeLandmarksRequired is the code of a problem as well: that of a face that was not measured.
	CodeLandmarksRequired = "LANDMARKS_REQUIRED"
)

// Result is the outcome of a calculation, as the engine service returns it.
type Result struct {
	Success  bool            `json:"success"`
	Data     json.RawMessage `json:"data,omitempty"`    // base keys and the engine's own fields
	Error    string          `json:"error,omitempty"`   // a sentence for people
	Code     string          `json:"code,omitempty"`    // one of the codes above
	Details  *Fault          `json:"details,omitempty"` // of an invalid input
	Warnings []string        `json:"warnings"`
	Metadata ResultMetadata  `json:"metadata"`

	// Signals repeats data.raw_data.signals for callers in the same program.
	Signals []Signal `json:"-"`
}

// Bulk names the member that services pass on without reading it.
func (r *Result) Bulk() (name string, text *json.RawMessage) { return "data", &r.Data }

// ResultMetadata says where a Result comes from.
type ResultMetadata struct {
	EngineName      string  `json:"engineName"`
	CalculationTime float64 `json:"calculationTime"` // ms
	Cached          bool    `json:"cached"`
	CachedAt        string  `json:"cachedAt,omitempty"` // RFC 3339 UTC, of a cached result
	Timestamp       string  `json:"timestamp"`          // RFC 3339 UTC
}

// Fault describes the first bad field of an input and lists all of them.
type Fault struct {
	Field    string          `json:"field"`
	Expected string          `json:"expected,omitempty"`
	Received any             `json:"received"`
	Errors   schema.Problems `json:"errors"`
}

func newResult(env Env, engine string) Result {
	return Result{
		Warnings: []string{},
		Metadata: ResultMetadata{EngineName: engine, Timestamp: env.Timestamp()},
	}
}

// NotFound is the result of asking for an engine that is not there.
func NotFound(env Env, name string) Result {
	r := newResult(env, name)
	r.Code, r.Error = CodeEngineNotFound, "Engine '"+schema.Excerpt(name)+"' not found"
	return r
}

func refused(env Env, engine string, problems schema.Problems, warnings []string) Result {
	r := newResult(env, engine)
	first := problems[0]
	r.Code, r.Error = CodeValidationError, strings.Join(problems.Messages(), "; ")
	switch {
	case notAnObject(problems):
		r.Code = CodeInvalidInput
	case first.Code == CodeLandmarksRequired:
		r.Code = CodeLandmarksRequired
	}
	r.Details = &Fault{Field: first.Field, Expected: first.Expected, Received: first.Received, Errors: problems}
	r.Warnings = append(r.Warnings, warnings...)
	return r
}

func calculationFailed(env Env, engine string) Result {
	r := newResult(env, engine)
	r.Code, r.Error = CodeCalculationFailed, "Engine '"+engine+"' could not complete the calculation"
	return r
}

// milliseconds rounds to microseconds, the resolution that means anything here.
func milliseconds(d time.Duration) float64 { return math.Round(d.Seconds()*1e6) / 1e3 }
