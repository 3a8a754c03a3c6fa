package rpc_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/rpc"
	"github.com/witnessos/witnessos/internal/web"
)

type question struct {
	Text  string          `json:"text"`
	Raw   json.RawMessage `json:"raw,omitempty"`
	Times []int           `json:"times,omitempty"`
}

type reply struct {
	Text string `json:"text"`
	N    int    `json:"n"`
}

var ask = rpc.Method[question, reply]{Name: "ask"}

// wire is a transport without a way: the server is called at once, or script answers in its place.
type wire struct {
	server rpc.Server
	script func(request []byte) ([]byte, error)

	method  string
	request string
	reply   string
}

func (w *wire) Call(ctx context.Context, method string, request []byte) (reply web.Pieces, err error) {
	w.method, w.request = method, string(request)
	if w.script != nil {
		text, err := w.script(request)
		w.reply = string(text)
		return web.Pieces{text}, err
	}
	reply, err = w.server.Call(ctx, method, request)
	w.reply = string(reply.Join())
	return reply, err
}

func serve(f func(context.Context, question) (reply, error)) *wire {
	s := rpc.Server{}
	rpc.Handle(s, ask, f)
	return &wire{server: s}
}

func says(text string) *wire {
	return &wire{script: func([]byte) ([]byte, error) { return []byte(text), nil }}
}

func echo(_ context.Context, q question) (reply, error) { return reply{q.Text, len(q.Times)}, nil }

func TestWireFormat(t *testing.T) {
	w := serve(echo)
	deadline := time.UnixMilli(time.Now().UnixMilli()).Add(time.Hour)
	ctx := edge.WithDeadline(edge.WithRequestID(t.Context(), "id-1"), deadline)
	out, err := rpc.Call(ctx, w, ask, question{Text: "ö \"<x>\"", Raw: json.RawMessage(`{"a":1.50}`), Times: []int{1, 2}})
	require.NoError(t, err)
	assert.Equal(t, reply{"ö \"<x>\"", 2}, out)
	assert.Equal(t, "ask", w.method)
	assert.JSONEq(t, fmt.Sprintf(`{"v":1,"requestId":"id-1","deadline":%d,"params":{"text":"ö \"<x>\"","raw":{"a":1.50},"times":[1,2]}}`,
		deadline.UnixMilli()), w.request)
	assert.Contains(t, w.request, "1.50", "what is passed on undecoded keeps its digits")
	assert.JSONEq(t, `{"v":1,"ok":true,"result":{"text":"ö \"<x>\"","n":2}}`, w.reply)

	_, err = rpc.Call(t.Context(), w, ask, question{Text: "when you like"})
	require.NoError(t, err)
	assert.JSONEq(t, `{"v":1,"requestId":"","params":{"text":"when you like"}}`, w.request, "no deadline is none, not 1970")
}

func TestRoundTripOfEmptyValues(t *testing.T) {
	s := rpc.Server{}
	list := rpc.Method[struct{}, []string]{Name: "list"}
	rpc.Handle(s, list, func(context.Context, struct{}) ([]string, error) { return []string{}, nil })
	raw := rpc.Method[struct{}, json.RawMessage]{Name: "raw"}
	rpc.Handle(s, raw, func(context.Context, struct{}) (json.RawMessage, error) {
		return json.RawMessage(`{"z":1,"a":[]}`), nil
	})
	none := rpc.Method[struct{}, struct{}]{Name: "none"}
	rpc.Handle(s, none, func(context.Context, struct{}) (struct{}, error) { return struct{}{}, nil })

	names, err := rpc.Call(t.Context(), &wire{server: s}, list, struct{}{})
	require.NoError(t, err)
	assert.Equal(t, []string{}, names)
	text, err := rpc.Call(t.Context(), &wire{server: s}, raw, struct{}{})
	require.NoError(t, err)
	assert.Equal(t, `{"z":1,"a":[]}`, string(text), "as it was written")
	_, err = rpc.Call(t.Context(), &wire{server: s}, none, struct{}{})
	require.NoError(t, err)
}

// Within a version fields are only added, on both sides.
func TestUnknownFieldsAreIgnored(t *testing.T) {
	out, err := serve(echo).server.Call(t.Context(), "ask", []byte(`{"v":1,"new":{"a":1},"params":{"text":"hi","newer":[1]}}`))
	require.NoError(t, err)
	assert.JSONEq(t, `{"v":1,"ok":true,"result":{"text":"hi","n":0}}`, string(out.Join()))

	got, err := rpc.Call(t.Context(), says(`{"v":1,"new":1,"ok":true,"result":{"text":"hi","newer":null},"trace":[]}`), ask, question{})
	require.NoError(t, err)
	assert.Equal(t, reply{Text: "hi"}, got)
}

// A service leaves 100 ms of the caller's deadline for the way back, and passes on the id.
func TestDeadlineAndRequestIDArePassedOn(t *testing.T) {
	deadline := time.UnixMilli(time.Now().UnixMilli()).Add(time.Hour)
	var seen time.Time
	var bounded bool
	var id string
	onward := serve(echo)
	w := serve(func(ctx context.Context, q question) (reply, error) {
		seen, bounded = ctx.Deadline()
		id = edge.RequestID(ctx)
		return rpc.Call(ctx, onward, ask, q)
	})
	_, err := rpc.Call(edge.WithDeadline(edge.WithRequestID(t.Context(), "id-2"), deadline), w, ask, question{})
	require.NoError(t, err)
	assert.True(t, bounded)
	assert.Equal(t, deadline.Add(-100*time.Millisecond), seen)
	assert.Equal(t, "id-2", id)
	assert.Contains(t, onward.request, fmt.Sprintf(`"requestId":"id-2","deadline":%d`, deadline.UnixMilli()-100))

	_, err = rpc.Call(t.Context(), w, ask, question{})
	require.NoError(t, err)
	assert.False(t, bounded, "without a deadline there is none")
}
