package rawjson

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// byEncodingJSON writes a string as encoding/json does without escaping for HTML.
func byEncodingJSON(t *testing.T, s string) string {
	var buf bytes.Buffer
	encoder := json.NewEncoder(&buf)
	encoder.SetEscapeHTML(false)
	require.NoError(t, encoder.Encode(s))
	return strings.TrimSuffix(buf.String(), "\n")
}

func TestAppendStringWritesWhatEncodingJSONDoes(t *testing.T) {
	for c := range 0x110 { // each character in each place of a word, and behind the last word
		for place := range 18 {
			s := strings.Repeat("x", place) + string(rune(c)) + strings.Repeat("y", 17-place)
			require.Equal(t, byEncodingJSON(t, s), string(AppendString(nil, s)))
		}
		s := "abcdefgh" + string([]byte{byte(c)}) + "ijklmnop" // no UTF-8 above 7F
		require.Equal(t, byEncodingJSON(t, s), string(AppendString(nil, s)))
	}
}

func FuzzAppendString(f *testing.F) {
	for _, seed := range []string{"", "plain", `quo"te and back\slash`, "a\u2028b\u2029c", "\xff\xfe", "Ā漢字🌕", "<svg a=\"1\">&", "\x00\x1f\x7f"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		require.Equal(t, byEncodingJSON(t, s), string(AppendString(nil, s)))
	})
}
