package router

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/apikeys"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
)

// calculate answers POST /engines/{n}/calculate.
func (r *Router) calculate(ctx context.Context, c *call) (*reply, error) {
	name, notFound := c.engineName()
	if notFound != nil {
		return nil, notFound
	}
	if c.wantsPicture() {
		return r.picture(ctx, c, name)
	}
	body, _, err := r.runEngine(ctx, c, name)
	if err != nil {
		return nil, err
	}
	return ok(body), nil
}

// calculateNamed answers POST /engines/calculate: the same with the name in the body.
func (r *Router) calculateNamed(ctx context.Context, c *call) (*reply, error) {
	name, err := c.engineInBody()
	if err != nil {
		return nil, err
	}
	if err := c.needScope(apikeys.EngineScope(name)); err != nil {
		return nil, err
	}
	body, result, err2 := r.runEngine(ctx, c, name)
	if err2 != nil {
		return nil, err2
	}
	return ok(body.Set("metadata", result.Metadata)), nil
}

// engineInBody returns the canonical name that the body asks for beside an input.
func (c *call) engineInBody() (string, *api.Error) {
	raw, found := c.body.first("engineName", "engine")
	if !found || !c.body.has("input") {
		return "", api.NewError(400, "MISSING_PARAMS", "engineName and input required")
	}
	var name string
	if json.Unmarshal(raw, &name) != nil {
		return "", api.Field("engineName", "a string", raw)
	}
	return canonical(name)
}

func (r *Router) runEngine(ctx context.Context, c *call, name string) (*api.Object, engines.Result, error) {
	none := engines.Result{}
	c.engine = name
	if !c.body.isObject("input") {
		return nil, none, api.NewError(400, "INVALID_INPUT", "input must be an object with the fields of the engine").
			With(map[string]string{"field": "input", "expected": "object"})
	}
	options, err := c.options()
	if err != nil {
		return nil, none, err
	}
	calculation := service.Calculation{EngineName: name, Input: c.body["input"], Options: options.Options}
	if gate := c.onboarded(); gate != nil {
		return nil, none, r.beforeTheGate(ctx, calculation, gate)
	}
	edge.Recycle(ctx) // what becomes of the result is in the reply, or in a store, when the event ends
	result, err2 := r.Engine.CalculateEngine(ctx, calculation)
	if err2 != nil {
		return nil, none, serviceError(err2)
	}
	if result.Metadata.Cached || result.Metadata.Missed {
		c.cacheHit = &result.Metadata.Cached
	}
	if !result.Success {
		return nil, none, resultError(result)
	}
	body, err2 := r.calculation(c, name, result)
	if err2 != nil {
		return nil, none, api.NewError(500, engines.CodeCalculationFailed, "The engine's result cannot be read").Because(err2)
	}
	if options.ownTimeline {
		r.addToTimeline(ctx, c, name, result)
	}
	return body, result, nil
}

// calculation is the body of a successful reply: the engine's object, and its members once more at
// the top, where clients of the earlier API read them.
func (r *Router) calculation(c *call, name string, result engines.Result) (*api.Object, error) {
	own, err := result.Own()
	if err != nil {
		return nil, err
	}
	ms := r.elapsed(c)
	body := (&api.Object{}).Set("data", result.Data).Extend(own)
	body.Set("engine", name).Set("warnings", result.Warnings)
	body.Set("cached", result.Metadata.Cached)
	if result.Metadata.CachedAt == "" {
		body.Set("cachedAt", nil)
	} else {
		body.Set("cachedAt", result.Metadata.CachedAt)
	}
	return body.Set("processingTime", ms).Set("processing_time", float64(ms)/1000).Set("executionTime", ms), nil
}

// callOptions are the options of a calculation as its caller may set them.
type callOptions struct {
	service.Options
	ownTimeline bool // the caller named itself, so the calculation goes to its timeline
}

// options reads options, or config where older clients say config.
func (c *call) options() (callOptions, *api.Error) {
	fields, err := c.body.merged("config", "options")
	if err != nil {
		return callOptions{}, err
	}
	return c.optionsOf(fields)
}

// optionsOf reads options that may stand in several objects, of which the later ones win.
func (c *call) optionsOf(objects ...object) (callOptions, *api.Error) {
	fields := object{}
	for _, o := range objects {
		maps.Copy(fields, o)
	}
	useCache, err := fields.flag("useCache", true)
	if err != nil {
		return callOptions{}, err
	}
	saveProfile, err := fields.flag("saveProfile", false)
	if err != nil {
		return callOptions{}, err
	}
	userID, err := fields.userID("userId")
	if err == nil {
		err = c.own(userID)
	}
	if err != nil {
		return callOptions{}, err
	}
	return callOptions{
		Options: service.Options{
			UseCache:    useCache,
			UserID:      c.subject(),
			SaveProfile: saveProfile && c.account != nil,
		},
		ownTimeline: userID != "" && userID == c.subject(),
	}, nil
}

// onboarded closes the engines to signed-in callers whose onboarding is not complete. Anonymous
// callers have none to complete, and programs are not led through it.
func (c *call) onboarded() *api.Error {
	if c.account == nil || c.token.key != nil || c.account.Onboarded() {
		return nil
	}
	return api.NewError(403, "INSUFFICIENT_ONBOARDING", "Complete your onboarding to use the engines").With(map[string]any{
		"currentTier":  c.account.Tier(),
		"requiredTier": 2,
		"nextStep":     c.account.NextStep(),
	})
}

// beforeTheGate returns what is wrong with the fields of an input, which comes first in the order of
// checks, or else the gate's own error.
func (r *Router) beforeTheGate(ctx context.Context, p service.Calculation, gate *api.Error) *api.Error {
	v, err := r.Engine.ValidateEngine(ctx, p)
	if err != nil || len(v.FieldErrors) == 0 {
		return gate
	}
	first := v.FieldErrors[0]
	return resultError(engines.Result{
		Code:    engines.CodeValidationError,
		Error:   v.FieldErrors.Error(),
		Details: &engines.Fault{Field: first.Field, Expected: first.Expected, Received: first.Received, Errors: v.FieldErrors},
	})
}
