package workflows

import (
	"encoding/json"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/service"
)

// outputVersion is the version of the shape of Output.
const outputVersion = "2.0"

// Output is the result of an instance. Of the profile it repeats the user id only.
type Output struct {
	WorkflowType string `json:"workflowType"`
	UserProfile  struct {
		UserID string `json:"userId"`
	} `json:"userProfile"`
	CoreEngines  map[string]json.RawMessage `json:"coreEngines"`  // null for the engines in EngineErrors
	EngineErrors map[string]EngineError     `json:"engineErrors"` // never without a reason
	Synthesis    Synthesis                  `json:"synthesis"`
	// Guidance is a string, null when it failed, and absent when nobody asked.
	Guidance json.RawMessage `json:"guidance,omitempty"`
	Metadata Metadata        `json:"metadata"`
}

// EngineError is why an engine has no result.
type EngineError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Synthesis reads the engines' results together. AIAnalysis is a model's text; without one it is
// null, and the lists quote the engines.
type Synthesis struct {
	AIAnalysis      *string           `json:"aiAnalysis"`
	KeyInsights     []string          `json:"keyInsights"`     // at most 5
	Recommendations []string          `json:"recommendations"` // at most 5
	Themes          []string          `json:"themes"`          // at most 3
	Metadata        SynthesisMetadata `json:"metadata"`
}

// SynthesisMetadata names the model, or says why there is none.
type SynthesisMetadata struct {
	Model      string `json:"model,omitempty"`
	TokensUsed *int   `json:"tokensUsed,omitempty"`
	Fallback   bool   `json:"fallback,omitempty"`
	Error      string `json:"error,omitempty"`
}

// Metadata is about the instance. Degraded means that something is missing which was asked for and
// which the input would have allowed: an engine, the model, a forecast, a record.
type Metadata struct {
	WorkflowID string `json:"workflowId"`
	StartTime  string `json:"startTime"`
	completion
	EnginesProcessed []string `json:"enginesProcessed"` // those with a result
	Degraded         bool     `json:"degraded,omitempty"`
	Omitted          []string `json:"omitted,omitempty"` // parts that no service offers yet
	RetryCount       int      `json:"retryCount"`
	Version          string   `json:"version"`
}

// completion is what the last step returns; null when that step failed for good.
type completion struct {
	CompletionTime *string `json:"completionTime"`
	Duration       *int64  `json:"duration"` // ms
}

func completedAt(start, end time.Time) completion {
	at, ms := api.Time(end), end.Sub(start).Milliseconds()
	return completion{&at, &ms}
}

func newOutput(p Params, run edge.WorkflowRun) *Output {
	out := &Output{
		WorkflowType: p.WorkflowType,
		CoreEngines:  map[string]json.RawMessage{},
		EngineErrors: map[string]EngineError{},
		Metadata: Metadata{
			WorkflowID:       run.InstanceID(),
			StartTime:        api.Time(run.StartedAt()),
			EnginesProcessed: []string{},
			Version:          outputVersion,
		},
	}
	out.UserProfile.UserID = p.UserProfile.UserID
	return out
}

func (out *Output) addCore(core coreResults) {
	for _, r := range core {
		out.CoreEngines[r.Engine] = r.Data
		if r.Error == nil {
			out.Metadata.EnginesProcessed = append(out.Metadata.EnginesProcessed, r.Engine)
			continue
		}
		out.EngineErrors[r.Engine] = *r.Error
		// An engine that rejects its input does its work.
		if r.Error.Code == engines.CodeEngineNotFound || r.Error.Code == engines.CodeCalculationFailed {
			out.Metadata.Degraded = true
		}
	}
}

func (out *Output) addGuidance(r service.SynthesisResult, err error) {
	out.Guidance = json.RawMessage("null")
	if err != nil || !r.Success {
		out.Metadata.Degraded = true
		return
	}
	out.Guidance = rawjson.AppendString(nil, r.Synthesis)
}
