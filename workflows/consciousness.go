package workflows

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/synthesis"
)

// Consciousness is the ConsciousnessWorkflow: the engines of a natal, career or spiritual reading,
// a synthesis of their results, and a place to keep them.
type Consciousness struct {
	engine service.Engine
	ai     service.AI
	db     sqldb.DB
	now    func() time.Time
}

// NewConsciousness makes the workflow; its Run is an edge.WorkflowFunc.
func NewConsciousness(engine service.Engine, ai service.AI, db sqldb.DB, now func() time.Time) *Consciousness {
	return &Consciousness{engine, ai, db, now}
}

// How often and how long each step is tried.
var (
	calculating = edge.StepOptions{Retries: 3, Delay: 5 * time.Second, Backoff: edge.Exponential, Timeout: 3 * time.Minute}
	asking      = edge.StepOptions{Retries: 2, Delay: 10 * time.Second, Backoff: edge.Linear, Timeout: 2 * time.Minute}
	saving      = edge.StepOptions{Retries: 2, Delay: 5 * time.Second, Backoff: edge.Linear, Timeout: time.Minute}
	recording   = edge.StepOptions{Retries: 2, Delay: 5 * time.Second, Backoff: edge.Linear, Timeout: 30 * time.Second}
)

// Run is one instance from beginning to end. Only the engines are indispensable: whatever else
// fails for good is missing from the output, which then says that it is degraded.
//
// There are no forecasts yet. An instance that wants a forecast is told in metadata.omitted
// that it has none.
func (c *Consciousness) Run(ctx context.Context, run edge.WorkflowRun, params json.RawMessage) (json.RawMessage, error) {
	p, err := readParams(params)
	if err != nil {
		return nil, err
	}
	s := &steps{WorkflowRun: run}
	out := newOutput(p, run)

	core, err := step(ctx, s, "calculate-core-engines", calculating,
		func(ctx context.Context, attempt int) (coreResults, error) { return c.calculate(ctx, p, attempt) })
	if err != nil {
		return nil, failure(p, "The engines could not be reached")
	}
	out.addCore(core)
	succeeded := core.succeeded()
	if len(succeeded) == 0 {
		return nil, failure(p, "None of the engines could calculate: "+core.reasons())
	}

	answer, err := step(ctx, s, "generate-synthesis", asking,
		func(ctx context.Context, _ int) (service.SynthesisResult, error) {
			return c.synthesize(ctx, p, succeeded)
		})
	if err == nil && answer.Success {
		out.Synthesis = SynthesisOf(answer, succeeded)
	} else {
		analysis := Analyze(synthesis.Moment{Now: run.StartedAt()}, succeeded, nil)
		out.Synthesis, out.Metadata.Degraded = Fallback(succeeded, analysis), true
	}

	if p.Options.IncludeGuidance {
		guidance, err := step(ctx, s, "generate-guidance", asking,
			func(ctx context.Context, _ int) (service.SynthesisResult, error) { return c.guide(ctx, p, succeeded) })
		out.addGuidance(guidance, err)
	}

	if p.Options.IncludeForecast {
		out.Metadata.Omitted, out.Metadata.Degraded = []string{"forecast"}, true
	}

	if p.Options.SaveResults {
		out.Metadata.RetryCount = s.retries
		_, err := step(ctx, s, "save-results", saving,
			func(ctx context.Context, _ int) (struct{}, error) { return struct{}{}, saveResults(ctx, c.db, p, out) })
		if err != nil {
			out.Metadata.Degraded = true
		}
	}

	completed, err := step(ctx, s, "record-completion", recording,
		func(ctx context.Context, _ int) (completion, error) {
			return recordCompletion(ctx, c.db, p, out, c.now())
		})
	if err == nil {
		out.Metadata.completion = completed
	} else {
		out.Metadata.Degraded = true
	}
	out.Metadata.RetryCount = s.retries
	return json.Marshal(out)
}

// failure is why an instance errors, in words that its owner sees. An error of Run is final as it
// is; edge.Permanent would only make the platform put words of its own in their place.
func failure(p Params, why string) error {
	return api.NewError(500, strings.ToUpper(p.WorkflowType)+"_WORKFLOW_FAILED", why)
}
