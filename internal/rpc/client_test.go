package rpc_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/rpc"
)

func TestClientReadsErrors(t *testing.T) {
	w := says(`{"v":1,"ok":false,"error":{"code":"BUSY","status":503,"message":"Later","details":{"in":5},"retryable":true,"new":1}}`)
	_, err := rpc.Call(t.Context(), w, ask, question{})
	var got *rpc.Error
	require.ErrorAs(t, err, &got)
	assert.Equal(t, rpc.Error{Code: "BUSY", Status: 503, Message: "Later", Details: json.RawMessage(`{"in":5}`), Retry: true}, *got)
	assert.True(t, got.Retryable())
	assert.False(t, got.ClientFault())
	assert.ErrorContains(t, err, "ask: BUSY: Later", "the log says which method it was")

	for status, fault := range map[int]bool{400: true, 404: true, 499: true, 500: false, 504: false} {
		assert.Equal(t, fault, (&rpc.Error{Status: status}).ClientFault(), status)
	}
}

// What is no reply is like a connection that was lost: an error that says nothing about retries, so
// that the policy decides.
func TestClientTakesNothingForAReply(t *testing.T) {
	for name, text := range map[string]string{
		"empty":                          ``,
		"half":                           `{"v":1,"ok":true,"result":{"text":"hi"`,
		"text":                           `upstream connect error`,
		"null":                           `null`,
		"an empty object":                `{}`,
		"a list":                         `[]`,
		"no version":                     `{"ok":true,"result":{"text":"hi"}}`,
		"no result":                      `{"v":1,"ok":true}`,
		"a null result":                  `{"v":1,"ok":true,"result":null}`,
		"a result of another type":       `{"v":1,"ok":true,"result":"hi"}`,
		"a field of another type":        `{"v":1,"ok":true,"result":{"text":7}}`,
		"a result of a call that failed": `{"v":1,"ok":false,"result":{"text":"hi"}}`,
		"no error":                       `{"v":1,"ok":false}`,
		"an empty error":                 `{"v":1,"ok":false,"error":{}}`,
		"an error without a code":        `{"v":1,"ok":false,"error":{"status":500,"message":"x"}}`,
		"an error without a status":      `{"v":1,"ok":false,"error":{"code":"X","message":"x"}}`,
		"an error that is a success":     `{"v":1,"ok":false,"error":{"code":"X","status":200}}`,
		"an error beyond HTTP":           `{"v":1,"ok":false,"error":{"code":"X","status":700}}`,
	} {
		t.Run(name, func(t *testing.T) {
			out, err := rpc.Call(t.Context(), says(text), ask, question{})
			require.Error(t, err)
			assert.Zero(t, out)
			var typed *rpc.Error
			assert.False(t, errors.As(err, &typed), "%v", err)
		})
	}
}

func TestClientRefuses(t *testing.T) {
	for name, c := range map[string]struct{ text, code string }{
		"another version":                {`{"v":2,"ok":true,"result":{"text":"hi"}}`, "UNSUPPORTED_VERSION"},
		"another version of everything":  {`{"v":2,"ok":"yes","result":7}`, "UNSUPPORTED_VERSION"},
		"a reply that is over the limit": {`{"v":1,"ok":true,"result":{"text":"` + strings.Repeat("x", rpc.MaxReply) + `"}}`, "REPLY_TOO_LARGE"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rpc.Call(t.Context(), says(c.text), ask, question{})
			var typed *rpc.Error
			require.ErrorAs(t, err, &typed)
			assert.Equal(t, c.code, typed.Code)
			assert.Equal(t, 500, typed.Status)
			assert.False(t, typed.Retryable(), "another try would not help")
		})
	}
}

func TestClientPassesTransportErrorsOn(t *testing.T) {
	lost := errors.New("connection lost")
	_, err := rpc.Call(t.Context(), &wire{script: func([]byte) ([]byte, error) { return nil, lost }}, ask, question{})
	assert.Equal(t, lost, err)

	w := says(`{}`)
	_, err = rpc.Call(t.Context(), w, ask, question{Raw: json.RawMessage("{")})
	require.Error(t, err)
	assert.Empty(t, w.method, "what cannot be written is not sent")
}
