package rawjson

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var texts = []string{
	``, ` `, `{}`, `[]`, ` { } `, `[ ]`, `{"a":1}`, `{"a":{"b":["\\\"",{}]},"a":2}`, `{"\u0061":"x"}`, `{"a":"\`, `{]`, `[}`, `{,}`, `[,]`,
	`[1,]`, `{"a":1,}`, `{"a"}`, `{"a":}`, `{a:1}`, `{"a" : 1 , "b":2}`, `{"a":1 "b":2}`, `[1 2]`, `true`, `false`, `null`, `tru`, `truex`, `nul`,
	`0`, `-0`, `01`, `-`, `1.`, `.5`, `1.5`, `1e5`, `1E+5`, `1e-05`, `1e`, `1e+`, `-1.5e3`, `+1`, `1.e3`, `0x1`, `NaN`, `--1`, `00`, `0.0`, `1 2`,
	`""`, `"a`, `"\n"`, "\"\n\"", "\"\x00\"", "\"\x7f\"", "\"\xff\"", `"ö 漢字 𝄞"`, `"\u12"`, `"\u12g4"`, `"\uD834"`, `"\x"`, `"\"`, `"\\"`, `"\/\b\f\n\r\t"`,
	`"12345678"`, `"12345678\"9"`, `"1234567"8"`, "\t\r\n{}\n", "\v{}", `{"a":1}}`, `{}{}`, `"a" "b"`, "\ufeff{}", `'a'`, `{"a":[{"b":[[]]}]}`,
}

func TestValid(t *testing.T) {
	for _, text := range texts {
		assert.Equal(t, json.Valid([]byte(text)), Valid([]byte(text)), "%q", text)
	}
	for _, depth := range []int{1, 9_999, 10_000, 10_001, 10_002, 20_000} {
		for _, text := range []string{
			strings.Repeat("[", depth) + strings.Repeat("]", depth),
			strings.Repeat("[", depth) + "1" + strings.Repeat("]", depth),
			strings.Repeat(`{"a":`, depth) + "{}" + strings.Repeat("}", depth),
		} {
			assert.Equal(t, json.Valid([]byte(text)), Valid([]byte(text)), "%d of %.5s", depth, text)
		}
	}
	assert.False(t, Valid([]byte(strings.Repeat("[", 1<<20))))
}

func FuzzValid(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		require.Equal(t, json.Valid(text), Valid(text))
	})
}
