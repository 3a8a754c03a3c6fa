package rawjson

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMembersKeepOrderAndText(t *testing.T) {
	got, err := Members([]byte(` { "b" : [1, {"x":"}\""}] , "a\u00e9":"q\\", "c":-1.5e3,"d":null , "":{}} `))
	require.NoError(t, err)
	assert.Equal(t, []Member{
		{"b", json.RawMessage(`[1, {"x":"}\""}]`)},
		{"aé", json.RawMessage(`"q\\"`)},
		{"c", json.RawMessage(`-1.5e3`)},
		{"d", json.RawMessage(`null`)},
		{"", json.RawMessage(`{}`)},
	}, got)
	got, err = Members([]byte(`{}`))
	require.NoError(t, err)
	assert.Empty(t, got)
}

func TestMembersRefuseWhatIsNoObject(t *testing.T) {
	for _, text := range []string{"", "null", "[]", `"x"`, "{", `{"a"`, `{"a":`, `{"a":1`, `{"a":"b}`, `{"a":{"b":1}`, `{a:1}`, `{"a" 1}`, `{"a":1}}`} {
		_, err := Members([]byte(text))
		assert.Error(t, err, text)
	}
}

func TestElements(t *testing.T) {
	for text, want := range map[string][]json.RawMessage{
		`[]`: {}, ` [ ] `: {}, `[1]`: {json.RawMessage(`1`)},
		` [ 1 , [2,"]"],{"a":[3]} , null,"x,\"y" ] `: {json.RawMessage(`1`), json.RawMessage(`[2,"]"]`), json.RawMessage(`{"a":[3]}`), json.RawMessage(`null`), json.RawMessage(`"x,\"y"`)},
	} {
		got, err := Elements([]byte(text))
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{``, `{}`, `1`, `[`, `[1`, `["a`, `[1]]`, `[1] 2`, `[}`} {
		_, err := Elements([]byte(text))
		assert.Error(t, err, text)
	}
}

func TestTake(t *testing.T) {
	value, rest, err := Take([]byte(`{"a":1,"data":{"x":[2]},"b":3}`), "data")
	require.NoError(t, err)
	assert.Equal(t, `{"x":[2]}`, string(value))
	assert.JSONEq(t, `{"a":1,"data":null,"b":3}`, string(rest))

	value, rest, err = Take([]byte(`{"a":1}`), "data")
	require.NoError(t, err)
	assert.Nil(t, value)
	assert.Equal(t, `{"a":1}`, string(rest))
}

// FuzzMembers compares with encoding/json on everything that is valid, and wants no panic on the
// rest.
func FuzzMembers(f *testing.F) {
	for _, seed := range []string{`{"a":1}`, `{"a":{"b":["\\\"",{}]},"a":2}`, `{"\u0061":"x"}`, `{"a":"\`, `{]`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		members, err := Members(text)
		var want map[string]json.RawMessage
		if json.Unmarshal(text, &want) != nil || want == nil {
			return
		}
		require.NoError(t, err)
		got := map[string]json.RawMessage{}
		for _, m := range members {
			var name string // encoding/json replaces what is no UTF-8
			encoded, err := json.Marshal(m.Name)
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(encoded, &name))
			got[name] = m.Value
		}
		require.Len(t, got, len(want))
		for name, value := range want {
			require.Equal(t, string(value), string(got[name]))
		}
	})
}

func TestAppendLeavesOut(t *testing.T) {
	object := []byte(` {"a":1, "b" : [2,"}"],"c":{"a":3},"d":4 ,"e":5}`)
	for skip, want := range map[string]string{
		"":      `{"x":0,"a":1, "b" : [2,"}"],"c":{"a":3},"d":4 ,"e":5}`,
		"a":     `{"x":0,"b" : [2,"}"],"c":{"a":3},"d":4 ,"e":5}`,
		"ce":    `{"x":0,"a":1, "b" : [2,"}"],"d":4}`,
		"bd":    `{"x":0,"a":1,"c":{"a":3},"e":5}`,
		"abcde": `{"x":0}`,
	} {
		got, err := Append([]byte(`{"x":0`), object, func(name []byte) bool { return bytes.ContainsAny([]byte(skip), string(name)) })
		require.NoError(t, err)
		assert.Equal(t, want, string(got)+"}", skip)
	}
	_, err := Append(nil, []byte(`{"a":`), func([]byte) bool { return false })
	assert.Error(t, err)
}
