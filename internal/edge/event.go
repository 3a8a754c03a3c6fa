package edge

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/web"
)

// event is one call of the platform into this program. There are no locks: the program has one
// thread, and goroutines change hands only where they wait.
type event struct {
	id         uint32
	requestID  string
	replied    bool
	closed     bool // the shell knows that nothing of it runs any more
	over       bool // nobody waits for it any more; its host calls fail
	background []func(context.Context)

	lent     [][]byte // buffers that are given back when the event has ended
	arrived  [][]byte // large results of host calls
	recycles bool     // arrived can be given back too
}

type (
	eventKey     struct{}
	requestIDKey struct{}
)

var (
	events  = map[uint32]*event{}
	waiting = map[uint32]chan message{} // host calls under way
	nextID  uint32                      // of host calls
)

func eventOf(ctx context.Context) *event {
	e, _ := ctx.Value(eventKey{}).(*event)
	return e
}

// RequestID returns the id of the event that ctx belongs to: that of the HTTP request, the
// Workflow instance, or the Durable Object's own event.
func RequestID(ctx context.Context) string {
	if id, ok := ctx.Value(requestIDKey{}).(string); ok {
		return id
	}
	if e := eventOf(ctx); e != nil {
		return e.requestID
	}
	return ""
}

// WithRequestID lets ctx carry the id of the request that caused the event, for calls onward.
func WithRequestID(ctx context.Context, id string) context.Context {
	if id == "" {
		return ctx
	}
	return context.WithValue(ctx, requestIDKey{}, id)
}

// WaitUntil runs work after the event's reply has been given, in order, while the platform keeps
// the event alive. A panic in work is logged and stops the remaining work of this event only.
func WaitUntil(ctx context.Context, work func(context.Context)) {
	if e := eventOf(ctx); e != nil {
		e.background = append(e.background, work)
	}
}

func (e *event) reply(status int, text string, body []byte, rest web.Pieces) {
	more := len(e.background) > 0
	e.replied, e.closed = true, !more
	sendReply(e.id, status, text, body, rest, more)
}

func (e *event) replyHTTP(r *web.Response) {
	if r.Kept > 0 {
		e.reply(0, strconv.Itoa(int(r.Kept)-1), nil, nil)
		return
	}
	var text strings.Builder
	text.Grow(typicalHeaders)
	for _, f := range r.Header {
		text.WriteByte('\n')
		text.WriteString(f.Name)
		text.WriteByte('\n')
		text.WriteString(f.Value)
	}
	e.reply(r.Status, text.String(), r.Body, r.Rest)
}

// typicalHeaders in bytes spares most replies the growing of their text.
const typicalHeaders = 512

func (e *event) replyBytes(body []byte, err error) { e.replyPieces(web.Pieces{body}, err) }

func (e *event) replyPieces(body web.Pieces, err error) {
	if err == nil {
		e.reply(statusOK, "", nil, body)
		return
	}
	var permanent permanentError
	text, _ := json.Marshal(struct {
		Message   string `json:"message"`
		Permanent bool   `json:"permanent"`
	}{err.Error(), errors.As(err, &permanent)})
	e.reply(statusError, string(text), nil, nil)
}

// end runs what was left for after the reply and takes the event off the books.
func (e *event) end(ctx context.Context) {
	defer func() {
		giveBack(e.lent)
		if e.recycles {
			giveBack(e.arrived)
		}
		delete(events, e.id)
		if !e.closed {
			sendDone(e.id)
		}
	}()
	for len(e.background) > 0 {
		work := e.background[0]
		e.background = e.background[1:]
		work(ctx)
	}
}
