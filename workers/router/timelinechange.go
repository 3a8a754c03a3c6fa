package router

import (
	"context"
	"strings"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/timeline"
)

var errNoEntryID = api.NewError(400, "MISSING_ENTRY_ID", "The id of a timeline entry is required: /timeline/entry/{id}")

// entryID is the entry that a path names.
func (c *call) entryID() (string, *api.Error) {
	if len(c.params) == 0 || strings.TrimSpace(c.params[0]) == "" {
		return "", errNoEntryID
	}
	return c.params[0], nil
}

// timelineUpdate answers PUT /timeline/entry/{id}.
func (r *Router) timelineUpdate(ctx context.Context, c *call) (*reply, error) {
	id, invalid := c.entryID()
	if invalid != nil {
		return nil, invalid
	}
	changes, invalid := timeline.ReadChanges(c.body)
	if invalid != nil {
		return nil, invalid
	}
	entry, err := r.Timeline.Update(ctx, c.subject(), id, changes)
	if err != nil {
		return nil, failedTo(err, "TIMELINE_UPDATE_FAILED", "The timeline entry could not be changed")
	}
	return ok((&api.Object{}).Set("entry", entry)), nil
}

// timelineDelete answers DELETE /timeline/entry/{id}.
func (r *Router) timelineDelete(ctx context.Context, c *call) (*reply, error) {
	id, invalid := c.entryID()
	if invalid != nil {
		return nil, invalid
	}
	if err := r.Timeline.Delete(ctx, c.subject(), id); err != nil {
		return nil, failedTo(err, "TIMELINE_DELETE_FAILED", "The timeline entry could not be deleted")
	}
	return ok((&api.Object{}).Set("message", "Timeline entry deleted")), nil
}
