package router

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/synthesis"
	"github.com/witnessos/witnessos/workflows"
	"github.com/witnessos/witnessos/workflows/plan"
)

// patience is how long the engines' results wait for a model to read them.
const patience = 30 * time.Second

// run is a workflow for a caller who waits.
type run struct {
	*plan.Ask
	outcomes []outcome // of the steps
	analysis *synthesis.Result
	reading  workflows.Synthesis
	brief    string // the reading in one or two sentences
	full     string // and in paragraphs
	source   string // of the reading: ai or fallback
	// confidence is what a model stated about its answer; nil when it stated nothing.
	confidence *float64
}

// outcome is a step and what came of it.
type outcome struct {
	plan.Step
	engines.Result
}

// runWorkflow runs a workflow now: all engines in one call to their service.
func (r *Router) runWorkflow(ctx context.Context, c *call, workflowType string) (*reply, error) {
	var items []service.BatchItem
	var invalid *api.Error
	if set, err := c.body.text("set"); workflowType == plan.Custom && (err != nil || set == "" || c.body.has("engines")) {
		items, _, invalid = c.items("engines", "MISSING_ENGINES", "engines array required")
	}
	var ask *plan.Ask
	if invalid == nil {
		ask, invalid = plan.Read(workflowType, c.Body, items, r.Now())
	}
	if invalid == nil {
		invalid = c.ownWorkflow()
	}
	if invalid != nil {
		return nil, invalid
	}
	w := &run{Ask: ask}
	w.Subject, w.Self.UserID = c.subject(), c.subject()
	failed := func(err error) error {
		return failedAs(serviceError(err), w.failure(), "The workflow could not be completed")
	}
	if w.Type == plan.Daily && w.Day.IsZero() {
		if err := r.findDay(ctx, w); err != nil {
			return nil, failed(err)
		}
	}
	if err := r.calculateSteps(ctx, w); err != nil {
		return nil, failed(err)
	}
	if w.results() == nil {
		return nil, api.NewError(500, w.failure(), "None of the engines could calculate").With(map[string]any{"engines": w.reasons()})
	}
	r.read(ctx, c, w)
	body := r.workflowBody(c, w)
	if c.account != nil {
		r.addWorkflowToTimeline(ctx, c, w)
	}
	return ok(body), nil
}

// failure is the code of a workflow that failed as a whole.
func (w *run) failure() string {
	return strings.ToUpper(strings.TrimSuffix(w.Type, "s")) + "_WORKFLOW_FAILED"
}

// ownWorkflow checks the user ids in the parts of a request.
func (c *call) ownWorkflow() *api.Error {
	profile, _ := c.body.object("userProfile")
	options, _ := c.body.object("options")
	for _, part := range []object{c.body, profile, options} {
		id, err := part.userID("userId")
		if err == nil {
			err = c.own(id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// findDay finds out which day it is where the person is. The router has no time zones; the engine of
// the biorhythm has, and fills the day in when it normalises an input. Without a zone it is the day
// in UTC.
func (r *Router) findDay(ctx context.Context, w *run) error {
	w.Day = civil.Of(r.Now().UTC())
	if !w.Self.Zoned() {
		return nil
	}
	ask := *w.Ask
	ask.Day = civil.Date{}
	for _, s := range ask.Steps() {
		if s.Engine != "biorhythm" {
			continue
		}
		v, err := r.Engine.ValidateEngine(ctx, service.Calculation{EngineName: s.Engine, Input: s.Input})
		if err != nil {
			return err
		}
		var normal struct {
			Day civil.Date `json:"target_date"`
		}
		if v.Valid && json.Unmarshal(v.NormalizedInput, &normal) == nil && !normal.Day.IsZero() {
			w.Day = normal.Day
		}
	}
	return nil
}

// calculateSteps runs the steps that can be run. A workflow calculates afresh unless its caller asks
// for the cache: looking up every engine takes longer than calculating it.
func (r *Router) calculateSteps(ctx context.Context, w *run) error {
	batch := service.Batch{Options: service.Options{UseCache: w.Options.UseCache, UserID: w.Subject}}
	var places []int
	for i, s := range w.Steps() {
		w.outcomes = append(w.outcomes, outcome{Step: s})
		if s.Missing != "" {
			w.outcomes[i].Result = engines.Result{Code: engines.CodeValidationError, Error: s.Reason()}
			continue
		}
		batch.Engines = append(batch.Engines, service.BatchItem{EngineName: s.Engine, Input: s.Input})
		places = append(places, i)
	}
	if len(places) == 0 {
		return nil
	}
	answer, err := r.Engine.BatchCalculate(ctx, batch)
	if err != nil {
		return err
	}
	for n, i := range places {
		w.outcomes[i].Result = answer.Results[n].Result
	}
	return nil
}

// results are the outcomes that succeeded, without those that only compare; nil when there is none.
func (w *run) results() (list []outcome) {
	for _, o := range w.outcomes {
		if o.Success && !o.Compares {
			list = append(list, o)
		}
	}
	return list
}

// reasons says why each engine has no result.
func (w *run) reasons() []*api.Object {
	list := []*api.Object{}
	for _, o := range w.outcomes {
		if !o.Success && !o.Compares {
			list = append(list, o.refusal())
		}
	}
	return list
}

// read interprets the results: by a model for callers who are signed in, and otherwise by what the
// engines have in common and say themselves.
func (r *Router) read(ctx context.Context, c *call, w *run) {
	results := w.results()
	data := make([]service.EngineData, len(results))
	for i, o := range results {
		data[i] = service.EngineData{EngineName: o.Engine, Data: o.Data}
	}
	w.analysis = workflows.Analyze(synthesis.Moment{Now: r.Now(), Day: w.Day}, data, func(i int) string {
		if results[i].Subject == plan.Partner {
			return plan.Partner
		}
		return ""
	})
	if c.account != nil {
		answer, err := r.AI.SynthesizeWorkflow(edge.WithTimeout(ctx, patience), service.WorkflowSynthesis{
			CoreEngines:  data,
			WorkflowType: w.Type,
			UserProfile:  service.Profile{UserID: w.Subject, Intention: w.Intention},
			Options:      service.SynthesisOptions{UseCache: true},
		})
		if err == nil && answer.Success {
			w.reading, w.source = workflows.SynthesisOf(answer, data), "ai"
			w.full = answer.Synthesis
			if answer.Structured != nil {
				w.confidence = answer.Structured.Confidence
			}
			if w.brief = workflows.Brief(w.full, 2); w.brief == "" {
				w.brief = strings.Join(w.reading.KeyInsights[:min(1, len(w.reading.KeyInsights))], "")
				w.full = strings.Join(w.reading.KeyInsights, "\n\n")
			}
			return
		}
	}
	w.reading, w.source = workflows.Fallback(data, w.analysis), "fallback"
	w.brief, w.full = w.analysis.Summary(), w.analysis.Detailed()
}
