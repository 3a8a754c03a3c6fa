package engines_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
)

// What a result writes and reads by hand is what encoding/json would.
func TestResultMessage(t *testing.T) {
	metadata := engines.ResultMetadata{EngineName: "tarot", CalculationTime: 0.25, Timestamp: "2025-07-18T12:00:00.000Z"}
	cached := metadata
	cached.Cached, cached.CachedAt = true, "2025-07-18T11:00:00.000Z"
	for name, r := range map[string]engines.Result{
		"success": {Success: true, Warnings: []string{}, Metadata: metadata},
		"cached":  {Success: true, Warnings: []string{}, Metadata: cached},
		"warned":  {Success: true, Warnings: []string{`a "b"`, "ö"}, Metadata: metadata},
		"refused": {
			Code: engines.CodeValidationError, Error: "no \\ date", Warnings: []string{}, Metadata: metadata,
			Details: &engines.Fault{Field: "date", Received: "x", Errors: schema.Problems{{Field: "date", Code: "MISSING", Message: "m"}}},
		},
		"zero": {},
	} {
		t.Run(name, func(t *testing.T) {
			want, err := json.Marshal(&r)
			require.NoError(t, err)
			got, err := r.AppendMessage(nil)
			require.NoError(t, err)
			assert.JSONEq(t, string(want), string(got))
			for _, text := range [][]byte{want, got} {
				var read, expected engines.Result
				require.NoError(t, read.ReadMessage(text))
				require.NoError(t, json.Unmarshal(text, &expected))
				if expected.Warnings == nil {
					expected.Warnings = read.Warnings
				}
				assert.Equal(t, expected, read)
			}
		})
	}
	var r engines.Result
	require.NoError(t, r.ReadMessage([]byte(`{"success":true,"data":{"a":[1]},"new":{}}`)))
	assert.Equal(t, `{"a":[1]}`, string(r.Data))
	for _, text := range []string{``, `[]`, `{"success":1}`, `{"warnings":{}}`, `{"metadata":7}`, `{"metadata":{"cached":"x"}}`, `{"error":5}`, `{"success":true`} {
		assert.Error(t, new(engines.Result).ReadMessage([]byte(text)), text)
	}
}
