package workflows

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
)

// coreEngines are the engines of each workflow, in the order in which they are listed.
var coreEngines = map[string][]string{
	Natal:     {"numerology", "human_design", "vimshottari", "astrology"},
	Career:    {"numerology", "human_design", "gene_keys"},
	Spiritual: {"numerology", "vimshottari", "iching", "gene_keys"},
}

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
	names := coreEngines[p.WorkflowType]
	batch := service.Batch{Options: service.Options{UseCache: true, UserID: p.UserProfile.UserID}}
	for _, name := range names {
		batch.Engines = append(batch.Engines, service.BatchItem{EngineName: name, Input: engineInput(p, name)})
	}
	answer, err := c.engine.BatchCalculate(ctx, batch)
	if err != nil {
		return nil, err
	}
	if len(answer.Results) != len(names) {
		return nil, fmt.Errorf("workflows: %d results for %d engines", len(answer.Results), len(names))
	}
	results := make(coreResults, len(names))
	for i, outcome := range answer.Results {
		if outcome.EngineName != names[i] {
			return nil, fmt.Errorf("workflows: the result of %s in the place of %s", outcome.EngineName, names[i])
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

// unspokenQuestion is put to the I Ching when the person named no intention.
const unspokenQuestion = "What deserves my attention on my path now?"

// engineInput is what an engine needs of the profile, and no more.
func engineInput(p Params, engine string) json.RawMessage {
	type zone struct {
		Timezone       string   `json:"timezone,omitempty"`
		TimezoneOffset *float64 `json:"timezone_offset,omitempty"`
		UTCOffset      string   `json:"utcOffset,omitempty"`
	}
	who := p.UserProfile
	here := zone{who.Timezone, who.TimezoneOffset, who.UTCOffset}
	var input any
	switch engine {
	case "numerology":
		input = struct {
			FullName  string `json:"full_name,omitempty"`
			BirthDate string `json:"birth_date"`
			zone
		}{who.FullName, who.BirthDate, here}
	case "iching":
		question := who.Intention
		if question == "" {
			question = unspokenQuestion
		}
		input = struct {
			Question string `json:"question"`
			Method   string `json:"method"`
		}{question, "random"}
	default: // the engines of the sky
		var place []float64
		if at := who.BirthLocation; at != nil {
			place = []float64{at.Latitude, at.Longitude}
		}
		input = struct {
			BirthDate string    `json:"birth_date"`
			BirthTime string    `json:"birth_time,omitempty"`
			Place     []float64 `json:"birth_location,omitempty"`
			zone
		}{who.BirthDate, who.BirthTime, place, here}
	}
	raw, err := json.Marshal(input)
	if err != nil {
		panic("workflows: the input of " + engine + " is not JSON: " + err.Error()) // numbers are finite
	}
	return raw
}
