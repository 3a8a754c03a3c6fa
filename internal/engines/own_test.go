package engines_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
)

func TestOwnMembers(t *testing.T) {
	const stamp = `"timestamp":"2025-07-18T12:00:00.000Z"`
	for data, want := range map[string]string{
		`{` + stamp + `,"a":1,"b":{"timestamp":2}}`: `,"a":1,"b":{"timestamp":2}`,
		// However it is written.
		`{"a":1,` + stamp + `,"b":2}`:                  `,"a":1,"b":2`,
		`{"timestamp":"2025","a":1,"metadata":{}}`:     `,"a":1`,
		`{ ` + stamp + ` , "a":1, "warnings": ["x"] }`: `,"a":1`,
		`{` + stamp + `}`:                              ``,
		`{}`:                                           ``,
	} {
		r := engines.Result{Data: json.RawMessage(data)}
		got, err := r.Own()
		require.NoError(t, err, data)
		assert.Equal(t, want, string(got), data)
	}
	for _, data := range []string{``, `[]`, `7`} {
		r := engines.Result{Data: json.RawMessage(data)}
		_, err := r.Own()
		assert.Error(t, err, data)
	}
}
