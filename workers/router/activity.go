package router

import (
	"context"
	"encoding/json"
	"unicode/utf8"

	"github.com/witnessos/witnessos/internal/analytics"
	"github.com/witnessos/witnessos/internal/api"
)

// Bounds of what a client may tell of an action.
const (
	maxActionRunes    = 64
	maxActionMetadata = 4 << 10 // bytes of JSON
)

// analyticsAction answers POST /api/analytics/action.
func (r *Router) analyticsAction(ctx context.Context, c *call) (*reply, error) {
	action, invalid := c.action()
	if invalid != nil {
		return nil, invalid
	}
	if err := r.Analytics.Record(ctx, c.subject(), action); err != nil {
		return nil, failedTo(err, "USAGE_ANALYTICS_FAILED", "The action could not be recorded")
	}
	return ok((&api.Object{}).Set("data", (&api.Object{}).Set("logged", true))), nil
}

// action reads what the caller did.
func (c *call) action() (analytics.Action, *api.Error) {
	name, err := c.body.text("action")
	if n := utf8.RuneCountInString(name); err != nil || n == 0 || n > maxActionRunes {
		return analytics.Action{}, coded("MISSING_DATA", api.Field("action", "a text of 1 to 64 characters", c.body["action"]))
	}
	source, err := c.body.text("source")
	if err != nil || utf8.RuneCountInString(source) > maxActionRunes {
		return analytics.Action{}, api.Field("source", "a text of at most 64 characters", c.body["source"])
	}
	if source == "" {
		source = c.source()
	}
	metadata := json.RawMessage("{}")
	if c.body.has("metadata") {
		metadata = c.body["metadata"]
		if !c.body.isObject("metadata") || len(metadata) > maxActionMetadata {
			return analytics.Action{}, api.Field("metadata", "an object of at most 4 KiB of JSON", nil)
		}
	}
	return analytics.Action{Name: name, Source: source, Metadata: metadata}, nil
}

// analyticsPatterns answers GET /api/analytics/patterns.
func (r *Router) analyticsPatterns(ctx context.Context, c *call) (*reply, error) {
	patterns, err := r.Analytics.Patterns(ctx, c.subject())
	if err != nil {
		return nil, failedTo(err, "USAGE_ANALYTICS_FAILED", "The patterns could not be read")
	}
	return ok((&api.Object{}).Set("data", patterns)), nil
}
