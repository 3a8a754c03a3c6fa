package engines

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/rawjson"
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

// Bulk tells services what to pass on without reading it.
func (r *Result) Bulk() []*json.RawMessage { return []*json.RawMessage{&r.Data} }

// AppendMessage writes the result, but for its Data, as encoding/json would, for package rpc.
func (r *Result) AppendMessage(b []byte) ([]byte, error) {
	if !r.Success || len(r.Warnings) > 0 || r.Error != "" || r.Code != "" || r.Details != nil {
		text, err := json.Marshal(r)
		return append(b, text...), err
	}
	m := &r.Metadata
	b = rawjson.AppendString(append(b, `{"success":true,"warnings":[],"metadata":{"engineName":`...), m.EngineName)
	b = rawjson.AppendFloat(append(b, `,"calculationTime":`...), m.CalculationTime)
	b = strconv.AppendBool(append(b, `,"cached":`...), m.Cached)
	if m.CachedAt != "" {
		b = rawjson.AppendString(append(b, `,"cachedAt":`...), m.CachedAt)
	}
	b = rawjson.AppendString(append(b, `,"timestamp":`...), m.Timestamp)
	return append(b, "}}"...), nil
}

// ReadMessage reads what AppendMessage wrote, or the same written by somebody else.
func (r *Result) ReadMessage(text []byte) error {
	return rawjson.Each(text, func(name []byte, value json.RawMessage) (err error) {
		switch string(name) {
		case "success":
			r.Success, err = rawjson.Bool(value)
		case "data":
			if string(value) != "null" {
				r.Data = value
			}
		case "error":
			r.Error, err = rawjson.String(value)
		case "code":
			r.Code, err = rawjson.String(value)
		case "details":
			return json.Unmarshal(value, &r.Details)
		case "warnings":
			if r.Warnings = []string{}; string(value) != "[]" {
				return json.Unmarshal(value, &r.Warnings)
			}
		case "metadata":
			return r.Metadata.read(value)
		}
		return err
	})
}

// Reserved are the names of the members of an HTTP reply around a result. No engine has a field of
// such a name but those that [Overlaps] lists; the timestamp that every result has is repeated there.
func Reserved() []string {
	return []string{
		"success", "data", "error", "code", "message", "engine", "warnings", "cached", "cachedAt",
		"processingTime", "processing_time", "executionTime", "requestId", "timestamp", "metadata",
	}
}

// Overlaps reports whether an engine has fields of Reserved names, which then stay inside of data.
func Overlaps(engine string) bool { return engine == "biofield" } // its processing_time

var reserved = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, name := range Reserved() {
		set[name] = true
	}
	return set
})

// Own returns the members of Data as they are, each behind a comma, except those that are Reserved. It
// may be a part of Data. The error says that Data is no object.
func (r *Result) Own() ([]byte, error) {
	const stamp = len(`{"timestamp":"2006-01-02T15:04:05.000Z"`)
	// What an engine of this version writes: nothing but the first member is to be left out.
	if n := len(r.Data); n > stamp && !Overlaps(r.Metadata.EngineName) && bytes.HasPrefix(r.Data, []byte(`{"timestamp":"`)) && r.Data[stamp] == ',' && r.Data[n-1] == '}' {
		return r.Data[stamp : n-1 : n-1], nil
	}
	return rawjson.Append(nil, r.Data, func(name []byte) bool { return reserved()[string(name)] })
}

// ResultMetadata says where a Result comes from.
type ResultMetadata struct {
	EngineName      string  `json:"engineName"`
	CalculationTime float64 `json:"calculationTime"` // ms
	Cached          bool    `json:"cached"`
	CachedAt        string  `json:"cachedAt,omitempty"` // RFC 3339 UTC, of a cached result
	Timestamp       string  `json:"timestamp"`          // RFC 3339 UTC

	// Missed says that the result was looked for in a cache of the same program and was not there.
	Missed bool `json:"-"`
}

func (m *ResultMetadata) read(text []byte) error {
	return rawjson.Each(text, func(name []byte, value json.RawMessage) (err error) {
		switch string(name) {
		case "engineName":
			m.EngineName, err = rawjson.String(value)
		case "calculationTime":
			m.CalculationTime, err = strconv.ParseFloat(string(value), 64)
		case "cached":
			m.Cached, err = rawjson.Bool(value)
		case "cachedAt":
			m.CachedAt, err = rawjson.String(value)
		case "timestamp":
			m.Timestamp, err = rawjson.String(value)
		}
		return err
	})
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
func milliseconds(d time.Duration) float64 { return decimal.Round(d.Seconds()*1e3, 3) }
