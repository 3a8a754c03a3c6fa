package router

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
)

// items reads a list of {engine | engineName, input} and returns also the objects that it read. A
// missing or overlong list is the route's own error; an item that is none is a field error.
func (c *call) items(field string, code, message string) ([]service.BatchItem, []object, *api.Error) {
	var raw []json.RawMessage
	if !c.body.has(field) || json.Unmarshal(c.body[field], &raw) != nil || len(raw) == 0 {
		return nil, nil, api.NewError(400, code, message)
	}
	if len(raw) > service.MaxBatch {
		return nil, nil, api.NewError(400, code, fmt.Sprintf("at most %d engines", service.MaxBatch))
	}
	items, objects := make([]service.BatchItem, len(raw)), make([]object, len(raw))
	for i, r := range raw {
		at := fmt.Sprintf("%s[%d]", field, i)
		if json.Unmarshal(r, &objects[i]) != nil || objects[i] == nil {
			return nil, nil, api.Field(at, "an object with engine and input", r)
		}
		name, found := objects[i].first("engineName", "engine")
		if !found || json.Unmarshal(name, &items[i].EngineName) != nil {
			return nil, nil, api.Field(at+".engine", "the name of an engine", name)
		}
		items[i].EngineName = canonicalOr(items[i].EngineName)
		// The engine explains what is wrong with an input, also with an absent one.
		if items[i].Input = objects[i]["input"]; items[i].Input == nil {
			items[i].Input = json.RawMessage("null")
		}
	}
	return items, objects, nil
}

// engineBatch answers POST /engines/batch.
func (r *Router) engineBatch(ctx context.Context, c *call) (*reply, error) {
	items, _, err := c.items("engines", "INVALID_PARAMS", "engines array required")
	if err != nil {
		return nil, err
	}
	if err := c.needEngines(items); err != nil {
		return nil, err
	}
	options, err := c.options()
	if err != nil {
		return nil, err
	}
	batch, err2 := r.Engine.BatchCalculate(ctx, service.Batch{Engines: items, Options: options.Options})
	if err2 != nil {
		return nil, serviceError(err2)
	}
	results := make([]*api.Object, len(batch.Results))
	for i, result := range batch.Results {
		o := (&api.Object{}).Set("engineName", result.EngineName).Set("engine", result.EngineName).Set("success", result.Success)
		if result.Success {
			o.Set("data", result.Data).Set("warnings", result.Warnings)
		} else {
			setFailure(o, result.Result)
		}
		results[i] = o.Set("cached", result.Metadata.Cached)
	}
	return ok((&api.Object{}).Set("results", results).Set("summary", batch.Summary)), nil
}

// setFailure writes a failed item: unlike the envelope's, its error is the sentence.
func setFailure(o *api.Object, result engines.Result) {
	o.Set("error", result.Error).Set("code", result.Code)
	if result.Details != nil {
		o.Set("details", result.Details)
	}
}

// batch answers POST /batch, the form of the earlier API.
func (r *Router) batch(ctx context.Context, c *call) (*reply, error) {
	options, err := c.body.merged("config", "options")
	if err != nil {
		return nil, err
	}
	calculations, err2 := c.calculations(options)
	if err2 != nil {
		return nil, err2
	}
	parallel, err := options.flag("parallel", true)
	if err != nil {
		return nil, err
	}
	run, mode := r.inParallel, "parallel"
	if !parallel {
		run, mode = r.inSequence, "sequential"
	}
	outcomes, err2 := run(ctx, calculations)
	if err2 != nil {
		return nil, failedAs(serviceError(err2), "BATCH_CALCULATION_FAILED", "The batch could not be calculated")
	}
	results := make([]*api.Object, len(outcomes))
	for i, outcome := range outcomes {
		results[i] = batchItem(i, outcome)
	}
	summary := service.Summarize(outcomes)
	return ok((&api.Object{}).
		Set("results", results).
		Set("total", summary.Total).
		Set("successful", summary.Successful).
		Set("failed", summary.Failed).
		Set("executionMode", mode)), nil
}

// calculations are the items of POST /batch. Each may have options of its own, which win over those
// of the batch.
func (c *call) calculations(common object) ([]service.Calculation, error) {
	items, objects, err := c.items("calculations", "INVALID_BATCH_REQUEST", "Calculations array required")
	if err != nil {
		return nil, err
	}
	if err := c.needEngines(items); err != nil {
		return nil, err
	}
	if _, err := c.optionsOf(common); err != nil { // also where every item has its own
		return nil, err
	}
	calculations := make([]service.Calculation, len(items))
	for i, item := range items {
		own, err := objects[i].merged("config", "options")
		if err != nil {
			return nil, err
		}
		options, err := c.optionsOf(common, own)
		if err != nil {
			return nil, err
		}
		calculations[i] = service.Calculation{EngineName: item.EngineName, Input: item.Input, Options: options.Options}
	}
	return calculations, nil
}

// inParallel calculates in one call to the service for all items that have the same options.
func (r *Router) inParallel(ctx context.Context, calculations []service.Calculation) ([]service.BatchOutcome, error) {
	outcomes := make([]service.BatchOutcome, len(calculations))
	batches, places := map[service.Options]*service.Batch{}, map[service.Options][]int{}
	for i, c := range calculations {
		if batches[c.Options] == nil {
			batches[c.Options] = &service.Batch{Options: c.Options}
		}
		b := batches[c.Options]
		b.Engines = append(b.Engines, service.BatchItem{EngineName: c.EngineName, Input: c.Input})
		places[c.Options] = append(places[c.Options], i)
	}
	var runs []func()
	var failed error
	for options, b := range batches {
		runs = append(runs, func() {
			result, err := r.Engine.BatchCalculate(ctx, *b)
			if err != nil {
				failed = err
				return
			}
			for n, i := range places[options] {
				outcomes[i] = result.Results[n]
			}
		})
	}
	edge.Together(runs...)
	return outcomes, failed
}

// inSequence calculates one item after another.
func (r *Router) inSequence(ctx context.Context, calculations []service.Calculation) ([]service.BatchOutcome, error) {
	outcomes := make([]service.BatchOutcome, len(calculations))
	for i, c := range calculations {
		result, err := r.Engine.CalculateEngine(ctx, c)
		if err != nil {
			return nil, err
		}
		outcomes[i] = service.BatchOutcome{EngineName: result.Metadata.EngineName, Result: result}
	}
	return outcomes, nil
}

func batchItem(index int, outcome service.BatchOutcome) *api.Object {
	o := (&api.Object{}).Set("index", index).Set("engine", outcome.EngineName).Set("success", outcome.Success)
	if !outcome.Success {
		setFailure(o, outcome.Result)
		return o
	}
	return o.Set("result", (&api.Object{}).
		Set("success", true).
		Set("data", outcome.Data).
		Set("warnings", outcome.Warnings).
		Set("processingTime", int(outcome.Metadata.CalculationTime+0.5)).
		Set("timestamp", outcome.Metadata.Timestamp)).
		Set("data", outcome.Data)
}

// engineValidate answers POST /engines/validate.
func (r *Router) engineValidate(ctx context.Context, c *call) (*reply, error) {
	raw, found := c.body.first("engineName", "engine")
	if !found || !c.body.has("input") {
		return nil, api.NewError(400, "MISSING_PARAMS", "engineName and input required")
	}
	var name string
	if json.Unmarshal(raw, &name) != nil {
		return nil, api.Field("engineName", "a string", raw)
	}
	v, err := r.Engine.ValidateEngine(ctx, service.Calculation{EngineName: canonicalOr(name), Input: c.body["input"]})
	if err != nil {
		return nil, serviceError(err)
	}
	return ok((&api.Object{}).
		Set("valid", v.Valid).
		Set("errors", v.Errors).
		Set("fieldErrors", v.FieldErrors).
		Set("warnings", v.Warnings).
		Set("normalizedInput", v.NormalizedInput).
		Set("metadata", (&api.Object{}).Set("engineName", v.Metadata.EngineName))), nil
}
