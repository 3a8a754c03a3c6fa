package router

import (
	"context"
	"encoding/json"
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/workflows"
)

// Workflows starts and asks instances; *workflows.Instances does.
type Workflows interface {
	Create(ctx context.Context, id string, p workflows.Params) error
	Status(ctx context.Context, id, owner string) (edge.WorkflowStatus, error)
}

// workflow answers POST /workflows/{type}: it runs the workflow and waits, or starts an instance
// where the client asks for that and the type can.
func (r *Router) workflow(ctx context.Context, c *call) (*reply, error) {
	workflowType := path.Base(c.route.path)
	if !slices.Contains(workflows.Types(), workflowType) || !c.wantsAsync() {
		return r.runWorkflow(ctx, c, workflowType)
	}
	if c.account == nil {
		return nil, c.refusal
	}
	if err := c.needScope(c.route.scope); err != nil {
		return nil, err
	}
	return r.startWorkflow(ctx, c, workflowType)
}

// startWorkflow creates an instance of the subject.
func (r *Router) startWorkflow(ctx context.Context, c *call, workflowType string) (*reply, error) {
	body := json.RawMessage(c.Body)
	if len(body) == 0 {
		body = json.RawMessage("{}")
	}
	params, invalid := workflows.ParseParams(workflowType, body, c.subject())
	if invalid != nil {
		return nil, invalid
	}
	params.Source = c.source()
	id := r.UUID()
	if err := r.Workflows.Create(ctx, id, params); err != nil {
		return nil, workflowError("The workflow could not be started", err)
	}
	return &reply{status: 202, body: (&api.Object{}).
		Set("workflowId", id).
		Set("instanceId", id).
		Set("status", map[string]string{"status": "queued"}).
		Set("statusUrl", "/workflows/"+workflowType+"/"+id)}, nil
}

// prefersAsync reports whether the request's head asks for a run in the background.
func (c *call) prefersAsync() bool {
	return strings.Contains(strings.ToLower(c.Header.Get("Prefer")), "respond-async") || c.query.Get("async") == "true"
}

// wantsAsync reports whether the client asked for a run in the background.
func (c *call) wantsAsync() bool {
	if c.prefersAsync() {
		return true
	}
	options, _ := c.body.object("options")
	if async, err := options.flag("async", false); err == nil && async {
		return true
	}
	profile, _ := c.body.object("userProfile")
	_, named := profile.first("fullName", "full_name", "name", "birth_name", "birthName")
	_, background := options.first("depth", "includeForecast", "include_forecast", "saveResults", "save_results")
	return background && !named
}

// workflowStatus answers GET /workflows/{type}/{instance}. The type is not compared.
func (r *Router) workflowStatus(ctx context.Context, c *call) (*reply, error) {
	id := c.params[1]
	status, err := r.Workflows.Status(ctx, id, c.subject())
	if err != nil {
		return nil, workflowError("The workflow could not be asked", err)
	}
	status.Here = false // nobody's business
	return ok((&api.Object{}).Set("instanceId", id).Set("status", status)), nil
}

// workflowError words a failure of the database or of the platform; what is meant for the client,
// and an open breaker, stay what they are.
func workflowError(message string, err error) error {
	var known *api.Error
	if errors.As(err, &known) {
		return known
	}
	if e := serviceError(err); e.RetryAfter > 0 || e.Status == 504 {
		return e
	}
	return api.NewError(500, "WORKFLOW_ERROR", message).Because(err)
}
