package rpc_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/rpc"
)

func TestServerRefuses(t *testing.T) {
	asked := 0
	w := serve(func(context.Context, question) (reply, error) { asked++; return reply{}, nil })
	for name, c := range map[string]struct {
		request string
		code    string
		status  int
	}{
		"another version":                          {`{"v":2,"params":{"text":"x"}}`, "UNSUPPORTED_VERSION", 500},
		"no version":                               {`{"params":{"text":"x"}}`, "UNSUPPORTED_VERSION", 500},
		"another version with parameters of its":   {`{"params":[1],"v":2}`, "UNSUPPORTED_VERSION", 500},
		"parameters of another type":               {`{"v":1,"params":{"text":7}}`, "INVALID_PARAMS", 400},
		"parameters that are no object":            {`{"v":1,"params":[]}`, "INVALID_PARAMS", 400},
		"half a request":                           {`{"v":1,"params":{"te`, "INVALID_PARAMS", 400},
		"an empty request":                         {``, "INVALID_PARAMS", 400},
		"a deadline of another type":               {`{"v":1,"deadline":"soon","params":{}}`, "INVALID_PARAMS", 400},
		"a request over the limit":                 {`{"v":1,"params":{"text":"` + strings.Repeat("x", rpc.MaxRequest) + `"}}`, "PAYLOAD_TOO_LARGE", 413},
		"a request over the limit, but no request": {strings.Repeat(" ", rpc.MaxRequest+1), "PAYLOAD_TOO_LARGE", 413},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := w.server.Call(t.Context(), "ask", []byte(c.request))
			require.NoError(t, err)
			e := errorIn(t, out.Join())
			assert.Equal(t, c.code, e.Code)
			assert.Equal(t, c.status, e.Status)
			assert.False(t, e.Retry, "the same request would be refused again")
			assert.NotContains(t, e.Message, "json")
			assert.NotContains(t, e.Message, "question", "no Go types")
		})
	}
	assert.Zero(t, asked)

	_, err := w.server.Call(t.Context(), "unknown", []byte(`{"v":1}`))
	assert.Error(t, err, "an exception on the other side")
}

func errorIn(t *testing.T, out []byte) rpc.Error {
	t.Helper()
	var r struct {
		Version int             `json:"v"`
		OK      bool            `json:"ok"`
		Result  json.RawMessage `json:"result"`
		Error   rpc.Error       `json:"error"`
	}
	require.NoError(t, json.Unmarshal(out, &r), "%s", out)
	assert.Equal(t, rpc.Version, r.Version)
	assert.False(t, r.OK)
	assert.Empty(t, r.Result)
	return r.Error
}

func TestServerWordsErrors(t *testing.T) {
	const secret = "open /srv/keys.json: sk-12345"
	typed := &rpc.Error{Code: "ENGINE_NOT_FOUND", Status: 404, Message: "Engine 'x' not found", Details: json.RawMessage(`{"name":"x"}`)}
	internal := rpc.Error{Code: "INTERNAL_ERROR", Status: 500, Message: "An unexpected error occurred", Retry: true}
	for name, c := range map[string]struct {
		f    func(context.Context, question) (reply, error)
		want rpc.Error
	}{
		"its own":       {func(context.Context, question) (reply, error) { return reply{}, typed }, *typed},
		"its own, deep": {func(context.Context, question) (reply, error) { return reply{}, fmt.Errorf("%s: %w", secret, typed) }, *typed},
		"any other":     {func(context.Context, question) (reply, error) { return reply{}, errors.New(secret) }, internal},
		"a panic":       {func(context.Context, question) (reply, error) { panic(secret) }, internal},
		"a fault of the program": {func(_ context.Context, q question) (reply, error) {
			return reply{N: q.Times[len(q.Text)]}, nil
		}, internal},
		"out of time": {func(context.Context, question) (reply, error) {
			return reply{}, fmt.Errorf("%s: %w", secret, context.DeadlineExceeded)
		}, rpc.Error{Code: "TIMEOUT", Status: 504, Message: "The request took too long"}},
		"a reply over the limit": {func(context.Context, question) (reply, error) {
			return reply{Text: strings.Repeat("x", rpc.MaxReply)}, nil
		}, rpc.Error{Code: "REPLY_TOO_LARGE", Status: 500, Message: "The reply is too large"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := serve(c.f)
			_, err := rpc.Call(t.Context(), w, ask, question{})
			var got *rpc.Error
			require.ErrorAs(t, err, &got)
			assert.Equal(t, c.want, *got)
			assert.NotContains(t, w.reply, "12345")
			assert.NotContains(t, w.reply, ".go", "no stack trace")
			assert.Equal(t, c.want.Status < 500, got.ClientFault())
		})
	}

	t.Run("a result that is no JSON", func(t *testing.T) {
		s := rpc.Server{}
		raw := rpc.Method[struct{}, json.RawMessage]{Name: "raw"}
		rpc.Handle(s, raw, func(context.Context, struct{}) (json.RawMessage, error) { return json.RawMessage("{"), nil })
		out, err := s.Call(t.Context(), "raw", []byte(`{"v":1,"params":{}}`))
		require.NoError(t, err)
		assert.Equal(t, internal, errorIn(t, out.Join()))
	})
}
