package durable_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/api"
)

func TestOwns(t *testing.T) {
	r := &durable.Request{Subject: "42"}
	for id, want := range map[string]bool{
		``: true, `null`: true, `""`: true, `42`: true, `"42"`: true, `"\u0034\u0032"`: true,
		`43`: false, `"43"`: false, `42.0`: false, `" 42"`: false, `[42]`: false, `{}`: false, `true`: false,
	} {
		assert.Equal(t, want, r.Owns(json.RawMessage(id)), id)
	}
}

func TestOwnBody(t *testing.T) {
	for body, want := range map[string]error{
		`{}`:                                   nil,
		`{"userId":42}`:                        nil,
		`{"userProfile":{"userId":"42"}}`:      nil,
		`{"userProfile":7}`:                    nil, // not an owner's matter
		`{"userId":"43"}`:                      api.ErrForbidden,
		`{"userProfile":{"userId":43}}`:        api.ErrForbidden,
		`{"options":{"userId":"someone"}}`:     api.ErrForbidden,
		`{"userId":42,"options":{"userId":1}}`: api.ErrForbidden,
	} {
		fields, ok := durable.ParseFields([]byte(body))
		assert.True(t, ok)
		r := &durable.Request{Subject: "42", Body: fields}
		assert.Equal(t, want, r.OwnBody(), body)
	}
}

func TestFields(t *testing.T) {
	for _, text := range []string{`[]`, `null`, `"x"`, `{`, `{} {}`} {
		_, ok := durable.ParseFields([]byte(text))
		assert.False(t, ok, text)
	}
	f, ok := durable.ParseFields([]byte(`{"a":null,"b":"x","n":1,"t":false,"o":{"k":1}}`))
	assert.True(t, ok)
	assert.Equal(t, `"x"`, string(f.First("a", "b", "n")), "null is not there")
	assert.Nil(t, f.First("a", "z"))
	text, ok := f.Text("a", "b")
	assert.Equal(t, "x", text)
	assert.True(t, ok)
	_, ok = f.Text("n")
	assert.False(t, ok)
	flag, ok := f.Flag("z", true)
	assert.True(t, flag && ok)
	flag, ok = f.Flag("t", true)
	assert.True(t, !flag && ok)
	_, ok = f.Flag("n", true)
	assert.False(t, ok)
	o, ok := f.Object("o")
	assert.True(t, ok && o["k"] != nil)
	_, ok = f.Object("b")
	assert.False(t, ok)
}
