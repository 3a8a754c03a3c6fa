package router

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/resultcache"
	"github.com/witnessos/witnessos/internal/timeline"
)

// addToTimeline records a calculation in the caller's timeline after the reply has been given. Of a
// biometric one it records only that it was.
func (r *Router) addToTimeline(ctx context.Context, c *call, engine string, result engines.Result) {
	metadata := r.entryMetadata(c)
	metadata.Cached = result.Metadata.Cached
	metadata.Confidence = timeline.Confidence(result.Data)
	entry := timeline.Entry{Type: timeline.EngineCalculation, Engine: engine, Metadata: metadata}
	if !resultcache.Biometric(engine) {
		entry.Input, entry.Result = c.body["input"], result.Data
	}
	r.addEntry(ctx, c, entry)
}

// entryMetadata is what every entry says about its request.
func (r *Router) entryMetadata(c *call) timeline.Metadata {
	return timeline.Metadata{RequestID: c.ID, Duration: r.Now().Sub(c.started), Source: c.source()}
}

// addEntry writes an entry of the caller, now and with a new id, after the reply has been given.
func (r *Router) addEntry(ctx context.Context, c *call, e timeline.Entry) {
	e.ID, e.User, e.At = r.UUID(), c.subject(), r.Now()
	request := c.ID
	r.WaitUntil(ctx, func(ctx context.Context) {
		if _, err := r.Timeline.Add(ctx, e); err != nil {
			fmt.Printf("router: timeline entry, request %s: %v\n", request, err)
		}
	})
}

// source is the kind of client that sent a request. Browsers name the page that a request comes from.
func (c *call) source() string {
	switch {
	case strings.Contains(c.Header.Get("User-Agent"), "WitnessOS-Raycast-Extension"):
		return "raycast"
	case c.Header.Get("Origin") != "":
		return "web"
	}
	return "api"
}

type handler = func(*Router, context.Context, *call) (*reply, error)

// ownOnly is a handler of what belongs to its caller: nobody else may be named.
func ownOnly(h handler) handler {
	return func(r *Router, ctx context.Context, c *call) (*reply, error) {
		if err := c.named(); err != nil {
			return nil, err
		}
		return h(r, ctx, c)
	}
}

// named checks the user ids in query and body.
func (c *call) named() *api.Error {
	if err := c.own(c.query.Get("userId")); err != nil {
		return err
	}
	id, err := c.body.userID("userId")
	if err != nil {
		return err
	}
	return c.own(id)
}

// failedTo gives a failure of the database the code and the sentence of its endpoint. What is meant
// for the client, and a deadline that has passed, stay what they are.
func failedTo(err error, code, message string) error {
	var known *api.Error
	if errors.As(err, &known) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return api.NewError(500, code, message).Because(err)
}
