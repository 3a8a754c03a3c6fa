package workflows

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/workflows/plan"
)

// coreResults are the results of a workflow's engines, each with its engine's name.
type coreResults []coreResult

type coreResult struct {
	Engine string          `json:"engine"`
	Data   json.RawMessage `json:"data"` // null when there is an error
	Error  *EngineError    `json:"error,omitempty"`
}

// calculate is the one batch of step 1. A failure of the service is an error, so that the step is
// tried again.
//
// So is an engine that broke down on a valid input (CALCULATION_FAILED), as long as another attempt
// may mend it. On the last one the other engines' results are worth more than an errored instance:
// the broken engine is null and explained, like one that rejects its input.
func (c *Consciousness) calculate(ctx context.Context, p Params, attempt int) (coreResults, error) {
	steps := plan.Background(p.WorkflowType, plan.Person{Profile: p.UserProfile})
	batch := service.Batch{Options: service.Options{UseCache: true, UserID: p.UserProfile.UserID}}
	for _, s := range steps {
		batch.Engines = append(batch.Engines, service.BatchItem{EngineName: s.Engine, Input: s.Input})
	}
	answer, err := c.engine.BatchCalculate(ctx, batch)
	if err != nil {
		return nil, err
	}
	if len(answer.Results) != len(steps) {
		return nil, fmt.Errorf("workflows: %d results for %d engines", len(answer.Results), len(steps))
	}
	results := make(coreResults, len(steps))
	for i, outcome := range answer.Results {
		if outcome.EngineName != steps[i].Engine {
			return nil, fmt.Errorf("workflows: the result of %s in the place of %s", outcome.EngineName, steps[i].Engine)
		}
		results[i] = coreResult{Engine: outcome.EngineName, Data: outcome.Data}
		if outcome.Success {
			continue
		}
		if outcome.Code == engines.CodeCalculationFailed && attempt <= calculating.Retries {
			return nil, fmt.Errorf("workflows: %s: %s", outcome.EngineName, outcome.Error)
		}
		results[i].Data, results[i].Error = nil, &EngineError{outcome.Code, outcome.Error}
	}
	return results, nil
}

func (rs coreResults) succeeded() (data []service.EngineData) {
	for _, r := range rs {
		if r.Error == nil {
			data = append(data, service.EngineData{EngineName: r.Engine, Data: r.Data})
		}
	}
	return data
}

// reasons says why each engine failed.
func (rs coreResults) reasons() string {
	var reasons []string
	for _, r := range rs {
		if r.Error != nil {
			reasons = append(reasons, r.Engine+": "+r.Error.Message)
		}
	}
	return strings.Join(reasons, "; ")
}
