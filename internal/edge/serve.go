package edge

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/web"
)

// Worker names the handlers of a Worker's entry points. The keys are the class names that the
// Worker's entry file exports; what a Worker does not have stays nil.
type Worker struct {
	// Fetch answers HTTP requests. It always answers; a panic becomes a 500.
	Fetch func(context.Context, *web.Request) *web.Response
	// Headers go on every reply to an HTTP request, whoever words it: also on those to events that a crash
	// or the deadline ended. A reply's own header of the same name takes the place of one. The shell
	// keeps them, so that they need not come over with each reply.
	Headers web.Header
	// Wanted names the headers of HTTP requests that Fetch looks at, in lower case. The others stay
	// outside: each takes as long to bring over as reading it. Nil stands for all.
	Wanted []string
	// Services are RPC entrypoints.
	Services map[string]Service
	// Objects are Durable Object classes.
	Objects map[string]Object
	// Workflows are Workflow classes.
	Workflows map[string]WorkflowFunc
	// Scheduled runs for a cron trigger; an error makes the run count as failed.
	Scheduled func(ctx context.Context, cron string, at time.Time) error
}

// Service is an RPC entrypoint: one method of it, bytes in and bytes out, in pieces. Faults of the service go
// into the reply; an error is what the caller sees as an exception.
type Service interface {
	Call(ctx context.Context, method string, request []byte) (web.Pieces, error)
}

// Object is a Durable Object class. One Go value serves every object of the class that lives in
// this isolate; what belongs to an object is reached through its State and kept in its storage.
type Object interface {
	Fetch(ctx context.Context, o State, r *web.Request) *web.Response
	// Alarm runs when the object's alarm is due. The platform calls it again after an error.
	Alarm(ctx context.Context, o State, retry int) error
	// Message runs for each WebSocket message; Closed when a socket has ended, by its peer's
	// close or by an error.
	Message(ctx context.Context, o State, s Socket, text string) error
	Closed(ctx context.Context, o State, s Socket) error
	// Call answers an internal method, such as the purge when a user is deleted.
	Call(ctx context.Context, o State, method string, request []byte) ([]byte, error)
}

var worker Worker

// Serve boots the program and handles events until the isolate ends. It does not return.
func Serve(w Worker) {
	worker = w
	if w.Fetch != nil {
		headers := map[string]string{}
		for _, h := range w.Headers {
			headers[h.Name] = h.Value
		}
		text, err := json.Marshal(headers)
		if err != nil {
			panic("edge: " + err.Error())
		}
		setHeaders(text, strings.Join(w.Wanted, ","))
	}
	listen()
	park()
}

// receive takes one message of the shell. Everything that may wait runs in a goroutine of its own;
// the shell gets control back when all of them wait.
func receive(m message) {
	switch m.kind {
	case messageEvent:
		awake++
		if last := len(idle) - 1; last >= 0 {
			next := idle[last]
			idle = idle[:last]
			next <- m
			return
		}
		go serve(m)
	case messageResult:
		if c, ok := waiting[m.id]; ok {
			delete(waiting, m.id)
			awake++
			c <- m
		}
	case messageAbandon:
		if e, ok := events[m.id]; ok {
			e.over = true
		}
	}
}

// awake counts the goroutines of events that can go on. While it is 0 there is nothing to run: a
// goroutine waits for host calls only. Who lets one go on counts it, who is about to wait takes
// itself off.
var awake int

// idle are goroutines between two events. A goroutine that has served one has grown its stack to
// what a handler needs, which a fresh one has to do step by step. An event that does not wait is
// over before the next begins, so a few of them serve nearly all.
var idle []chan message

const maxIdle = 4

func serve(m message) {
	next := make(chan message, 1)
	for {
		begin(m)
		awake--
		if len(idle) >= maxIdle {
			return
		}
		idle = append(idle, next)
		m = <-next
	}
}

func begin(m message) {
	in := lines{m.text}
	kind := in.next()
	served++
	e := &event{id: m.id, requestID: in.next()}
	events[e.id] = e
	ctx := context.WithValue(context.Background(), eventKey{}, e)

	defer e.end(ctx)
	defer func() {
		if p := recover(); p != nil {
			fmt.Printf("edge: panic in %s, request %s: %v\n%s", kind, e.requestID, p, debug.Stack())
			if !e.replied {
				e.reply(statusCrash, "", nil, nil)
			}
		}
	}()
	e.dispatch(ctx, kind, in, m.body)
}

// Statuses of replies that are not HTTP.
const (
	statusOK    = 0
	statusError = 1
	statusCrash = -1 // the shell words the failure
)

func (e *event) dispatch(ctx context.Context, kind string, in lines, body []byte) {
	target, name := in.next(), in.next()
	switch kind {
	case "fetch":
		e.replyHTTP(worker.Fetch(ctx, readRequest(e, &in, body)))
	case "rpc":
		e.replyPieces(worker.Services[target].Call(ctx, in.next(), body))
	case "workflow":
		started, _ := strconv.ParseInt(in.next(), 10, 64)
		out, err := runWorkflow(ctx, e, worker.Workflows[target], time.UnixMilli(started), body)
		e.replyBytes(out, err)
	case "step":
		out, err := runStep(ctx, &in)
		e.replyBytes(out, err)
	case "scheduled":
		cron := in.next()
		ms, _ := strconv.ParseInt(in.next(), 10, 64)
		e.replyBytes(nil, worker.Scheduled(ctx, cron, time.UnixMilli(ms).UTC()))
	default:
		e.dispatchObject(ctx, kind, worker.Objects[target], state{name}, in, body)
	}
}

// eventSocket is the handle of the socket that an event is about.
const eventSocket = 0

func (e *event) dispatchObject(ctx context.Context, kind string, object Object, o State, in lines, body []byte) {
	switch kind {
	case "object.fetch":
		e.replyHTTP(object.Fetch(ctx, o, readRequest(e, &in, body)))
	case "object.alarm":
		retry, _ := strconv.Atoi(in.next())
		e.replyBytes(nil, object.Alarm(ctx, o, retry))
	case "object.call":
		out, err := object.Call(ctx, o, in.next(), body)
		e.replyBytes(out, err)
	case "object.message":
		s := &socket{eventSocket, json.RawMessage(in.next())}
		e.replyBytes(nil, object.Message(ctx, o, s, string(body)))
	case "object.close", "object.error":
		s := &socket{eventSocket, json.RawMessage(in.next())}
		e.replyBytes(nil, object.Closed(ctx, o, s))
	default:
		panic("edge: unknown kind of event " + kind)
	}
}

func readRequest(e *event, in *lines, body []byte) *web.Request {
	r := &web.Request{ID: e.requestID, Method: in.next(), URL: in.next(), TooLong: in.next() == "1", Body: body}
	r.Header = make(web.Header, 0, 16)
	for in.rest != "" {
		r.Header = append(r.Header, web.Field{Name: in.next(), Value: in.next()})
	}
	return r
}
