package router

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/timeline"
	"github.com/witnessos/witnessos/workflows"
	"github.com/witnessos/witnessos/workflows/plan"
)

// withoutTime is what a result says that was made without a time of birth.
const withoutTime = "No time of birth was given: the whole day was considered, and what depends on the hour is marked as uncertain"

// workflowBody is the reply of a workflow: the results in order, and in data the same by engine, for
// clients of the earlier API.
func (r *Router) workflowBody(c *call, w *run) *api.Object {
	results, byEngine, theirs := []*api.Object{}, &api.Object{}, &api.Object{}
	used := []string{}
	for _, o := range w.outcomes {
		if o.Compares {
			continue
		}
		results = append(results, o.item())
		if !o.Success {
			continue
		}
		group, seen := byEngine, &used
		if o.Subject == plan.Partner {
			group, seen = theirs, &[]string{}
		}
		if !slices.Contains(*seen, o.Engine) { // of an engine that was asked twice, the first answer
			group.Set(o.Engine, w.present(&o))
		}
		if !slices.Contains(used, o.Engine) {
			used = append(used, o.Engine)
		}
	}
	now := api.Time(r.Now())
	data := (&api.Object{}).
		Set("workflow_type", w.Type).
		Set("engines_used", used).
		Set("results", byEngine)
	if w.Partner != nil {
		data.Set("partner_results", theirs)
	}
	data.Set("synthesis", w.synthesis(used)).Set("timestamp", now)

	body := (&api.Object{}).Set("workflowType", w.Type).Set("workflow", w.Type)
	w.setExtras(c, body)
	body.Set("results", results).Set("synthesis", w.brief).Set("synthesisSource", w.source)
	if w.Partner != nil {
		body.Set("compatibility", w.compatibility())
	}
	w.setOmitted(body)
	return body.Set("data", data).Set("processingTime", r.elapsed(c))
}

// setExtras repeats what the caller asked for, as each type has it.
func (w *run) setExtras(c *call, body *api.Object) {
	switch w.Type {
	case plan.Career, plan.Relationships:
		body.Set("focusArea", w.Focus)
	case plan.Spiritual:
		body.Set("intention", w.Intention)
	case plan.Daily:
		body.Set("date", w.Day.String()).Set("question", w.Question)
	case plan.Custom:
		asked := []string{}
		for _, o := range w.outcomes {
			if !o.Compares && o.Subject != plan.Partner {
				asked = append(asked, o.Engine)
			}
		}
		body.Set("engines", asked)
		if w.Set != "" {
			body.Set("workflowName", w.Set)
		}
		if options, given := c.body.first("options"); given {
			body.Set("options", options)
		} else {
			body.Set("options", json.RawMessage("{}"))
		}
	}
}

// setOmitted names the parts that were asked for and that no service makes yet.
func (w *run) setOmitted(body *api.Object) {
	if w.Type != plan.Daily || !w.Forecast && !w.Predictive {
		return
	}
	var omitted []string
	if w.Forecast {
		body.Set("forecast", nil)
		omitted = append(omitted, "forecast")
	}
	if w.Predictive {
		omitted = append(omitted, "predictiveInsights")
	}
	body.Set("metadata", (&api.Object{}).Set("omitted", omitted).Set("degraded", true))
}

// item is one result of the list.
func (o *outcome) item() *api.Object {
	if !o.Success {
		return o.refusal()
	}
	warnings := append([]string{}, o.Warnings...)
	if o.TimeUnknown {
		warnings = append(warnings, withoutTime)
	}
	item := o.head(true).Set("data", (&api.Object{}).
		Set("success", true).
		Set("data", o.Data).
		Set("processingTime", int(o.Metadata.CalculationTime+0.5)).
		Set("timestamp", o.Metadata.Timestamp))
	if o.TimeUnknown {
		item.Set("timeUnknown", true)
	}
	return item.Set("warnings", warnings)
}

// refusal is an item without a result.
func (o *outcome) refusal() *api.Object {
	item := o.head(false)
	setFailure(item, o.Result)
	if o.Missing != "" {
		item.Set("skipped", true).Set("missing", o.Missing)
	}
	return item.Set("warnings", append([]string{}, o.Warnings...))
}

func (o *outcome) head(success bool) *api.Object {
	h := (&api.Object{}).Set("engine", o.Engine)
	if o.Subject != "" {
		h.Set("subject", o.Subject)
	}
	return h.Set("success", success)
}

// synthesis is the reading with the analysis that it rests on.
func (w *run) synthesis(used []string) *api.Object {
	o := (&api.Object{}).
		Set("summary", w.brief).
		Set("detailed_interpretation", w.full).
		Set("key_insights", w.insights()).
		Set("recommendations", w.reading.Recommendations).
		Set("themes", w.reading.Themes).
		Set("next_steps", w.nextSteps()).
		Set("confidence_score", w.confidence).
		Set("engines_used", used)
	raw, err := json.Marshal(w.analysis)
	if err == nil {
		raw, err = rawjson.Append(nil, raw, func([]byte) bool { return false })
	}
	if err != nil {
		panic("router: the analysis is not JSON: " + err.Error())
	}
	return o.Extend(raw)
}

// nextSteps says what would make the reading fuller, and what to begin with.
func (w *run) nextSteps() []string {
	steps := []string{}
	add := func(step string) {
		if !slices.Contains(steps, step) {
			steps = append(steps, step)
		}
	}
	for _, p := range w.analysis.Patches[:min(1, len(w.analysis.Patches))] {
		add(p.Method)
	}
	for _, o := range w.outcomes {
		if o.Missing != "" {
			add("Add " + o.Missing + " to include " + workflows.DisplayName(o.Engine) + ".")
		}
		if o.TimeUnknown && o.Subject != plan.Partner {
			add("Add userProfile.birth_time to settle what the hour of birth decides.")
		}
	}
	return steps
}

// addWorkflowToTimeline records a workflow in the caller's timeline after the reply has been given.
// The engines' own results are not repeated in it, nor is anything of a partner's profile.
func (r *Router) addWorkflowToTimeline(ctx context.Context, c *call, w *run) {
	input := &api.Object{}
	input.Set("question", w.Question)
	if w.Intention != "" {
		input.Set("intention", w.Intention)
	}
	if w.Focus != "" {
		input.Set("focusArea", w.Focus)
	}
	processed, data := []string{}, []json.RawMessage{}
	for _, o := range w.results() {
		processed, data = append(processed, o.Engine), append(data, o.Data)
	}
	result := (&api.Object{}).
		Set("synthesis", w.reading).
		Set("coherence", w.analysis.Field.Coherence).
		Set("enginesProcessed", slices.Compact(processed)).
		Set("engineErrors", w.reasons())
	if w.Partner != nil {
		result.Set("compatibilityIndicators", w.indicators())
	}
	metadata := r.entryMetadata(c)
	metadata.Confidence = timeline.Confidence(data...)
	metadata.Model = w.reading.Metadata.Model
	r.addEntry(ctx, c, timeline.Entry{
		Type:     timeline.WorkflowType(w.Type),
		Workflow: w.Type,
		Input:    input.JSON(),
		Result:   result.JSON(),
		Metadata: metadata,
	})
}
