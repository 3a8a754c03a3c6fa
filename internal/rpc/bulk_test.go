package rpc_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/rpc"
)

// parcel is a result whose data is passed on unread.
type parcel struct {
	Label string          `json:"label"`
	Data  json.RawMessage `json:"data,omitempty"`
	N     int             `json:"n"`
}

func (p *parcel) Bulk() (name string, text *json.RawMessage) { return "data", &p.Data }

var send = rpc.Method[parcel, parcel]{Name: "send"}

func carry() *wire {
	s := rpc.Server{}
	rpc.Handle(s, send, func(_ context.Context, p parcel) (parcel, error) { return p, nil })
	return &wire{server: s}
}

func TestBulkRoundTrip(t *testing.T) {
	for _, data := range []string{"", `{}`, `[]`, `"x"`, `7`, `true`, `{"z":1.50,"a":["}",{"data":"{\"result\":1}"},"ö\\"]}`} {
		in := parcel{Label: `"data":1`, N: 3}
		if data != "" {
			in.Data = json.RawMessage(data)
		}
		w := carry()
		out, err := rpc.Call(t.Context(), w, send, in)
		require.NoError(t, err, data)
		assert.Equal(t, in, out, "every byte of it")
		assert.True(t, json.Valid([]byte(w.reply)), w.reply)
	}
}

func TestBulkReplyIsReadHoweverItIsWritten(t *testing.T) {
	want := parcel{Label: "l", Data: json.RawMessage(`{"data":[1, 2]}`), N: 3}
	for _, text := range []string{
		`{"v":1,"ok":true,"result":{"label":"l","n":3,"data":{"data":[1, 2]}}}`,
		`{"result":{"data":{"data":[1, 2]},"n":3,"label":"l"},"ok":true,"v":1}`,
		" {\n\"v\" : 1 , \"ok\" : true , \"result\" : { \"label\" : \"l\" , \"data\" : {\"data\":[1, 2]} , \"n\" : 3 } } ",
		`{"v":1,"new":{"result":{"data":9}},"ok":true,"result":{"newer":{"data":9},"label":"l","data":{"data":[1, 2]},"n":3}}`,
	} {
		out, err := rpc.Call(t.Context(), says(text), send, parcel{})
		require.NoError(t, err, text)
		assert.Equal(t, want, out, text)
	}
	out, err := rpc.Call(t.Context(), says(`{"v":1,"ok":true,"result":{"label":"l","data":null}}`), send, parcel{})
	require.NoError(t, err)
	assert.Contains(t, []string{"", "null"}, string(out.Data))
}

// However early a reply breaks off, the part of it that came is no reply.
func TestPartOfABulkReplyIsNone(t *testing.T) {
	for _, text := range []string{
		`{"v":1,"ok":true,"result":{"label":"l","n":3,"data":{"a":[1,"}]"],"b":{}}}}`,
		`{"v":1,"ok":true,"result":{"data":{"a":1},"label":"l","n":3}}`,
		`{"result":{"data":42},"ok":true,"v":1}`,
	} {
		_, err := rpc.Call(t.Context(), says(text), send, parcel{})
		require.NoError(t, err)
		for n := range len(text) {
			out, err := rpc.Call(t.Context(), says(text[:n]), send, parcel{})
			assert.Error(t, err, text[:n])
			assert.Zero(t, out)
		}
	}
	for _, text := range []string{``, `null`, `[]`, `{}`, `7`, `"x"`, `{"v":1,"ok":true,"result":null}`, `{"v":1,"ok":true,"result":[]}`,
		`{"v":1,"ok":true,"result":"x"}`, `{"v":1,"ok":false}`, `{"v":1,"ok":true,"result":{"label":7}}`, `<html>`} {
		_, err := rpc.Call(t.Context(), says(text), send, parcel{})
		assert.Error(t, err, text)
	}
	_, err := rpc.Call(t.Context(), says(`{"v":2,"ok":true,"result":{"data":{}}}`), send, parcel{})
	var typed *rpc.Error
	require.ErrorAs(t, err, &typed)
	assert.Equal(t, "UNSUPPORTED_VERSION", typed.Code)
	_, err = rpc.Call(t.Context(), says(`{"v":2,"ok":"yes","result":7}`), send, parcel{})
	require.ErrorAs(t, err, &typed)
	assert.Equal(t, "UNSUPPORTED_VERSION", typed.Code)
}
