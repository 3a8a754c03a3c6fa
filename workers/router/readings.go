package router

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/readings"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/web/query"
)

// readingsOf makes a handler of one that works on the caller's own readings.
func readingsOf(work func(*Router, context.Context, *call) (*reply, error), code, message string) func(*Router, context.Context, *call) (*reply, error) {
	return func(r *Router, ctx context.Context, c *call) (*reply, error) {
		answer, err := r.withReadings(ctx, c, work)
		return answer, worded(err, code, message)
	}
}

// worded gives a failure the code and the sentence of its endpoint. What is meant for the client, and a
// deadline, stay what they are.
func worded(err error, code, message string) error {
	var known *api.Error
	if err == nil || errors.As(err, &known) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return api.NewError(500, code, message).Because(err)
}

// withReadings checks that the caller's own readings are meant, and sees that those of an earlier
// release are there, before a handler works on them.
func (r *Router) withReadings(ctx context.Context, c *call, work func(*Router, context.Context, *call) (*reply, error)) (*reply, error) {
	id, err := c.body.userID("userId")
	for _, name := range [...]string{c.query.Get("userId"), id} {
		if err == nil {
			err = c.own(name)
		}
	}
	if err != nil {
		return nil, err
	}
	// When they cannot be copied now, the caller goes on without them, and the next request tries again.
	if err := r.Readings.Import(ctx, c.account.ID); err != nil {
		fmt.Printf("router: import of readings, request %s: %v\n", c.ID, err)
	}
	return work(r, ctx, c)
}

// saveReading answers POST /readings.
func (r *Router) saveReading(ctx context.Context, c *call) (*reply, error) {
	if !c.body.isObject("reading") {
		return nil, api.NewError(400, "MISSING_DATA", "reading must be an object").With(map[string]string{"field": "reading", "expected": "an object"})
	}
	draft, refused := readings.ReadDraft(c.body["reading"])
	if refused != nil {
		return nil, refused
	}
	if err := c.own(draft.UserID); err != nil {
		return nil, err
	}
	saved, err := r.Readings.Save(ctx, c.account.ID, draft)
	if err != nil {
		return nil, err
	}
	return ok((&api.Object{}).
		Set("message", "Reading saved successfully").
		Set("readingId", saved).
		Set("data", (&api.Object{}).Set("readingId", saved))), nil
}

// storeReading answers POST /readings/store, the form of the Raycast extension.
func (r *Router) storeReading(ctx context.Context, c *call) (*reply, error) {
	raw, named := c.body.first("engineName", "engine")
	missing := ""
	switch {
	case !named:
		missing = "engineName"
	case !c.body.has("result"):
		missing = "result"
	}
	if missing != "" {
		return nil, api.NewError(400, "MISSING_DATA", "engineName and result are required").With(map[string]string{"field": missing, "expected": "a value"})
	}
	var name string
	if json.Unmarshal(raw, &name) != nil {
		return nil, api.Field("engineName", "a string", raw)
	}
	if c.body.has("metadata") && !c.body.isObject("metadata") {
		return nil, api.Field("metadata", "an object", c.body["metadata"])
	}
	draft, invalid := readings.Calculation(name, c.body["inputParameters"], c.body["result"], c.body["metadata"])
	if invalid != nil {
		return nil, invalid
	}
	id, err := r.Readings.Save(ctx, c.account.ID, draft)
	if err != nil {
		return nil, err
	}
	return ok((&api.Object{}).
		Set("readingId", id).
		Set("data", (&api.Object{}).Set("readingId", id).Set("stored", true).Set("timestamp", api.Time(r.Now())))), nil
}

// readingHistory answers GET /readings/history.
func (r *Router) readingHistory(ctx context.Context, c *call) (*reply, error) {
	filter := readings.Filter{
		Since:  r.Readings.Since(query.Days(c.query.Get("timeRange"), 30)),
		Engine: c.query.Get("engine"),
		Limit:  query.Int(c.query, "limit", 10, 1, 100),
		Page:   query.Int(c.query, "page", 1, 1, 100_000),
	}
	filter.Alias = canonicalOr(filter.Engine)
	page, total, err := r.Readings.History(ctx, c.account.ID, filter)
	if err != nil {
		return nil, err
	}
	list := []byte{'['}
	for i := range page {
		if i > 0 {
			list = append(list, ',')
		}
		list = append(list, page[i].JSON()...)
	}
	raw := json.RawMessage(append(list, ']'))
	body := &api.Object{}
	if total == 0 {
		body.Set("message", "No readings found")
	}
	return ok(body.Set("readings", raw).Set("total", total).Set("data", (&api.Object{}).
		Set("readings", raw).Set("total", total).Set("page", filter.Page).Set("limit", filter.Limit))), nil
}

// reading answers GET /readings/{id}.
func (r *Router) reading(ctx context.Context, c *call) (*reply, error) {
	id := c.params[0]
	found, err := r.Readings.Find(ctx, c.account.ID, id)
	if err != nil {
		return nil, err
	}
	owner, device, request := c.account.ID, c.Header.Get("User-Agent"), c.ID
	r.WaitUntil(ctx, func(ctx context.Context) {
		if err := r.Readings.Fetched(ctx, owner, id, device); err != nil {
			fmt.Printf("router: reading history, request %s: %v\n", request, err)
		}
	})
	text := found.JSON()
	return ok((&api.Object{}).Set("reading", text).Set("data", (&api.Object{}).Set("reading", text))), nil
}

// deleteReading answers DELETE /readings/{id}.
func (r *Router) deleteReading(ctx context.Context, c *call) (*reply, error) {
	id := c.params[0]
	if err := r.Readings.Delete(ctx, c.account.ID, id); err != nil {
		return nil, err
	}
	return ok((&api.Object{}).Set("message", "Reading deleted successfully").Set("readingId", id)), nil
}

// toggleFavorite answers PUT /readings/{id}/favorite.
func (r *Router) toggleFavorite(ctx context.Context, c *call) (*reply, error) {
	id := c.params[0]
	favorite, err := r.Readings.Toggle(ctx, c.account.ID, id)
	if err != nil {
		return nil, err
	}
	message := "Reading removed from favorites"
	if favorite {
		message = "Reading added to favorites"
	}
	return ok((&api.Object{}).
		Set("message", message).
		Set("readingId", id).
		Set("favorite", favorite).
		Set("isFavorite", favorite).
		Set("data", (&api.Object{}).Set("favorite", favorite))), nil
}

// person is the caller as their account describes them.
func (r *Router) person(ctx context.Context, c *call) (*service.Profile, error) {
	facts, err := r.Profiles.Facts(ctx, c.account.ID)
	who := facts.Profile()
	return &who, err
}
