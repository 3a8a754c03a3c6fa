package durable

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/web"
	"github.com/witnessos/witnessos/internal/web/query"
)

// Errors that every coordinator answers.
var (
	ErrUnknownAction = api.NewError(404, "NOT_FOUND", "Not found")
	ErrMethod        = api.NewError(405, "METHOD_NOT_ALLOWED", "This action does not take the method of the request")
	ErrNoSubject     = api.NewError(403, "FORBIDDEN", "The request does not say for which user it is")
	// ErrBusy: the object has as many unfinished records as it may have.
	ErrBusy = &api.Error{
		Status: 429, Code: api.ErrRateLimited.Code,
		Message:    "Too many unfinished requests; wait for one of them or cancel it",
		RetryAfter: 5 * time.Second,
	}
)

// MaxUnfinished is how many unfinished records an object may have.
const MaxUnfinished = 10

// Handler answers the HTTP requests of a coordinator: the last segment of the path is the action.
type Handler struct {
	Actions map[string]Action
	Now     func() time.Time
	// Failure is the reply when an action fails with anything but an *api.Error.
	Failure *api.Error
}

// Action answers one kind of request.
type Action struct {
	Method string
	Run    func(context.Context, edge.State, *Request) (*Reply, error)
}

// Reply is what an action answers: a status with the members of its body, or an opened socket.
type Reply struct {
	Status int
	Body   *api.Object
	Socket *web.Response
}

// Fetch answers a request. It never fails; what went wrong inside is only logged.
func (h *Handler) Fetch(ctx context.Context, o edge.State, in *web.Request) *web.Response {
	r := &Request{
		Request:   in,
		Subject:   in.Header.Get(SubjectHeader),
		RequestID: in.Header.Get(RequestIDHeader),
		Now:       h.Now(),
	}
	if r.RequestID == "" {
		r.RequestID = in.ID
	}
	reply, err := h.run(ctx, o, r)
	if err != nil {
		return h.failure(r, err)
	}
	if reply.Socket != nil {
		return reply.Socket
	}
	out := &web.Response{Status: reply.Status, Body: api.Body(true, reply.Body, r.RequestID, r.Now).Join()}
	out.Header.Add("Content-Type", "application/json")
	return out
}

func (h *Handler) run(ctx context.Context, o edge.State, r *Request) (*Reply, error) {
	if r.Subject == "" {
		return nil, ErrNoSubject
	}
	path, _ := r.Target()
	action, ok := h.Actions[path[strings.LastIndexByte(path, '/')+1:]]
	if !ok {
		return nil, ErrUnknownAction
	}
	if r.Method != action.Method {
		e := *ErrMethod
		e.Allow = action.Method
		return nil, &e
	}
	if r.TooLong {
		return nil, api.ErrTooLarge
	}
	r.Query, r.Body = query.Of(r.Request), Fields{}
	if r.Method == "POST" {
		if r.Body, ok = ParseFields(r.Request.Body); !ok {
			return nil, api.ErrInvalidJSON
		}
	}
	return action.Run(ctx, o, r)
}

func (h *Handler) failure(r *Request, err error) *web.Response {
	var e *api.Error
	if !errors.As(err, &e) {
		e = h.Failure.Because(err)
	}
	if e.Status >= 500 {
		fmt.Printf("durable: %d %s, request %s: %v\n", e.Status, e.Code, r.RequestID, e.Cause)
	}
	out := &web.Response{Status: e.Status, Header: e.Headers(), Body: api.Failure(e, r.RequestID, r.Now)}
	out.Header.Add("Content-Type", "application/json")
	return out
}
