package rpc_test

import (
	"context"
	"encoding/json"
	"strings"
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

func (p *parcel) Bulk() []*json.RawMessage { return []*json.RawMessage{&p.Data} }

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
		for _, message := range []string{w.request, w.reply} {
			texts := sequence(t, message)
			require.Len(t, texts, 2)
			assert.True(t, json.Valid([]byte(texts[0])), texts[0])
			assert.NotContains(t, texts[0], `"data"`)
			assert.Equal(t, data, texts[1])
		}
	}
}

// sequence takes a JSON text sequence apart, as RFC 7464 says.
func sequence(t *testing.T, message string) []string {
	t.Helper()
	var texts []string
	for part := range strings.SplitSeq(message[1:], "\x1e") {
		require.True(t, strings.HasSuffix(part, "\n"), part)
		texts = append(texts, strings.TrimSuffix(part, "\n"))
	}
	return texts
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
	_, err := carry().Call(t.Context(), "send", []byte(`{}`))
	require.NoError(t, err)
	w := carry()
	_, err = rpc.Call(t.Context(), w, send, parcel{Label: "l", Data: json.RawMessage(`{"a":[1,"\n"]}`)})
	require.NoError(t, err)
	for n := range len(w.reply) {
		_, err := rpc.Call(t.Context(), says(w.reply[:n]), send, parcel{})
		assert.Error(t, err, w.reply[:n])
	}
	for _, text := range []string{
		w.reply + "\n", w.reply + "\x1e7\n",
		"\x1e{\"v\":1,\"ok\":true,\"result\":{},\"bulk\":[-1]}\n\x1e\n", "\x1e{\"v\":1,\"ok\":true,\"result\":{},\"bulk\":[9]}\n\x1e7\n",
		"\x1e{\"v\":1,\"ok\":true,\"result\":{},\"bulk\":[1,1]}\n\x1e7\n\x1e7\n", "\x1e{\"v\":1,\"ok\":true,\"result\":{}}\n\x1e7\n",
		"\x1e{\"v\":1,\"ok\":true,\"bulk\":[1]}\n\x1e7\n", "\x1e{\"v\":1,\"ok\":true,\"result\":{},\"bulk\":[9223372036854775807]}\n\x1e7\n",
	} {
		_, err := rpc.Call(t.Context(), says(text), send, parcel{})
		assert.Error(t, err, text)
	}
	for _, text := range []string{``, `null`, `[]`, `{}`, `7`, `"x"`, `{"v":1,"ok":true,"result":null}`, `{"v":1,"ok":true,"result":[]}`,
		`{"v":1,"ok":true,"result":"x"}`, `{"v":1,"ok":false}`, `{"v":1,"ok":true,"result":{"label":7}}`, `<html>`} {
		_, err := rpc.Call(t.Context(), says(text), send, parcel{})
		assert.Error(t, err, text)
	}
	_, err = rpc.Call(t.Context(), says(`{"v":2,"ok":true,"result":{"data":{}}}`), send, parcel{})
	var typed *rpc.Error
	require.ErrorAs(t, err, &typed)
	assert.Equal(t, "UNSUPPORTED_VERSION", typed.Code)
	_, err = rpc.Call(t.Context(), says(`{"v":2,"ok":"yes","result":7}`), send, parcel{})
	require.ErrorAs(t, err, &typed)
	assert.Equal(t, "UNSUPPORTED_VERSION", typed.Code)
}
