package service

import (
	"context"
	"encoding/json"
	"time"

	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
)

// AI is the service that asks language models. That no provider is configured is a result with
// CodeAINotAvailable and no error: the service works, it just has nobody to ask.
type AI interface {
	// SynthesizeWorkflow reads the results of a workflow's engines together.
	SynthesizeWorkflow(context.Context, WorkflowSynthesis) (SynthesisResult, error)
	// GenerateGuidance writes personal guidance from engine results.
	GenerateGuidance(context.Context, Guidance) (SynthesisResult, error)
	// HealthCheck says which providers could be asked; it sends no prompt.
	HealthCheck(context.Context, None) (AIHealth, error)
}

// The codes of a SynthesisResult that did not succeed.
const (
	CodeAINotAvailable = "AI_NOT_AVAILABLE" // no provider can be asked
	CodeAIError        = "AI_ERROR"         // every model failed
)

// Profile is what is known of the person that a reading is for. UserID is the proven subject.
type Profile struct {
	UserID        string `json:"userId"`
	FullName      string `json:"fullName,omitempty"`
	BirthDate     string `json:"birthDate,omitempty"` // YYYY-MM-DD
	BirthTime     string `json:"birthTime,omitempty"` // HH:MM or HH:MM:SS, local civil time
	BirthLocation *Place `json:"birthLocation,omitempty"`

	// The zone of birth: the first of the three that is given.
	Timezone       string   `json:"timezone,omitempty"`       // IANA name
	TimezoneOffset *float64 `json:"timezoneOffset,omitempty"` // hours east of UTC
	UTCOffset      string   `json:"utcOffset,omitempty"`      // ±HH:MM

	Intention string `json:"intention,omitempty"`
}

// Place is a point on Earth in degrees, north and east positive.
type Place struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// EngineData is a successful result with the name of its engine, which it never travels without.
type EngineData struct {
	EngineName string          `json:"engineName"`
	Data       json.RawMessage `json:"data"`
}

// WorkflowSynthesis asks for a synthesis of a workflow's successful results.
type WorkflowSynthesis struct {
	CoreEngines  []EngineData     `json:"coreEngines"`
	WorkflowType string           `json:"workflowType"`
	UserProfile  Profile          `json:"userProfile"`
	Options      SynthesisOptions `json:"options,omitzero"`
}

// SynthesisOptions: Depth is basic, detailed or comprehensive and sets the length of the answer.
type SynthesisOptions struct {
	UseCache bool   `json:"useCache,omitempty"`
	Depth    string `json:"depth,omitempty"`
}

// Guidance asks for guidance from successful results.
type Guidance struct {
	UserProfile   Profile      `json:"userProfile"`
	EngineResults []EngineData `json:"engineResults"`
	Question      string       `json:"question,omitempty"`
}

// SynthesisResult is a model's answer, or the reason why there is none.
type SynthesisResult struct {
	Success    bool              `json:"success"`
	Synthesis  string            `json:"synthesis,omitempty"`
	Structured *Structured       `json:"structured,omitempty"` // when the answer parsed as such
	Error      string            `json:"error,omitempty"`      // a sentence for people
	Code       string            `json:"code,omitempty"`
	Metadata   SynthesisMetadata `json:"metadata"`
}

// Structured is an answer in parts.
type Structured struct {
	KeyInsights          []string `json:"keyInsights"`
	Recommendations      []string `json:"recommendations"`
	Themes               []string `json:"themes"`
	PersonalizedGuidance []string `json:"personalizedGuidance"`
	IntegrationTips      []string `json:"integrationTips"`
	Confidence           *float64 `json:"confidence"` // the model's own statement, or null
}

// SynthesisMetadata says where an answer comes from.
type SynthesisMetadata struct {
	Model           string   `json:"model"`
	AttemptedModels []string `json:"attemptedModels"`
	TokensUsed      *int     `json:"tokensUsed"`     // the provider's figure, or null
	ProcessingTime  float64  `json:"processingTime"` // ms
	Cached          bool     `json:"cached"`
	Timestamp       string   `json:"timestamp"`
}

// AIHealth is the AI service's account of itself.
type AIHealth struct {
	Status    string                         `json:"status"`
	Model     string                         `json:"model,omitempty"`
	Models    map[string]resilience.Snapshot `json:"models"`
	Timestamp string                         `json:"timestamp"`
	Error     string                         `json:"error,omitempty"`
}

// The service walks its chain of models itself, so a caller does not ask twice.
var (
	synthesizeWorkflow = declare[WorkflowSynthesis, SynthesisResult]("synthesizeWorkflow", 45*time.Second, 0).as(wholeSynthesis)
	generateGuidance   = declare[Guidance, SynthesisResult]("generateGuidance", 45*time.Second, 0).as(wholeSynthesis)
	aiHealth           = declare[None, AIHealth]("healthCheck", 2*time.Second, 0).as(wholeAIHealth)
)

// wholeSynthesis reports whether there is an answer, or a reason why there is none.
func wholeSynthesis[P any](_ P, r SynthesisResult) bool {
	if r.Success {
		return r.Synthesis != "" || r.Structured != nil
	}
	return r.Code != ""
}

func wholeAIHealth(_ None, h AIHealth) bool { return h.Status != "" }

// AIClient is the AI of another Worker.
type AIClient struct{ client }

var _ AI = AIClient{}

// NewAIClient makes a client over a transport; every call but HealthCheck passes the guard.
func NewAIClient(t rpc.Transport, g *resilience.Guard) AIClient { return AIClient{client{t, g}} }

// SynthesizeWorkflow implements AI.
func (c AIClient) SynthesizeWorkflow(ctx context.Context, p WorkflowSynthesis) (SynthesisResult, error) {
	return invoke(ctx, c.client, synthesizeWorkflow, p)
}

// GenerateGuidance implements AI.
func (c AIClient) GenerateGuidance(ctx context.Context, p Guidance) (SynthesisResult, error) {
	return invoke(ctx, c.client, generateGuidance, p)
}

// HealthCheck implements AI.
func (c AIClient) HealthCheck(ctx context.Context, _ None) (AIHealth, error) {
	return check(ctx, c.client, aiHealth)
}

// NewAIServer answers RPC calls with an AI.
func NewAIServer(a AI) rpc.Server {
	s := rpc.Server{}
	rpc.Handle(s, synthesizeWorkflow.Method, a.SynthesizeWorkflow)
	rpc.Handle(s, generateGuidance.Method, a.GenerateGuidance)
	rpc.Handle(s, aiHealth.Method, a.HealthCheck)
	return s
}
